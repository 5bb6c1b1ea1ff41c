"""What a regulation asks for at intervals without saying how often: undetermined, not due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.assess.due import Due, due
from zhucun.facts.county import CountyFacts
from zhucun.facts.in_force import packs_for
from zhucun.facts.obligations import UNDETERMINED
from zhucun.facts.subjects import COUNTY, TOWNSHIP, Subject, subjects_of
from zhucun.law.pack import Pack

CADENCE: Final = "cadence"


def undetermined(county: CountyFacts) -> Iterator[Due]:
    """Rows that ask for something at intervals and that nothing but silence answers."""
    for pack, follower in _followed(county):
        yield from _undetermined_in(county, pack, follower)


def _followed(county: CountyFacts) -> Iterator[tuple[Pack, Subject]]:
    """The packs in force, each with the county or else with every township that follows it."""
    whole: frozenset[str] = frozenset()
    for kind in (COUNTY, TOWNSHIP):
        for subject in subjects_of(county, kind):
            packs = packs_for(county, subject, county.as_of)
            yield from ((pack, subject) for pack in packs if pack.id not in whole)
            whole |= {pack.id for pack in packs if kind == COUNTY}


def _undetermined_in(county: CountyFacts, pack: Pack, follower: Subject) -> Iterator[Due]:
    values = pack.values(county.as_of)
    answered = {row for cadence in pack.norms.cadences for row in cadence.rows}
    answered |= {row for value in values if not value.undetermined for row in value.rows}
    for value in values:
        asked = (pack.requirements[row] for row in value.rows if row in pack.requirements)
        own = [row for row in asked if row.kind == CADENCE and row.id not in answered]
        if own and value.undetermined:
            yield due(
                county,
                key=f"{pack.id}/{value.key}",
                title=value.title,
                owner="",
                kind=follower.kind,
                subject=follower.id,
                name=follower.name,
                day="",
                state=UNDETERMINED,
                cite=own[0].cite,
                rows=tuple(row.id for row in own),
                place=f"{follower.path}#",
            )
