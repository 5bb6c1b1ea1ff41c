"""The pages on the gate name rules, tests, files and commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhucun.check.catalogue import RULES
from zhucun.cli.main import PLACES
from zhucun.gate.catalogue import HISTORY

ROOT = Path(__file__).parents[2]
PAGES = ("docs/gate.md", "docs/threat-model.md")
#: Written `like this` on the pages, and neither a rule nor a test.
WORDS = {"pull_request", "merge_group", "workflow_run", "custom_hooks"}
#: Files of the records, or of somebody else's repository.
ELSEWHERE = {
    ".gitea/workflows/check.yml",
    ".forgejo/workflows/check.yml",
    ".gitlab-ci.yml",
    "region.yml",
}


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def own_files() -> list[Path]:
    folders = (ROOT / name for name in (".github", "tools", "tests"))
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("page", PAGES)
def test_rules_and_tests_exist(page: str) -> None:
    named = set(re.findall(r"[`\[]([a-z]+(?:_[a-z]+)+)[`\]]", text(page))) - WORDS
    assert named
    defined = {
        name
        for path in own_files()
        if path.match("test_*.py")
        for name in re.findall(r"(?m)^def (test_\w+)", path.read_text(encoding="utf-8"))
    }
    assert named - {*RULES, *HISTORY, *defined} == set()


@pytest.mark.parametrize("page", PAGES)
def test_files_exist(page: str) -> None:
    named = set(re.findall(r"`([\w./-]+\.(?:py|yml|md))`", text(page))) - ELSEWHERE
    there = [path.relative_to(ROOT).as_posix() for path in own_files()]
    lost = {name for name in named if not any(path.endswith(name) for path in there)}
    assert lost == set()
    links = re.findall(r"\]\(([\w-]+\.md)\)", text(page))
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_exist(page: str) -> None:
    commands = set(re.findall(r"(?:`|bin/)zhucun ([a-z]+)", text(page)))
    assert commands
    assert commands <= set(PLACES)
