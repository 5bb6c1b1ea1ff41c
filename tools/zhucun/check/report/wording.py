"""Words that the reporters share."""

from __future__ import annotations

from zhucun.check.finding import SEVERITIES, Finding
from zhucun.check.run import Report

LEVELS = {"block": "阻止合并", "warn": "提醒", "info": "说明"}


def article_of(finding: Finding) -> str:
    """`s0 第十六条“每月在村…”`, or empty where the finding rests on no article."""
    cite = finding.cite
    return f"{cite.regulation} {cite.article}{cite.quoted}" if cite else ""


def sources_of(report: Report) -> tuple[str, ...]:
    """The titles of the regulations that the listed findings name by id: `s0：《…》`."""
    cited = {finding.cite.regulation for finding in report.findings if finding.cite}
    return tuple(
        f"{id_}：《{report.regulations[id_]}》" for id_ in sorted(cited & {*report.regulations})
    )


def summary_of(report: Report) -> str:
    """One sentence: what was read and what was found."""
    counts = "，".join(f"{LEVELS[s]} {report.count(s)}" for s in SEVERITIES)
    read = f"读了 {report.files} 个文件、{report.counties} 个县"
    verdict = "有问题须先改正，不能合并。" if report.blocks else "没有阻止合并的问题。"
    return f"{read}：{counts}。{verdict}"
