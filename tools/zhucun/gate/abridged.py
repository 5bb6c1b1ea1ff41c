"""What a person is shown of a verdict: causes first, and what follows from one of them counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from zhucun.check.finding import SEVERITIES, Finding
from zhucun.check.run import Report
from zhucun.gate.judge import Verdict

#: Findings of one rule that are listed where nothing was changed.
MOST_ALIKE: Final = 3


def abridged(verdict: Verdict) -> Report:
    """The report in reading order, its counts unchanged.

    First what is wrong in files of the change, then elsewhere; what blocks before what warns. Of
    many alike in files that the change leaves alone only a few are listed, and of what BASE had
    already none: notes tell how many.
    """
    touched = {entry.path for entry in verdict.change.entries}
    inherited = set(map(id, verdict.inherited))
    fresh = [f for f in verdict.report.findings if id(f) not in inherited]
    ordered = sorted(fresh, key=lambda f: _rank(f, touched))
    listed: list[Finding] = []
    alike: Counter[str] = Counter()
    for finding in ordered:
        alike[finding.rule] += finding.path not in touched
        if finding.path in touched or alike[finding.rule] <= MOST_ALIKE:
            listed.append(finding)
    notes = [
        f"另有 {count - MOST_ALIKE} 处同样的问题（{rule}），都在没有改动的文件里，"
        "多半由上面的问题引起；加 --full 全部列出。"
        for rule, count in alike.items()
        if count > MOST_ALIKE
    ]
    if verdict.inherited:
        notes.append(
            f"所涉的县在改动以前就有 {len(verdict.inherited)} 处须改正的问题，不影响这次合并；"
            "加 --full 可以查看，请另行改正。"
        )
    kept = set(map(id, listed))
    left = [f for f in verdict.report.findings if id(f) not in kept]
    return replace(verdict.report, findings=tuple(listed), omitted=tuple(left), notes=tuple(notes))


def _rank(finding: Finding, touched: set[str]) -> tuple[bool, int, str, int, int, str]:
    f = finding
    return f.path not in touched, SEVERITIES.index(f.severity), f.path, f.line, f.column, f.rule
