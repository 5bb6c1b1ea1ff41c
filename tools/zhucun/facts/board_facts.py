"""Facts of a village's whereabouts board, by the names that packs use."""

from __future__ import annotations

from zhucun.facts.conditions import fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.places import Village


@fact("village", "board", "去向牌")
def board(_county: CountyFacts, village: Village, day: str) -> object:
    """Where the board hangs, once it is in use; nothing before."""
    found = village.data.get("board")
    return found["location"] if found and found.get("since", day) <= day else None


@fact("village", "board_place", "去向牌悬挂处")
def board_place(_county: CountyFacts, village: Village, _day: str) -> object:
    """Whether it hangs at the notice column or at another conspicuous place."""
    return village.data.get("board", {}).get("place")
