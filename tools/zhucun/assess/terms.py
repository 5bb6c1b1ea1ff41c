"""Postings with their terms: who is where, from when until when, and what comes after."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between
from zhucun.facts.people import DEPUTY
from zhucun.facts.teams import FIRST_SECRETARY, MEMBER
from zhucun.facts.terms import CONTINUED, OVERSTAYED, SERVING, Term, terms_of

ROLES = (FIRST_SECRETARY, MEMBER, DEPUTY)


def last_day(county: CountyFacts, year: int) -> str:
    """The day that a year's table shows: its last, or the day judged if that comes first."""
    return min(county.as_of, f"{year}-12-31")


@table(
    "posting_terms",
    "任职和任期",
    "当年在任的每段任职：在哪里，任期到哪天，还剩几天或者超期几天，是不是连任。",
    board="posting",
    keys=("term.years", "term.bound", "term.last_day", "term.after_end"),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("serial", "任职序号", kind="count"),
        Column("role", "职务"),
        Column("place", "驻地", "所驻的村或社区；挂任的写乡镇。", kind="village"),
        Column("township", "领导和指导的乡镇", kind="township"),
        Column("unit", "派出单位", kind="unit"),
        Column("start", "到任", kind="date"),
        Column("end", "任期届满", kind="date"),
        Column("ended", "提前结束", "没有提前结束的空着。", kind="date"),
        Column("days_left", "剩余天数", "在任的到届满日还有几天。", kind="count"),
        Column("overstayed", "超期天数", "届满以后没有交代的天数。", kind="count", rows=("S0-04",)),
        Column("renewal_of", "连任第几段", "不是连任的空着。", kind="count"),
        Column("relation_days", "到任后几天转组织关系", "到任以前转的为负数。", kind="count"),
        Column("state", "状态", kind="state"),
    ),
)
def posting_terms(county: CountyFacts, year: int) -> Iterator[Row]:
    """Postings of the year, by cadre in order of their beginning."""
    day = last_day(county, year)
    for term in terms_of(county, day):
        if term.posting.span.meets(f"{year}-01-01", day) or term.state == OVERSTAYED:
            yield _row(county, term)


def _row(county: CountyFacts, term: Term) -> Row:
    posting = term.posting
    ended = posting.span.end if posting.ended_reason else None
    relation = posting.data.get("party_relation")
    place = f"{posting.path}#{posting.pointer}"
    return {
        "cadre": term.cadre.id,
        "serial": posting.serial,
        "role": posting.role,
        "place": posting.village,
        "township": county.township_of(posting.village) or None,
        "unit": term.cadre.unit,
        "start": Cell(posting.span.start, (place,)),
        "end": Cell(posting.term_end, (f"{place}/to",)),
        "ended": ended,
        "days_left": term.days_left if term.state == SERVING else None,
        "overstayed": -term.days_left if term.state == OVERSTAYED else 0,
        "renewal_of": term.renewal_of,
        "relation_days": relation and days_between(posting.span.start, relation["date"]) - 1,
        "state": term.state,
    }


@table(
    "posting_counts",
    "在任人数",
    "各种职务在任的人数，其中连任的，以及任期届满没有交代的。",
    board="posting",
    keys=("term.years", "term.after_end"),
    columns=(
        Column("role", "职务", public=True),
        Column("serving", "在任", kind="count", public=True),
        Column("renewed", "其中连任", kind="count", public=True),
        Column("open", "届满没有交代", "超期或者续任未写连任的。", kind="count", public=True),
    ),
)
def posting_counts(county: CountyFacts, year: int) -> Iterator[Row]:
    """Roles in the order first secretary, team member, deputy of the township."""
    terms = tuple(terms_of(county, last_day(county, year)))
    for role in ROLES:
        own = [term for term in terms if term.posting.role == role]
        serving = [term for term in own if term.state == SERVING]
        yield {
            "role": role,
            "serving": len(serving),
            "renewed": sum(term.renewal_of is not None for term in serving),
            "open": sum(term.state in (OVERSTAYED, CONTINUED) for term in own),
        }
