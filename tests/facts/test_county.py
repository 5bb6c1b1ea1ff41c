"""A county's facts: sheets put together, service joined, what an unusable file takes away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.sheets import Seal, Sheet, merged, sheets_of
from zhucun.law.pack import Law
from zhucun.law.workdays import load_calendar
from zhucun.read.layout import place_of
from zhucun.read.tree import Record

PATH = "records/a/b/c/attendance/2026-09.yml"


def sheet(path: str = PATH, *, sealed: bool = False, **days: object) -> Sheet:
    data: dict[str, object] = {"month": "2026-09", "sheets": {"990101-001": days}}
    if sealed:
        data["seal"] = {"by": "x", "date": "2026-10-01"}
    place = place_of(path)
    assert place is not None
    (found,) = sheets_of(Record(path, place, data))
    return found


def test_a_day_with_two_statuses_has_none() -> None:
    found = sheet(在村="1-5", 休息="5-6")
    assert found.marks == {1: "在村", 2: "在村", 3: "在村", 4: "在村", 6: "休息"}


def test_a_day_the_month_lacks_is_no_mark() -> None:
    assert 31 not in sheet(在村="30-31").marks
    assert sheet(在村="30-31").dates("在村") == ("2026-09-30",)


def test_sheets_of_two_townships_make_one_month() -> None:
    other = PATH.replace("/c/", "/d/")
    whole = merged([sheet(sealed=True, 在村="1-10"), sheet(other, sealed=True, 在村="11-30")])
    assert len(whole.dates("在村")) == 30
    assert whole.is_sealed
    assert whole.path == PATH


def test_a_day_in_both_sheets_counts_in_neither() -> None:
    whole = merged([sheet(在村="1-10"), sheet(PATH.replace("/c/", "/d/"), 休息="10")])
    assert 10 not in whole.marks


def test_a_month_is_sealed_when_every_part_is() -> None:
    whole = merged([sheet(sealed=True, 在村="1"), sheet(PATH.replace("/c/", "/d/"), 在村="2")])
    assert whole.seal is None
    assert sheet(sealed=True, 在村="1").seal == Seal("x", "2026-10-01", PATH)


def posting(serial: int, start: str, end: str) -> Posting:
    return Posting("990101-001", serial, "第一书记", "v", Span(start, end), end, "p", "/postings/0")


@pytest.mark.parametrize(
    ("spans", "services"),
    [
        ([("2025-01-01", "2025-12-31")], [("2025-01-01", "2025-12-31")]),
        (
            [("2025-01-01", "2025-12-31"), ("2026-01-01", "2027-12-31")],
            [("2025-01-01", "2027-12-31")],
        ),
        (
            [("2025-01-01", "2025-12-30"), ("2026-01-01", "2027-12-31")],
            [("2025-01-01", "2025-12-30"), ("2026-01-01", "2027-12-31")],
        ),
        (
            [("2026-01-01", "2027-12-31"), ("2025-01-01", "2025-12-31")],
            [("2025-01-01", "2027-12-31")],
        ),
    ],
)
def test_service_is_joined_without_a_gap(
    spans: list[tuple[str, str]], services: list[tuple[str, str]]
) -> None:
    postings = tuple(posting(n, *span) for n, span in enumerate(spans, start=1))
    cadre = Cadre("990101-001", "示例甲", "公务员", "u", postings, "p", {})
    assert [(s.start, s.end) for s in cadre.services] == services


def facts(*unusable: str) -> CountyFacts:
    return CountyFacts(
        city_slug="a",
        slug="b",
        path="records/a/b",
        as_of="2026-11-05",
        law=Law({}),
        calendar=load_calendar({}),
        city_records=(),
        records=(),
        unusable=frozenset(unusable),
    )


def test_what_an_unusable_file_takes_away() -> None:
    leave = "records/a/b/c/leave/"
    assert facts("records/a/b/c/leave/2026-09.yml").lacks(leave)
    assert facts("records/a/b/c/leave").lacks(leave)
    assert facts("records/a/b/c").lacks(leave)
    assert not facts("records/a/b/d/leave/2026-09.yml").lacks(leave)
    assert not facts("records/a/b/c/leaves.yml").lacks(leave)


def test_a_missing_region_is_named_once() -> None:
    bare = facts()
    assert bare.missing_regions == ("records/a/region.yml", "records/a/b/region.yml")
    broken = replace(bare, unusable=frozenset({"records/a/b/region.yml"}))
    assert broken.missing_regions == ("records/a/region.yml",)


def test_a_year_without_calendar_has_no_workdays() -> None:
    assert facts().workdays("2026-09") is None
