"""Results of assessments, terms served out, honours in consecutive years."""

from __future__ import annotations

from typing import Any

import pytest

from zhucun.facts.dates import Span
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.results import consecutive_years, outcomes_of, was_served_out

PATH = "records/a/b/cadres/990101-001.yml"
AS_OF = "2027-06-01"


def cadre(**data: Any) -> Cadre:
    return Cadre("990101-001", "示例甲", "公务员", "x", (), PATH, data)


def honour(year: int, **more: Any) -> dict[str, Any]:
    given = {"level": "省级", "first_secretary": True, "year": year, "date": f"{year + 1}-03-01"}
    return {**given, **more}


def posting(end: str, term_end: str, reason: str = "") -> Posting:
    span = Span("2025-03-01", end)
    return Posting("990101-001", 1, "第一书记", "990101100201", span, term_end, PATH, "", reason)


@pytest.mark.parametrize(
    ("years", "run"),
    [
        ([], ()),
        ([2025], (2025,)),
        ([2024, 2025], (2024, 2025)),
        ([2023, 2025], (2025,)),
        ([2020, 2021, 2022, 2024, 2025], (2020, 2021, 2022)),
        ([2020, 2021, 2024, 2025], (2024, 2025)),
    ],
)
def test_the_longest_run_of_years_counts(years: list[int], run: tuple[int, ...]) -> None:
    found = cadre(honours=[honour(year) for year in years])
    assert consecutive_years(found, "省级", 2026, AS_OF) == run


@pytest.mark.parametrize(
    "other",
    [
        {"level": "国家级"},
        {"first_secretary": False},
        {"date": "2027-06-02"},
        {"year": 2027},
    ],
)
def test_an_honour_of_another_kind_breaks_the_run(other: dict[str, Any]) -> None:
    found = cadre(honours=[honour(2024), {**honour(2025), **other}])
    assert consecutive_years(found, "省级", 2026, AS_OF) == (2024,)


def test_two_honours_of_one_year_are_one_year() -> None:
    found = cadre(honours=[honour(2024), honour(2024)])
    assert consecutive_years(found, "省级", 2026, AS_OF) == (2024,)


@pytest.mark.parametrize(
    ("end", "reason", "day", "served"),
    [
        ("2027-02-28", "", "2027-02-28", False),
        ("2027-02-28", "", "2027-03-01", True),
        ("2026-08-01", "工作调动", "2027-03-01", False),
    ],
)
def test_only_a_whole_term_is_served_out(end: str, reason: str, day: str, served: bool) -> None:
    assert was_served_out(posting(end, "2027-02-28", reason), day) is served


def test_an_outcome_may_rest_on_nothing() -> None:
    (found,) = outcomes_of(cadre(outcomes=[{"kind": "表彰", "date": "2026-03-01", "by": "县委"}]))
    assert (found.cites, found.pointer) == ("", "/outcomes/0")
