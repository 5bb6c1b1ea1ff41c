"""Rules on log entries: one each day in the village, and evidence of visits and help."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.sheets import on_sheet
from zhucun.facts.county import CountyFacts
from zhucun.facts.daylogs import day_log
from zhucun.facts.presence import months_of
from zhucun.facts.sheets import IN_VILLAGE


@rule(
    title="在村的每一天都有日志",
    why="每天记录工作日志，在村做了什么才有据可查。",
    mend="按当天的情况补记 entries；当天不在村的，先改正考勤。",
    rows=("S1-12",),
    severity="warn",
)
def in_village_day_has_an_entry(county: CountyFacts) -> Iterator[Found]:
    """In months that are over, each in-village day has a log entry where the law asks for it."""
    for cadre in county.cadres.values():
        for month in months_of(county, cadre):
            sheet = county.sheets.get((cadre.id, month))
            if sheet is None or sheet.errors:
                continue
            written = day_log(county, cadre.id, month)
            log = county.logs.get((cadre.id, month))
            logs = f"{county.path}/{sheet.township}/logs/"
            if written.daily is None or not written.unwritten or county.lacks(logs):
                continue
            days = "、".join(str(int(day[8:])) for day in written.unwritten)
            message = f"{cadre.id} {month} 的 {days} 日在村，日志没有记录"
            got, need = written.days_written, len(written.in_village)
            cite = written.daily.cite
            if log is None:
                yield on_sheet(sheet, message, status=IN_VILLAGE, got=got, need=need, cite=cite)
                continue
            yield Found(
                log.path,
                "/entries" if log.entries else "",
                message,
                subject=cadre.id,
                period=month,
                got=got,
                need=need,
                cite=cite,
                evidence=(f"{sheet.path}#{sheet.pointer}/{IN_VILLAGE}",),
                at_key=bool(log.entries),
            )


@rule(
    title="走访和帮扶有佐证",
    why="走访、帮扶要详细记录并留存佐证资料备查。",
    mend="在这一条的 evidence 写佐证材料的编号或文件名；没有留存的，尽快补齐。",
    rows=("S1-13",),
    severity="warn",
)
def visit_entry_has_evidence(county: CountyFacts) -> Iterator[Found]:
    """A log entry of a kind that owes evidence names at least one piece of it."""
    for (cadre, month), log in county.logs.items():
        written = day_log(county, cadre, month)
        for index in written.bare:
            entry = log.entries[index]
            if written.kinds is None or entry["date"] > county.as_of:
                continue
            yield Found(
                log.path,
                f"/entries/{index}",
                f"{cadre} {entry['date']} 的日志写的是{entry['kind']}，没有佐证",
                subject=cadre,
                period=month,
                got=0,
                need=1,
                cite=written.kinds.cite,
            )
