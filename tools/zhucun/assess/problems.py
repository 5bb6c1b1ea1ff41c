"""Problems that villages can't solve alone and whom they wait for; what rooms are equipped with."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.facts.problems import CLOSED, OPEN, problems_of
from zhucun.facts.subjects import VILLAGE, is_posted, subjects_of

ITEMS = "equipment.items"


@table(
    "problems",
    "上报的问题",
    "驻村工作小组反映、自身无力解决的问题，等在哪里、等了几天、反馈过没有。",
    board="work",
    keys=("problem.escalation", "feedback.per_quarter"),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("id", "编号", public=True),
        Column("raised", "提出日期", kind="date", public=True),
        Column("escalated", "上报日期", kind="date", public=True),
        Column("waits_for", "等待", "承办的部门；还没有上报的写待汇总上报。", public=True),
        Column("owner", "有责任人", "上报的问题写明了责任人没有。", kind="truth"),
        Column("days", "天数", "提出到办结，没有办结的到数据日期。", kind="count", public=True),
        Column("feedback", "反馈次数", kind="count", public=True),
        Column("last_feedback", "最近反馈", kind="date", public=True),
        Column("on_site", "现场办公", "次数。", kind="count", rows=("S0-93b",), public=True),
        Column("pooled", "筹集资金（元）", kind="yuan", rows=("S0-93b",), public=True),
        Column("state", "状态", kind="state", public=True),
    ),
)
def problems(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a problem that was open in the year, in order of village and day."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    for each in sorted(problems_of(county), key=lambda p: (p.village, p.raised_on, p.id)):
        if each.raised_on > last or (each.closed_on and each.closed_on < first):
            continue
        place = f"{each.path}#{each.pointer}"
        yield {
            "village": each.village,
            "id": each.id,
            "raised": each.raised_on,
            "escalated": each.escalated_on or None,
            "waits_for": each.waits_for(county.as_of) or None,
            "owner": each.has_owner if each.escalated_on else None,
            "days": Cell(each.days_open(county.as_of), (place,)),
            "feedback": len(each.feedback),
            "last_feedback": each.feedback[-1] if each.feedback else None,
            "on_site": Cell(len(each.on_site), (f"{place}/on_site",) if each.on_site else ()),
            "pooled": each.pooled_yuan,
            "state": OPEN if each.is_open(county.as_of) else CLOSED,
        }


@table(
    "problem_totals",
    "问题的件数",
    "全县的问题按等待的部门计：没有办结的几件，最久的等了几天。",
    board="work",
    keys=("problem.escalation",),
    columns=(
        Column("waits_for", "等待", public=True),
        Column("open", "没有办结", kind="count", public=True),
        Column("longest", "最久天数", kind="count", public=True),
        Column("unanswered", "没有反馈过", kind="count", public=True),
    ),
)
def problem_totals(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a department that problems wait for at the day judged, by name."""
    waiting: dict[str, list[int]] = {}
    unanswered: dict[str, int] = {}
    for each in problems_of(county):
        to = each.waits_for(county.as_of)
        if to and each.raised_on[:4] <= f"{year:04d}":
            waiting.setdefault(to, []).append(each.days_open(county.as_of))
            unanswered[to] = unanswered.get(to, 0) + (not each.feedback)
    for to, days in sorted(waiting.items()):
        yield {
            "waits_for": to,
            "open": len(days),
            "longest": max(days),
            "unanswered": unanswered[to],
        }


@table(
    "equipment",
    "干群连心室",
    "有驻村干部的村，干群连心室的办公用品配齐了没有。",
    board="work",
    keys=("equipment.complete",),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("there", "已配备", kind="texts", public=True),
        Column("missing", "还缺", "制度没有要求的为空。", kind="texts", public=True),
        Column("state", "状态", kind="state", public=True),
    ),
)
def equipment(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a village with somebody posted on the year's last day (or the day judged)."""
    day = min(f"{year}-12-31", county.as_of)
    value = value_of(county.pack(day), ITEMS, day)
    needed = value.texts() if value and not value.undetermined else None
    for subject in sorted(subjects_of(county, VILLAGE), key=lambda s: s.id):
        if not is_posted(county, subject, day):
            continue
        there = list(subject.data.get("equipment", ()))
        missing = None if needed is None else [item for item in needed if item not in there]
        yield {
            "village": subject.id,
            "there": Cell(there, (f"{subject.path}#{subject.pointer}/equipment",) if there else ()),
            "missing": missing,
            "state": None if missing is None else ("不齐" if missing else "齐全"),
        }
