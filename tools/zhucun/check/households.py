"""Visits to poor households: all on the register, and every one visited by the year's end."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import year_is_over
from zhucun.facts.duties import VILLAGE
from zhucun.facts.households import (
    PER_YEAR,
    RATE,
    Register,
    postings_in_year,
    registers,
    visited,
    wanted,
    was_there,
)
from zhucun.facts.places import Village
from zhucun.law.cite import Cite


@rule(
    title="走访和计划的户都在名册里",
    why="名册以外的户没有分母，入户率算不出来；多半是代号写错了。",
    mend="改正户的代号；确是贫困户的，先补进 households。",
    rows=("S4-24", "S4-36"),
    private=True,
)
def household_is_on_the_register(county: CountyFacts) -> Iterator[Found]:
    """Households that were visited or have a plan are among the village's households."""
    for register in registers(county).values():
        known = set(register.households)
        named = [(f"/visits/{n}/households", "走访", v[2]) for n, v in enumerate(register.visits)]
        for pointer, what, households in (*named, ("/plans", "脱贫计划", register.plans)):
            for index, household in enumerate(households):
                if household not in known:
                    yield Found(
                        register.path,
                        f"{register.pointer}{pointer}/{index}",
                        f"{register.village} {register.year} 年的{what}里有一户不在名册",
                        period=str(register.year),
                        cite=cite_of(county, f"{register.year}-12-31", RATE),
                    )


@rule(
    title="走访的那一天在村",
    why="走访在村里进行；考勤写着不在村，两份记录有一份不实，这一次走访不能计入。",
    mend="请核对当天的情况：在村的改正考勤，没有走访的改正走访的日期或人员。",
    rows=("S4-36", "S4-37"),
    severity="warn",
    private=True,
)
def household_visit_is_on_a_day_in_the_village(county: CountyFacts) -> Iterator[Found]:
    """A visit lies on a day that the cadre's sheet has in the village; a sealed sheet blocks.

    A day that no sheet tells of is not judged.
    """
    for register in registers(county).values():
        for index, (day, cadre, _) in enumerate(register.visits):
            sheet = county.sheet_of(cadre, day)
            if sheet is None or day > county.as_of or was_there(county, cadre, day):
                continue
            status = sheet.marks[int(day[8:])]
            yield Found(
                register.path,
                f"{register.pointer}/visits/{index}/date",
                f"{cadre} {day} 走访了贫困户，考勤却登记为{status}，这一次不计入。",
                subject=cadre,
                period=day[:7],
                got=status,
                cite=cite_of(county, day, PER_YEAR),
                evidence=(f"{sheet.path}#{sheet.pointer}/{status}",),
                severity="block" if sheet.is_sealed else None,
            )


@rule(
    title="全年走访到每一户贫困户",
    why="每年对所有贫困户至少走访一遍，入户率达到 100%。",
    mend="走访过没有登记的，补记走访；确实没有走访的，如实保留，下一年补上。",
    rows=("S4-37",),
    severity="warn",
    private=True,
)
def every_household_is_visited(county: CountyFacts) -> Iterator[Found]:
    """In a year that is over, each household of a village with a cadre was visited often enough.

    Judged are whole years at both ends of which some cadre was posted in the village.
    """
    if county.lacks(f"{county.path}/cadres/"):
        return
    for year in _whole_years(county):
        need = wanted(county.pack(f"{year}-12-31"), year)
        if need is None or not county.opened(f"{year}-01-01", f"{year}-12-31", "attendance"):
            continue
        times, rate = need
        cite = cite_of(county, f"{year}-12-31", RATE)
        for village in _served(county, year):
            register = registers(county).get((village.code, year))
            if register is None:
                path = f"{county.path}/{village.township}/visits/{year}.yml"
                if not county.lacks(path):
                    message = f"{village.name} {year} 年没有登记贫困户名册和走访"
                    yield Found(
                        village.path,
                        village.pointer,
                        message,
                        period=str(year),
                        cite=cite,
                        mend="请补登名册和走访；没有贫困户的，名册写 households: []。",
                    )
                continue
            done = len(visited(county, register, times))
            if register.households and done < rate * len(register.households):
                yield _short(register, village, times, done, cite)


def _short(register: Register, village: Village, times: int, done: int, cite: Cite | None) -> Found:
    total = len(register.households)
    often = "" if times == 1 else f" {times} 遍"
    return Found(
        register.path,
        register.pointer,
        f"{village.name} {register.year} 年 {total} 户贫困户走访了 {done} 户{often}，"
        f"还差 {total - done} 户",
        period=str(register.year),
        got=done,
        need=total,
        cite=cite,
    )


def _whole_years(county: CountyFacts) -> Iterator[int]:
    """Calendar years that lie after records began and are over."""
    if county.region is None:
        return
    first = int(county.records_from[:4]) + (county.records_from[5:] != "01")
    for year in range(first, int(county.as_of[:4]) + 1):
        if year_is_over(year, county.as_of):
            yield year


def _served(county: CountyFacts, year: int) -> Iterator[Village]:
    """Villages with a cadre posted on the year's first day and one on its last, by code."""
    ends = (f"{year}-01-01", f"{year}-12-31")
    for code, postings in sorted(postings_in_year(county, year).items()):
        village = county.villages.get(code)
        whole = all(any(p.span.covers(day) for p in postings) for day in ends)
        if whole and village is not None and village.kind == VILLAGE:
            yield village
