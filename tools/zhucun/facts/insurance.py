"""Accident insurance: who must have it, for what sum, and from which day it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhucun.facts.benefits import ENTITLED, benefits_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import value_of
from zhucun.law.value import Value


@dataclass(frozen=True, slots=True)
class SumAsked:
    """The sum insured that the regulation asks for: exactly it, or at least it, in yuan."""

    value: Value
    exact: bool

    def fits(self, policy: dict[str, Any]) -> bool:
        """Whether a policy is for it; one without a sum is not."""
        got = policy.get("sum")
        if got is None:
            return False
        need = self.value.number()
        return bool(got == need if self.exact else got >= need)


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


def sum_asked(county: CountyFacts, day: str) -> SumAsked | None:
    """The sum that the regulation asks for on a day; None where it gives none."""
    pack = county.pack(day)
    value, bound = (value_of(pack, f"insurance.{key}", day) for key in ("sum", "bound"))
    if value is None or value.undetermined:
        return None
    return SumAsked(value, bound is not None and bound.value == "exact")


def first_uncovered(cadre: Cadre, start: str, last: str) -> str:
    """The first day of start..last that no policy covers, or ''."""
    day = start
    for policy in sorted(cadre.data.get("insurance", []), key=lambda p: p["from"]):
        if policy["from"] <= day <= policy["to"]:
            if policy["to"] >= last:
                return ""
            day = plus(policy["to"], 1)
    return day
