"""What the cadences of the law ask for: who owes how many acts in which period, and what was done.

Only whole periods are owed: that begin after records did, lie inside the posting (of a cadre) or
have somebody posted at both ends (a village, township, county or unit). The facts by which a
cadence chooses its subjects must hold at both ends too. A cadre who is on approved leave all
through a period owes nothing in it.

A period is held against the law of its first day; a term, which another regulation may have
begun, against that of its last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from zhucun.facts.acts import STREAMS, Act, acts_of
from zhucun.facts.bodies import roles_on
from zhucun.facts.conditions import shows
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, is_over, month_span, months_between, plus
from zhucun.facts.known import FACTS
from zhucun.facts.leaves import approved_days
from zhucun.facts.people import Cadre
from zhucun.facts.periods import (
    CALENDAR,
    SERVICE_YEAR,
    TERM,
    Period,
    period_at,
    periods_from,
    service_years,
)
from zhucun.facts.subjects import (
    CADRE,
    CITY,
    COUNTY,
    POSTING,
    TOWNSHIP,
    Subject,
    is_posted,
    postings_by_cadre,
    subjects_of,
)
from zhucun.law.norms import Cadence
from zhucun.law.pack import Pack
from zhucun.law.value import Value
from zhucun.read.layout import place_of

assert FACTS  # cadences choose their subjects by facts

State = Literal["已完成", "待办", "逾期", "待定"]
DONE: State = "已完成"
OPEN: State = "待办"
OVERDUE: State = "逾期"
UNDETERMINED: State = "待定"

#: The level whose acts a scope counts, unless the cadence asks for another.
_LEVEL: Final = {COUNTY: "县", TOWNSHIP: "乡镇", CITY: "市"}


@dataclass(frozen=True, slots=True)
class Obligation:
    """One cadence for one subject and period.

    `subject` of a cadre is the posting at the period's end; `due` the ISO day by which it is to
    be done, "" where the cadence has a grace that the source leaves open: then it is never
    overdue; `need` is None where the source gives no number, and then nothing is owed; `acts`
    are those that count; `seen` is false where files that may hold more are unusable.
    """

    pack: Pack
    cadence: Cadence
    subject: Subject
    period: Period
    due: str
    value: Value
    need: int | None
    acts: tuple[Act, ...]
    seen: bool
    state: State

    @property
    def missing(self) -> int:
        """How many acts are missing; 0 where nothing is owed."""
        return max(0, (self.need or 0) - len(self.acts))

    def is_missed(self, as_of: str) -> bool:
        """Whether its day is past, or its period where it has no day, and it is not done."""
        return self.state == OVERDUE or (
            self.state == OPEN and is_over(self.due or self.period.end, as_of)
        )


def obligations_of(county: CountyFacts) -> tuple[Obligation, ...]:
    """Every obligation in the periods that have begun by `as_of`, cadence by cadence; with a window
    those alone whose acts are in sight.

    Counted once for a county, whatever number of rules and tables ask for them.
    """
    return county.once(_obligations)


def _obligations(county: CountyFacts) -> tuple[Obligation, ...]:
    return tuple(
        each
        for pack in packs_in_force(county).values()
        for cadence in pack.norms.cadences
        for each in _of_cadence(county, pack, cadence)
    )


def packs_in_force(county: CountyFacts) -> Mapping[str, Pack]:
    """The packs in force here in any month since records began, by id."""
    return county.once(_packs)


def _packs(county: CountyFacts) -> dict[str, Pack]:
    found: dict[str, Pack] = {}
    for month in months_between(county.records_from, county.as_of[:7]):
        pack = county.pack(month_span(month)[0])
        if pack:
            found[pack.id] = pack
    return found


def _of_cadence(county: CountyFacts, pack: Pack, cadence: Cadence) -> Iterator[Obligation]:
    if not pack.has(cadence.count) or (cadence.by and county.lacks_a_region):
        return
    stream = STREAMS.get(cadence.act)
    kinds = stream.kinds if stream else ()
    if county.window and not county.window.shut.isdisjoint(kinds):
        return
    done = _Done(county, cadence)
    for subject, period in _owed(county, cadence):
        if not county.opened(period.start, period.end, *kinds):
            continue
        day = _law_day(period)
        if day < cadence.since or _pack_id(county, day) != pack.id:
            continue
        ends = (period.start, period.end) if cadence.of else ()
        if not all(shows(county, subject, cadence.of, end) for end in ends):
            continue
        yield from _obligation(county, pack, cadence, subject, period, done)


def _law_day(period: Period) -> str:
    """The day whose law a period is held against."""
    return period.end if period.per == TERM else period.start


def _obligation(
    county: CountyFacts,
    pack: Pack,
    cadence: Cadence,
    subject: Subject,
    period: Period,
    done: _Done,
) -> Iterator[Obligation]:
    value = pack.value(cadence.count, _law_day(period))
    need = value.value if isinstance(value.value, int) else None
    due = _due(pack, cadence, period)
    first, last = _first_that_counts(pack, cadence, period), due if cadence.timely else ""
    acts = tuple(a for a in done.within(subject.id, period) if _in_time(a, first, last))
    if need is None:
        state = UNDETERMINED
    elif len(acts) >= need:
        state = DONE
    elif subject.kind == POSTING and _on_leave(county, subject.id, period):
        return
    else:
        state = OVERDUE if due and is_over(due, county.as_of) else OPEN
    stream = STREAMS.get(cadence.act)
    seen = stream is None or not hides(county, stream.kinds, subject.township)
    yield Obligation(pack, cadence, subject, period, due, value, need, acts, seen, state)


def _due(pack: Pack, cadence: Cadence, period: Period) -> str:
    """The period's last day, or as many days later as the grace says; "" where it says nothing."""
    if not cadence.grace or not pack.has(cadence.grace):
        return period.end
    days = pack.value(cadence.grace, _law_day(period)).value
    return plus(period.end, days) if isinstance(days, int) else ""


