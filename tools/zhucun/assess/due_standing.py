"""Obligations that no cadence counts: seals, logs, returns, dispositions, forms, rectifications."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING
from typing import Final

from zhucun.assess.due import STATES, Due, cadences_due, county_name, due, state_on
from zhucun.assess.due_notices import open_notices
from zhucun.assess.due_silence import undetermined
from zhucun.assess.due_villagers import competence_answers, score_answers, young_reserves
from zhucun.assess.due_waivers import expiring_waivers
from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import (
    is_over,
    month_of,
    month_span,
    months_between,
    plus,
    week_days,
    week_of,
)
from zhucun.facts.daylogs import day_log
from zhucun.facts.households import RATE, postings_in_year, registers, visited, wanted
from zhucun.facts.ladder import Rung, conduct_owed, rungs_of
from zhucun.facts.logweeks import log_weeks
from zhucun.facts.obligations import DONE, OPEN, OVERDUE, hides
from zhucun.facts.presence import value_of
from zhucun.facts.subjects import (
    CADRE,
    COUNTY,
    TOWNSHIP,
    VILLAGE,
    is_posted,
    subjects_of,
)
from zhucun.facts.weak_villages import LATE, MET, MISSING, RUNNING, clocks_of
from zhucun.law.rows import rows
from zhucun.law.value import Value

SELF: Final = "本人"
#: What the ladder of weak villages asks for, as something to do.
MILESTONES: Final = {"idea": "形成发展思路", "channel": "打开增收渠道", "lifted": "摘帽"}


def seals(county: CountyFacts) -> Iterator[Due]:
    """Months that are over whose attendance a township has to seal, where no cadence says so."""
    sealed = {(a.township, a.period) for a in acts_of(county, "seal") if a.date <= county.as_of}
    for month in months_between(county.records_from, month_of(county.as_of)):
        first, last = month_span(month)
        pack = county.pack(first)
        roles = value_of(pack, "attendance.sealer_roles", first)
        if not is_over(last, county.as_of) or pack is None or roles is None or roles.undetermined:
            continue
        if any(cadence.act == "seal" for cadence in pack.norms.cadences):
            continue
        days = value_of(pack, "attendance.seal_days", first)
        day = plus(last, days.integer()) if days and not days.undetermined else ""
        for township in subjects_of(county, TOWNSHIP):
            if not (is_posted(county, township, first) or is_posted(county, township, last)):
                continue
            done = (township.id, month) in sealed
            if not done and hides(county, ("attendance",), township.id):
                continue
            yield due(
                county,
                key="attendance.seal",
                title="月考勤封存",
                owner="或".join(roles.texts()),
                kind=TOWNSHIP,
                subject=township.id,
                name=township.name,
                period=month,
                day=day,
                state=DONE if done else state_on(county, day),
                cite=roles.cite,
                rows=roles.rows,
                place=f"{township.path}#",
            )


def weekly_logs(county: CountyFacts) -> Iterator[Due]:
    """Weeks that have begun whose log is to be uploaded; a week explained owes nothing more."""
    last = month_of(week_days(week_of(county.as_of))[6])
    hidden = hides(county, ("log",))
    for cadre in county.cadres.values():
        first = max(county.records_from, month_of(min(s.start for s in cadre.services)))
        for month in months_between(first, last):
            weeks = log_weeks(county, cadre, month)
            for week in (*weeks.uploaded, *(() if hidden else weeks.missing)):
                days = week_days(week)
                if days[0] > county.as_of or weeks.rule is None:
                    continue
                yield due(
                    county,
                    key="log.weekly",
                    title="工作日志上传",
                    owner=SELF,
                    kind=CADRE,
                    subject=cadre.id,
                    name=cadre.id,
                    period=week,
                    day=days[6],
                    state=DONE if week in weeks.uploaded else state_on(county, days[6]),
                    cite=county.law.article(weeks.rule),
                    rows=weeks.rule.rows,
                    place=f"{cadre.path}#",
                )


def daily_logs(county: CountyFacts) -> Iterator[Due]:
    """In-village days of a month that owe an entry in the log."""
    hidden = hides(county, ("log", "attendance"))
    for cadre, month in sorted(county.sheets):
        log = day_log(county, cadre, month)
        if cadre not in county.cadres or log.daily is None or (hidden and log.unwritten):
            continue
        last = month_span(month)[1]
        yield due(
            county,
            key="log.daily",
            title="逐日记录工作日志",
            owner=SELF,
            kind=CADRE,
            subject=cadre,
            name=cadre,
            period=month,
            day=last,
            state=state_on(county, last) if log.unwritten else DONE,
            need=len(log.in_village),
            done=log.days_written,
            unit="天",
            cite=county.law.article(log.daily),
            rows=log.daily.rows,
            place=f"{county.cadres[cadre].path}#",
        )


def leave_returns(county: CountyFacts) -> Iterator[Due]:
    """Leaves that are over and whose return is not recorded; the source gives no day for it."""
    for id_, leaves in county.leaves.items():
        for leave in leaves:
            over = leave.is_approved and is_over(leave.end, county.as_of)
            if not over or leave.returned or id_ not in county.cadres:
                continue
            yield due(
                county,
                key="leave.return",
                title="销假",
                owner=SELF,
                kind=CADRE,
                subject=id_,
                name=id_,
                period=f"{leave.start}/{leave.end}",
                day="",
                state=state_on(county, ""),
                private=True,
                place=f"{leave.path}#{leave.pointer}",
            )


def dispositions(county: CountyFacts) -> Iterator[Due]:
    """Dispositions that confirmed cases still call for; the source gives no day for them."""
    rungs = (rung for cadre in county.cadres.values() for rung in rungs_of(county, cadre))
    for rung in (*rungs, *conduct_owed(county)):
        yield from _owed(county, rung)


def undecided_cases(county: CountyFacts) -> Iterator[Due]:
    """Cases to be confirmed or withdrawn; the source gives no day for it."""
    for id_, cases in county.cases.items():
        for case in cases if id_ in county.cadres else ():
            if not case.is_undecided or case.opened_on > county.as_of:
                continue
            deciders = value_of(county.pack(case.found_on), "case.decider_roles", case.found_on)
            yield due(
                county,
                key=f"case/{case.id}",
                title=f"案件 {case.id} 的认定或撤销",
                owner=_named_roles(deciders),
                kind=CADRE,
                subject=id_,
                name=id_,
                day="",
                state=state_on(county, ""),
                rows=deciders.rows if deciders else (),
                private=True,
                place=f"{case.path}#/opened",
            )


def _named_roles(roles: Value | None) -> str:
    return "、".join(roles.texts()) if roles and not roles.undetermined else ""


def _owed(county: CountyFacts, rung: Rung) -> Iterator[Due]:
    case = rung.case
    deciders = value_of(county.pack(case.found_on), "case.decider_roles", case.found_on)
    for required in rung.owed:
        yield due(
            county,
            key=f"case/{case.id}/{required.kind}",
            title=f"案件 {case.id} 的处理：{required.shown}",
            owner=_named_roles(deciders),
            kind=CADRE,
            subject=case.cadre,
            name=case.cadre,
            day="",
            state=state_on(county, ""),
            cite=required.cite or rung.step.cite,
            rows=rung.step.rows,
            private=True,
            place=f"{case.path}#/confirmed",
        )


def registration_forms(county: CountyFacts) -> Iterator[Due]:
    """Registration forms to be returned to the unit and put on file once grades are given."""
    key = "registration_form.filing_days"
    forms = {(form.cadre, form.period): form for form in acts_of(county, "registration_form")}
    for graded in acts_of(county, "grades"):
        days = value_of(county.pack(graded.end), key, graded.end)
        if days is None or graded.cadre not in county.cadres or graded.date > county.as_of:
            continue
        form = forms.get((graded.cadre, graded.period))
        filed = form is not None and form.data.get("filed", "9999") <= county.as_of
        day = "" if days.undetermined else plus(graded.date, days.integer())
        yield due(
            county,
            key="registration_form",
            title="考核登记表装入个人档案" if form else "考核登记表反馈派出单位",
            owner="派出单位" if form else "县委组织部",
            kind=CADRE,
            subject=graded.cadre,
            name=graded.cadre,
            period=graded.period,
            day=day,
            state=DONE if filed else state_on(county, day),
            cite=county.law.article(days),
            rows=days.rows,
            private=True,
            place=f"{graded.path}#{form.pointer if form else graded.pointer}",
        )


def rectifications(county: CountyFacts) -> Iterator[Due]:
    """Faults that a circular names in this county and that are to be put right."""
    row = "S4-64"
    for fault in acts_of(county, "circular_item"):
        pack = county.pack(fault.date)
        if pack is None or rows()[row].regulation != pack.id or fault.date > county.as_of:
            continue
        day = fault.data.get("due", "")
        done = fault.data.get("rectified", {}).get("date", "9999") <= county.as_of
        yield due(
            county,
            key=f"circular/{fault.date}{fault.pointer}",
            title=f"整改 {fault.date} 通报的问题",
            owner=county_name(county),
            kind=COUNTY,
            subject="",
            name=county_name(county),
            day=day,
            state=DONE if done else state_on(county, day),
            cite=rows()[row].cite,
            rows=(row,),
            place=f"{fault.path}#{fault.pointer}",
        )


def household_visits(county: CountyFacts) -> Iterator[Due]:
    """Poor households of a village with a cadre that are to be visited by the year's end."""
    for (code, year), register in registers(county).items():
        village = county.villages.get(code)
        asked = wanted(county.pack(f"{year}-12-31"), year)
        if village is None or asked is None or code not in postings_in_year(county, year):
            continue
        times, rate = asked
        share = value_of(county.pack(f"{year}-12-31"), RATE, f"{year}-12-31")
        need = int((rate * len(set(register.households))).to_integral_value(ROUND_CEILING))
        done, day = len(visited(county, register, times)), f"{year}-12-31"
        yield due(
            county,
            key="visits.households",
            title="走访贫困户",
            owner="驻村第一书记和工作队员",
            kind=VILLAGE,
            subject=code,
            name=village.name,
            period=str(year),
            day=day,
            state=DONE if done >= need else state_on(county, day),
            need=need,
            done=done,
            unit="户",
            cite=county.law.article(share),
            rows=share.rows if share else (),
            private=True,
            place=f"{register.path}#{register.pointer}",
        )


