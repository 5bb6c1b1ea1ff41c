"""Yearly assessments: who takes part, which grades may be given, and to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, row_cite
from zhucun.facts.county import CountyFacts
from zhucun.facts.ladder import ladder_of
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.ladder import BELOW_EXCELLENT, LOWEST
from zhucun.law.value import Value

CIVIL_SERVANT = "公务员"
HALF_YEAR = "half_year"
PARTS = {"daily": "日常考核", "half_year": "半年考核", "year_end": "年终考核"}
GRADES = {"year_end": "年终考核等次", "village_work": "驻村工作考核等次"}
ABSTENTION = "弃权"


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


def _vocabulary(county: CountyFacts, of: Assessed) -> Value | None:
    which = "civil_servant" if of.cadre.identity == CIVIL_SERVANT else "other"
    return year_value(county, of, f"grade.vocabulary.{which}")


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
        words = _vocabulary(county, of)
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
    title="测评用语与身份相符",
    why="票上的等次和评定的等次用一套词，结果才能汇总。",
    mend="请把票数记到对应身份的等次下。",
    rows=("S0-46", "S0-47"),
    private=True,
)
def ballot_uses_the_vocabulary(county: CountyFacts) -> Iterator[Found]:
    """Ballots are counted under the words of the cadre's identity."""
    for of in assessed_years(county):
        words = _vocabulary(county, of)
        for group, counts in _ballots(of).items():
            for grade in counts:
                if words and grade != ABSTENTION and grade not in words.texts():
                    yield Found(
                        of.path,
                        f"/half_year/ballots/{group}/{grade}",
                        f"{of.who}的身份是{of.cadre.identity}，{group}的票却记在“{grade}”下。",
                        subject=of.cadre.id,
                        period=of.period,
                        got=grade,
                        need="、".join(words.texts()),
                        cite=words.cite,
                        at_key=True,
                        evidence=(f"{of.cadre.path}#/identity",),
                    )


def _ballots(of: Assessed) -> Mapping[str, Mapping[str, int]]:
    ballots: Mapping[str, Mapping[str, int]] = of.data.get("half_year", {}).get("ballots", {})
    return ballots


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
    title="三项考核齐了才评等次",
    why="综合得分由日常、半年、年终三项按权重合成，缺一项就没有综合得分。",
    mend="请先补齐所缺的考核；没有做的，暂不填等次。",
    rows=("S0-26", "S0-28", "S0-33", "S0-38"),
    private=True,
)
def grade_needs_all_parts(county: CountyFacts) -> Iterator[Found]:
    """Grades are given only once every weighted part of the year is there.

    A grade that the ladder itself gives (three absences) waits for no part. Who came after June
    had no half-year review to take part in: that is only warned of.
    """
    for of in assessed_years(county):
        if not of.grades or ladder_of(county, of.cadre, of.year).cap == LOWEST:
            continue
        weights = {part: year_value(county, of, f"scores.weights.{part}") for part in PARTS}
        missing = {p: w for p, w in weights.items() if w and p not in of.data}
        if set(missing) == {HALF_YEAR} and _came_late(of):
            yield Found(
                of.path,
                "/grades",
                f"{of.who} {of.year} 年已评等次。本年到任晚，没有半年考核；综合得分待定。",
                subject=of.cadre.id,
                period=of.period,
                got="、".join(PARTS[p] for p in PARTS if p in of.data),
                need="、".join(PARTS.values()),
                cite=missing[HALF_YEAR].cite,
                mend="等次由组织评定；没有半年考核怎样计分，请由组织部门明确。",
                severity="warn",
            )
        elif missing:
            shown = "、".join(f"{PARTS[p]}（占 {w.shown}）" for p, w in missing.items())
            yield Found(
                of.path,
                "/grades",
                f"{of.who} {of.year} 年已评等次，还缺{shown}。",
                subject=of.cadre.id,
                period=of.period,
                got="、".join(PARTS[p] for p in PARTS if p in of.data),
                need="、".join(PARTS.values()),
                cite=next(iter(missing.values())).cite,
            )


def _came_late(of: Assessed) -> bool:
    """Whether all of the cadre's service in the year began after its first half."""
    services = [s for s in of.cadre.services if s.meets(f"{of.year}-01-01", of.day)]
    return bool(services) and all(s.start > f"{of.year}-06-30" for s in services)


@rule(
    title="年终考核由规定的单位会同进行",
    why="年终考核由县委组织部牵头，会同驻村工作队、人事部门和乡镇党委。",
    mend="请补上会同的单位；确实没有参加的，重新组织考核。",
    rows=("S0-33",),
    private=True,
)
def year_end_has_its_parties(county: CountyFacts) -> Iterator[Found]:
    """The year-end assessment is held with every party that the regulation names."""
    yield from _left_out(county, "year_end", "with", "year_end.with", "没有会同")


