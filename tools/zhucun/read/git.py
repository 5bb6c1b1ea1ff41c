"""A git repository as it stands in its object store: read only, no checkout, no index.

Nothing that a repository's own settings name is run or believed (read/seclusion.py).
"""

from __future__ import annotations

import os
import subprocess
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from itertools import count, islice
from pathlib import Path
from typing import IO, Final

from zhucun.read.printable import shown
from zhucun.read.seclusion import (
    HARMLESS,
    GitError,
    commit_named,
    environment,
    home_of,
    make_borrower,
    remove_borrower,
    run,
    secluded,
)

__all__ = [
    "EXECUTABLE",
    "FILE",
    "FOLDER",
    "SHANGHAI",
    "SUBMODULE",
    "SYMLINK",
    "Commit",
    "GitError",
    "RawEntry",
    "Repository",
]

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")

#: 9999-12-31 in Shanghai: a commit's time beyond it is taken for this.
LAST_SECOND: Final = 253402271999
# Digits that no time needs, and that would be slow to read as a number.
_LONGEST_TIME: Final = 20

#: Modes of a tree's entries.
FILE: Final = "100644"
EXECUTABLE: Final = "100755"
SYMLINK: Final = "120000"
SUBMODULE: Final = "160000"
FOLDER: Final = "040000"

