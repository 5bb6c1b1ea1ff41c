"""The GitHub workflows: what they may do, and that no change can weaken its own gate."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

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


# The gate itself. A tool that blocks any number above the law's limit or the schema's stands in for
# zhucun check, so that what is tried here is only who brings which file.

STAND_IN = """#!{python}
import pathlib, sys
root = pathlib.Path(sys.argv[sys.argv.index("--root") + 1])
number = lambda path: int((root / path).read_text()) if (root / path).is_file() else 0
got = number("records/county/count.yml")
limits = number("records/regulations/limit.yml"), number("schemas/limit.json")
print("got", got, "limits", *limits)
sys.exit(1 if got > min(limits) else 0)
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    tool = tmp_path / "tool"
    write_tree(tool, limit=10, schema=10, count=5)
    executable(tool / ".venv" / "bin" / "zhucun", STAND_IN.format(python=sys.executable))
    return tool


def write_tree(folder: Path, *, limit: int, schema: int, count: int) -> Path:
    for name, number in {
        "records/regulations/limit.yml": limit,
        "records/calendar/2026.yml": 1,
        "records/county/count.yml": count,
        "schemas/limit.json": schema,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(number), encoding="utf-8")
    return folder


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
    ("limit", "schema", "count", "code", "runs"),
    [
        pytest.param(10, 10, 9, 0, 1, id="within"),
        pytest.param(10, 10, 11, 1, 1, id="beyond"),
        pytest.param(99, 10, 11, 1, 2, id="beyond, with the law weakened for it"),
        pytest.param(10, 99, 11, 1, 1, id="beyond, with the schema weakened for it"),
        pytest.param(3, 10, 5, 1, 2, id="the new law contradicts a record"),
        pytest.param(8, 10, 5, 0, 2, id="a new law alone"),
    ],
)
def test_a_change_is_judged_by_the_base(
    root: Path, base: Path, limit: int, schema: int, count: int, code: int, runs: int
) -> None:
    change = write_tree(base.parent / "change", limit=limit, schema=schema, count=count)
    # A change that brings its own tool: it must not be the one that is run.
    executable(change / ".venv" / "bin" / "zhucun", "#!/bin/sh\nexit 0\n")
    outcome = judge(root, base, change)
    assert outcome.returncode == code, outcome.stdout + outcome.stderr
    summary = (base.parent / "summary.md").read_text(encoding="utf-8")
    assert summary.count("## ") == runs
    assert f"got {count}" in summary


@pytest.mark.parametrize("part", ["records", "records/regulations"])
def test_a_change_can_not_swap_folders_for_links(root: Path, base: Path, part: str) -> None:
    change = write_tree(base.parent / "change", limit=10, schema=10, count=11)
    own = change / "own"
    (change / part).rename(own)
    (change / part).symlink_to(own)
    assert judge(root, base, change).returncode != 0
    assert (base / "records" / "regulations" / "limit.yml").read_text(encoding="utf-8") == "10"
