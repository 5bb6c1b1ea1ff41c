"""Funds that were set aside for a village, and what was spent from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhucun.facts.county import CountyFacts
from zhucun.law.numbers import exact

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
    """The dispatching units' work funds by (village, year)."""
    found: dict[tuple[str, int], list[Fund]] = defaultdict(list)
    for fund in funds_of(county):
        if fund.kind == WORK:
            found[fund.village, fund.year].append(fund)
    return dict(found)


def sum_of(parts: Iterable[Fund | Expense]) -> Decimal:
    """Yuan of some funds or expenses together."""
    return sum((part.yuan for part in parts), Decimal(0))
