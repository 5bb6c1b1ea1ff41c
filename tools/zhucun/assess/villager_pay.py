"""Pay of village cadres: its parts and what the law makes of them, and the post allowances of a
township on average.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.assess.terms import last_day
from zhucun.facts.acts import Act
from zhucun.facts.conditions import shows, value_of_fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import months_between
from zhucun.facts.enrolled import ADMINISTRATIVE
from zhucun.facts.subjects import Subject, subjects_of
from zhucun.facts.village_cadres import AS_YOUNG
from zhucun.facts.villager_law import said, townships_under, villager_value
from zhucun.law.numbers import as_float, exact
from zhucun.law.value import Value

PAY = "pay"
NAMES = "tier.names"
#: What each tier comes to, in the order of their names.
AMOUNTS = ("tier.amount_first", "tier.amount_second", "tier.amount_third")
SUBSIDY, PAYERS, EDUCATION = "young.subsidy", "young.subsidy_payers", "young.subsidy_levels"
HIGHER, ALLOWANCE = "young.keeps_higher", "pay.post_allowance"
FITS, UNFIT, NOT_ASKED, UNDETERMINED = "符合", "不符", "不要求", "待定"
STANDARD, CURRENT = "起始标准和补贴", "原报酬"
REACHED, SHORT = "达到", "不足"


@table(
    "village_pay",
    "村干部报酬",
    "每名村干部每段时间的报酬：各部分多少，补贴档次，年轻干部的标准和补贴，与规定比怎样。",
    board="secretaries",
    keys=(
        "pay.parts",
        NAMES,
        *AMOUNTS,
        "young.lowest_ratio",
        "young.highest_ratio",
        SUBSIDY,
        PAYERS,
        EDUCATION,
        HIGHER,
        "pay.income_multiple",
    ),
    columns=(
        Column("village_cadre", "村干部", kind="village_cadre"),
        Column("entry", "报酬记录", "年度和编号，如 2026 年 p01。", aside=True),
        Column("from", "起月", kind="month"),
        Column("to", "止月", kind="month"),
        Column("basic", "基本报酬（元/月）", kind="yuan"),
        Column("performance", "业绩考核奖励（元/月）", kind="yuan"),
        Column("pension", "养老保险补助（元/月）", kind="yuan"),
        Column("allowance", "专业化补贴（元/月）", kind="yuan"),
        Column("tier", "补贴档次"),
        Column(
            "tier_amount",
            "档次标准（元/月）",
            "原文隐去的为待定。",
            kind="yuan",
            rows=("S2-49",),
            aside=True,
        ),
        Column(
            "reference", "参照工资（元/月）", "新入职事业人员的实发工资。", kind="yuan", aside=True
        ),
        Column("base", "起始标准（元/月）", kind="yuan"),
        Column("lowest", "标准下限（元/月）", kind="yuan", aside=True),
        Column("highest", "标准上限（元/月）", kind="yuan", aside=True),
        Column("subsidies", "学历补贴", "各级财政各一笔，元/月。", kind="texts", aside=True),
        Column(
            "subsidy",
            "学历补贴状态",
            "全日制大专以上的年轻干部，各级各补一笔。",
            kind="state",
            rows=("S2-33",),
        ),
        Column("current", "原报酬（元/月）", kind="yuan", aside=True),
        Column(
            "payable",
            "按高标准（元/月）",
            "起始标准加补贴，与原报酬比，取高的。",
            kind="yuan",
            rows=("S2-35",),
        ),
        Column("by", "按哪一项", "起始标准和补贴，或者原报酬。", aside=True),
        Column("basic_a_year", "基本报酬一年（元）", kind="yuan", aside=True),
        Column(
            "income_floor",
            "一年不低于（元）",
            "村书记的，上年农村人平收入的倍数。",
            kind="yuan",
            aside=True,
        ),
        Column("income_state", "与农村收入比", kind="state"),
        Column("post_allowance", "岗位补贴（元/月）", kind="yuan"),
        Column("prize", "目标考核奖（元/年）", kind="yuan"),
    ),
)
def village_pay(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row an entry of pay that begins in the year, in the order of the records."""
    for subject in subjects_of(county, PAY):
        act: Act = subject.thing
        if act.data["from"][:4] == f"{year:04d}" and act.date <= county.as_of:
            yield _row(county, subject, act)


