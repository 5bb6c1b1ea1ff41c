"""Professional management of village cadres: how many of a township, and on what footing each."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.assess.terms import last_day
from zhucun.facts.conditions import UNSEEN, value_of_fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.enrolled import (
    administrative_villages,
    enrolled_on,
    fullest,
    least,
    most,
    people,
)
from zhucun.facts.places import Township
from zhucun.facts.reserves import reserves_on
from zhucun.facts.subjects import ENROLMENT, Subject, subjects_of
from zhucun.facts.village_cadres import AS_SECRETARY, AS_YOUNG, Enrolment
from zhucun.facts.villager_law import said, townships_under, villager_value
from zhucun.law.value import Value

ENOUGH, SHORT, OVER, UNDETERMINED = "足数", "不足", "超过", "待定"
REACHED, BELOW, UNRECORDED = "达到", "未达到", "没有登记"
SHARE, YOUNG_SHARE, INCOME = (
    "enrolment.share",
    "young.share",
    "enrolment.min_income",
)


@table(
    "enrolled_villages",
    "专业化管理",
    "每个乡镇（街道）应当有几个村的党组织书记纳入专业化管理，今年的名单上有几名。",
    board="secretaries",
    keys=(SHARE, YOUNG_SHARE, "enrolment.filed_to"),
    columns=(
        Column("township", "乡镇", kind="township", public=True),
        Column("villages", "行政村", "社区不计。", kind="count", public=True),
        Column("need", "应纳入至少", "按比例，不足一名的舍去。", kind="count", public=True),
        Column("need_most", "应纳入至多", "按比例，不足一名的进一。", kind="count", public=True),
        Column(
            "enrolled",
            "今年名单",
            "今年同时纳入专业化管理的党组织书记，按人数最多的一天；年内退出的计到年底。",
            kind="count",
            public=True,
        ),
        Column("filed", "已备案", "今年名单上已报备案的。", kind="count", public=True),
        Column("young", "年轻干部", "今年名单上的专业化年轻干部。", kind="count", public=True),
        Column("young_most", "年轻干部至多", kind="count", public=True),
        Column("state", "状态", kind="state", public=True),
        Column("now", "现在纳入", "截至判断日还在管理的党组织书记。", kind="count"),
        Column("young_now", "现在的年轻干部", kind="count", aside=True),
    ),
)
def enrolled_villages(county: CountyFacts, year: int) -> Iterator[Row]:
    """Townships with village cadres where the law has professional management."""
    day = last_day(county, year)
    for township, share in townships_under(county, SHARE, day):
        villages = len(administrative_villages(township))
        limit = said(villager_value(county, township.slug, YOUNG_SHARE, day))
        secretaries = fullest(county, township.slug, year)
        young = fullest(county, township.slug, year, AS_YOUNG)
        filed = tuple(e for e in secretaries if _is_filed(e, county.as_of))
        yield {
            "township": township.slug,
            "villages": Cell(villages, (f"{township.path}#/villages",)),
            "need": None if share.undetermined else most(share, villages),
            "need_most": None if share.undetermined else least(share, villages),
            "enrolled": _counted(secretaries),
            "filed": _counted(filed),
            "young": _counted(young),
            "young_most": most(limit, villages) if limit else None,
            "state": _state(share, township, people(secretaries)),
            "now": _counted(enrolled_on(county, township.slug, day)),
            "young_now": _counted(enrolled_on(county, township.slug, day, AS_YOUNG)),
        }


def _state(share: Value, township: Township, enrolled: int) -> str:
    villages = len(administrative_villages(township))
    if share.undetermined:
        return UNDETERMINED
    if enrolled < most(share, villages):
        return SHORT
    return OVER if enrolled > least(share, villages) else ENOUGH


def _counted(enrolments: tuple[Enrolment, ...]) -> Cell:
    return Cell(people(enrolments), tuple(f"{e.path}#{e.pointer}" for e in enrolments))


def _is_filed(enrolment: Enrolment, as_of: str) -> bool:
    return str(enrolment.data.get("filed", {}).get("date", "9999")) <= as_of


@table(
    "enrolments",
    "纳入专业化管理的村干部",
    "每名纳入专业化管理的村干部，任职年数、位次、星级、村集体收入和享受待遇的年数。",
    board="secretaries",
    keys=(
        "enrolment.min_years",
        "enrolment.relaxed_years",
        "enrolment.rank_share",
        "enrolment.min_stars",
        INCOME,
        "young.max_benefit_years",
        "young.joins_reserves",
    ),
    columns=(
        Column("village_cadre", "村干部", kind="village_cadre"),
        Column("kind", "类别", "书记或者年轻干部。"),
        Column("village", "村", kind="village"),
        Column("from", "纳入日期", kind="date"),
        Column("ended", "退出日期", "没有退出的空着。", kind="date", aside=True),
        Column("reason", "退出原因"),
        Column("years", "连续任职年数", "到纳入那天任满的年数。", kind="score"),
        Column("relaxed", "可以放宽", "全日制大专以上或者年轻的。", kind="truth"),
        Column("need_years", "应任满年数", kind="count", aside=True),
        Column("place", "位次", "上年度综合考核在本乡镇的位次。", kind="count"),
        Column("of", "参加排位", kind="count", aside=True),
        Column("stars", "党组织星级", "纳入时最近一次评定。", kind="count"),
        Column("income", "村集体收入（元）", kind="yuan", aside=True),
        Column("income_need", "收入不低于（元）", "原文隐去的为待定。", kind="yuan", aside=True),
        Column("income_state", "收入条件", kind="state", rows=("S2-08",)),
        Column("benefit_years", "享受待遇年数", "年轻干部的。", kind="score"),
        Column("extension", "延长到", kind="date", aside=True),
        Column(
            "in_reserves",
            "已列入书记后备",
            "年轻干部应当列入村党组织书记后备干部库。",
            kind="truth",
            rows=("S2-36",),
        ),
    ),
)
def enrolments(county: CountyFacts, year: int) -> Iterator[Row]:
    """Enrolments that cover a day of the year, by cadre."""
    first, last = f"{year:04d}-01-01", last_day(county, year)
    for subject in subjects_of(county, ENROLMENT):
        enrolment: Enrolment = subject.thing
        if enrolment.span.meets(first, last):
            yield _enrolment_row(county, subject, enrolment, last)


def _enrolment_row(county: CountyFacts, subject: Subject, each: Enrolment, day: str) -> Row:
    begun, data = each.span.start, each.data
    relaxed = _fact(county, subject, "relaxed", begun) if each.kind == AS_SECRETARY else None
    years = "enrolment.relaxed_years" if relaxed else "enrolment.min_years"
    need = said(villager_value(county, each.township, years, begun))
    rank, ended, place = data.get("rank", {}), data.get("ended", {}), f"{each.path}#{each.pointer}"
    gone = bool(ended) and ended["date"] <= county.as_of
    return {
        "village_cadre": Cell(each.cadre, (place,)),
        "kind": each.kind,
        "village": each.village or None,
        "from": begun,
        "ended": ended["date"] if gone else None,
        "reason": ended["reason"] if gone else None,
        "years": _fact(county, subject, "office_years", begun),
        "relaxed": relaxed,
        "need_years": need.integer() if need and each.kind == AS_SECRETARY else None,
        "place": rank.get("place"),
        "of": rank.get("total"),
        "stars": _fact(county, subject, "stars", begun),
        **_income(county, each),
        "benefit_years": _fact(county, subject, "benefit_years", day)
        if each.kind == AS_YOUNG
        else None,
        "extension": data.get("extension", {}).get("to"),
        "in_reserves": _is_in_reserves(county, each, day),
    }


def _income(county: CountyFacts, each: Enrolment) -> Row:
    """The village's income beside the least that an enrolment asks for; of secretaries only."""
    least_asked = villager_value(county, each.township, INCOME, each.span.start)
    recorded = each.data.get("income", {}).get("yuan")
    place = f"{each.path}#{each.pointer}/income"
    known = said(least_asked)
    if least_asked is None or each.kind != AS_SECRETARY:
        state = None
    elif known is None:
        state = UNDETERMINED
    elif recorded is None:
        state = UNRECORDED
    else:
        state = REACHED if recorded >= known.number() else BELOW
    return {
        "income": None if recorded is None else Cell(float(recorded), (place,)),
        "income_need": float(known.number()) if known and each.kind == AS_SECRETARY else None,
        "income_state": state,
    }


def _is_in_reserves(county: CountyFacts, each: Enrolment, day: str) -> Cell | None:
    """Whether a young cadre stands among the reserves for secretary; None where none is asked."""
    asked = said(villager_value(county, each.township, "young.joins_reserves", day))
    if each.kind != AS_YOUNG or asked is None or not asked.truth():
        return None
    kept = (r for r in reserves_on(county, day) if r.is_for_secretary)
    mine = [r for r in kept if r.village_cadre == each.cadre]
    return Cell(bool(mine), tuple(r.where for r in mine))


def _fact(county: CountyFacts, subject: Subject, name: str, day: str) -> object:
    """A fact by its name as a table holds it: None where nobody can say."""
    found = value_of_fact(county, subject, name, day)
    return None if found is UNSEEN else found
