"""schemas/regulation.json and calendar.json: closed, explained, and strict about shapes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

BASE = "https://schemas.invalid/"


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry[Any]:
    """All schemas of the project under one made-up address."""
    found = [
        (BASE + path.name, Resource.from_contents(json.loads(path.read_text("utf-8"))))
        for path in sorted((root / "schemas").glob("*.json"))
        if path.name in ("common.json", "regulation.json", "calendar.json")
    ]
    empty: Registry[Any] = Registry()
    return empty.with_resources(found)


def _errors(registry: Registry[Any], name: str, record: Any) -> list[str]:
    validator = Draft202012Validator({"$ref": f"{BASE}{name}.json"}, registry=registry)
    return [error.json_path for error in validator.iter_errors(record)]


def _objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)


@pytest.mark.parametrize("name", ["regulation", "calendar"])
def test_objects_are_closed_and_every_property_is_explained(root: Path, name: str) -> None:
    schema = json.loads((root / "schemas" / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    objects = list(_objects(schema))
    assert len(objects) >= 3
    for each in objects:
        assert each["additionalProperties"] is False
        assert set(each["required"]) <= set(each["properties"])
        for key, part in each["properties"].items():
            assert part["title"], key
            assert part["description"].endswith("。"), key
            assert part["x-disclosure"] == "public", key


def test_the_project_s_records_fit(
    registry: Registry[Any], packs: dict[str, Any], calendars: dict[str, Any]
) -> None:
    for path, raw in packs.items():
        assert _errors(registry, "regulation", raw) == [], path
    for path, raw in calendars.items():
        assert _errors(registry, "calendar", raw) == [], path


@pytest.mark.parametrize(
    ("damage", "at"),
    [
        (lambda raw: raw.update(note="x"), "$"),
        (lambda raw: raw.pop("effective"), "$"),
        (lambda raw: raw.update(id="S0"), "$.id"),
        (lambda raw: raw["parameters"][0].update(key="Term Years"), "$.parameters[0].key"),
        (lambda raw: raw["parameters"][0]["values"][0].pop("from"), "$.parameters[0].values[0]"),
        (
            lambda raw: raw["parameters"][0]["values"][0]["cite"].update(quote="各" * 21),
            "$.parameters[0].values[0].cite.quote",
        ),
        (
            lambda raw: raw["parameters"][0]["values"][0].update(decision="口径一"),
            "$.parameters[0].values[0].decision",
        ),
        (lambda raw: raw["decisions"][0].pop("effect"), "$.decisions[0]"),
        (
            lambda raw: raw["tables"][0]["editions"][0]["entries"][0].update(approver="县长"),
            "$.tables[0].editions[0].entries[0].approver",
        ),
        (
            lambda raw: raw["tables"][0]["editions"][0]["entries"][0].pop("filings"),
            "$.tables[0].editions[0].entries[0]",
        ),
        (
            lambda raw: raw["ladders"][0]["editions"][0]["steps"][0].update(cap="称职"),
            "$.ladders[0].editions[0].steps[0].cap",
        ),
        (
            lambda raw: raw["ladders"][0]["editions"][0]["steps"][1]["dispositions"][0].update(
                kind="罚款"
            ),
            "$.ladders[0].editions[0].steps[1].dispositions[0].kind",
        ),
    ],
)
def test_a_damaged_pack_does_not_fit(
    registry: Registry[Any], s0: Any, damage: Callable[[Any], object], at: str
) -> None:
    damage(s0)
    assert _errors(registry, "regulation", s0) == [at]


@pytest.mark.parametrize(
    ("damage", "at"),
    [
        (lambda raw: raw.update(year="2026"), "$.year"),
        (lambda raw: raw.pop("source"), "$"),
        (lambda raw: raw["holidays"][0].update(to="1月3日"), "$.holidays[0].to"),
        (lambda raw: raw["make_up"][0].update(day="x"), "$.make_up[0]"),
    ],
)
def test_a_damaged_calendar_does_not_fit(
    registry: Registry[Any],
    calendars: dict[str, Any],
    damage: Callable[[Any], object],
    at: str,
) -> None:
    raw = calendars["records/calendar/2026.yml"]
    damage(raw)
    assert _errors(registry, "calendar", raw) == [at]
