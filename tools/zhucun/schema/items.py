"""Where things stand in a record: an address names an item by what it is, not by its position.

`sheets/210726-017/在村`, `leaves/210726-017:2026-10-17/to`: a property or a map's key by its name,
an item of a list by the values of its key (`x-key` of the list's schema), or by its number where
the schema names no key. A second item of one key is told apart by `#2`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
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
    def title(self) -> str:
        """What it is called in Chinese; "" where the schema has no word for it."""
        return str(self.schema.get("title", ""))

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
    own = {name: schema[name] for name in ("title", "x-key") if name in schema}
    return Node(home, {**found, **own}, definition)


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
    times: dict[str, int] = {}
    for index, value in enumerate(values):
        name = (_own_name(node, value) if node.key else "") or str(index)
        unique, again = name, times.get(name, 1)
        while unique in found:
            again += 1
            unique = f"{name}#{again}"
        times[name] = again
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


def index(kind: str, data: Any) -> dict[str, Spot]:
    """Everything that a record of a kind holds, by address; the record itself by ""."""
    found: dict[str, Spot] = {}
    _note(found, node_of(kind), "", Spot("", data))
    return found


def _note(found: dict[str, Spot], node: Node, address: str, spot: Spot) -> None:
    found[address] = spot
    before = f"{address}/" if address else ""
    if isinstance(spot.value, Mapping):
        for key, value in spot.value.items():
            below = Spot(child(spot.pointer, key), value)
            _note(found, node.below(key), f"{before}{name_of(key)}", below)
    elif isinstance(spot.value, list) and node.lists_objects:
        for name, n in names(node, spot.value).items():
            below = Spot(child(spot.pointer, n), spot.value[n])
            _note(found, node.item, f"{before}{name}", below)


def with_value(kind: str, data: Mapping[str, Any], address: str, value: Any) -> dict[str, Any]:
    """A record of a kind with another value at an address; None takes away what is there.

    An item that the address names anew is added at a list's end. Where the record has nothing
    around the address it stays as it is.
    """
    changed = deepcopy(dict(data))
    spots = index(kind, changed)
    above, _, name = address.rpartition("/")
    around = spots[above].value if above in spots else None
    if isinstance(around, dict):
        if value is None:
            around.pop(_key_of(name), None)
        else:
            around[_key_of(name)] = deepcopy(value)
    elif isinstance(around, list):
        at = names(node_at(kind, above), around).get(name, len(around))
        around[at : at + 1] = [] if value is None else [deepcopy(value)]
    return changed
