"""Acts by stream; importing the package registers every stream."""

from __future__ import annotations

from zhucun.facts.acts import (
    assessment,
    meetings,
    money,
    people,
    places,
    presence,
    supervision,
    villager_work,
    villagers,
    work,
)
from zhucun.facts.acts.registry import STREAMS, Act, Stream, acts_of

__all__ = [
    "STREAMS",
    "Act",
    "Stream",
    "acts_of",
    "assessment",
    "meetings",
    "money",
    "people",
    "places",
    "presence",
    "supervision",
    "villager_work",
    "villagers",
    "work",
]
