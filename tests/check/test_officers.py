"""Every act that a schema knows is looked at by the rules about officers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhucun.check.officers import ACTS

SCHEMAS = Path(__file__).parents[2] / "schemas"


def acts(schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Places of objects in which somebody acts: those with a property `by` for an officer's id."""
    properties = schema.get("properties", {})
    if properties.get("by", {}).get("$ref", "").endswith("/officer_id"):
        yield place
    for name, part in properties.items():
        yield from acts(part, f"{place}/{name}".strip("/"))
    if isinstance(schema.get("items"), dict):
        yield from acts(schema["items"], f"{place}/*")


def test_every_act_of_the_schemas_is_looked_at() -> None:
    known = {
        path.stem: sorted(acts(json.loads(path.read_text(encoding="utf-8"))))
        for path in SCHEMAS.glob("*.json")
    }
    looked_at = {
        kind: found
        for kind, places in ACTS.items()
        if (found := sorted(place for place, officer, *_ in places if officer == "by"))
    }
    assert {kind: places for kind, places in known.items() if places} == looked_at
