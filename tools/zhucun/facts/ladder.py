"""Where a cadre stands on the ladder of unexcused absences, and what is still owed."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.cases import Case, unexcused_cases
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Posting
from zhucun.law.ladder import Required, Step

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
    """The ladder of one posting as it stands for one year.

    `rungs` are the posting's confirmed absences found by the end of that year, in order; `step`
    is their number (held at the last step); `cap` ('' | 'below_excellent' | 'lowest') binds the
    year's grades and comes from absences found in that year (A10).
    """

    posting: Posting | None
    year: int
    rungs: tuple[Rung, ...]
    step: int
    cap: str
    capped_by: Rung | None

    @property
    def owed(self) -> tuple[tuple[Required, Case], ...]:
        """Dispositions still owed, each with the case that calls for it."""
        return tuple((required, rung.case) for rung in self.rungs for required in rung.owed)


def rungs_of(county: CountyFacts, cadre: Cadre, posting: Posting) -> tuple[Rung, ...]:
    """The confirmed absences of one posting, each with the step it stands on.

    Empty where the regulation in force has no such ladder.
    """
    rungs = []
    cases = unexcused_cases(county.cases.get(cadre.id, []), posting.span.start, posting.span.end)
    for n, case in enumerate(cases, start=1):
        pack = county.pack(case.found_on)
        if pack is None or KEY not in pack.ladders:
            continue
        step = pack.ladder(KEY, case.found_on).step(n)
        if step is None:
            continue
        kinds = {d.kind for d in case.dispositions}
        rungs.append(
            Rung(
                n=n,
                case=case,
                step=step,
                done=tuple(r for r in step.dispositions if kinds & set(r.accepted)),
                owed=tuple(r for r in step.dispositions if not kinds & set(r.accepted)),
            )
        )
    return tuple(rungs)


def ladder_of(county: CountyFacts, cadre: Cadre, year: int) -> LadderState:
    """The ladder of the cadre's last posting of a year.

    A posting ended by recall keeps the absences that led to it: they are found within its span.
    """
    postings = cadre.postings_in(f"{year}-01-01", f"{year}-12-31")
    if not postings:
        return LadderState(None, year, (), 0, "", None)
    posting = postings[-1]
    rungs = tuple(r for r in rungs_of(county, cadre, posting) if r.case.found_on <= f"{year}-12-31")
    binding = [r for r in rungs if r.case.found_on[:4] == str(year) and r.step.cap]
    capped_by = binding[-1] if binding else None
    return LadderState(
        posting=posting,
        year=year,
        rungs=rungs,
        step=rungs[-1].step.n if rungs else 0,
        cap=capped_by.step.cap if capped_by else "",
        capped_by=capped_by,
    )
