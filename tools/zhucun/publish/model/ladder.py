"""What follows from the first, second and third time of the same fault."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.publish.model.basis import Basis


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when it holds, what it does to grades ("" for nothing), what else follows.

    `dispositions` are what is done and to whom.
    """

    condition: str
    cap: str
    dispositions: tuple[tuple[str, str], ...]
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps in force; none where the source gives none, which `note` then says."""

    title: str
    note: str
    steps: tuple[Step, ...]
