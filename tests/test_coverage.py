"""Every row is carried out, shown by scenarios, and its scenarios fail when it is switched off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mini.judge import REPOSITORY, holds, play
from mini.switch import switched_off, without_entry
from scenario_files import SCENARIOS, Example, TableExample, rule_examples, table_examples
from zhucun.assess.coverage import CARRIED_OUT, STATES, Coverage, counted, coverage_of
from zhucun.assess.row_sources import Judge
from zhucun.cli.coverage import command
from zhucun.facts.load import load_commons
from zhucun.law.rows import rows

SHOWN_MODES = ("B", "B*", "W", "C", "B/C")
COVERAGE = coverage_of(load_commons(REPOSITORY).law, SCENARIOS)
#: Each judge with the rows it has to be shown for.
JUDGES: dict[str, tuple[Judge, list[str]]] = {}
for _each in COVERAGE:
    for _judge in _each.judges if _each.row.mode in SHOWN_MODES else ():
        JUDGES.setdefault(_judge.name, (_judge, []))[1].append(_each.row.id)


def failing_examples(judge: Judge, row: str) -> list[Example | TableExample]:
    """The failing examples of a judge that show a row."""
    every: list[Example | TableExample] = []
    if judge.is_table:
        every += [e for e in table_examples() if e.table == judge.subject]
    else:
        every += [e for e in rule_examples() if (e.rule, e.entry) == (judge.subject, judge.part)]
    return [
        e
        for e in every
        if not e.passes and (row in judge.rows if e.rows is None else row in e.rows)
    ]


@pytest.mark.parametrize("name", JUDGES)
def test_what_is_switched_off_is_missed(name: str, tmp_path: Path) -> None:
    judge, wanted = JUDGES[name]
    missed: set[str] = set()
    for number, row in enumerate(wanted):
        if row in missed:
            continue
        for place, example in enumerate(failing_examples(judge, row)):
            if not _holds_without(judge, example, tmp_path / f"{number}-{place}"):
                missed |= set(wanted if example.rows is None else example.rows)
                break
    assert [row for row in wanted if row not in missed] == []


def _holds_without(judge: Judge, example: Example | TableExample, root: Path) -> bool:
    play(root, example.setting)
    with switched_off(judge):
        try:
            return holds(root, example, lambda commons: without_entry(commons, judge))
        except KeyError:  # the table or the column isn't there
            return False


def test_every_row_is_listed_once() -> None:
    ids = [each.row.id for each in COVERAGE]
    assert ids == [row.id for row in rows().values() if row.regulation in CARRIED_OUT]
    assert len(ids) == len(set(ids)) == 247


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
    found = coverage_of(load_commons(REPOSITORY).law, None)
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
    assert "共 247 条" in result.stdout


def test_every_state_has_its_word() -> None:
    assert {each.shown for each in COVERAGE} <= set(STATES.values())


def test_nothing_is_to_do() -> None:
    todo: dict[str, Coverage] = {e.row.id: e for e in COVERAGE if e.state == "todo"}
    assert {id_: each.missing for id_, each in todo.items()} == {}
