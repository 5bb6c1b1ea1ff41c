"""What of a county's years must be read to judge a change: nothing less, and little more.

Months. Sheets, whereabouts and logs are judged month by month: by themselves, by one another, and
by what small records say of a day or a month (a leave, a case, an inspection, a payment, a visit).
So a change can alter findings only of the months that a touched record is about, before or after,
and these need nothing of the daily records but those months. They are rounded to whole calendar
quarters, because subsidies are reckoned, and some findings told, by the quarter. All that reaches
over the years is read whole: leaves, postings, the ladder of absences, plans, terms.

People and kinds. Where only daily records and what stands beside them are touched, findings are of
the cadres whom these name, or of the touched files themselves: other cadres' dossiers, logs and
records are not read, nor kinds that daily records are never held against. A change of anything
else reads everybody and every kind; one of a region, a unit, a dossier or the law, everything.

For such a window it holds that the blocking findings which the change brings about are the same
whether both sides are checked whole or in the window. What counts over more than a quarter (a
half-year's reports, a year's visits, a dossier) only warns, and isn't judged in a window that
doesn't hold it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zhucun.facts.dates import is_date, week_days, week_of
from zhucun.facts.periods import span_of
from zhucun.facts.window import DAILY, PERSONAL, Window, quarters_around
from zhucun.read.files import Files
from zhucun.read.layout import RECORDS, place_of
from zhucun.read.tree import Record, Unread, is_passed_over, read_record
from zhucun.schema.store import validator
from zhucun.schema.uses import uses

__all__ = ["Window", "window_of"]

#: By record kind the names of what tells which days, weeks or months a record is about, wherever
#: in it they stand. A kind that stands neither here nor below bears on everything: who serves
#: where, for whom and in which role, and the law.
ABOUT: Final[Mapping[str, frozenset[str]]] = {
    "attendance": frozenset({"month"}),
    "whereabouts": frozenset({"week"}),
    "log": frozenset({"month"}),
    "leave": frozenset({"from", "to", "returned"}),
    "case": frozenset({"month", "found_on", "inspections"}),
    "inspections": frozenset({"month", "date"}),
    "payments": frozenset({"month", "months"}),
    "visits": frozenset({"date"}),
    "events": frozenset({"date"}),
}
#: Kinds that are not held against the daily records and what bears on them, nor these against
#: them: a change of those alone needs none of these.
ELSEWHERE: Final = frozenset(
    {
        "circulars",
        "draw",
        "notices",
        "project",
        "plans",
        "problems",
        "meetings",
        "reviews",
        "papers",
        "funds",
        "assessment",
        "term_assessment",
        "village_cadre",
        "targets",
        "competence",
        "debriefs",
        "village_scores",
        "appraisals",
        "pay",
        "reserves",
    }
)
#: Kinds that bear on no month either, but are few and always read.
FEW: Final = frozenset({"bulletin", "corrections", "photo", "profile"})
#: What such a change may touch beside the daily records; and of that what is about places, so that
#: it may call for anybody posted there.
_BESIDE: Final = frozenset({"leave", "payments", "visits", "events"})
_OF_PLACES: Final = frozenset({"visits", "events"})


def window_of(paths: Iterable[str], before: Files, after: Files) -> Window | None:
    """The window in which a change of the records at some paths is judged; None for everything.

    `before` and `after` are the files as they were and as they will be. A record that can't be
    used hides what others are held against, and so has no window; nor has a stray file.
    """
    months: set[tuple[str, str]] = set()
    people: set[str] = set()
    kinds: set[str] = set()
    for path in paths:
        if not path.startswith(f"{RECORDS}/") or is_passed_over(path):
            continue
        place = place_of(path)
        if place is None or place.kind not in ABOUT.keys() | ELSEWHERE | FEW:
            return None
        kinds.add(place.kind)
        if place.kind in PERSONAL:
            people.add(place.name)
        for files in (before, after):
            record = None if place.kind == "photo" else read_record(files, path)
            if isinstance(record, Unread) or (record and not _is_valid(record)):
                return None
            if record:
                months.update(_spans_of(record))
                people.update(use.value for use in uses(place.kind, "cadre_id", record.data))
    apart = kinds <= DAILY | _BESIDE
    return Window(
        months=quarters_around(months),
        shut=ELSEWHERE if apart else frozenset(),
        people=frozenset(people) if apart and not kinds & _OF_PLACES else None,
    )


def _is_valid(record: Record) -> bool:
    return bool(validator(record.place.kind).is_valid(record.data))


def _spans_of(record: Record) -> Iterator[tuple[str, str]]:
    """The days that a record is about, as far as they concern the daily records."""
    kind, period = record.place.kind, record.place.period
    named = _spans(record.data, ABOUT.get(kind, frozenset()))
    for span in (span_of(period) if kind in DAILY else None, *named):
        if span:
            yield _in_whole_weeks(span) if kind == "leave" else span


def _in_whole_weeks(span: tuple[str, str]) -> tuple[str, str]:
    """A log's week is excused by leave of all its days: both ends of a leave concern their week."""
    return week_days(week_of(span[0]))[0], week_days(week_of(span[1]))[6]


def _spans(data: object, names: frozenset[str]) -> Iterator[tuple[str, str] | None]:
    """The days of everything of some names in a record; a leave's from `from` to `to`."""
    if isinstance(data, list):
        for item in data:
            yield from _spans(item, names)
    elif isinstance(data, Mapping):
        days = []
        for name, value in data.items():
            if name in names:
                written = value if isinstance(value, list) else [value]
                days += [_span(str(each)) for each in written]
            yield from _spans(value, names)
        known = [each for each in days if each]
        if known:
            yield min(start for start, _ in known), max(end for _, end in known)


def _span(text: str) -> tuple[str, str] | None:
    """The days of a day, a period by its code, or the month in an inspection's number."""
    first, _, last = text.partition("-")
    serial, _, _ = last.partition("-")
    if len(serial) == len("202610"):
        return span_of(f"{serial[:4]}-{serial[4:]}")
    return span_of(text) or ((text, text) if len(first) == len("2026") and is_date(text) else None)
