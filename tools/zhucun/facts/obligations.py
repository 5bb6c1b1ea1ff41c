"""What the cadences of the law ask for: who owes how many acts in which period, and what was done.

Only whole periods are owed: that begin after records did, lie inside the posting (of a cadre, or
the joined posts of a village cadre) or have somebody of the regulation's population there at both
ends (a village, township, county, city or unit). The facts by which a cadence chooses its subjects
must hold at both ends too. A cadre who is on approved leave all through a period owes nothing in
it.

A period is held against the law of its first day; a term, which another regulation may have
begun, against that of its last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from zhucun.facts.acts import STREAMS, Act, acts_of
from zhucun.facts.bodies import roles_on, roles_over
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, is_over, month_span, months_between, plus
from zhucun.facts.leaves import approved_days
from zhucun.facts.owing import law_day_of, owed
from zhucun.facts.periods import CALENDAR, Period, period_at, periods_from
from zhucun.facts.subjects import (
    CITY,
    COUNTY,
    POSTING,
    TOWNSHIP,
    Subject,
    township_of_act,
)
from zhucun.law.norms import Cadence
from zhucun.law.pack import Pack
from zhucun.law.value import Value
from zhucun.read.layout import place_of

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

    `subject` of a cadre is the posting at the period's end, of a village cadre the post then; `due`
    the ISO day by which it is to be done, "" where the cadence has a grace that the source leaves
    open: then it is never overdue; `need` is None where the source gives no number, and then
    nothing is owed; `acts` are those that count; `seen` is false where files that may hold more
    are unusable.
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
    def got(self) -> int | float:
        """How much was done: how many acts, or the sum of their numbers where the cadence adds."""
        return amount(self.cadence, self.acts)

    @property
    def missing(self) -> int | float:
        """How much is missing; 0 where nothing is owed."""
        return max(0, (self.need or 0) - self.got)

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
    """The packs in force here, or somewhere in the county, in any month since records began, by
    id; those on village cadres where some are registered.
    """
    return county.once(_packs)


def _packs(county: CountyFacts) -> dict[str, Pack]:
    found: dict[str, Pack] = {}
    places = tuple(dict.fromkeys(cadre.township for cadre in county.village_cadres.values()))
    for month in months_between(county.records_from, county.as_of[:7]):
        first = month_span(month)[0]
        pack = county.pack(first)
        own = (each for place in places for each in county.villager_packs(place, first))
        found.update({each.id: each for each in (*((pack,) if pack else ()), *own)})
    return found


def _of_cadence(county: CountyFacts, pack: Pack, cadence: Cadence) -> Iterator[Obligation]:
    if not pack.has(cadence.count) or (cadence.by and county.lacks_a_region):
        return
    stream = STREAMS.get(cadence.act)
    kinds = stream.kinds if stream else ()
    if county.window and not county.window.shut.isdisjoint(kinds):
        return
    done = _Done(county, cadence)
    for subject, period in owed(county, pack, cadence):
        if county.opened(period.start, period.end, *kinds):
            yield from _obligation(county, pack, cadence, subject, period, done)


def _obligation(
    county: CountyFacts,
    pack: Pack,
    cadence: Cadence,
    subject: Subject,
    period: Period,
    done: _Done,
) -> Iterator[Obligation]:
    value = pack.value(cadence.count, law_day_of(period))
    need = value.value if isinstance(value.value, int) else None
    due = _due(pack, cadence, period)
    first, last = _first_that_counts(pack, cadence, period), due if cadence.timely else ""
    acts = tuple(a for a in done.within(subject.id, period) if _in_time(a, first, last))
    if need is None:
        state = UNDETERMINED
    elif amount(cadence, acts) >= need:
        state = DONE
    elif subject.kind == POSTING and _on_leave(county, subject.id, period):
        return
    else:
        state = OVERDUE if due and is_over(due, county.as_of) else OPEN
    stream = STREAMS.get(cadence.act)
    seen = stream is None or not hides(county, stream.kinds, subject.township)
    yield Obligation(pack, cadence, subject, period, due, value, need, acts, seen, state)


def amount(cadence: Cadence, acts: Iterable[Act]) -> int | float:
    """How many acts there are; with `sum` the sum of the numbers in that field of theirs."""
    if not cadence.sum:
        return sum(1 for _ in acts)
    total = sum((_number(act.at(cadence.sum)) for act in acts), Decimal())
    return int(total) if total == total.to_integral_value() else float(total)


def _number(value: object) -> Decimal:
    """A recorded number, of a list the sum of its numbers; 0 for what is none."""
    if isinstance(value, list | tuple):
        return sum(map(_number, value), Decimal())
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else Decimal()


def _due(pack: Pack, cadence: Cadence, period: Period) -> str:
    """The period's last day, or as many days later as the grace says; "" where it says nothing."""
    if not cadence.grace or not pack.has(cadence.grace):
        return period.end
    days = pack.value(cadence.grace, law_day_of(period)).value
    return plus(period.end, days) if isinstance(days, int) else ""


def _first_that_counts(pack: Pack, cadence: Cadence, period: Period) -> str:
    """The day from which an act for the period counts; "" where any does."""
    if not cadence.early or not pack.has(cadence.early):
        return ""
    days = pack.value(cadence.early, law_day_of(period)).value
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
    return not cadence.by or any(role in cadence.by for role in _roles(county, act))


def _roles(county: CountyFacts, act: Act) -> Iterator[str]:
    """The roles in which the officers of an act did it: of a township's act, those there or above
    it.
    """
    place = township_of_act(county, act) if act.village_cadre else act.township
    for officer in act.by:
        if place:
            yield from roles_over(county, officer, act.date, place)
        else:
            yield from roles_on(county, officer, act.date)


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
