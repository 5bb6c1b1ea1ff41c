"""Subsidies and travel paid, work funds and what they were spent on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.read.tree import Record


@stream("payment", "补助发放", "payments")
def payments(county: CountyFacts) -> Iterator[Act]:
    """Subsidies paid; each covers the months that it is for."""
    for record, pointer, item in _paid(county, "payments"):
        first, last = month_span(min(item["months"])), month_span(max(item["months"]))
        span = (first[0], last[1])
        yield act(record, pointer, item, date=item["date"], span=span, cadre=item["cadre"])


@stream("travel", "往返路费", "payments")
def travel(county: CountyFacts) -> Iterator[Act]:
    """Travel repaid; each claim is for its month."""
    for record, pointer, item in _paid(county, "travel"):
        yield act(
            record, pointer, item, date=item["date"], period=item["month"], cadre=item["cadre"]
        )


def _paid(county: CountyFacts, part: str) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    for record in county.of("payments"):
        for index, item in enumerate(record.data.get(part, ())):
            yield record, f"/{part}/{index}", item


@stream("fund", "工作经费", "funds")
def funds(county: CountyFacts) -> Iterator[Act]:
    """Money set aside for a village's work in a year."""
    for record in county.of("funds"):
        for index, item in enumerate(record.data["funds"]):
            yield act(
                record,
                f"/funds/{index}",
                item,
                date=item["date"],
                period=str(record.data["year"]),
                village=item["village"],
                township=county.township_of(item["village"]),
                unit=item.get("unit", ""),
            )


@stream("expense", "经费支出", "funds")
def expenses(county: CountyFacts) -> Iterator[Act]:
    """What a fund was spent on; `fund_kind` is the fund's kind."""
    for record in county.of("funds"):
        for index, fund in enumerate(record.data["funds"]):
            for n, item in enumerate(fund.get("expenses", ())):
                yield act(
                    record,
                    f"/funds/{index}/expenses/{n}",
                    {**item, "fund_kind": fund["kind"]},
                    date=item["date"],
                    village=fund["village"],
                    unit=fund.get("unit", ""),
                )
