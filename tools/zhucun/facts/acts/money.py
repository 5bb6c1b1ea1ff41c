"""Subsidies and travel paid, work funds and what they were spent on."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.county import CountyFacts


@stream("payment", "补助发放", "payments")
def payments(county: CountyFacts) -> Iterator[Act]:
    """Subsidies paid for a quarter."""
    return _paid(county, "payments")


@stream("travel", "往返路费", "payments")
def travel(county: CountyFacts) -> Iterator[Act]:
    """Travel repaid; each claim is for its month."""
    return _paid(county, "travel")


def _paid(county: CountyFacts, part: str) -> Iterator[Act]:
    for record in county.of("payments"):
        for index, item in enumerate(record.data.get(part, ())):
            yield act(
                record,
                f"/{part}/{index}",
                item,
                date=item["date"],
                period=item.get("month", record.data["quarter"]),
                cadre=item["cadre"],
            )


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
