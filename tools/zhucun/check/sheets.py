"""What the rules on attendance sheets share: which sheets to judge, and where a finding stands."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found, Severity
from zhucun.facts.county import CountyFacts
from zhucun.facts.sheets import Sheet
from zhucun.law.cite import Cite


def known_sheets(county: CountyFacts) -> Iterator[Sheet]:
    """Sheets of cadres that have a dossier; a rule on references reports the others."""
    return (s for s in county.sheets.values() if s.cadre in county.cadres)


def readable_sheets(county: CountyFacts) -> Iterator[Sheet]:
    """Known sheets whose every day expression can be read; a rule reports the others."""
    return (s for s in known_sheets(county) if not s.errors)


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
