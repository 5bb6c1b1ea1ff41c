"""A push as a server's pre-receive hook sees it: which references it moves, and may it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from zhucun.check.place import placed
from zhucun.check.run import Report, check, whole_tree
from zhucun.gate.abridged import abridged
from zhucun.gate.catalogue import HISTORY
from zhucun.gate.change import Change, entries_between
from zhucun.gate.judge import judge
from zhucun.read.git import Commit, GitError, Repository
from zhucun.read.printable import shown
from zhucun.read.snapshot import Snapshot

#: git config: a branch, or a full reference, that only judged pushes may move; may be repeated.
SETTING: Final = "zhucun.protected"
BRANCHES: Final = "refs/heads/"
REPLACEMENTS: Final = "refs/replace/"

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
# A first push may bring a whole province at once, but no trap.
_MOST_AT_FIRST: Final = 1_000_000
# What is asked of the names in a first push, which has no history to be held to.
_RULES_OF_NAMES: Final = (
    "path_is_written_plainly",
    "record_is_an_ordinary_file",
    "records_hold_only_records",
    "names_do_not_collide",
)


@dataclass(frozen=True, slots=True)
class Update:
    """One reference that a push moves; `old` or `new` is "" where there is none."""

    old: str
    new: str
    ref: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a push of one reference is told: a refusal in words, a report, or neither."""

    update: Update
    refusal: str = ""
    report: Report | None = None

    @property
    def refuses(self) -> bool:
        """Whether the reference may not move."""
        return bool(self.refusal) or (self.report is not None and self.report.blocks)


def updates_of(lines: str) -> tuple[Update, ...]:
    """What git hands to a pre-receive hook, `old new reference` a line; GitError for other text."""
    found = []
    for line in lines.splitlines():
        parts = line.split(" ", 2)
        if len(parts) != 3 or not all(_ID.fullmatch(part) for part in parts[:2]):
            raise GitError(
                f"标准输入的“{shown(line)[:120]}”不是 git 交给 pre-receive 的内容；"
                "这个命令由服务器的 pre-receive 钩子调用，不用手工运行。"
            )
        old, new = (part if part.strip("0") else "" for part in parts[:2])
        found.append(Update(old, new, parts[2]))
    return tuple(found)


@dataclass(frozen=True)
class Guard:
    """Judges the updates of a push into a repository, as of an ISO date."""

    repository: Repository
    as_of: str
    workers: int = 1

    def answers(self, updates: tuple[Update, ...]) -> Iterator[Answer]:
        """One answer for each reference, in git's order; GitError where objects can't tell."""
        return map(self.answer, updates)

    def answer(self, update: Update) -> Answer:
        """May this reference move as asked? What isn't protected may."""
        if update.ref.casefold().startswith(REPLACEMENTS):
            return Answer(
                update, "refs/replace/ 会让 git 用别的内容顶替历史，不接受；请不要推送它。"
            )
        if not self._is_protected(update.ref):
            return self._unprotected(update)
        if not update.new:
            return Answer(
                update, "受保护的分支不能删除。要改内容，请新建分支，改好后提交合并请求。"
            )
        if not update.old:
            return self._created(update)
        return self._moved(update)

    def _unprotected(self, update: Update) -> Answer:
        alike = {ref for ref in self._protected if ref.casefold() == update.ref.casefold()}
        if alike:
            return Answer(
                update,
                f"分支名与受保护的 {shown(min(alike))} 只差大小写，有的系统会当成同一个；"
                "请换一个分支名。",
            )
        return Answer(update)

    def _moved(self, update: Update) -> Answer:
        old, new = self.repository.commit(update.old), self.repository.commit(update.new)
        if not self.repository.is_ancestor(old, new):
            return Answer(
                update,
                "这次推送会丢掉分支上已有的提交（强制推送），不接受；"
                "请先 git pull 取来别人的提交，合并以后再推送，不要用 --force。",
            )
        verdict = judge(self.repository, old.sha, new.sha, self.as_of, workers=self.workers)
        return Answer(update, report=abridged(verdict))

    def _created(self, update: Update) -> Answer:
        new = self.repository.commit(update.new)
        main = self._main_commit
        if main is None:
            return Answer(update, report=self._first(new))
        if not self.repository.is_ancestor(main, new):
            return Answer(
                update, "受保护的新分支要从主分支上开出来；请从主分支的最新提交新建，再推送。"
            )
        verdict = judge(self.repository, main.sha, new.sha, self.as_of, workers=self.workers)
        return Answer(update, report=abridged(verdict))

    def _first(self, new: Commit) -> Report:
        """The check of everything that a repository's first push brings, by the law it brings."""
        files = Snapshot(self.repository, new.tree)
        nothing = Commit("", self.repository.empty_tree, (), 0, 0)
        entries = entries_between(self.repository, nothing.tree, new.tree, _MOST_AT_FIRST)
        if len(entries) == _MOST_AT_FIRST:
            raise GitError(
                f"第一次推送有 {_MOST_AT_FIRST} 个以上的文件，无法判断；"
                "请先推送一部分（如先推一个市），其余的分几次提交。"
            )
        change = Change(self.repository, nothing, new, new.tree, self.as_of, (), entries)
        rules = (HISTORY[name] for name in _RULES_OF_NAMES)
        names = placed(files, ((each.rule, f) for each in rules for f in each.judge(change)))
        found = check(
            files,
            whole_tree(files),
            self.as_of,
            workers=self.workers,
            progress=lambda _done, _total: None,
        )
        return Report((*names, *found.findings), found.files, found.counties)

    # -- what is protected ---------------------------------------------------------------

    def _is_protected(self, ref: str) -> bool:
        return self._links.get(ref, ref) in self._protected or (
            ref.startswith(BRANCHES) and not self._protected
        )

    @cached_property
    def _protected(self) -> frozenset[str]:
        """The references named in the settings, else the branch that HEAD points to.

        Empty while that branch isn't there: any may become the main one, so all are protected.
        """
        _, out = self.repository.refer("config", "--null", "--get-all", SETTING, ok=(0, 1))
        named = [value for value in out.decode("utf-8", "replace").split("\0") if value]
        if named:
            return frozenset(n if n.startswith("refs/") else BRANCHES + n for n in named)
        code, out = self.repository.refer("symbolic-ref", "--quiet", "HEAD", ok=(0, 1))
        if code != 0 or self._main_commit is None:
            return frozenset()
        return frozenset({out.decode("utf-8", "replace").strip()})

    @cached_property
    def _main_commit(self) -> Commit | None:
        ask = ("rev-parse", "--verify", "--quiet", "HEAD")
        code, out = self.repository.refer(*ask, ok=(0, 1, 128))
        return self.repository.commit(out.decode().strip()) if code == 0 else None

    @cached_property
    def _links(self) -> dict[str, str]:
        """References that stand for another one."""
        _, out = self.repository.refer("for-each-ref", "--format=%(refname) %(symref)")
        pairs = (line.partition(" ") for line in out.decode("utf-8", "replace").splitlines())
        return {ref: target for ref, _, target in pairs if target}