def _first_that_counts(pack: Pack, cadence: Cadence, period: Period) -> str:
    """The day from which an act for the period counts; "" where any does."""
    if not cadence.early or not pack.has(cadence.early):
        return ""
    days = pack.value(cadence.early, _law_day(period)).value
    return plus(period.end, 1 - days) if isinstance(days, int) else ""


def _in_time(act: Act, first: str, last: str) -> bool:
    """Whether an act is of the days from `first` to `last`, "" for no bound; an undated one is."""
    return not act.date or (first <= act.date and not (last and last < act.date))


def _on_leave(county: CountyFacts, cadre: str, period: Period) -> bool:
    leave = approved_days(county.leaves.get(cadre, []))
    within = sum(period.start <= day <= period.end for day in leave)
    return within == days_between(period.start, period.end)


def hides(county: CountyFacts, kinds: Collection[str], township: str = "") -> bool:
    """Whether a file of one of the record kinds is unusable, so that acts may be hidden in it.

    With a township, files of other townships don't matter.
    """
    places = (place_of(path) for path in county.unusable)
    return any(
        place is None
        or (place.kind in kinds and not (township and place.township not in ("", township)))
        for place in places
    )


# -- who owes what, when -----------------------------------------------------------------


def _owed(county: CountyFacts, cadence: Cadence) -> Iterator[tuple[Subject, Period]]:
    if cadence.scope == CADRE:
        for cadre in county.cadres.values():
            yield from _of_cadre(county, cadre, cadence.per)
    elif cadence.per in CALENDAR:
        for subject in subjects_of(county, cadence.scope):
            for period in _calendar(county, cadence.per):
                if is_posted(county, subject, period.start) and _stays(county, subject, period):
                    yield subject, period


def _stays(county: CountyFacts, subject: Subject, period: Period) -> bool:
    """Whether somebody is posted at a period's end, as far as is planned."""
    return is_posted(county, subject, period.end)


