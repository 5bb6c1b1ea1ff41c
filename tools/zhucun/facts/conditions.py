"""Facts by name, and whether a subject shows the fact that a condition asks for.

A fact is a function of the county, a subject's thing (Posting, Village, Township, Unit; None for
the county) and an ISO day, registered under the subject's kind and its name. None means that
nothing is recorded, UNSEEN that what it rests on can't be seen, so that nothing is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.matching import is_one_of, is_recorded
from zhucun.facts.subjects import POSTING, Subject
from zhucun.law.norms import Condition, Filter
from zhucun.law.pack import Pack
from zhucun.law.value import Value

UNSEEN: Final = object()
#: The parameter that names the roles which may approve a waiver.
WAIVER_ROLES: Final = "waiver.roles"
FactReader = Callable[[CountyFacts, Any, str], object]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a kind of subject; `title` and `unit` are Chinese.

    `at` is the pointer of its field in the subject's file, where it isn't the subject's own;
    `public` says that anybody may be told it.
    """

    kind: str
    name: str
    title: str
    unit: str
    at: str
    public: bool
    read: FactReader


FACTS: dict[tuple[str, str], Fact] = {}


def fact(
    kind: str, name: str, title: str, *, unit: str = "", at: str = "", public: bool = False
) -> Callable[[FactReader], FactReader]:
    """Registers a fact; two of one kind and name are a programmer's error."""

    def register(read: FactReader) -> FactReader:
        if (kind, name) in FACTS:
            raise ValueError(f"fact {kind}.{name} is registered twice")
        FACTS[(kind, name)] = Fact(kind, name, title, unit, at, public, read)
        return read

    return register


def value_of_fact(county: CountyFacts, subject: Subject, name: str, day: str) -> object:
    """A subject's fact on a day; UNSEEN for one that nobody registered."""
    found = FACTS.get((subject.kind, name))
    return found.read(county, subject.thing, day) if found else UNSEEN


def shows(county: CountyFacts, subject: Subject, wanted: Filter, day: str) -> bool:
    """Whether a subject's facts on a day are as a norm asks; what can't be seen is not."""
    for name, values in wanted.items():
        got = value_of_fact(county, subject, name, day)
        if got is UNSEEN or not is_one_of(got, values):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Lacking:
    """A condition that a subject doesn't meet: what is recorded and what should be.

    `need` is None for a fact that should be there at all; `value` is the law's parameter, if
    the condition names one; `waiver` says why a waiver that is recorded doesn't count, and
    `waiver_at` where it stands.
    """

    fact: Fact
    got: object
    need: object
    value: Value | None
    waiver: str = ""
    waiver_at: str = ""


def law_day(county: CountyFacts, condition: Condition, subject: Subject) -> str:
    """The day whose law a subject is held against: for what a posting needs from the start its
    first day, else the day judged as of.
    """
    if subject.kind == POSTING and not condition.lasting:
        return str(subject.thing.span.start)
    return county.as_of


def conditions_for(county: CountyFacts, subject: Subject) -> Iterator[tuple[Pack, Condition]]:
    """The conditions that a subject is held against, each with the pack in force for it.

    Lasting ones are asked of a posting that is served on the day judged.
    """
    posting = subject.thing.span if subject.kind == POSTING else None
    if posting and (pack := county.pack(posting.start)):
        yield from ((pack, each) for each in _of(pack, subject) if not each.lasting)
    if (posting is None or posting.covers(county.as_of)) and (pack := county.pack(county.as_of)):
        yield from ((pack, each) for each in _of(pack, subject) if not posting or each.lasting)


def _of(pack: Pack, subject: Subject) -> Iterator[Condition]:
    return (each for each in pack.norms.conditions if each.of == subject.kind)


def lacking(
    county: CountyFacts, pack: Pack, condition: Condition, subject: Subject
) -> Lacking | None:
    """What a subject lacks of a condition; None if it is met, waived, or can't be judged."""
    day = law_day(county, condition, subject)
    if day < condition.since or not shows(county, subject, condition.when, day):
        return None
    found = FACTS.get((subject.kind, condition.fact))
    if found is None:
        return None
    got = found.read(county, subject.thing, day)
    value, need = _operand(county, pack, condition, subject, day)
    if got is UNSEEN or need is UNSEEN:
        return None
    if not is_recorded(got) and condition.if_recorded:
        return None
    if is_recorded(got) and _holds(condition.test, got, need):
        return None
    fault, at = _waiver_fault(county, pack, condition, subject)
    if not fault and at:
        return None
    return Lacking(found, got, None if condition.test == "present" else need, value, fault, at)


def _operand(
    county: CountyFacts, pack: Pack, condition: Condition, subject: Subject, day: str
) -> tuple[Value | None, object]:
    """The law's value, if one is named, and what the fact is compared with; UNSEEN if nothing."""
    if condition.parameter:
        value = pack.value(condition.parameter, day) if pack.has(condition.parameter) else None
        return value, UNSEEN if value is None or value.undetermined else value.value
    if condition.other:
        other = value_of_fact(county, subject, condition.other, day)
        return None, other if is_recorded(other) else UNSEEN
    return None, condition.value


def _holds(test: str, got: Any, need: Any) -> bool:
    """Whether a recorded fact passes a test; what can't be compared doesn't fail it."""
    many = got if isinstance(got, list | tuple) else (got,)
    wanted = need if isinstance(need, list | tuple) else (need,)
    try:
        match test:
            case "present":
                return got is not False
            case "is":
                return bool(got == need)
            case "in":
                return all(item in wanted for item in many)
            case "includes":
                return all(item in many for item in wanted)
            case "at_least":
                return bool(got >= need)
            case "at_most":
                return bool(got <= need)
            case "before":
                return bool(got < need)
            case _:
                return bool(got > need)
    except TypeError:
        return True


def _waiver_fault(
    county: CountyFacts, pack: Pack, condition: Condition, subject: Subject
) -> tuple[str, str]:
    """Why the recorded waivers of a condition don't count, and where the last one stands.

    Both "" without any; a place without a fault is a waiver that counts.
    """
    fault, at = "", ""
    for index, waiver in enumerate(subject.data.get("waivers", ()) if subject.waivers else ()):
        if waiver["condition"] != condition.key:
            continue
        at = f"{subject.waivers}/{index}"
        fault = _fault_of(county, pack, condition, subject, waiver)
        if not fault:
            return "", at
    return fault, at


def _fault_of(
    county: CountyFacts,
    pack: Pack,
    condition: Condition,
    subject: Subject,
    waiver: dict[str, Any],
) -> str:
    if not condition.waiver:
        return "制度没有“原则上”“一般”的余地，豁免不作数"
    day = county.as_of
    if subject.kind == POSTING:
        day = min(day, subject.thing.span.end or day)
    if waiver.get("until", day) < day:
        return f"豁免到 {waiver['until']} 已经过期"
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
