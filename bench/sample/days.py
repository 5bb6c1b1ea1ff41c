"""How the days of every cadre's month go: leave first, then what the story fixes, then the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.sample.cast import Cadre, LeaveTaken, Plot
from zhucun.facts.dates import days_between, each_day, month_span, plus

IN_VILLAGE, BUSINESS, LEAVE, REST = "在村", "因公外出", "请假", "休息"

# The State Council's arrangement for 2026: runs of days off, and make-up workdays.
HOLIDAYS = (
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
)
MAKE_UP = frozenset(
    ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")
)
_OFF = frozenset(day for start, end in HOLIDAYS for day in each_day(start, end))

# Days in the village of an ordinary month, and how often each is drawn.
_TARGETS = {20: 2, 21: 4, 22: 5, 23: 4, 24: 3, 25: 2, 26: 1}
# Two leaves of one cadre lie this far apart, or regulations that merge leaves would join them.
_APART = 14

Marks = Mapping[str, str]


def is_workday(day: str) -> bool:
    """Whether work is due on an ISO date."""
    if day in MAKE_UP:
        return True
    return day not in _OFF and date.fromisoformat(day).weekday() < 5


@dataclass(frozen=True, slots=True)
class Lives:
    """What every writer agrees on: leaves by cadre in order, and marks by (cadre, month)."""

    leaves: Mapping[str, list[LeaveTaken]]
    marks: Mapping[tuple[str, str], Marks]

    def status(self, cadre: str, day: str) -> str:
        """The sheet's status of a day, empty outside the posting or the records."""
        return self.marks.get((cadre, day[:7]), {}).get(day, "")


def live(plot: Plot) -> Lives:
    """Draws every life of a plot from its seed."""
    leaves: dict[str, list[LeaveTaken]] = {}
    marks: dict[tuple[str, str], Marks] = {}
    told: dict[str, list[LeaveTaken]] = {}
    for leave in plot.story.leaves:
        told.setdefault(leave.cadre, []).append(leave)
    fixed: dict[str, dict[str, str]] = {}
    for looked in plot.story.looked:
        fixed.setdefault(looked.cadre, {})[looked.day] = looked.status
    for cadre in (c for city in plot.cities for county in city.counties for c in county.cadres):
        mine = sorted(
            [*told.get(cadre.id, []), *_drawn_leaves(plot, cadre, told.get(cadre.id, []))],
            key=lambda x: x.start,
        )
        leaves[cadre.id] = mine
        away = {d for x in mine if not x.cancelled_on for d in each_day(x.start, x.end)}
        for month in plot.months:
            drawn = _month(plot, cadre, month, away, fixed.get(cadre.id, {}))
            if drawn:
                marks[cadre.id, month] = drawn
    return Lives(leaves, marks)


def _drawn_leaves(plot: Plot, cadre: Cadre, told: list[LeaveTaken]) -> list[LeaveTaken]:
    """A few ordinary leaves a year, well apart from each other, from `told` and from absences."""
    rng = Random(f"{plot.seed}/{cadre.id}/leave")
    touchy = [x.day for x in plot.story.looked if x.cadre == cadre.id]
    touchy += plot.story.off_post.get(cadre.id, ())
    taken = [(x.start, x.end) for x in told] + [(d, d) for d in touchy]
    found: list[LeaveTaken] = []
    for month in plot.months:
        chance, length = rng.random(), rng.choices((1, 2, 3, 4, 5, 7), (5, 6, 3, 2, 2, 1))[0]
        if month.endswith("-02"):
            chance, length = chance * 0.8, max(length, 3)
        first, last = month_span(month)
        start = plus(first, rng.randrange(2, 24))
        end = plus(start, length - 1)
        reason = _reason(rng, length)
        if chance > 0.34 or end > plus(last, -1) or not is_workday(start):
            continue
        if (cadre.id, month) in plot.story.in_village:
            continue
        if not (cadre.posting.start < start and end < cadre.posting.last):
            continue
        if all(plus(end, _APART) < a or b < plus(start, -_APART) for a, b in taken):
            taken.append((start, end))
            found.append(LeaveTaken(cadre.id, start, end, reason))
    return found


