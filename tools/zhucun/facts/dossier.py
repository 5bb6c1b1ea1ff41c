"""A cadre's dossier of a year, put together from the records: nothing is entered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.law.norms import Material
from zhucun.law.pack import Pack


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of material. `date` is its ISO day, the last one of what takes a month."""

    cadre: str
    source: str
    year: int
    date: str
    path: str
    pointer: str

    @property
    def where(self) -> str:
        """Its place as `path#pointer`."""
        return f"{self.path}#{self.pointer}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A type of material that the regulation asks for, with what the dossier has of it."""

    material: Material
    items: tuple[Item, ...]


#: Kinds of papers that are a source of their own; the other sources are named below.
PAPERS: Final[Mapping[str, str]] = {
    "调研报告": "research",
    "村情民情台账": "ledger",
    "会议记录": "minutes",
    "季度汇报": "reports",
    "半年总结": "summaries",
}
MINUTES, ATTENDANCE, LOGS = "minutes", "attendance", "logs"
#: What a pack's `materials` may name as `from`.
SOURCES: Final = (*dict.fromkeys(PAPERS.values()), ATTENDANCE, LOGS)


def dossier_of(county: CountyFacts, cadre: str, year: int, pack: Pack | None) -> tuple[Kept, ...]:
    """The types that the pack asks for, in its order; none where it asks for no dossier.

    Only what is dated by `as_of` is in it. A paper belongs to the year of its period.
    """
    kept = county.once(_by_cadre).get((cadre, year), {})
    materials = pack.norms.materials if pack else ()
    return tuple(Kept(each, kept.get(each.source, ())) for each in materials)


def _by_cadre(county: CountyFacts) -> dict[tuple[str, int], dict[str, tuple[Item, ...]]]:
    found: dict[tuple[str, int], dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in (*_papers(county), *_minutes(county), *_sheets(county), *_logs(county)):
        if item.date <= county.as_of:
            found[item.cadre, item.year][item.source].append(item)
    return {
        key: {source: tuple(sorted(items, key=lambda i: i.date)) for source, items in by.items()}
        for key, by in found.items()
    }


def _papers(county: CountyFacts) -> Iterator[Item]:
    for act in acts_of(county, "paper"):
        source = PAPERS.get(act.data["kind"])
        if source:
            yield Item(act.cadre, source, int(act.end[:4]), act.date, act.path, act.pointer)


def _minutes(county: CountyFacts) -> Iterator[Item]:
    """Meetings that the cadre attended and that were minuted."""
    for act in acts_of(county, "meeting_attendance"):
        if "minutes" in act.data:
            place = act.pointer.partition("/cadres/")[0]
            yield Item(act.cadre, MINUTES, int(act.date[:4]), act.date, act.path, place)


def _sheets(county: CountyFacts) -> Iterator[Item]:
    for sheet in county.written_sheets:
        last = month_span(sheet.month)[1]
        yield Item(sheet.cadre, ATTENDANCE, int(last[:4]), last, sheet.path, sheet.pointer)


def _logs(county: CountyFacts) -> Iterator[Item]:
    """Months with a log that has at least one entry."""
    for log in county.logs.values():
        if log.entries:
            last = max(str(entry["date"]) for entry in log.entries)
            yield Item(log.cadre, LOGS, int(log.month[:4]), last, log.path, "/entries")
