"""Where things stand in a record: an address names an item by what it is, not by its position.

`sheets/210726-017/在村`, `leaves/210726-017:2026-10-17/to`: a property or a map's key by its name,
an item of a list by the values of its key (`x-key` of the list's schema), or by its number where
the schema names no key. A second item of one key is told apart by `#2`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from zhucun.read.marks import child
from zhucun.schema.store import COMMON, Schema, resolve, schema_of

#: The schema of what nothing is known about.
_UNKNOWN: Final[Schema] = {}
_ESCAPES: Final = (("~", "~0"), ("/", "~1"), (":", "~2"), ("#", "~3"))


@dataclass(frozen=True, slots=True)
class Node:
    """The schema of one place. `home` is the document that its references are relative to;
    `definition` the shared definition that it refers to ("date", "days"), or "".
    """

    home: str
    schema: Schema
    definition: str = ""

    def below(self, key: str) -> Node:
        """The schema of a property, or of a map's value by its key."""
        named = self.schema.get("properties", {}).get(key)
        if named is None:
            for pattern, of_pattern in self.schema.get("patternProperties", {}).items():
                if re.search(pattern, key):
                    return _node(self.home, of_pattern)
            named = self.schema.get("additionalProperties")
        return _node(self.home, named)

    @property
    def item(self) -> Node:
        """The schema of a list's items."""
        return _node(self.home, self.schema.get("items"))

    @property
    def key(self) -> tuple[str, ...]:
        """The properties that tell a list's items apart; none where their position does."""
        return tuple(self.schema.get("x-key", ()))

    @property
    def lists_objects(self) -> bool:
        """Whether it is a list of objects, each of which is something of its own."""
        return "properties" in self.item.schema

    @property
    def is_map(self) -> bool:
        """Whether it is an object whose keys are names, such as the cadres of a sheet."""
        other = self.schema.get("additionalProperties")
        return isinstance(other, Mapping) or bool(self.schema.get("patternProperties"))


def _node(home: str, schema: object) -> Node:
    if not isinstance(schema, Mapping):
        return Node(home, _UNKNOWN)
    found, definition = dict(schema), ""
    while "$ref" in found:
        definition = found["$ref"].rpartition("/")[2] if COMMON in found["$ref"] else definition
        home, found = resolve(home, found["$ref"])
    key = schema.get("x-key")
    return Node(home, {**found, "x-key": key} if key else found, definition)


def node_of(kind: str) -> Node:
    """The schema of a whole record of a kind."""
    return _node(kind, schema_of(kind))


def node_at(kind: str, address: str) -> Node:
    """The schema of what an address names in a record of a kind, whether a record has it or not."""
    node = node_of(kind)
    for name in address.split("/"):
        node = node.item if node.lists_objects else node.below(_key_of(name))
    return node


def _key_of(name: str) -> str:
    for mark, escape in reversed(_ESCAPES):
        name = name.replace(escape, mark)
    return name


def name_of(key: str) -> str:
    """A key as it stands in an address."""
    for mark, escape in _ESCAPES:
        key = key.replace(mark, escape)
    return key


def names(node: Node, values: Sequence[Any]) -> dict[str, int]:
    """The names of a list's items in an address, with their indices, in order."""
    found: dict[str, int] = {}
    for index, value in enumerate(values):
        name = _own_name(node, value) if node.key else ""
        unique, again = name or str(index), 1
        while unique in found:
            again += 1
            unique = f"{name or index}#{again}"
        found[unique] = index
    return found


def _own_name(node: Node, value: Any) -> str:
    if not isinstance(value, Mapping):
        return ""
    return ":".join(name_of(str(value.get(part, ""))) for part in node.key)


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at an address: its JSON pointer and its value."""

    pointer: str
    value: Any


def find(kind: str, data: Any, address: str) -> Spot | None:
    """What a record of a kind holds at an address; None where there is nothing."""
    node, spot = node_of(kind), Spot("", data)
    for name in address.split("/"):
        below = _step(node, spot, name)
        if below is None:
            return None
        node, spot = below
    return spot


def _step(node: Node, spot: Spot, name: str) -> tuple[Node, Spot] | None:
    if isinstance(spot.value, Mapping):
        key = _key_of(name)
        if key in spot.value:
            return node.below(key), Spot(child(spot.pointer, key), spot.value[key])
    if isinstance(spot.value, list) and node.lists_objects:
        index = names(node, spot.value).get(name)
        if index is not None:
            return node.item, Spot(child(spot.pointer, index), spot.value[index])
    return None
