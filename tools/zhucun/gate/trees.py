"""A rule on git's own folders: written as git writes them, so that everybody reads the same.

Git's porcelain makes none of these, but a tree object can be written by hand: names given twice or
out of order, which a search finds or misses by chance, and names that hold a whole path, which a
checkout would follow and a look into the folder would not see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from zhucun.check.finding import Found
from zhucun.gate.change import Change
from zhucun.gate.registry import history_rule
from zhucun.read.git import EXECUTABLE, FILE, FOLDER, SUBMODULE, SYMLINK, Repository
from zhucun.read.printable import shown

_MODES: Final = frozenset({FILE, "100664", EXECUTABLE, SYMLINK, SUBMODULE, FOLDER})

#: Name, mode and id, as git's tree has them.
Entry = tuple[str, str, str]


@history_rule(
    title="目录写得合规",
    why="手工拼出的 git 目录，同一个名字可以有两份，名字里可以藏着路径；各人看到的内容不一样。",
    mend="请用 git add 和 git commit 重新提交这些文件，不要直接拼写 git 的目录对象。",
)
def folder_is_well_formed(change: Change) -> Iterator[Found]:
    """Each folder that the change alters has plain names, each once, in git's order."""
    for folder, entries in _altered(change.repository, change.base.tree, change.tree):
        fault = _fault(entries)
        if fault:
            path = shown(folder) or "."
            yield Found(path, "", f"目录 {path} {fault}", line=1, column=1)


def _altered(repository: Repository, old: str, new: str) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The folders that differ between two trees, with what they hold now; each content once."""
    waiting: list[tuple[str, str, str]] = [("", old, new)] if old != new else []
    seen: set[tuple[str, str]] = set()
    while waiting:
        folder, before, after = waiting.pop()
        entries = repository.tree(after)
        yield folder, entries
        known = {name: (mode, sha) for name, mode, sha in repository.tree(before)} if before else {}
        for name, mode, sha in entries:
            was = known.get(name, ("", ""))
            other = was[1] if was[0] == FOLDER else ""
            if mode == FOLDER and sha != other and (other, sha) not in seen:
                seen.add((other, sha))
                waiting.append((f"{folder}/{name}".lstrip("/"), other, sha))


def _fault(entries: Sequence[Entry]) -> str:
    """What is wrong with a folder, as a sentence goes on; "" where nothing is."""
    names = [name for name, _, _ in entries]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        return f"里有两个 {shown(min(twice))}"
    odd = next((name for name in names if "/" in name or name in ("", ".", "..")), None)
    if odd is not None:
        return f"里有一个名字写成 {shown(odd) or '空'}"
    if any(mode not in _MODES for _, mode, _ in entries):
        return "里有 git 不认识的文件类型"
    keys = [_key(name, mode) for name, mode, _ in entries]
    return "" if keys == sorted(keys) else "里的名字没有按 git 的次序排列"


def _key(name: str, mode: str) -> bytes:
    """What git sorts by: a folder as if its name ended with a slash."""
    return (f"{name}/" if mode == FOLDER else name).encode("utf-8", "surrogateescape")
