"""Articles of the column: which of them stand on a day, and whose."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.facts.cases import Case, is_open_on
from zhucun.facts.county import CountyFacts
from zhucun.read.tree import Record


def stands_on(profile: Record, day: str) -> bool:
    """Whether an article was approved by a day and not withdrawn by then."""
    withdrawn = profile.data.get("withdrawn")
    is_withdrawn = withdrawn is not None and withdrawn["date"] <= day
    return profile.data["approval"]["date"] <= day and not is_withdrawn


def open_cases_of(county: CountyFacts, profile: Record) -> Iterator[Case]:
    """The cases of the cadre it is about that are open on the day judged, published or not."""
    for case in county.cases.get(profile.data["cadre"], ()):
        if is_open_on(case, county.as_of):
            yield case
