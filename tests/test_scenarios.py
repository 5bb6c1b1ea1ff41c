"""Walks tests/scenarios: passing and failing examples of each rule, norm, table and decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mini.judge import concerning, differences, fits, judged, play, rows_of
from mini.missed import SHOWN_MODES
from mini.tree import AS_OF, REGIMES
from scenario_files import (
    DecisionExample,
    Example,
    Setting,
    TableExample,
    all_examples,
    decision_examples,
    rule_examples,
    table_examples,
)
from zhucun.assess.catalogue import TABLES
from zhucun.assess.row_sources import RULE_OF, judges_of
from zhucun.check.catalogue import RULES
from zhucun.check.finding import Finding
from zhucun.facts.load import load_commons
from zhucun.law.pack import Law

EXAMPLES = rule_examples()
REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def law() -> Law:
    """The repository's own packs."""
    return load_commons(REPOSITORY).law


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example, tmp_path: Path) -> None:
    play(tmp_path, example.setting)
    found = concerning(judged(tmp_path, example.setting).findings, example)
    if example.expected is None:
        assert found == []
    else:
        assert any(fits(f, example.expected) for f in found), found


@pytest.mark.parametrize("example", table_examples(), ids=str)
def test_table_example(example: TableExample, tmp_path: Path) -> None:
    play(tmp_path, example.setting)
    found = rows_of(tmp_path, example)
    if example.expected is None:
        assert found == []
        return
    assert len(found) == 1, found
    assert differences(found[0], example) == {}


@pytest.mark.parametrize("example", decision_examples(), ids=str)
def test_decision_example(example: DecisionExample, tmp_path: Path) -> None:
    setting = example.setting
    as_is = Setting(setting.file, setting.name, setting.regime, setting.as_of, setting.changes, {})
    before, after = (
        Counter(map(_apart, judged(play(tmp_path / place, each), each).findings))
        for place, each in (("before", as_is), ("after", setting))
    )
    assert _described(after - before, example.appear), list((after - before).elements())
    assert _described(before - after, example.vanish), list((before - after).elements())


def _apart(finding: Finding) -> tuple[str, str, str, str, str]:
    """What tells a finding from any other."""
    return finding.rule, finding.entry, finding.severity, finding.path, finding.message


def _described(
    findings: Counter[tuple[str, str, str, str, str]], expected: list[Mapping[str, Any]]
) -> bool:
    """Whether each finding is described by one of the descriptions, and each describes one."""
    left = list(findings.elements())
    for each in expected:
        for found in left:
            rule, entry, _, path, message = found
            named = (rule, path) == (each["规则"], each["文件"])
            if named and each.get("条目", entry) == entry and each.get("含", "") in message:
                left.remove(found)
                break
        else:
            return False
    return not left


@pytest.mark.parametrize("regime", REGIMES)
def test_the_miniature_has_nothing_to_mend(regime: str, tmp_path: Path) -> None:
    setting = Setting("", "", regime, AS_OF, [], {})
    report = judged(play(tmp_path, setting), setting)
    assert [f for f in report.findings if f.severity != "info"] == []


def test_every_rule_has_a_passing_and_a_failing_example() -> None:
    passing = {e.rule for e in EXAMPLES if e.passes}
    failing = {e.rule for e in EXAMPLES if not e.passes}
    assert passing == failing == set(RULES)


def test_every_norm_has_a_passing_and_a_failing_example(law: Law) -> None:
    shown = {row.id for row in law.requirements().values() if row.mode in SHOWN_MODES}
    wanted = {
        f"{pack.id}/{norm.key}"
        for pack in law
        for norm in pack.norms.each()
        if shown & set(norm.rows)
    }
    passing = {e.entry for e in EXAMPLES if e.passes}
    failing = {e.entry for e in EXAMPLES if not e.passes}
    assert wanted - passing == set()
    assert wanted - failing == set()


def test_every_norm_example_names_a_norm(law: Law) -> None:
    known = {f"{pack.id}/{norm.key}" for pack in law for norm in pack.norms.each()}
    assert {e.entry for e in EXAMPLES if e.entry} - known == set()
    assert [str(e) for e in EXAMPLES if (e.rule in RULE_OF.values()) != bool(e.entry)] == []


def test_every_column_with_rows_has_a_passing_and_a_failing_example() -> None:
    for passes in (True, False):
        shown = {
            (e.table, TABLES[e.table].column(name).key)
            for e in table_examples()
            if e.passes is passes
            for name in (*e.select, *(e.expected or ()))
        }
        wanted = {(t.name, c.key) for t in TABLES.values() for c in t.columns if c.rows}
        assert sorted(wanted - shown) == []


def test_every_table_with_rows_has_a_passing_and_a_failing_example() -> None:
    wanted = {table.name for table in TABLES.values() if table.all_rows}
    for passes in (True, False):
        assert wanted - {e.table for e in table_examples() if e.passes is passes} == set()


def test_every_example_shows_rows_of_its_judge(law: Law) -> None:
    known: dict[str, set[str]] = {}
    for judge in judges_of(law):
        known.setdefault(judge.shown_by, set()).update(judge.rows)
    examples: list[Example | TableExample] = [*EXAMPLES, *table_examples()]
    wrong = {str(e): set(e.rows or ()) - known.get(judge_of(e), set()) for e in examples}
    assert {name: rows for name, rows in wrong.items() if rows} == {}


def judge_of(example: Example | TableExample) -> str:
    """What an example's file names, as Judge.shown_by has it."""
    if isinstance(example, TableExample):
        return example.table
    return f"{example.rule} {example.entry}".rstrip()


def test_every_file_is_named_for_what_it_shows() -> None:
    names = {file_name(example) for example in all_examples()}
    files = set()
    for example in all_examples():
        name = dashed(example.setting.file)
        files.add(name)
        if name in names:  # other files tell a story of several things
            assert name == file_name(example), example
    assert names - files == set()


def file_name(example: Example | TableExample | DecisionExample) -> str:
    """The name of the file that an example belongs in, with dashes between its words."""
    match example:
        case Example():
            return dashed(example.entry or example.rule)
        case TableExample():
            return dashed(example.table)
        case DecisionExample():
            return dashed(f"decision-{example.decision}")


def dashed(name: str) -> str:
    """A name in small letters with a dash wherever it has a mark between words."""
    return re.sub("[/._]", "-", name.lower())
