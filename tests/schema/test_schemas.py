"""Every schema is closed, explained in Chinese, says what may be disclosed and names real rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from zhucun.law.rows import rows
from zhucun.read.layout import place_of
from zhucun.schema.store import kinds, schema_of

DISCLOSURES = {"public", "masked", "internal", "sensitive"}
MASKS = {"phone", "name", "day_count", "day_status"}
CHINESE = re.compile("[\u4e00-\u9fff]")
ALL = ["common", *kinds()]


def nodes(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema object below (and with) a node."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            if key not in ("enum", "const", "required", "x-rows"):
                yield from nodes(value, f"{path}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from nodes(value, f"{path}/{index}")


def properties(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every described property; conditions (if/then) only name them again."""
    for path, node in nodes(schema_of(kind)):
        if re.search(r"/(if|then|else|not|oneOf|anyOf)(/|$)", path):
            continue
        for name, value in node.get("properties", {}).items():
            if isinstance(node["properties"], dict) and isinstance(value, dict):
                yield f"{path}/properties/{name}", value


@pytest.mark.parametrize("kind", ALL)
def test_objects_are_closed(kind: str) -> None:
    loose = [
        path
        for path, node in nodes(schema_of(kind))
        if node.get("type") == "object" and "additionalProperties" not in node
    ]
    assert loose == []


@pytest.mark.parametrize("kind", kinds())
def test_every_property_is_explained_and_classified(kind: str) -> None:
    found = list(properties(kind))
    assert found
    for path, node in found:
        assert CHINESE.search(node.get("title", "")), path
        assert CHINESE.search(node.get("description", "")), path
        assert node.get("x-disclosure") in DISCLOSURES, path
        assert (node["x-disclosure"] == "masked") == ("x-mask" in node), path
        assert node.get("x-mask", "name") in MASKS, path


@pytest.mark.parametrize("kind", ALL)
def test_rows_exist(kind: str) -> None:
    named = {row for _, node in nodes(schema_of(kind)) for row in node.get("x-rows", [])}
    assert named <= set(rows())


def test_every_kind_of_the_layout_has_a_schema_and_the_other_way() -> None:
    examples = [
        "records/regulations/s0.yml",
        "records/calendar/2026.yml",
        "records/a/units.yml",
        "records/a/region.yml",
        "records/a/b/cadres/210726-017.yml",
        "records/a/b/inspections/2026-10.yml",
        "records/a/b/assessments/2026/210726-017.yml",
        "records/a/b/cases/210726-c001.yml",
        "records/a/b/c/attendance/2026-10.yml",
        "records/a/b/c/leave/2026-10.yml",
        "records/a/b/c/whereabouts/2026-W41.yml",
        "records/a/b/c/logs/2026-10/210726-017.yml",
        "records/a/b/c/projects/cold-store.yml",
        "records/a/b/c/profiles/a-story.md",
        "records/a/draws/2026-Q3.yml",
        "records/a/circulars/2026.yml",
        "records/a/b/meetings/2026.yml",
        "records/a/b/reviews/2026-Q3.yml",
        "records/a/b/papers/2026/210726-017.yml",
        "records/a/b/payments/2026-Q3.yml",
        "records/a/b/funds/2026.yml",
        "records/a/b/notices/2026.yml",
        "records/a/b/bulletins/2026-10.md",
        "records/a/b/corrections/2026.yml",
        "records/a/corrections/2026.yml",
        "records/a/b/assessments/terms/210726-017-1.yml",
        "records/a/b/c/plans/210726-017.yml",
        "records/a/b/c/visits/2026.yml",
        "records/a/b/c/events/2026.yml",
        "records/a/b/c/problems/2026.yml",
        "records/a/b/c/village-cadres/210726-v017.yml",
        "records/a/b/c/targets/2026.yml",
        "records/a/b/c/competence/2026.yml",
        "records/a/b/c/debriefs/2026.yml",
        "records/a/b/c/scores/2026.yml",
        "records/a/b/c/appraisals/2026.yml",
        "records/a/b/c/pay/2026.yml",
        "records/a/b/c/reserves.yml",
        "records/a/b/c/circulars/2026.yml",
    ]
    places = [place_of(path) for path in examples]
    assert {p.kind for p in places if p} == set(kinds())
    assert None not in places
