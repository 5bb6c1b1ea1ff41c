"""The list of what is due, as an official reads it and as other programs do."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from in_memory import TOWN, cadence, cadre, county_of, meetings, pack_of
from zhucun.assess.due import Due
from zhucun.assess.due_calendar import calendar_of
from zhucun.assess.due_render import json_of, still_to_do, summary_of, text_of
from zhucun.assess.due_standing import dues_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_commons

AS_OF = "2026-10-20"
LEAVE = {
    "cadre": "990101-002",
    "from": "2026-10-10",
    "to": "2026-10-12",
    "approval": {"by": "x", "date": "2026-10-09"},
}
REVIEW = {"cadre": "990101-002", "by": "x", "date": "2026-10-10"}


@cache
def county() -> CountyFacts:
    pack = pack_of(
        {"meetings": 1, "reports": 2},
        cadences=[
            cadence(title="县调度会"),
            cadence(
                key="report",
                title="季度汇报",
                act="log_upload",
                scope="cadre",
                count="reports",
                owner="本人",
            ),
            cadence(key="check", title="体检", act="health_check", scope="cadre", per="half_year")
            | {"private": True, "owner": "派出单位"},
        ],
    )
    uploads = [{"week": "2026-W31", "date": "2026-08-02"}]
    return county_of(
        pack,
        cadre(1),
        cadre(2),
        meetings("2026-08-02"),
        (f"{TOWN}/leave/2026-10.yml", {"month": "2026-10", "leaves": [LEAVE]}),
        (
            f"{TOWN}/logs/2026-08/990101-002.yml",
            {"cadre": "990101-002", "month": "2026-08", "uploads": uploads},
        ),
        as_of=AS_OF,
        records_from="2026-07",
        calendar=load_commons(Path(__file__).parents[2]).calendar,
    )


def dues() -> list[Due]:
    return still_to_do(dues_of(county()))


CITE = "依据：s0 第二十四条“每季度主持召开一次调度会”"
DISCREET = f"""\
某县（shi/xian，截至 2026-10-20）
  逾期
    2026-09-30  季度汇报（2026 年第三季度）
        责任人：本人；对象：990101-001 0/2 次、990101-002 1/2 次
        {CITE}
  待办
    2026-12-31  县调度会（2026 年第四季度，应 1 次，已有 0 次）
        责任人：县驻村工作队队长；对象：某县
        {CITE}
    2026-12-31  季度汇报（2026 年第四季度，应 2 次，已有 0 次）
        责任人：本人；对象：990101-001、990101-002
        {CITE}

（涉及请假、案件、考核的不写进日志，也不计数；加 --full 可以看到。）
逾期 2 项，待办 3 项。
"""
PRIVATE_LINES = (
    "2026-12-31  体检（2026 年下半年，应 1 次，已有 0 次）〔不公开〕",
    "责任人：派出单位；对象：干部1（990101-001）、干部2（990101-002）",
    "没有期限  销假（2026-10-10 至 2026-10-12）〔不公开〕",
)


def test_the_list_as_an_official_reads_it() -> None:
    assert text_of(dues(), AS_OF, full=False) == DISCREET


def test_at_a_terminal_private_matters_are_marked() -> None:
    lines = [line.strip() for line in text_of(dues(), AS_OF, full=True).splitlines()]
    assert all(line in lines for line in PRIVATE_LINES)
    assert not any("--full" in line for line in lines)


def test_a_log_doesnt_count_what_it_doesnt_tell() -> None:
    known = [d for d in dues() if not d.private]
    assert len(known) < len(dues())
    assert text_of(known, AS_OF, full=False) == text_of(dues(), AS_OF, full=False)


def test_a_day_off_has_the_last_workday_before_it() -> None:
    pack = pack_of({"meetings": 1}, cadences=[cadence(per="month")])
    own = county_of(pack, as_of="2026-10-01", records_from="2026-10", calendar=county().calendar)
    assert "2026-10-31（最后一个工作日 2026-10-30）" in text_of(dues_of(own), AS_OF, full=False)


def test_nothing_to_do() -> None:
    assert summary_of([]) == "没有到期和待办的事项。"
    assert text_of([], AS_OF, full=True) == "没有到期和待办的事项。\n"


def test_json_keeps_its_contract() -> None:
    document = json.loads(json_of(dues(), AS_OF))
    assert list(document) == ["as_of", "obligations", "counts"]
    assert document["counts"] == {"逾期": 2, "待办": 6, "待定": 0, "已完成": 0}
    keys = (
        "id state title owner kind subject name region period due workday need done unit private "
        "cite rows place"
    )
    assert all(list(item) == keys.split() for item in document["obligations"])
    first = document["obligations"][0]
    assert first["id"] == "shi/xian/s0/report/990101-001/2026-Q3"
    assert first["cite"] == {
        "regulation": "s0",
        "article": "第二十四条",
        "quote": "每季度主持召开一次调度会",
    }
    assert "干部1" not in json.dumps(document, ensure_ascii=False)
    returned = next(x for x in document["obligations"] if x["title"] == "销假")
    assert (returned["due"], returned["workday"], returned["need"], returned["cite"]) == (None,) * 4


def events(full: bool) -> list[Any]:
    written = calendar_of(dues(), AS_OF, full=full)
    calendar: Any = Calendar.from_ical(written)
    assert calendar["VERSION"] == "2.0"
    return list(calendar.walk("VEVENT"))


def test_a_calendar_of_what_has_a_day() -> None:
    found = events(full=False)
    assert [str(e["SUMMARY"]) for e in found] == [
        "逾期：某县季度汇报（2 项）",
        "待办：某县县调度会",
        "待办：某县季度汇报（2 项）",
    ]
    assert [e.decoded("DTSTART") for e in found] == [date(2026, 9, 30), *[date(2026, 12, 31)] * 2]
    assert {e.decoded("DTSTAMP") for e in found} == {datetime(2026, 10, 20, tzinfo=UTC)}
    assert "依据：s0 第二十四条" in str(found[0]["DESCRIPTION"])
    assert len({str(e["UID"]) for e in found}) == len(found)


def test_private_matters_are_in_a_calendar_only_when_asked_for() -> None:
    assert not any("体检" in str(e["SUMMARY"]) for e in events(full=False))
    assert any("体检" in str(e["SUMMARY"]) for e in events(full=True))


def test_lines_of_a_calendar_are_folded_within_75_bytes() -> None:
    written = calendar_of(dues(), AS_OF, full=True)
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_the_same_records_give_the_same_bytes() -> None:
    assert calendar_of(dues(), AS_OF, full=True) == calendar_of(dues(), AS_OF, full=True)


@pytest.mark.parametrize("later", ["2026-10-21", "2026-11-30"])
def test_an_event_keeps_its_name_while_it_is_owed(later: str) -> None:
    def uids(day: str) -> set[str]:
        own = county_of(
            pack_of({"meetings": 1}, cadences=[cadence()]), records_from="2026-07", as_of=day
        )
        calendar: Any = Calendar.from_ical(calendar_of(dues_of(own), day, full=False))
        return {str(e["UID"]) for e in calendar.walk("VEVENT")}

    assert uids(AS_OF) == uids(later)
