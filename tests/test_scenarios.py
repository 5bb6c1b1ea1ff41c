"""Walks tests/scenarios: each rule's passing and failing examples, written for an official."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mini.tree import AS_OF, edit, plant
from zhucun.check.catalogue import RULES
from zhucun.check.finding import Finding
from zhucun.check.run import check, whole_tree
from zhucun.read.strict import parse

REPOSITORY = Path(__file__).parents[1]
SCENARIOS = Path(__file__).parent / "scenarios"


@dataclass(frozen=True)
class Example:
    file: str
    rule: str
    name: str
    changes: list[dict[str, Any]]
    expected: dict[str, Any] | None
    as_of: str

    def __str__(self) -> str:
        verdict = "不通过" if self.expected is not None else "通过"
        return f"{self.file}:{verdict}:{self.name}"


def examples() -> list[Example]:
    found = []
    for path in sorted(SCENARIOS.glob("*.yml")):
        parsed = parse(path.read_bytes())
        assert parsed.fault is None, f"{path.name}: {parsed.fault}"
        scenario: Any = parsed.value
        as_of = scenario.get("截至", AS_OF)
        for example in scenario["通过"]:
            changes = example.get("改动") or []
            found.append(
                Example(path.stem, scenario["规则"], example["名称"], changes, None, as_of)
            )
        for example in scenario["不通过"]:
            found.append(
                Example(
                    path.stem,
                    scenario["规则"],
                    example["名称"],
                    example["改动"],
                    example["发现"],
                    as_of,
                )
            )
    return found


EXAMPLES = examples()


def judged(root: Path, example: Example) -> list[Finding]:
    plant(root, REPOSITORY)
    edit(root, example.changes)
    report = check(root, whole_tree(root), example.as_of, progress=lambda done, total: None)
    return [f for f in report.findings if f.rule == example.rule]


def fits(finding: Finding, expected: dict[str, Any]) -> bool:
    cite = finding.cite
    got = {
        "级别": finding.severity,
        "文件": finding.path,
        "行": finding.line,
        "条": cite.article if cite else "",
    }
    return expected.get("含", "") in finding.message and all(
        got[key] == expected[key] for key in got if key in expected
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example, tmp_path: Path) -> None:
    found = judged(tmp_path, example)
    if example.expected is None:
        assert found == []
    else:
        assert any(fits(f, example.expected) for f in found), found


def test_the_miniature_has_nothing_to_mend(tmp_path: Path) -> None:
    plant(tmp_path, REPOSITORY)
    report = check(tmp_path, whole_tree(tmp_path), AS_OF, progress=lambda done, total: None)
    assert [f for f in report.findings if f.severity != "info"] == []


def test_every_rule_has_a_passing_and_a_failing_example() -> None:
    passing = {e.rule for e in EXAMPLES if e.expected is None}
    failing = {e.rule for e in EXAMPLES if e.expected is not None}
    assert passing == failing == set(RULES)
