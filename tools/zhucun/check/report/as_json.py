"""The JSON contract of `zhucun check` (docs/architecture.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from zhucun.check.finding import SEVERITIES, Finding
from zhucun.check.run import Report


def render(report: Report) -> str:
    """`{"findings": […], "counts": {"block", "warn", "info"}}`, stable key order, UTF-8."""
    document = {
        "findings": [_finding(f) for f in report.findings],
        "counts": {severity: report.count(severity) for severity in SEVERITIES},
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    cite = finding.cite
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "pointer": finding.pointer,
        "subject": finding.subject,
        "period": finding.period,
        "message": finding.message,
        "got": finding.got,
        "need": finding.need,
        "cite": cite
        and {"regulation": cite.regulation, "article": cite.article, "quote": cite.quote},
        "evidence": list(finding.evidence),
        "rows": list(finding.rows),
        "entry": finding.entry or None,
    }


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
