"""Circulars with what was put right, and the talks over areas where absence is marked."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over
from zhucun.facts.presence import value_of

PERSONS = "area.talk_persons"
NO_PROBLEM, RECTIFIED, LATE, IN_TIME, NO_DATE = "没有问题", "已整改", "逾期", "整改中", "没有期限"
TALKED, NOT_TALKED = "已约谈", "还没有约谈"


@table(
    "circulars",
    "通报与整改",
    "市里通报了几次督查，通报里本县的问题什么时候整改到位。",
    board="supervision",
    keys=("circular.scope", "circular.rectification"),
    columns=(
        Column("circular", "通报", public=True),
        Column("issued_on", "通报日期", kind="date", public=True),
        Column("scope", "范围", public=True),
        Column("inspections", "通报的督查", "所通报的督查次数。", kind="count", public=True),
        Column("due", "应整改日期", kind="date", public=True),
        Column("rectified_on", "整改日期", kind="date", public=True),
        Column("state", "情况", kind="state", public=True),
    ),
)
def circulars(county: CountyFacts, year: int) -> Iterator[Row]:
    """The year's circulars that concern this county, a row for each of its problems, or one."""
    code = str(county.region.data["code"])[:6] if county.region else ""
    for act in acts_of(county, "circular"):
        ours = act.here and act.level == "市"
        if not ours or act.date[:4] != f"{year:04d}" or act.date > county.as_of:
            continue
        own = [item for item in act.data["items"] if item["county"] == code]
        for item in own or (None,):
            due = item.get("due") if item else None
            done = item.get("rectified", {}).get("date") if item else None
            done = done if done and done <= county.as_of else None
            yield {
                "circular": f"{act.date[:4]}-{act.data['id']}",
                "issued_on": act.date,
                "scope": act.data["scope"],
                "inspections": Cell(len(act.data["inspections"]), (f"{act.path}#{act.pointer}",)),
                "due": due,
                "rectified_on": done,
                "state": _state(due, done, county.as_of) if item else NO_PROBLEM,
            }


def _state(due: str | None, done: str | None, as_of: str) -> str:
    if done:
        return RECTIFIED
    if due is None:
        return NO_DATE
    return LATE if is_over(due, as_of) else IN_TIME


@table(
    "area_talks",
    "问题突出地区的约谈",
    "认定无故不在岗问题较为突出以后，应当约谈的人约谈了没有。",
    board="supervision",
    keys=(PERSONS, "area.talk_trigger"),
    columns=(
        Column("found_on", "认定日期", kind="date"),
        Column("person", "约谈对象"),
        Column("talked_on", "约谈日期", kind="date"),
        Column("state", "情况", kind="state", rows=("S0-80",)),
    ),
)
def area_talks(county: CountyFacts, year: int) -> Iterator[Row]:
    """For each finding of the year the persons whom the law names, in its order."""
    for act in acts_of(county, "accountability"):
        value = value_of(county.pack(act.date), PERSONS, act.date)
        if act.date[:4] != f"{year:04d}" or act.date > county.as_of or value is None:
            continue
        for person in value.texts() if not value.undetermined else ():
            talk = _talk(act, person, county.as_of)
            yield {
                "found_on": act.date,
                "person": person,
                "talked_on": talk[0] if talk else None,
                "state": Cell(TALKED, (f"{act.path}#{talk[1]}",)) if talk else NOT_TALKED,
            }


def _talk(act: Act, person: str, as_of: str) -> tuple[str, str] | None:
    """The day and place of the first talk with a person."""
    talks = (
        (str(talk["date"]), f"{act.pointer}/talks/{index}")
        for index, talk in enumerate(act.data["talks"])
        if talk["person"] == person and talk["date"] <= as_of
    )
    return min(talks, default=None)
