"""Picks objects out of a record's data by a place such as `leaves/*/approval`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def select(data: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects at a place, each with its JSON pointer; `*` is any item, "" the whole record.

    What the record doesn't hold yields nothing.
    """
    yield from _select(data, place.split("/") if place else [], "")


def _select(data: Any, parts: list[str], pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if not parts:
        yield pointer, data
    elif parts[0] == "*":
        for index, item in enumerate(data):
            yield from _select(item, parts[1:], f"{pointer}/{index}")
    elif parts[0] in data:
        yield from _select(data[parts[0]], parts[1:], f"{pointer}/{parts[0]}")
