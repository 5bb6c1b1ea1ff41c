"""Turns the plot's tables into cities, counties, townships, officers and cadres."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from bench.sample.cast import (
    DEPUTY,
    FIRST_SECRETARY,
    MEMBER,
    Cadre,
    City,
    County,
    Officer,
    Posting,
    Township,
    Unit,
    Village,
)
from bench.sample.yamlish import Data
from zhucun.facts.dates import plus

ROLES = {"第一书记": FIRST_SECRETARY, "队员": MEMBER, "挂任": DEPUTY}
IDENTITIES = {"机关": "公务员", "事业单位": "事业单位人员", "国有企业": "国有企业人员"}
STEMS = "甲乙丙丁戊己庚辛壬癸"
DIGITS = ("", *"一二三四五六七八九")
# Officers serve from before the first posting.
IN_OFFICE = "2023-01-01"
CONSENTS = {"210726-002": ("专栏", "照片"), "210727-002": ("专栏", "照片")}


@dataclass(frozen=True, slots=True)
class Stage:
    """A city's own facts; `units` a table `id | name | kind | level | headcount [| 否]`."""

    slug: str
    name: str
    prefix: str
    regulation: str
    units: str
    source: tuple[str, str]
    publication: dict[str, Data]


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """A county: folders of its townships, its cadres' table, and what is particular to it.

    `invented` are (township, villages) of a county that does not exist; otherwise divisions.json
    has them. `boards` are townships that keep whereabouts here.
    """

    slug: str
    code: str
    folders: tuple[str, ...]
    cadres: str
    name: str = ""
    invented: tuple[tuple[str, str], ...] = ()
    boards: tuple[str, ...] = ()
    unsealed: tuple[tuple[str, str], ...] = ()
    new_secretary: tuple[str, str] = ("", "")
    leave_document: str = ""
    publication: dict[str, Data] = field(default_factory=dict)


def stem_name(number: int) -> str:
    """甲, 乙, …, 癸, 甲一, 乙一, …"""
    return f"{STEMS[number % 10]}{DIGITS[number // 10 % 10]}{DIGITS[number // 100]}"


def rows(table: str) -> Iterator[list[str]]:
    """Cells of a `|` table."""
    for line in table.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


def build_city(people: Iterator[int], stage: Stage, *plans: CountyPlan) -> City:
    """A city with its counties; cadres are named by the next number of `people` as they are met."""
    units = tuple(
        Unit(id_, name, kind, level, int(size), not fiscal)
        for id_, name, kind, level, size, *fiscal in rows(stage.units)
    )
    officers = Titles()
    counties = tuple(_county(people, plan, {u.id: u for u in units}, officers) for plan in plans)
    return City(
        stage.slug,
        stage.name,
        f"{stage.prefix}00000000",
        stage.regulation,
        units,
        city_officers(stage.slug, stage.regulation, officers),
        counties,
        stage.source,
        stage.publication,
    )


class Titles:
    """Hands out officers' invented names: 示例书记甲, 示例书记乙, …"""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def officer(self, id_: str, role: str, title: str, start: str = IN_OFFICE) -> Officer:
        number = self._given.get(title, 0)
        self._given[title] = number + 1
        return Officer(id_, f"示例{title}{stem_name(number)}", role, start)


def city_officers(slug: str, regulation: str, titles: Titles) -> tuple[Officer, ...]:
    """The organisation department, the working committee and the supervision office; under S4
    also the poverty office and the civil affairs bureau, which inspect there.
    """
    officers = (
        replace(titles.officer(f"{slug}-od", "市委组织部", "部长"), leading=True),
        titles.officer(f"{slug}-gongwei", "市直机关工委", "工委"),
        titles.officer(f"{slug}-ducha", "市委督查室", "督查"),
    )
    if regulation != "s4":
        return officers
    return (
        *officers,
        titles.officer(f"{slug}-fupin", "市扶贫办", "扶贫"),
        titles.officer(f"{slug}-minzheng", "市民政局", "民政"),
    )


def county_officers(slug: str, titles: Titles) -> tuple[Officer, ...]:
    """The organisation department (two people), the work team and its leading group."""
    return (
        titles.officer(f"{slug}-od", "县委组织部", "组长"),
        titles.officer(f"{slug}-od-check", "县委组织部", "干事"),
        titles.officer(f"{slug}-team", "县驻村工作队", "队长"),
        titles.officer(f"{slug}-group", "县驻村工作领导小组", "主任"),
    )


