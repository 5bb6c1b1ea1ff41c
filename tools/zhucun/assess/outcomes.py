"""What results lead to: who is to be used first, whose term is over and assessed."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import value_of
from zhucun.facts.results import (
    Result,
    consecutive_years,
    latest_grade,
    recommendations,
    term_records,
    was_served_out,
)
from zhucun.law.value import Value

KNOWN, UNDETERMINED = "已计算", "待定"
DONE, DUE, RUNNING, CUT_SHORT = "已考核", "待考核", "未期满", "提前离任"


@table(
    "priority",
    "优先使用",
    "按考核结果和荣誉，哪些干部符合优先使用、及时提拔的条件；只列条件，决定由组织作出。",
    board="assessment",
    keys=(
        "priority.renewed_grades",
        "priority.reserve_grades",
        "honour.level",
        "honour.consecutive_years",
    ),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("basis", "依据", "最近一次有等次的考核。"),
        Column("renewed", "连任的优秀", kind="truth", rows=("S0-43",)),
        Column("reserve", "后备干部考核优秀", kind="truth", rows=("S0-44",)),
        Column("years", "连续省级优秀年数", "最长一段连续的年数。", kind="count"),
        Column("consecutive", "连续省级优秀", kind="truth", rows=("S0-45",)),
        Column("state", "状态", kind="state"),
    ),
)
def priority(county: CountyFacts, year: int) -> Iterator[Row]:
    """Cadres who began a posting by the day judged, in order of id; truths are NA where the
    regulation says nothing of it.
    """
    yield from priorities(county, year)


def priorities(county: CountyFacts, year: int) -> Iterator[dict[str, object]]:
    """The rows of the table `priority`."""
    day = min(f"{year}-12-31", county.as_of)
    pack = county.pack(day)
    renewed, reserve, level, least = (
        value_of(pack, key, day)
        for key in (
            "priority.renewed_grades",
            "priority.reserve_grades",
            "honour.level",
            "honour.consecutive_years",
        )
    )
    for cadre in county.cadres.values():
        if not any(p.span.start <= day for p in cadre.postings):
            continue
        result = latest_grade(county, cadre, year)
        run: tuple[int, ...] | None = None
        if level is not None and not level.undetermined:
            run = consecutive_years(cadre, level.text(), year, county.as_of)
        yield {
            "cadre": cadre.id,
            "basis": Cell(f"{result.shown}：{result.grade}", (result.where,)) if result else None,
            "renewed": _fits(result, renewed, _is_renewed(cadre, day)),
            "reserve": _fits(result, reserve, cadre.data.get("reserve") is True),
            "years": None if run is None else len(run),
            "consecutive": None
            if run is None or least is None or least.undetermined
            else len(run) >= least.integer(),
            "state": UNDETERMINED if _open(renewed) and _open(reserve) else KNOWN,
        }


def _fits(result: Result | None, grades: Value | None, otherwise: bool) -> bool | None:
    """Whether a cadre who fits `otherwise` has one of the grades; None where none is named."""
    if grades is None or grades.undetermined:
        return None
    return otherwise and result is not None and result.grade in grades.texts()


def _open(value: Value | None) -> bool:
    return value is None or value.undetermined


def _is_renewed(cadre: Cadre, day: str) -> bool:
    renewals = {
        item["serial"] for item in cadre.data["postings"] if item.get("renewal_of") is not None
    }
    return any(p.serial in renewals and p.span.start <= day for p in cadre.postings)


@table(
    "term_end",
    "任职期满",
    "各段任职到期没有，期满的考核了没有，考核优秀的推荐了没有。",
    board="assessment",
    keys=(
        "term_end.per_term",
        "term_end.assessment_days",
        "term_end.recommended_grades",
        "term_end.recommender",
    ),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("serial", "任职序号", kind="count"),
        Column("term_end", "届满", kind="date"),
        Column("assessed_on", "考核日期", kind="date"),
        Column("grade", "等次"),
        Column("recommended", "已推荐", kind="truth"),
        Column("state", "状态", kind="state"),
    ),
)
def term_end(county: CountyFacts, year: int) -> Iterator[Row]:
    """Postings whose term ends by the end of the year, begun by the day judged, in order of id."""
    for cadre, posting in ending(county, year):
        record = term_records(county).get((cadre.id, posting.serial))
        given = recommendations(cadre, posting.serial)
        grade = record.data.get("grade") if record else None
        yield {
            "cadre": cadre.id,
            "serial": posting.serial,
            "term_end": posting.term_end,
            "assessed_on": record.data["date"] if record else None,
            "grade": Cell(grade, (f"{record.path}#/grade",)) if record and grade else None,
            "recommended": Cell(bool(given), tuple(f"{o.path}#{o.pointer}" for o in given)),
            "state": state_of_term(county, posting),
        }


def ending(county: CountyFacts, year: int) -> Iterator[tuple[Cadre, Posting]]:
    """Postings whose term ends in the year, or before it since records began."""
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            if county.records_from <= posting.term_end[:7] <= f"{year}-12":
                yield cadre, posting


def state_of_term(county: CountyFacts, posting: Posting) -> str:
    """Whether a term is assessed, still to be, not over or cut short; 待定 where no law asks."""
    day = min(posting.term_end, county.as_of)
    asked = value_of(county.pack(day), "term_end.per_term", day)
    if (posting.cadre, posting.serial) in term_records(county):
        return DONE
    if asked is None or asked.undetermined:
        return UNDETERMINED
    if was_served_out(posting, county.as_of):
        return DUE
    return RUNNING if (posting.span.end or posting.term_end) >= county.as_of else CUT_SHORT
