"""Support: accident insurance for the whole posting and for its sum, the village's work fund."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.benefits import work_fund_need
from zhucun.facts.county import CountyFacts
from zhucun.facts.funds import Fund, sum_of, work_funds
from zhucun.facts.insurance import SumAsked, first_uncovered, insurance_required, sum_asked
from zhucun.facts.people import Cadre, Posting
from zhucun.law.numbers import plain
from zhucun.law.value import Value


def _insured_postings(county: CountyFacts) -> Iterator[tuple[Cadre, Posting, Value]]:
    """Begun postings that need insurance by the law of their first day, with what says so."""
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            start = posting.span.start
            required = insurance_required(county, cadre, posting, start)
            if required and start <= county.as_of:
                yield cadre, posting, required


@rule(
    title="保险覆盖任职期",
    why="驻村期间出了意外而没有保险，干部和单位都没有保障。",
    mend="请补办人身意外保险，写明起止日期。",
    rows=("S0-84", "S1-57", "S4-72"),
    severity="warn",
    private=True,
)
def insurance_covers_the_posting(county: CountyFacts) -> Iterator[Found]:
    """Accident insurance covers every day of a posting up to now."""
    for cadre, posting, required in _insured_postings(county):
        start = posting.span.start
        last = min(posting.span.end or county.as_of, county.as_of)
        gap = first_uncovered(cadre, start, last)
        if gap:
            yield Found(
                posting.path,
                "/insurance" if cadre.data.get("insurance") else posting.pointer,
                f"{cadre.id} {start} 到任，从 {gap} 起没有人身意外保险。",
                subject=cadre.id,
                got=gap,
                cite=required.cite,
                evidence=(f"{posting.path}#{posting.pointer}",),
            )


@rule(
    title="保险金额符合制度",
    why="保额是制度定的；低了，出了事保障就不够。",
    mend="请核对保单的保额；不符合的，按制度补足或换保。",
    rows=("S1-57", "S4-72"),
    severity="warn",
    private=True,
)
def insurance_has_the_sum(county: CountyFacts) -> Iterator[Found]:
    """Every policy that serves a posting by now is for the sum, or at least the sum, given."""
    for cadre, posting, _ in _insured_postings(county):
        for index, policy in enumerate(cadre.data.get("insurance", [])):
            first = max(policy["from"], posting.span.start)
            last = min(policy["to"], posting.span.end or county.as_of, county.as_of)
            asked = sum_asked(county, first)
            if asked and first <= last and not asked.fits(policy):
                yield _sum_found(cadre, index, policy, asked)


def _sum_found(cadre: Cadre, index: int, policy: dict[str, Any], asked: SumAsked) -> Found:
    got, need = policy.get("sum"), asked.value.number()
    written = "没有写保额" if got is None else f"保额是 {got} 元"
    should = f"应{'为' if asked.exact else '不低于'} {plain(need)} 元"
    return Found(
        cadre.path,
        f"/insurance/{index}/sum" if got is not None else f"/insurance/{index}",
        f"{cadre.id} {policy['from']} 起的保险{written}，{should}。",
        subject=cadre.id,
        got=got,
        need=float(need),
        cite=asked.value.cite,
    )


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
        over = f"{year}-12-31" <= county.as_of
        if need is not None and over and sum_of(funds) < need.number():
            yield _fund_found(county, funds, need)


def _fund_found(county: CountyFacts, funds: list[Fund], need: Value) -> Found:
    last, got = funds[-1], sum_of(funds)
    place = county.villages.get(last.village)
    name = place.name if place else last.village
    return Found(
        last.path,
        f"{last.pointer}/yuan",
        f"{name} {last.year} 年的工作经费合计 {plain(got)} 元，"
        f"应不少于 {plain(need.number())} 元。",
        period=str(last.year),
        got=float(got),
        need=float(need.number()),
        cite=need.cite,
        evidence=tuple(fund.place for fund in funds if fund is not last),
    )
