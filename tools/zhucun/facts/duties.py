"""Duties: which a cadre has where he is posted, and the log entries that name each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Posting
from zhucun.facts.places import COMMUNITY
from zhucun.law.norms import Duty

VILLAGE = "村"

#: Log entries by cadre, then by duty code: (ISO date, `path#pointer`), in order of the records.
Named = Mapping[str, Mapping[str, list[tuple[str, str]]]]


def place_kind(county: CountyFacts, posting: Posting) -> str:
    """村 or 社区; a posting to a township counts as one to a village (Z38)."""
    village = county.villages.get(posting.village)
    return COMMUNITY if village is not None and village.kind == COMMUNITY else VILLAGE


def duties_at(county: CountyFacts, kind: str, day: str) -> tuple[Duty, ...]:
    """The duties that the regulation in force on a day has for 村 or 社区, in its order."""
    pack = county.pack(day)
    return tuple(d for d in pack.norms.duties if kind in d.places) if pack else ()


def entries_naming(county: CountyFacts) -> Named:
    """Log entries that name a duty and have happened by `as_of`."""
    return county.once(_entries_naming)


def _entries_naming(county: CountyFacts) -> Named:
    named: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for log in county.logs.values():
        for index, entry in enumerate(log.entries):
            if entry["date"] <= county.as_of:
                place = f"{log.path}#/entries/{index}"
                for code in entry.get("duties", ()):
                    named[log.cadre][code].append((entry["date"], place))
    return named
