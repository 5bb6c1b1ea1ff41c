"""A change of the law: what has begun to hold stays, what is new says since when and why."""

from __future__ import annotations

import pytest

from gate.forge import Forge

PACK = "records/regulations/s0.yml"
CALENDAR = "records/calendar/2026.yml"
MIN_DAYS = "- key: attendance.min_days"


def value_line(repo: Forge) -> str:
    """The line of the pack that gives the days a month."""
    lines = repo.read(PACK).split("\n")
    start = next(i for i, line in enumerate(lines) if MIN_DAYS in line)
    return next(line for line in lines[start:] if "- {from: " in line)


def refused(repo: Forge) -> set[str]:
    repo.commit("改制度")
    return {f.rule for f in repo.judge().findings if f.severity == "block"}


def revise(repo: Forge, since: str) -> None:
    repo.edit(
        PACK,
        "\ndecisions:\n",
        "\nrevisions:\n"
        f"  - {{from: {since}, document: 某市组发〔2026〕1号, note: 修订}}\n\ndecisions:\n",
    )


def test_a_value_in_force_is_not_changed(repo: Forge) -> None:
    line = value_line(repo)
    repo.edit(PACK, line, line.replace("value: 20", "value: 18"))
    assert "law_in_force_stays" in refused(repo)


def test_a_new_value_from_a_later_day_is_the_way(repo: Forge) -> None:
    line = value_line(repo)
    repo.edit(PACK, line, f"{line}\n{line.replace('2017-12-01', '2027-01-01')}")
    assert refused(repo) == set()


def test_a_new_value_for_the_past_needs_a_revision(repo: Forge) -> None:
    line = value_line(repo)
    repo.edit(PACK, line, f"{line}\n{line.replace('2017-12-01', '2026-01-01')}")
    assert refused(repo) == {"law_change_is_dated"}


def test_a_new_value_for_the_past_with_its_revision(repo: Forge) -> None:
    line = value_line(repo)
    repo.edit(PACK, line, f"{line}\n{line.replace('2017-12-01', '2026-01-01')}")
    revise(repo, "2026-01-01")
    assert refused(repo) == set()


def test_a_revision_entry_stays(repo: Forge) -> None:
    revise(repo, "2026-01-01")
    repo.settle()
    repo.edit(PACK, "note: 修订}", "note: 别的}")
    assert refused(repo) == {"law_change_is_dated"}


def test_a_decision_is_turned_round_only_with_a_revision(repo: Forge) -> None:
    choice = 'choice: "超过三次的按三次处理。"'
    assert choice in repo.read(PACK)
    repo.edit(PACK, choice, 'choice: "超过三次的从轻。"')
    assert refused(repo) == {"law_change_is_dated"}


def test_a_decision_with_a_revision(repo: Forge) -> None:
    repo.edit(PACK, 'choice: "超过三次的按三次处理。"', 'choice: "超过三次的从轻。"')
    revise(repo, "2027-01-01")
    assert refused(repo) == set()


def test_a_reason_may_be_worded_better(repo: Forge) -> None:
    repo.edit(
        PACK, 'reason: "三次已经召回，没有更重的一级。"', 'reason: "三次已召回，再无更重的一级。"'
    )
    assert refused(repo) == set()


def test_a_pack_is_not_deleted(repo: Forge) -> None:
    repo.delete("records/regulations/s4.yml")
    assert "law_in_force_stays" in refused(repo)


def test_a_past_day_keeps_its_kind(repo: Forge) -> None:
    repo.edit(CALENDAR, "to: 2026-10-07}", "to: 2026-10-08}")
    assert refused(repo) == {"past_calendar_stays"}


def test_a_calendar_of_the_next_year_is_added(repo: Forge) -> None:
    text = repo.read(CALENDAR)
    start = text.index("holidays:")
    source = text[:start].replace("2026", "2027").replace("2025", "2026")
    repo.write("records/calendar/2027.yml", source.replace("2026-11-04", "2026-11-04"))
    repo.commit("明年的日历")
    rules = {f.rule for f in repo.judge().findings if f.severity == "block"}
    assert "past_calendar_stays" not in rules
    assert "law_in_force_stays" not in rules


@pytest.mark.parametrize("broken", ["{a: 1}", "[1, 二]", "1", "[{note: 缺日期}]"])
def test_revisions_of_a_wrong_shape_are_refused_in_words(repo: Forge, broken: str) -> None:
    repo.edit(PACK, "\ndecisions:\n", f"\nrevisions: {broken}\n\ndecisions:\n")
    assert "record_matches_its_schema" in refused(repo)


@pytest.mark.parametrize(
    "broken", ["holidays: 1\n", "holidays: [1]\n", "holidays: [{name: 元旦}]\n"]
)
def test_a_calendar_of_a_wrong_shape_is_refused_in_words(repo: Forge, broken: str) -> None:
    text = repo.read(CALENDAR)
    start, end = text.index("holidays:"), text.index("make_up:")
    repo.write(CALENDAR, text[:start] + broken + text[end:])
    assert "record_matches_its_schema" in refused(repo)


@pytest.mark.parametrize("section", ["parameters", "tables", "cadences"])
def test_a_section_of_a_wrong_shape_is_refused_in_words(repo: Forge, section: str) -> None:
    lines = repo.read(PACK).split("\n")
    start = lines.index(f"{section}:")
    end = next(i for i in range(start + 1, len(lines)) if lines[i][:1].isalpha())
    repo.write(PACK, "\n".join([*lines[:start], f"{section}: 1", *lines[end:]]))
    assert "record_matches_its_schema" in refused(repo)
