"""Every row is carried out, shown by scenarios, and its scenarios fail when it is switched off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mini.judge import REPOSITORY
from mini.missed import judges_to_show, unmissed
from scenario_files import SCENARIOS
from zhucun.assess.coverage import STATES, Coverage, counted, coverage_of
from zhucun.cli.coverage import command
from zhucun.facts.load import load_commons
from zhucun.law.rows import rows

LAW = load_commons(REPOSITORY).law
COVERAGE = coverage_of(LAW, SCENARIOS)
JUDGES = judges_to_show(COVERAGE)


@pytest.mark.parametrize("name", JUDGES)
def test_what_is_switched_off_is_missed(name: str, tmp_path: Path) -> None:
    judge, wanted = JUDGES[name]
    assert unmissed(judge, wanted, SCENARIOS, tmp_path) == []


def test_every_row_is_listed_once() -> None:
    ids = [each.row.id for each in COVERAGE]
    assert ids == list(LAW.requirements())
    assert ids[: len(rows())] == list(rows())
    assert len(rows()) == 339


def test_every_row_says_in_a_few_words_what_it_requires() -> None:
    titles = {each.row.id: each.row.title for each in COVERAGE}
    assert {id_: title for id_, title in titles.items() if not 2 <= len(title) <= 20} == {}


def test_every_scenario_named_is_there() -> None:
    named = {file for each in COVERAGE for file in each.files}
    assert {file for file in named if not (SCENARIOS / f"{file}.yml").is_file()} == set()


def test_a_row_waits_only_for_what_the_source_leaves_open() -> None:
    for each in COVERAGE:
        if each.state == "source-missing":
            assert any(entry.open for entry in each.entries), each.row.id


def test_without_scenarios_none_is_asked_for() -> None:
    found = coverage_of(LAW, None)
    assert not any("场景" in lack for each in found for lack in each.missing)
    assert not any(each.scenarios for each in found)


def test_the_command_lists_every_row_as_json() -> None:
    result = CliRunner().invoke(command, ["--root", str(REPOSITORY), "--format", "json"])
    whole: Any = json.loads(result.stdout)
    assert [row["id"] for row in whole["rows"]] == [each.row.id for each in COVERAGE]
    assert whole["counts"] == counted(COVERAGE)
    assert result.exit_code == (1 if whole["counts"]["todo"] else 0)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_command_lists_every_row_for_people(form: str) -> None:
    result = CliRunner().invoke(command, ["--root", str(REPOSITORY), "--format", form])
    assert all(each.row.id in result.stdout for each in COVERAGE)
    assert f"共 {len(COVERAGE)} 条" in result.stdout


def test_every_state_has_its_word() -> None:
    assert {each.shown for each in COVERAGE} <= set(STATES.values())


def test_nothing_is_to_do() -> None:
    todo: dict[str, Coverage] = {e.row.id: e for e in COVERAGE if e.state == "todo"}
    assert {id_: each.missing for id_, each in todo.items()} == {}
