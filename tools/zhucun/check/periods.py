"""What is kept by month, quarter, week or year falls into it."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_week, month_of, week_days
from zhucun.read.select import select
from zhucun.read.tree import Record

# kind -> (place of a dated object, name of its day, its Chinese name) that its file's period holds
_DATED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "log": (("entries/*", "date", "日志的日期"),),
    "inspections": (("inspections/*", "date", "督查的日期"),),
    "leave": (("leaves/*", "from", "请假的开始日期"),),
    "meetings": (("meetings/*", "date", "会议的日期"),),
    "circulars": (("accountability/*", "date", "认定日期"),),
    "payments": (("payments/*", "date", "发放的日期"), ("travel/*", "date", "报销的日期")),
    "funds": (("funds/*", "date", "安排的日期"),),
    "visits": (("villages/*/visits/*", "date", "走访的日期"),),
    "events": (("events/*", "date", "发生的日期"),),
    "notices": (("notices/*/decision", "date", "决定公示的日期"),),
    "corrections": (
        ("corrections/*", "date", "提出更正的日期"),
        ("late/*", "date", "说明补录的日期"),
    ),
    "problems": (("problems/*", "date", "提出的日期"),),
    "competence": (("evaluations/*", "half", "评价的半年"),),
    "debriefs": (("debriefs/*", "half", "述职的半年"),),
    "pay": (("pay/*", "from", "报酬的起始月份"), ("pay/*", "to", "报酬的截止月份")),
}
# What a report is about may be over when it is sent: its period counts, if it has one.
_ABOUT = {
    "papers": ("papers/*", "period", "date", "材料的时期"),
    "circulars": ("circulars/*", "month", "date", "通报的时期"),
}


@rule(
    title="日期在文件所属的时期之内",
    why="按月、按季、按年存放的记录，日期跑到别的时期就不会被统计到。",
    mend="请改正日期，或把这一条移到它所属时期的文件里。",
)
def date_lies_in_its_period(county: CountyFacts) -> Iterator[Found]:
    """Dated items stand in the file of the month, quarter or year that they fall in."""
    for record in (*county.city_records, *county.records):
        period = record.place.period
        for pointer, title, day, cadre in _dates(record):
            if not _lies_in(day, period):
                yield Found(
                    record.path,
                    pointer,
                    f"{title}是 {day}，不在本文件的{_period_name(period)} {period} 之内。",
                    subject=cadre,
                    period=period,
                    got=day,
                    need=period,
                )


def _period_name(period: str) -> str:
    if "Q" in period:
        return "季度"
    return "月份" if "-" in period else "年度"


def _lies_in(day: str, period: str) -> bool:
    """Whether an ISO day, or a quarter or half-year, lies in a month, a quarter or a year."""
    if "Q" in period:
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}" == period
    return day[: len(period)] == period


def _dates(record: Record) -> Iterator[tuple[str, str, str, str]]:
    """Days and periods that must lie in the file's period: pointer, Chinese name, day, person."""
    kind, data = record.place.kind, record.data
    for place, name, title in _DATED.get(kind, ()):
        for pointer, item in select(data, place):
            cadre = data.get("cadre", item.get("cadre", item.get("village_cadre", "")))
            yield f"{pointer}/{name}", title, item[name], cadre
    if kind in _ABOUT:
        place, name, other, title = _ABOUT[kind]
        for pointer, item in select(data, place):
            key = name if name in item else other
            yield f"{pointer}/{key}", title, item[key], data.get("cadre", "")


@rule(
    title="周次真实存在",
    why="有的年份只有 52 周，写了第 53 周就没有对应的日期。",
    mend="请核对周次（可查 ISO 周历），改为实际的周。",
)
def week_exists(county: CountyFacts) -> Iterator[Found]:
    """A week 53 is written only for years that have one."""
    for record in county.of("whereabouts"):
        yield from _week_fault(record, "/week", record.data["week"])
    for record in county.of("log"):
        for part in ("uploads", "missing"):
            for index, item in enumerate(record.data.get(part, [])):
                yield from _week_fault(record, f"/{part}/{index}/week", item["week"])


def _week_fault(record: Record, pointer: str, week: str) -> Iterator[Found]:
    if not is_week(week):
        yield Found(
            record.path,
            pointer,
            f"{week[:4]} 年没有第 {int(week[6:])} 周。",
            subject=record.data.get("cadre", ""),
            period=week,
            got=week,
        )


@rule(
    title="日志的周次属于本月",
    why="一周归入它的星期日所在的月份；记在别的月份里，本周会显示为没有上传。",
    mend="请把这一条移到该周星期日所在月份的日志文件里。",
    rows=("S0-65",),
    severity="warn",
)
def log_week_belongs_to_its_month(county: CountyFacts) -> Iterator[Found]:
    """Uploads and reasons stand in the log of the month that the week's Sunday falls in."""
    for record in county.of("log"):
        month = record.place.period
        for part in ("uploads", "missing"):
            for index, item in enumerate(record.data.get(part, [])):
                week = item["week"]
                sunday = week_days(week)[6] if is_week(week) else ""
                if sunday and month_of(sunday) != month:
                    yield Found(
                        record.path,
                        f"/{part}/{index}/week",
                        f"{week} 的星期日是 {sunday}，应记在 {month_of(sunday)} 的日志里。",
                        subject=record.data["cadre"],
                        period=month,
                        got=week,
                        need=month_of(sunday),
                    )
