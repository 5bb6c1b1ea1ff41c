"""Recalls: proposed first where the regulation says by whom, and then carried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhucun.check.cases import case_shown, known_cases
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, officer_named
from zhucun.facts.bodies import roles_on
from zhucun.facts.cases import Case, Disposition
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over, plus
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.value import Value

RECALL = "召回"
ADJUSTMENT = "及时调整"
#: What takes a cadre away, with the reasons of an ended posting that answer it.
ENDINGS: Final = {RECALL: (RECALL,), ADJUSTMENT: ("调整", RECALL)}
PROPOSER = "recall.proposer"
DAYS = "recall.days"


def _departures(county: CountyFacts) -> Iterator[tuple[Cadre, Case, Disposition]]:
    """Every recall or adjustment with its case."""
    for cadre, case in known_cases(county):
        for disposition in case.dispositions:
            if disposition.kind in ENDINGS:
                yield cadre, case, disposition


@rule(
    title="召回以后任职结束",
    why="决定召回或调整而任职还在继续，考勤和补助会照旧计算。",
    mend="请在这名干部的任职里写明 ended：日期和原因“召回”或“调整”。",
    rows=("S0-73", "S0-75", "S4-58"),
    severity="warn",
    private=True,
)
def recall_ends_the_posting(county: CountyFacts) -> Iterator[Found]:
    """From the next day on, a posting whose cadre was recalled or moved is ended for that reason.

    What is only proposed stands in the case's `proposal` and ends nothing yet.
    """
    seen: set[str] = set()
    for cadre, case, departure in _departures(county):
        posting = cadre.posting_on(case.found_on)
        reasons = ENDINGS[departure.kind]
        if departure.date >= county.as_of:
            continue
        if posting is None or posting.ended_reason in reasons or case.id in seen:
            continue
        seen.add(case.id)
        yield Found(
            posting.path,
            posting.pointer,
            f"{cadre_named(county, cadre.id)}在 {departure.date} 被{departure.kind}"
            f"（案件 {case.id}），"
            f"而第 {posting.serial} 段任职没有以{reasons[0]}结束。",
            subject=cadre.id,
            period=departure.date[:7],
            evidence=(f"{departure.path}#{departure.pointer}",),
        )


@dataclass(frozen=True, slots=True)
class _Proposal:
    """An opinion that a cadre be recalled or moved: whose, of which day, and where it stands."""

    by: str
    date: str
    pointer: str


@rule(
    title="召回由领导小组先提出意见",
    why="制度写明召回调整的意见由谁提出；没有意见就召回，或者提了意见不落实，都不合程序。",
    mend="请在案件或这项处理的 proposal 写明提出人和日期；意见没有落实的，催派出单位召回调整。",
    rows=("S4-58",),
    severity="warn",
    private=True,
)
def recall_follows_its_proposal(county: CountyFacts) -> Iterator[Found]:
    """A recall answers a proposal of the body that the law names, made no later, by its member.

    A proposal may stand in the case before anything is done about it, and is then to be answered
    within the days that the law gives.
    """
    if county.lacks_a_region:
        return
    for cadre, case in known_cases(county):
        departures = [d for d in case.dispositions if d.kind in ENDINGS]
        for departure in departures:
            proposal = _proposal_of(case, departure)
            proposer = _proposer(county, departure.date)
            if proposer is None:
                continue
            what = f"{case_shown(county, case)}的{departure.kind}"
            if proposal is None:
                wrong = f"没有写{proposer.text()}提出的意见"
                yield _found(case, departure.pointer, f"{what}{wrong}", proposer)
            elif proposal.date > departure.date:
                wrong = f"在 {departure.date}，早于提出意见的 {proposal.date}"
                yield _found(case, f"{proposal.pointer}/date", f"{what}{wrong}", proposer)
            else:
                yield from _proposal_faults(county, cadre, case, proposal, what)
        proposal = _proposal_of(case, None)
        if proposal and not departures and case.is_standing:
            what = f"{case_shown(county, case)}的召回调整意见"
            yield from _proposal_faults(county, cadre, case, proposal, what)


def _proposal_of(case: Case, departure: Disposition | None) -> _Proposal | None:
    """The proposal that a recall answers: its own, else the one that stands in the case."""
    of = (departure.pointer,) if departure else ()
    for pointer in (*of, ""):
        holder = case.data["dispositions"][int(pointer.split("/")[2])] if pointer else case.data
        if "proposal" in holder:
            found = holder["proposal"]
            return _Proposal(found["by"], found["date"], f"{pointer}/proposal")
    return None


def _proposer(county: CountyFacts, day: str) -> Value | None:
    """Who proposes by the law of a day; None where it doesn't say."""
    value = value_of(county.pack(day), PROPOSER, day)
    return None if value is None or value.undetermined else value


def _proposal_faults(
    county: CountyFacts, cadre: Cadre, case: Case, proposal: _Proposal, what: str
) -> Iterator[Found]:
    """A proposal by somebody else than the law says, or not carried out in the days it gives."""
    day, proposer = proposal.date, _proposer(county, proposal.date)
    if proposer is None:
        return
    roles = roles_on(county, proposal.by, day)
    if roles and proposer.text() not in roles:
        wrong = f"由{officer_named(county, proposal.by)}提出意见，应由{proposer.text()}提出"
        yield _found(case, f"{proposal.pointer}/by", f"{what}{wrong}", proposer)
        return
    limit = value_of(county.pack(day), DAYS, day)
    if limit is None or limit.undetermined:
        return
    due, posting = plus(day, limit.integer()), cadre.posting_on(case.found_on)
    ended = posting.span.end if posting and posting.ended_reason else None
    if is_over(due, county.as_of) and (ended is None or ended > due):
        wrong = f"在 {day} 提出，到 {due} 还没有召回调整"
        yield _found(case, f"{proposal.pointer}/date", f"{what}{wrong}", proposer)


def _found(case: Case, pointer: str, message: str, proposer: Value) -> Found:
    return Found(
        case.path,
        pointer,
        f"{message}。",
        subject=case.cadre,
        period=case.found_on[:7],
        need=proposer.text(),
        cite=proposer.cite,
    )