def _row(county: CountyFacts, subject: Subject, act: Act) -> Row:
    data, place = act.data, f"{act.path}#{act.pointer}"
    young = data.get("young", {})
    money = ("basic", "performance", "pension", "allowance", "current", "post_allowance", "prize")
    return {
        "village_cadre": Cell(act.village_cadre, (place,)),
        "entry": f"{data['from'][:4]} 年 {data['id']}",
        "from": data["from"],
        "to": data["to"],
        **{name: _yuan(data, name, place) for name in money},
        "tier": data.get("tier"),
        "tier_amount": _tier_amount(county, act),
        "reference": _yuan(young, "reference", f"{place}/young"),
        "base": _yuan(young, "base", f"{place}/young"),
        "lowest": _fact(county, subject, "lowest_base"),
        "highest": _fact(county, subject, "highest_base"),
        "subsidies": [f"{payer} {yuan}" for payer, yuan in data.get("subsidies", {}).items()],
        "subsidy": Cell(_subsidy(county, act), (f"{place}/subsidies",)),
        **_higher(county, act, place),
        **_income(county, subject),
    }


def _yuan(data: object, name: str, place: str) -> Cell | None:
    recorded = data.get(name) if isinstance(data, dict) else None
    return None if recorded is None else Cell(float(recorded), (f"{place}/{name}",))


def _fact(county: CountyFacts, subject: Subject, name: str) -> float | None:
    found = value_of_fact(county, subject, name, subject.thing.law_day)
    return float(found) if isinstance(found, int | float) else None


def _law(county: CountyFacts, act: Act, key: str) -> Value | None:
    return said(villager_value(county, act.township, key, act.law_day))


def _tier_amount(county: CountyFacts, act: Act) -> float | None:
    """What the tier comes to a month; None where the text hides it."""
    names, tier = _law(county, act, NAMES), act.data.get("tier")
    if names is None or tier not in names.texts()[: len(AMOUNTS)]:
        return None
    amount = _law(county, act, AMOUNTS[names.texts().index(tier)])
    return float(amount.number()) if amount else None


def subsidies_due(county: CountyFacts, act: Act) -> dict[str, Decimal] | None:
    """The subsidy of a month by its payer for somebody with the education; none for others, None
    where the law says nothing of it.
    """
    each, payers, levels = (_law(county, act, key) for key in (SUBSIDY, PAYERS, EDUCATION))
    if each is None or payers is None or levels is None:
        return None
    cadre = county.village_cadres.get(act.village_cadre)
    spells = cadre.enrolments if cadre else ()
    is_young = any(e.kind == AS_YOUNG and e.span.meets(act.start, act.end) for e in spells)
    if cadre is None or not is_young:
        return {}
    education = cadre.data.get("education", {})
    entitled = education.get("full_time") and education.get("level") in levels.texts()
    return dict.fromkeys(payers.texts(), each.number()) if entitled else {}


def _subsidy(county: CountyFacts, act: Act) -> str:
    """Whether each payer's subsidy stands as the law has it; what nobody owes isn't asked for."""
    due = subsidies_due(county, act)
    if due is None:
        return UNDETERMINED if "subsidies" in act.data else NOT_ASKED
    paid = _subsidies_paid(act)
    if not due and not paid:
        return NOT_ASKED
    return FITS if paid == due else UNFIT


def _subsidies_paid(act: Act) -> dict[str, Decimal]:
    """What is recorded of subsidies a month by payer, without those that paid nothing."""
    recorded = act.data.get("subsidies", {}).items()
    return {payer: exact(yuan) for payer, yuan in recorded if yuan}


@dataclass(frozen=True, slots=True)
class Higher:
    """What a young cadre is paid a month: the standard with its subsidies, or what he had before
    if that is more. `current` is None where nothing was recorded of it.
    """

    standard: Decimal
    current: Decimal | None

    @property
    def yuan(self) -> Decimal:
        """The higher of both."""
        return self.standard if self.current is None else max(self.standard, self.current)

    @property
    def by(self) -> str:
        """Which of both it is; the standard where they are equal."""
        return STANDARD if self.yuan == self.standard else CURRENT


