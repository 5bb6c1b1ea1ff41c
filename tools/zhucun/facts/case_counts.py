"""How many cases a county has, told so that no number moves on the day of a nameless act."""

from __future__ import annotations

from zhucun.facts.cases import Case, stands_on, told_until
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import is_on_negative_list


def open_and_closed(county: CountyFacts, closed_case_days: int) -> tuple[int, int]:
    """How many cases are open and how many closed, whether the public reads of them or not."""
    opened = closed = 0
    for cases in county.cases.values():
        for case in cases:
            shown = is_on_negative_list(county, case, closed_case_days)
            until = told_until(county.as_of, named=shown and _is_named(case))
            if stands_on(case, county.as_of if shown else until):
                is_closed = bool(case.closed_on) and case.closed_on <= until
                opened, closed = opened + (not is_closed), closed + is_closed
    return opened, closed


def _is_named(case: Case) -> bool:
    return bool(case.data["publication"]["show_name"])
