"""Postings as the public may see them: how long they stay, and whose page has gone with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, plus
from zhucun.facts.people import Cadre, Posting
from zhucun.publish import model
from zhucun.schema.disclosure import LAST_DAY


def kept_postings(cadre: Cadre, day: str, days: int) -> tuple[Posting, ...]:
    """Postings that run on a day, or ended no more than so many days before it."""
    return tuple(p for p in cadre.postings if p.span.start <= day and not _is_past(p, day, days))


def _is_past(posting: Posting, day: str, days: int) -> bool:
    end = posting.span.end
    return end is not None and days_between(end, day) - 1 > days


def gone_cadres(county: CountyFacts, days: int) -> tuple[str, ...]:
    """Numbers of the cadres who had a page since this county keeps records, and have none now."""
    first = f"{county.records_from}-01"
    return tuple(
        cadre.id
        for cadre in county.cadres.values()
        if not kept_postings(cadre, county.as_of, days)
        and any(
            p.span.start <= county.as_of and p.span.end and plus(p.span.end, days) >= first
            for p in cadre.postings
        )
    )


def posting_shown(
    posting: Posting, public: dict[str, Any], as_of: str, place_name: Callable[[str], str]
) -> model.Posting:
    """A posting as of a day; `public` is what its record may show of it."""
    ended = public.get("ended", {}).get("date", LAST_DAY)
    over = ended <= as_of
    return model.Posting(
        role=public["role"],
        place=public["village"],
        place_name=place_name(public["village"]),
        since=public["from"],
        until=ended if over else public["to"],
        ended=over,
        active=posting.span.covers(as_of),
        issuer=public["appointment"]["issuer"],
        appointed_on=public["appointment"]["date"],
    )
