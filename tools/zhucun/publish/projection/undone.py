"""A county as it stood before its corrections, one day of corrections after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from zhucun.facts.corrections import Correction, corrections
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, month_span, week_days
from zhucun.read.layout import TEXTS, Place, place_of
from zhucun.read.tree import Record
from zhucun.schema.items import with_value
from zhucun.schema.store import validator

#: The kinds of records of which a correction may show on pages of their own, and those that show
#: in the tables of boards. Leave, payments, assessments and all else about one person never do.
_OWN = frozenset(("attendance", "whereabouts", "project", "case", "profile", "cadre", "bulletin"))
_TABLED = frozenset(
    (
        "meetings",
        "inspections",
        "draw",
        "circulars",
        "plans",
        "problems",
        "funds",
        "notices",
        "region",
        "targets",
        "village_cadre",
        "reserves",
        "competence",
    )
)
# By month and by week: the many files, of which only those near a correction bear on its figures.
_MONTHLY, _WEEKLY = "attendance", "whereabouts"
# A week that ends in the next month takes days of this one.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Step:
    """Corrections of one day: the county's facts before and after them.

    Sheets and whereabouts of times far from the corrected ones are left out of both. `in_tables`
    says whether they are of records that tables are made of, else of those with pages of their own.
    """

    date: str
    corrections: tuple[Correction, ...]
    before: CountyFacts
    after: CountyFacts
    in_tables: bool

    def places(self, kind: str) -> Iterator[tuple[Correction, Place]]:
        """The corrections of records of one kind, and where those stand."""
        for correction in self.corrections:
            place = place_of(correction.file)
            if place is not None and place.kind == kind:
                yield correction, place


def steps(county: CountyFacts) -> Iterator[Step]:
    """The days on which corrections were made by the day judged, the newest first.

    An old value that its schema refuses was never on a page: such a correction is passed over.
    """
    found = [
        c for c in corrections(county) if c.date <= county.as_of and _kind(c) in _OWN | _TABLED
    ]
    after = {r.path: r for r in (*county.city_records, *county.records)}
    for (date, in_tables), group in groupby(sorted(found, key=_when, reverse=True), _when):
        made = tuple(group)
        before = dict(after)
        for correction in reversed(made):
            record = before.get(correction.file)
            undone = _undone(record, correction) if record else None
            if undone:
                before[correction.file] = undone
        near = [place_of(c.file) for c in made]
        sides = [_facts(county, side, near) for side in (before, after)]
        yield Step(date, made, sides[0], sides[1], in_tables)
        after = before


def _when(correction: Correction) -> tuple[str, bool]:
    return correction.date, _kind(correction) in _TABLED


def _kind(correction: Correction) -> str:
    place = place_of(correction.file)
    return place.kind if place else ""


def _undone(record: Record, correction: Correction) -> Record | None:
    """The record as it was before a correction; None where that was no record."""
    kind, data, body = record.place.kind, record.data, record.body
    for change in reversed(correction.changes):
        if kind in TEXTS and change.item == "body":
            body = str(change.old or "")
        else:
            data = with_value(kind, data, change.item, change.old)
    return replace(record, data=data, body=body) if validator(kind).is_valid(data) else None


def _facts(
    county: CountyFacts, records: dict[str, Record], near: list[Place | None]
) -> CountyFacts:
    spans = [_span(place) for place in near if place and place.kind in (_MONTHLY, _WEEKLY)]
    of_city = tuple(records[r.path] for r in county.city_records)
    own = (records[r.path] for r in county.records)
    return replace(
        county,
        city_records=of_city,
        records=tuple(r for r in own if _bears(r.place, spans)),
    )


def _bears(place: Place, spans: list[tuple[str, str]]) -> bool:
    if place.kind not in (_MONTHLY, _WEEKLY):
        return True
    first, last = _span(place)
    return any(
        days_between(last, start) <= _NEAR and days_between(end, first) <= _NEAR
        for start, end in spans
    )


def _span(place: Place) -> tuple[str, str]:
    if place.kind == _MONTHLY:
        return month_span(place.period)
    try:
        days = week_days(place.period)
    except ValueError:  # a week that no year has
        return "0001-01-01", "0001-01-01"
    return days[0], days[-1]
