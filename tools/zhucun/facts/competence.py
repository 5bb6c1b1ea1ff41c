"""Evaluations of competence: each group's rate, and the talk or the exit that it calls for.

What is done about a rate goes by the lower of the deciding groups' (members, masses); the other
groups' only inform next year's list. An exit is never the machine's: a person finds it and another
decides (S2 article 12).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from zhucun.facts.acts.registry import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.villager_law import said, villager_value
from zhucun.law.value import Value

STREAM: Final = "competence"
TALK_BELOW: Final = "competence.talk_below"
EXIT_BELOW: Final = "competence.exit_below"
DECIDING: Final = "competence.deciding_groups"
INFORMING: Final = "competence.informing_groups"

#: How the talk stands, and how the exit does.
UNKNOWN, UNCALLED = "待定", "不涉及"
TALK_OWED, TALKED = "应约谈", "已约谈"
TO_PROPOSE, TO_CONFIRM, CONFIRMED, DECLINED = "待研究", "待确认", "已确认退出", "不予退出"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluation of one village cadre. `ref` is how other records name it (2026/e01);
    `rates` are 0 to 1 by group, in the order recorded, without groups that gave no ballot;
    `deciding` and `informing` are the groups whose rates decide, and inform; the two limits are
    None where no law in force there has them or they are 待定.
    """

    act: Act
    ref: str
    rates: Mapping[str, Fraction]
    deciding: tuple[str, ...]
    informing: tuple[str, ...]
    talk_below: Value | None
    exit_below: Value | None

    @property
    def cadre(self) -> str:
        """The village cadre's id."""
        return self.act.village_cadre

    @property
    def half(self) -> str:
        """The half-year, 2026-H1."""
        return self.act.period

    @property
    def where(self) -> str:
        """Where it stands, path#pointer."""
        return f"{self.act.path}#{self.act.pointer}"

    @property
    def lower(self) -> Fraction | None:
        """The lowest rate among the deciding groups; None before one of them was asked."""
        return min((self.rates[g] for g in self.deciding if g in self.rates), default=None)

    @property
    def pooled(self) -> Fraction | None:
        """The deciding groups' rate taken together; None unless all of them were asked."""
        if not self.deciding or any(group not in self.rates for group in self.deciding):
            return None
        ballots = self.act.data["ballots"]
        cast = [ballots[group] for group in self.deciding]
        return Fraction(sum(b["competent"] for b in cast), sum(b["ballots"] for b in cast))

    @property
    def calls_for_a_talk(self) -> bool | None:
        """Whether the lower rate is below the limit of talks; None where nobody can say."""
        return self._falls_below(self.talk_below)

    @property
    def calls_for_an_exit(self) -> bool | None:
        """Whether the lower rate is below the limit of exits; None where nobody can say."""
        return self._falls_below(self.exit_below)

    def _falls_below(self, limit: Value | None) -> bool | None:
        """Whether one of the deciding groups is below; None while one that was not asked may be."""
        below = _is_below(self.lower, limit)
        return below if below or self.pooled is not None else None

    @property
    def exit(self) -> Mapping[str, Any]:
        """What is recorded of an exit: proposed, finding, confirmed, declined."""
        found: Mapping[str, Any] = self.act.data.get("exit", {})
        return found

    def talk_state(self, as_of: str) -> str:
        """Whether a talk is owed or was held by a day."""
        if not self.calls_for_a_talk:
            return UNKNOWN if self.calls_for_a_talk is None else UNCALLED
        return TALKED if _done(self.act.data.get("talk"), as_of) else TALK_OWED

    def exit_state(self, as_of: str) -> str:
        """How far people have come by a day with an exit that the rates call for."""
        if not self.calls_for_an_exit:
            return UNKNOWN if self.calls_for_an_exit is None else UNCALLED
        for name, state in (("confirmed", CONFIRMED), ("declined", DECLINED)):
            if _done(self.exit.get(name), as_of):
                return state
        return TO_CONFIRM if _done(self.exit.get("proposed"), as_of) else TO_PROPOSE


def evaluations_of(county: CountyFacts) -> tuple[Evaluation, ...]:
    """Every evaluation, in the order of the records."""
    return county.once(_read)


def _read(county: CountyFacts) -> tuple[Evaluation, ...]:
    return tuple(_evaluation(county, act) for act in acts_of(county, STREAM))


def evaluation_at(county: CountyFacts, act: Act) -> Evaluation:
    """The evaluation that an act of the stream is."""
    return county.once(_by_place)[act.path, act.pointer]


def _by_place(county: CountyFacts) -> dict[tuple[str, str], Evaluation]:
    return {(each.act.path, each.act.pointer): each for each in evaluations_of(county)}


def evaluations_in(county: CountyFacts, township: str, year: int) -> Iterator[Evaluation]:
    """The evaluations of a township's cadres for the halves of a year, held by `as_of`."""
    for each in evaluations_of(county):
        mine = each.act.township == township and each.half[:4] == f"{year:04d}"
        if mine and each.act.date <= county.as_of:
            yield each


def still_listed(county: CountyFacts, each: Evaluation) -> bool:
    """Whether the one evaluated has been under professional management ever since."""
    cadre = county.village_cadres.get(each.cadre)
    now = cadre.enrolment_on(county.as_of) if cadre else None
    return now is not None and now.span.start <= each.act.date


def rate_of(ballots: Mapping[str, Any]) -> Fraction | None:
    """The competent among a group's ballots, 0 to 1; None where it gave none."""
    return Fraction(ballots["competent"], ballots["ballots"]) if ballots.get("ballots") else None


def _evaluation(county: CountyFacts, act: Act) -> Evaluation:
    day = act.law_day
    found = {
        key: said(villager_value(county, act.township, key, day))
        for key in (TALK_BELOW, EXIT_BELOW, DECIDING, INFORMING)
    }
    rates = {group: rate_of(cast) for group, cast in act.data.get("ballots", {}).items()}
    return Evaluation(
        act=act,
        ref=f"{act.period[:4]}/{act.data['id']}",
        rates={group: rate for group, rate in rates.items() if rate is not None},
        deciding=_texts(found[DECIDING]),
        informing=_texts(found[INFORMING]),
        talk_below=found[TALK_BELOW],
        exit_below=found[EXIT_BELOW],
    )


def _texts(value: Value | None) -> tuple[str, ...]:
    return value.texts() if value else ()


def _is_below(rate: Fraction | None, limit: Value | None) -> bool | None:
    return None if rate is None or limit is None else rate < Fraction(limit.number())


def _done(act: Mapping[str, Any] | None, as_of: str) -> bool:
    return act is not None and str(act["date"]) <= as_of