def _reason(rng: Random, length: int) -> str:
    kinds = ("事假", "病假", "丧假") if length <= 2 else ("年休假", "年休假", "病假", "事假")
    return rng.choice(kinds)


def _month(plot: Plot, cadre: Cadre, month: str, away: set[str], fixed: Mapping[str, str]) -> Marks:
    """One status for each posted day of a month; empty when there is none."""
    first, last = month_span(month)
    start, end = max(first, cadre.posting.start), min(last, cadre.posting.last)
    days = list(each_day(start, end))
    if not days:
        return {}
    rng = Random(f"{plot.seed}/{cadre.id}/{month}")
    marks = {day: LEAVE for day in days if day in away}
    marks.update({day: status for day, status in fixed.items() if day in days})
    told = plot.story.off_post.get(cadre.id, ())
    bound = set(marks) | set(told)
    for day in _business(rng, [d for d in days if d not in bound and is_workday(d)], days):
        marks[day] = BUSINESS
    free = [day for day in days if day not in marks]
    whole = start == first and end == last
    wanted = plot.story.in_village.get((cadre.id, month))
    rests = _rests(rng, free, whole, wanted, sum(s == LEAVE for s in marks.values()))
    for day in _rested(rng, [d for d in free if d not in told], rests):
        marks[day] = REST
    return {day: marks.get(day, IN_VILLAGE) for day in days}


def _business(rng: Random, workdays: list[str], days: list[str]) -> Iterable[str]:
    if len(days) < 15 or len(workdays) < 10 or rng.random() < 0.15:
        return ()
    day = rng.choice(workdays[:-1])
    following = plus(day, 1)
    if rng.random() < 0.4 and following in workdays:
        return (day, following)
    return (day,)


def _rests(rng: Random, free: list[str], whole: bool, wanted: int | None, leave: int) -> int:
    """How many of the free days are rested so that the month comes out right."""
    if wanted is not None:
        return len(free) - wanted
    off = sum(not is_workday(day) for day in free)
    if not whole:
        return round(off * 0.8)
    target = rng.choices(tuple(_TARGETS), tuple(_TARGETS.values()))[0]
    if leave >= 3:
        target = max(20 - leave, 20 - rng.randrange(0, 5))
    # Rest beyond the days off would be absence; fewer than 20 days need leave to explain them.
    rests = min(max(len(free) - target, 0), off)
    least = 20 - min(leave, 20)
    return min(rests, len(free) - least) if len(free) >= least else 0


def _rested(rng: Random, free: list[str], rests: int) -> list[str]:
    """Days of rest: mostly holidays, then Sundays, then Saturdays; workdays only at the last."""

    def rank(day: str) -> float:
        if is_workday(day):
            return 9 + rng.random()
        if day in _OFF:
            return rng.random()
        return rng.random() + (0.25 if date.fromisoformat(day).weekday() == 6 else 0.5)

    return sorted(free, key=rank)[:rests]


def working_days(month: str) -> list[str]:
    """Workdays of a month, in order."""
    first, last = month_span(month)
    return [day for day in each_day(first, last) if is_workday(day)]


def next_workday(day: str, days: int = 1) -> str:
    """The first workday at least `days` after a day."""
    when = date.fromisoformat(day) + timedelta(days=days)
    while not is_workday(when.isoformat()):
        when += timedelta(days=1)
    return when.isoformat()


def spells(leaves: list[LeaveTaken]) -> list[list[LeaveTaken]]:
    """Leaves that touch each other, joined; cancelled ones stand alone."""
    joined: list[list[LeaveTaken]] = []
    for leave in leaves:
        before = joined[-1][-1] if joined else None
        touches = before is not None and leave.start <= plus(before.end, 1)
        if touches and before and not (leave.cancelled_on or before.cancelled_on):
            joined[-1].append(leave)
        else:
            joined.append([leave])
    return joined


def length_so_far(spell: list[LeaveTaken], leave: LeaveTaken) -> int:
    """Calendar days from the spell's first day to a leave's last: what its approver judges."""
    return days_between(spell[0].start, leave.end)
