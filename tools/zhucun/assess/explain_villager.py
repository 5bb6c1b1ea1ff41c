"""Every number of one village cadre and one year, with its arithmetic, its article and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.assess.explain_findings import findings_section
from zhucun.assess.explain_villager_money import pay_section
from zhucun.assess.explain_villager_work import (
    competence_section,
    development_section,
    score_section,
    target_section,
)
from zhucun.assess.registry import Cell, Row
from zhucun.assess.terms import last_day
from zhucun.assess.trace import Section, Trace
from zhucun.assess.villager_enrolment import INCOME, enrolments
from zhucun.facts.county import CountyFacts
from zhucun.facts.village_cadres import AS_YOUNG, VillageCadre
from zhucun.facts.villager_law import grounds_of, villager_value
from zhucun.law.numbers import exact, plain

ENROLMENT = "专业化管理"
#: Sections that are told only where the law knows the parameter.
_OF_SOME_LAWS: Final = {
    "competence.talk_below": competence_section,
    "score.talk_at_most": score_section,
}
_SAID = {True: "是", False: "否", None: "不要求"}


def explain_villager(county: CountyFacts, id_: str, year: int) -> list[Section]:
    """The sections on one village cadre's year; none if he holds no post in it by `as_of`.

    KeyError for an id that the county does not have.
    """
    cadre = county.village_cadres[id_]
    first, last = f"{year:04d}-01-01", last_day(county, year)
    if not any(post.span.meets(first, last) for post in cadre.posts):
        return []
    return [
        _subject(county, cadre, first, last),
        _enrolment(county, cadre, year),
        target_section(county, cadre, year),
        *(
            section(county, cadre, year)
            for key, section in _OF_SOME_LAWS.items()
            if villager_value(county, cadre.township, key, last)
        ),
        pay_section(county, cadre, year),
        development_section(county, cadre, year),
        findings_section(county, id_),
    ]


def _subject(county: CountyFacts, cadre: VillageCadre, first: str, last: str) -> Section:
    """Who is explained, which posts he holds, and which regulations judge him."""
    township = county.townships.get(cadre.township)
    place = township.name if township else cadre.township
    traces = [Trace("村干部", f"{cadre.name}（{cadre.id}）", f"{place}的村干部。")]
    for post in cadre.posts:
        if post.span.meets(first, last):
            village = county.villages.get(post.village)
            traces.append(
                Trace(
                    "任职",
                    post.post,
                    f"{village.name if village else post.village}，"
                    f"{post.span.start} 至 {post.span.end or '今'}。",
                    evidence=(f"{post.path}#{post.pointer}",),
                )
            )
    packs = county.villager_packs(cadre.township, last)
    titles = "、".join(f"《{pack.title}》" for pack in packs)
    how = f"以 {last} 为准。" if packs else f"{last} 没有登记执行的村干部制度。"
    return Section("基本情况", (*traces, Trace("适用的制度", titles or "待定", how)))


def _enrolment(county: CountyFacts, cadre: VillageCadre, year: int) -> Section:
    found = tuple(t for row in _rows(county, cadre, year) for t in _traces(county, cadre, row))
    nothing = Trace(ENROLMENT, "无", "当年没有纳入专业化管理。")
    return Section(ENROLMENT, found or (nothing,))


def _rows(county: CountyFacts, cadre: VillageCadre, year: int) -> Iterator[Row]:
    for row in enrolments(county, year):
        whose = row["village_cadre"]
        if isinstance(whose, Cell) and whose.value == cadre.id:
            yield row


def _traces(county: CountyFacts, cadre: VillageCadre, row: Row) -> Iterator[Trace]:
    day, where = str(row["from"]), _evidence(row["village_cadre"])
    ended = f"，{row['ended']} 因{row['reason']}退出" if row["ended"] else ""
    share = ("young.share" if row["kind"] == AS_YOUNG else "enrolment.share",)
    law = grounds_of(county, cadre.township, day, *share)
    yield Trace("纳入", str(row["kind"]), f"{day} 起{ended}。", law, where)
    yield from (_of_young if row["kind"] == AS_YOUNG else _of_secretary)(county, cadre, row)


def _of_secretary(county: CountyFacts, cadre: VillageCadre, row: Row) -> Iterator[Trace]:
    day, where = str(row["from"]), _evidence(row["village_cadre"])
    relaxed = "，全日制大专以上或者年轻，放宽" if row["relaxed"] else ""
    key = "enrolment.relaxed_years" if row["relaxed"] else "enrolment.min_years"
    yield Trace(
        "连续任职",
        f"{row['years']} 年",
        f"到 {day} 任满 {row['years']} 年{relaxed}，应满 {_or_open(row['need_years'])} 年。",
        grounds_of(county, cadre.township, day, key),
        (f"{cadre.path}#/posts",),
    )
    if row["place"] is not None:
        yield Trace(
            "上年度位次",
            f"第 {row['place']} 位",
            f"{row['of']} 个村里第 {row['place']} 位。",
            grounds_of(county, cadre.township, day, "enrolment.rank_share"),
            tuple(f"{place}/rank" for place in where),
        )
    yield Trace(
        "党组织星级",
        "没有登记" if row["stars"] is None else f"{row['stars']} 星",
        "纳入以前最近一次评定。",
        grounds_of(county, cadre.township, day, "enrolment.min_stars"),
        _stars_of(county, str(row["village"])),
    )
    if row["income_state"] is not None:
        income = _number(row["income"])
        need = _number(row["income_need"])
        yield Trace(
            "村集体收入",
            str(row["income_state"]),
            f"{f'登记 {income} 元' if income else '没有登记'}，"
            f"{f'应不低于 {need} 元' if need else '应不低于多少待定'}。",
            grounds_of(county, cadre.township, day, INCOME),
            _evidence(row["income"]),
        )


def _stars_of(county: CountyFacts, code: str) -> tuple[str, ...]:
    """Where the stars of a village's branch stand; none where they aren't recorded."""
    village = county.villages.get(code)
    recorded = village is not None and "stars" in village.data
    return (f"{village.path}#{village.pointer}/stars",) if village and recorded else ()


def _of_young(county: CountyFacts, cadre: VillageCadre, row: Row) -> Iterator[Trace]:
    day = str(row["from"])
    until = f"，延长到 {row['extension']}" if row["extension"] else ""
    yield Trace(
        "享受待遇",
        f"{row['benefit_years']} 年",
        f"从 {day} 起{until}。",
        grounds_of(county, cadre.township, day, "young.max_benefit_years"),
        _evidence(row["village_cadre"]),
    )
    kept = row["in_reserves"]
    value = kept.value if isinstance(kept, Cell) else None
    yield Trace(
        "已列入书记后备",
        _SAID[value if isinstance(value, bool) else None],
        "",
        grounds_of(county, cadre.township, day, "young.joins_reserves"),
        _evidence(kept),
    )


def _evidence(cell: object) -> tuple[str, ...]:
    return cell.evidence if isinstance(cell, Cell) else ()


def _number(cell: object) -> str:
    value = cell.value if isinstance(cell, Cell) else cell
    return plain(exact(value)) if isinstance(value, int | float) else ""


def _or_open(value: object) -> str:
    return "待定" if value is None else str(value)
