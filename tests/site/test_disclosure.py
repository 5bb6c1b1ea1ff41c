"""The projection property by property, and what the publication settings do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from zhucun.schema.disclosure import (
    Publication,
    consents,
    day_count,
    day_status,
    masked_name,
    masked_phone,
    project,
    publication_of,
    without_numbers,
)

OPEN = Publication(names="公开", phones="公开")
CADRE: dict[str, Any] = {
    "id": "990101-001",
    "name": "示例甲",
    "birth": "1985-01",
    "id_number": "110101198501011234",
    "identity": "公务员",
    "unit": "sl-nyncj",
    "phone": "13812341234",
    "postings": [
        {
            "no": 1,
            "role": "第一书记",
            "village": "990101100201",
            "from": "2025-03-01",
            "to": "2027-02-28",
            "appointment": {"issuer": "县委组织部", "doc_no": "1 号", "date": "2025-02-20"},
            "ended": {"date": "2026-02-28", "reason": "退休"},
        }
    ],
    "health_checks": [{"date": "2026-04-11"}],
}


@pytest.mark.parametrize(
    ("openness", "shown"), [("公开", "示例甲"), ("掩码", "示*"), ("不公开", "")]
)
def test_a_name(openness: Any, shown: str) -> None:
    assert masked_name("示例甲", openness) == shown
    assert masked_name("示例", openness)[:1] == shown[:1]
    assert project("cadre", CADRE, Publication(names=openness))["name"] == shown


@pytest.mark.parametrize(
    ("openness", "consented", "shown"),
    [
        ("公开", True, "13812341234"),
        ("公开", False, "138****1234"),
        ("掩码", True, "138****1234"),
        ("掩码", False, "138****1234"),
        ("不公开", True, ""),
    ],
)
def test_a_phone_is_whole_only_with_consent(openness: Any, consented: bool, shown: str) -> None:
    assert masked_phone("13812341234", openness, consented) == shown
    data = {**CADRE, "consents": [{"scope": "电话", "date": "2026-01-01"}] if consented else []}
    assert project("cadre", data, Publication(phones=openness))["phone"] == shown


def test_a_withdrawn_consent_is_none() -> None:
    given = {"scope": "电话", "date": "2026-01-01"}
    taken_back = {**given, "withdrawn": "2026-02-01"}
    assert consents({"consents": [given]}, "电话")
    assert not consents({"consents": [given]}, "照片")
    assert not consents({"consents": [taken_back]}, "电话")
    assert project("cadre", {**CADRE, "consents": [taken_back]}, OPEN)["phone"] == "138****1234"


@pytest.mark.parametrize(("days", "count"), [(10, 1), ("17-18", 2), ("1-3, 7, 29-31", 7)])
def test_days_become_a_count(days: Any, count: int) -> None:
    assert day_count(days) == count
    data = {"month": "2026-10", "sheets": {"990101-001": {"在村": "1-9", "请假": days}}}
    shown = project("attendance", data, OPEN)["sheets"]["990101-001"]
    assert shown == {"在村": 9, "请假": count}  # no status says which days


def test_leave_and_rest_are_one_status() -> None:
    line = {"周一": "在村", "周二": "因公外出", "周三": "请假", "周四": "休息"}
    data = {"week": "2026-W41", "whereabouts": {"990101-001": {**line, "places": {"周二": "县里"}}}}
    shown = project("whereabouts", data, OPEN)["whereabouts"]["990101-001"]
    assert list(shown.values()) == ["在村", "因公外出", "", ""]
    assert day_status("请假") == day_status("休息") == ""


@pytest.mark.parametrize("path", ["title", "funding", "id"])
def test_every_public_text_is_filtered(path: str) -> None:
    """By its type, whatever its schema refers to."""
    number = "13912345678"
    data = {path: [{"source": number, "yuan": 1}] if path == "funding" else f"a-{number}"}
    assert number not in str(project("project", data, OPEN))
    village = {"code": "990101100201", "name": f"村{number}", "contact": f"0416-5510000 {number}"}
    shown = project("region", {"villages": [village]}, OPEN)["villages"][0]
    assert shown["contact"] == "0416-5510000 〔号码已隐去〕"
    assert number not in shown["name"]
    assert shown["code"] == "990101100201"


def test_the_newest_act_decides_a_consent() -> None:
    first = {"scope": "电话", "date": "2026-01-01"}
    second = {"scope": "电话", "date": "2026-03-01", "withdrawn": "2026-04-01"}
    both = {"consents": [first, second]}
    assert not consents(both, "电话")  # the withdrawal ends the first consent too
    assert consents(both, "电话", "2026-03-31")
    assert not consents(both, "电话", "2025-12-31")
    again = {"consents": [first, second, {"scope": "电话", "date": "2026-05-01"}]}
    assert consents(again, "电话")
    same_day = {"consents": [{"scope": "电话", "date": "2026-01-01", "withdrawn": "2026-01-01"}]}
    assert not consents(same_day, "电话")


def test_only_public_properties_of_a_cadre_pass() -> None:
    shown = project("cadre", CADRE, OPEN)
    assert set(shown) == {"id", "name", "unit", "phone", "postings"}
    posting = shown["postings"][0]
    assert set(posting) == {"role", "village", "from", "to", "appointment", "ended"}
    assert posting["ended"] == {"date": "2026-02-28"}
    assert posting["appointment"] == {"issuer": "县委组织部", "date": "2025-02-20"}


def test_an_unknown_or_undeclared_property_stays() -> None:
    assert "nickname" not in project("cadre", {**CADRE, "nickname": "小甲"}, OPEN)
    assert project("leave", {"month": "2026-10", "leaves": [{"from": "2026-10-17"}]}, OPEN) == {}


def test_scores_and_grades_stay() -> None:
    data = {"cadre": "990101-001", "year": 2026, "daily": {"score": 88}, "grades": {"by": "x"}}
    assert project("assessment", data, OPEN) == {}


@pytest.mark.parametrize(
    ("city", "county", "names", "days"),
    [
        ({}, {}, "掩码", 90),
        ({"names": "公开"}, {}, "公开", 90),
        ({"names": "公开"}, {"names": "不公开"}, "不公开", 90),
        ({}, {"names": "公开"}, "掩码", 90),
        ({"names": "不公开"}, {"names": "公开"}, "不公开", 90),
        ({"expired_posting_days": 200}, {"expired_posting_days": 30}, "掩码", 30),
        ({"expired_posting_days": 30}, {"expired_posting_days": 200}, "掩码", 30),
    ],
)
def test_a_county_can_only_be_stricter(city: Any, county: Any, names: str, days: int) -> None:
    settings = publication_of(city, county)
    assert settings.names == names
    assert settings.expired_posting_days == days


@pytest.mark.parametrize(
    "number",
    [
        "11010119900101123X",
        "11010119900101123Ｘ",
        "110101 19900101 1234",
        "110101.1990.0101.1234",
        "１１０１０１１９９００１０１１２３４",
        "110101900101123",
        "13912345678",
        "１３９１２３４５６７８",
        "139 1234 5678",
        "139-1234-5678",
        "139.1234.5678",
        "139（1234）5678",
        "139,1234,5678",
        "1 3 9 1 2 3 4 5 6 7 8",
        "+86 13912345678",
        "8613912345678",
        "013912345678",
        "10012341234",
    ],
)
def test_numbers_in_text_are_struck_out(number: str) -> None:
    assert re.fullmatch("请找我〔(证件号|号码)已隐去〕。", without_numbers(f"请找我{number}。"))


@pytest.mark.parametrize(
    "text",
    [
        "编码 210726102000",
        "共 120000 元",
        "0416-5510000",
        "（0416）5510000 转 13",
        "2026-10-31",
        "13、14、15、16、17、18日",
        "2026-10-13 2026-10-14 2026-10-15",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_numbers(text) == text
