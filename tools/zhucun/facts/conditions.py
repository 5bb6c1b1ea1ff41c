"""Facts by name, and whether a subject shows the fact that a condition asks for.

A fact is a function of the county, a subject's thing (Posting, Village, Township, Unit, Post,
Enrolment, Act; None for the county) and an ISO day, registered under the subject's kind, or the
stream's name, and its own name. None means that nothing is recorded, UNSEEN that what it rests on
can't be seen, so that nothing is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.in_force import packs_for
from zhucun.facts.matching import is_one_of, is_recorded
from zhucun.facts.subjects import Subject
from zhucun.facts.waivers import first_law_day, law_day, waiver_of
from zhucun.law.norms import Condition, Filter
from zhucun.law.pack import Pack
from zhucun.law.value import Value

UNSEEN: Final = object()
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
    `waiver_at` where it stands; `ran_out` that it did count and its day has passed.
    """

    fact: Fact
    got: object
    need: object
    value: Value | None
    waiver: str = ""
    waiver_at: str = ""
    ran_out: bool = False


def conditions_for(county: CountyFacts, subject: Subject) -> Iterator[tuple[Pack, Condition]]:
    """The conditions that a subject is held against, each with the pack in force for it.

    Lasting ones are asked of a posting that is served on the day judged, and so of a village
    cadre's post, an enrolment and an act.
    """
    span = subject.span
    if span is None:
        yield from _asked(county, subject, county.as_of)
        return
    yield from _asked(county, subject, first_law_day(county, subject), lasting=False)
    if span.covers(county.as_of):
        yield from _asked(county, subject, county.as_of, lasting=True)


def _asked(
    county: CountyFacts, subject: Subject, day: str, *, lasting: bool | None = None
) -> Iterator[tuple[Pack, Condition]]:
    """The conditions of a kind of subject in the packs in force for it on a day."""
    for pack in packs_for(county, subject, day):
        for condition in pack.norms.conditions:
            if condition.of == subject.kind and lasting in (None, condition.lasting):
                yield pack, condition


def lacking(
    county: CountyFacts, pack: Pack, condition: Condition, subject: Subject
) -> Lacking | None:
    """What a subject lacks of a condition; None if it is met, waived, or can't be judged."""
    lack = unmet(county, pack, condition, subject, law_day(county, condition, subject))
    waived = waiver_of(county, pack, condition, subject) if lack else None
    if lack is None or waived is None:
        return lack
    if not waived.fault:
        return None
    return replace(lack, waiver=waived.fault, waiver_at=waived.at, ran_out=waived.ran_out)


def unmet(
    county: CountyFacts, pack: Pack, condition: Condition, subject: Subject, day: str
) -> Lacking | None:
    """What a subject lacks of a condition on a day, whether or not it is waived."""
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
    return Lacking(found, got, None if condition.test == "present" else need, value)


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
            case "any_in":
                return any(item in wanted for item in many)
            case "includes":
                return all(item in many for item in wanted)
            case "at_least":
                return bool(got >= need)
            case "at_most":
                return bool(got <= need)
            case "before" | "less_than":
                return bool(got < need)
            case _:
                return bool(got > need)
    except TypeError:
        return True
