"""What a case of absence or shortfall rests on: the inspection, the sheet and the month agree."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.cases import case_shown, known_cases
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cite_of
from zhucun.facts.cases import SHORTFALL, UNEXCUSED, Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.inspections import ABSENT, Inspection
from zhucun.facts.people import Cadre
from zhucun.facts.presence import is_surely_short
from zhucun.facts.sheets import BUSINESS, IN_VILLAGE, LEAVE

CONTRADICTING = (IN_VILLAGE, BUSINESS, LEAVE)


def _confirmed_absences(county: CountyFacts) -> Iterator[Case]:
    return (c for _, c in known_cases(county) if c.kind == UNEXCUSED and c.is_confirmed)


def _cited(county: CountyFacts, case: Case) -> Iterator[tuple[int, Inspection]]:
    """The inspections that a case names, with their place in it; a rule reports unknown ones."""
    for index, id_ in enumerate(case.inspections):
        for inspection in county.inspections:
            if inspection.id == id_:
                yield index, inspection


@rule(
    title="发现日期就是督查的日期",
    why="次数按发现日期归到任职期和年度；写成别的日子，这一次就算到了别处。",
    mend="请把发现日期改为督查当天；不是同一次的，改正督查编号或另立一案。",
    rows=("S0-70", "S0-71"),
    private=True,
)
def absence_is_dated_by_its_inspection(county: CountyFacts) -> Iterator[Found]:
    """A confirmed absence was found on the very day of each inspection it names."""
    for case in _confirmed_absences(county):
        for _, inspection in _cited(county, case):
            if inspection.date != case.found_on:
                yield Found(
                    case.path,
                    "/found_on",
                    f"{case_shown(county, case)}写在 {case.found_on} 发现，"
                    f"依据的督查 {inspection.id} 在 {inspection.date}。",
                    subject=case.cadre,
                    period=case.found_on[:7],
                    got=case.found_on,
                    need=inspection.date,
                    evidence=(f"{inspection.path}#{inspection.pointer}/date",),
                )


@rule(
    title="依据的督查查到本人不在岗",
    why="督查见到本人在岗，就不能拿来认定无故不在岗。",
    mend="请改正督查编号；督查记错的，先更正督查记录；认定错了的，撤销案件。",
    rows=("S0-70", "S0-71"),
    private=True,
)
def case_inspection_found_him_absent(county: CountyFacts) -> Iterator[Found]:
    """Every inspection that a confirmed absence names found that cadre away."""
    for case in _confirmed_absences(county):
        for index, inspection in _cited(county, case):
            visits = [v for v in inspection.visits if v.cadre == case.cadre]
            if not visits or any(v.found == ABSENT for v in visits):
                continue
            yield Found(
                case.path,
                f"/inspections/{index}",
                f"{case_shown(county, case)}已经认定，"
                f"依据的督查 {inspection.id} 却见本人{visits[0].found}。",
                subject=case.cadre,
                period=case.found_on[:7],
                got=visits[0].found,
                need=ABSENT,
                evidence=tuple(f"{v.path}#{v.pointer}/found" for v in visits),
            )


@rule(
    title="一次不在岗只立一案",
    why="同一天或同一次督查立了两案，一次会算成两次，处理就重了。",
    mend="请保留一案，另一案写明撤销和理由。",
    rows=("S0-71", "S0-72", "S0-73"),
    private=True,
)
def absence_is_counted_once(county: CountyFacts) -> Iterator[Found]:
    """One inspection's finding, and one day, stand in at most one case of a cadre's absences."""
    for id_ in county.cadres:
        cases = [c for c in county.cases.get(id_, []) if c.kind == UNEXCUSED and c.is_standing]
        cases.sort(key=lambda c: c.id)
        for number, case in enumerate(cases):
            for first in cases[:number]:
                shared = [i for i in case.inspections if i in first.inspections]
                if not shared and case.found_on != first.found_on:
                    continue
                basis = f"督查 {shared[0]} " if shared else f"{case.found_on} "
                yield Found(
                    case.path,
                    f"/inspections/{case.inspections.index(shared[0])}" if shared else "/found_on",
                    f"{case_shown(county, case)}说的{basis}的不在岗，案件 {first.id} 已经立过。",
                    subject=case.cadre,
                    period=case.found_on[:7],
                    got=shared[0] if shared else case.found_on,
                    evidence=(f"{first.path}#/found_on",),
                )
                break


@rule(
    title="认定的不在岗与考勤一致",
    why="已经认定无故不在岗的那一天，考勤还写着在村、因公外出或请假，有一份记录不真实。",
    mend="认定属实的，把考勤当天改为缺岗；考勤属实的，撤销案件并写明理由。",
    rows=("S0-56", "S0-71", "S1-16", "S4-60"),
    private=True,
)
def confirmed_absence_agrees_with_sheet(county: CountyFacts) -> Iterator[Found]:
    """The sheet doesn't account for a confirmed absence as presence, business or leave."""
    for case in _confirmed_absences(county):
        sheet = county.sheet_of(case.cadre, case.found_on)
        status = sheet.marks[int(case.found_on[8:])] if sheet else ""
        if sheet is None or status not in CONTRADICTING:
            continue
        yield Found(
            case.path,
            "/found_on",
            f"{case_shown(county, case)}认定 {case.found_on} 无故不在岗，考勤当天登记为{status}。",
            subject=case.cadre,
            period=sheet.month,
            got=status,
            need="缺岗",
            cite=cite_of(county, case.found_on, "attendance.min_days"),
            evidence=(f"{sheet.path}#{sheet.pointer}/{status}",),
        )


