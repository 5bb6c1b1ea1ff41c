"""The commit that a site comes from: whether what a build read is what the commit holds.

Not git's word is taken for it, which an ignored or a hidden file escapes, but the digests of what
was read: a file that the commit doesn't hold so, and the site is of no commit.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from zhucun.publish.proof.git_files import files_below
from zhucun.publish.proof.manifest import Records
from zhucun.publish.proof.tool import running_tool, tool_of
from zhucun.read.files import Files, Name
from zhucun.read.git import SHANGHAI, Commit, GitError, Repository
from zhucun.read.layout import COMMON_FOLDERS, RECORDS, place_of
from zhucun.read.photos import PHOTO_BYTES
from zhucun.read.source import MAX_BYTES, name_fault
from zhucun.read.strict import Fault

_UNSTEADY: Final = "changed while it was being read"


class Noted:
    """Files as they are, with a note of the SHA-256 of each that was read (`digests`, by path)."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.digests: dict[str, str] = {}

    def names(self, folder: str) -> tuple[Name, ...] | None:
        """What a folder holds, in order of name; None for what is no folder."""
        return self._files.names(folder)

    def is_folder(self, path: str) -> bool:
        """Whether a path is a folder."""
        return self._files.is_folder(path)

    def read(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, Fault | None]:
        """The bytes of a file, at most so many; empty, with the fault, when it is refused."""
        raw, fault = self._files.read(path, most)
        if fault is None:
            digest = hashlib.sha256(raw).hexdigest()
            if self.digests.setdefault(path, digest) != digest:
                self.digests[path] = _UNSTEADY
        return raw, fault

    def expect(self, paths: Iterable[str]) -> None:
        """Announces files that will be read in this order."""
        self._files.expect(paths)


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that a build is meant to be of, and what it reads.

    `with_tool` says whether the tool that runs stands in the same work tree, so that it has to be
    the commit's too.
    """

    repository: Repository
    commit: Commit
    files: Noted
    with_tool: bool

    def records(self, region: str | None) -> Records | None:
        """The digests of the records of a region; None unless the commit holds what was read.

        To be asked when all has been read.
        """
        try:
            held = records_held(self.repository, self.commit.tree, region)
            for path in held:
                if path not in self.files.digests:  # a photo that nobody agreed to show
                    self.files.read(path, PHOTO_BYTES)
            if held != self.files.digests or not self._tool_fits():
                return None
            return keyed(self.repository, self.commit, held)
        except GitError:
            return None

    def _tool_fits(self) -> bool:
        held = tool_of(self.repository, self.commit.tree) if self.with_tool else None
        return held is None or held == running_tool()


def moment_of(commit: Commit) -> str:
    """When a commit was made, in Asia/Shanghai, as 2026-10-31T09:30:00+08:00."""
    return datetime.fromtimestamp(commit.committed, UTC).astimezone(SHANGHAI).isoformat()


def records_held(repository: Repository, tree: str, region: str | None) -> dict[str, str]:
    """SHA-256 by path of the records and photos that a build of `region` reads of a tree of git.

    `region` is a city, `city/county`, or None for all.
    """
    places: tuple[str, ...] = (RECORDS,)
    city, _, county = (region or "").partition("/")
    if city:
        places = tuple(f"{RECORDS}/{folder}" for folder in (*COMMON_FOLDERS, city))
    listed = files_below(repository, tree, places)
    found = {path: sha for path, sha in listed if _is_read(path, county)}
    sizes = repository.sizes(found.values())
    small = [path for path, size in zip(found, sizes, strict=True) if size <= _limit(path)]
    contents = repository.blobs([found[path] for path in small])
    return {
        path: hashlib.sha256(content).hexdigest()
        for path, content in zip(small, contents, strict=True)
    }


def keyed(repository: Repository, commit: Commit, digests: Mapping[str, str]) -> Records:
    """One digest for each scope, keyed by the commit object.

    The digest is HMAC-SHA-256 over the sorted lines `path NUL sha256 LF`. Who knows the commit
    object knows the tree and so all records; to anybody else it says no more than the commit's id.
    """
    _, key = repository.run("cat-file", "commit", commit.sha)
    scopes: dict[tuple[str, str], list[str]] = {("", ""): []}
    for path, digest in sorted(digests.items()):
        place = place_of(path)
        assert place is not None  # only records are read
        scopes.setdefault((place.city, place.county), []).append(f"{path}\0{digest}\n")
    made = {
        scope: hmac.new(key, "".join(lines).encode(), "sha256").hexdigest()
        for scope, lines in scopes.items()
    }
    return Records(
        commons=made["", ""],
        cities={city: digest for (city, county), digest in made.items() if city and not county},
        counties={f"{c}/{county}": digest for (c, county), digest in made.items() if county},
    )


def _is_read(path: str, county: str) -> bool:
    """Whether a path is one that a build of the county ("" for all) reads."""
    place = place_of(path)
    if place is None or name_fault(path) is not None:
        return False
    return not county or place.county in ("", county)


def _limit(path: str) -> int:
    place = place_of(path)
    return PHOTO_BYTES if place and place.kind == "photo" else MAX_BYTES
