"""Ids are found wherever a schema says that one stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhucun.read.layout import place_of
from zhucun.read.select import select
from zhucun.read.strict import parse
from zhucun.schema.uses import Use, uses

RECORDS = Path(__file__).parents[1] / "mini"


def test_values_and_keys_are_found_with_their_pointers() -> None:
    data = {
        "year": 2026,
        "events": [{"id": "e01", "village": "990101100201", "cadres": {"990101-001": "到场"}}],
    }
    found = list(uses("events", "cadre_id", data))
    assert found == [Use("/events/0/cadres/990101-001", "990101-001", at_key=True)]
    found = list(uses("events", "code12", data))
    assert found == [Use("/events/0/village", "990101100201")]


def test_lists_below_keys_are_found() -> None:
    data = {"quarter": "2026-Q3", "frame": {"990101": ["990101-001"]}, "sample": ["990101-001"]}
    pointers = [use.pointer for use in uses("draw", "cadre_id", data)]
    assert pointers == ["/frame/990101/0", "/sample/0"]


def test_a_kind_without_the_definition_has_none() -> None:
    assert list(uses("calendar", "cadre_id", {"year": 2026})) == []


@pytest.mark.parametrize("path", sorted(RECORDS.glob("records/**/*.yml")), ids=lambda p: p.name)
def test_every_cadre_of_the_miniature_is_found(path: Path) -> None:
    place = place_of(path.relative_to(RECORDS).as_posix())
    assert place is not None
    found = {use.value for use in uses(place.kind, "cadre_id", parse(path.read_bytes()).value)}
    # A path names a file, not a cadre: `cadres/990101-002.yml`.
    text = re.sub(r"[a-z/]+/990101-[0-9]{3}\.yml", "", path.read_text(encoding="utf-8"))
    assert found == {f"990101-{n:03}" for n in range(1, 10) if f"990101-{n:03}" in text}


def test_select_walks_items_and_skips_what_is_missing() -> None:
    data = {"items": [{"part": {"a": 1}}, {}, {"part": {"a": 2}}]}
    found = list(select(data, "items/*/part"))
    assert found == [("/items/0/part", {"a": 1}), ("/items/2/part", {"a": 2})]
    assert list(select(data, "")) == [("", data)]
    assert list(select(data, "none/*")) == []
