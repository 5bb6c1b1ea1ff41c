"""Inspections, comments, draws, circulars, and the cases that follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.bodies import taking_part
from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import first_day
from zhucun.read.tree import Record


def _inspections(county: CountyFacts) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    city = (r for r in county.city_records if r.place.kind == "inspections")
    for record in (*city, *county.of("inspections")):
        for index, item in enumerate(record.data["inspections"]):
            yield record, f"/inspections/{index}", item


def _with_bodies(county: CountyFacts, item: dict[str, Any]) -> dict[str, Any]:
    """An inspection with every body that took part, those named and those of the inspectors."""
    named = item.get("bodies", ())
    return {**item, "bodies": list(taking_part(county, named, item["inspectors"], item["date"]))}


def _is_here(county: CountyFacts, record: Record, item: dict[str, Any]) -> bool:
    """Whether it is the county's own inspection or visited one of its cadres."""
    return bool(record.place.county) or any(v["cadre"] in county.cadres for v in item["visits"])


def _township(county: CountyFacts, item: dict[str, Any]) -> str:
    """The folder of the township that held the inspection, by who inspected whom.

    "" where no inspector is of a township, or nobody posted there was looked for.
    """
    for officer in item["inspectors"]:
        for term in county.in_office(officer, item["date"]):
            township = term.area.rpartition("/")[2]
            if term.level == "乡镇" and township in _visited(county, item):
                return township
    return ""


def _visited(county: CountyFacts, item: dict[str, Any]) -> set[str]:
    """The folders of the townships in which the cadres looked for were posted that day."""
    postings = (
        county.cadres[visit["cadre"]].posting_on(item["date"])
        for visit in item["visits"]
        if visit["cadre"] in county.cadres
    )
    return {county.township_of(posting.village) for posting in postings if posting}


@stream("inspection", "督查", "inspections")
def inspections(county: CountyFacts) -> Iterator[Act]:
    """Inspections of the city, the county and its townships, with every body that took part."""
    for record, pointer, item in _inspections(county):
        yield act(
            record,
            pointer,
            _with_bodies(county, item),
            date=item["date"],
            level=item["level"],
            township=_township(county, item) if item["level"] == "乡镇" else "",
            by=tuple(item["inspectors"]),
            here=_is_here(county, record, item),
        )


@stream("inspection_visit", "督查查看", "inspections", at="/inspections/0/visits/0")
def inspection_visits(county: CountyFacts) -> Iterator[Act]:
    """Each cadre looked for; the data are the visit's, with the inspection's own beside them."""
    for record, pointer, item in _inspections(county):
        for index, visit in enumerate(item["visits"]):
            if visit["cadre"] in county.cadres:
                yield act(
                    record,
                    f"{pointer}/visits/{index}",
                    {**_with_bodies(county, item), **visit},
                    date=item["date"],
                    level=item["level"],
                    cadre=visit["cadre"],
                    by=tuple(item["inspectors"]),
                )


@stream("inspection_filing", "督查结果报送", "inspections", at="/inspections/0/filed/0")
def inspection_filings(county: CountyFacts) -> Iterator[Act]:
    """Each report of an inspection's results."""
    for record, pointer, item in _inspections(county):
        for index, filing in enumerate(item.get("filed", ())):
            yield act(
                record,
                f"{pointer}/filed/{index}",
                {**item, **filing},
                date=filing["date"],
                level=item["level"],
                township=_township(county, item) if item["level"] == "乡镇" else "",
                here=_is_here(county, record, item),
            )


@stream("review", "季度点评", "reviews", at="/comments/0")
def reviews(county: CountyFacts) -> Iterator[Act]:
    """The county's comment on a cadre's quarter; none that is dated before the quarter (Z82)."""
    for record in county.of("reviews"):
        first = first_day(record.data["quarter"])
        for index, item in enumerate(record.data["comments"]):
            if item["date"] < first:
                continue
            yield act(
                record,
                f"/comments/{index}",
                item,
                date=item["date"],
                period=record.data["quarter"],
                cadre=item["cadre"],
                by=(item["by"],),
            )


