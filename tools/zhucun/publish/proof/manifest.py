"""The manifest of a site: which commit, tool and options it was built from, and every file in it.

Written last into a site as manifest.json; docs/verify.md describes the format. The same commit,
tool and options give the same bytes: nothing in it tells of the machine or of the time of the run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from zhucun.publish.output import OutputError

NAME: Final = "manifest.json"
FORMAT: Final = "zhucun-manifest"
VERSION: Final = 2
MAX_BYTES: Final = 64 * 1024 * 1024  # about half a million files; a site of more is cut by region
MAX_FILE: Final = 1024 * 1024 * 1024  # no file of a site comes near a gibibyte

_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}){0,19}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+08:00")
_SLUG = r"[a-z][a-z0-9-]{0,99}"
_CITY = re.compile(_SLUG)
_COUNTY = re.compile(rf"{_SLUG}/{_SLUG}")
_REGION = re.compile(rf"{_SLUG}(/{_SLUG})?")
#: Where a site may stand: no user, no query, ending in a slash.
ADDRESS: Final = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::[0-9]{1,5})?/(?:(?!\.{1,2}/)[A-Za-z0-9._~-]{1,100}/){0,9}"
)
_PACKAGE = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_RELEASE = re.compile(r"[0-9A-Za-z.+!-]{1,100}")


class ManifestError(Exception):
    """A manifest that no build wrote; the message is a Chinese sentence."""


class UnknownVersionError(ManifestError):
    """A manifest in a form that this tool doesn't know."""


@dataclass(frozen=True, slots=True)
class File:
    """One published file: its size in bytes and the SHA-256 of its content in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Records:
    """Digests of the records by scope: `cities` by folder, `counties` by `city/county`.

    They are keyed by the commit (`origin`), so that without it nobody can try out
    what a record says, or see which county's records changed from one build to the next.
    """

    commons: str
    cities: Mapping[str, str]
    counties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build says of itself.

    `commit` (with `committed`, its time in Asia/Shanghai, and `records`) is None when what was
    read is not what a commit holds. `region` is the city or `city/county` that was built, None
    for all; `address` where the site was to stand, None if nobody said; `revision` tells a site
    that was built to show how things stood at a commit; `packages` are the releases of the
    libraries that shape the files; `tool` is a digest.
    """

    commit: str | None
    committed: str | None
    as_of: str
    region: str | None
    address: str | None
    allow_partial: bool
    revision: bool
    tool: str
    packages: Mapping[str, str]
    records: Records | None
    files: Mapping[str, File]

    def text(self) -> str:
        """The manifest as it is written: one line for each file, in the order of the paths."""
        head = {
            "format": FORMAT,
            "version": VERSION,
            "commit": self.commit,
            "dirty": self.commit is None,
            "committed": self.committed,
            "as_of": self.as_of,
            "options": {
                "region": self.region,
                "address": self.address,
                "allow_partial": self.allow_partial,
                "revision": self.revision,
            },
            "tool": {"digest": self.tool, "packages": dict(sorted(self.packages.items()))},
            "records": _told(self.records),
        }
        opening = json.dumps(head, indent=1).removesuffix("\n}")
        lines = ",\n".join(
            f'  "{path}": {{"size": {file.size}, "sha256": "{file.sha256}"}}'
            for path, file in sorted(self.files.items())
        )
        return f'{opening},\n "files": {{\n{lines}\n }}\n}}\n'


def _told(records: Records | None) -> dict[str, Any] | None:
    if records is None:
        return None
    return {
        "commons": records.commons,
        "cities": dict(sorted(records.cities.items())),
        "counties": dict(sorted(records.counties.items())),
    }


# -- the files of a site ---------------------------------------------------------------------


def files_of(site: Path) -> dict[str, File]:
    """Every file of a site that was just made, but the manifest, by its path with slashes.

    OutputError for a name that no manifest may hold, or for what is no plain file.
    """
    found = {}
    for path, entry in entries_below(site):
        if not (entry and may_be_listed(path) and entry.is_file(follow_symlinks=False)):
            raise OutputError(f"网站里不该有 {path!r} 这样的文件；请把它从模板或页面中去掉。")
        if path != NAME:
            found[path] = File(entry.stat().st_size, digest_of(Path(entry.path)))
    return found


