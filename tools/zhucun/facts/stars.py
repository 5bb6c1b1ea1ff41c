"""Stars of a village's Party branch: a year's rating holds from the next year on."""

from __future__ import annotations

from zhucun.facts.county import CountyFacts


def stars_of(county: CountyFacts, village: str, day: str) -> int | None:
    """The stars that a village's branch (by code) has on a day: those of the newest year rated
    that is over; None before any.
    """
    found = county.villages.get(village)
    rated: dict[str, int] = found.data.get("stars", {}) if found else {}
    over = [year for year in rated if year < day[:4]]
    return rated[max(over)] if over else None
