"""The GitHub workflows: what they may do, and that no change can weaken its own gate."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from mini.tree import plant

WORKFLOWS = ("check.yml", "publish.yml")


def workflow(root: Path, name: str) -> dict[str, Any]:
    # BaseLoader keeps `on` a string, which YAML 1.1 would take for a truth value.
    text = (root / ".github" / "workflows" / name).read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: TID251 no record
    assert isinstance(content, dict)
    return content


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_commit(root: Path, name: str) -> None:
    text = (root / ".github" / "workflows" / name).read_text(encoding="utf-8")
    used = re.findall(r"uses:\s*(.+)", text)
    assert used
    for line in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_one_action_has_one_commit_everywhere(root: Path) -> None:
    commits: dict[str, set[str]] = {}
    for name in WORKFLOWS:
        text = (root / ".github" / "workflows" / name).read_text(encoding="utf-8")
        for action, commit in re.findall(r"uses:\s*([\w/-]+)@([0-9a-f]{40})", text):
            commits.setdefault(action, set()).add(commit)
    assert all(len(found) == 1 for found in commits.values()), commits


def test_only_the_deployment_may_write(root: Path) -> None:
    assert workflow(root, "check.yml")["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow(root, "check.yml")["jobs"].values())
    publish = workflow(root, "publish.yml")
    assert publish["permissions"] == {}
    granted = {name: job["permissions"] for name, job in publish["jobs"].items()}
    assert granted == {
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_no_workflow_runs_a_change_with_rights(root: Path) -> None:
    assert set(workflow(root, "check.yml")["on"]) == {"pull_request"}
    assert workflow(root, "publish.yml")["on"]["push"] == {"branches": ["main"]}
    for name in WORKFLOWS:
        text = (root / ".github" / "workflows" / name).read_text(encoding="utf-8")
        assert "secrets." not in text
        for job in workflow(root, name)["jobs"].values():
            assert int(job["timeout-minutes"]) <= 20
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] == "false"


def test_the_gate_runs_only_what_the_base_branch_holds(root: Path) -> None:
    steps = workflow(root, "check.yml")["jobs"]["records"]["steps"]
    places = {
        step["with"]["path"]: step["with"].get("ref") for step in steps if "path" in str(step)
    }
    assert places == {"tool": "${{ github.event.pull_request.base.sha }}", "change": None}
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[0] == "make -C tool venv"
    assert runs[1].startswith("tool/.venv/bin/python tool/tools/setup/judge_change.py tool change ")
    assert len(runs) == 2


# The gate itself, on the miniature: who brings which file, with the real tool.

ZHUCUN = """#!{python}
from zhucun.cli.main import main
main()
"""
SHEET = "records/shili/shilixian/shilizhen/attendance/2026-10.yml"
PACK = "records/regulations/s0.yml"
SHORT = (
    SHEET,
    "在村: 8-10, 12-17, 19-23, 26-31\n    因公外出: 24",
    "在村: 8-10, 12-17, 19-23\n    因公外出: 24, 26-31",
)
DAYS = 'value: 20, cite: {article: 第十六条, quote: "每月在村工作时间不得少于20天"}'
WEAK = (PACK, DAYS, DAYS.replace("20,", "2,", 1))
STRICT = (PACK, DAYS, DAYS.replace("20,", "24,", 1))
ALIKE = (PACK, "title: 每月在村最少天数", "title: 每月在村的最少天数")
LOOSE = ("schemas/attendance.json", '"additionalProperties": false', '"additionalProperties": true')
Edit = tuple[str, str, str]


@pytest.fixture
def base(tmp_path: Path, root: Path) -> Path:
    """A checkout of the base branch, with its tool installed."""
    tool = tmp_path / "tool"
    tool.mkdir()
    plant(tool, root)
    shutil.copytree(root / "schemas", tool / "schemas")
    executable(tool / ".venv" / "bin" / "zhucun", ZHUCUN.format(python=sys.executable))
    return tool


def changed(base: Path, edits: list[Edit]) -> Path:
    """A checkout of the merge result: the base with edits, committed after the last seal."""
    change = base.parent / "change"
    shutil.copytree(base, change, ignore=shutil.ignore_patterns(".venv"))
    for path, old, new in edits:
        file = change / path
        text = file.read_text(encoding="utf-8")
        assert old in text, path
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    when = "2026-11-05T08:00:00+08:00"
    environment = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    who = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "change"]):
        subprocess.run(["git", *arguments], cwd=change, check=True, env=environment)
    return change


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def judge(root: Path, tool: Path, change: Path) -> subprocess.CompletedProcess[str]:
    script = root / "tools" / "setup" / "judge_change.py"
    summary = change.parent / "summary.md"
    return subprocess.run(
        [sys.executable, str(script), str(tool), str(change), "--summary", str(summary)],
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("edits", "code", "runs"),
    [
        pytest.param([], 0, 1, id="nothing"),
        pytest.param([SHORT], 1, 1, id="an unexplained shortfall"),
        pytest.param([SHORT, WEAK], 1, 2, id="the same, with the law weakened for it"),
        pytest.param([SHORT, LOOSE], 1, 1, id="the same, with the schema weakened"),
        pytest.param([STRICT], 1, 2, id="the new law contradicts a record"),
        pytest.param([ALIKE], 0, 2, id="a new law alone"),
    ],
)
def test_a_change_is_judged_by_the_base(
    root: Path, base: Path, edits: list[Edit], code: int, runs: int
) -> None:
    change = changed(base, edits)
    # A change that brings its own tool: it must not be the one that is run.
    executable(change / ".venv" / "bin" / "zhucun", "#!/bin/sh\nexit 0\n")
    outcome = judge(root, base, change)
    assert outcome.returncode == code, outcome.stdout + outcome.stderr
    assert ("::error file=" in outcome.stdout) == (code == 1)
    summary = (base.parent / "summary.md").read_text(encoding="utf-8")
    assert summary.count("## 记录检查") == runs
    read = sum(1 for path in (change / "records").rglob("*") if path.is_file())
    assert f"读了 {read} 个文件" in summary


@pytest.mark.parametrize("part", ["records", "records/regulations"])
def test_a_change_can_not_swap_folders_for_links(root: Path, base: Path, part: str) -> None:
    change = changed(base, [SHORT])
    own = change / "own"
    (change / part).rename(own)
    (change / part).symlink_to(own)
    assert judge(root, base, change).returncode != 0
    assert (base / PACK).read_bytes() == (root / PACK).read_bytes()
