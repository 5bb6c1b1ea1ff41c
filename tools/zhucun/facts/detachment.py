"""How soon a posted cadre declared that he does no work of the unit any more."""

from __future__ import annotations

from zhucun.facts.conditions import fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between
from zhucun.facts.people import Posting


@fact("posting", "detached_after", "到任至作出脱钩声明的天数", unit="天")
def detached_after(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Days from the posting's first to the declaration, 0 for one made by then; None without."""
    detached = posting.data.get("detached")
    if detached is None:
        return None
    first, declared = posting.span.start, detached["date"]
    return days_between(first, declared) - 1 if declared > first else 0
