"""The negative list: how each cadre stands on each of its items, and who signed carelessly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.cases import SIGNING, Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of

KINDS = "negative_list.kinds"
NONE, OPEN, CONFIRMED, CLOSED, WITHDRAWN = "没有", "已立案", "已认定", "已办结", "已撤销"


@table(
    "conducts",
    "负面清单逐项",
    "每名驻村干部在负面清单每一项上的情况。",
    board="supervision",
    keys=(KINDS,),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("kind", "事项"),
        Column("cases", "案件", "今年发现、没有撤销的。", kind="count"),
        Column("state", "情况", kind="state", rows=("S1-18",)),
    ),
)
def conducts(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre posted in the year and an item of the list in force, in that order."""
    last = min(f"{year}-12-31", county.as_of)
    kinds = value_of(county.pack(last), KINDS, last)
    if kinds is None or kinds.undetermined:
        return
    for cadre in county.cadres.values():
        if cadre.postings_in(f"{year}-01-01", last):
            own = [c for c in county.cases.get(cadre.id, ()) if _is_of(c, year, last)]
            for kind in kinds.texts():
                cases = [case for case in own if case.kind == kind]
                yield {
                    "cadre": cadre.id,
                    "kind": kind,
                    "cases": sum(case.is_standing for case in cases),
                    "state": Cell(_worst(cases), tuple(f"{case.path}#" for case in cases)),
                }


@table(
    "signers",
    "签字责任",
    "随意签字的案件追究到哪一位签字人。",
    board="supervision",
    keys=(KINDS, "attendance.sealer_roles"),
    columns=(
        Column("case", "案件"),
        Column("cadre", "干部", "被随意签字的干部。", kind="cadre"),
        Column("signer", "签字人", "签字认定的人员编号。", rows=("S1-17",)),
        Column("state", "情况", kind="state"),
    ),
)
def signers(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a case of careless signing that was found in the year, in order of case ids."""
    cases = [case for found in county.cases.values() for case in found]
    for case in sorted(cases, key=lambda case: case.id):
        if case.kind == SIGNING and _is_of(case, year, county.as_of):
            yield {
                "case": case.id,
                "cadre": case.cadre,
                "signer": Cell(case.data.get("signer"), (f"{case.path}#/signer",)),
                "state": _state(case),
            }


def _is_of(case: Case, year: int, last: str) -> bool:
    return case.found_on[:4] == f"{year:04d}" and case.found_on <= last


def _worst(cases: Sequence[Case]) -> str:
    """The gravest state of some cases; 没有 for none."""
    states = {_state(case) for case in cases}
    order = (CONFIRMED, OPEN, CLOSED, WITHDRAWN)
    return next((state for state in order if state in states), NONE)


def _state(case: Case) -> str:
    if not case.is_standing:
        return WITHDRAWN
    if case.closed_on:
        return CLOSED
    return CONFIRMED if case.is_confirmed else OPEN