def township_officers(
    slug: str, titles: Titles, new_secretary_from: str = ""
) -> tuple[Officer, ...]:
    """The secretary (and a successor, if one came) and the committee member who registers."""
    first = titles.officer(f"{slug}-secretary", "乡镇党委书记", "书记")
    officers = [first]
    if new_secretary_from:
        left = plus(new_secretary_from, -1)
        officers[0] = Officer(first.id, first.name, first.role, first.start, left)
        officers.append(
            titles.officer(f"{slug}-secretary-new", "乡镇党委书记", "书记", new_secretary_from)
        )
    committee = titles.officer(f"{slug}-committee", "乡镇党委", "委员")
    officers.append(replace(committee, leading=True))
    return tuple(officers)


def deputies(slug: str, cadres: tuple[Cadre, ...]) -> tuple[Officer, ...]:
    """The acting deputy secretary among the cadres, as the officer that he is while there."""
    return tuple(
        Officer(f"{slug}-deputy", c.name, "乡镇党委", p.start, p.ended, cadre=c.id)
        for c in cadres
        for p in (c.posting,)
        if p.role == DEPUTY
    )


def _county(
    people: Iterator[int], plan: CountyPlan, units: dict[str, Unit], titles: Titles
) -> County:
    name, divisions = _divisions(plan)
    townships = []
    for folder, (town, code, villages) in zip(plan.folders, divisions, strict=True):
        place = _place_finder(code, villages)
        cadres = tuple(_cadres(people, plan, folder, place, units))
        townships.append(
            Township(
                folder,
                town,
                code,
                villages,
                (
                    *township_officers(
                        folder,
                        titles,
                        plan.new_secretary[1] if plan.new_secretary[0] == folder else "",
                    ),
                    *deputies(folder, cadres),
                ),
                cadres,
                folder in plan.boards,
                tuple(month for slug, month in plan.unsealed if slug == folder),
            )
        )
    return County(
        plan.slug,
        name,
        f"{plan.code}000000",
        county_officers(plan.slug, titles),
        tuple(townships),
        plan.publication,
        plan.leave_document,
    )


def _place_finder(township: str, villages: tuple[Village, ...]) -> Callable[[str], str]:
    codes = {village.name: village.code for village in villages}
    return lambda name: township if name == "-" else codes[name]


def _cadres(
    people: Iterator[int],
    plan: CountyPlan,
    folder: str,
    place: Callable[[str], str],
    units: dict[str, Unit],
) -> Iterator[Cadre]:
    for serial, town, role, village, unit_id, start, end, *more in rows(plan.cadres):
        if town != folder:
            continue
        unit = units[unit_id]
        day, _, what = (more[0] if more else "").partition(" ")
        renewed = what == "连任"
        postings = []
        if renewed:
            postings.append(
                Posting(1, ROLES[role], place(village), day, plus(start, -1), reason="期满")
            )
        postings.append(
            Posting(
                len(postings) + 1,
                ROLES[role],
                place(village),
                start,
                end,
                "" if renewed else day,
                "" if renewed else what,
                1 if renewed else 0,
            )
        )
        id_ = f"{plan.code}-{serial}"
        yield Cadre(
            id_,
            f"示例{stem_name(next(people))}",
            unit,
            IDENTITIES[unit.kind],
            tuple(postings),
            CONSENTS.get(id_, ()),
        )


def _divisions(plan: CountyPlan) -> tuple[str, list[tuple[str, str, tuple[Village, ...]]]]:
    if plan.invented:
        return plan.name, [
            (town, f"{plan.code}{n}000", invented_villages(f"{plan.code}{n}", names))
            for n, (town, names) in enumerate(plan.invented, start=101)
        ]
    found = _real_divisions()[plan.code]
    return found["name"], [
        (t["name"], t["code"], tuple(Village(*village) for village in t["villages"]))
        for t in found["townships"]
    ]


def invented_villages(township: str, names: str) -> tuple[Village, ...]:
    """Villages from 200, communities from 001, as in the real codes; `township` has 9 digits."""
    villages, communities = count(200), count(1)
    found = []
    for name in names.split():
        kind = "社区" if name.endswith("社区") else "村"
        number = next(communities if kind == "社区" else villages)
        found.append(Village(f"{township}{number:03d}", kind, name))
    return tuple(found)


@cache
def _real_divisions() -> Any:
    return json.loads((Path(__file__).parent / "divisions.json").read_text(encoding="utf-8"))
