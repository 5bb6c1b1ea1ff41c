"""A file's path says what it holds: name and folder agree with the content, ids are unlike."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_week, month_span, week_days
from zhucun.facts.people import LEVEL_OF
from zhucun.read.select import select
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
    "meetings": (("year", "年度", "period"),),
    "reviews": (("quarter", "季度", "period"),),
    "draw": (("quarter", "季度", "period"),),
    "circulars": (("year", "年度", "period"),),
    "papers": (("year", "年度", "period"), ("cadre", "干部编号", "name")),
    "payments": (("quarter", "季度", "period"),),
    "funds": (("year", "年度", "period"),),
    "plans": (("cadre", "干部编号", "name"),),
    "visits": (("year", "年度", "period"),),
    "events": (("year", "年度", "period"),),
    "problems": (("year", "年度", "period"),),
    "notices": (("year", "年度", "period"),),
    "corrections": (("year", "年度", "period"),),
    "bulletin": (("month", "月份", "period"),),
    "village_cadre": (("id", "村干部编号", "name"),),
    "targets": (("year", "年度", "period"),),
    "competence": (("year", "年度", "period"),),
    "debriefs": (("year", "年度", "period"),),
    "village_scores": (("year", "年度", "period"),),
    "appraisals": (("year", "年度", "period"),),
    "pay": (("year", "年度", "period"),),
}
# kind -> lists whose items have ids of their own
_LISTS = {
    "meetings": ("meetings",),
    "circulars": ("circulars",),
    "payments": ("payments",),
    "funds": ("funds",),
    "plans": ("plans",),
    "events": ("events",),
    "problems": ("problems",),
    "village_cadre": ("secondments",),
    "targets": ("targets",),
    "competence": ("evaluations",),
    "debriefs": ("debriefs",),
    "appraisals": ("appraisals",),
    "pay": ("pay",),
    "reserves": ("reserves",),
}


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
        if record.place.kind == "term_assessment":
            yield from _term_fault(record)


def _term_fault(record: Record) -> Iterator[Found]:
    written, expected = f"{record.data['cadre']}-{record.data['serial']}", record.place.name
    if written != expected:
        yield Found(
            record.path,
            "/serial",
            f"内容是 {record.data['cadre']} 第 {record.data['serial']} 段任职的，"
            f"文件名却是 {expected}。",
            subject=record.data["cadre"],
            got=written,
            need=expected,
        )


def _level_fault(record: Record) -> Iterator[Found]:
    level, expected = record.data["level"], LEVEL_OF[record.place.scope]
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
    why="干部、村干部、案件和公示的编号在全国唯一，靠的是前六位是县的代码。",
    mend="请把编号和文件名一起改为以本县六位代码开头。",
)
def id_begins_with_the_county_code(county: CountyFacts) -> Iterator[Found]:
    """Ids of cadres, village cadres, cases and notices begin with the county's six digits."""
    if not county.region:
        return
    code = county.region.data["code"][:6]
    for path, pointer, id_, subject in _coded_ids(county):
        if not id_.startswith(f"{code}-"):
            yield Found(
                path,
                pointer,
                f"编号 {id_} 的前六位不是本县代码 {code}。",
                subject=subject,
                got=id_[:6],
                need=code,
            )


def _coded_ids(county: CountyFacts) -> Iterator[tuple[str, str, str, str]]:
    """Path, pointer, id and subject of what is numbered by the county's code."""
    for record in (*county.of("cadre"), *county.of("village_cadre"), *county.of("case")):
        id_ = record.data["id"]
        subject = record.data["cadre"] if record.place.kind == "case" else id_
        yield record.path, "/id", id_, subject
    for record in county.of("notices"):
        for pointer, item in select(record.data, "notices/*"):
            yield record.path, f"{pointer}/id", item["id"], ""


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
            here = county.townships.get(record.place.township)
            holder = here.name if here else record.place.township
            yield Found(
                record.path,
                pointer,
                f"{id_} 从 {start} 到 {end} {where}，不应登记在{holder}的文件里。",
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
    elif kind == "problems":
        for index, problem in enumerate(data["problems"]):
            day = problem["date"]
            yield problem["cadre"], f"/problems/{index}/cadre", False, day, day
    elif kind == "visits":
        for pointer, visit in select(data, "villages/*/visits/*"):
            yield visit["cadre"], f"{pointer}/cadre", False, visit["date"], visit["date"]
    elif kind == "events":
        for index, event in enumerate(data["events"]):
            for id_ in event["cadres"]:
                yield id_, f"/events/{index}/cadres/{id_}", True, event["date"], event["date"]
    elif kind == "plans":
        for index, plan in enumerate(data["plans"]):
            years = f"{plan['from_year']}-01-01", f"{plan['to_year']}-12-31"
            yield data["cadre"], f"/plans/{index}", False, *years


@rule(
    title="同一文件里的编号不重复",
    why="两条用了同一个编号，引用它的地方就说不清是哪一条。",
    mend="请给其中一条换一个编号。",
)
def item_id_is_given_once(county: CountyFacts) -> Iterator[Found]:
    """No two items of a list whose items have ids share one."""
    for record in _records(county):
        kind = record.place.kind
        for name in _LISTS.get(kind, ()):
            seen: set[str] = set()
            for index, item in enumerate(record.data.get(name, [])):
                if item["id"] in seen:
                    yield Found(
                        record.path,
                        f"/{name}/{index}/id",
                        f"编号 {item['id']} 在这个文件里已经用过。",
                        got=item["id"],
                    )
                seen.add(item["id"])
