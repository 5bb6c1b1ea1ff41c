"""Competence of professional secretaries: each evaluation with what it calls for, and by township
only whether the evaluations were held.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.assess.terms import last_day
from zhucun.facts.competence import (
    CONFIRMED,
    DECIDING,
    EXIT_BELOW,
    INFORMING,
    TALK_BELOW,
    Evaluation,
    evaluations_in,
    still_listed,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over, plus
from zhucun.facts.enrolled import listed
from zhucun.facts.periods import HALF_YEAR, Period, periods_from
from zhucun.facts.places import Township
from zhucun.facts.villager_law import said, townships_under, villager_value
from zhucun.law.numbers import percent

PER_HALF, GRACE = "competence.per_half_year", "competence.grace_days"
DONE, RUNNING, OVERDUE, UNDETERMINED, NOT_COUNTED = "已完成", "进行中", "逾期", "待定", "不计"
STILL_LISTED, OFF_THE_LIST = "还在名单上", "已退出"


@table(
    "competence",
    "胜任度评价",
    "每次评价党员和群众代表的胜任率，要不要约谈，退出走到哪一步；退出由人认定和确认。",
    board="secretaries",
    keys=(DECIDING, TALK_BELOW, EXIT_BELOW, INFORMING),
    columns=(
        Column("village_cadre", "村干部", kind="village_cadre"),
        Column("half", "半年", "如 2026-H1。"),
        Column("date", "评价日期", kind="date"),
        Column("rates", "各组胜任率", "决定约谈和退出的各组。", kind="texts"),
        Column("pooled", "合计胜任率", "决定的人群合在一起；只作对照。", kind="share"),
        Column("lower", "低的一组", "约谈和退出以它为准。", kind="share"),
        Column("talk", "约谈", kind="state", rows=("S2-44",)),
        Column("talked_on", "约谈日期", kind="date", aside=True),
        Column(
            "exit", "退出", "待研究的由人认定是不是确实不能胜任。", kind="state", rows=("S2-45",)
        ),
        Column("enrolled", "名单", "确认退出以后还在不在名单上。", kind="state"),
        Column(
            "others", "其他测评", "只作次年调整的参考，不引起约谈和退出。", kind="texts", aside=True
        ),
        Column("place", "评价记录", aside=True),
    ),
)
def competence(county: CountyFacts, year: int) -> Iterator[Row]:
    """Evaluations of the year's halves, by township and in the order of the records."""
    for township in county.townships:
        for each in evaluations_in(county, township, year):
            yield _row(county, each)


def _row(county: CountyFacts, each: Evaluation) -> Row:
    talk = each.act.data.get("talk", {})
    talked = talk.get("date", "9999") <= county.as_of
    return {
        "village_cadre": each.cadre,
        "half": each.half,
        "date": each.act.date,
        "rates": Cell(_rates(each, each.deciding), (f"{each.where}/ballots",)),
        "pooled": _float(each.pooled),
        "lower": Cell(_float(each.lower), (f"{each.where}/ballots",)),
        "talk": Cell(each.talk_state(county.as_of), (each.where,)),
        "talked_on": talk["date"] if talked else None,
        "exit": Cell(each.exit_state(county.as_of), (each.where,)),
        "enrolled": _enrolled(county, each),
        "others": _rates(each, each.informing),
        "place": f"{each.half[:4]} 年 {each.act.data['id']}",
    }


def _rates(each: Evaluation, groups: tuple[str, ...]) -> list[str]:
    known = (group for group in groups if group in each.rates)
    return [f"{group} {percent(float(each.rates[group]))}" for group in known]


def _float(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)


def _enrolled(county: CountyFacts, each: Evaluation) -> str | None:
    """Whether somebody whose exit was confirmed is off the list; None for others."""
    if each.exit_state(county.as_of) != CONFIRMED:
        return None
    return STILL_LISTED if still_listed(county, each) else OFF_THE_LIST


@table(
    "competence_by_township",
    "胜任度评价进度",
    "每个乡镇（街道）每半年的胜任度评价做完没有；不公开得票、约谈和退出。",
    board="secretaries",
    keys=(PER_HALF, GRACE),
    columns=(
        Column("township", "乡镇", kind="township", public=True),
        Column("half", "半年", "如 2026-H1。", public=True),
        Column("state", "状态", kind="state", public=True),
        Column("owed", "应评价", "半年头尾都在册的党组织书记。", kind="count"),
        Column("evaluated", "已评价", kind="count"),
    ),
)
def competence_by_township(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a township under the law and half-year that has begun."""
    day = last_day(county, year)
    for half in periods_from(HALF_YEAR, f"{year:04d}-01-01", day):
        for township, _ in townships_under(county, PER_HALF, half.start):
            yield _progress(county, township, half)


def _progress(county: CountyFacts, township: Township, half: Period) -> Row:
    year = int(half.code[:4])
    begun = [e for e in listed(county, township.slug, year) if e.span.start <= half.start]
    owed = [e for e in begun if e.span.covers(min(half.end, county.as_of))]
    held = [e for e in evaluations_in(county, township.slug, year) if e.half == half.code]
    evaluated = {e.cadre for e in held}
    state = NOT_COUNTED
    if begun:
        all_done = evaluated.issuperset(e.cadre for e in owed)
        state = _state(county, township.slug, half, bool(held), all_done)
    return {
        "township": township.slug,
        "half": half.code,
        "state": state,
        "owed": Cell(len(owed), tuple(f"{e.path}#{e.pointer}" for e in owed)),
        "evaluated": Cell(len(evaluated), tuple(e.where for e in held)),
    }


def _state(county: CountyFacts, township: str, half: Period, any_held: bool, all_done: bool) -> str:
    """How a half stands for whom the year's list had at its beginning.

    Whoever left the list since owes nothing, and the state doesn't tell that nobody does.
    """
    if said(villager_value(county, township, PER_HALF, half.start)) is None:
        return UNDETERMINED
    is_registered = half.start[:7] >= county.records_from
    if is_over(half.end, county.as_of) and all_done and (any_held or is_registered):
        return DONE
    if not is_registered:
        return NOT_COUNTED
    days = said(villager_value(county, township, GRACE, half.start))
    last = plus(half.end, days.integer()) if days else ""
    return OVERDUE if last and is_over(last, county.as_of) else RUNNING
