"""How figures are made: in words, with what the law in force gives for them."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.publish.model.tables import Ground


@dataclass(frozen=True, slots=True)
class Method:
    """How the figures of one board are made in a county.

    `slug` is the board's, `formula` the steps in plain sentences, `grounds` what is in force.
    """

    slug: str
    title: str
    formula: tuple[str, ...]
    grounds: tuple[Ground, ...]