def _of_cadre(county: CountyFacts, cadre: Cadre, per: str) -> Iterator[tuple[Subject, Period]]:
    postings = postings_by_cadre(county).get(cadre.id, ())
    if per == TERM:
        for subject in postings:
            posting = subject.thing
            period = Period(
                TERM,
                f"{posting.span.start}/{posting.term_end}",
                posting.span.start,
                posting.term_end,
            )
            ran = posting.span.end == posting.term_end
            if ran and period.end >= _first_day(county) and period.start <= county.as_of:
                yield subject, period
        return
    for service in cadre.services:
        if per == SERVICE_YEAR:
            years = service_years(service, county.as_of)
            periods = [p for p in years if p.start >= _first_day(county)]
        else:
            periods = [p for p in _calendar(county, per) if _fills(service.start, service.end, p)]
        for period in periods:
            for subject in postings:
                if subject.thing.span.covers(period.end):
                    yield subject, period
                    break


def _fills(start: str, end: str | None, period: Period) -> bool:
    return start <= period.start and (end is None or period.end <= end)


def _first_day(county: CountyFacts) -> str:
    return f"{county.records_from}-01"


def _calendar(county: CountyFacts, per: str) -> tuple[Period, ...]:
    """Whole periods of a kind since records began that have begun by `as_of`."""
    return county.once(_calendars)[per]


def _calendars(county: CountyFacts) -> dict[str, tuple[Period, ...]]:
    first = _first_day(county)
    if first > county.as_of:
        return dict.fromkeys(CALENDAR, ())
    return {per: tuple(periods_from(per, first, county.as_of)) for per in CALENDAR}


def _pack_id(county: CountyFacts, day: str) -> str:
    ids = county.once(_ids)
    if day not in ids:
        pack = county.pack(day)
        ids[day] = pack.id if pack else ""
    return ids[day]


def _ids(_county: CountyFacts) -> dict[str, str]:
    return {}


# -- what was done -----------------------------------------------------------------------


class _Done:
    """The acts that count for one cadence, by subject and period."""

    def __init__(self, county: CountyFacts, cadence: Cadence) -> None:
        self.per = cadence.per
        self.by_code: dict[tuple[str, str], list[Act]] = defaultdict(list)
        self.by_subject: dict[str, list[Act]] = defaultdict(list)
        last = _end_of(cadence.per, county.as_of)
        for act in acts_of(county, cadence.act):
            if not _counts(county, cadence, act):
                continue
            subject = "" if cadence.scope in (COUNTY, CITY) else str(getattr(act, cadence.scope))
            if self.per in CALENDAR:
                for code in _codes(self.per, act, last):
                    self.by_code[subject, code].append(act)
            else:
                self.by_subject[subject].append(act)

    def within(self, subject: str, period: Period) -> tuple[Act, ...]:
        """The subject's acts in a period."""
        if self.per in CALENDAR:
            return tuple(self.by_code.get((subject, period.code), ()))
        return tuple(a for a in self.by_subject.get(subject, ()) if _covers(a, period))


def _counts(county: CountyFacts, cadence: Cadence, act: Act) -> bool:
    if act.date > county.as_of or not act.start:
        return False
    if not act.here and cadence.scope != CITY:
        return False
    level = _LEVEL.get(cadence.scope)
    if level and "level" not in cadence.matching and act.level != level:
        return False
    if cadence.matching and not act.has(cadence.matching):
        return False
    return not cadence.by or any(
        role in cadence.by for officer in act.by for role in roles_on(county, officer, act.date)
    )


def _covers(act: Act, period: Period) -> bool:
    """Whether an act's days lie in the period or contain it."""
    inside = period.start <= act.start and act.end <= period.end
    return inside or (act.start <= period.start and period.end <= act.end)


def _codes(per: str, act: Act, last: str) -> Iterator[str]:
    """Codes of the periods up to `last` in which an act counts."""
    period = period_at(per, act.start)
    if act.end <= period.end:
        yield period.code
        return
    for whole in periods_from(per, act.start, min(act.end, last)):
        if whole.end <= act.end:
            yield whole.code


def _end_of(per: str, day: str) -> str:
    return period_at(per, day).end if per in CALENDAR else day
