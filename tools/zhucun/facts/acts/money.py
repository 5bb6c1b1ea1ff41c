"""Subsidies and travel paid, work funds and what they were spent on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.benefits import fund_benefits
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, month_span, months_between
from zhucun.facts.periods import quarter_of, span_of
from zhucun.read.tree import Record


@stream("payment", "补助发放", "payments", at="/payments/0")
def payments(county: CountyFacts) -> Iterator[Act]:
    """Subsidies paid; each covers the months that it is for."""
    for record, pointer, item in _paid(county, "payments"):
        first, last = month_span(min(item["months"])), month_span(max(item["months"]))
        span = (first[0], last[1])
        yield act(record, pointer, item, date=item["date"], span=span, cadre=item["cadre"])


@stream("paid_quarter", "季度补助发放", "payments", at="/payments/0")
def paid_quarters(county: CountyFacts) -> Iterator[Act]:
    """Payments by which a cadre has been paid for the quarter's every month served whole.

    A payment of 0 yuan says that nothing is paid, and why. One for two quarters counts for both.
    """
    covered: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    paid = sorted(_paid(county, "payments"), key=lambda each: each[2]["date"])
    for record, pointer, item in paid:
        for quarter in sorted({quarter_of(month) for month in item["months"]}):
            months = covered[item["cadre"], item["scheme"], quarter]
            months.update(item["months"])
            if months.issuperset(_months_served(county, item["cadre"], quarter)):
                yield act(
                    record,
                    pointer,
                    item,
                    date=item["date"],
                    period=quarter,
                    cadre=item["cadre"],
                )


def _months_served(county: CountyFacts, id_: str, quarter: str) -> list[str]:
    """A quarter's months, registered here, of which a cadre served every day."""
    cadre, span = county.cadres.get(id_), span_of(quarter)
    if cadre is None or span is None:
        return []
    months = list(months_between(month_of(span[0]), month_of(span[1])))
    spans = {month: month_span(month) for month in months if month >= county.records_from}
    return [
        month
        for month, (first, last) in spans.items()
        if any(service.covers(first) and service.covers(last) for service in cadre.services)
    ]


@stream("travel", "往返路费", "payments", at="/travel/0")
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
    """Money set aside for a village's work in a year.

    `benefits` is what those have for whom its unit set it aside, '' if it has nobody there.
    """
    for record in county.of("funds"):
        year = record.data["year"]
        for index, item in enumerate(record.data["funds"]):
            whose = fund_benefits(county, item["village"], item.get("unit", ""), year)
            yield act(
                record,
                f"/funds/{index}",
                {**item, "benefits": whose},
                date=item["date"],
                period=str(year),
                village=item["village"],
                township=county.township_of(item["village"]),
                unit=item.get("unit", ""),
            )


@stream("expense", "经费支出", "funds")
def expenses(county: CountyFacts) -> Iterator[Act]:
    """What a fund was spent on; `fund_kind` is the fund's kind, `benefits` as of the fund."""
    for record in county.of("funds"):
        year = record.data["year"]
        for index, fund in enumerate(record.data["funds"]):
            whose = fund_benefits(county, fund["village"], fund.get("unit", ""), year)
            for n, item in enumerate(fund.get("expenses", ())):
                yield act(
                    record,
                    f"/funds/{index}/expenses/{n}",
                    {**item, "fund_kind": fund["kind"], "benefits": whose},
                    date=item["date"],
                    village=fund["village"],
                    unit=fund.get("unit", ""),
                )
