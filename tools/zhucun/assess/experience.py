"""Grassroots work experience: a full year in the village and a grade that suffices (S0 art. 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.grounds import Ground, grounds
from zhucun.law.pack import Pack
from zhucun.read.tree import Record

SATISFIED = "已满足"
UNSATISFIED = "未满足"
UNDETERMINED = "待定"


@dataclass(frozen=True, slots=True)
class Experience:
    """Whether the posting counts as grassroots experience: 已满足, 未满足 or 待定.

    `months` are full months served by the day judged; `grade` the latest recorded grades, '' while
    there is none.
    """

    state: str
    months: int
    grade: str
    how: str
    grounds: tuple[Ground, ...]
    evidence: tuple[str, ...]


def experience_of(
    county: CountyFacts, cadre: Cadre, year: int, pack: Pack | None, day: str
) -> Experience:
    """Experience as of `day` with the grades recorded for `year` or before.

    Full months of unbroken service are counted stretch by stretch and added up; a renewal that
    begins the day after the term before it continues the stretch.
    """
    stretches = served(cadre, day)
    months = sum(full_months(start, end) for start, end in stretches)
    least = value_of(pack, "grassroots.min_months", day)
    passing = value_of(pack, "grassroots.grades", day)
    record = _graded(county, cadre, year)
    given = _grades(record)
    evidence = tuple(f"{cadre.path}#{p.pointer}" for p in cadre.postings if p.span.start <= day)
    if record:
        evidence += (f"{record.path}#/grades",)
    spans = "，".join(f"{start} 至 {end}" for start, end in stretches)
    grade = "、".join(given)
    if least is None or passing is None or least.undetermined or passing.undetermined:
        state = UNDETERMINED
        how = "现行制度没有规定驻村多久、什么等次视为基层工作经历。"
    elif months < least.integer():
        state = UNSATISFIED
        how = f"截至 {day} 驻村满 {months} 个月（{spans}），不到 {least.integer()} 个月。"
    elif record is None:
        state = UNDETERMINED
        how = f"截至 {day} 驻村满 {months} 个月（{spans}），还没有评定等次。"
    else:
        enough = all(g in passing.texts() for g in given)
        state = SATISFIED if enough else UNSATISFIED
        verdict = "符合" if enough else "不符合"
        how = (
            f"截至 {day} 驻村满 {months} 个月（{spans}），"
            f"{record.data['year']} 年等次为{grade}，{verdict}要求的等次（{passing.shown}）。"
        )
    return Experience(state, months, grade, how, grounds(least, passing), evidence)


def served(cadre: Cadre, day: str) -> list[tuple[str, str]]:
    """Stretches of service by `day` as (first, last) ISO dates, touching postings joined."""
    stretches: list[tuple[str, str]] = []
    for posting in sorted(cadre.postings, key=lambda p: p.span.start):
        start, end = posting.span.start, min(posting.span.end or day, day)
        if start > end:
            continue
        if stretches and start <= plus(stretches[-1][1], 1):
            first, last = stretches.pop()
            start, end = first, max(last, end)
        stretches.append((start, end))
    return stretches


def full_months(start: str, end: str) -> int:
    """Whole months from start to end, both included: 03-18 to 04-17 is one."""
    first = date.fromisoformat(start)
    after = date.fromisoformat(plus(end, 1))
    months = (after.year - first.year) * 12 + after.month - first.month
    return max(0, months - (after.day < first.day))


def _graded(county: CountyFacts, cadre: Cadre, year: int) -> Record | None:
    """The latest assessment record with grades, of `year` or before."""
    first = min(int(posting.span.start[:4]) for posting in cadre.postings)
    records = (county.assessments.get((cadre.id, y)) for y in range(year, first - 1, -1))
    return next((r for r in records if r and "grades" in r.data), None)


def _grades(record: Record | None) -> tuple[str, ...]:
    if record is None:
        return ()
    grades = record.data["grades"]
    names = [str(grades[part]) for part in ("year_end", "village_work") if part in grades]
    return tuple(dict.fromkeys(names))
