"""Reporters: one report in four forms.

Logs of CI may be public, so `github` and `markdown` give every finding's discreet sentence, and
`text` does unless it is asked for the full one. `json` is data for tools and keeps the full one.
"""

from __future__ import annotations

from collections.abc import Callable

from zhucun.check.report import as_github, as_json, as_markdown, as_text
from zhucun.check.run import Report

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": as_text.render,
    "json": as_json.render,
    "github": as_github.render,
    "markdown": as_markdown.render,
}


def rendered(report: Report, form: str, *, full: bool) -> str:
    """A report in one of FORMATS; `full` is heeded by the text alone."""
    return as_text.render(report, full=full) if form == "text" else FORMATS[form](report)
