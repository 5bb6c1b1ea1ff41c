"""Ballots: in which words they are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from zhucun.check.assessments import Assessed, assessed_years, vocabulary
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.by_reference import only_by_reference, role_on
from zhucun.facts.county import CountyFacts

ABSTENTION = "弃权"
#: Parts of an assessment that are voted on.
VOTED: Final = ("half_year", "annual")


def _ballots(of: Assessed, part: str) -> Mapping[str, Mapping[str, int]]:
    ballots: Mapping[str, Mapping[str, int]] = of.data.get(part, {}).get("ballots", {})
    return ballots


@rule(
    title="测评用语与身份相符",
    why="票上的等次和评定的等次用一套词，结果才能汇总。",
    mend="请把票数记到对应身份的等次下。",
    rows=("S0-46", "S0-47"),
    private=True,
)
def ballot_uses_the_vocabulary(county: CountyFacts) -> Iterator[Found]:
    """Ballots are counted under the words of the cadre's identity."""
    for of in assessed_years(county):
        words = vocabulary(county, of.cadre, of.day)
        if words is None:
            continue
        pack, role = county.pack(of.day), role_on(of.cadre, of.day)
        lenient = only_by_reference(pack, role, of.day)
        for part in VOTED:
            for group, counts in _ballots(of, part).items():
                for grade in counts:
                    if grade in (ABSTENTION, *words.texts()):
                        continue
                    yield Found(
                        of.path,
                        f"/{part}/ballots/{group}/{grade}",
                        f"{of.who}的身份是{of.cadre.identity}，{group}的票却记在“{grade}”下。",
                        subject=of.cadre.id,
                        period=of.period,
                        got=grade,
                        need="、".join(words.texts()),
                        cite=words.cite,
                        at_key=True,
                        evidence=(f"{of.cadre.path}#/identity",),
                        severity="warn" if lenient else None,
                    )
