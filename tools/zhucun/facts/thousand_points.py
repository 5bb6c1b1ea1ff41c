"""The thousand-point scores of a township's villages and communities: who is last, for how long.

Villages and communities are ranked apart; equal scores share a place. The last with a score at or
below the line owe their head a talk, after so many years running a removal is to be proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from zhucun.facts.acts.registry import Act, acts_of
from zhucun.facts.bodies import roles_over
from zhucun.facts.county import CountyFacts
from zhucun.facts.places import Village
from zhucun.facts.village_cadres import SECRETARY, VillageCadre
from zhucun.facts.villager_law import said, villager_value
from zhucun.law.numbers import exact
from zhucun.law.value import Value
from zhucun.read.tree import Record

STREAM: Final = "village_score"
KIND: Final = "village_scores"
LINE: Final = "score.talk_at_most"
YEARS: Final = "score.removal_years"
COMMITTEE: Final = "score.committee_roles"

UNCALLED, UNKNOWN = "不涉及", "待定"
TALK_OWED, TALKED = "应谈话", "已谈话"
TO_PROPOSE, TO_CONFIRM, CONFIRMED, DECLINED = "待提出", "待确认", "已确认免职", "不予免职"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one village or community stands in one year. `place` counts from 1 among the `of` of
    its kind (村, 社区) in the township; `is_last` where none scored less; `line` is the score at
    or below which being last has consequences, None where it is 待定; `judged` is false for years
    before the law came here; `years` is how many years running, this one included, it was last and
    at or below the line.
    """

    village: Village
    year: int
    score: Decimal
    place: int
    of: int
    is_last: bool
    line: Value | None
    removal_years: Value | None
    years: int
    act: Act
    judged: bool

    @property
    def where(self) -> str:
        """Where the score stands, path#pointer."""
        return f"{self.act.path}#{self.act.pointer}"

    @property
    def on_the_line(self) -> bool:
        """Whether the score is exactly the line, which is read as included."""
        return self.line is not None and self.score == self.line.number()

    @property
    def calls_for_a_talk(self) -> bool | None:
        """Whether it is last and at or below the line; None where nobody can say."""
        if not (self.is_last and self.judged):
            return False
        return None if self.line is None else self.score <= self.line.number()

    @property
    def calls_for_a_removal(self) -> bool | None:
        """Whether it has been so for the years that call for a removal; None as above."""
        if not self.calls_for_a_talk:
            return self.calls_for_a_talk
        return None if self.removal_years is None else self.years >= self.removal_years.integer()


def standings_of(county: CountyFacts) -> tuple[Standing, ...]:
    """Every village's and community's standing, by township, year and in order of the records."""
    return county.once(_read)


def standings_in(county: CountyFacts, year: int) -> Iterator[Standing]:
    """The standings of a year."""
    return (each for each in standings_of(county) if each.year == year)


def _read(county: CountyFacts) -> tuple[Standing, ...]:
    years: dict[tuple[str, int], list[tuple[Village, Act]]] = {}
    for act in acts_of(county, STREAM):
        village = county.villages.get(act.village)
        if village:
            years.setdefault((act.township, int(act.period)), []).append((village, act))
    found: dict[tuple[str, int], Standing] = {}
    for (township, year), scores in sorted(years.items()):
        for village, act in scores:
            before = found.get((village.code, year - 1))
            one = _standing(county, township, year, village, act, scores, before)
            found[village.code, year] = one
    return tuple(found.values())


