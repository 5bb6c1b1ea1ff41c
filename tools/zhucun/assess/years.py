"""Everything that is counted and judged for one cadre and one year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from zhucun.assess.experience import Experience, experience_of
from zhucun.assess.grades import Ceiling, Quota, Vocabulary, ceiling_of, quota_of, vocabulary_of
from zhucun.assess.months import MonthFigures, months_in
from zhucun.assess.scores import Scores, scores_of
from zhucun.facts.cases import Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.ladder import LadderState, ladder_of
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import NOT_ASSESSED, UNREGISTERED
from zhucun.facts.subsidy import COMPUTED, INAPPLICABLE, UNDETERMINED
from zhucun.law.pack import Pack
from zhucun.read.tree import Record


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One cadre-year, judged on `day`: the year's end, or `as_of` or the posting's end if earlier.

    `pack` is the regulation in force on that day; `posting` the last one begun by then; `record`
    the assessment record, None while there is none.
    """

    cadre: Cadre
    year: int
    day: str
    pack: Pack | None
    posting: Posting
    months: tuple[MonthFigures, ...]
    ladder: LadderState
    open_cases: tuple[Case, ...]
    scores: Scores
    vocabulary: Vocabulary
    ceiling: Ceiling
    quota: Quota
    experience: Experience
    record: Record | None

    @property
    def states(self) -> Counter[str]:
        """Months by attendance state."""
        return Counter(m.presence.state for m in self.months)

    @property
    def assessed(self) -> int:
        """Months held against the requirement: neither 不计 nor 未登记."""
        return sum(n for s, n in self.states.items() if s not in (NOT_ASSESSED, UNREGISTERED))

    @property
    def subsidy_days(self) -> int | None:
        """Days that the year's subsidy is counted from; None if none is paid by the day."""
        days = [m.money.days for m in self.months if m.money.days is not None]
        return sum(days) if days else None

    @property
    def subsidy_yuan(self) -> int | None:
        """The year's subsidy in yuan; None if any month is 待定 or none applies."""
        if self.subsidy_state != COMPUTED:
            return None
        return sum(m.money.yuan or 0 for m in self.months)

    @property
    def subsidy_state(self) -> str:
        """待定 if any month is, else 已计算 if any month is, else 不适用."""
        states = {m.money.state for m in self.months}
        return next((s for s in (UNDETERMINED, COMPUTED) if s in states), INAPPLICABLE)

    def grade(self, part: str) -> str | None:
        """The recorded grade of `year_end` or `village_work`."""
        grades = self.record.data.get("grades", {}) if self.record else {}
        found = grades.get(part)
        return None if found is None else str(found)


def year_figures(county: CountyFacts, cadre: Cadre, year: int) -> YearFigures | None:
    """One year's figures; None if the cadre holds no posting in the year by `as_of`."""
    last = min(f"{year:04d}-12-31", county.as_of)
    postings = cadre.postings_in(f"{year:04d}-01-01", last)
    if not postings:
        return None
    posting = postings[-1]
    day = min(last, posting.span.end or last)
    pack = county.pack(day)
    ladder = ladder_of(county, cadre, year)
    scores = scores_of(county, cadre, year, pack, day)
    words = vocabulary_of(cadre, pack, day)
    return YearFigures(
        cadre=cadre,
        year=year,
        day=day,
        pack=pack,
        posting=posting,
        months=months_in(county, cadre, year),
        ladder=ladder,
        open_cases=tuple(c for c in county.cases.get(cadre.id, []) if c.is_open),
        scores=scores,
        vocabulary=words,
        ceiling=ceiling_of(words, ladder, scores, pack, day),
        quota=quota_of(county, cadre, pack, day),
        experience=experience_of(county, cadre, year, pack, day),
        record=county.assessments.get((cadre.id, year)),
    )


def years_of_county(county: CountyFacts, year: int) -> list[YearFigures]:
    """The figures of every cadre with a posting in the year, in order of id.

    Counted once for a county, whatever number of tables ask for them.
    """
    known = county.once(_counted_years)
    if year not in known:
        found = (year_figures(county, cadre, year) for cadre in county.cadres.values())
        known[year] = [figures for figures in found if figures]
    return known[year]


def _counted_years(_county: CountyFacts) -> dict[int, list[YearFigures]]:
    return {}