@rule(
    title="年终考核方式齐全",
    why="听取汇报、实地查看、组织评议，缺一样就看不全。",
    mend="请补做所缺的一样，并写入 methods。",
    rows=("S0-34",),
    severity="warn",
    private=True,
)
def year_end_has_its_methods(county: CountyFacts) -> Iterator[Found]:
    """The year-end assessment uses every method that the regulation names."""
    yield from _left_out(county, "year_end", "methods", "year_end.methods", "没有采取")


@rule(
    title="半年考核由规定的单位组织",
    why="半年述职测评由乡镇党委会同驻村工作分队组织。",
    mend="请补上组织单位；确实没有参加的，写明情况。",
    rows=("S0-29",),
    severity="warn",
    private=True,
)
def half_year_has_its_organisers(county: CountyFacts) -> Iterator[Found]:
    """The half-year review is organised by every body that the regulation names."""
    yield from _left_out(county, "half_year", "organisers", "half_year.organisers", "组织单位缺")


@rule(
    title="半年测评结果已报送",
    why="测评结果汇总后报县委组织部和驻村工作队。",
    mend="请报送后在 filed_to 写明。",
    rows=("S0-31",),
    severity="warn",
    private=True,
)
def half_year_is_filed(county: CountyFacts) -> Iterator[Found]:
    """The half-year result went to every body that the regulation names."""
    yield from _left_out(county, "half_year", "filed_to", "half_year.filed_to", "没有报送")


def _left_out(county: CountyFacts, part: str, field: str, key: str, wrong: str) -> Iterator[Found]:
    """One finding for each assessment whose list lacks something that the law's list has."""
    for of in assessed_years(county):
        value = year_value(county, of, key)
        if value is None or part not in of.data:
            continue
        given = of.data[part].get(field, [])
        missing = [each for each in value.texts() if each not in given]
        if missing:
            yield Found(
                of.path,
                f"/{part}/{field}" if field in of.data[part] else f"/{part}",
                f"{of.who} {of.year} 年的{PARTS[part]}{wrong}{'、'.join(missing)}。",
                subject=of.cadre.id,
                period=of.period,
                got="、".join(given),
                need="、".join(value.texts()),
                cite=value.cite,
            )


@rule(
    title="四类人员都参加测评",
    why="少了一类人的票，群众公认就不完整。",
    mend="请补录这一类人员的票数；没有组织的，补做测评。",
    rows=("S0-30",),
    severity="warn",
    private=True,
)
def ballot_has_every_group(county: CountyFacts) -> Iterator[Found]:
    """Every group of raters that the regulation names cast at least one ballot."""
    for of in assessed_years(county):
        value = year_value(county, of, "ballot.groups")
        if value is None or "half_year" not in of.data:
            continue
        ballots = _ballots(of)
        missing = [g for g in value.texts() if not sum(ballots.get(g, {}).values())]
        if missing:
            yield Found(
                of.path,
                "/half_year/ballots",
                f"{of.who} {of.year} 年的民主测评没有{'、'.join(missing)}的票。",
                subject=of.cadre.id,
                period=of.period,
                got="、".join(g for g in ballots if sum(ballots[g].values())),
                need="、".join(value.texts()),
                cite=value.cite,
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
        given = {part: of.data[part]["date"] for part in PARTS if part in of.data}
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
                    f"{of.who} {of.year} 年的{PARTS.get(part, '等次')}在 {day} 评定，"
                    f"早于{what}（{bound}）。",
                    subject=of.cadre.id,
                    period=of.period,
                    got=day,
                    need=bound,
                    cite=cite if part == "year_end" else None,
                )


@rule(
    title="考核登记表反馈并归档",
    why="考核登记表要反馈派出单位，并及时装入干部个人档案。",
    mend="请反馈、归档后写明日期（registration_form 的 sent 和 filed）。",
    rows=("S0-48",),
    severity="warn",
    private=True,
)
def registration_form_is_filed(county: CountyFacts) -> Iterator[Found]:
    """Once graded, the registration form was sent to the unit and put on file."""
    for of in assessed_years(county):
        cite = row_cite(county.pack(of.day), "S0-48")
        form = of.data.get("registration_form", {})
        if cite is None or not of.grades or "filed" in form:
            continue
        missing = "还没有装入个人档案" if form else "还没有反馈派出单位"
        yield Found(
            of.path,
            "/registration_form" if form else "/grades",
            f"{of.who} {of.year} 年的考核登记表{missing}。",
            subject=of.cadre.id,
            period=of.period,
            cite=cite,
        )
