"""Cases of the negative list: their evidence, the order of acts, what each calls for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, officer_named
from zhucun.facts.cases import SHORTFALL, Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.ladder import conduct_owed, rungs_of
from zhucun.facts.people import Cadre
from zhucun.law.ladder import Required, Step


def known_cases(county: CountyFacts) -> Iterator[tuple[Cadre, Case]]:
    """Cases of known cadres."""
    for id_, cases in county.cases.items():
        cadre = county.cadres.get(id_)
        if cadre:
            for case in cases:
                yield cadre, case


def case_shown(county: CountyFacts, case: Case) -> str:
    """A case in words: its id, whose, of which kind."""
    return f"案件 {case.id}（{cadre_named(county, case.cadre)}，{case.kind}）"


@rule(
    title="认定要有依据",
    why="没有督查记录也没有证据的认定站不住，会伤到没有错的人。",
    mend="请写明依据的督查编号（inspections）或证据（evidence）；没有依据的，撤销认定。",
    rows=("S0-71", "S0-77"),
    private=True,
)
def case_has_evidence(county: CountyFacts) -> Iterator[Found]:
    """A confirmed case rests on an inspection or on other evidence."""
    for _, case in known_cases(county):
        if case.is_confirmed and not case.inspections and not case.evidence:
            yield Found(
                case.path,
                "/confirmed",
                f"{case_shown(county, case)}已经认定，却没有督查依据，也没有证据。",
                subject=case.cadre,
                period=case.found_on[:7],
            )


@rule(
    title="办案按先后",
    why="先发现、再立案、再认定、最后办结；日期倒着走，说明有一处写错了。",
    mend="请核对发现、立案、认定、撤销和办结的日期，改正写错的一个。",
    private=True,
)
def case_acts_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """Found, opened, confirmed, closed follow each other; nothing is withdrawn before it opens."""
    for _, case in known_cases(county):
        acts = (
            ("发现", "/found_on", case.found_on),
            ("立案", "/opened/date", case.opened_on),
            ("认定", "/confirmed/date", case.confirmed_on),
            ("办结", "/closed/date", case.closed_on),
        )
        happened = [act for act in acts if act[2]]
        pairs = list(pairwise(happened))
        if case.withdrawn_on:
            pairs.append((acts[1], ("撤销", "/withdrawn/date", case.withdrawn_on)))
        for (before, _, first), (after, pointer, second) in pairs:
            if second < first:
                yield Found(
                    case.path,
                    pointer,
                    f"{case_shown(county, case)}的{after}日期 {second} 早于{before}日期 {first}。",
                    subject=case.cadre,
                    period=case.found_on[:7],
                    got=second,
                    need=first,
                )


@rule(
    title="没有认定的案件不能办结",
    why="查实的要认定，查否的要撤销；直接办结，次数就不会累计。",
    mend="查实的请补认定人和日期；查否的写明撤销和理由，删去办结。",
    rows=("S0-71", "S0-77"),
    private=True,
)
def closed_case_was_confirmed(county: CountyFacts) -> Iterator[Found]:
    """A case is closed only once confirmed; a shortfall needs no confirmation, its days count."""
    for _, case in known_cases(county):
        if case.closed_on and case.kind != SHORTFALL and not case.is_confirmed:
            wrong = "却又撤销了" if case.withdrawn_on else "没有认定"
            yield Found(
                case.path,
                "/closed",
                f"{case_shown(county, case)}在 {case.closed_on} 办结，{wrong}。",
                subject=case.cadre,
                period=case.found_on[:7],
                got=case.closed_on,
            )


@rule(
    title="本人不办自己的案件",
    why="自己立案、认定、处理、办结自己的案件，结论没有公信力。",
    mend="请由别人办理，改写这一步的人员和日期。",
    private=True,
)
def case_actor_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """Nobody opens, confirms, answers, withdraws, closes or publishes his own case."""
    names = ("opened", "confirmed", "withdrawn", "closed", "publication")
    for _, case in known_cases(county):
        acts = [(f"/{n}/by", case.data[n]["by"]) for n in names if n in case.data]
        acts += [(f"{d.pointer}/by", d.by) for d in case.dispositions]
        for pointer, officer in acts:
            terms = [t for t in county.officers.get(officer, ()) if t.cadre == case.cadre]
            if terms:
                yield Found(
                    case.path,
                    pointer,
                    f"{case_shown(county, case)}由本人（{officer_named(county, officer)}）办理。",
                    subject=case.cadre,
                    period=case.found_on[:7],
                    got=officer,
                    evidence=tuple(f"{t.path}#{t.pointer}" for t in terms),
                )


@rule(
    title="案件涉及的人当时在任",
    why="不在任的日子谈不上在岗不在岗；日期或编号多半写错了。",
    mend="请核对干部编号、发现日期或涉及月份，或先改正任职的起止日期。",
    private=True,
)
def case_concerns_a_posted_cadre(county: CountyFacts) -> Iterator[Found]:
    """The cadre had a posting when the fault was found; for a shortfall, in its month."""
    for cadre, case in known_cases(county):
        if case.kind == SHORTFALL:
            is_posted = bool(cadre.postings_in(*month_span(case.month)))
            pointer, when = "/month", case.month
        else:
            is_posted = cadre.posting_on(case.found_on) is not None
            pointer, when = "/found_on", case.found_on
        if not is_posted:
            yield Found(
                case.path,
                pointer,
                f"{case_shown(county, case)}说的是 {when}，当时没有任职。",
                subject=case.cadre,
                period=when[:7],
                got=when,
                evidence=tuple(f"{p.path}#{p.pointer}" for p in cadre.postings),
            )


@rule(
    title="先认定后处理",
    why="没有查实就处理人，程序站不住。",
    mend="请先写明认定人和日期；处理日期写错的，改正日期。",
    rows=("S0-72", "S0-73", "S0-74", "S0-75", "S0-76"),
    private=True,
)
def disposition_follows_confirmation(county: CountyFacts) -> Iterator[Found]:
    """Nobody is dealt with before, or without, a confirmation."""
    for _, case in known_cases(county):
        for disposition in case.dispositions:
            if case.confirmed_on and disposition.date >= case.confirmed_on:
                continue
            wrong = f"早于认定的 {case.confirmed_on}" if case.confirmed_on else "而案件没有认定"
            yield Found(
                case.path,
                f"{disposition.pointer}/date",
                f"{case_shown(county, case)}在 {disposition.date} 作出{disposition.kind}，"
                f"{wrong}。",
                subject=case.cadre,
                period=case.found_on[:7],
                got=disposition.date,
                need=case.confirmed_on,
                evidence=(f"{case.path}#/confirmed",) if case.confirmed_on else (),
            )


def _owed(county: CountyFacts, case: Case, step: Step, owed: tuple[Required, ...]) -> Found:
    """Blocks a closed case, warns of an open one; every disposition owed with its article.

    A step whose requirement rows are to warn or to compute (S0-74, S1-19) never blocks.
    """
    asked = (county.law.requirement(row) for row in step.rows)
    blocks = any(row.mode.startswith("B") for row in asked if row)
    shown = "、".join(f"{r.shown}（{r.cite.article}）" if r.cite else r.shown for r in owed)
    state = f"已于 {case.closed_on} 办结，仍缺" if case.closed_on else "已经认定，还欠"
    return Found(
        case.path,
        "/closed" if case.closed_on else "/confirmed",
        f"{case_shown(county, case)}，{step.condition}，{state} {len(owed)} 项处理：{shown}。",
        subject=case.cadre,
        period=case.found_on[:7],
        got="、".join(d.kind for d in case.dispositions),
        need="、".join(r.shown for r in owed),
        cite=owed[0].cite or step.cite,
        evidence=(f"{case.path}#/confirmed",),
        severity="block" if case.closed_on and blocks else "warn",
        rows=step.rows or None,
    )


@rule(
    title="无故不在岗按次数处理到位",
    why="发现两次、三次各有规定的处理，少一项就是没有执行制度；没有处理到位不能办结。",
    mend="请补作所欠的处理，在 dispositions 里逐项写明；暂时没有做完的，先不办结。",
    rows=("S0-72", "S0-73"),
    private=True,
)
def absence_dispositions_are_recorded(county: CountyFacts) -> Iterator[Found]:
    """The n-th confirmed absence of a posting carries every disposition of its step."""
    for cadre in county.cadres.values():
        for rung in rungs_of(county, cadre):
            if rung.owed:
                yield _owed(county, rung.case, rung.step, rung.owed)


@rule(
    title="其他负面情形处理到位",
    why="制度对不认真、不负责任、违反纪律等各写明了处理；没有处理到位不能办结。",
    mend="请补作所欠的处理，在 dispositions 里逐项写明；暂时没有做完的，先不办结。",
    rows=("S0-75", "S0-76", "S1-19", "S4-58", "S4-59", "S4-61"),
    private=True,
)
def conduct_dispositions_are_recorded(county: CountyFacts) -> Iterator[Found]:
    """A confirmed case of another kind carries the dispositions that the regulation names."""
    for rung in conduct_owed(county):
        yield _owed(county, rung.case, rung.step, rung.owed)
