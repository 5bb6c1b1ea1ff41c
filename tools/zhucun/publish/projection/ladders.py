"""Ladders of the law as the public reads them."""

from __future__ import annotations

from zhucun.law import ladder as law
from zhucun.law.pack import Pack
from zhucun.publish.model import Basis, Ladder, Step

CAPS = {law.BELOW_EXCELLENT: "不得评为优秀", law.LOWEST: "评为最低一等"}


def ladder_in_force(pack: Pack | None, key: str, day: str) -> Ladder | None:
    """A ladder as it stands on a day; None where the regulation has none of this key."""
    if pack is None or key not in pack.ladders:
        return None
    return shown_ladder(pack.ladder(key, day), pack.id)


def shown_ladder(ladder: law.Ladder, regulation: str) -> Ladder:
    """An edition of a ladder in words."""
    return Ladder(
        ladder.title,
        ladder.note,
        tuple(
            Step(
                step.condition,
                CAPS.get(step.cap, step.cap),
                tuple((each.shown, each.target) for each in step.dispositions),
                _basis(step, regulation),
            )
            for step in ladder.steps
        ),
    )


def _basis(step: law.Step, regulation: str) -> Basis | None:
    if step.cite is None and step.decision is None:
        return None
    return Basis(
        step.cite.regulation if step.cite else regulation,
        step.cite.article if step.cite else "",
        step.cite.quote if step.cite else "",
        step.decision.id if step.decision else "",
    )
