"""An explanation of a village cadre's pay: its parts, and what the law makes of them."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Row
from zhucun.assess.trace import Section, Trace
from zhucun.assess.villager_pay import (
    AMOUNTS,
    EDUCATION,
    HIGHER,
    NAMES,
    NOT_ASKED,
    PAYERS,
    SUBSIDY,
    village_pay,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.village_cadres import VillageCadre
from zhucun.facts.villager_law import grounds_of, said, villager_value
from zhucun.law.numbers import exact, plain

_PARTS = (
    ("basic", "基本报酬", ("pay.parts",)),
    ("performance", "业绩考核奖励报酬", ("pay.parts", "pay.performance_basis")),
    ("pension", "养老保险补助", ("pay.parts",)),
    ("allowance", "专业化补贴", ("pay.parts", NAMES)),
    ("post_allowance", "岗位补贴", ("pay.post_allowance",)),
)


def pay_section(county: CountyFacts, cadre: VillageCadre, year: int) -> Section:
    """Every entry of the year's pay, part by part."""
    traces: list[Trace] = []
    for row in village_pay(county, year):
        whose = row["village_cadre"]
        if isinstance(whose, Cell) and whose.value == cadre.id:
            traces += _entry(county, cadre, row, whose.evidence)
    return Section("报酬", tuple(traces) or (Trace("报酬", "无", "当年没有登记报酬。"),))


def _entry(
    county: CountyFacts, cadre: VillageCadre, row: Row, where: tuple[str, ...]
) -> Iterator[Trace]:
    span = f"{row['from']} 至 {row['to']}"
    day = f"{row['from']}-01"

    def trace(figure: str, value: str, how: str, keys: tuple[str, ...], *at: object) -> Trace:
        places = tuple(e for cell in at if isinstance(cell, Cell) for e in cell.evidence)
        law = grounds_of(county, cadre.township, day, *keys)
        return Trace(f"{span} {figure}", value, how, law, places or where)

    for name, title, keys in _PARTS:
        if row[name] is not None:
            yield trace(title, f"{_yuan(row[name])} 元/月", "", keys, row[name])
    if row["tier"]:
        amount = _yuan(row["tier_amount"])
        value = f"{amount} 元/月" if amount else "待定"
        yield trace(
            "档次标准", value, f"{row['tier']}。", _amount_of(county, cadre, day, row["tier"])
        )
    if row["base"] is not None:
        how = f"参照工资 {_yuan(row['reference'])} 元，"
        how += f"在 {_yuan(row['lowest'])} 元到 {_yuan(row['highest'])} 元之间确定。"
        keys = ("young.lowest_ratio", "young.highest_ratio")
        yield trace("起始标准", f"{_yuan(row['base'])} 元/月", how, keys, row["base"])
    state = row["subsidy"].value if isinstance(row["subsidy"], Cell) else row["subsidy"]
    if state != NOT_ASKED:
        paid = row["subsidies"]
        told = "、".join(paid) if isinstance(paid, list) else ""
        how = f"登记 {told or '无'}（元/月）。"
        yield trace("学历补贴", str(state), how, (SUBSIDY, PAYERS, EDUCATION), row["subsidy"])
    if row["payable"] is not None:
        current = _yuan(row["current"])
        how = f"起始标准加补贴与原报酬（{current or '没有登记'}）比，取高的：{row['by']}。"
        yield trace("按高标准", f"{_yuan(row['payable'])} 元/月", how, (HIGHER,), row["payable"])
    if row["income_floor"] is not None:
        year, floor = _yuan(row["basic_a_year"]), _yuan(row["income_floor"])
        how = f"没有登记基本报酬，应不低于 {floor} 元。"
        if year:
            how = f"同一个月的各笔合起来，全年基本报酬 {year} 元，应不低于 {floor} 元。"
        value = str(row["income_state"] or "待定")
        yield trace("与农村收入比", value, how, ("pay.income_multiple",), row["basic"])


def _amount_of(county: CountyFacts, cadre: VillageCadre, day: str, tier: object) -> tuple[str, ...]:
    """The keys of the tiers' names and of what one of them comes to."""
    names = said(villager_value(county, cadre.township, NAMES, day))
    amounts = dict(zip(names.texts(), AMOUNTS, strict=False)) if names else {}
    return (NAMES, *(key for name, key in amounts.items() if name == tier))


def _yuan(cell: object) -> str:
    value = cell.value if isinstance(cell, Cell) else cell
    return plain(exact(value)) if isinstance(value, int | float) else ""
