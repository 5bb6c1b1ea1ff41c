"""A county fills what its regulation leaves blank, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from zhucun.law.overlay import (
    Adopted,
    Overlay,
    adopted,
    adopted_for_villagers,
    is_of_villagers,
    unknown_overlays,
)
from zhucun.law.pack import Law, Pack
from zhucun.law.table import Filing

REGION = "records/guyuan/xiji/region.yml"
DAY = "2026-10-17"
LEVELS = [
    {"min": 1, "max": 3, "approver": "乡镇党委书记"},
    {"min": 4, "approver": "县委组织部", "filings": ["市委组织部"]},
]


def _overlay(key: str, at: int = 0, **parts: Any) -> Overlay:
    raw = {"regulation": "s4", "key": key, "from": "2026-01-01", "document": "西组通〔示例〕1号"}
    return Overlay({**raw, "by": "xiji-zzb", **parts}, REGION, f"/overlays/{at}")


def _adopt(law: Law, *overlays: Overlay, regulation: str = "s4") -> Adopted:
    return adopted(law, [{"regulation": regulation, "from": "2018-06-01"}], DAY, overlays)


def _pack(found: Adopted) -> Pack:
    assert found.pack
    return found.pack


def test_levels_fill_the_silent_table(law: Law) -> None:
    found = _adopt(law, _overlay("leave.levels", levels=LEVELS))
    assert found.faults == ()
    table = _pack(found).table("leave.levels", DAY)
    assert table.from_overlay
    assert table.document == "西组通〔示例〕1号"
    row = table.look(4)
    assert row
    assert row.text("approver") == "县委组织部"
    assert row.filings == (Filing("备案", "市委组织部"),)
    assert row.where == f"{REGION}#/overlays/0/levels/1"


def test_an_overlay_holds_from_its_own_date(law: Law) -> None:
    pack = _pack(_adopt(law, _overlay("leave.levels", levels=LEVELS)))
    assert pack.table("leave.levels", "2025-12-31").undetermined
    assert not pack.table("leave.levels", "2026-01-01").undetermined


def test_the_pack_itself_stays_as_it_is(law: Law) -> None:
    _adopt(law, _overlay("leave.levels", levels=LEVELS))
    assert law.pack("s4").table("leave.levels", DAY).undetermined


def test_a_value_fills_a_null(law: Law) -> None:
    found = _adopt(law, _overlay("subsidy.township_per_day", value=60))
    value = _pack(found).value("subsidy.township_per_day", DAY)
    assert found.faults == ()
    assert value.number() == 60
    assert value.from_overlay
    assert value.document == "西组通〔示例〕1号"
    assert value.where == f"{REGION}#/overlays/0"
    assert "subsidy.township_per_day" not in [each.key for each in _pack(found).nulls(DAY)]


def test_a_later_silence_of_the_regulation_takes_nothing_away(law: Law) -> None:
    levels = _overlay("leave.levels", levels=LEVELS)
    logs = _overlay("log.per_week", 1, value=1)
    early = [replace(each, raw={**each.raw, "from": "2018-04-01"}) for each in (levels, logs)]
    found = _adopt(law, *early)
    assert not _pack(found).table("leave.levels", DAY).undetermined
    assert _pack(found).value("log.per_week", DAY).integer() == 1


def test_weights_may_be_set_together(law: Law) -> None:
    weights = {"daily": 0.3, "half_year": 0.2, "year_end": 0.5}
    overlays = [
        _overlay(f"scores.weights.{part}", at, value=weight)
        for at, (part, weight) in enumerate(weights.items())
    ]
    assert _adopt(law, *overlays).faults == ()


@pytest.mark.parametrize(
    ("overlays", "code", "pointer"),
    [
        ([_overlay("attendance.min_days", value=15)], "overlay-not-allowed", "/overlays/0/key"),
        ([_overlay("unit.teams", levels=LEVELS)], "overlay-not-allowed", "/overlays/0/key"),
        ([_overlay("no.such_key", value=1)], "overlay-unknown-key", "/overlays/0/key"),
        ([_overlay("leave.levels", value=1)], "overlay-shape", "/overlays/0/value"),
        ([_overlay("log.per_week", levels=LEVELS)], "overlay-shape", "/overlays/0/levels"),
        ([_overlay("log.per_week", value="一次")], "overlay-kind", "/overlays/0/value"),
        ([_overlay("campaign.until", value=2027)], "overlay-kind", "/overlays/0/value"),
        ([_overlay("campaign.until", value="2027年底")], "overlay-kind", "/overlays/0/value"),
        ([_overlay("campaign.until", value="2027-13-45")], "overlay-kind", "/overlays/0/value"),
        ([_overlay("travel.intercity", value="按现行标准")], "overlay-kind", "/overlays/0/value"),
        (
            [_overlay("leave.levels", levels=[LEVELS[0], {**LEVELS[1], "min": 5}])],
            "table-gap",
            "/overlays/0/levels/1",
        ),
        ([_overlay("leave.levels", levels=LEVELS[:1])], "table-closed-end", "/overlays/0/levels/0"),
        ([_overlay("scores.weights.daily", value=0.5)], "weights-partial", "/overlays/0/value"),
        (
            [_overlay("log.per_week", 0, value=1), _overlay("log.per_week", 1, value=2)],
            "overlay-duplicate",
            "/overlays/1/from",
        ),
    ],
)
def test_a_faulty_overlay_is_reported(
    law: Law, overlays: list[Overlay], code: str, pointer: str
) -> None:
    [fault] = _adopt(law, *overlays).faults
    assert (fault.code, fault.pointer) == (code, pointer)
    assert fault.message.endswith("。")


def test_a_faulty_overlay_is_left_out_and_the_rest_apply(law: Law) -> None:
    found = _adopt(
        law, _overlay("attendance.min_days", value=15), _overlay("log.per_week", 1, value=1)
    )
    assert _pack(found).value("attendance.min_days", DAY).integer() == 20
    assert _pack(found).value("log.per_week", DAY).integer() == 1


def test_an_overlay_of_another_regulation_is_not_laid_over(law: Law) -> None:
    found = _adopt(law, _overlay("leave.levels", levels=LEVELS), regulation="s1")
    assert found.faults == ()
    assert _pack(found).table("leave.levels", DAY).undetermined


def test_an_overlay_of_no_regulation_is_reported(law: Law) -> None:
    [fault] = unknown_overlays(law, [_overlay("leave.levels", regulation="s9")])
    assert (fault.code, fault.pointer) == ("unknown-regulation", "/overlays/0/regulation")


def test_the_newest_adoption_that_covers_the_day_counts(law: Law) -> None:
    adoptions = [
        {"regulation": "s0", "from": "2018-01-01", "to": "2025-12-31"},
        {"regulation": "s1", "from": "2026-01-01"},
    ]
    for day, id in (("2025-12-31", "s0"), ("2026-01-01", "s1")):
        assert _pack(adopted(law, adoptions, day)).id == id


def _for_villagers(law: Law, adoptions: list[Any], on: str, *overlays: Overlay) -> list[str]:
    found = adopted_for_villagers(law, adoptions, on, overlays)
    return [_pack(each).id for each in found]


def test_any_number_of_packs_on_village_cadres_hold_at_once(law: Law) -> None:
    adoptions = [
        {"regulation": "s0", "from": "2018-01-01"},
        {"regulation": "s3", "from": "2019-06-01", "to": "2026-06-30"},
        {"regulation": "s2", "from": "2025-01-01"},
        {"regulation": "s3", "from": "2026-01-01"},
        {"regulation": "s9", "from": "2018-01-01"},
    ]
    for day, ids in (
        ("2019-05-31", []),
        ("2019-06-01", ["s3"]),
        ("2025-01-01", ["s2", "s3"]),
        ("2026-03-01", ["s2", "s3"]),
        ("2026-07-01", ["s2", "s3"]),
    ):
        assert _for_villagers(law, adoptions, day) == ids
    assert _pack(adopted(law, adoptions[:4], DAY)).id == "s0"
    assert [is_of_villagers(law, each) for each in adoptions] == [False, True, True, True, False]


def test_overlays_go_to_the_pack_that_they_name(law: Law) -> None:
    adoptions = [{"regulation": id_, "from": "2019-01-01"} for id_ in ("s2", "s3")]
    income = _overlay("enrolment.min_income", regulation="s2", value=50000)
    wrong = _overlay("enrolment.min_years", 1, regulation="s2", value=2)
    s2, s3 = adopted_for_villagers(law, adoptions, DAY, [income, wrong])
    assert _pack(s2).value("enrolment.min_income", DAY).number() == 50000
    assert [(fault.code, fault.pointer) for fault in s2.faults] == [
        ("overlay-not-allowed", "/overlays/1/key")
    ]
    assert s3.faults == ()


@pytest.mark.parametrize(
    ("adoptions", "code"),
    [
        ([], "nothing-adopted"),
        ([{"regulation": "s0", "from": "2027-01-01"}], "nothing-adopted"),
        ([{"regulation": "s0", "from": "2018-01-01", "to": "2020-01-01"}], "nothing-adopted"),
        ([{"regulation": "s9", "from": "2018-01-01"}], "unknown-regulation"),
    ],
)
def test_without_a_pack_there_is_a_fault(law: Law, adoptions: list[Any], code: str) -> None:
    found = adopted(law, adoptions, DAY)
    assert found.pack is None
    assert [fault.code for fault in found.faults] == [code]
