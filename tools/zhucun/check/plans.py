"""Plans: a plan covers as many years as its kind says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of

#: The parameter with the number of years, by the kind of plan.
SPANS: Final[Mapping[str, str]] = {
    "三年规划": "plan.three_year_span",
    "年度计划": "plan.annual_span",
}


@rule(
    title="规划和计划的年数与名称相符",
    why="一年的三年规划、几年一份的年度计划，都顶不了应有的那一份。",
    mend="请改正 from_year 和 to_year；名称用错的，改正 kind；确实只有这些年的，重新制订。",
    rows=("S1-26",),
    severity="warn",
)
def plan_covers_its_years(county: CountyFacts) -> Iterator[Found]:
    """A plan's years, the first and the last included, are as many as the law of its day says."""
    for plan in acts_of(county, "plan"):
        kind = str(plan.data["kind"])
        value = value_of(county.pack(plan.date), SPANS.get(kind, ""), plan.date)
        if value is None or value.undetermined or plan.date > county.as_of:
            continue
        first, last = plan.data["from_year"], plan.data["to_year"]
        years = last - first + 1
        if years == value.integer():
            continue
        yield Found(
            plan.path,
            f"{plan.pointer}/to_year",
            f"{plan.cadre} 的{kind}写的是 {first} 到 {last} 年，共 {years} 年，"
            f"应为 {value.shown}。",
            subject=plan.cadre,
            period=str(first),
            got=years,
            need=value.value,
            cite=value.cite,
        )
