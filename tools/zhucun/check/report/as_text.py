"""Findings for a terminal: one paragraph each, `path:line:column` first."""

from __future__ import annotations

from zhucun.check.report.wording import LEVELS, article_of, sources_of, summary_of
from zhucun.check.run import Report


def render(report: Report, *, full: bool = False) -> str:
    """All findings in order of place, then the summary; `full` for a person at a terminal."""
    lines = []
    for finding in report.findings:
        place = f"{finding.path}:{finding.line}:{finding.column}"
        lines.append(f"{place}: {LEVELS[finding.severity]} [{finding.rule}]")
        lines.append(f"    {finding.message if full else finding.discreet}")
        article = article_of(finding)
        if article:
            lines.append(f"    依据：{article}")
        # where a private finding's evidence lies tells whom it is about
        if finding.evidence and (full or finding.message == finding.discreet):
            lines.append(f"    证据：{'、'.join(finding.evidence)}")
    if not full and any(f.message != f.discreet for f in report.findings):
        lines.append("（请假、案件、考核和人名的细节不写进日志；加 --full 可以看到。）")
    lines += [*sources_of(report), *report.notes, summary_of(report)]
    return "\n".join(lines) + "\n"
