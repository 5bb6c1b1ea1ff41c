"""Yearly assessments: when there may be one, which grades may be given, and on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, row_cite
from zhucun.facts.by_reference import only_by_reference, role_on
from zhucun.facts.cases import UNEXCUSED
from zhucun.facts.county import CountyFacts
from zhucun.facts.ladder import ladder_of
from zhucun.facts.parts import GROUPS, group_in_force, part_of, quantitative_share
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.ladder import BELOW_EXCELLENT, LOWEST
from zhucun.law.value import Value

CIVIL_SERVANT = "公务员"
HALF_YEAR = "half_year"
GRADES = {"year_end": "年终考核等次", "village_work": "驻村工作考核等次"}
#: The parts of a year that somebody carries out, in Chinese; ratings are told apart by their kind.
PARTS: Final = {
    "daily": "日常考核",
    "half_year": "半年考核",
    "year_end": "年终考核",
    "annual": "年度考核",
    "verification": "核查",
    "grades": "等次",
}
DATED: Final = ("daily", "half_year", "year_end", "annual")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done in an assessment: its part, its Chinese name, where it stands, its object."""

    part: str
    title: str
    pointer: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment of a known cadre."""

    cadre: Cadre
    year: int
    path: str
    data: dict[str, Any]
    who: str

    @property
    def day(self) -> str:
        """The day whose law holds for the year."""
        return f"{self.year}-12-31"

    @property
    def period(self) -> str:
        """The year as text."""
        return str(self.year)

    @property
    def grades(self) -> dict[str, str]:
        """The grades given, by field."""
        given = self.data.get("grades", {})
        return {key: given[key] for key in GRADES if key in given}

    @property
    def steps(self) -> Iterator[Step]:
        """What was done, the grades last."""
        for index, rating in enumerate(self.data.get("ratings", ())):
            yield Step("ratings", rating["kind"], f"/ratings/{index}", rating)
        for part, title in PARTS.items():
            if part in self.data:
                yield Step(part, title, f"/{part}", self.data[part])


def assessed_years(county: CountyFacts) -> Iterator[Assessed]:
    """The assessments of known cadres."""
    for (id_, year), record in county.assessments.items():
        cadre = county.cadres.get(id_)
        if cadre:
            yield Assessed(cadre, year, record.path, record.data, cadre_named(county, id_))


def year_value(county: CountyFacts, of: Assessed, key: str) -> Value | None:
    """A value of the year's law; None where it is silent or has no such key."""
    value = value_of(county.pack(of.day), key, of.day)
    return None if value is None or value.undetermined else value


def vocabulary(county: CountyFacts, cadre: Cadre, day: str) -> Value | None:
    """The grades that fit a cadre's identity by the law of a day; None where it has none."""
    which = "civil_servant" if cadre.identity == CIVIL_SERVANT else "other"
    value = value_of(county.pack(day), f"grade.vocabulary.{which}", day)
    return None if value is None or value.undetermined else value


@rule(
    title="考核年度有任职",
    why="没有驻村的年度没有可以考核的工作。",
    mend="请核对年度和干部编号，或先改正任职的起止日期。",
    private=True,
)
def assessed_year_has_a_posting(county: CountyFacts) -> Iterator[Found]:
    """An assessment is of a year in which the cadre was posted."""
    for of in assessed_years(county):
        if not of.cadre.postings_in(f"{of.year}-01-01", of.day):
            yield Found(
                of.path,
                "/year",
                f"{of.who}在 {of.year} 年没有任职。",
                subject=of.cadre.id,
                period=of.period,
                got=of.year,
                evidence=tuple(f"{p.path}#{p.pointer}" for p in of.cadre.postings),
            )


@rule(
    title="等次用语与身份相符",
    why="公务员和公务员以外身份的人，等次用语不同，不能混用。",
    mend="请按身份改用对应的等次；身份写错的，先改正档案。",
    rows=("S0-46", "S0-47"),
    private=True,
)
def grade_is_in_the_vocabulary(county: CountyFacts) -> Iterator[Found]:
    """Grades use the words of the cadre's identity; a mixture is rejected."""
    for of in assessed_years(county):
        words = vocabulary(county, of.cadre, of.day)
        for key, grade in of.grades.items():
            if words and grade not in words.texts():
                yield Found(
                    of.path,
                    f"/grades/{key}",
                    f"{of.who}的身份是{of.cadre.identity}，{GRADES[key]}写了“{grade}”，"
                    f"应在{'、'.join(words.texts())}之中。",
                    subject=of.cadre.id,
                    period=of.period,
                    got=grade,
                    need="、".join(words.texts()),
                    cite=words.cite,
                    evidence=(f"{of.cadre.path}#/identity",),
                )


