"""Observation: the county's quarterly comments and the city's quarterly draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.draws import draws_of, needed
from zhucun.facts.obligations import DONE, OVERDUE, Obligation, obligations_of

COMMENT = "review.quarterly_comment"


@table(
    "quarterly_comments",
    "每季度点评",
    "县委组织部每季度应当点评多少名驻村干部，已经点评了多少名。",
    board="supervision",
    keys=("review.quarterly", "observation.grace_days"),
    columns=(
        Column("quarter", "季度", public=True),
        Column("due", "应点评", "整季任职的干部。", kind="count", public=True),
        Column("done", "已点评", kind="count", public=True),
        Column("overdue", "逾期没有点评", kind="count", public=True),
        Column("state", "情况", kind="state", public=True),
    ),
)
def quarterly_comments(county: CountyFacts, year: int) -> Iterator[Row]:
    """The year's quarters since records began, in order."""
    quarters: dict[str, list[Obligation]] = defaultdict(list)
    for each in obligations_of(county):
        if each.cadence.key == COMMENT and each.period.code[:4] == f"{year:04d}":
            quarters[each.period.code].append(each)
    for quarter, owed in sorted(quarters.items()):
        done = [each for each in owed if each.state == DONE]
        overdue = sum(each.state == OVERDUE for each in owed)
        undetermined = all(each.need is None for each in owed)
        comments = tuple(f"{act.path}#{act.pointer}" for each in done for act in each.acts)
        yield {
            "quarter": quarter,
            "due": None if undetermined else len(owed),
            "done": Cell(sum(bool(each.acts) for each in owed), comments),
            "overdue": None if undetermined else overdue,
            "state": "待定" if undetermined else _state(len(owed), len(done), overdue),
        }


def _state(owed: int, done: int, overdue: int) -> str:
    if done == owed:
        return "完成"
    return "逾期" if overdue else "进行中"


@table(
    "spot_checks",
    "每季度抽查",
    "市里每季度从多少人中抽了多少人，够不够规定的比例，样本能不能由种子重算得出。",
    board="supervision",
    keys=("spot_check.ratio", "spot_check.frame", "spot_check.min_sample"),
    columns=(
        Column("quarter", "季度", public=True),
        Column("drawn_on", "抽取日期", kind="date", public=True),
        Column("seed", "种子", "事先定下，凭它和总体可以重算样本。"),
        Column("frame", "全市基数", kind="count", public=True),
        Column("sample", "抽中", kind="count", public=True),
        Column("need", "应抽", "制度没有规定比例的为待定。", kind="count", public=True),
        Column("enough", "够数", kind="truth", public=True),
        Column("reproducible", "可以重算", kind="truth", public=True),
        Column("own_sample", "本县抽中", kind="count"),
        Column("own_results", "本县已查", "登记了抽查情况的。", kind="count"),
    ),
)
def spot_checks(county: CountyFacts, year: int) -> Iterator[Row]:
    """The draws of the year's quarters, in order."""
    for draw in draws_of(county):
        if draw.quarter[:4] != f"{year:04d}":
            continue
        need, own = needed(county, draw), [i for i in draw.sample if i in county.cadres]
        yield {
            "quarter": draw.quarter,
            "drawn_on": draw.date,
            "seed": draw.seed,
            "frame": Cell(len(draw.everybody), (f"{draw.path}#/frame",)),
            "sample": Cell(len(draw.sample), (f"{draw.path}#/sample",)),
            "need": need,
            "enough": None if need is None else len(draw.sample) >= need,
            "reproducible": draw.is_reproducible,
            "own_sample": len(own),
            "own_results": sum(i in draw.results for i in own),
        }
