"""What the rules on attendance sheets share: which sheets to judge, and where a finding stands."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found, Severity
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_length, month_span
from zhucun.facts.sheets import Sheet
from zhucun.law.cite import Cite


def known_sheets(county: CountyFacts) -> Iterator[Sheet]:
    """Sheets of cadres that have a dossier; a rule on references reports the others."""
    return (s for s in county.written_sheets if s.cadre in county.cadres)


def readable_sheets(county: CountyFacts) -> Iterator[Sheet]:
    """Known sheets whose every day expression can be read; a rule reports the others."""
    return (s for s in known_sheets(county) if not s.errors)


def posted_days(county: CountyFacts, sheet: Sheet) -> set[int]:
    """Days of the month on which the cadre is posted in the township that wrote the sheet."""
    first, last = month_span(sheet.month)
    spans = [
        p.span
        for p in county.cadres[sheet.cadre].postings_in(first, last)
        if county.township_of(p.village) in (sheet.township, "")
    ]
    days = range(1, month_length(sheet.month) + 1)
    if any(s.covers(first) and s.covers(last) for s in spans):
        return set(days)
    return {d for d in days if any(s.covers(f"{sheet.month}-{d:02d}") for s in spans)}


def on_sheet(
    sheet: Sheet,
    message: str,
    *,
    status: str = "",
    got: object = None,
    need: object = None,
    cite: Cite | None = None,
    evidence: tuple[str, ...] = (),
    severity: Severity | None = None,
) -> Found:
    """A finding on a cadre's sheet: at the days of one status, or at the cadre's line."""
    return Found(
        sheet.path,
        f"{sheet.pointer}/{status}" if status else sheet.pointer,
        message,
        subject=sheet.cadre,
        period=sheet.month,
        got=got,
        need=need,
        cite=cite,
        evidence=evidence,
        severity=severity,
        at_key=not status,
    )
