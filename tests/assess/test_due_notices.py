"""What is due of public notices: replies, follow-ups, confirmations, the end of windows."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import COUNTY, cadre, county_of, pack_of
from zhucun.assess.due import Due
from zhucun.assess.due_calendar import calendar_of
from zhucun.assess.due_render import text_of
from zhucun.assess.due_standing import dues_of

LAW = {"notice.decider_roles": ["县委组织部", "市委组织部"], "notice.honour_days": 7}
NOTICE: dict[str, Any] = {
    "id": "990101-n001",
    "kind": "荣誉",
    "files": ["cadres/990101-001.yml"],
    "statement": "拟推荐一名第一书记。",
    "decision": {"by": "od", "date": "2026-11-16"},
}
OPEN = {"date": "2026-11-18", "how": "匿名", "matter": "某"}
REPLY = {"by": "group", "date": "2026-11-19", "result": "不成立"}


def found(law: dict[str, Any] = LAW, as_of: str = "2026-11-20", **changed: Any) -> list[Due]:
    record = f"{COUNTY}/notices/2026.yml", {"year": 2026, "notices": [{**NOTICE, **changed}]}
    county = county_of(pack_of(law), cadre(1), record, as_of=as_of)
    return [d for d in dues_of(county) if d.key.startswith("notice/")]


def told(dues: list[Due]) -> list[tuple[str, str, str, bool]]:
    return [(d.key.partition("n001/")[2], d.due, d.state, d.private) for d in dues]


SILENT = {**LAW, "notice.honour_days": None}
CASES: list[tuple[dict[str, Any], list[tuple[str, str, str, bool]]]] = [
    ({}, [("window", "2026-11-22", "待办", False)]),
    ({"as_of": "2026-11-22"}, [("window", "2026-11-22", "待办", False)]),
    ({"as_of": "2026-11-23"}, []),
    ({"as_of": "2026-11-15"}, []),
    ({"law": SILENT}, [("confirm", "", "待办", False)]),
    ({"law": SILENT, "confirmed": {"by": "od", "date": "2026-11-19"}}, []),
    ({"objections": [OPEN]}, [("reply/0", "", "待办", True)]),
    ({"objections": [OPEN], "law": SILENT}, [("reply/0", "", "待办", True)]),
    ({"objections": [OPEN], "as_of": "2026-12-20"}, [("reply/0", "", "待办", True)]),
    ({"objections": [{**OPEN, "reply": REPLY}], "as_of": "2026-11-23"}, []),
    (
        {"objections": [{**OPEN, "reply": {**REPLY, "result": "成立"}}, OPEN]},
        [("settle/0", "", "待办", True), ("reply/1", "", "待办", True)],
    ),
    (
        {"objections": [OPEN], "withdrawn": {"by": "od", "date": "2026-11-20", "reason": "某"}},
        [],
    ),
    (
        {"kind": "考核", "law": {**LAW, "notice.assessment_days": 7}},
        [("window", "2026-11-22", "待办", True)],
    ),
]


@pytest.mark.parametrize(("given", "expected"), CASES, ids=range(len(CASES)))
def test_what_a_notice_wants(
    given: dict[str, Any], expected: list[tuple[str, str, str, bool]]
) -> None:
    assert sorted(told(found(**given))) == sorted(expected)


def test_it_says_who_and_stands_in_every_form() -> None:
    (due,) = found()
    assert (due.owner, due.name) == ("县委组织部或市委组织部", "某县")
    assert due.place == f"{COUNTY}/notices/2026.yml#/notices/0"
    assert "公示 990101-n001（荣誉）：公示期满" in text_of([due], "2026-11-20", full=False)
    assert "20261122" in calendar_of([due], "2026-11-20", full=False).decode()
    (reply,) = found(objections=[OPEN])
    assert reply.place.endswith("/notices/0/objections/0")
    assert "异议" not in text_of([reply], "2026-11-20", full=False)
    assert "答复 2026-11-18 收到的异议" in text_of([reply], "2026-11-20", full=True)
