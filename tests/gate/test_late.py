"""Records about days long past: which day a thing is about, and who says why it comes late."""

from __future__ import annotations

from typing import Any, Final

import pytest

from gate.changes import finds
from gate.corrections import (
    CORRECTIONS,
    SHEET,
    correct_the_sheet,
    correction,
    page,
    write_correction,
)
from gate.forge import COUNTY, TOWN, Forge
from zhucun.gate.items import differences
from zhucun.gate.late import day_of
from zhucun.read.layout import place_of

RULE: Final = "late_record_is_explained"
EVENTS: Final = f"{TOWN}/events/2026.yml"
EVENT: Final = (
    '  - {id: e09, date: 2026-09-20, kind: 矛盾纠纷, village: "990101100201", title: 调解一处地界, '
    "cadres: {990101-001: 在村}}\n"
)
LATE: Final = {
    "files": ["shilizhen/events/2026.yml"],
    "reason": "当时记在村里的本子上。",
    "by": "zhen-committee",
    "date": "2026-11-05",
}


def allow(repo: Forge, days: int, path: str = f"{COUNTY}/region.yml") -> None:
    """Sets at BASE how many days back may be recorded without a reason."""
    repo.append(path, f"gate:\n  late_after_days: {days}\n")
    repo.settle("补录期限")


def add_an_event(repo: Forge) -> None:
    """An event of 2026-09-20, 46 days before the change is judged."""
    repo.append(EVENTS, EVENT)
    repo.commit("补录")


def test_a_late_record_says_how_late_and_what_to_write(repo: Forge) -> None:
    allow(repo, 45)
    add_an_event(repo)
    (found,) = finds(repo, RULE)
    assert (found.path, found.got) == (EVENTS, "2026-09-20")
    assert "已经过了 46 天（45 天以内不必说明）" in found.message
    assert "{files: [shilizhen/events/2026.yml]," in found.message
    assert CORRECTIONS in found.message
    assert "2026-09-20" not in found.discreet


def test_on_the_last_day_it_is_not_late(repo: Forge) -> None:
    allow(repo, 46)
    add_an_event(repo)
    assert finds(repo, RULE) == []


def test_a_county_goes_before_its_city(repo: Forge) -> None:
    allow(repo, 10, "records/shili/region.yml")
    add_an_event(repo)
    assert len(finds(repo, RULE)) == 1
    repo.at(repo.base)
    allow(repo, 100)
    add_an_event(repo)
    assert finds(repo, RULE) == []


def test_without_a_setting_nothing_is_asked(repo: Forge) -> None:
    add_an_event(repo)
    assert finds(repo, RULE) == []


def test_the_setting_is_the_one_at_base(repo: Forge) -> None:
    repo.append(f"{COUNTY}/region.yml", "gate:\n  late_after_days: 30\n")
    add_an_event(repo)
    assert finds(repo, RULE) == []
    repo.settle()
    repo.edit(f"{COUNTY}/region.yml", "late_after_days: 30", "late_after_days: 3000")
    repo.append(EVENTS, EVENT.replace("e09", "e10"))
    repo.commit("放宽，同时补录")
    assert len(finds(repo, RULE)) == 1


def test_a_new_note_that_names_the_file_explains_it(repo: Forge) -> None:
    allow(repo, 30)
    repo.write(CORRECTIONS, page(late=[LATE]))
    add_an_event(repo)
    assert finds(repo, RULE) == []


@pytest.mark.parametrize("file", ["shilizhen/events/2025.yml", EVENTS, "events/2026.yml"])
def test_a_note_on_another_file_explains_nothing(repo: Forge, file: str) -> None:
    allow(repo, 30)
    repo.write(CORRECTIONS, page(late=[{**LATE, "files": [file]}]))
    add_an_event(repo)
    assert len(finds(repo, RULE)) == 1


def test_an_old_note_explains_nothing_new(repo: Forge) -> None:
    repo.write(CORRECTIONS, page(late=[LATE]))
    allow(repo, 30)
    add_an_event(repo)
    assert len(finds(repo, RULE)) == 1


def test_a_correction_is_a_reason_of_its_own(repo: Forge) -> None:
    allow(repo, 30)
    correct_the_sheet(repo)
    repo.commit("改一天")
    assert finds(repo, RULE) == []  # it is refused for what it is
    write_correction(repo, correction())
    repo.commit("更正")
    assert finds(repo, RULE) == []


def test_a_change_of_a_month_still_open_is_about_its_days(repo: Forge) -> None:
    repo.edit(SHEET, "seal: {by: zhen-secretary, date: 2026-10-02}\n", "")
    allow(repo, 30)
    correct_the_sheet(repo)
    repo.commit("改一天")
    (found,) = finds(repo, RULE)
    assert found.got == "2026-09-30"


def test_a_correction_dated_long_ago_is_late_itself(repo: Forge) -> None:
    allow(repo, 30)
    correct_the_sheet(repo)
    old = correction(date="2026-10-03", approval={"by": "county-od", "date": "2026-10-04"})
    write_correction(repo, old)
    repo.commit("更正")
    (found,) = finds(repo, RULE)
    assert (found.path, found.got) == (CORRECTIONS, "2026-10-03")
    repo.write(CORRECTIONS, page(old, late=[{**LATE, "files": ["corrections/2026.yml"]}]))
    repo.commit("说明")
    assert repo.rules() == set()


