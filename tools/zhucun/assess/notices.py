"""Public notices: what is shown until when, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import (
    DECIDERS,
    FOR_GOOD,
    KINDS,
    NEGATIVE_LIST,
    OVER,
    PLANS,
    SHOWN,
    UNANSWERED,
    UNSETTLED,
    WITHDRAWN,
    Notice,
    Stage,
    cadres_of,
    notices_of,
    record_at,
    stage_on,
    state_on,
    window_days,
    window_end,
)

UNDETERMINED = "待定"
#: The order in which a reader wants them: what can still be objected to comes first.
STAGES = (SHOWN, OVER, FOR_GOOD)


@table(
    "notices",
    "公示事项",
    "规划、考核和荣誉的公示：公示什么，从哪天到哪天，是不是还在公示。负面清单的公示见负面清单。",
    board="notices",
    keys=(DECIDERS,),
    columns=(
        Column("statement", "公示文字", public=True),
        Column("kind", "事项", public=True),
        Column("since", "公示开始", "决定公示的日期。", kind="date", public=True),
        Column(
            "until",
            "公示结束",
            "公示的最后一天；确认公布的，决定没有写天数时为确认的日期；没有规定天数的为待定。",
            public=True,
        ),
        Column("stage", "状态", "公示中、公示期满或已公布。", kind="state", public=True),
        Column("id", "编号", public=True),
        Column("cadres", "涉及干部", "规划以外的公示涉及谁。", kind="texts", subject=True),
        Column("progress", "办理情况", "内部看的状态，写明异议办到哪一步。", kind="state"),
        Column("objections", "异议", "收到的异议件数。", kind="count"),
        Column("shown", "网站显示", "撤回的和负面清单不列在公示看板。", kind="truth", gate=True),
    ),
)
def notices(county: CountyFacts, year: int) -> Iterator[Row]:
    """Notices of the year, decided by the day judged: those still shown first, the newest first."""
    day = min(f"{year}-12-31", county.as_of)
    found = sorted(_of_year(county, year), key=lambda n: (n.decided_on, n.id), reverse=True)
    for notice in sorted(found, key=lambda n: STAGES.index(_stage(county, n, day))):
        here = f"{notice.path}#{notice.pointer}"
        yield {
            "statement": Cell(_statement(county, notice), (here,)),
            "kind": notice.kind,
            "since": Cell(notice.decided_on, (f"{here}/decision/date",)),
            "until": window_end(county, notice, day) or UNDETERMINED,
            "stage": _stage(county, notice, day) if notice.is_shown(day) else WITHDRAWN,
            "id": notice.id,
            "cadres": [] if notice.kind == PLANS else list(cadres_of(county, notice)),
            "progress": state_on(county, notice, day),
            "objections": _objections(notice, day),
            "shown": notice.is_shown(day) and notice.kind != NEGATIVE_LIST,
        }


@table(
    "notice_counts",
    "公示件数",
    "今年各类公示有几件，撤回了几件；撤回的只留件数。",
    board="notices",
    columns=(
        Column("kind", "事项", public=True),
        Column("days", "公示几天", "制度或者市、县的规定；都没有的为待定。", public=True),
        Column("running", "公示中", kind="count", public=True),
        Column("over", "公示期满", kind="count", public=True),
        Column("published", "已公布", kind="count", public=True),
        Column("withdrawn", "已撤回", kind="count", public=True),
        Column("unanswered", "异议待答复", kind="count"),
        Column("unsettled", "异议待处理", kind="count"),
    ),
)
def notice_counts(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row each kind of which the year has any."""
    day = min(f"{year}-12-31", county.as_of)
    for kind in KINDS:
        found = [n for n in _of_year(county, year) if n.kind == kind]
        if not found:
            continue
        shown = [n for n in found if n.is_shown(day)]
        stages = [_stage(county, n, day) for n in shown]
        states = [state_on(county, n, day) for n in found]
        days = window_days(county, kind, day)
        yield {
            "kind": kind,
            "days": f"{days} 天" if days else UNDETERMINED,
            "running": stages.count(SHOWN),
            "over": stages.count(OVER),
            "published": stages.count(FOR_GOOD),
            "withdrawn": len(found) - len(shown),
            "unanswered": states.count(UNANSWERED),
            "unsettled": states.count(UNSETTLED),
        }


def _of_year(county: CountyFacts, year: int) -> list[Notice]:
    """Notices decided in the year, or shown or withdrawn in it since an earlier one."""
    day = min(f"{year}-12-31", county.as_of)
    return [n for n in notices_of(county) if n.has_begun(day) and _last_year(county, n) >= year]


def _stage(county: CountyFacts, notice: Notice, day: str) -> Stage:
    return stage_on(window_end(county, notice, day), notice.confirmed_on, day)


def _last_year(county: CountyFacts, notice: Notice) -> int:
    """The last year in which a notice is shown as such or something becomes of it."""
    acts = (window_end(county, notice), notice.confirmed_on, notice.withdrawn_on)
    return int(max(notice.decided_on, *acts)[:4]) if any(acts) else 9999


def _statement(county: CountyFacts, notice: Notice) -> str:
    """What a notice says; one of the negative list in the words that its case decided on."""
    record = record_at(county, notice.files[0]) if notice.kind == NEGATIVE_LIST else None
    publication: dict[str, Any] = record.data.get("publication", {}) if record else {}
    return str(publication.get("statement", notice.statement))


def _objections(notice: Notice, day: str) -> Cell:
    received = [o for o in notice.objections if o.received_on <= day]
    return Cell(len(received), tuple(f"{notice.path}#{o.pointer}" for o in received))
