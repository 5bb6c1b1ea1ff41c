"""Projects by cadre and year, projects in the park, and profiles that may be published."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import year_is_over
from zhucun.facts.notices import PLANS, shown_notices
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.facts.profiles import open_cases_of, stands_on
from zhucun.facts.projects import in_park, shares
from zhucun.law.value import Value

MIN = "project.min_per_year"
SHARE = "project.village_share"
MET, SHORT, UNDETERMINED, AGREES, DIFFERS = "够", "不够", "待定", "符合", "不符"
RUNNING, NOT_JUDGED = "未到期", "不计"


@table(
    "cadre_projects",
    "每人的项目",
    "每名驻村干部一年有几个项目，几个在村公示栏公示了。",
    board="economy",
    keys=(MIN, "project.posted_per_year", "project.yearly", "project.posted"),
    columns=(
        Column("cadre", "干部", kind="cadre", public=True),
        Column("need", "应有", kind="count", public=True),
        Column("projects", "项目", kind="count", public=True),
        Column("posted", "已公示", kind="count", public=True),
        Column("completed", "已完成", kind="count", public=True),
        Column("state", "状态", "已公示的够不够；没有任满全年的不计。", kind="state"),
    ),
)
def cadre_projects(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre posted in the year, in order of id."""
    day = min(f"{year}-12-31", county.as_of)
    value = value_of(county.pack(day), MIN, day)
    need = value.integer() if value and not value.undetermined else None
    for cadre in county.cadres.values():
        if not cadre.postings_in(f"{year}-01-01", day):
            continue
        own = [r for r in county.of("project") if _is_of(r.data, cadre.id, year)]
        posted = [r for r in own if str(r.data.get("posted_on", "9999")) <= day]
        yield {
            "cadre": cadre.id,
            "need": need,
            "projects": Cell(len(own), tuple(f"{r.path}#" for r in own)),
            "posted": Cell(len(posted), tuple(f"{r.path}#/posted_on" for r in posted)),
            "completed": sum(str(r.data.get("completed_on", "9999")) <= day for r in own),
            "state": _enough(county, cadre, value, len(posted), year),
        }


def _enough(
    county: CountyFacts, cadre: Cadre, value: Value | None, posted: int, year: int
) -> str | None:
    """Whether enough were posted in a year; None where the regulation has no such requirement."""
    if value is None:
        return None
    if value.undetermined:
        return UNDETERMINED
    if posted >= value.integer():
        return MET
    first, last = f"{year}-01-01", f"{year}-12-31"
    if not any(s.covers(first) and s.covers(last) for s in cadre.services):
        return NOT_JUDGED
    return SHORT if year_is_over(year, county.as_of) else RUNNING


def _is_of(data: dict[str, object], cadre: str, year: int) -> bool:
    return data["cadre"] == cadre and data["year"] == year


@table(
    "park_projects",
    "产业园项目",
    "不适合放在乡村、落户第一书记产业园的项目，收益怎样分。",
    board="economy",
    keys=(SHARE, "project.park"),
    columns=(
        Column("project", "项目", public=True),
        Column("village", "所在乡村", kind="village", public=True),
        Column("location", "落地", rows=("S1-38",), public=True),
        Column("park", "园区所得", kind="share", public=True),
        Column("to_village", "乡村所得", kind="share", public=True),
        Column("need", "乡村应得", kind="share", public=True),
        Column("state", "状态", kind="state", public=True),
        Column("shown", "已决定公开", "有没有撤回的公示。", kind="truth", gate=True),
    ),
)
def park_projects(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a project of the year in the park, in order of path."""
    day = min(f"{year}-12-31", county.as_of)
    value = value_of(county.pack(day), SHARE, day)
    need = float(value.number()) if value and not value.undetermined else None
    for record in county.of("project"):
        data = record.data
        if not in_park(data) or data["year"] != year:
            continue
        parts = shares(data)
        park, village = map(float, parts) if parts else (None, None)
        known = need is not None and village is not None
        right = village == need and sum(parts or ()) == 1
        yield {
            "project": data["title"],
            "village": data["village"],
            "location": Cell(data.get("location"), (f"{record.path}#/location",)),
            "park": park,
            "to_village": village,
            "need": need,
            "state": (AGREES if right else DIFFERS) if known else UNDETERMINED,
            "shown": bool(shown_notices(county, record.path, PLANS)),
        }


@table(
    "profiles",
    "专栏文章",
    "写成的典型，写的人有没有没有办结的负面清单事项。",
    board="work",
    keys=("profile.clean_record", "profile.parts"),
    columns=(
        Column("title", "标题"),
        Column("cadre", "干部", kind="cadre"),
        Column("month", "刊发月份", kind="month"),
        Column("approved", "审核日期", kind="date"),
        Column("stands", "在专栏", "已经审核、没有撤下。", kind="truth"),
        Column(
            "clean",
            "没有未办结事项",
            "有没有办结的，由人决定撤不撤下；案件公开了姓名的，网站在办结以前不显示。",
            kind="truth",
            rows=("S1-59",),
        ),
    ),
)
def profiles(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a profile of the year, in order of month and path."""
    found = (r for r in county.of("profile") if r.data["month"][:4] == f"{year:04d}")
    for record in sorted(found, key=lambda r: (r.data["month"], r.path)):
        opened = list(open_cases_of(county, record))
        yield {
            "title": record.data["title"],
            "cadre": record.data["cadre"],
            "month": record.data["month"],
            "approved": record.data["approval"]["date"],
            "stands": stands_on(record, county.as_of),
            "clean": Cell(not opened, tuple(f"{case.path}#" for case in opened)),
        }
