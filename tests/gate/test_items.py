"""What two versions of a record say differently: things, not lines."""

from __future__ import annotations

from typing import Any

import pytest

from zhucun.gate.items import DayChange, Difference, day_changes, differences


def found(kind: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> list[Difference]:
    return list(differences(kind, old, new))


def told(kind: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> dict[str, Any]:
    return {d.item: (d.old, d.new) for d in found(kind, old, new)}


def sheet(**line: Any) -> dict[str, Any]:
    return {"month": "2026-10", "sheets": {"990101-001": line}}


def leave(cadre: str, start: str, **more: Any) -> dict[str, Any]:
    return {"cadre": cadre, "from": start, **more}


def leaves(*items: dict[str, Any]) -> dict[str, Any]:
    return {"month": "2026-10", "leaves": list(items)}


@pytest.mark.parametrize(
    ("old", "new"), [("1-3", "1, 2, 3"), ("1-3, 5", "5,1-3"), (5, "5"), ("1-3", "1-3")]
)
def test_the_same_days_are_no_change(old: object, new: object) -> None:
    assert found("attendance", sheet(在村=old), sheet(在村=new)) == []


def test_days_that_mean_nothing_are_compared_as_they_are() -> None:
    assert told("attendance", sheet(在村="3-1"), sheet(在村="31-1")) == {
        "sheets/990101-001/在村": ("3-1", "31-1")
    }
    assert found("attendance", sheet(在村="3-1"), sheet(在村="3-1")) == []


def test_a_changed_day_is_named_by_cadre_and_status() -> None:
    (one,) = found("attendance", sheet(在村="1-3"), sheet(在村="1-4"))
    assert (one.item, one.place) == ("sheets/990101-001/在村", "sheets/*/在村")
    assert (one.pointer_old, one.pointer_new) == ("/sheets/990101-001/在村",) * 2
    assert (one.old, one.new) == ("1-3", "1-4")
    assert [a.place for a in one.around] == ["", "sheets", "sheets/*", "sheets/*/在村"]


def test_a_cadre_that_comes_is_one_thing() -> None:
    new = {"month": "2026-10", "sheets": {"990101-001": {"在村": 1}, "990101-002": {"在村": 2}}}
    (one,) = found("attendance", sheet(在村=1), new)
    assert (one.item, one.old, one.new) == ("sheets/990101-002", None, {"在村": 2})
    assert one.pointer_old == "/sheets"
    assert [a.place for a in one.around] == ["", "sheets"]


def test_items_are_compared_by_their_key_in_any_order() -> None:
    one, other = leave("990101-001", "2026-10-01"), leave("990101-002", "2026-10-02")
    assert found("leave", leaves(one, other), leaves(other, one)) == []
    changed = told("leave", leaves(one, other), leaves({**other, "to": "2026-10-05"}, one))
    assert changed == {"leaves/990101-002:2026-10-02/to": (None, "2026-10-05")}


def test_an_item_that_goes_and_one_that_comes() -> None:
    one, other = leave("990101-001", "2026-10-01"), leave("990101-001", "2026-10-02")
    assert told("leave", leaves(one), leaves(other)) == {
        "leaves/990101-001:2026-10-01": (one, None),
        "leaves/990101-001:2026-10-02": (None, other),
    }
    (gone, _) = found("leave", leaves(one), leaves(other))
    assert (gone.pointer_old, gone.pointer_new) == ("/leaves/0", "/leaves")


def test_an_absent_list_is_an_empty_one() -> None:
    one = leave("990101-001", "2026-10-01")
    assert found("leave", leaves(one), leaves({**one, "filings": []})) == []
    filing = {"kind": "备案", "to": "市委组织部", "date": "2026-10-01"}
    (added,) = found("leave", leaves(one), leaves({**one, "filings": [filing]}))
    assert added.item == "leaves/990101-001:2026-10-01/filings/备案:市委组织部"
    assert (added.place, added.new) == ("leaves/*/filings/*", filing)


def test_an_object_that_comes_is_one_thing_and_one_that_stays_is_told_inside() -> None:
    seal = {"by": "zhen", "date": "2026-11-01"}
    assert told("attendance", sheet(在村=1), {**sheet(在村=1), "seal": seal}) == {
        "seal": (None, seal)
    }
    later = {**seal, "date": "2026-11-02"}
    assert told(
        "attendance", {**sheet(在村=1), "seal": seal}, {**sheet(在村=1), "seal": later}
    ) == {"seal/date": ("2026-11-01", "2026-11-02")}


def test_without_a_key_position_tells_items_apart() -> None:
    old = {"cadre": "990101-001", "plans": [{"id": "p1", "items": [{"goal": "甲"}]}]}
    new = {
        "cadre": "990101-001",
        "plans": [{"id": "p1", "items": [{"goal": "乙"}, {"goal": "甲"}]}],
    }
    assert told("plans", old, new) == {
        "plans/p1/items/0/goal": ("甲", "乙"),
        "plans/p1/items/1": (None, {"goal": "甲"}),
    }


def test_lists_of_plain_values_are_one_value() -> None:
    old, new = {"evidence": ["甲"]}, {"evidence": ["甲", "乙"]}
    assert told("case", old, new) == {"evidence": (["甲"], ["甲", "乙"])}


def test_true_is_not_one() -> None:
    assert told("inspections", {"a": True}, {"a": 1}) == {"a": (True, 1)}


def test_a_record_that_comes_or_goes_is_told_by_its_parts() -> None:
    record = {"month": "2026-10", "leaves": [leave("990101-001", "2026-10-01")]}
    assert set(told("leave", None, record)) == {"month", "leaves/990101-001:2026-10-01"}
    assert set(told("leave", record, None)) == {"month", "leaves/990101-001:2026-10-01"}


@pytest.mark.parametrize("other", ["text", 3, [1], {"cadre": "x"}, None, True])
def test_what_breaks_the_schema_is_compared_all_the_same(other: object) -> None:
    sound = leaves(leave("990101-001", "2026-10-01"))
    broken = {"month": "2026-10", "leaves": other}
    for old, new in ((sound, broken), (broken, sound)):
        assert all(d.item.startswith("leaves") for d in found("leave", old, new))
        assert found("leave", old, new)
    assert found("leave", broken, broken) == []


def test_an_item_that_is_no_object_is_compared_by_position() -> None:
    assert told("leave", {"leaves": ["甲"]}, {"leaves": ["乙"]}) == {"leaves/0": ("甲", "乙")}


def test_days_are_told_in_runs() -> None:
    old = {"在村": "1-9, 12-16", "休息": "10-11, 17-18"}
    new = {"在村": "1-8, 12-16", "请假": "9, 17-18", "休息": "10"}
    changes = day_changes("2026-10", old, new)
    assert changes == (
        DayChange(9, 9, "在村", "请假"),
        DayChange(11, 11, "休息", ""),
        DayChange(17, 18, "休息", "请假"),
    )
    assert [c.told("2026-10") for c in changes] == [
        "10-09：在村 → 请假",
        "10-11：休息 → 无",
        "10-17 至 10-18：休息 → 请假",
    ]


def test_a_line_that_comes_is_told_from_nothing() -> None:
    assert day_changes("2026-02", None, {"在村": "1-31"}) == (DayChange(1, 28, "", "在村"),)
    assert day_changes("2026-02", {"在村": "1"}, {"在村": 1}) == ()


def test_a_day_of_two_statuses_is_told_with_both() -> None:
    assert day_changes("2026-10", {"在村": 1}, {"在村": 1, "休息": 1}) == (
        DayChange(1, 1, "在村", "在村、休息"),
    )
