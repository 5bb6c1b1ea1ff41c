"""Draws of the city's quarterly spot check: whole frame, enough of it, and no choosing."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import row_cite
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over, plus
from zhucun.facts.draws import (
    LEAST,
    RATIO,
    RESULT_QUARTERS,
    Draw,
    drawn,
    draws_of,
    frame_day,
    frame_part,
    needed,
    quarter_end,
)
from zhucun.facts.periods import QUARTER, in_words, period_at
from zhucun.facts.presence import value_of

ROW = "S0-68"


@rule(
    title="抽查样本够数",
    why="抽得太少，多数人知道轮不到自己，抽查就失去了作用。",
    mend="请用同一个种子补抽到规定的人数，把样本补齐。",
    rows=(ROW,),
)
def draw_has_the_size(county: CountyFacts) -> Iterator[Found]:
    """At least the ratio of the whole city's frame is drawn, rounded up."""
    for draw in draws_of(county):
        need = needed(county, draw)
        if need is None or len(draw.sample) >= need:
            continue
        day = quarter_end(draw.quarter)
        values = [value_of(county.pack(day), key, day) for key in (RATIO, LEAST)]
        shown = "，".join(f"{v.title}{v.shown}" for v in values if v)
        yield Found(
            draw.path,
            "/sample",
            f"{in_words(draw.quarter)}的抽查以 {len(draw.everybody)} 人为基数，"
            f"抽了 {len(draw.sample)} 人，应不少于 {need} 人（{shown}）。",
            period=draw.quarter,
            got=len(draw.sample),
            need=need,
            cite=values[0].cite if values[0] else None,
            evidence=(f"{draw.path}#/frame",),
        )


@rule(
    title="抽查样本由种子重算得出",
    why="样本凭事先定下的种子就能重算，才没有人能够挑选抽谁、不抽谁。",
    mend="请按种子重新计算样本：把“种子、换行、干部编号”的 SHA-256 从小到大排，取前若干名。",
    rows=(ROW,),
    private=True,
)
def draw_is_reproducible(county: CountyFacts) -> Iterator[Found]:
    """The sample is what the seed gives from the frame."""
    for draw in draws_of(county):
        if draw.is_reproducible:
            continue
        right = drawn(draw.everybody, draw.seed, len(draw.sample))
        wrong = sorted(set(draw.sample) - set(right))
        missing = [id_ for id_ in right if id_ not in draw.sample]
        yield Found(
            draw.path,
            "/sample",
            f"{in_words(draw.quarter)}的抽查样本与种子算出的不同："
            f"多了{'、'.join(wrong) or '无'}，少了{'、'.join(missing) or '无'}。",
            period=draw.quarter,
            got="、".join(sorted(draw.sample)),
            need="、".join(sorted(right)),
            cite=row_cite(county.pack(quarter_end(draw.quarter)), ROW),
            evidence=(f"{draw.path}#/seed", f"{draw.path}#/frame"),
        )


@rule(
    title="抽查基数是全部在任的人",
    why="不在基数里的人永远抽不到；已经离任的人占了名额。",
    mend="请按基数日在任的干部改写本县的一栏，用原来的种子重新计算样本。",
    rows=(ROW,),
)
def draw_frame_is_the_county(county: CountyFacts) -> Iterator[Found]:
    """The county's part of the frame is its cadres in office on the day that the law names."""
    if county.region is None or county.lacks(f"{county.path}/cadres/"):
        return
    code = str(county.region.data["code"])[:6]
    for draw in draws_of(county):
        basis = frame_day(county, draw.quarter)
        if basis is None or basis[0][:7] < county.records_from:
            continue
        day, value = basis
        if draw.date < day:
            yield Found(
                draw.path,
                "/date",
                f"{in_words(draw.quarter)}的抽查在 {draw.date} 抽取，"
                f"基数要到 {day} 才能确定（{value.shown}）。",
                period=draw.quarter,
                got=draw.date,
                need=day,
                cite=value.cite or row_cite(county.pack(day), ROW),
                mend="请在基数确定以后抽取；要提前抽取的，先修改制度包里基数的口径。",
            )
            continue
        yield from _frame(county, draw, code, day)


def _frame(county: CountyFacts, draw: Draw, code: str, day: str) -> Iterator[Found]:
    listed, posted = set(draw.frame.get(code, ())), set(frame_part(county, day))
    wrong = [
        f"{what}{'、'.join(sorted(ids))}"
        for what, ids in (("漏了", posted - listed), ("多了", listed - posted))
        if ids
    ]
    if wrong:
        yield Found(
            draw.path,
            f"/frame/{code}" if code in draw.frame else "/frame",
            f"{in_words(draw.quarter)}的抽查基数中 {code} 一栏"
            f"与 {day} 在任的人不符：{'，'.join(wrong)}。",
            period=draw.quarter,
            got=len(listed),
            need=len(posted),
            cite=row_cite(county.pack(day), ROW),
            evidence=tuple(f"{county.cadres[i].path}#/postings" for i in sorted(posted - listed)),
        )


@rule(
    title="抽中的人都有抽查情况",
    why="抽了不查，等于没有抽；没有抽中的人混进来，结果就不是随机的。",
    mend="请逐人登记抽查情况（results）；不在样本里的，改记为督查。",
    rows=(ROW,),
    severity="warn",
    private=True,
)
def drawn_cadres_have_results(county: CountyFacts) -> Iterator[Found]:
    """Every cadre of the county that was drawn has a result in time, and nobody else has."""
    for draw in draws_of(county):
        mine = [id_ for id_ in draw.sample if id_ in county.cadres]
        missing = [id_ for id_ in mine if id_ not in draw.results]
        due = _results_due(county, draw)
        if missing and due and is_over(due, county.as_of):
            yield Found(
                draw.path,
                "/results" if draw.results else "/sample",
                f"{in_words(draw.quarter)}抽中的{'、'.join(missing)}到 {due} 还没有抽查情况。",
                period=draw.quarter,
                got=len(mine) - len(missing),
                need=len(mine),
                cite=row_cite(county.pack(due), ROW),
            )
        for id_, pointer in draw.results.items():
            if id_ in county.cadres and id_ not in draw.sample:
                yield Found(
                    draw.path,
                    f"{pointer}/cadre",
                    f"{id_}不在{in_words(draw.quarter)}的抽查样本里，却登记了抽查情况。",
                    subject=id_,
                    period=draw.quarter,
                    got=id_,
                    evidence=(f"{draw.path}#/sample",),
                )


def _results_due(county: CountyFacts, draw: Draw) -> str:
    """The last day of the quarter by which the regulation wants results; "" where it is open."""
    day = quarter_end(draw.quarter)
    value = value_of(county.pack(day), RESULT_QUARTERS, day)
    if value is None or value.undetermined:
        return ""
    for _ in range(value.integer()):
        day = period_at(QUARTER, plus(day, 1)).end
    return day