def _standing(
    county: CountyFacts,
    township: str,
    year: int,
    village: Village,
    act: Act,
    scores: list[tuple[Village, Act]],
    before: Standing | None,
) -> Standing:
    mine = exact(act.data["score"])
    others = [exact(a.data["score"]) for v, a in scores if v.kind == village.kind]
    law = villager_value(county, township, LINE, act.law_day)
    line = said(law)
    is_last = mine == min(others)
    low = is_last and line is not None and mine <= line.number()
    return Standing(
        village=village,
        year=year,
        score=mine,
        place=1 + sum(other > mine for other in others),
        of=len(others),
        is_last=is_last,
        line=line,
        removal_years=said(villager_value(county, township, YEARS, act.law_day)),
        years=(1 + (before.years if before else 0)) if low else 0,
        act=act,
        judged=law is not None,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """A talk or a removal recorded for a village and a year. `data` is the object at `pointer`."""

    village: str
    year: int
    cadre: str
    path: str
    pointer: str
    data: Mapping[str, Any]

    @property
    def where(self) -> str:
        """Where it stands, path#pointer."""
        return f"{self.path}#{self.pointer}"


def talks_of(county: CountyFacts) -> tuple[Answer, ...]:
    """The admonition talks recorded, in order of the records."""
    return county.once(_talks)


def removals_of(county: CountyFacts) -> tuple[Answer, ...]:
    """The removals proposed, in order of the records."""
    return county.once(_removals)


def _talks(county: CountyFacts) -> tuple[Answer, ...]:
    return tuple(_answers(county, "talks"))


def _removals(county: CountyFacts) -> tuple[Answer, ...]:
    return tuple(_answers(county, "removals"))


def _answers(county: CountyFacts, name: str) -> Iterator[Answer]:
    for record in county.of(KIND):
        for index, item in enumerate(record.data.get(name, ())):
            yield _answer(record, f"/{name}/{index}", item)


def _answer(record: Record, pointer: str, item: Mapping[str, Any]) -> Answer:
    year = int(record.data["year"])
    return Answer(item["village"], year, item["village_cadre"], record.path, pointer, item)


def talk_of(county: CountyFacts, standing: Standing) -> Answer | None:
    """The talk held by `as_of` that a year's score of a village calls for."""
    held = (a for a in talks_of(county) if _is_about(a, standing))
    for talk in held:
        if talk.data["date"] <= county.as_of and not talk_fault(county, talk, standing):
            return talk
    return None


def talk_fault(county: CountyFacts, talk: Answer, standing: Standing) -> str:
    """Why a talk isn't the one that a score calls for, in Chinese; "" if it is."""
    day, village = talk.data["date"], standing.village
    if day < standing.act.date:
        return f"得分到 {standing.act.date} 才确定"
    if not was_head(county, village.code, talk.cadre, f"{standing.year}-01-01", day):
        return f"谈的不是{village.name}的主要负责人（村党组织书记）"
    return "" if is_of_committee(county, village, talk.data["by"], day) else "谈话的人不是党委的"


def talk_state(county: CountyFacts, standing: Standing) -> str:
    """Whether a talk with the head is owed or was held."""
    if not standing.calls_for_a_talk:
        return UNKNOWN if standing.calls_for_a_talk is None else UNCALLED
    return TALKED if talk_of(county, standing) else TALK_OWED


def removal_state(county: CountyFacts, standing: Standing) -> str:
    """How far people have come with a removal that the scores call for; of several decisions the
    last counts.
    """
    if not standing.calls_for_a_removal:
        return UNKNOWN if standing.calls_for_a_removal is None else UNCALLED
    mine = [a for a in removals_of(county) if _is_about(a, standing)]
    decided = [
        (answer.data[name]["date"], state)
        for answer in mine
        for name, state in (("declined", DECLINED), ("confirmed", CONFIRMED))
        if name in answer.data and answer.data[name]["date"] <= county.as_of
    ]
    if decided:
        return max(decided, key=lambda each: str(each[0]))[1]
    proposed = any(a.data["proposed"]["date"] <= county.as_of for a in mine)
    return TO_CONFIRM if proposed else TO_PROPOSE


def was_head(county: CountyFacts, village: str, cadre: str, first: str, last: str) -> bool:
    """Whether somebody was a village's head on one of the days; true of whom no file tells."""
    found = county.village_cadres.get(cadre)
    return found is None or any(
        post.village == village and post.post == SECRETARY and post.span.meets(first, last)
        for post in found.posts
    )


def is_of_committee(county: CountyFacts, village: Village, officer: str, day: str) -> bool:
    """Whether an officer acts for the committee that the law has talk and decide; true where the
    law names none, or the officers can't be seen.
    """
    roles = said(villager_value(county, village.township, COMMITTEE, day))
    if roles is None or county.lacks_a_region:
        return True
    held = roles_over(county, officer, day, village.township)
    return any(role in roles.texts() for role in held)


def _is_about(answer: Answer, standing: Standing) -> bool:
    return (answer.village, answer.year) == (standing.village.code, standing.year)


def head_on(county: CountyFacts, village: str, day: str) -> VillageCadre | None:
    """The village's head (主要负责人) on a day: its Party secretary."""
    for cadre, post in county.village_posts.get(village, ()):
        if post.post == SECRETARY and post.span.covers(day):
            return cadre
    return None
