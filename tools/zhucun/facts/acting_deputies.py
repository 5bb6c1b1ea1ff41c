"""Cadres who are deputy secretary of a township, and the meetings that they chair there."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.facts.acts.registry import Act, acts_of, stream
from zhucun.facts.conditions import fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Posting
from zhucun.facts.places import Township
from zhucun.facts.selection_facts import is_deputy

DEPUTY_MEETING = "deputy_meeting"
#: One township's deputies: each with the posting that makes the cadre one.
Deputies = dict[str, tuple[Posting, ...]]


def deputies_of(county: CountyFacts, township: str, day: str) -> frozenset[str]:
    """Ids of the cadres who are deputy secretary of a township (its folder) on a day."""
    found = county.once(_deputies).get(township, ())
    return frozenset(posting.cadre for posting in found if posting.span.covers(day))


def _deputies(county: CountyFacts) -> Deputies:
    found: Deputies = {}
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            if is_deputy(county, posting):
                township = county.township_of(posting.village)
                found[township] = (*found.get(township, ()), posting)
    return found


@fact("township", "has_deputy", "有挂任的乡镇党委副书记")
def has_deputy(county: CountyFacts, township: Township, day: str) -> object:
    """Whether a posted cadre is deputy secretary of the township on the day."""
    return bool(deputies_of(county, township.slug, day))


@stream(DEPUTY_MEETING, "挂任副书记主持的会议", "meetings")
def deputy_meetings(county: CountyFacts) -> Iterator[Act]:
    """Meetings of a township that its own deputy secretary from among the cadres chaired."""
    for meeting in acts_of(county, "meeting"):
        if meeting.township:
            deputies = deputies_of(county, meeting.township, meeting.date)
            chairs = (t.cadre for o in meeting.by for t in county.in_office(o, meeting.date))
            if not deputies.isdisjoint(chairs):
                yield meeting