def may_be_listed(path: str) -> bool:
    """Whether a path is of the plain kind that builds make: it can't lead out of the site."""
    return _PATH.fullmatch(path) is not None


def digest_of(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def entries_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Everything in a folder that is no folder itself; None for a folder that can't be opened."""
    waiting = [("", str(folder))]
    while waiting:
        prefix, here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda e: e.name)
        except OSError:
            yield prefix, None
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{prefix}{entry.name}/", entry.path))
            else:
                yield prefix + entry.name, entry


# -- reading one ------------------------------------------------------------------------------


def parse(raw: bytes) -> Manifest:
    """The manifest that these bytes are.

    ManifestError unless a build writes exactly these bytes: nothing can be hidden in another
    spelling, a repeated key or an unknown one.
    """
    data = _loaded(raw)
    if data.get("format") != FORMAT:
        raise ManifestError("manifest.json 不是 zhucun build 写的清单。")
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise UnknownVersionError(
            f"清单是第 {min(version, 10**9)} 版，这个工具只认到第 {VERSION} 版；"
            "请用生成网站的那个版本的工具核对。"
        )
    manifest = _manifest(data)
    if manifest.text().encode() != raw:
        raise ManifestError("清单的写法和 zhucun build 写的不同，可能有人改过它。")
    return manifest


def _loaded(raw: bytes) -> dict[str, Any]:
    if b"[" in raw:  # a manifest holds no list; a million of them would fill the memory
        raise ManifestError("清单里有不该有的内容。")
    try:
        data = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise ManifestError("清单不是完整的 JSON，或者有重复的键。") from None
    if not isinstance(data, dict):
        raise ManifestError("清单不是完整的 JSON。")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _refused(_: str) -> None:
    raise ValueError("not a number")


def _manifest(data: Mapping[str, Any]) -> Manifest:
    options, tool = _object(data, "options"), _object(data, "tool")
    records = None
    if data.get("records") is not None:
        told = _object(data, "records")
        records = Records(
            _text(told, "commons", _DIGEST),
            _texts(_object(told, "cities"), _CITY, _DIGEST),
            _texts(_object(told, "counties"), _COUNTY, _DIGEST),
        )
    commit, committed = _absent(data, "commit", _COMMIT), _absent(data, "committed", _MOMENT)
    if not (commit is None) == (committed is None) == (records is None):
        raise ManifestError("清单的提交、提交时间和记录摘要应当都有，或者都没有。")
    return Manifest(
        commit=commit,
        committed=committed,
        as_of=_text(data, "as_of", _DAY),
        region=_absent(options, "region", _REGION),
        address=_absent(options, "address", ADDRESS),
        allow_partial=_flag(options, "allow_partial"),
        revision=_flag(options, "revision"),
        tool=_text(tool, "digest", _DIGEST),
        packages=_texts(_object(tool, "packages"), _PACKAGE, _RELEASE),
        records=records,
        files={path: _file(path, told) for path, told in _object(data, "files").items()},
    )


def _file(path: str, told: Any) -> File:
    if not may_be_listed(path) or path == NAME:
        raise ManifestError("清单里有不该有的文件名（可能指到网站之外）；没有读它。")
    if not isinstance(told, dict):
        raise _wrong("files")
    size = told.get("size")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 <= size <= MAX_FILE:
        raise _wrong("size")
    return File(size, _text(told, "sha256", _DIGEST))


def _object(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise _wrong(key)
    return value


def _text(data: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _wrong(key)
    return value


def _flag(data: Mapping[str, Any], key: str) -> bool:
    value = data.get(key)
    if not isinstance(value, bool):
        raise _wrong(key)
    return value


def _absent(data: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str | None:
    return None if data.get(key) is None else _text(data, key, pattern)


def _texts(
    data: Mapping[str, Any], keys: re.Pattern[str], values: re.Pattern[str]
) -> dict[str, str]:
    if not all(keys.fullmatch(key) for key in data):
        raise ManifestError("清单里有不该有的键。")
    return {key: _text(data, key, values) for key in data}


def _wrong(key: str) -> ManifestError:
    return ManifestError(f"清单的 {key} 缺少或写法不对。")
