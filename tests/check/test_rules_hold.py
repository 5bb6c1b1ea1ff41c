"""No rule crashes on a record that its schema lets through, however odd its dates and ids."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mini.tree import AS_OF, edit, plant
from zhucun.check.catalogue import RULES
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.read.tree import Record
from zhucun.schema.sift import sift

REPOSITORY = Path(__file__).parents[2]
# What a scalar of each shape is replaced by: first and last days, leap days, unknown ids.
ODD: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\d{4}-\d{2}-\d{2}", ("1900-01-01", "2024-02-29", "2026-10-31", "2099-12-31")),
    (r"\d{4}-\d{2}", ("1900-01", "2026-09", "2099-12")),
    (r"\d{4}-W\d{2}", ("1900-W01", "2025-W53", "2099-W53")),
    (r"\d{6}-\d{3}", ("990101-999", "990201-001", "990101-004")),
    (r"\d{6}-c\d{3}", ("990101-c999",)),
    (r"\d{4,6}-\d{6}-\d{2}", ("9901-000000-00", "990101-999999-99")),
    (r"\d{12}", ("000000000000", "990101100000", "990101100202")),
    (r"(zhen|cun|county|city)-[a-z]+", ("nobody", "zhen-deputy")),
    (r"s\d", ("s1", "s4", "s9")),
)


@pytest.fixture(scope="module", params=["s0", "s1", "s4"])
def mini(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CountyFacts:
    root = plant(tmp_path_factory.mktemp("mini"), REPOSITORY)
    adopts: dict[str, object] = {
        "文件": "records/shili/region.yml",
        "把": "regulation: s0",
        "换成": f"regulation: {request.param}",
    }
    edit(root, [adopts])
    return load_county(root, load_commons(root), load_city(root, "shili"), "shilixian", AS_OF).facts


def scalars(data: Any, keys: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text in a record with the way to it."""
    if isinstance(data, dict):
        for key, item in data.items():
            yield from scalars(item, (*keys, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from scalars(item, (*keys, index))
    elif isinstance(data, str):
        yield keys, data


def altered(data: dict[str, Any], keys: tuple[Any, ...], value: str) -> dict[str, Any]:
    """A copy with one text replaced."""
    new = copy.deepcopy(data)
    part: Any = new
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    return new


def variants(record: Record) -> Iterator[Record]:
    """Schema-valid records that differ from `record` in one text; one of each kind of place."""
    seen = set()
    for keys, text in scalars(record.data):
        place = tuple(key for key in keys if isinstance(key, str))
        if place in seen:
            continue
        seen.add(place)
        for shape, odds in ODD:
            if re.fullmatch(shape, text):
                for odd in odds:
                    changed = replace(record, data=altered(record.data, keys, odd))
                    if sift([changed]).valid:
                        yield changed


def judge(facts: CountyFacts) -> int:
    return sum(1 for rule in RULES.values() if rule.judge for _ in rule.judge(facts))


def instead(records: tuple[Record, ...], new: Record) -> tuple[Record, ...]:
    return tuple(new if r.path == new.path else r for r in records)


def one_of_each_kind(records: tuple[Record, ...]) -> list[Record]:
    kinds = {(r.place.kind, r.place.scope): r for r in reversed(records)}
    return list(kinds.values())


def test_rules_survive_odd_values(mini: CountyFacts) -> None:
    tried = 0
    for record in one_of_each_kind(mini.records):
        for changed in variants(record):
            judge(replace(mini, records=instead(mini.records, changed)))
            tried += 1
    for record in one_of_each_kind(mini.city_records):
        for changed in variants(record):
            judge(replace(mini, city_records=instead(mini.city_records, changed)))
            tried += 1
    assert tried > 200


def test_rules_survive_missing_files(mini: CountyFacts) -> None:
    for record in (*mini.records, *mini.city_records):
        judge(
            replace(
                mini,
                records=tuple(r for r in mini.records if r is not record),
                city_records=tuple(r for r in mini.city_records if r is not record),
            )
        )
    judge(replace(mini, records=(), city_records=()))
