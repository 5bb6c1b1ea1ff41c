"""What a page or number rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """The article a page or number rests on. `decision` is the id of a declared reading or ""."""

    regulation: str
    article: str
    quote: str
    decision: str = ""
    document: str = ""
