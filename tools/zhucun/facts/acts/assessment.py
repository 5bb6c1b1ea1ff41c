"""Yearly and term-end assessments, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from zhucun.facts.acts.registry import Act, Reader, act, stream
from zhucun.facts.county import CountyFacts

#: Parts of a yearly assessment that are one object each, in Chinese.
PARTS: Final = {
    "daily": "日常考核",
    "half_year": "半年考核",
    "year_end": "年终考核",
    "annual": "年度考核",
    "grades": "等次",
    "debrief": "述职",
    "verification": "核查",
    "benchmark": "年底对标考核",
}


@stream("assessment", "年度考核记录", "assessment")
def assessments(county: CountyFacts) -> Iterator[Act]:
    """Whole yearly records, undated."""
    for record in county.of("assessment"):
        data = record.data
        yield act(record, "", data, period=str(data["year"]), cadre=data["cadre"])


def _part(name: str) -> Reader:
    def read(county: CountyFacts) -> Iterator[Act]:
        for record in county.of("assessment"):
            item: dict[str, Any] | None = record.data.get(name)
            if item:
                yield act(
                    record,
                    f"/{name}",
                    item,
                    date=item["date"],
                    period=str(record.data["year"]),
                    cadre=record.data["cadre"],
                    by=(item["by"],) if "by" in item else (),
                )

    return read


for _name, _title in PARTS.items():
    stream(_name, _title, "assessment")(_part(_name))


@stream("rating", "评议", "assessment")
def ratings(county: CountyFacts) -> Iterator[Act]:
    """Ratings by the organisation and by the masses."""
    for record in county.of("assessment"):
        for index, item in enumerate(record.data.get("ratings", ())):
            yield act(
                record,
                f"/ratings/{index}",
                item,
                date=item["date"],
                period=str(record.data["year"]),
                cadre=record.data["cadre"],
                by=(item["by"],),
            )


@stream("registration_form", "考核登记表", "assessment")
def registration_forms(county: CountyFacts) -> Iterator[Act]:
    """Registration forms, by the day they were sent to the unit."""
    for record in county.of("assessment"):
        form = record.data.get("registration_form")
        if form:
            yield act(
                record,
                "/registration_form",
                form,
                date=form["sent"],
                period=str(record.data["year"]),
                cadre=record.data["cadre"],
            )


@stream("term_end", "期满考核", "term_assessment")
def term_ends(county: CountyFacts) -> Iterator[Act]:
    """Term-end assessments; each covers the posting that it is about."""
    for record in county.of("term_assessment"):
        data = record.data
        cadre = county.cadres.get(data["cadre"])
        postings = cadre.postings if cadre else ()
        posting = next((p for p in postings if p.serial == data["serial"]), None)
        span = (posting.span.start, posting.term_end) if posting else None
        yield act(
            record,
            "",
            data,
            date=data["date"],
            span=span,
            cadre=data["cadre"],
            unit=data.get("unit", ""),
            by=(data["by"],),
        )
