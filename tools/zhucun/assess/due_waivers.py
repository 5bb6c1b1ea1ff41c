"""Waivers that run out, and those that have run out while the exception is still needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.assess.due import Due, due, kind_of, state_on
from zhucun.facts.conditions import conditions_for, unmet
from zhucun.facts.county import CountyFacts
from zhucun.facts.subjects import WAIVED_IN, Subject, subjects_of
from zhucun.facts.waivers import OPEN, approval_fault, law_day, waiver_roles, waivers_for
from zhucun.law.norms import Condition, article_of
from zhucun.law.pack import Pack

#: Kinds of subjects whose records may have waivers.
KINDS: Final = tuple(kind for kinds in WAIVED_IN.values() for kind in kinds)


def expiring_waivers(county: CountyFacts) -> Iterator[Due]:
    """The day on which a waiver ends that somebody in post or enrolled, or a village, still lives
    by.

    What a posting needed only on its first day is reminded of too: who approved an exception for
    a time decides what follows it.
    """
    for kind in KINDS:
        for subject in subjects_of(county, kind):
            if subject.span and not subject.span.covers(county.as_of):
                continue
            for pack, condition in _waivable(county, subject):
                yield from _ending(county, pack, condition, subject)


def _waivable(county: CountyFacts, subject: Subject) -> Iterator[tuple[Pack, Condition]]:
    """The conditions with room for exceptions, each with the pack that the subject follows."""
    for pack, condition in conditions_for(county, subject):
        if condition.waiver:
            yield pack, condition


def _ending(
    county: CountyFacts, pack: Pack, condition: Condition, subject: Subject
) -> Iterator[Due]:
    """The end of the latest waiver that was approved as it should be, where one is needed."""
    good = [
        (str(waiver.get("until", OPEN)), at)
        for waiver, at in waivers_for(condition, subject)
        if not approval_fault(county, pack, condition, subject, waiver)
    ]
    until, at = max(good, default=(OPEN, ""))
    lack = unmet(county, pack, condition, subject, county.as_of) if until != OPEN else None
    if lack is None:
        return
    yield due(
        county,
        key=f"waiver/{pack.id}/{condition.key}",
        title=f"豁免到期：{condition.title}（续批，或改为符合条件）",
        owner="或".join(waiver_roles(pack, law_day(county, condition, subject))),
        kind=kind_of(subject),
        subject=subject.id,
        name=subject.name,
        day=until,
        state=state_on(county, until),
        cite=article_of(condition, lack.value),
        rows=condition.rows,
        private=True,
        place=f"{subject.path}#{at}",
    )
