"""When acts happen: nothing that a record tells of as done lies after the day judged as of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.officers import about, acts_of
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.read.select import select
from zhucun.read.tree import Record

# kind -> (place of an object, name of its day, what was done): what is done without naming an
# officer. `*` is any item. Plans stay out: leave and postings may lie ahead, so may an overlay.
DONE: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "cadre": (
        ("health_checks/*", "date", "体检"),
        ("honours/*", "date", "授予荣誉"),
        ("outcomes/*", "date", "运用考核结果"),
        ("injuries/*", "date", "负伤或牺牲"),
        ("consents/*", "date", "同意"),
        ("consents/*", "withdrawn", "撤回同意"),
    ),
    "bulletin": (("", "as_of", "统计简报"),),
    "case": (("", "found_on", "发现"),),
    "leave": (("leaves/*", "returned", "销假"), ("leaves/*/filings/*", "date", "备案抄报")),
    "log": (("uploads/*", "date", "上传日志"), ("entries/*", "date", "记日志")),
    "assessment": (
        ("registration_form", "sent", "反馈考核登记表"),
        ("registration_form", "filed", "考核登记表归档"),
        ("debrief", "date", "述职"),
        ("benchmark", "date", "年底对标考核"),
        ("half_year", "notified_unit_on", "通报派出单位"),
        ("annual", "summary", "交工作总结"),
    ),
    "project": (
        ("", "posted_on", "公示项目"),
        ("progress/*", "date", "项目进展"),
        ("", "completed_on", "项目完成"),
    ),
    "meetings": (
        ("meetings/*", "date", "开会"),
        ("meetings/*/village_cadres/*", "reflection", "报学习体会"),
        ("meetings/*/poor/*", "makeup", "补学"),
    ),
    "papers": (("papers/*", "date", "报送材料"),),
    "payments": (("payments/*", "date", "发放补助"), ("travel/*", "date", "报销路费")),
    "funds": (("funds/*", "date", "安排经费"), ("funds/*/expenses/*", "date", "列支")),
    "plans": (("plans/*", "date", "制订计划"),),
    "visits": (("villages/*/visits/*", "date", "走访"),),
    "events": (("events/*", "date", "发生"), ("events/*/reported", "date", "直报")),
    "notices": (("notices/*/objections/*", "date", "收到异议"),),
    "problems": (("problems/*", "date", "提出问题"), ("problems/*/closed", "date", "办结问题")),
    "village_cadre": (
        ("certificate", "date", "发资格证"),
        ("enrolments/*/filed", "date", "报备案"),
        ("secondments/*/logs/*", "date", "记挂职日志"),
        ("secondments/*/opinion", "date", "作出挂职鉴定"),
        ("health_checks/*", "date", "体检"),
        ("honours/*", "date", "表彰"),
        ("recommendations/*", "date", "推荐"),
    ),
    "targets": (
        ("targets/*", "date", "提出目标"),
        ("targets/*/practical/*", "done_on", "办结实事"),
        ("targets/*/review", "date", "评审"),
        ("targets/*", "posted_on", "公示目标"),
        ("targets/*/filed", "date", "报备案"),
        ("targets/*", "published_on", "公开承诺"),
    ),
    "debriefs": (("debriefs/*", "date", "述职"),),
    "appraisals": (("appraisals/*/outcomes/*", "date", "运用考核结果"),),
    "pay": (("pay/*", "date", "发放报酬"),),
    "reserves": (("reserves/*", "from", "列入后备干部"), ("reports/*", "date", "形成培养报告")),
}

# A seal has its own rule; registering takes the whole month; an overlay's day is when it begins;
# inspections are taken from the facts, the city's among them.
OTHERWISE_JUDGED: Final = ("attendance", "region", "inspections")


@dataclass(frozen=True, slots=True)
class _Day:
    """One day on which something was done."""

    what: str
    date: str
    path: str
    pointer: str
    cadre: str


def _days_of(record: Record) -> Iterator[_Day]:
    kind = record.place.kind
    for act in acts_of(record):
        pointer = f"{act.pointer.rpartition('/')[0]}/date"
        yield _Day(act.what, act.first, act.path, pointer, act.cadre)
    for place, name, what in DONE.get(kind, ()):
        for pointer, item in select(record.data, place):
            if name in item:
                where = f"{pointer}/{name}"
                yield _Day(what, item[name], record.path, where, about(record, pointer))


def _days(county: CountyFacts) -> Iterator[_Day]:
    for record in (*county.records, *county.city_records):
        if record.place.kind not in OTHERWISE_JUDGED:
            yield from _days_of(record)
    for x in county.inspections:
        yield _Day("督查", x.date, x.path, f"{x.pointer}/date", "")
        for index, (to, date) in enumerate(x.filed):
            yield _Day(f"报{to}", date, x.path, f"{x.pointer}/filed/{index}/date", "")


@rule(
    title="办过的事不在将来",
    why="还没有到的日子里的审批、督查、立案，不是办过的事，是预先填的。",
    mend="请改为实际办理的日期；还没有办的，办了再写。",
    private=True,
)
def acts_are_not_in_the_future(county: CountyFacts) -> Iterator[Found]:
    """No act, finding, filing or upload is dated after the day judged as of."""
    for day in _days(county):
        if day.date > county.as_of:
            yield Found(
                day.path,
                day.pointer,
                f"{day.what}写在 {day.date}，这一天还没有到（截至 {county.as_of}）。",
                subject=day.cadre,
                period=day.date[:7],
                got=day.date,
                need=county.as_of,
            )
