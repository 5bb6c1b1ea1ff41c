"""Stars of a village's Party branch: a year's rating holds from the next year on, or from the
day in it on which it was given.
"""

from __future__ import annotations

from zhucun.facts.county import CountyFacts


def stars_of(county: CountyFacts, village: str, day: str) -> int | None:
    """The stars that a village's branch (by code) has on a day: those of the newest year rated
    that is over, once they were given where the record says when; None before any.
    """
    found = county.villages.get(village)
    rated: dict[str, int] = found.data.get("stars", {}) if found else {}
    given: dict[str, str] = found.data.get("stars_on", {}) if found else {}
    over = [year for year in rated if year < day[:4] and given.get(year, "") <= day]
    return rated[max(over)] if over else None
