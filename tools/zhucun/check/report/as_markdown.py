"""A step summary: a table per severity, record text escaped."""

from __future__ import annotations

import html
import re

from zhucun.check.finding import SEVERITIES
from zhucun.check.report.wording import LEVELS, article_of, sources_of, summary_of
from zhucun.check.run import Report

# A step summary may be at most 1 MiB; the annotations and the JSON carry the rest.
MOST_ROWS = 200
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~@-])")


def _cell(text: str) -> str:
    return _MARKUP.sub(r"\\\1", html.escape(text, quote=False)).replace("\n", " ")


def render(report: Report) -> str:
    """Headline, then findings grouped by severity, at most `MOST_ROWS` rows each."""
    parts = ["## 记录检查\n", summary_of(report) + "\n"]
    for severity in SEVERITIES:
        found = [f for f in report.findings if f.severity == severity]
        if not found:
            continue
        parts.append(f"### {LEVELS[severity]}（{len(found)}）\n")
        rows = ["| 位置 | 说明 | 依据 |", "| --- | --- | --- |"]
        for f in found[:MOST_ROWS]:
            place = _cell(f"{f.path}:{f.line}:{f.column}")
            rows.append(f"| {place} | {_cell(f.discreet)} | {_cell(article_of(f))} |")
        if len(found) > MOST_ROWS:
            rows.append(f"| … | 另有 {len(found) - MOST_ROWS} 条，见 JSON 输出 | |")
        parts.append("\n".join(rows) + "\n")
    parts += [f"{_cell(note)}\n" for note in (*sources_of(report), *report.notes)]
    return "\n".join(parts)
