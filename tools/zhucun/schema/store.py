"""The schemas as loaded: one per record kind, with references resolved by name.

The schemas belong to the tool, not to the tree under judgement: a change can't weaken its own gate.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

Schema = dict[str, Any]

SCHEMAS = Path(__file__).resolve().parents[3] / "schemas"
COMMON = "common.json"


@cache
def kinds() -> tuple[str, ...]:
    """Record kinds that have a schema, sorted."""
    return tuple(sorted(p.stem for p in SCHEMAS.glob("*.json") if p.name != COMMON))


@cache
def schema_of(kind: str) -> Schema:
    """The schema of one kind; `common` is the shared definitions. FileNotFoundError if none."""
    loaded: Schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    return loaded


def resolve(kind: str, reference: str) -> tuple[str, Schema]:
    """What a `$ref` inside the schema of `kind` names: the document's kind and the node."""
    document, _, pointer = reference.partition("#")
    home = document.removesuffix(".json") or kind
    node = schema_of(home)
    for part in pointer.strip("/").split("/"):
        node = node[part] if part else node
    return home, node


@cache
def validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    """The compiled validator of one kind, formats asserted."""
    common = f"json-schema:///{COMMON}"
    registry = jsonschema_rs.Registry([(common, schema_of("common"))])
    return jsonschema_rs.Draft202012Validator(
        schema_of(kind), registry=registry, validate_formats=True
    )
