"""Whether a place in a record is public, as its schema says, from the top down to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from zhucun.schema.store import Schema, resolve, schema_of


@lru_cache(maxsize=4096)
def is_public(kind: str, pointer: str) -> bool:
    """Whether what stands at a JSON pointer of a record of a kind may be told to anybody.

    What the schema doesn't know isn't; a record as a whole is, if anything in it is.
    """
    home, node = kind, schema_of(kind)
    if not pointer:
        return any(_is_marked(child) for child in node.get("properties", {}).values())
    for token in pointer.split("/")[1:]:
        while "$ref" in node:
            home, node = resolve(home, node["$ref"])
        if token.isdigit() and "items" in node:
            node = node["items"]
            continue
        named = node.get("properties", {}).get(token)
        child = named if named is not None else of_map(node, token)
        if child is None or (named is not None and not _is_marked(named)):
            return False
        node = child
    return True


def _is_marked(node: Schema) -> bool:
    return bool(node.get("x-disclosure") == "public")


def of_map(node: Mapping[str, Any], key: str) -> Schema | None:
    """The schema of a map's value by its key; None where the node is no map of such keys."""
    for pattern, child in node.get("patternProperties", {}).items():
        if re.search(pattern, key):
            found: dict[str, Any] = child
            return found
    other = node.get("additionalProperties")
    return dict(other) if isinstance(other, Mapping) else None
