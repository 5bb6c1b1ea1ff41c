"""A file's path says what it holds: name, folder, month and week agree with the content."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_week, month_of, month_span, week_days
from zhucun.read.tree import Record

# kind -> (property, its Chinese name, part of the path that it repeats)
_REPEATED = {
    "attendance": (("month", "月份", "period"),),
    "leave": (("month", "月份", "period"),),
    "whereabouts": (("week", "周", "period"),),
    "inspections": (("month", "月份", "period"),),
    "log": (("month", "月份", "period"), ("cadre", "干部编号", "name")),
    "assessment": (("year", "年度", "period"), ("cadre", "干部编号", "name")),
    "cadre": (("id", "干部编号", "name"),),
    "case": (("id", "案件编号", "name"),),
    "project": (("id", "项目编号", "name"),),
}
_LEVELS = {"city": "市", "county": "县", "township": "乡镇"}


def _records(county: CountyFacts) -> tuple[Record, ...]:
    return (*county.city_records, *county.records)


@rule(
    title="文件内容与文件名、文件夹一致",
    why="工具按路径找记录；内容与路径不一致，这份记录会被当成别人的或别的月份的。",
    mend="请改正内容，或把文件改名、移到应在的文件夹。",
)
def file_name_matches_content(county: CountyFacts) -> Iterator[Found]:
    """What a file repeats of its own path says the same as the path."""
    for record in _records(county):
        for key, title, part in _REPEATED.get(record.place.kind, ()):
            written, expected = str(record.data[key]), str(getattr(record.place, part))
            if written != expected:
                yield Found(
                    record.path,
                    f"/{key}",
                    f"{title}写的是 {written}，而文件所在的路径是 {expected}。",
                    got=written,
                    need=expected,
                )
        if record.place.kind == "region":
            yield from _level_fault(record)


def _level_fault(record: Record) -> Iterator[Found]:
    level, expected = record.data["level"], _LEVELS[record.place.scope]
    if level != expected:
        yield Found(
            record.path,
            "/level",
            f"层级写的是“{level}”，而这个文件夹是{expected}一级的。",
            got=level,
            need=expected,
        )


@rule(
    title="编号以本县代码开头",
    why="干部和案件的编号在全国唯一，靠的是前六位是县的代码。",
    mend="请把编号和文件名一起改为以本县六位代码开头。",
)
def id_begins_with_the_county_code(county: CountyFacts) -> Iterator[Found]:
    """Ids of cadres and cases begin with the county's six digits."""
    if not county.region:
        return
    code = county.region.data["code"][:6]
    for record in (*county.of("cadre"), *county.of("case")):
        id_ = record.data["id"]
        if not id_.startswith(f"{code}-"):
            yield Found(
                record.path,
                "/id",
                f"编号 {id_} 的前六位不是本县代码 {code}。",
                subject=record.data.get("cadre", id_),
                got=id_[:6],
                need=code,
            )


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
    title="日期在本月之内",
    why="按月存放的记录，日期跑到别的月份就不会被统计到。",
    mend="请改正日期，或把这一条移到它所在月份的文件里。",
)
def date_lies_in_its_month(county: CountyFacts) -> Iterator[Found]:
    """Log entries, inspections and leaves stand in the file of the month they fall in."""
    for record in _records(county):
        month = record.place.period
        for pointer, title, day, cadre in _dates(record):
            if month_of(day) != month:
                yield Found(
                    record.path,
                    pointer,
                    f"{title}是 {day}，不在本文件的月份 {month} 之内。",
                    subject=cadre,
                    period=month,
                    got=day,
                    need=month,
                )


def _dates(record: Record) -> Iterator[tuple[str, str, str, str]]:
    """Dates that must lie in the file's month: pointer, Chinese name, day, cadre."""
    data = record.data
    if record.place.kind == "log":
        for index, entry in enumerate(data.get("entries", [])):
            yield f"/entries/{index}/date", "日志的日期", entry["date"], data["cadre"]
    elif record.place.kind == "inspections":
        for index, inspection in enumerate(data["inspections"]):
            yield f"/inspections/{index}/date", "督查的日期", inspection["date"], ""
    elif record.place.kind == "leave":
        for index, leave in enumerate(data["leaves"]):
            yield f"/leaves/{index}/from", "请假的开始日期", leave["from"], leave["cadre"]


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


@rule(
    title="记录放在干部任职的乡镇",
    why="考勤、请假、去向和日志由干部任职的乡镇党委登记；放错乡镇，两边的统计都会错。",
    mend="请把这一条移到干部任职的乡镇的文件夹，或先改正他的任职记录。",
)
def record_is_in_the_cadres_township(county: CountyFacts) -> Iterator[Found]:
    """A township keeps records only of cadres who are posted there in that period."""
    for record in county.records:
        for id_, pointer, at_key, start, end in _township_uses(record):
            cadre = county.cadres.get(id_)
            if cadre is None:
                continue
            postings = cadre.postings_in(start, end)
            townships = {county.township_of(p.village) for p in postings}
            # Days outside every posting are the business of the sheet's and the leave's own rules.
            silent = not postings and record.place.kind in ("attendance", "leave")
            if silent or "" in townships or record.place.township in townships:
                continue
            names = "、".join(sorted(county.townships[t].name for t in townships))
            where = f"在{names}任职" if names else "没有任职"
            yield Found(
                record.path,
                pointer,
                f"{id_}在 {start} 至 {end} {where}，不应登记在 {record.place.township} 的文件里。",
                subject=id_,
                period=record.place.period,
                got=record.place.township,
                need="、".join(sorted(townships)),
                evidence=tuple(f"{p.path}#{p.pointer}" for p in postings),
                at_key=at_key,
            )


def _township_uses(record: Record) -> Iterator[tuple[str, str, bool, str, str]]:
    """Cadre, pointer, whether the key is meant, first and last day that the record is about."""
    kind, data = record.place.kind, record.data
    if kind == "attendance":
        for id_ in data["sheets"]:
            yield id_, f"/sheets/{id_}", True, *month_span(data["month"])
    elif kind == "log":
        yield data["cadre"], "/cadre", False, *month_span(data["month"])
    elif kind == "whereabouts" and is_week(data["week"]):
        days = week_days(data["week"])
        for id_ in data["whereabouts"]:
            yield id_, f"/whereabouts/{id_}", True, days[0], days[6]
    elif kind == "leave":
        for index, leave in enumerate(data["leaves"]):
            if leave["from"] <= leave["to"]:
                yield leave["cadre"], f"/leaves/{index}/cadre", False, leave["from"], leave["to"]
