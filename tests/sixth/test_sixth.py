"""A sixth regulation takes a pack and scenarios only: an invented one is added and used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mini.judge import REPOSITORY, commons_of, holds, judged, play
from mini.missed import SHOWN_MODES, judges_to_show, unmissed
from mini.tree import AS_OF
from scenario_files import Setting, rule_examples
from zhucun.assess.coverage import Coverage, coverage_of
from zhucun.cli.main import cli
from zhucun.law.pack import VILLAGERS

HERE = Path(__file__).parent
SCENARIOS = HERE / "scenarios"
SETTING = Setting("", "", "s99", AS_OF, [], {})
TOWN = "records/shili/shilixian/shilizhen"
EXAMPLES = rule_examples(SCENARIOS)
LAW = commons_of(HERE, SETTING).law
COVERAGE = [e for e in coverage_of(LAW, SCENARIOS) if e.row.regulation == "s99"]
JUDGES = judges_to_show(COVERAGE)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county one of whose townships follows the sixth regulation."""
    return play(tmp_path_factory.mktemp("sixth"), SETTING)


def run(*arguments: str) -> Any:
    """What the command line answers."""
    return CliRunner().invoke(cli, arguments)


def test_it_is_none_of_the_project_s_own() -> None:
    assert not (REPOSITORY / "records" / "regulations" / "s99.yml").exists()
    assert LAW.pack("s99").population == VILLAGERS


def test_nothing_is_to_mend(tree: Path) -> None:
    found = judged(tree, SETTING).findings
    assert [f for f in found if f.severity != "info" or f.entry.startswith("s99/")] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Any, tmp_path: Path) -> None:
    assert holds(play(tmp_path, example.setting), example)


def test_no_row_is_to_do() -> None:
    todo: dict[str, Coverage] = {e.row.id: e for e in COVERAGE if e.state == "todo"}
    assert {id_: each.missing for id_, each in todo.items()} == {}
    assert len(COVERAGE) == 10
    assert {e.row.id: e.state for e in COVERAGE if e.state != "done"} == {
        "S99-05": "source-missing",
        "S99-09": "human",
        "S99-10": "information",
    }


def test_every_row_that_is_judged_has_a_judge() -> None:
    shown = {row for _, rows in JUDGES.values() for row in rows}
    assert shown == {e.row.id for e in COVERAGE if e.row.mode in SHOWN_MODES}


@pytest.mark.parametrize("name", JUDGES)
def test_what_is_switched_off_is_missed(name: str, tmp_path: Path) -> None:
    judge, wanted = JUDGES[name]
    assert unmissed(judge, wanted, SCENARIOS, tmp_path) == []


def test_it_is_checked(tree: Path) -> None:
    result = run("check", "--root", str(tree), "--as-of", AS_OF, "--format", "json")
    assert result.exit_code == 0, result.output


def test_what_it_asks_for_is_told_in_advance(tree: Path) -> None:
    result = run("due", "--root", str(tree), "--as-of", AS_OF, "--format", "json")
    assert result.exit_code == 0, result.output
    dues = [due for due in json.loads(result.stdout)["obligations"] if "S99-04" in due["rows"]]
    assert {due["subject"] for due in dues} == {"990101-v001", "990101-v002"}
    assert {due["cite"]["regulation"] for due in dues} == {"s99"}


def test_its_coverage_is_told(tree: Path) -> None:
    arguments = ("coverage", "--root", str(tree), "--regulation", "s99")
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    assert [row["id"] for row in json.loads(result.stdout)["rows"]] == [
        f"S99-{number:02}" for number in range(1, 11)
    ]
    assert "共 10 条" in run(*arguments).stdout


def test_its_fingerprints_are_those_of_its_text(tree: Path) -> None:
    source = str(HERE / "source.txt")
    result = run("fingerprint", source, "--regulation", "s99", "--compare", "--root", str(tree))
    assert result.exit_code == 0, result.output
    assert "一致" in result.stdout


def test_it_has_its_pages_on_the_site(tree: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    result = run("build", "--root", str(tree), "--as-of", AS_OF, "--out", str(site))
    assert result.exit_code == 0, result.output
    page = (site / "regulation" / "s99" / "index.html").read_text(encoding="utf-8")
    assert "每月至少上门走访每名村党组织书记一次" in page
    coverage = (site / "coverage" / "index.html").read_text(encoding="utf-8")
    assert 'id="S99-04"' in coverage
    assert "值班补贴标准" in (site / "silence" / "index.html").read_text(encoding="utf-8")
    table = (site / "data" / "v1" / "requirements.json").read_text(encoding="utf-8")
    assert "S99-10" in table
