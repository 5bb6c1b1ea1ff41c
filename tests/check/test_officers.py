"""Every act that a schema knows is looked at by the rules about officers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from in_memory import CITY, county_of, pack_of
from zhucun.check.catalogue import RULES
from zhucun.check.officers import ACTS

SCHEMAS = Path(__file__).parents[2] / "schemas"


UNKNOWN = RULES["officer_is_known"].judge


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


@pytest.mark.parametrize(
    ("file", "concerns"),
    [
        ("inspections/2026-10.yml", True),  # the city's own
        ("xian/cadres/990101-001.yml", True),
        ("other/cadres/990102-001.yml", False),
    ],
)
def test_a_citys_correction_concerns_the_county_of_its_file(file: str, concerns: bool) -> None:
    day = "2026-11-01"
    correction = {
        "file": file,
        "changes": [{"item": "name", "old": "甲", "new": "乙"}],
        "reason": "写错了。",
        "by": "nobody",
        "date": day,
        "approval": {"by": "nobody", "date": day},
    }
    late = {"files": [file, "kaoqin.yml"], "reason": "晚了。", "by": "nobody", "date": day}
    page = {"year": 2026, "corrections": [correction], "late": [late]}
    county = county_of(pack_of({}), (f"{CITY}/corrections/2026.yml", page))
    assert UNKNOWN is not None
    assert len(list(UNKNOWN(county))) == (3 if concerns else 0)
