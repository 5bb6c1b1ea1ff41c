"""Forges git histories: a bare repository of the miniature, to which a test adds commits.

    repo.edit(path, old, new)              the draft of the next commit
    repo.write(path, text); repo.delete(path); repo.rename(old, new); repo.symlink(path, target)
    sha = repo.commit("十月考勤", date="2026-11-05T10:00:00+08:00", key=repo.keys["zhen"])
    repo.settle("已合并的")                 a commit that becomes BASE
    repo.judge()                           what the gate says of BASE..the newest commit

The world is made once (`found`) and copied for each test. Objects are written without git, so that
a draft may hold what git would refuse.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from gate.keys import Key, Keyring
from gate.objects import (
    EXECUTABLE,
    FILE,
    SUBMODULE,
    SYMLINK,
    Leaf,
    Objects,
    git,
    leaves_of,
)
from mini.tree import plant
from zhucun.check.run import Report
from zhucun.gate.judge import judge
from zhucun.read.git import Repository

REPOSITORY: Final = Path(__file__).parents[2]
WORLD: Final = Path(__file__).parent / "world"
COUNTY: Final = "records/shili/shilixian"
TOWN: Final = f"{COUNTY}/shilizhen"
NEXT_COUNTY: Final = "records/shili/linxian"

#: When BASE was made, and when a change is unless it says otherwise.
BASE_DATE: Final = "2026-11-04T18:00:00+08:00"
DATE: Final = "2026-11-05T10:00:00+08:00"
AUTHOR: Final = "录入员 <clerk@example.com>"

#: What the first commit of the history had otherwise: (file, text of today, text of then).
EARLIER: Final = (
    (f"{TOWN}/attendance/2026-10.yml", "seal: {by: zhen-secretary, date: 2026-11-02}\n", ""),
    (f"{TOWN}/attendance/2026-09.yml", "    在村: 1-9, 14-18, 20-21,", "    在村: 1-9, 14-22,"),
    (f"{TOWN}/leave/2026-10.yml", "    returned: 2026-10-22\n", ""),
)
EARLIER_DATE: Final = "2026-10-09T09:00:00+08:00"


@dataclass
class Forge:
    """A bare repository with a draft. `base` is BASE, `head` what the next commit is built on."""

    folder: Path
    keys: Keyring
    base: str
    first: str
    head: str = ""
    leaves: dict[bytes, Leaf] = field(default_factory=dict)
    raw: list[tuple[bytes, bytes, Leaf]] = field(default_factory=list)
    last: list[tuple[bytes, bytes, Leaf]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.objects = Objects(self.folder)
        self.head = self.head or self.base

    # -- the draft -----------------------------------------------------------------------

    def read(self, path: str) -> str:
        """The text of a file in the draft."""
        return git(self.folder, "cat-file", "blob", self.leaves[path.encode()].sha).decode()

    def write(self, path: str | bytes, text: str | bytes, mode: str = FILE) -> None:
        """Puts a file into the draft, new or instead of the one there."""
        raw = text.encode() if isinstance(text, str) else text
        self.place(path, mode, self.objects.write("blob", raw))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces a text that occurs exactly once in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{path}：“{old}”出现 {text.count(old)} 次，应恰好一次"
        self.write(path, text.replace(old, new))

    def append(self, path: str, text: str) -> None:
        """Adds text at a file's end."""
        self.write(path, self.read(path) + text)

    def delete(self, path: str) -> None:
        """Removes a file, or a folder with all that it holds."""
        raw = path.encode()
        gone = [p for p in self.leaves if p == raw or p.startswith(raw + b"/")]
        assert gone, f"没有 {path}"
        for each in gone:
            del self.leaves[each]

    def rename(self, old: str, new: str) -> None:
        """Moves a file, or a folder with all that it holds."""
        raw = old.encode()
        moved = [p for p in self.leaves if p == raw or p.startswith(raw + b"/")]
        assert moved, f"没有 {old}"
        for each in moved:
            self.leaves[new.encode() + each[len(raw) :]] = self.leaves.pop(each)

    def symlink(self, path: str, target: str) -> None:
        """Puts a symbolic link into the draft."""
        self.write(path, target, SYMLINK)

    def submodule(self, path: str) -> None:
        """Puts a commit of another repository into the draft."""
        self.place(path, SUBMODULE, self.base)

    def executable(self, path: str) -> None:
        """Makes a file of the draft a program."""
        self.place(path, EXECUTABLE, self.leaves[path.encode()].sha)

    def place(self, path: str | bytes, mode: str, sha: str) -> None:
        """Puts any object at any path."""
        self.leaves[path if isinstance(path, bytes) else path.encode()] = Leaf(mode, sha)

    def graft(self, folder: str, name: bytes, mode: str, sha: str) -> None:
        """Adds an entry to a folder's tree object as it is, even if its name is there already."""
        self.raw.append((folder.encode(), name, Leaf(mode, sha)))

    def tree_below(self, folder: Path) -> Path:
        """Writes the draft's records out below a folder, for what works on a disk."""
        for raw, leaf in self.leaves.items():
            path = folder / raw.decode()
            if raw.startswith(b"records/") and leaf.mode == FILE:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(git(self.folder, "cat-file", "blob", leaf.sha))
        return folder

    def unsorted(self, folder: str, name: bytes, mode: str, sha: str) -> None:
        """Adds an entry at the end of a folder's tree object, where git would not look for it."""
        self.last.append((folder.encode(), name, Leaf(mode, sha)))

    # -- commits -------------------------------------------------------------------------

    def commit(
        self,
        message: str,
        *,
        date: str = DATE,
        author: str = AUTHOR,
        committer: str | None = None,
        authored: str | None = None,
        key: Key | None = None,
        namespace: str = "git",
        parents: Sequence[str] | None = None,
        tree: str | None = None,
        signature: bytes | None = None,
    ) -> str:
        """Commits the draft (or another tree) on `head`, signed with `key`; it becomes `head`."""
        tree = tree or self.objects.write_tree(self.leaves, self.raw, self.last)
        lines = [f"tree {tree}"]
        lines += [f"parent {sha}" for sha in ([self.head] if parents is None else parents)]
        lines += [f"author {author} {_seconds(authored or date)}"]
        lines += [f"committer {committer or author} {_seconds(date)}"]
        head, body = "\n".join(lines).encode(), f"\n\n{message}\n".encode()
        if key:
            signature = key.sign(head + body, namespace)
        if signature:
            head += b"\ngpgsig " + signature.rstrip(b"\n").replace(b"\n", b"\n ")
        self.head = self.objects.write("commit", head + body)
        self.ref("refs/heads/change", self.head)
        return self.head

    def settle(self, message: str = "已经合并的", *, date: str = BASE_DATE) -> str:
        """Commits the draft as what is already merged: the BASE of the change that follows."""
        self.base = self.commit(message, date=date)
        self.ref("refs/heads/main", self.base)
        return self.base

    def at(self, revision: str) -> Forge:
        """Goes on from another commit: its files are the draft, the next commit its child."""
        self.head = git(self.folder, "rev-parse", revision).decode().strip()
        self.leaves, self.raw, self.last = leaves_of(self.folder, self.head), [], []
        return self

    def ref(self, name: str, sha: str) -> None:
        """Points a reference at a commit, whatever its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{sha}\n", encoding="utf-8")

    def configure(self, text: str) -> None:
        """Adds to the repository's own configuration."""
        with (self.folder / "config").open("a", encoding="utf-8") as config:
            config.write(text)

    # -- judgement -----------------------------------------------------------------------

    def judge(
        self, base: str | None = None, head: str | None = None, as_of: str | None = None
    ) -> Report:
        """What the gate says of a change, by default BASE..`head`."""
        with Repository(self.folder) as repository:
            return judge(repository, base or self.base, head or self.head, as_of).report

    def rules(self, as_of: str | None = None) -> set[str]:
        """The rules that block BASE..`head`."""
        return {f.rule for f in self.judge(as_of=as_of).findings if f.severity == "block"}


