"""Waivers: approved exceptions to conditions, on which day one has to hold, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.subjects import ENROLMENT, POSTING, VILLAGE_CADRE, Subject
from zhucun.law.norms import Condition
from zhucun.law.pack import Pack

#: The parameter that names the roles which may approve a waiver.
WAIVER_ROLES: Final = "waiver.roles"
#: The end of a waiver that has none.
OPEN: Final = "9999-12-31"
#: What happens on the first day of a subject that has one.
_BEGINS: Final = {POSTING: "到任", VILLAGE_CADRE: "任职", ENROLMENT: "纳入"}


@dataclass(frozen=True, slots=True)
class Waived:
    """What a recorded waiver is worth. `fault` says why it doesn't count, "" if it does; `at` is
    its pointer; `ran_out` that it counted while it lasted, and only its day has passed.
    """

    fault: str
    at: str
    ran_out: bool = False


def law_day(county: CountyFacts, condition: Condition, subject: Subject) -> str:
    """The day whose law a subject is held against: the day judged as of for what has no beginning
    or is asked as long as it lasts, else `first_law_day`.
    """
    return county.as_of if condition.lasting else first_law_day(county, subject)


def first_law_day(county: CountyFacts, subject: Subject) -> str:
    """The day whose law says what a subject needs from the start: the first day of a posting, a
    post or an enrolment, the law day of an act; else the day judged as of.
    """
    if subject.act:
        return subject.act.law_day or county.as_of
    return subject.span.start if subject.span else county.as_of


def waiver_of(
    county: CountyFacts, pack: Pack, condition: Condition, subject: Subject
) -> Waived | None:
    """The recorded waiver of a condition that counts, else the last one with its fault."""
    found = None
    for waiver, at in waivers_for(condition, subject):
        found = _judged(county, pack, condition, subject, waiver, at)
        if not found.fault:
            return found
    return found


def waivers_for(condition: Condition, subject: Subject) -> list[tuple[dict[str, Any], str]]:
    """The waivers that a subject's record has for a condition, each with its pointer."""
    recorded = subject.data.get("waivers", ()) if subject.waivers else ()
    return [
        (waiver, f"{subject.waivers}/{index}")
        for index, waiver in enumerate(recorded)
        if waiver["condition"] == condition.key
    ]


def _judged(
    county: CountyFacts,
    pack: Pack,
    condition: Condition,
    subject: Subject,
    waiver: dict[str, Any],
    at: str,
) -> Waived:
    fault = approval_fault(county, pack, condition, subject, waiver)
    needed, until = law_day(county, condition, subject), waiver.get("until", OPEN)
    if fault or until >= needed:
        return Waived(fault, at)
    covered = subject.span is None or until >= subject.span.start
    when = "已经过期"
    if subject.span and not condition.lasting:
        when = f"{_BEGINS.get(subject.kind, '当时')}的 {needed} 已过期"
    return Waived(f"豁免到 {until} 为止，{when}", at, ran_out=covered)


def approval_fault(
    county: CountyFacts,
    pack: Pack,
    condition: Condition,
    subject: Subject,
    waiver: dict[str, Any],
) -> str:
    """Why a waiver was never good, whatever its end; "" if it was approved as it should be."""
    if not condition.waiver:
        return "制度没有“原则上”“一般”的余地，豁免不作数"
    if waiver["date"] > county.as_of:
        return f"豁免写在 {waiver['date']}，这一天还没有到"
    if county.lacks_a_region:
        return ""
    if not county.in_office(waiver["by"], waiver["date"]):
        return f"批准豁免的人员 {waiver['by']} 在 {waiver['date']} 不在任"
    law = law_day(county, condition, subject)
    if not may_waive(county, pack, waiver["by"], waiver["date"], law):
        roles = "或".join(waiver_roles(pack, law))
        return f"批准豁免的人员 {waiver['by']} 没有批准的职责，应由{roles}批准"
    return ""


def may_waive(county: CountyFacts, pack: Pack, officer: str, on: str, day: str) -> bool:
    """Whether an officer held, `on` the day of a waiver, a role that the law of a `day` names;
    any role where it names none.
    """
    roles = waiver_roles(pack, day)
    return any(not roles or term.role in roles for term in county.in_office(officer, on))


def waiver_roles(pack: Pack, day: str) -> tuple[str, ...]:
    """Roles that may approve a waiver by the law of a day; none where it doesn't say."""
    value = pack.value(WAIVER_ROLES, day) if pack.has(WAIVER_ROLES) else None
    return () if value is None or value.undetermined else value.texts()
