"""The negative list for the public: what was decided to be published, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhucun.facts.cases import Case as CaseFacts
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between
from zhucun.publish.model import Case, CaseCounts
from zhucun.schema.disclosure import Publication, masked_name, project


def counts_of(county: CountyFacts) -> CaseCounts:
    """All cases that stand, published or not."""
    standing = [c for cases in county.cases.values() for c in cases if c.is_standing]
    opened = sum(c.is_open for c in standing)
    return CaseCounts(open=opened, closed=len(standing) - opened)


def cases_of(
    county: CountyFacts, settings: Publication, place_name: Callable[[str], str]
) -> tuple[Case, ...]:
    """Cases with a publication decision; closed ones leave after the region's retention time."""
    shown = [
        _case(county, case, settings, place_name)
        for cases in county.cases.values()
        for case in cases
        if case.is_standing
        and _is_published(case, county.as_of)
        and _is_kept(case, county, settings)
    ]
    return tuple(sorted(shown, key=lambda c: c.id))


def _is_published(case: CaseFacts, as_of: str) -> bool:
    return "publication" in case.data and str(case.data["publication"]["date"]) <= as_of


def _is_kept(case: CaseFacts, county: CountyFacts, settings: Publication) -> bool:
    if not case.closed_on:
        return True
    return days_between(case.closed_on, county.as_of) - 1 <= settings.closed_case_days


def _case(
    county: CountyFacts,
    case: CaseFacts,
    settings: Publication,
    place_name: Callable[[str], str],
) -> Case:
    public: dict[str, Any] = project("case", case.data, settings)
    cadre = county.cadres.get(case.cadre)
    posting = None
    if cadre:
        posting = cadre.posting_on(case.found_on) or cadre.postings[-1]
    named = cadre is not None and public["publication"]["show_name"]
    township = county.townships.get(county.township_of(posting.village)) if posting else None
    closed = public.get("closed", {})
    return Case(
        id=public["id"],
        kind=public["kind"],
        township=township.name if township else "",
        role=posting.role if posting else "",
        found_on=public["found_on"],
        dispositions=tuple((d["kind"], d["date"]) for d in public.get("dispositions", ())),
        closed_on=closed.get("date", ""),
        outcome=closed.get("outcome", ""),
        published_on=public["publication"]["date"],
        statement=public["publication"]["statement"],
        cadre=case.cadre if named else "",
        name=masked_name(cadre.name, settings.names) if named and cadre else "",
        village=place_name(posting.village) if named and posting else "",
    )
