"""The files of git trees, counted: a tree that holds itself many times over is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.read.git import FOLDER, GitError, Repository

#: More entries than any repository of records has; a few small trees can claim billions.
MOST_ENTRIES: Final = 1_000_000


def files_below(
    repository: Repository, tree: str, places: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Path and id of every plain file at or below some places of a tree, in no order.

    GitError when there are more than a repository of records has.
    """
    waiting = [("", FOLDER, tree)]
    seen = 0
    while waiting:
        path, mode, sha = waiting.pop()
        if mode != FOLDER:
            if mode.startswith("100"):
                yield path, sha
            continue
        for name, inner_mode, inner in repository.tree(sha):
            seen += 1
            if seen > MOST_ENTRIES:
                raise GitError(f"这个提交里的文件超过 {MOST_ENTRIES} 个，不像是记录库，没有读完。")
            below = f"{path}/{name}" if path else name
            if _is_wanted(below, places):
                waiting.append((below, inner_mode, inner))


def _is_wanted(path: str, places: tuple[str, ...]) -> bool:
    """Whether a path is one of the places, lies in one, or leads to one."""
    return any(f"{path}/".startswith(f"{p}/") or f"{p}/".startswith(f"{path}/") for p in places)
