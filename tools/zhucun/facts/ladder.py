"""Where a cadre stands on the ladder of unexcused absences, and what is still owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.facts.cases import Case, unexcused_cases
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span
from zhucun.facts.people import Cadre
from zhucun.law.ladder import BELOW_EXCELLENT, LOWEST, Required, Step

KEY = "absence"


@dataclass(frozen=True, slots=True)
class Rung:
    """One confirmed absence: its place on the ladder, what was done and what is still owed."""

    n: int
    case: Case
    step: Step
    done: tuple[Required, ...]
    owed: tuple[Required, ...]


@dataclass(frozen=True, slots=True)
class LadderState:
    """The ladder of a cadre as it stands for one year.

    `rungs` are the confirmed absences found by the end of that year in the service that reaches
    into it, in order; `step` is the last one's; `cap` ('' | 'below_excellent' | 'lowest') binds
    the year's grades and is the heaviest of the absences found in that year, in whatever
    posting (A10).
    """

    year: int
    rungs: tuple[Rung, ...]
    step: int
    cap: str
    capped_by: Rung | None

    @property
    def owed(self) -> tuple[tuple[Required, Case], ...]:
        """Dispositions still owed, each with the case that calls for it."""
        return tuple((required, rung.case) for rung in self.rungs for required in rung.owed)


def rungs_of(county: CountyFacts, cadre: Cadre) -> tuple[Rung, ...]:
    """The cadre's confirmed absences in order, each with the step it stands on.

    Counted anew in each unbroken service: a renewal or a move on the next day goes on counting.
    Empty where the regulation in force has no such ladder.
    """
    return tuple(rung for span in cadre.services for rung in _rungs(county, cadre, span))


def _rungs(county: CountyFacts, cadre: Cadre, span: Span) -> Iterator[Rung]:
    cases = unexcused_cases(county.cases.get(cadre.id, []), span.start, span.end)
    for n, case in enumerate(cases, start=1):
        pack = county.pack(case.found_on)
        if pack is None or KEY not in pack.ladders:
            continue
        step = pack.ladder(KEY, case.found_on).step(n)
        if step is None:
            continue
        kinds = {d.kind for d in case.dispositions}
        yield Rung(
            n=n,
            case=case,
            step=step,
            done=tuple(r for r in step.dispositions if kinds & set(r.accepted)),
            owed=tuple(r for r in step.dispositions if not kinds & set(r.accepted)),
        )


_HEAVIER = {"": 0, BELOW_EXCELLENT: 1, LOWEST: 2}


def ladder_of(county: CountyFacts, cadre: Cadre, year: int) -> LadderState:
    """The cadre's ladder for a year, as far as known by `as_of`.

    Service that ended by recall keeps the absences that led to it.
    """
    first, last = f"{year}-01-01", min(f"{year}-12-31", county.as_of)
    services = [s for s in cadre.services if s.meets(first, f"{year}-12-31")]
    rungs = tuple(
        rung
        for span in services
        for rung in _rungs(county, cadre, span)
        if rung.case.found_on <= last
    )
    found = [r for r in rungs if r.case.found_on >= first and r.step.cap]
    capped_by = max(found, key=lambda r: (_HEAVIER[r.step.cap], r.case.found_on), default=None)
    return LadderState(
        year=year,
        rungs=rungs,
        step=rungs[-1].step.n if rungs else 0,
        cap=capped_by.step.cap if capped_by else "",
        capped_by=capped_by,
    )


def conduct_owed(county: CountyFacts) -> Iterator[Rung]:
    """Confirmed cases of known cadres that lack a disposition which the law names for their kind.

    Unexcused absences are left out: rungs_of counts those.
    """
    for id_, cases in county.cases.items():
        for case in cases if id_ in county.cadres else ():
            pack = county.pack(case.found_on)
            if pack is None or not case.is_confirmed:
                continue
            kinds = {d.kind for d in case.dispositions}
            for key in pack.ladders:
                ladder = pack.ladder(key, case.found_on)
                step = ladder.step(1)
                if key == KEY or ladder.counts != case.kind or step is None:
                    continue
                owed = tuple(r for r in step.dispositions if not kinds.intersection(r.accepted))
                if owed:
                    done = tuple(r for r in step.dispositions if r not in owed)
                    yield Rung(1, case, step, done, owed)
