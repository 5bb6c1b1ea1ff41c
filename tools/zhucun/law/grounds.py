"""What a figure rests on: articles, declared decisions, local documents, silences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from zhucun.law.cite import Cite, Decision
from zhucun.law.table import Table


class Lawful(Protocol):
    """A part of a pack that names what it rests on: a Value, a Row or a Step."""

    @property
    def cite(self) -> Cite | None:
        """The article and quote, if the source says it."""

    @property
    def decision(self) -> Decision | None:
        """The declared reading, if the source is silent or ambiguous."""

    @property
    def where(self) -> str:
        """The part's own place as `path#pointer`."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a figure rests on.

    An article with its quote, a declared decision, a local `document`, or a `silence`: what the
    source leaves open, as a Chinese sentence. `where` is the place of the law part itself.
    """

    cite: Cite | None = None
    decision: Decision | None = None
    document: str = ""
    silence: str = ""
    where: str = ""


def grounds(*parts: Lawful | None) -> tuple[Ground, ...]:
    """What the given parts of a pack rest on, each once and in the order given."""
    found = [
        Ground(
            cite=part.cite,
            decision=part.decision,
            document=str(getattr(part, "document", "")),
            silence=str(getattr(part, "note", "")) if getattr(part, "value", 0) is None else "",
            where=part.where,
        )
        for part in parts
        if part is not None
    ]
    return unique(found)


def table_grounds(table: Table | None) -> tuple[Ground, ...]:
    """What a table rests on beside its rows: a local document, a decision, or its silence."""
    if table is None:
        return ()
    silence = table.note if table.undetermined else ""
    return unique([Ground(None, table.decision, table.document, silence, table.where)])


def cited(*cites: Cite | None) -> tuple[Ground, ...]:
    """Grounds of bare cites, such as those of single dispositions."""
    return unique(Ground(cite=cite) for cite in cites if cite is not None)


def decided(*decisions: Decision | None) -> tuple[Ground, ...]:
    """Grounds of bare decisions."""
    return unique(Ground(decision=d, where=d.where) for d in decisions if d is not None)


def unique(found: Iterable[Ground]) -> tuple[Ground, ...]:
    """The grounds without repeats, in order; what says nothing, or nothing new, is left out."""
    said: dict[tuple[Cite | None, str, str, str], Ground] = {}
    for ground in found:
        decision = ground.decision.id if ground.decision else ""
        content = (ground.cite, decision, ground.document, ground.silence)
        if any(content):
            said.setdefault(content, ground)
    named = {key[1] for key in said if key[0] or key[2] or key[3]}
    return tuple(
        ground for key, ground in said.items() if key[0] or key[2] or key[3] or key[1] not in named
    )
