"""Assessments at the end of a term: by whom, in which words, and what must follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhucun.check.assessments import vocabulary
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import DISPATCHER, Cadre, Posting
from zhucun.facts.presence import value_of
from zhucun.facts.results import recommendations, term_records
from zhucun.law.value import Value


@dataclass(frozen=True, slots=True)
class TermAssessed:
    """The term-end assessment of a known posting."""

    cadre: Cadre
    posting: Posting
    path: str
    data: dict[str, Any]
    who: str

    @property
    def date(self) -> str:
        """The day it was made, whose law holds for it."""
        return str(self.data["date"])


def assessed_terms(county: CountyFacts) -> Iterator[TermAssessed]:
    """The term-end assessments of postings that there are."""
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            record = term_records(county).get((cadre.id, posting.serial))
            if record:
                who = cadre_named(county, cadre.id)
                yield TermAssessed(cadre, posting, record.path, record.data, who)


def _value(county: CountyFacts, key: str, day: str) -> Value | None:
    value = value_of(county.pack(day), key, day)
    return None if value is None or value.undetermined else value


@rule(
    title="期满考核由派出单位作出",
    why="第十二条写明由派出单位考核；别的单位考核的，不是这位干部的期满考核。",
    mend="请核对单位编号；考核单位确实不同的，由派出单位会同县委组织部重新考核。",
    rows=("S0-40",),
    severity="warn",
    private=True,
)
def term_assessment_is_by_the_unit(county: CountyFacts) -> Iterator[Found]:
    """A term's end is assessed by the unit that sent the cadre."""
    for of in assessed_terms(county):
        cite = cite_of(county, of.date, "term_end.with")
        unit = of.data.get("unit")
        if unit != of.cadre.unit and cite:
            wrote = f"写的单位是 {unit}" if unit else "没有写考核单位"
            yield Found(
                of.path,
                "/unit" if unit else "",
                f"{of.who}的派出单位是 {of.cadre.unit}，期满考核{wrote}。",
                subject=of.cadre.id,
                period=of.date[:7],
                got=unit,
                need=of.cadre.unit,
                cite=cite,
                evidence=(f"{of.cadre.path}#/unit",),
            )


@rule(
    title="期满考核的等次用语与身份相符",
    why="公务员和公务员以外身份的人，等次用语不同，不能混用。",
    mend="请按身份改用对应的等次；身份写错的，先改正档案。",
    rows=("S0-46", "S0-47"),
    private=True,
)
def term_grade_is_in_the_vocabulary(county: CountyFacts) -> Iterator[Found]:
    """A term's grade uses the words of the cadre's identity."""
    for of in assessed_terms(county):
        words, grade = vocabulary(county, of.cadre, of.date), of.data.get("grade")
        if words and grade and grade not in words.texts():
            yield Found(
                of.path,
                "/grade",
                f"{of.who}的身份是{of.cadre.identity}，期满考核写了“{grade}”，"
                f"应在{'、'.join(words.texts())}之中。",
                subject=of.cadre.id,
                period=of.date[:7],
                got=grade,
                need="、".join(words.texts()),
                cite=words.cite,
                evidence=(f"{of.cadre.path}#/identity",),
            )


@rule(
    title="期满考核优秀的有推荐",
    why="任职期间考核优秀的，派出单位要向组织部推荐，纳入后备干部管理。",
    mend="请由派出单位推荐后，在干部档案的 outcomes 记一条推荐，assessment 写这次期满考核。",
    rows=("S0-42",),
    severity="warn",
    private=True,
)
def excellent_term_is_recommended(county: CountyFacts) -> Iterator[Found]:
    """Whose term was graded as the law wants it was recommended on that ground."""
    for of in assessed_terms(county):
        grades = _value(county, "term_end.recommended_grades", of.date)
        if grades is None or of.data.get("grade") not in grades.texts() or of.date > county.as_of:
            continue
        if not recommendations(of.cadre, of.posting.serial):
            yield Found(
                of.path,
                "/grade",
                f"{of.who}第 {of.posting.serial} 段任职期满考核为“{of.data['grade']}”，"
                "派出单位还没有向组织部推荐。",
                subject=of.cadre.id,
                period=of.date[:7],
                got=0,
                need=1,
                cite=grades.cite,
            )


@rule(
    title="期满推荐由派出单位作出",
    why="第十二条把推荐写成派出单位的责任；别的单位写一笔，派出单位就不推荐了。",
    mend="请由派出单位向组织部推荐，另记一条；单位名称写错的，按单位名录改正。",
    rows=("S0-42",),
    severity="warn",
    private=True,
)
def term_is_recommended_by_the_unit(county: CountyFacts) -> Iterator[Found]:
    """Who was recommended for a term was so by the dispatching unit, if the law says that."""
    for cadre in county.cadres.values():
        unit = county.units.get(cadre.unit)
        for posting in cadre.postings if unit else ():
            given = recommendations(cadre, posting.serial)
            if unit is None or not given or any(unit.is_named_in(o.by) for o in given):
                continue
            last = given[-1]
            recommender = _value(county, "term_end.recommender", last.date)
            if recommender is None or recommender.value != DISPATCHER:
                continue
            yield Found(
                last.path,
                f"{last.pointer}/by",
                f"{cadre_named(county, cadre.id)}第 {posting.serial} 段任职的推荐"
                f"由{last.by}作出，应由派出单位{unit.name}推荐。",
                subject=cadre.id,
                period=last.date[:7],
                got=last.by,
                need=unit.name,
                cite=recommender.cite,
            )
