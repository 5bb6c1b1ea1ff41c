"""Recalls: proposed first where the regulation says by whom, and then carried out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.check.cases import case_shown, known_cases
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, officer_named
from zhucun.facts.cases import Case, Disposition
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.value import Value

RECALL = "召回"
ADJUSTMENT = "及时调整"
#: What takes a cadre away, with the reasons of an ended posting that answer it.
ENDINGS: Final = {RECALL: (RECALL,), ADJUSTMENT: ("调整", RECALL)}
PROPOSER = "recall.proposer"
DAYS = "recall.days"


def _departures(county: CountyFacts) -> Iterator[tuple[Cadre, Case, int, Disposition]]:
    """Every recall or adjustment, with its place among the case's dispositions."""
    for cadre, case in known_cases(county):
        for index, disposition in enumerate(case.dispositions):
            if disposition.kind in ENDINGS:
                yield cadre, case, index, disposition


@rule(
    title="召回以后任职结束",
    why="决定召回或调整而任职还在继续，考勤和补助会照旧计算。",
    mend="请在这名干部的任职里写明 ended：日期和原因“召回”或“调整”。",
    rows=("S0-73", "S0-75", "S4-58"),
    severity="warn",
    private=True,
)
def recall_ends_the_posting(county: CountyFacts) -> Iterator[Found]:
    """A posting whose cadre was recalled or moved is ended for that reason."""
    seen: set[str] = set()
    for cadre, case, _, departure in _departures(county):
        posting = cadre.posting_on(case.found_on)
        reasons = ENDINGS[departure.kind]
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


@rule(
    title="召回由领导小组先提出意见",
    why="制度写明召回调整的意见由谁提出；没有意见就召回，或者提了意见不落实，都不合程序。",
    mend="请在这项处理的 proposal 写明提出人和日期；意见没有落实的，催派出单位召回调整。",
    rows=("S4-58",),
    severity="warn",
    private=True,
)
def recall_follows_its_proposal(county: CountyFacts) -> Iterator[Found]:
    """A recall answers a proposal of the body that the law names, made no later, by its member."""
    if county.lacks_a_region:
        return
    for cadre, case, index, departure in _departures(county):
        day = departure.date
        proposer = value_of(county.pack(day), PROPOSER, day)
        if proposer is None or proposer.undetermined:
            continue
        wrong = _fault(county, cadre, case, index, departure, proposer)
        if wrong:
            pointer, message = wrong
            yield Found(
                case.path,
                f"{departure.pointer}{pointer}",
                f"{case_shown(county, case)}的{departure.kind}{message}。",
                subject=case.cadre,
                period=case.found_on[:7],
                need=proposer.text(),
                cite=proposer.cite,
            )


def _fault(
    county: CountyFacts,
    cadre: Cadre,
    case: Case,
    index: int,
    departure: Disposition,
    proposer: Value,
) -> tuple[str, str] | None:
    """Where a recall falls short of its proposal, and in what words; None where it doesn't."""
    proposal = case.data["dispositions"][index].get("proposal")
    if proposal is None:
        return "", f"没有写{proposer.text()}提出的意见"
    day, officer = proposal["date"], proposal["by"]
    if day > departure.date:
        return "/proposal/date", f"在 {departure.date}，早于提出意见的 {day}"
    terms = county.in_office(officer, day)
    if terms and all(term.role != proposer.text() for term in terms):
        who = officer_named(county, officer)
        return "/proposal/by", f"由{who}提出意见，应由{proposer.text()}提出"
    limit = value_of(county.pack(day), DAYS, day)
    if limit is None or limit.undetermined:
        return None
    due, posting = plus(day, limit.integer()), cadre.posting_on(case.found_on)
    ended = posting.span.end if posting and posting.ended_reason else None
    if due < county.as_of and (ended is None or ended > due):
        return "/proposal/date", f"在 {day} 提出，到 {due} 还没有召回调整"
    return None
