"""Addresses: items by their identity, and every list of the schemas has one or says why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from zhucun.schema.items import Node, Spot, index, names, node_at, node_of
from zhucun.schema.store import kinds

#: Lists of objects whose items nothing tells apart but where they stand, and why that is right.
BY_POSITION = {
    "plans:plans/*/items": "an item of a plan has nothing but its words",
    "notices:notices/*/objections": "objections come one after another and are never reordered",
}

RECORD: dict[str, Any] = {
    "month": "2026-09",
    "leaves": [
        {"cadre": "990101-001", "from": "2026-09-10", "to": "2026-09-11"},
        {"cadre": "990101-002", "from": "2026-09-14", "filings": [{"kind": "备案", "to": "甲"}]},
        {"cadre": "990101-001", "from": "2026-09-10", "to": "2026-09-12"},
    ],
}


def find(kind: str, data: Any, address: str) -> Spot | None:
    """What a record holds at an address."""
    return index(kind, data).get(address)


def lists(node: Node, place: str, seen: tuple[int, ...] = ()) -> Iterator[tuple[str, Node]]:
    """Every list of objects below a node, with its place."""
    if node.lists_objects:
        yield place, node
    if id(node.schema) in seen or len(seen) > 20:
        return
    inner = {name: node.below(name) for name in node.schema.get("properties", {})}
    if isinstance(node.schema.get("additionalProperties"), dict):
        inner["*"] = node.below("*")
    if "items" in node.schema:
        inner["*"] = node.item
    for name, below in inner.items():
        yield from lists(below, f"{place}/{name}".strip("/"), (*seen, id(node.schema)))


ALL = [(kind, place, node) for kind in kinds() for place, node in lists(node_of(kind), "")]


@pytest.mark.parametrize(("kind", "place", "node"), ALL, ids=[f"{k}:{p}" for k, p, _ in ALL])
def test_a_list_of_objects_has_a_key(kind: str, place: str, node: Node) -> None:
    if f"{kind}:{place}" in BY_POSITION:
        assert node.key == ()
        return
    assert node.key, "give the list an x-key, or say above why its position is right"
    assert set(node.key) <= set(node.item.schema.get("required", ()))


def test_there_is_no_exception_for_a_list_that_is_gone() -> None:
    assert {f"{kind}:{place}" for kind, place, _ in ALL} >= set(BY_POSITION)


@pytest.mark.parametrize(
    ("address", "pointer", "value"),
    [
        ("month", "/month", "2026-09"),
        ("leaves/990101-002:2026-09-14/from", "/leaves/1/from", "2026-09-14"),
        ("leaves/990101-002:2026-09-14/filings/备案:甲/to", "/leaves/1/filings/0/to", "甲"),
        ("leaves/990101-001:2026-09-10/to", "/leaves/0/to", "2026-09-11"),
        ("leaves/990101-001:2026-09-10#2/to", "/leaves/2/to", "2026-09-12"),
    ],
)
def test_an_address_leads_to_an_item(address: str, pointer: str, value: str) -> None:
    spot = find("leave", RECORD, address)
    assert spot is not None
    assert (spot.pointer, spot.value) == (pointer, value)


@pytest.mark.parametrize(
    "address",
    [
        "year",
        "leaves/0",
        "leaves/990101-003:2026-09-10",
        "month/2026",
        "leaves/990101-002/from",
        "/",
    ],
)
def test_an_address_of_nothing_leads_nowhere(address: str) -> None:
    assert find("leave", RECORD, address) is None


@pytest.mark.parametrize(
    ("kind", "address", "definition"),
    [
        ("attendance", "sheets/990101-001/在村", "days"),
        ("leave", "leaves/990101-001:2026-09-10/approval/date", "date"),
        ("leave", "leaves/x/filings/备案:市委组织部/date", "date"),
        ("leave", "leaves/x/nothing/at/all", ""),
        ("region", "officers/a:b:c/keys/ssh-ed25519 AA~1A/to", "date"),
    ],
)
def test_an_address_has_a_schema_without_a_record(kind: str, address: str, definition: str) -> None:
    assert node_at(kind, address).definition == definition


def test_a_key_with_a_slash_is_found_by_its_name() -> None:
    spot = find("attendance", {"sheets": {"a/b~c": {"在村": 1}}}, "sheets/a~1b~0c/在村")
    assert spot is not None
    assert (spot.pointer, spot.value) == ("/sheets/a~1b~0c/在村", 1)


def test_no_record_has_nothing() -> None:
    assert find("leave", {"leaves": "ab"}, "leaves/0") is None
    assert find("leave", None, "month") is None


def test_names_tell_apart_what_looks_alike_in_an_address() -> None:
    media = node_of("region").below("media")
    values = [
        {"kind": "微信群", "name": "甲/乙"},
        {"kind": "微信群", "name": "甲"},
        {"kind": "微信群:甲", "name": ""},
        {"kind": "微信群", "name": "甲#2"},
        {"kind": "微信群", "name": "甲"},
        "不是对象",
    ]
    assert list(names(media, values)) == [
        "微信群:甲~1乙",
        "微信群:甲",
        "微信群~2甲:",
        "微信群:甲~32",
        "微信群:甲#2",
        "5",
    ]


def test_a_name_of_one_item_is_no_name_of_another() -> None:
    uploads = node_of("log").below("uploads")
    assert names(uploads, [{"week": "2026-W40"}, {"week": "1"}, {}, {"week": "2"}]) == {
        "2026-W40": 0,
        "1": 1,
        "2": 2,
        "2#2": 3,
    }
