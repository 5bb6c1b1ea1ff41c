"""Plans, papers, logs, visits to households, projects, problems raised, published profiles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import first_day
from zhucun.read.tree import Record


def _years(item: dict[str, Any]) -> tuple[str, str]:
    return f"{item['from_year']}-01-01", f"{item['to_year']}-12-31"


@stream("plan", "规划和计划", "plans")
def plans(county: CountyFacts) -> Iterator[Act]:
    """Plans; each covers the years that it is for."""
    for record in county.of("plans"):
        for index, item in enumerate(record.data["plans"]):
            yield act(
                record,
                f"/plans/{index}",
                item,
                date=item["date"],
                span=_years(item),
                cadre=record.data["cadre"],
                village=item["village"],
            )


@stream("plan_item", "计划事项", "plans")
def plan_items(county: CountyFacts) -> Iterator[Act]:
    """Each item of a plan, with the plan's kind and village beside it."""
    for record in county.of("plans"):
        for index, plan in enumerate(record.data["plans"]):
            for n, item in enumerate(plan["items"]):
                yield act(
                    record,
                    f"/plans/{index}/items/{n}",
                    {"kind": plan["kind"], **item},
                    date=plan["date"],
                    span=_years(plan),
                    cadre=record.data["cadre"],
                    village=plan["village"],
                )


@stream("paper", "工作材料", "papers")
def papers(county: CountyFacts) -> Iterator[Act]:
    """Reports, summaries and other papers of a cadre."""
    for record in county.of("papers"):
        for index, item in enumerate(record.data["papers"]):
            yield act(
                record,
                f"/papers/{index}",
                item,
                date=item["date"],
                period=item.get("period", ""),
                cadre=record.data["cadre"],
            )


@stream("log", "工作日志", "log")
def logs(county: CountyFacts) -> Iterator[Act]:
    """Whole logs, one a cadre and month, undated."""
    for record in county.of("log"):
        data = record.data
        yield act(record, "", data, period=data["month"], cadre=data["cadre"])


@stream("log_entry", "日志条目", "log", at="/entries/0")
def log_entries(county: CountyFacts) -> Iterator[Act]:
    """Entries of logs."""
    return _log_parts(county, "entries")


@stream("log_upload", "日志上传", "log")
def log_uploads(county: CountyFacts) -> Iterator[Act]:
    """Uploads of logs, one a week."""
    return _log_parts(county, "uploads")


def _log_parts(county: CountyFacts, part: str) -> Iterator[Act]:
    for record in county.of("log"):
        cadre = record.data["cadre"]
        for index, item in enumerate(record.data.get(part, ())):
            place, week = f"/{part}/{index}", item.get("week", "")
            yield act(record, place, item, date=item["date"], period=week, cadre=cadre)


@stream("evaluation", "日志评价", "log", at="/evaluation")
def evaluations(county: CountyFacts) -> Iterator[Act]:
    """The township's evaluation of a month's log; none that is dated before the month (Z82)."""
    for record in county.of("log"):
        item = record.data.get("evaluation")
        if item and item["date"] >= first_day(record.data["month"]):
            yield act(
                record,
                "/evaluation",
                item,
                date=item["date"],
                period=record.data["month"],
                cadre=record.data["cadre"],
                by=(item["by"],),
            )


def _villages(county: CountyFacts) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    for record in county.of("visits"):
        for index, item in enumerate(record.data["villages"]):
            yield record, f"/villages/{index}", item


@stream("household_register", "贫困户名册", "visits")
def household_registers(county: CountyFacts) -> Iterator[Act]:
    """A village's register of poor households and what was done for them in a year, undated."""
    for record, pointer, item in _villages(county):
        year = str(record.data["year"])
        yield act(record, pointer, item, period=year, village=item["village"])


@stream("visit_round", "入户走访", "visits", at="/villages/0/visits/0")
def visit_rounds(county: CountyFacts) -> Iterator[Act]:
    """Visits to households."""
    for record, pointer, item in _villages(county):
        for index, visit in enumerate(item.get("visits", ())):
            yield act(
                record,
                f"{pointer}/visits/{index}",
                visit,
                date=visit["date"],
                cadre=visit["cadre"],
                village=item["village"],
            )


@stream("problem", "提出的问题", "problems", at="/problems/0/cadre")
def problems(county: CountyFacts) -> Iterator[Act]:
    """Problems that a village raised."""
    for record in county.of("problems"):
        for index, item in enumerate(record.data["problems"]):
            yield act(
                record,
                f"/problems/{index}",
                item,
                date=item["date"],
                cadre=item["cadre"],
                village=item["village"],
            )


@stream("feedback", "问题反馈", "problems", at="/problems/0/feedback/0")
def feedbacks(county: CountyFacts) -> Iterator[Act]:
    """Reports back on problems raised."""
    for record in county.of("problems"):
        for index, problem in enumerate(record.data["problems"]):
            for n, item in enumerate(problem.get("feedback", ())):
                yield act(
                    record,
                    f"/problems/{index}/feedback/{n}",
                    item,
                    date=item["date"],
                    cadre=problem["cadre"],
                    village=problem["village"],
                    by=(item["by"],),
                )


@stream("project", "承诺与项目", "project")
def projects(county: CountyFacts) -> Iterator[Act]:
    """Projects, each for its year; dated by its notice, if it was posted."""
    for record in county.of("project"):
        data = record.data
        yield act(
            record,
            "",
            data,
            date=data.get("posted_on", ""),
            period=str(data["year"]),
            cadre=data["cadre"],
            village=data["village"],
        )


@stream("progress", "项目进展", "project")
def progress(county: CountyFacts) -> Iterator[Act]:
    """Progress of projects."""
    for record in county.of("project"):
        data = record.data
        for index, item in enumerate(data.get("progress", ())):
            yield act(
                record,
                f"/progress/{index}",
                item,
                date=item["date"],
                cadre=data["cadre"],
                village=data["village"],
            )


@stream("profile", "人物专栏", "profile")
def profiles(county: CountyFacts) -> Iterator[Act]:
    """Published profiles, by the day of their approval."""
    for record in county.of("profile"):
        data = record.data
        approval = data.get("approval", {})
        yield act(
            record,
            "",
            data,
            date=approval.get("date", ""),
            cadre=data.get("cadre", ""),
            by=(approval["by"],) if "by" in approval else (),
        )
