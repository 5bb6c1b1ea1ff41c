"""The negative list for the public: what was decided to be published, and how many there are.

A case leaves with the withdrawal of its public notice, and only the count stays. Acts after the
day of the data have not happened: a case opened later is none, one closed later is
open. A case published without a name says nothing that would lead to the person: no place below
the county, no post, no number of ours, months in place of days, and what was done in a month only
when it is over. Nor how it was answered: a recall ends a posting, and whose posting ended is
public. So every answer looks alike there, also those that end nothing, or the difference would
tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from zhucun.facts.case_counts import open_and_closed
from zhucun.facts.cases import UNEXCUSED, is_open_on, told_until
from zhucun.facts.cases import Case as CaseFacts
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import (
    NEGATIVE_LIST,
    end_of,
    is_on_negative_list,
    shown_notices,
    stage_on,
    window_end,
)
from zhucun.facts.people import Posting
from zhucun.publish.model import Case, CaseCounts
from zhucun.publish.projection.names import Names
from zhucun.schema.disclosure import masked_name, project

#: What stands for every disposition of a case that is published without a name.
ANSWERED: Final = "已处理"


def counts_of(county: CountyFacts, names: Names) -> CaseCounts:
    """All cases that stand, published or not."""
    opened, closed = open_and_closed(county, names.settings.closed_case_days)
    return CaseCounts(open=opened, closed=closed)


def cases_of(
    county: CountyFacts, names: Names, place_name: Callable[[str], str]
) -> tuple[Case, ...]:
    """Cases with a publication decision; closed ones leave after the region's retention time."""
    shown = cases_by_path(county, names, place_name).values()
    # Not by our number, which a case without a name doesn't show.
    return tuple(sorted(shown, key=lambda c: (c.found_on, c.kind, c.id, c.statement)))


def cases_by_path(
    county: CountyFacts, names: Names, place_name: Callable[[str], str]
) -> dict[str, Case]:
    """Those cases by the paths of their records, which no page may tell."""
    return {
        case.path: _case(county, case, names, place_name)
        for cases in county.cases.values()
        for case in cases
        if _is_shown(county, case, names)
    }


def has_named_open_case(county: CountyFacts, cadre: str, names: Names) -> bool:
    """Whether the public reads, with the name, of a case of the cadre that isn't closed yet."""
    return any(
        is_open_on(case, county.as_of) and _is_shown(county, case, names) and _is_named(case, names)
        for case in county.cases.get(cadre, ())
    )


def named_days(county: CountyFacts, cadre: str, names: Names) -> frozenset[str]:
    """Days of a cadre's unexcused absences that the public reads of with the name.

    Only these may be counted as 缺岗 where a sheet says so: if others were until a case of them is
    opened, the case would show by their going.
    """
    days: set[str] = set()
    for case in county.cases.get(cadre, ()):
        if case.kind != UNEXCUSED or not _is_shown(county, case, names):
            continue
        if not _is_named(case, names):
            continue
        days.add(case.found_on)
        days.update(
            v.date for v in county.visits.get(cadre, ()) if v.inspection in case.inspections
        )
    return frozenset(days)


def _is_shown(county: CountyFacts, case: CaseFacts, names: Names) -> bool:
    return is_on_negative_list(county, case, names.settings.closed_case_days)


def _is_named(case: CaseFacts, names: Names) -> bool:
    """By decision, and only while the site shows the cadre at all."""
    return bool(case.data["publication"]["show_name"]) and case.cadre in names.shown


def _case(
    county: CountyFacts, case: CaseFacts, names: Names, place_name: Callable[[str], str]
) -> Case:
    named = _is_named(case, names)
    clean = names.clean if named else names.unnamed
    public: dict[str, Any] = project("case", case.data, names.settings, county.as_of, clean)
    posting = _posting(county, case) if named else None
    township = county.townships.get(county.township_of(posting.village)) if posting else None
    until, stage = _notice(county, case)
    told = told_until(county.as_of, named=named)
    closed = public.get("closed", {}) if case.closed_on <= told else {}

    dispositions = tuple(
        (str(d["kind"]), str(d["date"]))
        for d in public.get("dispositions", ())
        if d["date"] <= told
    )

    def when(day: str) -> str:
        return day if named else day[:7]

    return Case(
        id=public["id"] if named else "",
        kind=public["kind"],
        township=township.name if township else "",
        role=posting.role if posting else "",
        found_on=when(public["found_on"]),
        dispositions=dispositions if named else ((ANSWERED, ""),) if dispositions else (),
        closed_on=when(closed.get("date", "")),
        outcome=closed.get("outcome", "") if named else "",
        published_on=when(public["publication"]["date"]),
        notice_until=when(until),
        stage=stage,
        statement=public["publication"]["statement"],
        cadre=case.cadre if named else "",
        name=masked_name(county.cadres[case.cadre].name, names.settings.names) if named else "",
        village=place_name(posting.village) if posting else "",
    )


def _notice(county: CountyFacts, case: CaseFacts) -> tuple[str, str]:
    """The last day of a shown case's notice and its stage.

    A decision to publish that no notice is recorded for is one of the same day.
    """
    shown = shown_notices(county, case.path, NEGATIVE_LIST)
    if shown:
        until, confirmed = window_end(county, shown[-1]), shown[-1].confirmed_on
    else:
        until = end_of(county, NEGATIVE_LIST, case.data["publication"]["date"])
        confirmed = ""
    return until, stage_on(until, confirmed, county.as_of)


def _posting(county: CountyFacts, case: CaseFacts) -> Posting:
    cadre = county.cadres[case.cadre]
    return cadre.posting_on(case.found_on) or cadre.postings[-1]
