"""Terms: how long each posting still runs, and what became of those that are over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, plus
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import value_of

State = Literal["未到任", "在任", "已结束", "已连任", "续任未写连任", "超期"]
FUTURE: Final[State] = "未到任"
SERVING: Final[State] = "在任"
ENDED: Final[State] = "已结束"
RENEWED: Final[State] = "已连任"
CONTINUED: Final[State] = "续任未写连任"
OVERSTAYED: Final[State] = "超期"
EXPIRED: Final = "期满"


@dataclass(frozen=True, slots=True)
class Term:
    """One posting as it stands on a day. `days_left` counts the days of the term after that day,
    negative the days since it was over; `following` is the cadre's next posting, `renewal_of`
    the number of the posting that this one renews.
    """

    cadre: Cadre
    posting: Posting
    state: State
    days_left: int
    following: Posting | None
    renewal_of: int | None


def terms_of(county: CountyFacts, day: str) -> Iterator[Term]:
    """Every posting of the county as it stands on a day, by cadre in order of its beginning."""
    for cadre in county.cadres.values():
        postings = sorted(cadre.postings, key=lambda p: p.span.start)
        begun = [p for p in postings if p.span.start <= day]
        for posting in postings:
            following = next((p for p in begun if p.span.start > posting.span.start), None)
            yield Term(
                cadre=cadre,
                posting=posting,
                state=_state(county, posting, following, day),
                days_left=days_between(day, posting.term_end) - 1,
                following=following,
                renewal_of=posting.data.get("renewal_of"),
            )


def carried_on(county: CountyFacts, cadre: Cadre, posting: Posting) -> Posting | None:
    """The posting whose term goes on in this one: the cadre was moved on the very next day, for a
    reason that the regulation takes as a move (term.continues_after), and kept the role.
    """
    start = posting.span.start
    value = value_of(county.pack(start), "term.continues_after", start)
    reasons = () if value is None or value.undetermined else value.texts()
    for each in cadre.postings:
        moved = each.span.end is not None and plus(each.span.end, 1) == start
        if moved and each.role == posting.role and each.ended_reason in reasons:
            return each
    return None


def _state(county: CountyFacts, posting: Posting, following: Posting | None, day: str) -> State:
    if posting.span.start > day:
        return FUTURE
    if posting.span.covers(day):
        return SERVING
    if following and posting.ended_reason in ("", EXPIRED):
        if following.data.get("renewal_of"):
            return RENEWED
        stayed = following.village == posting.village and posting.span.end is not None
        if stayed and following.span.start <= plus(posting.span.end or day, 1):
            return CONTINUED
    if posting.ended_reason or following:
        return ENDED
    return OVERSTAYED
