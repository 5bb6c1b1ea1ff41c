"""Values in time, and the kinds they come in."""

from __future__ import annotations

from typing import Any

import pytest

from zhucun.law.pack import Law, load_law

PATH = "records/regulations/s0.yml"


def _parameter(raw: Any, key: str) -> Any:
    return next(item for item in raw["parameters"] if item["key"] == key)


@pytest.fixture
def changed(packs: dict[str, Any], s0: Any) -> Law:
    """The law with 22 days from July 2026 on."""
    later = {"from": "2026-07-01", "value": 22, "decision": "A1"}
    _parameter(s0, "attendance.min_days")["values"].append(later)
    return load_law(packs)


@pytest.mark.parametrize(
    ("day", "days"),
    [("2017-12-01", 20), ("2026-06-30", 20), ("2026-07-01", 22), ("2030-01-01", 22)],
)
def test_the_newest_value_not_after_the_day_wins(changed: Law, day: str, days: int) -> None:
    assert changed.pack("s0").value("attendance.min_days", day).integer() == days


def test_before_the_first_date_nothing_is_determined(law: Law) -> None:
    value = law.pack("s0").value("attendance.min_days", "2017-11-30")
    assert value.undetermined
    assert value.shown == "待定"
    assert value.note == "每月在村最少天数自 2017-12-01 起才有规定，2017-11-30 尚未施行。"
    table = law.pack("s0").table("leave.levels", "2017-11-30")
    assert table.undetermined
    assert "尚未施行" in table.note
    ladder = law.pack("s0").ladder("absence", "2017-11-30")
    assert ladder.undetermined
    assert "尚未施行" in ladder.note


def test_an_unknown_key_is_the_programmer_s_error(law: Law) -> None:
    pack = law.pack("s0")
    for look in (pack.value, pack.table, pack.ladder):
        with pytest.raises(KeyError):
            look("no.such_key", "2026-01-01")
    with pytest.raises(KeyError):
        law.pack("s9")
    assert "s9" not in law


def test_a_value_of_the_wrong_kind_is_undetermined(packs: dict[str, Any], s0: Any) -> None:
    _parameter(s0, "attendance.min_days")["values"][0]["value"] = "二十"
    value = load_law(packs).pack("s0").value("attendance.min_days", "2026-01-01")
    assert value.undetermined
    assert value.note == "这里的数值应当是整数，写法不对，按待定处理。"


def test_values_are_read_only_all_the_way_down(law: Law) -> None:
    pack = law.pack("s0")
    extra: Any = pack.value("leave.provincial_overlay", "2026-01-01").value
    with pytest.raises(TypeError):
        extra["min_days"] = 1
    assert isinstance(pack.value("inspection.methods", "2026-01-01").value, tuple)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("attendance.min_days", "20 天"),
        ("attendance.day_basis", "自然日"),
        ("whereabouts.daily", "是"),
        ("inspection.methods", "交叉督查、随机抽查、明察暗访、网络跟踪"),
        ("subsidy.excluded", "无"),
        ("insurance.sum", "待定"),
        ("scores.weights.daily", "20%"),
    ],
)
def test_values_show_themselves_in_chinese(law: Law, key: str, shown: str) -> None:
    assert law.pack("s0").value(key, "2026-01-01").shown == shown


@pytest.mark.parametrize(
    ("key", "accessor"),
    [
        ("insurance.sum", "number"),
        ("whereabouts.daily", "integer"),
        ("whereabouts.daily", "number"),
        ("attendance.min_days", "text"),
        ("attendance.min_days", "texts"),
        ("attendance.min_days", "truth"),
        ("attendance.min_days", "mapping"),
        ("inspection.methods", "groups"),
        ("scores.scale", "texts"),
    ],
)
def test_an_accessor_refuses_another_kind(law: Law, key: str, accessor: str) -> None:
    value = law.pack("s0").value(key, "2026-01-01")
    with pytest.raises(TypeError):
        getattr(value, accessor)()


def test_grades_that_rank_alike_are_groups(law: Law) -> None:
    order = law.pack("s0").value("grade.order", "2026-01-01").groups()
    assert order[0] == ("优秀",)
    assert order[-1] == ("不称职", "不合格")
