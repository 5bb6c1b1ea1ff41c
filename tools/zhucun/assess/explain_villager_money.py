"""An explanation of a village cadre's pay: its parts, and what the law makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
            traces += _Entry(county, cadre, row, whose.evidence).traces()
    return Section("报酬", tuple(traces) or (Trace("报酬", "无", "当年没有登记报酬。"),))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a village cadre's pay as the table has it; `where` is its place."""

    county: CountyFacts
    cadre: VillageCadre
    row: Row
    where: tuple[str, ...]

    def traces(self) -> Iterator[Trace]:
        """Everything that is told of it, in the order in which it is reckoned."""
        for name, title, keys in _PARTS:
            if self.row[name] is not None:
                value = f"{_yuan(self.row[name])} 元/月"
                yield self._trace(title, value, "", keys, self.row[name])
        yield from self._tier()
        yield from self._of_young()
        yield from self._income()

    @property
    def _day(self) -> str:
        """The first day paid for, whose law judges it."""
        return f"{self.row['from']}-01"

    def _trace(
        self, figure: str, value: str, how: str, keys: tuple[str, ...], at: object = None
    ) -> Trace:
        places = at.evidence if isinstance(at, Cell) else ()
        law = grounds_of(self.county, self.cadre.township, self._day, *keys)
        first, last = self.row["from"], self.row["to"]
        months = first if first == last else f"{first} 至 {last}"
        return Trace(f"{months} {figure}", value, how, law, places or self.where)

    def _tier(self) -> Iterator[Trace]:
        row = self.row
        if row["tier"]:
            amount = _yuan(row["tier_amount"])
            keys = _amount_of(self.county, self.cadre, self._day, row["tier"])
            value = f"{amount} 元/月" if amount else "待定"
            yield self._trace("档次标准", value, f"{row['tier']}。", keys)

    def _of_young(self) -> Iterator[Trace]:
        """A young cadre's standard and subsidies, or what he had before if that is more."""
        row = self.row
        if row["base"] is not None:
            how = f"参照工资 {_yuan(row['reference'])} 元，"
            how += f"在 {_yuan(row['lowest'])} 元到 {_yuan(row['highest'])} 元之间确定。"
            value = f"{_yuan(row['base'])} 元/月"
            keys = ("young.lowest_ratio", "young.highest_ratio")
            yield self._trace("起始标准", value, how, keys, row["base"])
        state = row["subsidy"].value if isinstance(row["subsidy"], Cell) else row["subsidy"]
        if state != NOT_ASKED:
            paid = row["subsidies"]
            told = "、".join(paid) if isinstance(paid, list) else ""
            how, law = f"登记 {told or '无'}（元/月）。", (SUBSIDY, PAYERS, EDUCATION)
            yield self._trace("学历补贴", str(state), how, law, row["subsidy"])
        if row["payable"] is not None:
            before = _yuan(row["current"]) or "没有登记"
            how = f"起始标准加补贴与原报酬（{before}）比，取高的：{row['by']}。"
            value = f"{_yuan(row['payable'])} 元/月"
            yield self._trace("按高标准", value, how, (HIGHER,), row["payable"])

    def _income(self) -> Iterator[Trace]:
        """A year's basic pay beside what rural income makes of the least."""
        row = self.row
        if row["income_floor"] is not None:
            year, floor = _yuan(row["basic_a_year"]), _yuan(row["income_floor"])
            how = f"没有登记基本报酬，应不低于 {floor} 元。"
            if year:
                how = f"同一个月的各笔合起来，全年基本报酬 {year} 元，应不低于 {floor} 元。"
            value = str(row["income_state"] or "待定")
            yield self._trace("与农村收入比", value, how, ("pay.income_multiple",), row["basic"])


def _amount_of(county: CountyFacts, cadre: VillageCadre, day: str, tier: object) -> tuple[str, ...]:
    """The keys of the tiers' names and of what one of them comes to."""
    names = said(villager_value(county, cadre.township, NAMES, day))
    amounts = dict(zip(names.texts(), AMOUNTS, strict=False)) if names else {}
    return (NAMES, *(key for name, key in amounts.items() if name == tier))


def _yuan(cell: object) -> str:
    value = cell.value if isinstance(cell, Cell) else cell
    return plain(exact(value)) if isinstance(value, int | float) else ""
