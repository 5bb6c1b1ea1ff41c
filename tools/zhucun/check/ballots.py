"""Ballots: whose they are and in which words they are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from zhucun.check.assessments import PARTS, Assessed, assessed_years, vocabulary, year_value
from zhucun.check.finding import Found
from zhucun.check.registry import rule
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
                    )


@rule(
    title="各类人员都参加测评",
    why="少了一类人的票，群众公认就不完整。",
    mend="请补录这一类人员的票数；没有组织的，补做测评。",
    rows=("S0-30", "S4-54"),
    severity="warn",
    private=True,
)
def ballot_has_every_group(county: CountyFacts) -> Iterator[Found]:
    """Every group of raters that the regulation names cast at least one ballot."""
    for of in assessed_years(county):
        groups, voted = (year_value(county, of, f"ballot.{key}") for key in ("groups", "part"))
        part = voted.text() if voted else ""
        if groups is None or part not in of.data:
            continue
        ballots = _ballots(of, part)
        missing = [g for g in groups.texts() if not sum(ballots.get(g, {}).values())]
        if missing:
            yield Found(
                of.path,
                f"/{part}/ballots" if "ballots" in of.data[part] else f"/{part}",
                f"{of.who} {of.year} 年的{PARTS[part]}没有{'、'.join(missing)}的票。",
                subject=of.cadre.id,
                period=of.period,
                got="、".join(g for g in ballots if sum(ballots[g].values())),
                need="、".join(groups.texts()),
                cite=groups.cite,
            )
