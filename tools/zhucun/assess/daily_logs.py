"""Logs by month: days in the village with an entry, evidence kept, evaluated by the township."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.daylogs import DayLog, day_log
from zhucun.facts.logweeks import uploaded_together, uploads_of
from zhucun.facts.presence import months_of

WHOLE, GAPS, NOT_ASKED, UNREGISTERED = "齐全", "有缺", "不要求", "没有考勤"


@table(
    "daily_log",
    "日志与佐证",
    "每名驻村干部每月在村几天、日志记了几天，走访和帮扶有没有佐证，乡镇党委评价了没有。",
    board="duties",
    keys=(
        "log.daily_entries",
        "log.evidence_kinds",
        "log.late_days",
        "log.weeks_a_day",
        "review.monthly",
        "log.evaluation",
    ),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("month", "月份", kind="month"),
        Column("in_village", "在村天数", kind="count"),
        Column("entries", "日志条数", kind="count"),
        Column("unwritten", "没有记录的天数", "在村而日志没有记录的天数。", kind="count"),
        Column("daily", "逐日记录", kind="state"),
        Column("owing", "应有佐证", "类型为走访、帮扶等的条目。", kind="count"),
        Column("bare", "没有佐证", kind="count"),
        Column("latest", "最迟几天上传", "各周的日志，最迟的在该周结束后几天上传。", kind="count"),
        Column("together", "同日上传的周数", "与别的周同一天上传的周。", kind="count"),
        Column("evaluated", "评价日期", "乡镇党委评价的日期。", kind="date"),
    ),
)
def daily_log(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre and month that is over; counts are None where the law doesn't ask."""
    uploads = uploads_of(county)
    evaluations = {(act.cadre, act.period): act for act in acts_of(county, "evaluation")}
    for cadre in county.cadres.values():
        together = uploaded_together(uploads.get(cadre.id, []))
        for month in months_of(county, cadre):
            if month[:4] != f"{year:04d}":
                continue
            found, log = day_log(county, cadre.id, month), county.logs.get((cadre.id, month))
            evaluation = evaluations.get((cadre.id, month))
            made = [each for each in uploads.get(cadre.id, []) if each.log.month == month]
            at = tuple(f"{log.path}#/entries/{n}" for n in found.bare) if log else ()
            yield {
                "cadre": cadre.id,
                "month": month,
                "in_village": len(found.in_village),
                "entries": found.entries,
                "unwritten": len(found.unwritten) if found.daily else None,
                "daily": _state(found, (cadre.id, month) in county.sheets),
                "owing": len(found.owing) if found.kinds else None,
                "bare": Cell(len(found.bare), at) if found.kinds else None,
                "latest": max(0, *(each.late for each in made)) if made else None,
                "together": sum(len(together[each.date]) > 1 for each in made) if made else None,
                "evaluated": (
                    Cell(evaluation.date, (f"{evaluation.path}#{evaluation.pointer}",))
                    if evaluation and evaluation.date <= county.as_of
                    else None
                ),
            }


def _state(found: DayLog, registered: bool) -> str:
    if found.daily is None:
        return NOT_ASKED
    if not registered:
        return UNREGISTERED
    return GAPS if found.unwritten else WHOLE
