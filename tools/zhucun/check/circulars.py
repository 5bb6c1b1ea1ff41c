"""Circulars: what the city's inspections found is made known, and put right in time."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over, year_is_over
from zhucun.facts.presence import value_of
from zhucun.read.layout import RECORDS

SCOPE = "circular.scope"
RECTIFICATION = "circular.rectification"
CITY = "市"


@rule(
    title="市里督查的结果都通报了",
    why="结果不通报，别处不知道哪里有问题，也学不到好的做法。",
    mend="请通报督查结果，在市的 circulars 写明所通报的督查编号和问题；没有问题的，问题写空列表。",
    rows=("S4-64",),
    severity="warn",
)
def inspection_results_are_circulated(county: CountyFacts) -> Iterator[Found]:
    """Once its year is over, each inspection of the city is in a circular of the right scope."""
    if county.lacks(f"{RECORDS}/{county.city_slug}/circulars/"):
        return
    told = {
        (id_, act.data["scope"])
        for act in acts_of(county, "circular")
        if act.level == CITY and act.date <= county.as_of
        for id_ in act.data["inspections"]
    }
    for inspection in county.inspections:
        day = inspection.date
        scope = value_of(county.pack(day), SCOPE, day)
        if inspection.level != CITY or scope is None or scope.undetermined:
            continue
        if not year_is_over(int(day[:4]), county.as_of) or (inspection.id, scope.text()) in told:
            continue
        yield Found(
            inspection.path,
            f"{inspection.pointer}/id",
            f"{day} 的督查 {inspection.id} 到 {day[:4]} 年底还没有在{scope.text()}范围内通报结果。",
            period=day[:7],
            need=scope.text(),
            cite=scope.cite,
        )


@rule(
    title="通报的问题按期整改",
    why="通报以后没有整改，问题还在那里。",
    mend="请整改到位后写明日期和确认人（rectified）；还没有整改的，尽快整改。",
    rows=("S4-64",),
    severity="warn",
)
def circular_problems_are_rectified(county: CountyFacts) -> Iterator[Found]:
    """Each fault that a circular names here has a day to be put right by, and was by then."""
    for act in acts_of(county, "circular_item"):
        value = value_of(county.pack(act.date), RECTIFICATION, act.date)
        if value is None or value.value is not True or act.date > county.as_of:
            continue
        due, rectified = act.data.get("due", ""), act.data.get("rectified", {}).get("date", "")
        if rectified and rectified <= county.as_of:
            continue
        if not due:
            wrong = "没有写应当整改到位的日期"
        elif is_over(due, county.as_of):
            wrong = f"应在 {due} 前整改到位，还没有整改的登记"
        else:
            continue
        yield Found(
            act.path,
            f"{act.pointer}/due" if due else act.pointer,
            f"{act.date} 的通报中 {act.data['county']} 的问题{wrong}。",
            period=act.date[:7],
            need=due,
            cite=value.cite,
        )