#: Beyond it a change is a trap: commits, folders that differ, folders within one another.
MOST_COMMITS, MOST_FOLDERS, MOST_DEPTH = 10_000, 100_000, 100
# Requests written before the answers are read: far less than a pipe holds.
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. `authored` and `committed` are Unix seconds."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    authored: int
    committed: int

    @property
    def date(self) -> str:
        """The ISO date on which it was committed, in Asia/Shanghai."""
        return datetime.fromtimestamp(self.committed, UTC).astimezone(SHANGHAI).date().isoformat()


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One path that two trees hold differently; a side without the path has mode and sha ""."""

    path: str
    old_mode: str
    old_sha: str
    new_mode: str
    new_sha: str


class Repository:
    """The repository at a folder (bare or not), or above it."""

    def __init__(self, path: Path) -> None:
        self._asked = environment()
        self._inside = secluded(self._asked)
        self._home = home_of(path, self._asked)
        self._borrower = make_borrower(self._home)
        weakref.finalize(self, remove_borrower, self._borrower, os.getpid())
        self._cat: subprocess.Popen[bytes] | None = None
        self._inherited: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()

    @property
    def folder(self) -> Path:
        """The repository's own folder (`.git`, or that of a bare one)."""
        return self._home.folder

    def refer(self, *arguments: str, ok: Sequence[int] = (0,)) -> tuple[int, bytes]:
        """Exit code and output of git where the repository lies: for its names and settings."""
        return run(self._home.folder, arguments, self._asked, None, ok)

    def run(
        self, *arguments: str, stdin: bytes | None = None, ok: Sequence[int] = (0,)
    ) -> tuple[int, bytes]:
        """Exit code and output of git on the objects alone, without the repository's settings."""
        return run(self._borrower, arguments, self._inside, stdin, ok)

    # -- commits -------------------------------------------------------------------------

    def commit(self, revision: str) -> Commit:
        """The commit that a revision names."""
        return self._commit(commit_named(self._home, revision, self._asked))

    def _commit(self, sha: str) -> Commit:
        return _parsed(sha, self._object(sha, "commit"))

    def commits(self, base: Commit, head: Commit) -> tuple[Commit, ...]:
        """The commits that `head` has and `base` doesn't, parents before children."""
        most = f"--max-count={MOST_COMMITS + 1}"
        _, out = self.run("rev-list", "--topo-order", "--reverse", most, head.sha, f"^{base.sha}")
        shas = out.decode().split()
        if len(shas) > MOST_COMMITS:
            raise GitError(f"这次改动的提交超过 {MOST_COMMITS} 次，无法核对；请合并成少数几次。")
        found = tuple(self._commit(sha) for sha in shas)
        cut = self._boundary
        if any(commit.sha in cut for commit in found):
            raise GitError(
                "这是浅克隆，改动的历史不全，无法判断；"
                "请用 git fetch --unshallow（或在流水线里设 fetch-depth: 0）取全历史再试。"
            )
        return found

    @cached_property
    def _boundary(self) -> frozenset[str]:
        """Commits whose parents a shallow clone left out."""
        path = self._home.shallow
        return frozenset(path.read_text().split()) if path.is_file() else frozenset()

    def is_ancestor(self, one: Commit, other: Commit) -> bool:
        """Whether `one` is `other` or among what it was built on."""
        code, _ = self.run("merge-base", "--is-ancestor", one.sha, other.sha, ok=(0, 1))
        return code == 0

    def merged_tree(self, base: Commit, head: Commit) -> str:
        """The tree that merging `head` into `base` gives."""
        if self.is_ancestor(base, head):
            return head.tree
        if self._boundary:
            raise GitError(
                "这是浅克隆，看不出两个提交从哪里分开；请用 git fetch --unshallow 取全历史再试。"
            )
        code, _ = self.run("merge-base", base.sha, head.sha, ok=(0, 1))
        if code != 0:
            raise GitError(
                "这个改动与主分支没有共同的历史，不能合并；请从主分支新建分支，把改动移过去。"
            )
        ask = ("--write-tree", "-z", "--name-only", "--no-messages")
        code, out = self.run("merge-tree", *ask, base.sha, head.sha, ok=(0, 1))
        tree, *conflicted = [part.decode("utf-8", "replace") for part in out.split(b"\0") if part]
        if code != 0:
            named = "、".join(shown(path) for path in conflicted[:3])
            more = f" 等 {len(conflicted)} 个文件" if len(conflicted) > 3 else ""
            raise GitError(
                f"这个改动与主分支在 {named}{more}有冲突，合不起来；"
                "请先把主分支合并进来（git merge），改好再提交。"
            )
        return tree

    @cached_property
    def empty_tree(self) -> str:
        """The tree that holds nothing."""
        _, out = self.run("hash-object", "-t", "tree", "--stdin", stdin=b"")
        return out.decode().strip()

    # -- trees and files -----------------------------------------------------------------

    def differences(
        self, old_tree: str, new_tree: str, most: int | None = None
    ) -> tuple[RawEntry, ...]:
        """The files (links, submodules) that two trees hold differently, in path order.

        Of more than `most` only so many: a small pack of objects can hold more paths than anybody
        could count. A path that is not UTF-8 keeps its bytes as surrogates.
        """
        found = islice(self._different(old_tree, new_tree, "", count()), most)
        return tuple(sorted(found, key=lambda e: e.path))

    def _different(
        self, old_tree: str, new_tree: str, above: str, opened: count[int]
    ) -> Iterator[RawEntry]:
        """Below two folders; "" is a folder that isn't there. `opened` counts folders."""
        if next(opened) > MOST_FOLDERS:
            raise GitError(
                f"两个版本之间不同的文件夹超过 {MOST_FOLDERS} 个，无法判断；请分几次提交。"
            )
        if above.count("/") > MOST_DEPTH:
            raise GitError(f"文件夹套得太深，超过 {MOST_DEPTH} 层，无法判断；请改得平一些再提交。")
        old, new = self._entries_of(old_tree), self._entries_of(new_tree)
        for name, is_folder in sorted({*old, *new}):
            one, other = old.get((name, is_folder)), new.get((name, is_folder))
            if one == other:
                continue
            old_mode, old_sha = one or ("", "")
            new_mode, new_sha = other or ("", "")
            if is_folder:
                yield from self._different(old_sha, new_sha, f"{above}{name}/", opened)
            else:
                yield RawEntry(f"{above}{name}", old_mode, old_sha, new_mode, new_sha)

    def _entries_of(self, tree: str) -> dict[tuple[str, bool], tuple[str, str]]:
        if not tree:
            return {}
        listed = self.tree(tree)
        return {(name, mode == FOLDER): (mode, sha) for name, mode, sha in listed}

    def blob(self, sha: str) -> bytes:
        """The content of a file."""
        return self._object(sha, "blob")

    def blobs(self, shas: Iterable[str]) -> Iterator[bytes]:
        """The contents of many files, in the order asked for, without a round trip for each."""
        wanted = list(shas)
        for start in range(0, len(wanted), _AT_ONCE):
            chunk = wanted[start : start + _AT_ONCE]
            self._ask("contents", chunk)
            for sha in chunk:
                yield self._answer(sha, "blob")

    def size(self, sha: str) -> int:
        """The size of an object in bytes, without reading it."""
        return next(self.sizes([sha]))

    def sizes(self, shas: Iterable[str]) -> Iterator[int]:
        """The sizes of many objects, in the order asked for, without a round trip for each."""
        wanted = list(shas)
        for start in range(0, len(wanted), _AT_ONCE):
            chunk = wanted[start : start + _AT_ONCE]
            self._ask("info", chunk)
            for sha in chunk:
                yield int(self._header(sha)[2])

    def tree(self, sha: str) -> tuple[tuple[str, str, str], ...]:
        """Name, mode and id of each entry of one folder, in git's order.

        A name that is not UTF-8 keeps its bytes as surrogates.
        """
        try:
            return tuple(_entries(self._object(sha, "tree"), len(sha) // 2))
        except ValueError:
            raise GitError(f"目录 {sha[:12]} 写坏了，读不出来；请用 git fsck 检查。") from None

    def _object(self, sha: str, kind: str) -> bytes:
        self._ask("contents", [sha])
        return self._answer(sha, kind)

    def _ask(self, what: str, shas: Sequence[str]) -> None:
        questions = self._questions
        try:
            questions.write("".join(f"{what} {sha}\n" for sha in shas).encode() + b"flush\n")
            questions.flush()
        except BrokenPipeError:
            raise self._given_up(_ENDED) from None

    def _header(self, sha: str) -> list[str]:
        words = self._answers.readline().decode().split()
        if words[:1] != [sha]:
            raise self._given_up(_ENDED)
        if len(words) != 3:
            raise self._given_up(_missing(sha))
        return words

    def _answer(self, sha: str, kind: str) -> bytes:
        _, found, size = self._header(sha)
        content = self._answers.read(int(size) + 1)[:-1]
        if len(content) != int(size):
            raise self._given_up(_ENDED)
        if found != kind:
            raise self._given_up(f"对象 {sha[:12]} 是 {found}，不是 {kind}；记录库可能已损坏。")
        return content

    def _given_up(self, why: str) -> GitError:
        """The process is ended: what else it was asked for would be taken for the next answer."""
        self.close()
        return GitError(why)

    @property
    def _answers(self) -> IO[bytes]:
        """Standard output of the process that was asked."""
        assert self._cat is not None
        assert self._cat.stdout is not None
        return self._cat.stdout

    @property
    def _questions(self) -> IO[bytes]:
        """Standard input of the one process that hands out objects, started when first needed."""
        if self._owner != os.getpid():  # a forked worker must not talk through its parent's pipes
            self._owner, self._inherited, self._cat = os.getpid(), self._cat, None
        if self._cat is not None and self._cat.poll() is not None:
            self.close()
        if self._cat is None:
            self._cat = subprocess.Popen(
                [
                    "git",
                    *HARMLESS,
                    f"--git-dir={self._borrower}",
                    "cat-file",
                    "--batch-command",
                    "--buffer",
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._inside,
            )
        assert self._cat.stdin is not None
        return self._cat.stdin

    def close(self) -> None:
        """Ends the process behind it; asking again starts another."""
        if self._cat is not None:
            for pipe in (self._cat.stdin, self._cat.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):
                        pipe.close()
            self._cat.wait()
            self._cat = None

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _parsed(sha: str, raw: bytes) -> Commit:
    head = raw.partition(b"\n\n")[0].decode("utf-8", "replace").split("\n")
    fields = [line.partition(" ")[::2] for line in head if not line.startswith(" ")]
    first = dict(reversed(fields))
    parents = tuple(value for key, value in fields if key == "parent")
    authored, committed = (_time(first.get(key, "")) for key in ("author", "committer"))
    return Commit(sha, first.get("tree", ""), parents, authored, committed)


def _time(line: str) -> int:
    """The time of an author's or a committer's line; 0 where it tells none."""
    seconds = next(iter(line.partition("<")[2].partition(">")[2].split()), "")
    if not (seconds.isascii() and seconds.isdigit()):
        return 0
    return min(int(seconds), LAST_SECOND) if len(seconds) < _LONGEST_TIME else LAST_SECOND


def _entries(raw: bytes, length: int) -> Iterator[tuple[str, str, str]]:
    start = 0
    while start < len(raw):
        space, end = raw.index(b" ", start), raw.index(b"\0", start)
        mode, name = raw[start:space].decode(), raw[space + 1 : end]
        start = end + 1 + length
        yield name.decode("utf-8", "surrogateescape"), mode.zfill(6), raw[end + 1 : start].hex()


_ENDED: Final = (
    "git 中途停了，没有给出要读的对象；请用 git --version 看看是不是 2.38 或更新的版本，"
    "再用 git fsck 检查记录库。"
)


def _missing(sha: str) -> str:
    return f"记录库里缺少对象 {sha[:12]}；可能是部分克隆或已损坏，请用完整的克隆再试。"
