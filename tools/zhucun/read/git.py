"""A git repository as it stands in its object store: read only, no checkout, no index.

Nothing that a repository's own configuration names is run: no external diff, filter, monitor,
signing program or transport; replaced and grafted history is not believed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import IO, Final

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")

#: Modes of a tree's entries.
FILE: Final = "100644"
EXECUTABLE: Final = "100755"
SYMLINK: Final = "120000"
SUBMODULE: Final = "160000"
FOLDER: Final = "040000"

# Settings of a repository (or of its user) that would run a program, or change what is read.
_HARMLESS: Final = (
    "-c", "core.fsmonitor=false",
    "-c", "core.attributesFile=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "log.showSignature=false",
    "-c", "gpg.program=false",
    "-c", "gpg.ssh.program=ssh-keygen",
    "-c", "diff.renames=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
# What a caller's environment must not decide; a hook's quarantine of objects is kept.
_SCRUBBED: Final = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_REPLACE_REF_BASE",
)
_QUARANTINE: Final = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
# Requests written before the answers are read: far less than a pipe holds.
_AT_ONCE: Final = 200


class GitError(Exception):
    """Why git's objects can't tell what was asked: a Chinese sentence with the next step."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. Times are Unix seconds; names and mail addresses as written in it."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author_name: str
    author_email: str
    authored: int
    committer_name: str
    committer_email: str
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


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a tree: `path` from the root, `size` in bytes (0 for what is no file)."""

    path: str
    mode: str
    sha: str
    size: int


class Repository:
    """The repository at a folder (bare or not), or above it."""

    def __init__(self, path: Path) -> None:
        self._environment = _environment()
        self.folder = self._found(path)
        self._cat: subprocess.Popen[bytes] | None = None
        self._inherited: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()

    def _found(self, path: Path) -> Path:
        try:
            done = subprocess.run(
                ["git", *_HARMLESS, "-C", str(path), "rev-parse", "--absolute-git-dir"],
                capture_output=True,
                check=False,
                env=self._environment,
            )
        except FileNotFoundError:
            raise GitError("没有找到 git；请先安装 git。") from None
        if done.returncode != 0:
            if b"dubious ownership" in done.stderr:
                raise GitError(
                    f"{path} 属于另一个用户，git 不肯打开；请用记录库所有者的身份运行，"
                    "或用 git config --global --add safe.directory 登记这个目录。"
                )
            raise GitError(f"{path} 不是 git 记录库；请进入记录库，或用 --repo 指明。")
        return Path(os.fsdecode(done.stdout.rstrip(b"\n")))

    def run(
        self, *arguments: str, stdin: bytes | None = None, ok: Sequence[int] = (0,)
    ) -> tuple[int, bytes]:
        """Exit code and output of one git command; GitError when the code is not among `ok`."""
        done = subprocess.run(
            ["git", *_HARMLESS, f"--git-dir={self.folder}", *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env=self._environment,
        )
        if done.returncode not in ok:
            raise GitError(_told(done.stderr))
        return done.returncode, done.stdout

    # -- commits -------------------------------------------------------------------------

    def commit(self, revision: str) -> Commit:
        """The commit that a revision names."""
        code, out = self.run(
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            f"{revision}^{{commit}}",
            ok=(0, 1, 128),
        )
        sha = out.decode().strip()
        if code != 0 or not sha:
            raise GitError(
                f"这里没有 {_shown(revision)} 这个提交；"
                "请核对写法，或先用 git fetch 取来（浅克隆请加 --unshallow）。"
            )
        return self._commit(sha)

    def _commit(self, sha: str) -> Commit:
        return _parsed(sha, self._object(sha, "commit"))

    def commits(self, base: Commit, head: Commit) -> tuple[Commit, ...]:
        """The commits that `head` has and `base` doesn't, parents before children."""
        _, out = self.run("rev-list", "--topo-order", "--reverse", head.sha, f"^{base.sha}")
        found = tuple(self._commit(sha) for sha in out.decode().split())
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
        _, out = self.run("rev-parse", "--git-path", "shallow")
        path = self.folder / os.fsdecode(out.rstrip(b"\n"))
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
        code, out = self.run(
            "merge-tree", "--write-tree", "--name-only", base.sha, head.sha, ok=(0, 1)
        )
        if code != 0:
            raise GitError(
                "这个改动与主分支有冲突，合不起来；请先把主分支合并进来（git merge），改好再提交。"
            )
        return out.decode().split("\n", 1)[0]

    @cached_property
    def empty_tree(self) -> str:
        """The tree that holds nothing."""
        _, out = self.run("hash-object", "-t", "tree", "--stdin", stdin=b"")
        return out.decode().strip()

    # -- trees and files -----------------------------------------------------------------

    def differences(self, old_tree: str, new_tree: str) -> tuple[RawEntry, ...]:
        """The files (links, submodules) that two trees hold differently, in path order.

        A path that is not UTF-8 keeps its bytes as surrogates.
        """
        _, out = self.run(
            "diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", old_tree, new_tree
        )
        parts = iter(out.split(b"\0"))
        found = [_difference(meta.decode(), next(parts)) for meta in parts if meta]
        return tuple(sorted(found, key=lambda e: e.path))

    def listing(
        self, tree: str, folder: str = "", *, recursive: bool = False
    ) -> tuple[Listed, ...]:
        """Entries of a folder (of the whole below it), in git's order; none if there is no such.

        Recursively, folders themselves are not listed.
        """
        wanted = [f"{folder}/"] if folder else []
        flags = ["-r"] if recursive else []
        _, out = self.run("--literal-pathspecs", "ls-tree", "-z", "-l", *flags, tree, "--", *wanted)
        return tuple(_listed(line) for line in out.split(b"\0") if line)

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
        return tuple(_entries(self._object(sha, "tree"), len(sha) // 2))

    def _object(self, sha: str, kind: str) -> bytes:
        self._ask("contents", [sha])
        return self._answer(sha, kind)

    def _ask(self, what: str, shas: Sequence[str]) -> None:
        stdin = self._pipes[0]
        stdin.write("".join(f"{what} {sha}\n" for sha in shas).encode() + b"flush\n")
        stdin.flush()

    def _header(self, sha: str) -> list[str]:
        words = self._pipes[1].readline().decode().split()
        if len(words) != 3:
            self.close()  # what else was asked for would be taken for the next answer
            raise GitError(
                f"记录库里缺少对象 {sha[:12]}；可能是部分克隆或已损坏，请用完整的克隆再试。"
            )
        return words

    def _answer(self, sha: str, kind: str) -> bytes:
        _, found, size = self._header(sha)
        content = self._pipes[1].read(int(size) + 1)[:-1]
        if found != kind:
            raise GitError(f"对象 {sha[:12]} 是 {found}，不是 {kind}；记录库可能已损坏。")
        return content

    @property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Standard input and output of the one process that hands out objects."""
        if self._owner != os.getpid():  # a forked worker must not talk through its parent's pipes
            self._owner, self._inherited, self._cat = os.getpid(), self._cat, None
        if self._cat is None or self._cat.poll() is not None:
            self._cat = subprocess.Popen(
                [
                    "git",
                    *_HARMLESS,
                    f"--git-dir={self.folder}",
                    "cat-file",
                    "--batch-command",
                    "--buffer",
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
            )
        assert self._cat.stdin is not None
        assert self._cat.stdout is not None
        return self._cat.stdin, self._cat.stdout

    def close(self) -> None:
        """Ends the process behind it; asking again starts another."""
        if self._cat is not None:
            for pipe in (self._cat.stdin, self._cat.stdout):
                if pipe is not None:
                    pipe.close()
            self._cat.wait()
            self._cat = None

    def __enter__(self) -> Repository:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in _SCRUBBED}
    if "GIT_QUARANTINE_PATH" not in kept:
        for name in _QUARANTINE:
            kept.pop(name, None)
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def _told(stderr: bytes) -> str:
    said = stderr.decode("utf-8", "replace").strip().splitlines()
    reason = _shown(said[-1]) if said else "没有说明原因"
    return f"git 读不出记录库（{reason}）；请用 git fsck 检查，或重新克隆再试。"


def _shown(text: str) -> str:
    """A caller's text in a message: no control characters, not too long."""
    return "".join(c if c.isprintable() else "?" for c in text)[:120]


def _parsed(sha: str, raw: bytes) -> Commit:
    head = raw.partition(b"\n\n")[0].decode("utf-8", "replace").split("\n")
    fields = [line.partition(" ")[::2] for line in head if not line.startswith(" ")]
    first = dict(reversed(fields))
    author = _signed(first.get("author", ""))
    committer = _signed(first.get("committer", ""))
    parents = tuple(value for key, value in fields if key == "parent")
    return Commit(sha, first.get("tree", ""), parents, *author, *committer)


def _signed(line: str) -> tuple[str, str, int]:
    """Name, mail address and time of an author's or a committer's line."""
    name, _, rest = line.partition("<")
    email, _, when = rest.partition(">")
    seconds = when.split()[0] if when.split() else "0"
    return name.strip(), email.strip(), int(seconds) if seconds.lstrip("-").isdigit() else 0


def _difference(meta: str, path: bytes) -> RawEntry:
    old_mode, new_mode, old_sha, new_sha, _ = meta.removeprefix(":").split(" ")
    return RawEntry(
        path.decode("utf-8", "surrogateescape"),
        *("", "") if old_mode == "000000" else (old_mode, old_sha),
        *("", "") if new_mode == "000000" else (new_mode, new_sha),
    )


def _entries(raw: bytes, length: int) -> Iterator[tuple[str, str, str]]:
    start = 0
    while start < len(raw):
        space, end = raw.index(b" ", start), raw.index(b"\0", start)
        mode, name = raw[start:space].decode(), raw[space + 1 : end]
        start = end + 1 + length
        yield name.decode("utf-8", "surrogateescape"), mode.zfill(6), raw[end + 1 : start].hex()


def _listed(line: bytes) -> Listed:
    meta, _, path = line.partition(b"\t")
    mode, _, sha, size = meta.decode().split()
    return Listed(
        path.decode("utf-8", "surrogateescape"), mode, sha, 0 if size == "-" else int(size)
    )