def _draws(county: CountyFacts) -> Iterator[Record]:
    return (r for r in county.city_records if r.place.kind == "draw")


@stream("draw", "随机抽查名单", "draw")
def draws(county: CountyFacts) -> Iterator[Act]:
    """The city's drawing of a quarter's sample."""
    for record in _draws(county):
        data = record.data
        here = any(cadre in county.cadres for cadre in data["sample"])
        yield act(
            record, "", data, date=data["date"], period=data["quarter"], by=(data["by"],), here=here
        )


@stream("draw_result", "抽查情况", "draw", at="/results/0")
def draw_results(county: CountyFacts) -> Iterator[Act]:
    """What the check of a drawn cadre of this county found."""
    for record in _draws(county):
        for index, item in enumerate(record.data.get("results", ())):
            if item["cadre"] in county.cadres:
                yield act(
                    record,
                    f"/results/{index}",
                    item,
                    date=item["date"],
                    period=record.data["quarter"],
                    cadre=item["cadre"],
                    by=(item["by"],),
                )


def _circulars(county: CountyFacts, part: str) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    for record in county.city_records:
        if record.place.kind == "circulars":
            for index, item in enumerate(record.data.get(part, ())):
                yield record, f"/{part}/{index}", item


def _code(county: CountyFacts) -> str:
    return str(county.region.data["code"])[:6] if county.region else ""


@stream("circular", "通报", "circulars")
def circulars(county: CountyFacts) -> Iterator[Act]:
    """The city's circulars, and the townships' monthly ones on their village cadres."""
    for record, pointer, item in _circulars(county, "circulars"):
        if "scope" not in item:
            continue
        here = item["scope"] == "全市" or any(x["county"] == _code(county) for x in item["items"])
        yield act(record, pointer, item, date=item["date"], by=(item["by"],), here=here)
    for record in county.of("circulars"):
        for index, item in enumerate(record.data.get("circulars", ())):
            month, pointer = item.get("month", ""), f"/circulars/{index}"
            yield act(record, pointer, item, date=item["date"], period=month, by=(item["by"],))


@stream("circular_item", "通报的问题", "circulars")
def circular_items(county: CountyFacts) -> Iterator[Act]:
    """Each fault that a circular names in this county, with its rectification."""
    for record, pointer, item in _circulars(county, "circulars"):
        for index, fault in enumerate(item.get("items", ())):
            if fault["county"] == _code(county):
                yield act(record, f"{pointer}/items/{index}", fault, date=item["date"])


@stream("accountability", "地区问责", "circulars", at="/accountability/0")
def accountability(county: CountyFacts) -> Iterator[Act]:
    """Findings that absence is marked in this county, with the talks held."""
    for record, pointer, item in _circulars(county, "accountability"):
        if item["county"] == _code(county):
            yield act(record, pointer, item, date=item["date"], by=(item["by"],))


@stream("talk", "问责约谈", "circulars", at="/accountability/0/talks/0")
def talks(county: CountyFacts) -> Iterator[Act]:
    """Each talk held over this county."""
    for record, pointer, item in _circulars(county, "accountability"):
        if item["county"] == _code(county):
            for index, talk in enumerate(item["talks"]):
                place = f"{pointer}/talks/{index}"
                yield act(record, place, talk, date=talk["date"], by=(talk["by"],))


@stream("case", "负面清单案件", "case", at="/cadre")
def cases(county: CountyFacts) -> Iterator[Act]:
    """Cases, by the day of discovery."""
    for record in county.of("case"):
        data = record.data
        by = (data["opened"]["by"],)
        yield act(record, "", data, date=data["found_on"], cadre=data["cadre"], by=by)


@stream("disposition", "处理", "case", at="/cadre")
def dispositions(county: CountyFacts) -> Iterator[Act]:
    """What was done about a case; `case_kind` is what the case is about."""
    for record in county.of("case"):
        data = record.data
        for index, item in enumerate(data.get("dispositions", ())):
            yield act(
                record,
                f"/dispositions/{index}",
                {**item, "case_kind": data["kind"]},
                date=item["date"],
                cadre=data["cadre"],
                by=(item["by"],),
            )
