"""Excellent grades by dispatching unit, and how many of them leave its quota untouched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.assess.years import YearFigures, years_of_county
from zhucun.facts.county import CountyFacts

EXCELLENT = "优秀"
COMPUTED, UNDETERMINED = "已计算", "待定"


@table(
    "quota_exempt",
    "优秀指标",
    "各派出单位的驻村干部年终考核评为优秀的有几人，其中几人不占单位的优秀指标。",
    board="assessment",
    keys=("quota_exempt.levels",),
    columns=(
        Column("unit", "派出单位", "有干部驻村的派出单位。", kind="unit"),
        Column("level", "单位层级"),
        Column("excellent", "评为优秀", "年终考核评为优秀的人数。", kind="count"),
        Column(
            "exempt",
            "不占指标",
            "其中不占派出单位优秀指标的人数；制度没有规定的为待定。",
            kind="count",
            rows=("S0-39",),
        ),
        Column("state", "状态", kind="state"),
    ),
)
def quota_exempt(county: CountyFacts, year: int) -> Iterator[Row]:
    """Units in order of id; `exempt` is None where the regulation says nothing of quotas."""
    by_unit: dict[str, list[YearFigures]] = defaultdict(list)
    for figures in years_of_county(county, year):
        by_unit[figures.cadre.unit].append(figures)
    for id_, cadres in sorted(by_unit.items()):
        unit = county.units.get(id_)
        excellent = [f for f in cadres if f.grade("year_end") == EXCELLENT]
        known = all(f.quota.exempt is not None for f in cadres)
        grades = tuple(f"{f.record.path}#/grades" for f in excellent if f.record)
        yield {
            "unit": id_,
            "level": unit.level if unit else None,
            "excellent": Cell(len(excellent), grades),
            "exempt": sum(bool(f.quota.exempt) for f in excellent) if known else None,
            "state": COMPUTED if known else UNDETERMINED,
        }
