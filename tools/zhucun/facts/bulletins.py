"""Monthly bulletins of a county: which of them the public may read, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.facts.bodies import roles_headed
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import LEVEL_OF
from zhucun.read.tree import Record


def is_issued(bulletin: Record, day: str) -> bool:
    """Whether a bulletin was issued by a day and not withdrawn by then."""
    issued, withdrawn = bulletin.data.get("issued"), bulletin.data.get("withdrawn")
    is_withdrawn = withdrawn is not None and withdrawn["date"] <= day
    return issued is not None and issued["date"] <= day and not is_withdrawn


def issued_bulletins(county: CountyFacts) -> Iterator[Record]:
    """The bulletins that stand on the day judged, in order of month."""
    return (bulletin for bulletin in county.of("bulletin") if is_issued(bulletin, county.as_of))


def speaks_for_the_county(county: CountyFacts, officer: str, day: str) -> bool:
    """Whether somebody in office on a day serves the county, or heads one of its bodies."""
    level = LEVEL_OF["county"]
    if any(term.level == level for term in county.in_office(officer, day)):
        return True
    return any(role.startswith(level) for role in roles_headed(county, officer, day))
