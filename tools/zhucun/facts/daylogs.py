"""A month's log day by day: in-village days with an entry, entries that owe evidence."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import texts_of, value_of
from zhucun.facts.sheets import IN_VILLAGE
from zhucun.law.value import Value


@dataclass(frozen=True, slots=True)
class DayLog:
    """One cadre's month. `in_village` and `unwritten` are ISO dates, up to `as_of`; `entries`
    counts log entries, `owing` are the indexes of those that owe evidence, `bare` of those of
    them without any.

    `daily` and `kinds` are the values that ask for daily entries and for evidence; None where the
    regulation has no such requirement.
    """

    in_village: tuple[str, ...]
    entries: int
    unwritten: tuple[str, ...]
    owing: tuple[int, ...]
    bare: tuple[int, ...]
    daily: Value | None
    kinds: Value | None

    @property
    def days_written(self) -> int:
        """In-village days that are not unwritten."""
        return len(self.in_village) - len(self.unwritten)


def day_log(county: CountyFacts, cadre: str, month: str) -> DayLog:
    """The month's entries held against its attendance and against the law of its first day."""
    pack, first = county.pack(f"{month}-01"), f"{month}-01"
    daily = value_of(pack, "log.daily_entries", first)
    kinds = value_of(pack, "log.evidence_kinds", first)
    sheet, log = county.sheets.get((cadre, month)), county.logs.get((cadre, month))
    days = tuple(d for d in sheet.dates(IN_VILLAGE) if d <= county.as_of) if sheet else ()
    entries = log.entries if log else ()
    dates = {entry["date"] for entry in entries}
    asked = daily is not None and daily.value is True
    wanted = texts_of(kinds)
    owing = tuple(n for n, entry in enumerate(entries) if entry.get("kind", "") in wanted)
    return DayLog(
        in_village=days,
        entries=len(entries),
        unwritten=tuple(d for d in days if d not in dates) if asked else (),
        owing=owing,
        bare=tuple(n for n in owing if not entries[n].get("evidence")),
        daily=daily if asked else None,
        kinds=kinds if wanted else None,
    )
