"""Accident insurance: who must have it, for what sum, and from which day it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zhucun.facts.benefits import ENTITLED, benefits_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import value_of
from zhucun.law.numbers import exact
from zhucun.law.value import Value


@dataclass(frozen=True, slots=True)
class SumAsked:
    """The sum insured that the regulation asks for: exactly it, or at least it, in yuan."""

    value: Value
    exact: bool

    def fits(self, policies: Sequence[dict[str, Any]]) -> bool:
        """Whether policies in force together are for it: in sum or, of an exact one, one of them.

        One without a sum adds nothing.
        """
        sums = [exact(policy["sum"]) for policy in policies if policy.get("sum") is not None]
        need, whole = self.value.number(), sum(sums)
        return need in (*sums, whole) if self.exact else whole >= need


def insurance_required(
    county: CountyFacts, cadre: Cadre, posting: Posting, day: str
) -> Value | None:
    """What asks for the cadre's insurance on a day; None for a unit's level or a place left out."""
    pack = county.pack(day)
    required, levels = (value_of(pack, f"insurance.{key}", day) for key in ("required", "levels"))
    if required is None or required.value is not True:
        return None
    unit = county.units.get(cadre.unit)
    if levels and not levels.undetermined and unit and unit.level not in levels.texts():
        return None
    return required if benefits_of(county, cadre, posting, day) == ENTITLED else None


def stretches_to_insure(
    county: CountyFacts, cadre: Cadre, posting: Posting
) -> Iterator[tuple[str, str, Value]]:
    """Days of a posting by now, since records began, on which the law asks for insurance.

    First and last ISO day of each stretch under the same law, with what asks for it: whoever was
    posted before the regulation was adopted needs it from that day on.
    """
    first = max(posting.span.start, f"{county.records_from}-01")
    last = min(posting.span.end or county.as_of, county.as_of)
    if first > last:
        return
    changes = (day for day in county.once(_law_changes) if first < day <= last)
    for start, following in pairwise((first, *changes, plus(last, 1))):
        required = insurance_required(county, cadre, posting, start)
        if required:
            yield start, plus(following, -1), required


def _law_changes(county: CountyFacts) -> tuple[str, ...]:
    """Days on which what the law says of insurance may change: by adoption, or in a pack."""
    adoptions = county.city_region.data["regulations"] if county.city_region else ()
    days = {adoption["from"] for adoption in adoptions}
    days |= {plus(adoption["to"], 1) for adoption in adoptions if adoption.get("to")}
    for pack in filter(None, map(county.pack, sorted(days))):
        for key, parameter in pack.parameters.items():
            if key.startswith(("insurance.", "benefits.")):
                days |= {value.since for value in parameter.values}
    return tuple(sorted(days))


def sum_asked(county: CountyFacts, day: str) -> SumAsked | None:
    """The sum that the regulation asks for on a day; None where it gives none."""
    pack = county.pack(day)
    value, bound = (value_of(pack, f"insurance.{key}", day) for key in ("sum", "bound"))
    if value is None or value.undetermined:
        return None
    return SumAsked(value, bound is not None and bound.value == "exact")


def policies_on(cadre: Cadre, day: str) -> tuple[int, ...]:
    """Indices of the cadre's policies in force on a day, in the order of the record."""
    policies = enumerate(cadre.data.get("insurance", ()))
    return tuple(index for index, p in policies if p["from"] <= day <= p["to"])


def policies_between(cadre: Cadre, start: str, last: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Runs of days in start..last with the same policies in force, but those without any.

    As (first day, indices of the policies), in order.
    """
    policies = cadre.data.get("insurance", ())
    turns = {start, *(policy["from"] for policy in policies)}
    turns.update(plus(policy["to"], 1) for policy in policies)
    for day in sorted(turn for turn in turns if start <= turn <= last):
        if held := policies_on(cadre, day):
            yield day, held


def first_uncovered(cadre: Cadre, start: str, last: str) -> str:
    """The first day of start..last that no policy covers, or ''."""
    day = start
    for policy in sorted(cadre.data.get("insurance", []), key=lambda p: p["from"]):
        if policy["from"] <= day <= policy["to"]:
            if policy["to"] >= last:
                return ""
            day = plus(policy["to"], 1)
    return day
