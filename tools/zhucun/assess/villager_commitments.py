"""What village secretaries promised for a year and how it stands, and what they answered for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over
from zhucun.facts.village_cadres import SECRETARY, Post
from zhucun.facts.villager_law import said, villager_value

RUNNING, IN_TIME, LATE, OVERDUE = "进行中", "按期完成", "逾期完成", "已逾期"
FITS, UNFIT, UNDETERMINED = "对应", "不对应", "待定"
GROUNDS, KINDS = "disposition.grounds", "disposition.kinds"


@table(
    "commitments",
    "村书记承诺",
    "村（社区）党组织书记经审核后公开承诺的实事，到期办完没有。",
    board="pledges",
    keys=("commitment.per_year", "commitment.published_per_year", "target.per_year"),
    columns=(
        Column("village", "村或社区", kind="village", public=True),
        Column("year", "年度", public=True),
        Column("text", "实事", public=True),
        Column("due", "办结期限", "没有定期限的空着。", kind="date", public=True),
        Column("done_on", "办结日期", kind="date", public=True),
        Column("state", "状态", kind="state", public=True),
        Column("published_on", "公开日期", kind="date", public=True),
        Column("shown", "已审核并公开", kind="truth", gate=True),
        Column("village_cadre", "村干部", kind="village_cadre"),
    ),
)
def commitments(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a practical task of a secretary's target of the year, in the order of the records."""
    for target in acts_of(county, "target"):
        post = _secretary_post(county, target)
        if target.period != f"{year:04d}" or post is None or target.date > county.as_of:
            continue
        published = published_on(target, county.as_of)
        for index, task in enumerate(target.data.get("practical", ())):
            place = f"{target.path}#{target.pointer}/practical/{index}"
            done = str(task.get("done_on", "9999")) <= county.as_of
            yield {
                "village": post.village,
                "year": target.period,
                "text": Cell(task["text"], (place,)),
                "due": task.get("due"),
                "done_on": task["done_on"] if done else None,
                "state": Cell(task_state(task, county.as_of), (place,)),
                "published_on": published or None,
                "shown": bool(published),
                "village_cadre": target.village_cadre,
            }


def _secretary_post(county: CountyFacts, target: Act) -> Post | None:
    """The secretary's post that a target belongs to, by the day it was told to the public, if it
    was; None for anybody else's.
    """
    cadre = county.village_cadres.get(target.village_cadre)
    told = [target.data[name] for name in ("published_on", "posted_on") if name in target.data]
    post = cadre.post_on(min(told, default=target.date)) if cadre else None
    return post if post and post.post == SECRETARY else None


def published_on(target: Act, as_of: str) -> str:
    """The day from which a target is public: promised or posted, once it was approved or came
    through the review; "" before that.
    """
    data = target.data
    agreed = [data.get(name, {}).get("date", "9999") for name in ("approved", "review")]
    told = min(data.get("published_on", "9999"), data.get("posted_on", "9999"))
    return str(told) if min(agreed) <= as_of and told <= as_of else ""


def task_state(task: Mapping[str, Any], as_of: str) -> str:
    """How a practical task stands on a day."""
    due, done = task.get("due", ""), task.get("done_on", "9999")
    if done <= as_of:
        return LATE if due and done > due else IN_TIME
    return OVERDUE if due and is_over(due, as_of) else RUNNING


@table(
    "village_dispositions",
    "村干部处理",
    "对村干部的批评教育、调整和处理，与情形对不对应；由人决定。",
    board="secretaries",
    keys=(GROUNDS, KINDS),
    columns=(
        Column("village_cadre", "村干部", kind="village_cadre"),
        Column("date", "日期", kind="date"),
        Column("ground", "情形"),
        Column("kind", "处理"),
        Column("expected", "对应的处理", "制度对这种情形写明的。"),
        Column("state", "对应", kind="state"),
    ),
)
def village_dispositions(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a disposition of the year, in the order of the records."""
    for each in acts_of(county, "village_disposition"):
        if each.date[:4] != f"{year:04d}" or each.date > county.as_of:
            continue
        expected = _expected(county, each)
        state = UNDETERMINED
        if expected:
            state = FITS if expected == each.data["kind"] else UNFIT
        yield {
            "village_cadre": each.village_cadre,
            "date": each.date,
            "ground": each.data["ground"],
            "kind": Cell(each.data["kind"], (f"{each.path}#{each.pointer}",)),
            "expected": expected or None,
            "state": state,
        }


def _expected(county: CountyFacts, each: Act) -> str:
    """The answer that the law has for a ground: kinds stand in the order of the grounds."""
    grounds, kinds = (
        said(villager_value(county, each.township, key, each.date)) for key in (GROUNDS, KINDS)
    )
    if grounds is None or kinds is None:
        return ""
    return dict(zip(grounds.texts(), kinds.texts(), strict=False)).get(each.data["ground"], "")
