"""Turns what rules found into findings with a line and a column, re-reading only files at fault."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from zhucun.check.finding import Finding, Found
from zhucun.check.registry import Rule
from zhucun.read.files import Files, files_of
from zhucun.read.layout import place_of
from zhucun.read.locate import locate
from zhucun.read.printable import shown
from zhucun.schema.openness import is_public
from zhucun.schema.store import kinds


@lru_cache(maxsize=64)
def _raw(files: Files, path: str) -> bytes:
    return files.read(path)[0]


def line_of(files: Files, place: str) -> str:
    """`path:line` of a `path#pointer`."""
    path, _, pointer = place.partition("#")
    line, _ = locate(_raw(files, path), pointer)
    return f"{shown(path)}:{line}"


def placed(source: Path | Files, judged: Iterable[tuple[Rule, Found]]) -> list[Finding]:
    """Findings of one county, in no particular order."""
    files = files_of(source)
    findings = [_placed(files, rule, found) for rule, found in judged]
    _raw.cache_clear()
    return findings


def _placed(files: Files, rule: Rule, found: Found) -> Finding:
    line, column = found.line, found.column
    mend = found.mend or rule.mend
    if not line:
        line, column = locate(_raw(files, found.path), found.pointer, key=found.at_key)
    return Finding(
        rule=rule.id,
        severity=found.severity or rule.severity,
        path=shown(found.path),
        line=line,
        column=column,
        pointer=found.pointer,
        subject=found.subject,
        period=found.period,
        message=_sentence(found.message, mend),
        got=found.got,
        need=found.need,
        cite=found.cite,
        evidence=tuple(line_of(files, place) for place in found.evidence),
        rows=rule.rows if found.rows is None else found.rows,
        discreet=_sentence(_for_logs(rule, found), mend),
        entry=found.entry,
    )


def _sentence(message: str, mend: str) -> str:
    closed = message if message.endswith(("。", "；", "？", "！")) else f"{message}。"
    return f"{closed}{mend}"


def _for_logs(rule: Rule, found: Found) -> str:
    """What others may read of it: nothing that a schema keeps internal."""
    if found.discreet:
        return found.discreet
    open_ = not (rule.private or found.private) and _points_at_public(found)
    return found.message if open_ else _reticent(rule, found)


def _points_at_public(found: Found) -> bool:
    place = place_of(found.path)
    return place is not None and place.kind in kinds() and is_public(place.kind, found.pointer)


def _reticent(rule: Rule, found: Found) -> str:
    title = found.title or rule.title
    return title if (found.severity or rule.severity) == "info" else f"不符合“{title}”"
