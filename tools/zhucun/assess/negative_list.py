"""The negative list as tables: cases by item, what each calls for, and whose account it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.cases import Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.ladder import KEY, rungs_of
from zhucun.facts.presence import texts_of, value_of
from zhucun.law.ladder import Step

KINDS = "negative_list.kinds"
POINTS = "negative_list.points"
ACCOUNTS = "negative_list.accounts"
UNIT, TOWNSHIP = "派出单位", "乡镇"
DONE, OWED, UNDETERMINED, COUNTED = "已处理", "还欠", "待定", "已计"


@table(
    "negative_list",
    "负面清单",
    "负面清单每一项今年立了几件，在办几件，办结几件。",
    board="supervision",
    keys=(KINDS,),
    columns=(
        Column("kind", "事项", "制度写明的事项。"),
        Column("standing", "今年立案", "今年发现、没有撤销的。", kind="count"),
        Column("open", "在办", kind="count", rows=("S0-77",)),
        Column("closed", "已办结", kind="count"),
    ),
)
def negative_list(county: CountyFacts, year: int) -> Iterator[Row]:
    """The items of the list in force, in its order; then items of cases under another list."""
    last = min(f"{year}-12-31", county.as_of)
    kinds = value_of(county.pack(last), KINDS, last)
    cases = list(_standing(county, year))
    listed = texts_of(kinds)
    others = sorted({c.kind for c in cases} - set(listed))
    for kind in (*listed, *others):
        own = [c for c in cases if c.kind == kind]
        closed = sum(_is_done(c.closed_on, county.as_of) for c in own)
        yield {
            "kind": kind,
            "standing": Cell(len(own), tuple(f"{c.path}#" for c in own)),
            "open": len(own) - closed,
            "closed": closed,
        }


def _standing(county: CountyFacts, year: int) -> Iterator[Case]:
    """Cases found in the year, opened and not withdrawn by `as_of`, in order of id."""
    cases = (case for found in county.cases.values() for case in found)
    for case in sorted(cases, key=lambda c: c.id):
        opened = case.found_on[:4] == f"{year:04d}" and _is_done(case.opened_on, county.as_of)
        if opened and not _is_done(case.withdrawn_on, county.as_of):
            yield case


def _is_done(day: str, as_of: str) -> bool:
    return bool(day) and day <= as_of


@table(
    "dispositions",
    "处理到位",
    "已经认定的每件案件，制度要求的每项处理做了没有。",
    board="supervision",
    keys=(
        "absence",
        "conduct.careless",
        "conduct.irresponsible",
        "conduct.breach",
        "conduct.not_detached",
        "conduct.nominal",
        "conduct.incompetent",
        "conduct.fraud",
        "conduct.dereliction",
    ),
    columns=(
        Column("case", "案件"),
        Column("cadre", "干部", kind="cadre"),
        Column("kind", "事项"),
        Column("condition", "情形"),
        Column("required", "要求的处理"),
        Column("target", "对象"),
        Column("done_on", "处理日期", kind="date"),
        Column(
            "state",
            "情况",
            kind="state",
            rows=("S0-74", "S0-79", "S4-59", "S4-60"),
        ),
        Column("article", "依据条款"),
    ),
)
def dispositions(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a confirmed case found in the year and a disposition it calls for, by case."""
    steps = _absence_steps(county)
    for case in _standing(county, year):
        if not _is_done(case.confirmed_on, county.as_of):
            continue
        step = steps.get(case.id) or _conduct_step(county, case)
        for required in step.dispositions if step else ():
            done = _first(case, required.accepted, county.as_of)
            yield {
                "case": case.id,
                "cadre": case.cadre,
                "kind": case.kind,
                "condition": step.condition if step else None,
                "required": required.shown,
                "target": required.target,
                "done_on": done[0] if done else None,
                "state": Cell(DONE, (f"{case.path}#{done[1]}",)) if done else OWED,
                "article": required.cite.article if required.cite else None,
            }


def _first(case: Case, kinds: tuple[str, ...], as_of: str) -> tuple[str, str] | None:
    """The day and place of the first disposition of some kinds taken by a day."""
    taken = ((d.date, d.pointer) for d in case.dispositions if d.kind in kinds and d.date <= as_of)
    return min(taken, default=None)


def _absence_steps(county: CountyFacts) -> Mapping[str, Step]:
    """The step of the ladder that each confirmed absence stands on, by case."""
    return {
        rung.case.id: rung.step
        for cadre in county.cadres.values()
        for rung in rungs_of(county, cadre)
    }


def _conduct_step(county: CountyFacts, case: Case) -> Step | None:
    """The step of the ladder that counts the case's kind, if it isn't that of absences."""
    pack = county.pack(case.found_on)
    ladder = pack.ladder_of(case.kind, case.found_on) if pack else None
    return None if ladder is None or ladder.key == KEY else ladder.step(1)


@table(
    "deductions",
    "扣分台账",
    "已经认定的负面清单事项，记在派出单位和乡镇党组织书记述职评议的名下；扣多少分由制度或组织部门明确。",
    board="supervision",
    keys=(POINTS, ACCOUNTS, KINDS),
    columns=(
        Column("account", "记在谁名下"),
        Column("unit", "派出单位", kind="unit"),
        Column("township", "乡镇", kind="township"),
        Column("kind", "事项"),
        Column("cases", "认定件数", "今年发现、已经认定的。", kind="count"),
        Column("points", "扣分", "每件的分值没有规定的为待定。", kind="score", rows=("S0-78",)),
        Column("state", "情况", kind="state"),
    ),
)
def deductions(county: CountyFacts, year: int) -> Iterator[Row]:
    """Units, then townships, in order of id and item; none where the law keeps no such account."""
    last = min(f"{year}-12-31", county.as_of)
    accounts, points = (value_of(county.pack(last), key, last) for key in (ACCOUNTS, POINTS))
    if accounts is None or accounts.undetermined:
        return
    each = points.number() if points and not points.undetermined else None
    confirmed = [c for c in _standing(county, year) if _is_done(c.confirmed_on, county.as_of)]
    for account in accounts.texts():
        counts = Counter((_holder(county, c, account), c.kind) for c in confirmed)
        for (holder, kind), number in sorted(counts.items()):
            yield {
                "account": account,
                "unit": holder if account == UNIT else None,
                "township": holder if account == TOWNSHIP else None,
                "kind": kind,
                "cases": number,
                "points": None if each is None else float(each * number),
                "state": UNDETERMINED if each is None else COUNTED,
            }


def _holder(county: CountyFacts, case: Case, account: str) -> str:
    """The unit that sent the cadre, or the township where he served when it was found."""
    cadre = county.cadres.get(case.cadre)
    if cadre is None:
        return ""
    if account == UNIT:
        return cadre.unit
    posting = cadre.posting_on(case.found_on) or cadre.postings[-1]
    return county.township_of(posting.village)
