"""What each commit of a change does by itself.

A merge does by itself only what merging its parents does not: a resolved conflict, or something
slipped in. One of more than two parents answers for all that it takes over from the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhucun.gate.change import MOST_FILES, Change
from zhucun.read.git import Commit, GitError, RawEntry, Repository


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: `own` is what it does by itself; `parents` how it differs from each parent, by
    path (one that has none differs from nothing at all).
    """

    commit: Commit
    own: tuple[RawEntry, ...]
    parents: tuple[Mapping[str, RawEntry], ...]


def steps_of(change: Change) -> tuple[Step, ...]:
    """The steps of a change, parents first; ask for it by `change.once`."""
    repository, trees = change.repository, {c.sha: c.tree for c in change.commits}
    return tuple(_step(repository, trees, commit) for commit in change.commits)


def _step(repository: Repository, trees: dict[str, str], commit: Commit) -> Step:
    above = [trees.get(sha) or repository.commit(sha).tree for sha in commit.parents]
    differences = [
        _differences(repository, tree, commit) for tree in above or [repository.empty_tree]
    ]
    own = differences[0]
    if len(above) == 2:
        own = _differences(repository, _merged(repository, commit), commit)
    return Step(commit, own, tuple({entry.path: entry for entry in d} for d in differences))


def _differences(repository: Repository, tree: str, commit: Commit) -> tuple[RawEntry, ...]:
    found = repository.differences(tree, commit.tree, MOST_FILES + 1)
    if len(found) > MOST_FILES:
        raise GitError(
            f"提交 {commit.sha[:10]} 的文件超过 {MOST_FILES} 个，无法逐一核对；请分成几次提交。"
        )
    return found


def _merged(repository: Repository, commit: Commit) -> str:
    """The tree that git makes of a merge's parents, with marks where they are in conflict."""
    _, out = repository.run(
        "merge-tree",
        "--write-tree",
        "--allow-unrelated-histories",
        "--no-messages",
        *commit.parents,
        ok=(0, 1),
    )
    tree = out.decode().split("\n", 1)[0]
    if not tree:
        raise GitError(f"看不出合并提交 {commit.sha[:10]} 做了什么；请用完整的克隆再试。")
    return tree
