"""Work funds: of the unit that sent those posted there, large enough, spent within their bounds."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.benefits import fund_benefits, work_fund_need
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import year_is_over
from zhucun.facts.funds import WORK, Fund, funds_of, sum_of, whose_fund, work_funds
from zhucun.facts.people import DISPATCHER
from zhucun.facts.presence import value_of
from zhucun.facts.subsidy import LEFT_OUT, in_words
from zhucun.law.numbers import plain
from zhucun.law.value import Value
from zhucun.read.layout import RECORDS


@rule(
    title="工作经费达到标准",
    why="每年的工作经费有下限，不够就开展不了工作。",
    mend="请派出单位补足，在 funds 里登记；金额或村写错的，改正。",
    rows=("S4-68", "S4-80"),
    severity="warn",
)
def work_fund_reaches_the_minimum(county: CountyFacts) -> Iterator[Found]:
    """A village's work fund of a whole year that is over comes to the least sum of the year.

    Only in years through which somebody was posted there. That no fund was set aside at all is
    another requirement's business.
    """
    if county.lacks(f"{county.path}/funds/") or county.lacks_a_region:
        return
    for (village, year), funds in sorted(county.once(work_funds).items()):
        need = work_fund_need(county, village, year)
        over = year_is_over(year, county.as_of)
        if need is not None and over and sum_of(funds) < need.number():
            yield _fund_found(county, funds, need)


def _fund_found(county: CountyFacts, funds: list[Fund], need: Value) -> Found:
    last, got = funds[-1], sum_of(funds)
    return Found(
        last.path,
        f"{last.pointer}/yuan",
        f"{_name(county, last)} {last.year} 年的工作经费合计 {plain(got)} 元，"
        f"应不少于 {plain(need.number())} 元。",
        period=str(last.year),
        got=float(got),
        need=float(need.number()),
        cite=need.cite,
        evidence=tuple(fund.place for fund in funds if fund is not last),
    )


@rule(
    title="工作经费是派出单位安排的",
    why="工作经费由派出单位给自己派的人安排；在村里没有派人的单位，给的不是这笔经费。",
    mend="请核对单位和村：登记错的改正；确是别的单位支持的，改写类型，或者如实保留，不计入标准。",
    rows=("S4-68",),
    severity="warn",
)
def work_fund_is_of_a_unit_posted_there(county: CountyFacts) -> Iterator[Found]:
    """The unit of a work fund has somebody posted in the village in the year; else warned of."""
    for fund in _work_funds_seen(county):
        asked = whose_fund(county, fund)
        if asked is None or (fund.unit and fund_benefits(county, *_key(fund))):
            continue
        unit = county.units.get(fund.unit)
        who = unit.name if unit else fund.unit
        wrong = f"安排单位{who}当年在这里没有派人" if fund.unit else "没有写派出单位"
        yield Found(
            fund.path,
            f"{fund.pointer}/unit" if fund.unit else fund.pointer,
            f"{_name(county, fund)} {fund.year} 年的工作经费{wrong}。",
            period=str(fund.year),
            got=who or None,
            cite=asked.cite,
        )


@rule(
    title="驻社区第一书记没有工作经费",
    why="制度写明驻社区第一书记不享受这些待遇，专门为他安排的工作经费没有依据。",
    mend="请核对驻地和类型：登记错的改正；发错的退回后删去这一条；别的经费按实际的类型登记。",
    rows=("S4-79",),
)
def excluded_secretary_has_no_work_fund(county: CountyFacts) -> Iterator[Found]:
    """No work fund is set aside by a unit all of whose people there the regulation leaves out."""
    for fund in _work_funds_seen(county):
        if fund.yuan and fund_benefits(county, *_key(fund)) == LEFT_OUT:
            day = min(f"{fund.year}-12-31", county.as_of)
            pack = county.pack(day)
            excluded = value_of(pack, "benefits.excluded", day)
            left_out = in_words(excluded, value_of(pack, "benefits.excluded_roles", day))
            yield Found(
                fund.path,
                f"{fund.pointer}/yuan",
                f"{_name(county, fund)} {fund.year} 年安排了工作经费 {plain(fund.yuan)} 元，"
                f"按制度{left_out}不享受。",
                period=str(fund.year),
                got=float(fund.yuan),
                need=0,
                cite=excluded.cite if excluded else None,
            )


@rule(
    title="工作经费到派出单位报账",
    why="工作经费采取报账形式到派出单位列支；到别的单位报账，派出单位看不到用途。",
    mend="请核对报账单位：登记错的改正；确实到别处报账的，如实保留。",
    rows=("S4-70",),
    severity="warn",
)
def expense_is_claimed_at_the_unit(county: CountyFacts) -> Iterator[Found]:
    """An expense from a work fund is reimbursed at the fund's unit, if the law says so."""
    for fund in funds_of(county):
        for expense in fund.expenses if fund.kind == WORK and fund.unit else ():
            asked = value_of(county.pack(expense.date), "fund.claimed_at", expense.date)
            if asked is None or asked.value != DISPATCHER:
                continue
            if expense.claimed_at not in ("", fund.unit):
                names = [
                    county.units[u].name if u in county.units else u
                    for u in (expense.claimed_at, fund.unit)
                ]
                yield Found(
                    fund.path,
                    f"{expense.place.partition('#')[2]}/claimed_at",
                    f"{_name(county, fund)} {expense.date} 的支出到{names[0]}报账，"
                    f"应到派出单位{names[1]}。",
                    period=str(fund.year),
                    got=names[0],
                    need=names[1],
                    cite=asked.cite,
                )


@rule(
    title="支出不超过经费",
    why="从一笔经费里支出的多于安排的，要么少登记了经费，要么多登记了支出。",
    mend="请核对金额；追加了经费的，补登一笔。",
    severity="warn",
)
def expenses_are_within_the_fund(county: CountyFacts) -> Iterator[Found]:
    """What was spent from a fund doesn't exceed it."""
    for fund in funds_of(county):
        spent = sum_of(fund.expenses)
        if spent > fund.yuan:
            yield Found(
                fund.path,
                f"{fund.pointer}/yuan",
                f"{_name(county, fund)} {fund.year} 年的{fund.kind} {plain(fund.yuan)} 元，"
                f"支出 {plain(spent)} 元，超出 {plain(spent - fund.yuan)} 元。",
                period=str(fund.year),
                got=float(spent),
                need=float(fund.yuan),
            )


def _work_funds_seen(county: CountyFacts) -> Iterator[Fund]:
    """Work funds, unless those posted in the villages, or their units, can't be seen."""
    hidden = county.lacks(f"{county.path}/cadres/", f"{RECORDS}/{county.city_slug}/units.yml")
    if not hidden and not county.lacks_a_region:
        yield from (fund for fund in funds_of(county) if fund.kind == WORK)


def _key(fund: Fund) -> tuple[str, str, int]:
    return fund.village, fund.unit, fund.year


def _name(county: CountyFacts, fund: Fund) -> str:
    place = county.villages.get(fund.village)
    return place.name if place else fund.village
