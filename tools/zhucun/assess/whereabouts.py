"""Whereabouts boards: where they hang, and whether they show what they must."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.households import postings_in_year
from zhucun.facts.people import Cadre
from zhucun.facts.presence import months_of, presence_of, value_of

FIELDS = "whereabouts.board_fields"
NAME, PHONE = "姓名", "联系电话"


@table(
    "whereabouts_boards",
    "去向牌",
    "有驻村干部的村，去向牌挂在哪里、从哪天起。",
    board="duties",
    keys=("whereabouts.daily", "whereabouts.board", "whereabouts.board_place"),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("location", "位置", "没有挂的为空。", public=True),
        Column("place", "悬挂处", public=True),
        Column("since", "启用日期", kind="date", public=True),
    ),
)
def whereabouts_boards(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a village or community with a cadre in the year, where boards are required."""
    if not _is_required(county, min(f"{year}-12-31", county.as_of)):
        return
    for code in sorted(postings_in_year(county, year)):
        village = county.villages.get(code)
        if village is not None:
            board = village.data.get("board", {})
            yield {
                "village": code,
                "location": board.get("location"),
                "place": board.get("place"),
                "since": board.get("since"),
            }


@table(
    "board_fields",
    "去向牌内容",
    "去向牌应有的姓名、联系电话和每天去向，每名干部还缺哪些。",
    board="duties",
    keys=(FIELDS, "whereabouts.daily"),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("village", "驻地", kind="village"),
        Column("missing_days", "没有公示的天数", "应当公示而没有公示的天数。", kind="count"),
        Column("lacking", "还缺", "去向牌上还缺的内容。", kind="texts", rows=("S0-62",)),
    ),
)
def board_fields(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre posted in the year, in order of id, where the law says what a board shows."""
    last = min(f"{year}-12-31", county.as_of)
    fields = value_of(county.pack(last), FIELDS, last)
    if fields is None or fields.undetermined or not _is_required(county, last):
        return
    for cadre in county.cadres.values():
        postings = cadre.postings_in(f"{year}-01-01", last)
        if not postings:
            continue
        missing = _unpublished(county, cadre, year)
        shown = {NAME: bool(cadre.name), PHONE: bool(cadre.data.get("phone"))}
        lacking = [text for text in fields.texts() if not shown.get(text, not missing)]
        yield {
            "cadre": cadre.id,
            "village": postings[-1].village,
            "missing_days": len(missing),
            "lacking": Cell(lacking, (f"{cadre.path}#/postings",)),
        }


def _is_required(county: CountyFacts, day: str) -> bool:
    daily = value_of(county.pack(day), "whereabouts.daily", day)
    return daily is not None and daily.value is True


def _unpublished(county: CountyFacts, cadre: Cadre, year: int) -> list[str]:
    """Days of the year's months that are over and should have been published, in order."""
    months = (month for month in months_of(county, cadre) if month[:4] == f"{year:04d}")
    found = (presence_of(county, cadre, month) for month in months)
    return [day for presence in found if presence for day in presence.unpublished]
