"""Support: a village's funds and what they were spent on, insurance, check-ups, lodging."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.benefits import ENTITLED, benefits_of, least_fund, village_benefits
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over
from zhucun.facts.funds import OFFICE, WORK, Expense, Fund, funds_of, sum_of, work_funds
from zhucun.facts.insurance import insurance_required, policies_on, sum_asked
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.periods import YEAR, periods_from
from zhucun.facts.presence import value_of
from zhucun.facts.subsidy import BY_COUNTY, LEFT_OUT, NOT_SAID, UNDETERMINED

FINANCE, AID = "财政工作经费", "专项帮扶经费"
REACHED, ARRANGED, SHORT, MISSING = "达到", "已安排", "不足", "未安排"
RUNNING, NOT_ASKED, UNSAID, PARTIAL = "未到期", "不要求", "没有规定", "不满一年"
INSURED, UNINSURED = "已投保", "未投保"
FITS, UNFIT = "符合", "不符合"
CHECKED, UNCHECKED = "已体检", "未体检"


@table(
    "village_funds",
    "各村经费",
    "每个村一年里安排了多少经费，工作经费够不够、多少用于办公。",
    board="support",
    keys=(
        "fund.min_per_year",
        "fund.township_min_per_year",
        "fund.times_per_year",
        "aid_fund.amount",
        "finance_fund.amount",
    ),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("work", "工作经费（元）", "派出单位安排的。", kind="yuan", public=True),
        Column("need", "应不少于（元）", "制度没有金额的为空。", kind="yuan", public=True),
        Column("spent", "已支出（元）", "从工作经费列支的。", kind="yuan", public=True),
        Column("office", "办公占比", "已支出中用于办公的。", kind="share", public=True),
        Column("finance", "财政工作经费（元）", kind="yuan", rows=("S4-62b",), public=True),
        Column("aid", "专项帮扶经费（元）", kind="yuan", rows=("S0-90",), public=True),
        Column("state", "工作经费状态", kind="state", public=True),
    ),
)
def village_funds(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a village with somebody posted or a fund in the year, in order of code."""
    by_village: dict[str, list[Fund]] = defaultdict(list)
    for fund in funds_of(county):
        if fund.year == year:
            by_village[fund.village].append(fund)
    for village in sorted(_posted_villages(county, year) | set(by_village)):
        yield _fund_row(county, village, year, by_village.get(village, []))


def _posted_villages(county: CountyFacts, year: int) -> set[str]:
    first, last = f"{year:04d}-01-01", min(f"{year:04d}-12-31", county.as_of)
    postings = (p for c in county.cadres.values() for p in c.postings_in(first, last))
    return {p.village for p in postings if p.village in county.villages}


def _fund_row(county: CountyFacts, village: str, year: int, funds: list[Fund]) -> Row:
    work = [fund for fund in funds if fund.kind == WORK]
    spent = [expense for fund in work for expense in fund.expenses]
    whole = sum_of(spent)
    office = sum_of(expense for expense in spent if expense.category == OFFICE)
    day = min(f"{year:04d}-12-31", county.as_of)
    need = least_fund(county, village_benefits(county, village, day), day)
    return {
        "village": village,
        "work": Cell(float(sum_of(work)), tuple(fund.place for fund in work)),
        "need": float(need.number()) if need else None,
        "spent": Cell(float(whole), tuple(expense.place for expense in spent)),
        "office": float(office / whole) if whole else None,
        "finance": float(sum_of(fund for fund in funds if fund.kind == FINANCE)),
        "aid": float(sum_of(fund for fund in funds if fund.kind == AID)),
        "state": _fund_state(county, village, year),
    }


