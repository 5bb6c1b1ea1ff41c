"""The articles that a finding rests on, its own or those of its rule's requirement rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.registry import Rule
from zhucun.check.wording import row_cite
from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import span_of
from zhucun.law.cite import Cite

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def grounded(county: CountyFacts, rule: Rule, found: Found) -> Found:
    """The finding with an article, as far as its rows have one in the regulation of its period."""
    cites = articles_of(county, rule, found)
    return found if found.cite or not cites else replace(found, cite=cites[0])


def articles_of(county: CountyFacts, rule: Rule, found: Found) -> tuple[Cite, ...]:
    """The finding's own article; without one those of the rows of the regulation in force."""
    if found.cite:
        return (found.cite,)
    pack = county.pack(_day_of(found.period, county.as_of)) or county.pack(county.as_of)
    rows = rule.rows if found.rows is None else found.rows
    return tuple(cite for row in rows if (cite := row_cite(pack, row)))


def _day_of(period: str, as_of: str) -> str:
    """The first day of a period by its code, or the day that it begins with; else `as_of`."""
    span = span_of(period)
    day = _DAY.match(period)
    return span[0] if span else day[0] if day else as_of
