"""How far a year's assessments have come: which parts are there, what was handed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhucun.assess.outcomes import DONE, DUE, ending, priorities, state_of_term
from zhucun.assess.registry import Column, Row, table
from zhucun.assess.scores import Scores, scores_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.parts import GROUPS, part_of, quantitative_share
from zhucun.facts.people import Cadre

SLOTS = GROUPS["slots.weights"].titles
PRIORITIES = ("renewed", "reserve", "consecutive")

#: Parts of a year by the field that they stand in.
_PARTS = (
    Column("daily", "日常（平时）考核", kind="truth"),
    Column("half_year", "半年考核", kind="truth"),
    Column("year_end", "年终考核", kind="truth"),
    Column("annual", "年度考核", kind="truth"),
    Column("benchmark", "年底对标", kind="truth"),
    Column("graded", "评定等次", kind="truth"),
)
_FIELDS = {column.key: column.key for column in _PARTS} | {"graded": "grades"}


@table(
    "assessment_progress",
    "考核进度",
    "每名干部当年的考核做到哪一步，结果通报、归档了没有；不列得分和等次。",
    board="assessment",
    keys=("scores.weights.daily", "year_end.quantitative_over", "slots.weights.masses"),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        *_PARTS,
        Column("quantitative", "定量比重", "年终考核定量项目占的分值。", kind="share"),
        Column("spot_checks", "引用的抽查", kind="count"),
        Column("slots", "一述两评一查", "四项里做了几项。", kind="count"),
        Column("notified_on", "通报派出单位", kind="date"),
        Column("form_sent", "登记表反馈", kind="date"),
        Column("form_filed", "登记表归档", kind="date"),
        Column("filed_with_unit", "年度结果备案", kind="truth"),
        Column("state", "综合得分", "已计算、缺哪几项，或者待定。", kind="state"),
        Column("why", "说明", "怎样合成，或者为什么没有综合得分；不含得分。"),
    ),
)
def assessment_progress(county: CountyFacts, year: int) -> Iterator[Row]:
    """Cadres posted in the year, in order of id."""
    for cadre, data in posted(county, year):
        day = min(f"{year}-12-31", county.as_of, cadre.postings[-1].span.end or county.as_of)
        scores = scores_of(county, cadre, year, county.pack(day), day)
        form, annual = data.get("registration_form", {}), data.get("annual", {})
        share = quantitative_share(data.get("year_end", {}).get("items", ()))
        yield {
            "cadre": cadre.id,
            **{key: field in data for key, field in _FIELDS.items()},
            "quantitative": None if share is None else float(share),
            "spot_checks": len(data.get("spot_checks", ())),
            "slots": sum(part_of(data, part) is not None for part in SLOTS),
            "notified_on": data.get("half_year", {}).get("notified_unit_on"),
            "form_sent": form.get("sent"),
            "form_filed": form.get("filed"),
            "filed_with_unit": "派出单位" in annual.get("filed_to", ()),
            "state": scores.state,
            "why": _why(scores),
        }


def posted(county: CountyFacts, year: int) -> Iterator[tuple[Cadre, Mapping[str, Any]]]:
    """Cadres posted in the year by `as_of`, each with the year's assessment as recorded."""
    first, last = f"{year}-01-01", min(f"{year}-12-31", county.as_of)
    for cadre in county.cadres.values():
        if cadre.postings_in(first, last):
            record = county.assessments.get((cadre.id, year))
            yield cadre, record.data if record else {}


def _why(scores: Scores) -> str:
    """Why there is no composite; the weights where there is one."""
    if scores.composite is None:
        return scores.how
    weighed = [part for part in scores.parts if part.weight and part.weight.value]
    return "、".join(f"{p.shown}占 {p.weight.shown}" for p in weighed if p.weight) + "。"


@table(
    "assessment_counts",
    "考核概况",
    "全县当年在任的干部，考核各项做了多少人，期满考核和登记表到哪一步；只有人数。",
    board="assessment",
    keys=("scores.weights.daily", "term_end.per_term"),
    columns=(
        Column("cadres", "当年在任", kind="count", public=True),
        *(
            Column(column.key, column.title, "做了的人数。", kind="count", public=True)
            for column in _PARTS
        ),
        Column("forms_filed", "登记表归档", kind="count", public=True),
        Column("terms_due", "期满待考核", kind="count", public=True),
        Column("terms_done", "期满已考核", kind="count", public=True),
        Column(
            "priority",
            "符合优先使用条件",
            "连任的优秀、后备干部考核优秀、连续省级优秀，合计人数；制度没有规定的为待定。"
            "随一个人的等次变化，不公开。",
            kind="count",
        ),
    ),
)
def assessment_counts(county: CountyFacts, year: int) -> Iterator[Row]:
    """One row for the county."""
    records = [data for _, data in posted(county, year)]
    terms = [state_of_term(county, posting) for _, posting in ending(county, year)]
    yield {
        "cadres": len(records),
        **{key: _with(records, field) for key, field in _FIELDS.items()},
        "forms_filed": sum("filed" in data.get("registration_form", {}) for data in records),
        "terms_due": terms.count(DUE),
        "terms_done": terms.count(DONE),
        "priority": _listed(county, year),
    }


def _with(records: list[Mapping[str, Any]], field: str) -> int:
    return sum(field in data for data in records)


def _listed(county: CountyFacts, year: int) -> int | None:
    """How many cadres are on at least one list; None where no list is provided for."""
    rows = list(priorities(county, year))
    if all(row[key] is None for row in rows for key in PRIORITIES):
        return None
    return sum(any(row[key] for key in PRIORITIES) for row in rows)