def weak_village_steps(county: CountyFacts) -> Iterator[Due]:
    """What a first secretary is to reach in a weak village by each anniversary of the term."""
    for clock in clocks_of(county):
        for milestone in clock.milestones:
            state = {RUNNING: OPEN, MISSING: OVERDUE, LATE: DONE, MET: DONE}.get(milestone.state)
            end = clock.service.end
            if state is None or (state == OPEN and end is not None and end < milestone.deadline):
                continue
            if milestone.reached_on:
                state = DONE
            yield due(
                county,
                key=f"weak_village/{milestone.name}",
                title=f"薄弱村{MILESTONES[milestone.name]}",
                owner=SELF,
                kind=CADRE,
                subject=clock.cadre.id,
                name=clock.cadre.id,
                period=f"{clock.service.start}/{milestone.deadline}",
                day=milestone.deadline,
                state=state,
                cite=milestone.step.cite,
                rows=milestone.step.rows,
                place=f"{clock.village.path}#{clock.village.pointer}/weak",
            )


STANDING: Final[tuple[Callable[[CountyFacts], Iterator[Due]], ...]] = (
    seals,
    weekly_logs,
    daily_logs,
    leave_returns,
    undecided_cases,
    dispositions,
    registration_forms,
    rectifications,
    household_visits,
    weak_village_steps,
    competence_answers,
    score_answers,
    young_reserves,
    expiring_waivers,
    open_notices,
    undetermined,
)


def dues_of(county: CountyFacts) -> list[Due]:
    """Every obligation of a county: overdue first, then open, undetermined, done; by day."""
    found = [*cadences_due(county), *(item for each in STANDING for item in each(county))]
    order = {state: index for index, state in enumerate(STATES)}
    return sorted(
        found, key=lambda d: (order[d.state], d.due or "9999", d.title, d.period, d.subject)
    )
