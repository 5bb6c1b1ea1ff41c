"""Ladders: what the first, second and third occurrence of the same fault calls for."""

from dataclasses import dataclass

from zhucun.law.cite import Cite, Decision

#: Caps of a step on the grades that Ladder.grades names.
BELOW_EXCELLENT = "below_excellent"
LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Required:
    """A disposition the step calls for: its kind, whom it falls on, and the quote.

    `alternatives` are kinds that serve as well (及时调整 or 召回).
    """

    kind: str
    target: str
    cite: Cite | None
    alternatives: tuple[str, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """The kinds any one of which answers the requirement."""
        return (self.kind, *self.alternatives)

    @property
    def shown(self) -> str:
        """The requirement in words: 及时调整或召回."""
        return "或".join(self.accepted)


@dataclass(frozen=True, slots=True)
class Step:
    """The n-th step. `cap` is below_excellent, lowest, or "" when grades stay free."""

    n: int
    condition: str
    cap: str
    dispositions: tuple[Required, ...]
    cite: Cite | None
    decision: Decision | None
    rows: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """An edition of a ladder; without steps the source is silent and `note` says so.

    `counts` names what n counts, for conduct a kind of the negative list; `window` is
    posting (counted over the whole posting); `effect_year` is discovery (annual effects
    fall in the year of discovery); `beyond` is last (more occurrences than steps stay at
    the last); `grades` are the assessments a cap binds.
    """

    key: str
    title: str
    since: str
    counts: str
    window: str
    effect_year: str
    beyond: str
    grades: tuple[str, ...]
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    rows: tuple[str, ...]
    where: str
    note: str = ""

    @property
    def undetermined(self) -> bool:
        """Whether the source gives no steps."""
        return not self.steps

    def step(self, n: int) -> Step | None:
        """The step that n occurrences stand on; None for none or when undetermined."""
        if n < 1 or not self.steps:
            return None
        return self.steps[min(n, len(self.steps)) - 1]
