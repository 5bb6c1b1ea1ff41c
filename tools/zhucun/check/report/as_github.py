"""Workflow commands that GitHub shows as annotations on the lines of a pull request."""

from __future__ import annotations

from zhucun.check.report.wording import LEVELS, article_of, summary_of
from zhucun.check.run import Report

_COMMANDS = {"block": "error", "warn": "warning", "info": "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render(report: Report) -> str:
    """One annotation per finding; record text can't forge another command."""
    lines = []
    for f in report.findings:
        article = article_of(f)
        title = f"{LEVELS[f.severity]} {f.rule}"
        message = f"{f.discreet} 依据：{article}" if article else f.discreet
        lines.append(
            f"::{_COMMANDS[f.severity]} file={_property(f.path)},line={f.line},col={f.column},"
            f"title={_property(title)}::{_data(message)}"
        )
    lines += [_data(told) for told in (*report.notes, summary_of(report))]
    return "\n".join(lines) + "\n"