@rule(
    title="到岗不足案不早于所说的月份",
    why="月份还没有开始，谈不上到岗不足；预先立案，等于预先准许不到岗。",
    mend="请核对涉及月份、发现日期和立案日期，改正写错的一个。",
    rows=("S0-56", "S1-06", "S4-35", "S4-44"),
    private=True,
)
def shortfall_case_follows_its_month(county: CountyFacts) -> Iterator[Found]:
    """A shortfall is neither found nor opened before the first day of the month it concerns."""
    for _, case in known_cases(county):
        if case.kind != SHORTFALL:
            continue
        first = month_span(case.month)[0]
        for pointer, what, day in (
            ("/found_on", "发现", case.found_on),
            ("/opened/date", "立案", case.opened_on),
        ):
            if day and day < first:
                yield Found(
                    case.path,
                    pointer,
                    f"{case_shown(county, case)}说的是 {case.month}，{what}日期 {day} 在这以前。",
                    subject=case.cadre,
                    period=case.month,
                    got=day,
                    need=first,
                )


@rule(
    title="差额已成定局才立到岗不足案",
    why="月份没有过完，余下的日子还够，就立案说明不足，等于预先准许不到岗。",
    mend="请撤销预先立的案，写明理由；月份过完或差额已成定局以后确有不足的，再按实际立案。",
    rows=("S0-56", "S1-06", "S4-35", "S4-44"),
    private=True,
)
def shortfall_case_is_not_opened_ahead(county: CountyFacts) -> Iterator[Found]:
    """A shortfall that stands was opened once the month was over or could no longer suffice (Z1).

    A case opened before the month began is another rule's.
    """
    for cadre, case in known_cases(county):
        if case.kind != SHORTFALL or not case.is_standing:
            continue
        first, last = month_span(case.month)
        if not first <= case.opened_on < last or _is_unseen(county, cadre, case.month):
            continue
        if is_surely_short(county, cadre, case.month, case.opened_on) is False:
            yield Found(
                case.path,
                "/opened/date",
                f"{case_shown(county, case)}说的是 {case.month}，{case.opened_on} 就立了案，"
                "当时余下的日子还够。",
                subject=case.cadre,
                period=case.month,
                got=case.opened_on,
                need=last,
            )


def _is_unseen(county: CountyFacts, cadre: Cadre, month: str) -> bool:
    """Whether what the township of the month registers is there but unusable or unopened."""
    days = month_span(month)
    posting = next(iter(cadre.postings_in(*days)), None)
    township = county.township_of(posting.village) if posting else ""
    hidden = county.lacks(f"{county.path}/{township}/")
    return hidden or not county.opened(*days, "attendance", "whereabouts")


@rule(
    title="到岗不足案写明情况",
    why="案件是用来说明不足的；空着的案件什么也没有说明。",
    mend="请写明查明的事实（facts）或本人的说明（explanation）。",
    rows=("S0-56", "S1-06", "S4-35", "S4-44"),
    severity="warn",
    private=True,
)
def shortfall_case_says_why(county: CountyFacts) -> Iterator[Found]:
    """A shortfall that stands tells its facts or holds the cadre's own explanation."""
    for _, case in known_cases(county):
        told = any(case.data.get(part, "").strip() for part in ("facts", "explanation"))
        if case.kind == SHORTFALL and case.is_standing and not told:
            yield Found(
                case.path,
                "/opened",
                f"{case_shown(county, case)}说的是 {case.month}，没有写事实，也没有本人说明。",
                subject=case.cadre,
                period=case.month,
            )
