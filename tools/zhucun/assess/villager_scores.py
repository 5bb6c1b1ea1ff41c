"""Thousand-point scores of villages and communities: prizes, talks and removals they lead to."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.places import COMMUNITY
from zhucun.facts.thousand_points import (
    LINE,
    YEARS,
    Standing,
    head_on,
    removal_state,
    standings_in,
    talk_state,
)
from zhucun.facts.villager_law import said, villager_value
from zhucun.law.value import Value

PLACES = {"村": "prize.villages", COMMUNITY: "prize.communities"}
AMOUNT = "prize.amount"


@table(
    "village_scores",
    "千分制考核",
    "每个村和社区的千分制得分和名次，村和社区分开排；谁得奖，谁要谈话，连续几年末位。",
    board="secretaries",
    keys=(*PLACES.values(), AMOUNT, LINE, YEARS, "score.places"),
    columns=(
        Column("village", "村或社区", kind="village"),
        Column("kind", "类型", "村、社区分开排名。"),
        Column("head", "主要负责人", "得分确定那天的党组织书记。", kind="village_cadre"),
        Column("score", "得分", kind="score"),
        Column("place", "名次", "同分同名次。", kind="count"),
        Column("of", "参加排名", kind="count"),
        Column("last", "末位", "同分的都算。", kind="truth"),
        Column("on_the_line", "正好在线上", "得分正好是谈话的分数线。", kind="truth"),
        Column("years", "连续末位年数", "连续几年末位而且不高于分数线。", kind="count"),
        Column("talk", "诫勉谈话", kind="state", rows=("S3-27",)),
        Column("removal", "免职", "由党委决定，不自动免职。", kind="state", rows=("S3-28",)),
        Column("prized", "得奖", "前几名，同分的都算。", kind="truth", rows=("S3-19",)),
        Column("prize", "奖励不低于（元）", "原文隐去的为待定。", kind="yuan", rows=("S3-20",)),
        Column("paid", "已发奖励（元）", "登记在当年报酬里的。", kind="yuan"),
    ),
)
def village_scores(county: CountyFacts, year: int) -> Iterator[Row]:
    """Villages and communities with a score of the year, by township, kind and place."""
    found = [s for s in standings_in(county, year) if s.act.date <= county.as_of]
    for standing in sorted(found, key=_order):
        yield _row(county, standing)


def _order(standing: Standing) -> tuple[str, bool, int, str]:
    village = standing.village
    return village.township, village.kind == COMMUNITY, standing.place, village.code


def _row(county: CountyFacts, each: Standing) -> Row:
    head = head_on(county, each.village.code, each.act.date)
    prized = is_prized(county, each)
    amount = said(prize_law(county, each, AMOUNT))
    return {
        "village": each.village.code,
        "kind": each.village.kind,
        "head": head.id if head else None,
        "score": Cell(float(each.score), (f"{each.where}/score",)),
        "place": each.place,
        "of": each.of,
        "last": each.is_last,
        "on_the_line": each.on_the_line,
        "years": each.years,
        "talk": Cell(talk_state(county, each), (each.where,)),
        "removal": Cell(removal_state(county, each), (each.where,)),
        "prized": Cell(prized, (each.where,)),
        "prize": float(amount.number()) if amount and prized else None,
        "paid": _paid(county, head.id, each.year) if head and prized else None,
    }


def prize_law(county: CountyFacts, each: Standing, key: str) -> Value | None:
    """A value about prizes in the township on the last day of the year scored."""
    return villager_value(county, each.village.township, key, each.act.law_day)


def is_prized(county: CountyFacts, each: Standing) -> bool | None:
    """Whether a village or community is among the first whose heads get a prize; ties all are."""
    places = said(prize_law(county, each, PLACES[each.village.kind]))
    return None if places is None else each.place <= places.integer()


def _paid(county: CountyFacts, cadre: str, year: int) -> Cell:
    """The prizes paid to a head for a year, as its pay records have them."""
    paid = [
        act
        for act in acts_of(county, "pay")
        if act.village_cadre == cadre and act.data["from"][:4] == f"{year:04d}"
    ]
    mine = [act for act in paid if act.data.get("prize") and act.date <= county.as_of]
    return Cell(
        float(sum(act.data["prize"] for act in mine)),
        tuple(f"{act.path}#{act.pointer}/prize" for act in mine),
    )