def _fund_state(county: CountyFacts, village: str, year: int) -> str:
    last = f"{year:04d}-12-31"
    day = min(last, county.as_of)
    funds = county.once(work_funds).get((village, year), [])
    whose = village_benefits(county, village, day)
    need = least_fund(county, whose, day)
    if funds and (need is None or sum_of(funds) >= need.number()):
        return REACHED if need else ARRANGED
    if whose in ("", LEFT_OUT):
        return NOT_ASKED
    if whose == NOT_SAID:
        return UNSAID
    if value_of(county.pack(day), "fund.times_per_year", day) is None:
        return UNSAID
    if whose == BY_COUNTY and need is None:
        return UNDETERMINED
    if not is_over(last, county.as_of):
        return RUNNING
    if not _is_whole(county, village, year):
        return PARTIAL
    return SHORT if funds else MISSING


def _is_whole(county: CountyFacts, village: str, year: int) -> bool:
    """Whether the year is registered here and somebody is posted at both its ends."""
    ends = (f"{year:04d}-01-01", f"{year:04d}-12-31")
    posted = all(village_benefits(county, village, day) for day in ends)
    return posted and ends[0][:7] >= county.records_from


@table(
    "fund_expenses",
    "经费支出",
    "每个村一年里各项经费支出了多少，用在哪里，到哪个单位报账。",
    board="support",
    keys=("fund.categories", "fund.claimed_at"),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("kind", "经费", public=True),
        Column("category", "用途", public=True),
        Column("claimed_at", "报账单位", kind="unit", rows=("S4-70",), public=True),
        Column("count", "笔数", kind="count", public=True),
        Column("yuan", "支出（元）", kind="yuan", public=True),
    ),
)
def fund_expenses(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a village, fund, category and unit, in that order."""
    found: dict[tuple[str, str, str, str], list[Expense]] = defaultdict(list)
    for fund in funds_of(county):
        for expense in fund.expenses if fund.year == year else ():
            key = (fund.village, fund.kind, expense.category, expense.claimed_at)
            found[key].append(expense)
    for (village, kind, category, claimed_at), expenses in sorted(found.items()):
        yield {
            "village": village,
            "kind": kind,
            "category": category,
            "claimed_at": claimed_at or None,
            "count": Cell(len(expenses), tuple(expense.place for expense in expenses)),
            "yuan": float(sum_of(expenses)),
        }


@dataclass(frozen=True, slots=True)
class _Support:
    """How one cadre in office is supported on a day. States are 待定 or 不要求 where they apply."""

    cadre: Cadre
    posting: Posting
    benefits: str
    insured_until: str
    insurance: str
    sum: int | None
    sum_state: str
    checked_on: str
    check: str


@table(
    "cadre_support",
    "在任干部的保障",
    "每名在任干部的保险、体检和住宿。",
    board="support",
    keys=(
        "insurance.required",
        "insurance.sum",
        "insurance.bound",
        "insurance.levels",
        "health_check.per_year",
        "lodging.kinds",
        "subsidy.talent",
        "benefits.excluded",
    ),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("benefits", "待遇", "享受、不享受、县里确定或没有规定。", kind="state"),
        Column("insurance", "保险", kind="state"),
        Column("insured_until", "保险到", kind="date"),
        Column("sum", "保额（元）", "几份保险都有效的合计。", kind="yuan"),
        Column("sum_state", "保额状态", kind="state"),
        Column("checked_on", "最近体检", kind="date"),
        Column("check", "体检", "最近一个全年在任的年度里有没有体检。", kind="state"),
        Column("lodging", "住处", rows=("S0-87", "S1-54")),
        Column("tags", "类别", kind="texts", rows=("S0-88",)),
        Column("talent", "类别补助", "由当地财政确定，没有补充的待定。", kind="state"),
    ),
)
def cadre_support(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre in office on the year's last day, or on `as_of` if it is earlier."""
    day = min(f"{year:04d}-12-31", county.as_of)
    for found in _in_office(county, day):
        data = found.cadre.data
        index = int(found.posting.pointer.rpartition("/")[2])
        lodging = data["postings"][index].get("lodging", {})
        yield {
            "cadre": found.cadre.id,
            "benefits": found.benefits,
            "insurance": found.insurance,
            "insured_until": found.insured_until or None,
            "sum": found.sum,
            "sum_state": found.sum_state,
            "checked_on": found.checked_on or None,
            "check": found.check,
            "lodging": lodging.get("kind"),
            "tags": list(data.get("tags", [])),
            "talent": _talent(county, data, day),
        }


@table(
    "county_support",
    "全县保障",
    "全县在任干部有多少人投保、体检；随一个人变化，只供工作人员看。",
    board="support",
    keys=("insurance.required", "insurance.sum", "health_check.per_year"),
    columns=(
        Column("cadres", "在任人数", kind="count"),
        Column("to_insure", "应投保人数", kind="count"),
        Column("insured", "已投保人数", kind="count"),
        Column("sum_fits", "保额符合人数", "制度没有保额的为空。", kind="count"),
        Column(
            "to_check",
            "应体检人数",
            "有过全年在任的年度、制度要求体检的。",
            kind="count",
        ),
        Column("checked", "已体检人数", kind="count"),
    ),
)
def county_support(county: CountyFacts, year: int) -> Iterator[Row]:
    """One row, of the year's last day, or of `as_of` if it is earlier."""
    day = min(f"{year:04d}-12-31", county.as_of)
    found = list(_in_office(county, day))
    fitting = sum(each.sum_state == FITS for each in found)
    insured = sum(each.insurance == INSURED for each in found)
    checked = sum(each.check == CHECKED for each in found)
    yield {
        "cadres": len(found),
        "to_insure": insured + sum(each.insurance == UNINSURED for each in found),
        "insured": insured,
        "sum_fits": fitting if sum_asked(county, day) else None,
        "to_check": checked + sum(each.check == UNCHECKED for each in found),
        "checked": checked,
    }


def _in_office(county: CountyFacts, day: str) -> Iterator[_Support]:
    for cadre in county.cadres.values():
        posting = cadre.posting_on(day)
        if posting is None:
            continue
        policies = [cadre.data["insurance"][index] for index in policies_on(cadre, day)]
        sums = [policy["sum"] for policy in policies if policy.get("sum") is not None]
        asked = insurance_required(county, cadre, posting, day)
        checks = [c["date"] for c in cadre.data.get("health_checks", ()) if c["date"] <= day]
        yield _Support(
            cadre=cadre,
            posting=posting,
            benefits=benefits_of(county, cadre, posting, day),
            insured_until=max((policy["to"] for policy in policies), default=""),
            insurance=(INSURED if policies else UNINSURED) if asked else NOT_ASKED,
            sum=sum(sums) if sums else None,
            sum_state=_sum_state(county, policies, day) if asked else NOT_ASKED,
            checked_on=max(checks, default=""),
            check=_check_state(county, cadre, posting, checks, day),
        )


def _sum_state(county: CountyFacts, policies: list[dict[str, Any]], day: str) -> str:
    asked = sum_asked(county, day)
    if asked is None:
        return UNDETERMINED
    return FITS if asked.fits(policies) else UNFIT


def _check_state(
    county: CountyFacts, cadre: Cadre, posting: Posting, checks: list[str], day: str
) -> str:
    """Whether there was a check-up in the last year that was served whole and is registered."""
    service = next(span for span in cadre.services if span.covers(day))
    first = max(service.start, f"{county.records_from}-01")
    over = [year for year in periods_from(YEAR, first, day) if is_over(year.end, county.as_of)]
    asked = value_of(county.pack(day), "health_check.per_year", day)
    if asked is None or asked.undetermined:
        return UNDETERMINED
    if benefits_of(county, cadre, posting, day) != ENTITLED:
        return NOT_ASKED
    if not over:
        return PARTIAL
    done = sum(over[-1].start <= check <= over[-1].end for check in checks)
    return CHECKED if done >= asked.integer() else UNCHECKED


def _talent(county: CountyFacts, data: dict[str, Any], day: str) -> str | None:
    """The addition for rural youth, graduates and veterans: what the county set, or 待定."""
    value = value_of(county.pack(day), "subsidy.talent", day)
    if not data.get("tags") or value is None:
        return None
    return UNDETERMINED if value.undetermined else value.shown