def test_a_file_that_goes_is_about_its_days_too(repo: Forge) -> None:
    allow(repo, 30)
    path = f"{TOWN}/leave/2026-08.yml"
    asked = "{cadre: 990101-001, from: 2026-08-09, to: 2026-08-10, reason_kind: 事假}"
    repo.write(path, f"month: 2026-08\nleaves:\n  - {asked}\n")
    repo.edit(f"{COUNTY}/region.yml", "records_from: 2026-09", "records_from: 2026-08")
    repo.settle()
    repo.delete(path)
    repo.commit("清理")
    (found,) = finds(repo, RULE)
    assert (found.path, found.got) == (path, "2026-08-31")


def test_a_county_that_comes_with_its_history_needs_no_reason(repo: Forge) -> None:
    allow(repo, 30, "records/shili/region.yml")
    for path in (f"{COUNTY}/region.yml", EVENTS):
        repo.write(path.replace("shilixian", "xinxian"), repo.read(path))
    repo.commit("新县")
    assert finds(repo, RULE) == []


def test_what_was_before_the_records_begin_is_history_taken_in(repo: Forge) -> None:
    allow(repo, 30)
    cadre = f"{COUNTY}/cadres/990101-003.yml"
    repo.edit(cadre, "health_checks:\n", "health_checks:\n  - {date: 2026-08-31}\n")
    repo.commit("以前的体检")
    assert finds(repo, RULE) == []
    repo.edit(cadre, "{date: 2026-08-31}", "{date: 2026-09-01}")
    repo.commit("九月一日的体检")
    assert len(finds(repo, RULE)) == 1


def test_who_is_in_office_since_long_ago_acts_today(repo: Forge) -> None:
    allow(repo, 30)
    officer = "  - {id: zhen-new, name: 示例辰, role: 乡镇党委书记, from: 2024-01-01}\n"
    repo.edit(f"{TOWN}/region.yml", "officers:\n", f"officers:\n{officer}")
    repo.commit("补登书记")
    assert len(finds(repo, RULE)) == 1


DAYS: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    # path, before, after, the day
    ("b/c/attendance/2026-09.yml", {}, {"sheets": {"x": {"在村": "1-9"}}}, "2026-09-30"),
    ("b/c/whereabouts/2026-W36.yml", {}, {"whereabouts": {"x": {"周一": "在村"}}}, "2026-09-06"),
    ("b/reviews/2026-Q3.yml", {}, {"comments": [{"cadre": "x", "opinion": "好"}]}, "2026-09-30"),
    (
        "b/cases/990101-c001.yml",
        {"found_on": "2026-09-01"},
        {"found_on": "2026-09-01", "facts": "x"},
        None,
    ),
    ("b/cases/990101-c001.yml", {}, {"found_on": "2026-09-01"}, "2026-09-01"),
    (
        "b/c/problems/2026.yml",
        {"problems": [{"id": "p1", "date": "2026-03-01"}]},
        {"problems": [{"id": "p1", "date": "2026-03-01", "on_site": ["2026-10-08", "2026-10-07"]}]},
        "2026-10-08",
    ),
    ("b/cases/990101-c001.yml", {}, {"closed": {"by": "x", "date": "2026-10-01"}}, "2026-10-01"),
    ("b/cadres/990101-001.yml", {"phone": "1"}, {"phone": "2"}, None),
    (
        "b/cadres/990101-001.yml",
        {},
        {"postings": [{"serial": 1, "from": "2026-03-01"}]},
        "2026-03-01",
    ),
    (
        "b/cadres/990101-001.yml",
        {"postings": [{"serial": 1, "from": "2026-03-01"}]},
        {"postings": [{"serial": 1, "from": "2026-03-01", "managers": ["甲"]}]},
        None,
    ),
    (
        "b/c/region.yml",
        {"officers": [{"id": "x", "role": "乡镇党委", "from": "2024-01-01"}]},
        {"officers": [{"id": "x", "role": "乡镇党委", "from": "2024-01-01", "to": "2026-11-01"}]},
        "2026-11-01",
    ),
    (
        "b/c/leave/2026-09.yml",
        {"leaves": [{"cadre": "x", "from": "2026-09-10"}]},
        {"leaves": [{"cadre": "x", "from": "2026-09-10", "note": "家事"}]},
        "2026-09-30",
    ),
    ("b/meetings/2026.yml", {}, {"meetings": [{"id": "m1", "date": "2026-05-01"}]}, "2026-05-01"),
    ("b/assessments/2025/990101-001.yml", {}, {"evidence": ["x"]}, "2025-12-31"),
    ("b/c/leave/2026-09.yml", {}, {"leaves": [{"cadre": "x", "from": "十日"}]}, "2026-09-30"),
    ("b/payments/2026-Q3.yml", {}, {"payments": [{"id": "p", "date": "2026-08-03"}]}, "2026-08-03"),
]


@pytest.mark.parametrize(("path", "old", "new", "day"), DAYS)
def test_the_day_that_a_thing_is_about(
    path: str, old: dict[str, Any], new: dict[str, Any], day: str | None
) -> None:
    place = place_of(f"records/a/{path}")
    assert place is not None
    (one,) = differences(place.kind, old, new)
    assert day_of(one, old, new, place) == day
    gone = [d for d in differences(place.kind, new, old) if d.new is None]
    assert [day_of(d, new, old, place) for d in gone] in ([], [day])
