"""Meetings: whether each level held what it is to hold, and what each cadre took part in."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.acting_deputies import DEPUTY_MEETING
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span
from zhucun.facts.obligations import Obligation, obligations_of
from zhucun.facts.subjects import CITY, COUNTY, TOWNSHIP, UNIT

LEVELS = {CITY: "市", COUNTY: "县", TOWNSHIP: "乡镇", UNIT: "派出单位"}
MEETING = "meeting"
STREAMS = (MEETING, DEPUTY_MEETING)
TRAINING, TALK, HEARING, DISPATCH = "培训", "谈心谈话", "听取汇报", "调度会"


@table(
    "meetings",
    "会议",
    "各级该开的会，每一期开了没有。",
    board="work",
    keys=("meeting.county", "meeting.township", "meeting.joint", "unit.hearing"),
    columns=(
        Column("meeting", "会议", public=True),
        Column("level", "层级", public=True),
        Column("township", "乡镇", kind="township", public=True),
        Column("unit", "派出单位", kind="unit", public=True),
        Column("period", "时期", public=True),
        Column("due", "截止日期", kind="date", public=True),
        Column("need", "应开", "制度没有写几次的为空。", kind="count", public=True),
        Column("held", "已开", "由规定的人主持的才计入。", kind="count", public=True),
        Column("state", "状态", kind="state", public=True),
    ),
)
def meetings(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a meeting to be held, whose and period, in the law's order.

    Where the law gives no number there is one row for the year, with what was held.
    """
    open_: dict[tuple[str, str, str], list[Obligation]] = {}
    for each in obligations_of(county):
        cadence = each.cadence
        if cadence.act not in STREAMS or cadence.scope not in LEVELS or cadence.sum:
            continue
        if each.period.start[:4] != f"{year:04d}":
            continue
        if each.need is None:
            open_.setdefault((each.pack.id, cadence.key, each.subject.id), []).append(each)
        else:
            yield _meeting(each, each.period.shown, each.due or None, each.acts)
    for found in open_.values():
        acts = {(act.path, act.pointer): act for each in found for act in each.acts}
        yield _meeting(found[0], f"{year} 年", None, tuple(acts.values()))


def _meeting(each: Obligation, period: str, due: str | None, acts: tuple[Act, ...]) -> Row:
    scope = each.cadence.scope
    return {
        "meeting": each.cadence.title,
        "level": LEVELS[scope],
        "township": each.subject.id if scope == TOWNSHIP else None,
        "unit": each.subject.id if scope == UNIT else None,
        "period": period,
        "due": due,
        "need": each.need,
        "held": Cell(len(acts), _places(acts)),
        "state": each.state,
    }


@table(
    "meeting_counts",
    "会议的次数",
    "各级登记的各类会议一年里开了几次，最近一次在哪天。",
    board="work",
    keys=("meeting.joint_per_year", "meeting.discussion_per_year", "unit_hearing.per_year"),
    columns=(
        Column("kind", "会议", public=True),
        Column("level", "层级", public=True),
        Column("township", "乡镇", kind="township", public=True),
        Column("unit", "派出单位", kind="unit", public=True),
        Column("held", "次数", "不论由谁主持。", kind="count", public=True),
        Column("last", "最近一次", kind="date", public=True),
    ),
)
def meeting_counts(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a kind of meeting and who held it, by kind, level, township and unit."""
    found: dict[tuple[str, str, str, str], list[Act]] = {}
    days = _days(county, year)
    sending = {cadre.unit for cadre in county.cadres.values()}
    for act in acts_of(county, MEETING):
        concerns = not act.unit or act.unit in sending
        if concerns and days.covers(act.date) and act.data["kind"] != TALK:
            key = (str(act.data["kind"]), act.level, act.township, act.unit)
            found.setdefault(key, []).append(act)
    for (kind, level, township, unit), acts in sorted(found.items()):
        yield {
            "kind": kind,
            "level": level,
            "township": township or None,
            "unit": unit or None,
            "held": Cell(len(acts), _places(acts)),
            "last": max(act.date for act in acts),
        }


@table(
    "cadre_meetings",
    "培训、会议和谈话",
    "每名驻村干部一年里参加的培训和调度会，单位听取的汇报，负责人的谈心谈话。",
    board="work",
    keys=("training.per_year", "training.forms", "unit_hearing.per_year", "talk.per_year"),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("trainings", "培训", kind="count"),
        Column("forms", "培训形式", kind="texts"),
        Column("dispatch", "调度会", kind="count"),
        Column("hearings", "单位听取汇报", "派出单位听取汇报的次数。", kind="count"),
        Column("talks", "谈心谈话", "只列次数，原文没有规定几次。", kind="count", rows=("S4-62",)),
    ),
)
def cadre_meetings(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre posted in the year, in order of id."""
    days = _days(county, year)
    attended = [a for a in acts_of(county, "meeting_attendance") if days.covers(a.date)]
    heard = [a for a in acts_of(county, MEETING) if days.covers(a.date)]
    for cadre in county.cadres.values():
        if not cadre.postings_in(days.start, days.end or days.start):
            continue
        own = [a for a in attended if a.cadre == cadre.id]
        trainings = _of_kind(own, TRAINING)
        talks = _of_kind(own, TALK)
        forms = {str(a.data["form"]): None for a in trainings if "form" in a.data}
        hearings = [a for a in _of_kind(heard, HEARING) if a.unit == cadre.unit]
        yield {
            "cadre": cadre.id,
            "trainings": Cell(len(trainings), _places(trainings)),
            "forms": list(forms),
            "dispatch": len(_of_kind(own, DISPATCH)),
            "hearings": Cell(len(hearings), _places(hearings)),
            "talks": Cell(len(talks), _places(talks)),
        }


def _days(county: CountyFacts, year: int) -> Span:
    """The year's days up to the day judged."""
    return Span(f"{year}-01-01", min(f"{year}-12-31", county.as_of))


def _of_kind(acts: list[Act], kind: str) -> list[Act]:
    return [act for act in acts if act.data["kind"] == kind]


def _places(acts: list[Act] | tuple[Act, ...]) -> tuple[str, ...]:
    return tuple(f"{act.path}#{act.pointer}" for act in acts)
