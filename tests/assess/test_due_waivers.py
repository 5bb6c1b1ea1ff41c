"""When an approved exception ends, `due` says so: before, and after as long as it is needed."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import cadre, county_of, officer, pack_of, posting
from zhucun.assess.due import Due
from zhucun.assess.due_calendar import calendar_of
from zhucun.assess.due_render import json_of, still_to_do, text_of
from zhucun.assess.due_standing import dues_of

LAW = {"waiver.roles": ["市委组织部", "县委组织部"]}
OFFICERS = [officer("od", "县委组织部"), officer("town", "乡镇党委书记")]
WAIVER = {
    "condition": "party",
    "reason": "因故",
    "by": "od",
    "date": "2026-01-05",
    "until": "2026-11-30",
}
CONDITION = {
    "key": "party",
    "title": "党员",
    "of": "posting",
    "fact": "political_status",
    "test": "is",
    "value": "中共正式党员",
    "cite": {"article": "第五条", "quote": "中共正式党员"},
    "rows": ["S0-09"],
    "waiver": True,
}


def waivers_due(
    *waivers: dict[str, Any],
    as_of: str = "2026-11-20",
    lasting: bool = False,
    ends: str = "2027-12-31",
    status: str = "其他",
    **changed: Any,
) -> list[Due]:
    entry = {**CONDITION, "lasting": lasting, **changed}
    own = cadre(
        1, posting("2026-01-01", ends), political_status=status, waivers=list(waivers or (WAIVER,))
    )
    pack = pack_of(LAW, conditions=[entry])
    county = county_of(pack, own, officers=OFFICERS, as_of=as_of)
    return [d for d in dues_of(county) if d.key.startswith("waiver/")]


@pytest.mark.parametrize("lasting", [True, False])
@pytest.mark.parametrize(
    ("as_of", "state"), [("2026-11-20", "待办"), ("2026-11-30", "待办"), ("2026-12-01", "逾期")]
)
def test_its_last_day_is_told(lasting: bool, as_of: str, state: str) -> None:
    (due,) = waivers_due(as_of=as_of, lasting=lasting)
    assert (due.due, due.state, due.owner) == ("2026-11-30", state, "市委组织部或县委组织部")
    assert (due.kind, due.subject, due.place) == (
        "cadre",
        "990101-001",
        "records/shi/xian/cadres/990101-001.yml#/waivers/0",
    )
    assert due.cite is not None
    assert due.cite.article == "第五条"


@pytest.mark.parametrize(
    "case",
    [
        {"status": "中共正式党员"},  # no exception needed any more
        {"as_of": "2027-01-05", "ends": "2027-01-04"},  # nobody in post
        {"waiver": True, "when": {"role": "驻村工作队员"}},  # not asked of him
    ],
)
def test_what_nobody_needs_is_not_told(case: dict[str, Any]) -> None:
    assert waivers_due(**case) == []


def test_the_latest_of_several_counts() -> None:
    later = {**WAIVER, "until": "2027-03-31"}
    assert [d.due for d in waivers_due(WAIVER, later)] == ["2027-03-31"]
    without_end = {k: v for k, v in WAIVER.items() if k != "until"}
    assert waivers_due(WAIVER, without_end) == []
    by_another = {**later, "by": "town"}
    assert [d.due for d in waivers_due(WAIVER, by_another)] == ["2026-11-30"]


def test_without_a_law_about_who_approves_nobody_is_named() -> None:
    entry = {**CONDITION, "lasting": True}
    own = cadre(1, political_status="其他", waivers=[WAIVER])
    county = county_of(pack_of({}, conditions=[entry]), own, officers=OFFICERS)
    (due,) = (d for d in dues_of(county) if d.key.startswith("waiver/"))
    assert due.owner == ""


def test_a_village_s_waiver_ends_too() -> None:
    entry = {**CONDITION, "of": "village", "fact": "category", "value": "贫困村"}
    entry["when"] = {"posted": True}
    county = county_of(
        pack_of(LAW, conditions=[entry]),
        village={"waivers": [WAIVER], "category": "其他村"},
        officers=OFFICERS,
    )
    (due,) = (d for d in dues_of(county) if d.key.startswith("waiver/"))
    assert (due.kind, due.name, due.due) == ("village", "某村", "2026-11-30")


def test_the_horizon_and_the_three_forms() -> None:
    found = waivers_due()
    assert still_to_do(found, until="2026-11-29") == []
    assert still_to_do(found, until="2026-11-30") == found
    late = waivers_due(as_of="2026-12-01")
    assert still_to_do(late, until="2026-12-01") == late
    assert "豁免到期：党员" not in text_of(found, "2026-11-20", full=False)
    assert "责任人：市委组织部或县委组织部；对象：干部1（990101-001）" in text_of(
        found, "2026-11-20", full=True
    )
    assert '"due": "2026-11-30"' in json_of(found, "2026-11-20")
    calendar = calendar_of(found, "2026-11-20", full=True).decode()
    assert "20261130" in calendar
    assert "豁免到期" not in calendar_of(found, "2026-11-20", full=False).decode()