def higher_of(county: CountyFacts, act: Act) -> Higher | None:
    """What the rule of the higher comes to, with the subsidies that are due (those paid where the
    law says nothing of them); None without a standard, or where the law has none.
    """
    keeps, young = _law(county, act, HIGHER), act.data.get("young")
    if keeps is None or not keeps.truth() or young is None:
        return None
    subsidies, current = subsidies_due(county, act), act.data.get("current")
    if subsidies is None:
        subsidies = _subsidies_paid(act)
    standard = sum(subsidies.values(), exact(young["base"]))
    return Higher(standard, None if current is None else exact(current))


def _higher(county: CountyFacts, act: Act, place: str) -> Row:
    found = higher_of(county, act)
    if found is None:
        return {"payable": None, "by": None}
    return {"payable": Cell(float(found.yuan), (place,)), "by": found.by}


def _income(county: CountyFacts, subject: Subject) -> Row:
    """A year's basic pay beside the least that a village secretary's comes to."""
    year, floor = _fact(county, subject, "basic_a_year"), _fact(county, subject, "income_floor")
    wanted = {"secretary": (True,), "place": (ADMINISTRATIVE,)}
    if not shows(county, subject, wanted, subject.thing.law_day):
        floor = None
    state = None
    if floor is not None and year is not None:
        state = REACHED if year >= floor else SHORT
    return {"basic_a_year": year, "income_floor": floor, "income_state": state}


@table(
    "post_allowances",
    "岗位补贴",
    "每个乡镇（街道）一年发给党组织书记的岗位补贴，平均每人每月多少，发以前查没查《履责全程纪实》。",
    board="secretaries",
    keys=(ALLOWANCE,),
    columns=(
        Column("township", "乡镇", kind="township"),
        Column("months", "人月数", "登记了岗位补贴的各人各月。", kind="count"),
        Column("yuan", "合计（元）", kind="yuan"),
        Column("average", "平均（元/人月）", kind="yuan", rows=("S3-18",)),
        Column("need", "不低于（元/人月）", kind="yuan"),
        Column("unchecked", "没有检查的", "发以前没有检查日志的笔数。", kind="count"),
        Column("state", "状态", kind="state", rows=("S3-18",)),
    ),
)
def post_allowances(county: CountyFacts, year: int) -> Iterator[Row]:
    """Townships under the law with an allowance paid in the year."""
    for township, value in townships_under(county, ALLOWANCE, last_day(county, year)):
        paid = [s for s in subjects_of(county, PAY) if _is_allowance(county, s, township.slug)]
        paid = [s for s in paid if _months(s.thing, year)]
        if not paid:
            continue
        count = sum(_months(s.thing, year) for s in paid)
        yuan = sum(
            (exact(s.data["post_allowance"]) * _months(s.thing, year) for s in paid), Decimal(0)
        )
        need = said(value)
        average = yuan / count
        state = UNDETERMINED
        if need:
            state = REACHED if average >= need.number() else SHORT
        unchecked = [s for s in paid if _unchecked(county, s)]
        yield {
            "township": township.slug,
            "months": count,
            "yuan": float(yuan),
            "average": Cell(
                as_float(average), tuple(f"{s.path}#{s.pointer}/post_allowance" for s in paid)
            ),
            "need": as_float(need.number()) if need else None,
            "unchecked": Cell(len(unchecked), tuple(f"{s.path}#{s.pointer}" for s in unchecked)),
            "state": state,
        }


def _is_allowance(county: CountyFacts, subject: Subject, township: str) -> bool:
    act: Act = subject.thing
    return (
        act.township == township
        and act.data.get("post_allowance") is not None
        and act.date <= county.as_of
        and shows(county, subject, {"secretary": (True,)}, act.law_day)
    )


def _months(act: Act, year: int) -> int:
    months = months_between(act.data["from"], act.data["to"])
    return sum(month[:4] == f"{year:04d}" for month in months)


def _unchecked(county: CountyFacts, subject: Subject) -> bool:
    return value_of_fact(county, subject, "logs_checked", subject.thing.law_day) is False