@rule(
    title="等次不超过上限",
    why="当年有无故不在岗的，等次受限；超过上限就是没有执行制度。",
    mend="请把等次改到上限以内；认定有误的，先撤销案件。",
    rows=("S0-71", "S0-72", "S0-73"),
    private=True,
)
def grade_is_within_the_cap(county: CountyFacts) -> Iterator[Found]:
    """No grade is above what the year's confirmed absences leave; three force the lowest."""
    for of in assessed_years(county):
        state = ladder_of(county, of.cadre, of.year)
        order = year_value(county, of, "grade.order")
        rung = state.capped_by
        if rung is None or order is None:
            continue
        groups = order.groups()
        allowed = groups[1:] if state.cap == BELOW_EXCELLENT else groups[-1:]
        need = "不得评为优秀" if state.cap == BELOW_EXCELLENT else f"应为{'或'.join(groups[-1])}"
        for key, grade in of.grades.items():
            if not any(grade in group for group in allowed):
                yield Found(
                    of.path,
                    f"/grades/{key}",
                    f"{of.who}任职期内第 {rung.n} 次无故不在岗在 {rung.case.found_on} 发现，"
                    f"{of.year} 年{GRADES[key]}{need}，写的是“{grade}”。",
                    subject=of.cadre.id,
                    period=of.period,
                    got=grade,
                    need="、".join(word for group in allowed for word in group),
                    cite=rung.step.cite,
                    evidence=tuple(f"{r.case.path}#/confirmed" for r in state.rungs),
                )


@rule(
    title="评优以前先把案件定下来",
    why="当年有无故不在岗的不得评为优秀；案件悬着就评优，认定以后等次又要改。",
    mend="请先认定或撤销案件，再评等次；已经评了的，案件认定后按规定改评。",
    rows=("S0-71",),
    severity="warn",
    private=True,
)
def excellent_waits_for_the_cases(county: CountyFacts) -> Iterator[Found]:
    """Nobody is graded excellent while an unexcused absence found that year is undecided (Z83)."""
    for of in assessed_years(county):
        order = year_value(county, of, "grade.order")
        if order is None or year_value(county, of, "grade.pending_cases") is None:
            continue
        best = order.groups()[0]
        open_cases = [
            case
            for case in county.cases.get(of.cadre.id, [])
            if case.kind == UNEXCUSED and case.is_undecided and case.found_on[:4] == of.period
        ]
        given = next((key for key, grade in of.grades.items() if grade in best), None)
        if given is None or not open_cases:
            continue
        yield Found(
            of.path,
            f"/grades/{given}",
            f"{of.who}{of.year} 年{GRADES[given]}评为{of.grades[given]}，"
            f"案件 {'、'.join(case.id for case in open_cases)}（{UNEXCUSED}）"
            "还没有认定，也没有撤销。",
            subject=of.cadre.id,
            period=of.period,
            got=of.grades[given],
            cite=row_cite(county.pack(of.day), "S0-71"),
            evidence=tuple(f"{case.path}#/opened" for case in open_cases),
        )


