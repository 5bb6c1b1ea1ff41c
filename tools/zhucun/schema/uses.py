"""Where a record names cadres, villages, units or officers: read off the schema of its kind.

A schema refers to the shared definition (`common.json#/$defs/cadre_id`) wherever an id stands, so
a new kind of record needs no list of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from zhucun.schema.store import COMMON, Schema, schema_of


@dataclass(frozen=True, slots=True)
class Use:
    """One id in a record: where it stands, and whether it is a key."""

    pointer: str
    value: str
    at_key: bool = False


@dataclass(slots=True)
class _Plan:
    """What to look at below one node: itself, its keys, named properties, items, any property."""

    itself: bool = False
    keys: bool = False
    properties: dict[str, _Plan] = field(default_factory=dict)
    each: _Plan | None = None


def uses(kind: str, definition: str, data: Any) -> Iterator[Use]:
    """Every value of a shared definition (`cadre_id`, `code12`, `unit_id`…) in a valid record."""
    plan = _plan_of(kind, definition)
    if plan is not None:
        yield from _walk(plan, data, "")


def _walk(plan: _Plan, data: Any, pointer: str) -> Iterator[Use]:
    if plan.itself:
        yield Use(pointer, data)
    if isinstance(data, dict):
        for name, below in plan.properties.items():
            if name in data:
                yield from _walk(below, data[name], f"{pointer}/{name}")
        if plan.keys:
            yield from (Use(f"{pointer}/{key}", key, at_key=True) for key in data)
        if plan.each is not None:
            for key in data:
                yield from _walk(plan.each, data[key], f"{pointer}/{key}")
    elif isinstance(data, list) and plan.each is not None:
        for index, item in enumerate(data):
            yield from _walk(plan.each, item, f"{pointer}/{index}")


@cache
def _plan_of(kind: str, definition: str) -> _Plan | None:
    pattern = schema_of("common")["$defs"][definition].get("pattern")
    return _planned(schema_of(kind), f"{COMMON}#/$defs/{definition}", pattern)


def _planned(node: Schema, reference: str, pattern: str | None) -> _Plan | None:
    """The plan of a schema node; None when nothing below it is of the definition."""
    properties = {
        name: below
        for name, part in node.get("properties", {}).items()
        if (below := _planned(part, reference, pattern))
    }
    patterns = node.get("patternProperties", {})
    inner: list[Schema] = [*patterns.values()]
    inner += [
        part
        for part in (node.get("items"), node.get("additionalProperties"))
        if isinstance(part, dict)
    ]
    each = next((below for part in inner if (below := _planned(part, reference, pattern))), None)
    itself = node.get("$ref") == reference
    names = node.get("propertyNames", {})
    keys = names.get("$ref") == reference or (pattern is not None and pattern in patterns)
    if not (itself or keys or properties or each):
        return None
    return _Plan(itself, keys, properties, each)
