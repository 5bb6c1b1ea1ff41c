"""The fast validator agrees with jsonschema, the reference, on valid and on damaged records."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from mini.tree import plant
from zhucun.read.tree import Record, read_city, read_commons, read_county
from zhucun.schema.sift import sift
from zhucun.schema.store import SCHEMAS, schema_of, validator

REPOSITORY = Path(__file__).parents[2]
JUNK: list[Any] = [None, True, 7, -1, "", "x", "2026-02-30", [], {}, ["x"], {"x": 1}]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    root = plant(tmp_path_factory.mktemp("mini"), REPOSITORY)
    batches = [
        read_commons(root),
        read_city(root, "shili").batch,
        read_county(root, "shili", "shilixian").batch,
    ]
    return [r for batch in batches for r in batch.records]


def oracle(kind: str) -> Draft202012Validator:
    common = Resource.from_contents(json.loads((SCHEMAS / "common.json").read_text("utf-8")))
    registry = Registry().with_resources([("common.json", common)])
    return Draft202012Validator(schema_of(kind), registry=registry, format_checker=FormatChecker())


def damages(value: Any) -> Iterator[Any]:
    """Copies of a document, each damaged in one place: replaced, dropped, or added to."""
    yield from _damages(value, lambda new: new)


def _damages(value: Any, rebuild: Any) -> Iterator[Any]:
    for junk in JUNK:
        yield rebuild(copy.deepcopy(junk))
    if isinstance(value, dict):
        yield rebuild({**value, "多余": 1})
        for key, item in value.items():
            yield rebuild({k: v for k, v in value.items() if k != key})
            yield from _damages(item, lambda new, k=key: rebuild({**value, k: new}))
    elif isinstance(value, list) and value:
        yield rebuild([*value, *value])
        yield from _damages(value[0], lambda new: rebuild([new, *value[1:]]))


def test_valid_records_are_valid_to_both(records: list[Record]) -> None:
    assert sift(records).mismatches == ()
    for record in records:
        assert oracle(record.place.kind).is_valid(record.data), record.path


def test_damaged_records_get_the_same_verdict(records: list[Record]) -> None:
    smallest: dict[str, Record] = {}
    for record in records:
        kind = record.place.kind
        known = smallest.get(kind)
        if known is None or len(str(record.data)) < len(str(known.data)):
            smallest[kind] = record
    tried = 0
    for kind, record in smallest.items():
        if kind in ("regulation", "calendar"):
            continue  # long files, tested by the law's own damage tests
        reference, fast = oracle(kind), validator(kind)
        for damaged in damages(record.data):
            assert fast.is_valid(damaged) == reference.is_valid(damaged), (kind, damaged)
            tried += 1
    assert tried > 2000


def test_every_mismatch_is_a_chinese_sentence(records: list[Record]) -> None:
    for record in records:
        if record.place.kind in ("regulation", "calendar"):
            continue
        for damaged in damages(record.data):
            if not isinstance(damaged, dict):
                continue
            broken = Record(record.path, record.place, damaged)
            for mismatch in sift([broken]).mismatches:
                assert mismatch.message.endswith(("。", "?", "。”")), mismatch
                assert "None" not in mismatch.message, mismatch
