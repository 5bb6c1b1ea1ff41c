"""What becomes of a posting once its term is over."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.facts.terms import CONTINUED, OVERSTAYED, terms_of


@rule(
    title="任期届满有交代",
    why="任期满了，人是走是留要有记录；没有新的任命，留任就没有依据。",
    mend="离任的在原来一段写 ended，原因写期满；连任的另加一段任职，写明 renewal_of。",
    rows=("S0-04",),
    severity="warn",
)
def term_end_is_accounted_for(county: CountyFacts) -> Iterator[Found]:
    """A term that is over has an end, or a renewal, on record (Z20)."""
    for term in terms_of(county, county.as_of):
        posting = term.posting
        end = posting.term_end
        value = value_of(county.pack(end), "term.after_end", end)
        if value is None or value.undetermined or end[:7] < county.records_from:
            continue
        length = value_of(county.pack(end), "term.years", end)
        if term.state == OVERSTAYED:
            at, pointer = posting, "to"
            text = f"任期 {end} 已经届满，没有离任或连任的记录"
        elif term.state == CONTINUED and term.following:
            at, pointer = term.following, "from"
            text = f"第 {posting.serial} 段任期满后原地续任，没有写明连任"
        else:
            continue
        yield Found(
            at.path,
            f"{at.pointer}/{pointer}",
            f"{posting.cadre} {text}。",
            subject=posting.cadre,
            got=end,
            need=county.as_of,
            cite=length.cite if length else None,
            evidence=(f"{posting.path}#{posting.pointer}",),
        )