def _seconds(date: str) -> str:
    """A date as git writes it; what is no ISO date is taken as it is."""
    try:
        when = datetime.fromisoformat(date)
    except ValueError:
        return date
    return f"{int(when.timestamp())} {when:%z}"


@dataclass(frozen=True)
class Foundry:
    """The world, made once; `copy` gives a test its own."""

    folder: Path
    keys: Keyring
    first: str
    base: str
    leaves: Mapping[bytes, Leaf]

    def copy(self, folder: Path) -> Forge:
        """A repository of its own, with the draft at BASE."""
        shutil.copytree(self.folder, folder)
        return Forge(folder, self.keys, self.base, self.first, leaves=dict(self.leaves))


def found(scratch: Path) -> Foundry:
    """Makes the world below a folder: its records, and a tool, schemas and pages beside them."""
    tree = plant(scratch / "tree", REPOSITORY)
    shutil.copytree(WORLD, tree, dirs_exist_ok=True)
    now = {p.relative_to(tree).as_posix(): p.read_bytes() for p in _files(tree)}
    then = dict(now)
    for path, today, earlier in EARLIER:
        text = then[path].decode()
        assert text.count(today) == 1, path
        then[path] = text.replace(today, earlier).encode()
    folder = scratch / "world.git"
    git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(folder))
    stream = [*_import("起初", EARLIER_DATE, then), *_import("到十一月初", BASE_DATE, now)]
    git(folder, "fast-import", "--quiet", stdin=b"".join(stream))
    base, first = git(folder, "rev-list", "main").decode().split()
    keys = scratch / "keys"
    keys.mkdir()
    return Foundry(folder, Keyring(keys), first, base, leaves_of(folder, base))


def _files(folder: Path) -> Iterable[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _import(message: str, date: str, files: Mapping[str, bytes]) -> Iterable[bytes]:
    yield b"commit refs/heads/main\n"
    yield f"committer {AUTHOR} {_seconds(date)}\n".encode()
    yield _data(message.encode())
    yield b"deleteall\n"
    for path, content in files.items():
        yield f"M {FILE} inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"
