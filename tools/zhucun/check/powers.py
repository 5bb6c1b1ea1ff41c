"""Who may act: the roles that a case, an assessment or an inspection calls for."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.assessments import Assessed, assessed_years, year_value
from zhucun.check.cases import case_shown, known_cases
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.authority import DECIDERS, OPENERS, ROLES, may_act, power_over
from zhucun.facts.bodies import roles_on
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Officer
from zhucun.facts.presence import value_of

SCORERS = "assessment.scorer_roles"
GRADERS = "assessment.grader_roles"
LEAD = "year_end.lead"


def _held(terms: tuple[Officer, ...]) -> str:
    return "、".join(dict.fromkeys(t.role for t in terms))


@rule(
    title="办案人有权办案",
    why="谁都能立案、撤销，案件既压得下也编得出。",
    mend="请由有权限的组织的人员办理，改写这一步的人员和日期；职责登记有误的，先改正 region.yml。",
    rows=("S0-71", "S0-76"),
    private=True,
)
def case_actor_has_the_role(county: CountyFacts) -> Iterator[Found]:
    """Cases are opened, answered, confirmed, withdrawn, closed and published by those who may."""
    for cadre, case in known_cases(county):
        steps = [
            (f"/{name}", what, case.data.get(name), key)
            for name, what, key in (
                ("opened", "立案", OPENERS),
                ("confirmed", "认定", DECIDERS),
                ("withdrawn", "撤销", DECIDERS),
                ("closed", "办结", DECIDERS),
                ("publication", "决定公开", DECIDERS),
            )
        ]
        steps += [
            (f"/dispositions/{n}", "处理", d, power_over(county, d["kind"], d["date"]))
            for n, d in enumerate(case.data.get("dispositions", []))
        ]
        for pointer, what, step, key in steps:
            if step is None:
                continue
            value = value_of(county.pack(step["date"]), key, step["date"])
            terms = county.in_office(step["by"], step["date"])
            if value is None or value.undetermined or not terms:
                continue
            if may_act(county, cadre, step["by"], step["date"], value.texts()):
                continue
            yield Found(
                case.path,
                f"{pointer}/by",
                f"{case_shown(county, case)}在 {step['date']} 由{_held(terms)}"
                f"{officer_named(county, step['by'])}{what}，无权{what}。",
                subject=case.cadre,
                period=case.found_on[:7],
                got=_held(terms),
                need="、".join(value.texts()),
                cite=value.cite,
                evidence=tuple(f"{t.path}#{t.pointer}" for t in terms),
            )


@rule(
    title="评定人有权评定",
    why="年终考核由组织部门牵头；分数和等次不由村里或无关的人填写。",
    mend="请由有权限的组织的人员评定，改写评定人和日期；职责登记有误的，先改正 region.yml。",
    rows=("S0-29", "S0-33", "S4-52"),
    private=True,
)
def assessor_has_the_role(county: CountyFacts) -> Iterator[Found]:
    """The year's end and its grades are for the organisation that leads; other parts for those
    who may score.
    """
    for of in assessed_years(county):
        for step in of.steps:
            act = step.data
            terms = county.in_office(act["by"], act["date"])
            if not terms:
                continue
            key, roles = _assessors(county, of, step.part)
            if not roles or may_act(county, of.cadre, act["by"], act["date"], roles):
                continue
            value = year_value(county, of, key)
            yield Found(
                of.path,
                f"{step.pointer}/by",
                f"{of.who}{of.year} 年的{step.title}由{_held(terms)}"
                f"{officer_named(county, act['by'])}评定，应由{'、'.join(roles)}评定。",
                subject=of.cadre.id,
                period=of.period,
                got=_held(terms),
                need="、".join(roles),
                cite=value.cite if value else None,
                evidence=tuple(f"{t.path}#{t.pointer}" for t in terms),
            )


def _assessors(county: CountyFacts, of: Assessed, part: str) -> tuple[str, tuple[str, ...]]:
    """The roles that may assess a part, and the key that says so; none where nothing does."""
    if part in ("year_end", "annual", "grades"):
        lead = year_value(county, of, LEAD)
        if lead:
            return LEAD, lead.texts()
        key = GRADERS
    else:
        key = SCORERS
    value = year_value(county, of, key)
    return key, value.texts() if value else ()


@rule(
    title="本人不考核自己",
    why="自己给自己打分、评等次，考核就没有意义。",
    mend="请由别人评定，改写评定人和日期。",
    private=True,
)
def assessor_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """Nobody scores or grades himself."""
    for of in assessed_years(county):
        for step in of.steps:
            officer = step.data["by"]
            terms = [t for t in county.officers.get(officer, ()) if t.cadre == of.cadre.id]
            if terms:
                yield Found(
                    of.path,
                    f"{step.pointer}/by",
                    f"{of.who}{of.year} 年的{step.title}由本人"
                    f"（{officer_named(county, officer)}）评定。",
                    subject=of.cadre.id,
                    period=of.period,
                    got=officer,
                    evidence=tuple(f"{t.path}#{t.pointer}" for t in terms),
                )


@rule(
    title="督查人属于组织督查的一级",
    why="没有这一级的人到场，就不是这一级的督查；次数会虚报，结论也没有人负责。",
    mend="请写上这一级参加督查的人员；层级写错的，改正层级。",
    rows=("S0-70", "S1-20"),
    private=True,
)
def inspector_has_the_level(county: CountyFacts) -> Iterator[Found]:
    """At least one inspector holds, on that day, a role of the level that inspects."""
    for inspection in county.inspections:
        terms = tuple(
            term for id_ in inspection.inspectors for term in county.in_office(id_, inspection.date)
        )
        roles = ROLES[inspection.level]
        if not terms or any(t.level == inspection.level and t.role in roles for t in terms):
            continue
        yield Found(
            inspection.path,
            f"{inspection.pointer}/inspectors",
            f"督查 {inspection.id} 写明由{inspection.level}一级组织，"
            f"督查人员的职责却是{_held(terms)}。",
            period=inspection.date[:7],
            got=_held(terms),
            need="、".join(roles),
            evidence=tuple(f"{t.path}#{t.pointer}" for t in terms),
        )


@rule(
    title="写明参加的机关有人到场",
    why="只写机关、没有这个机关的人，次数会虚报，也没有人负责。",
    mend="请在 inspectors 写上这个机关参加督查的人员；没有参加的，从 bodies 删去。",
    rows=("S4-63",),
    severity="warn",
)
def named_body_inspects(county: CountyFacts) -> Iterator[Found]:
    """A body named in an inspection has an inspector of its own, if it has officers at all."""
    if county.lacks_a_region:
        return
    for inspection in county.inspections:
        day = inspection.date
        own = {role for id_ in inspection.inspectors for role in roles_on(county, id_, day)}
        for index, body in enumerate(inspection.bodies):
            if body in own or not _has_officers(county, body, day):
                continue
            yield Found(
                inspection.path,
                f"{inspection.pointer}/bodies/{index}",
                f"督查 {inspection.id} 写明{body}参加，督查人员里却没有这个机关的人。",
                period=day[:7],
                got="、".join(sorted(own)),
                need=body,
            )


def _has_officers(county: CountyFacts, role: str, day: str) -> bool:
    """Whether anybody is registered as serving in a role on a day."""
    return any(
        term.role == role and term.span.covers(day)
        for terms in county.officers.values()
        for term in terms
    )