@rule(
    title="三项考核齐了才评等次",
    why="综合得分由日常、半年、年终三项按权重合成，缺一项就没有综合得分。",
    mend="请先补齐所缺的考核；没有做的，暂不填等次。",
    rows=("S0-28", "S0-33", "S0-38"),
    private=True,
)
def grade_needs_all_parts(county: CountyFacts) -> Iterator[Found]:
    """Grades are given only once every weighted part of the year is there.

    A grade that the ladder itself gives (three absences) waits for no part. Who came after June
    had no half-year review to take part in: that is only warned of, as is what a cadre lacks whom
    the regulation manages by reference.
    """
    for of in assessed_years(county):
        if not of.grades or ladder_of(county, of.cadre, of.year).cap == LOWEST:
            continue
        prefix = group_in_force(county.pack(of.day), of.day)
        group = GROUPS[prefix]
        weights = {part: year_value(county, of, f"{prefix}.{part}") for part in group.titles}
        weighed = {part: weight for part, weight in weights.items() if weight and weight.number()}
        missing = {part: w for part, w in weighed.items() if part_of(of.data, part) is None}
        there = "、".join(group.named(part) for part in weighed if part not in missing)
        if set(missing) == {HALF_YEAR} and _came_late(of):
            yield Found(
                of.path,
                "/grades",
                f"{of.who}{of.year} 年已评等次。本年到任晚，没有半年考核；综合得分待定。",
                subject=of.cadre.id,
                period=of.period,
                got=there,
                need="、".join(map(group.named, weighed)),
                cite=missing[HALF_YEAR].cite,
                mend="等次由组织评定；没有半年考核怎样计分，请由组织部门明确。",
                severity="warn",
            )
        elif missing:
            shown = "、".join(f"{group.named(p)}（占 {w.shown}）" for p, w in missing.items())
            yield Found(
                of.path,
                "/grades",
                f"{of.who}{of.year} 年已评等次，还缺{shown}。",
                subject=of.cadre.id,
                period=of.period,
                got=there,
                need="、".join(map(group.named, weighed)),
                cite=next(iter(missing.values())).cite,
                severity="warn" if _by_reference(county, of) else None,
            )


def _by_reference(county: CountyFacts, of: Assessed) -> bool:
    """Whether the year's law manages the cadre only by reference."""
    return only_by_reference(county.pack(of.day), role_on(of.cadre, of.day), of.day)


def _came_late(of: Assessed) -> bool:
    """Whether all of the cadre's service in the year began after its first half."""
    services = [s for s in of.cadre.services if s.meets(f"{of.year}-01-01", of.day)]
    return bool(services) and all(s.start > f"{of.year}-06-30" for s in services)


@rule(
    title="年终考核以定量为主",
    why="第十一条要求定量为主；定性的分占多了，实绩就看不出来。",
    mend="请调整考核项目的分值；项目写错定量、定性的，改正 items。",
    rows=("S0-32",),
    severity="warn",
    private=True,
)
def year_end_is_mainly_quantitative(county: CountyFacts) -> Iterator[Found]:
    """Where the year-end items are recorded, the quantitative ones carry more than the law's share
    of the points.
    """
    for of in assessed_years(county):
        over = year_value(county, of, "year_end.quantitative_over")
        share = quantitative_share(of.data.get("year_end", {}).get("items", ()))
        if over is None or share is None or share > over.number():
            continue
        yield Found(
            of.path,
            "/year_end/items",
            f"{of.who}{of.year} 年的年终考核，定量项目占 {float(share):.0%}，"
            f"没有超过 {over.shown}。",
            subject=of.cadre.id,
            period=of.period,
            got=round(float(share), 4),
            need=float(over.number()),
            cite=over.cite,
        )


@rule(
    title="考核日期与年度相符",
    why="年终考核在每年年底；评等次在各项考核之后。",
    mend="请核对日期和年度，改正写错的一个。",
    rows=("S0-33",),
    severity="warn",
    private=True,
)
def assessment_dates_fit_the_year(county: CountyFacts) -> Iterator[Found]:
    """No part predates its year, the year-end one its December, the grades any part."""
    for of in assessed_years(county):
        cite = row_cite(county.pack(of.day), "S0-33")
        given = {step.part: step.data["date"] for step in of.steps if step.part in DATED}
        earliest = dict.fromkeys(given, (f"{of.year}-01-01", "年度开始"))
        if "year_end" in given and cite:
            earliest["year_end"] = (f"{of.year}-12-01", "年底")
        dates = dict(given)
        if "grades" in of.data and given:
            last = max(given, key=lambda part: given[part])
            dates["grades"] = of.data["grades"]["date"]
            earliest["grades"] = (given[last], f"{PARTS[last]}的日期")
        for part, day in dates.items():
            bound, what = earliest[part]
            if day < bound:
                yield Found(
                    of.path,
                    f"/{part}/date",
                    f"{of.who}{of.year} 年的{PARTS[part]}在 {day} 评定，早于{what}（{bound}）。",
                    subject=of.cadre.id,
                    period=of.period,
                    got=day,
                    need=bound,
                    cite=cite if part == "year_end" else None,
                )
