"""Funds that were set aside for a village, and what was spent from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhucun.facts.benefits import ENTITLED, fund_benefits
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.facts.subsidy import BY_COUNTY
from zhucun.law.numbers import exact
from zhucun.law.value import Value

WORK = "工作经费"
OFFICE = "办公"


@dataclass(frozen=True, slots=True)
class Expense:
    """One expense from a fund. `claimed_at` is the unit where it was reimbursed, or ''."""

    date: str
    category: str
    yuan: Decimal
    claimed_at: str
    place: str


@dataclass(frozen=True, slots=True)
class Fund:
    """One sum for one village in one year. `kind` is 工作经费 (the dispatching unit's),
    财政工作经费 or 专项帮扶经费; `unit` is '' where no unit gives it."""

    id: str
    year: int
    kind: str
    unit: str
    village: str
    yuan: Decimal
    date: str
    expenses: tuple[Expense, ...]
    path: str
    pointer: str

    @property
    def place(self) -> str:
        """Where it stands, as `path#pointer`."""
        return f"{self.path}#{self.pointer}"


def funds_of(county: CountyFacts) -> list[Fund]:
    """Every fund set aside by `as_of` with its expenses by then, in the order of the records."""
    return county.once(_funds)


def _funds(county: CountyFacts) -> list[Fund]:
    found = []
    for record in county.of("funds"):
        for index, raw in enumerate(record.data["funds"]):
            if raw["date"] > county.as_of:
                continue
            pointer = f"/funds/{index}"
            expenses = tuple(
                Expense(
                    date=each["date"],
                    category=each["category"],
                    yuan=exact(each["yuan"]),
                    claimed_at=each.get("claimed_at", ""),
                    place=f"{record.path}#{pointer}/expenses/{number}",
                )
                for number, each in enumerate(raw.get("expenses", ()))
                if each["date"] <= county.as_of
            )
            found.append(
                Fund(
                    id=raw["id"],
                    year=record.data["year"],
                    kind=raw["kind"],
                    unit=raw.get("unit", ""),
                    village=raw["village"],
                    yuan=exact(raw["yuan"]),
                    date=raw["date"],
                    expenses=expenses,
                    path=record.path,
                    pointer=pointer,
                )
            )
    return found


def work_funds(county: CountyFacts) -> dict[tuple[str, int], list[Fund]]:
    """The dispatching units' work funds by (village, year); only those that count."""
    found: dict[tuple[str, int], list[Fund]] = defaultdict(list)
    for fund in funds_of(county):
        if fund.kind == WORK and _counts(county, fund):
            found[fund.village, fund.year].append(fund)
    return dict(found)


def whose_fund(county: CountyFacts, fund: Fund) -> Value | None:
    """What says that a work fund is of the unit that sent those posted there; None if nothing."""
    day = min(f"{fund.year}-12-31", county.as_of)
    asked = value_of(county.pack(day), "fund.posted_unit", day)
    return asked if asked is not None and asked.value is True else None


def _counts(county: CountyFacts, fund: Fund) -> bool:
    if whose_fund(county, fund) is None:
        return True
    whose = fund_benefits(county, fund.village, fund.unit, fund.year)
    return whose in (ENTITLED, BY_COUNTY)


def sum_of(parts: Iterable[Fund | Expense]) -> Decimal:
    """Yuan of some funds or expenses together."""
    return sum((part.yuan for part in parts), Decimal(0))
