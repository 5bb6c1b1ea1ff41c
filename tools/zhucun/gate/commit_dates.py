"""The dates of commits: what a signature is checked against must not be made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from zhucun.check.finding import Found
from zhucun.facts.dates import plus
from zhucun.gate.change import Change
from zhucun.gate.registry import history_rule
from zhucun.read.git import SHANGHAI, Commit

#: Clocks of honest people differ, and nobody's by more than this.
TOLERANCE: Final = 24 * 60 * 60


@history_rule(
    title="提交日期顺着走",
    why="提交的日期可以随手改写；倒填的日期会让已经作废的公钥、已经离任的人显得有效。",
    mend="请校准本机时钟，再改写提交日期：最后一个提交用 git commit --amend --no-edit --date=now，"
    "前面的用 git rebase --force-rebase --ignore-date 主分支。",
)
def commit_dates_run_forward(change: Change) -> Iterator[Found]:
    """No commit is dated more than a day before a parent, or after the day judged as of."""
    last = plus(change.as_of, 1)
    own = {commit.sha: commit for commit in change.commits}
    for commit in change.commits:
        parents = [own.get(sha) or change.repository.commit(sha) for sha in commit.parents]
        newest = max(parents, key=lambda c: c.committed, default=None)
        if newest and commit.committed < newest.committed - TOLERANCE:
            yield _found(
                change,
                f"提交 {commit.sha[:10]} 的日期是 {commit.date}，"
                f"早于它的上一个提交 {newest.sha[:10]}（{newest.date}）",
            )
        late = max(commit.date, _authored(commit))
        if late > last:
            yield _found(
                change,
                f"提交 {commit.sha[:10]} 的日期是 {late}，晚于判断的日期 {change.as_of}",
            )


def _authored(commit: Commit) -> str:
    """The ISO date on which a commit says that it was written, in Asia/Shanghai."""
    try:
        return datetime.fromtimestamp(commit.authored, UTC).astimezone(SHANGHAI).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return "9999-12-31"


def _found(change: Change, message: str) -> Found:
    path = change.entries[0].path if change.entries else "records"
    return Found(path, "", message, discreet=f"{message}。", line=1, column=1)
