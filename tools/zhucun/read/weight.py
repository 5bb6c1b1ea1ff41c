"""How much of records a commit holds, told before any of it is read.

A few small objects of git can claim billions of files: a folder that holds another many times over,
which holds yet another so. Here every different folder is opened once, and what it stands for is
reckoned, not walked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhucun.read.git import FOLDER, MOST_DEPTH, MOST_FOLDERS, Commit, GitError, Repository
from zhucun.read.layout import RECORDS

#: Beyond it a tree of records is a trap: entries of all, and of one county, which is read as a
#: whole; bytes of a county's records, and of one folder's list of names.
MOST_ENTRIES: Final = 1_000_000
MOST_OF_A_COUNTY: Final = 100_000
MOST_BYTES: Final = 128 * 1024 * 1024
MOST_LISTED: Final = 16 * 1024 * 1024

_RECORDS: Final = (".yml", ".yaml", ".md")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a folder holds, with all below: entries, bytes of records, folders one in another."""

    entries: int
    size: int
    depth: int


def refuse_a_trap(repository: Repository, commit: Commit) -> None:
    """GitError when the commit's records are none, or more than any repository of records has."""
    scale = _Scale(repository)
    top = scale.listed(commit.tree)
    records = next((sha for name, mode, sha in top if name == RECORDS and mode == FOLDER), None)
    if records is None:
        raise GitError(f"提交 {commit.sha[:8]} 里没有 {RECORDS} 文件夹，不是记录库的提交。")
    _refuse(scale.weight(records, 1).entries > MOST_ENTRIES, f"文件超过 {MOST_ENTRIES} 个")
    for city in scale.folders(records):
        for county in scale.folders(city):
            weight = scale.weight(county, 1)
            _refuse(weight.entries > MOST_OF_A_COUNTY, f"一个县的文件超过 {MOST_OF_A_COUNTY} 个")
            _refuse(weight.size > MOST_BYTES, f"一个县的记录超过 {MOST_BYTES >> 20} MB")


class _Scale:
    """Weighs folders; each that is not like another is opened once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._known: dict[str, Weight] = {}
        self._folders: dict[str, tuple[str, ...]] = {}

    def listed(self, tree: str) -> tuple[tuple[str, str, str], ...]:
        """Name, mode and id of what a folder holds."""
        _refuse(self._repository.size(tree) > MOST_LISTED, "一个文件夹里的文件太多")
        return self._repository.tree(tree)

    def folders(self, tree: str) -> tuple[str, ...]:
        """The folders in a folder that was weighed."""
        return self._folders[tree]

    def weight(self, tree: str, above: int) -> Weight:
        """What a folder holds that lies in so many others."""
        _refuse(above > MOST_DEPTH, f"文件夹套得太深，超过 {MOST_DEPTH} 层")
        if tree not in self._known:
            _refuse(len(self._known) >= MOST_FOLDERS, f"文件夹超过 {MOST_FOLDERS} 个")
            self._known[tree] = self._weighed(tree, above)
        known = self._known[tree]
        _refuse(above + known.depth > MOST_DEPTH, f"文件夹套得太深，超过 {MOST_DEPTH} 层")
        return known

    def _weighed(self, tree: str, above: int) -> Weight:
        listed = self.listed(tree)
        records = [sha for name, mode, sha in listed if _is_record(name, mode)]
        self._folders[tree] = tuple(sha for _, mode, sha in listed if mode == FOLDER)
        below = [self.weight(sha, above + 1) for sha in self._folders[tree]]
        return Weight(
            len(listed) + sum(w.entries for w in below),
            sum(self._repository.sizes(records)) + sum(w.size for w in below),
            max((w.depth + 1 for w in below), default=0),
        )


def _is_record(name: str, mode: str) -> bool:
    return mode.startswith("100") and name.endswith(_RECORDS)


def _refuse(is_trap: bool, why: str) -> None:
    if is_trap:
        raise GitError(f"这个提交里{why}，不像是记录库，没有读它。")
