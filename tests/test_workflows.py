"""The workflows: what they may do, and that nothing of a change is run with rights."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ".github/workflows"
WORKFLOWS = ("check.yml", "lighthouse.yml", "preview.yml", "publish.yml")
GITEA = "tools/forges/gitea-workflow.yml"
GITLAB = "tools/forges/gitlab-ci.yml"
BINARIES = Path(sys.executable).parent


def content(path: str) -> dict[str, Any]:
    # BaseLoader keeps `on` a string, which YAML 1.1 would take for a truth value.
    text = (ROOT / path).read_text(encoding="utf-8")
    parsed = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: TID251 no record
    assert isinstance(parsed, dict)
    return parsed


def workflow(name: str) -> dict[str, Any]:
    return content(f"{GITHUB}/{name}")


# What they may do


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_commit(name: str) -> None:
    used = re.findall(r"uses:\s*(.+)", (ROOT / GITHUB / name).read_text(encoding="utf-8"))
    assert used
    for line in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_every_workflow_is_held_to_this() -> None:
    assert {path.name for path in (ROOT / GITHUB).iterdir()} == set(WORKFLOWS)


def test_one_action_has_one_commit_everywhere() -> None:
    commits: dict[str, set[str]] = {}
    for name in WORKFLOWS:
        text = (ROOT / GITHUB / name).read_text(encoding="utf-8")
        for action, commit in re.findall(r"uses:\s*([\w/-]+)@([0-9a-f]{40})", text):
            commits.setdefault(action, set()).add(commit)
    assert all(len(pinned) == 1 for pinned in commits.values()), commits


def test_each_job_may_do_what_it_needs_and_no_more() -> None:
    granted = {
        f"{name}/{job}": steps["permissions"]
        for name in WORKFLOWS
        for job, steps in workflow(name)["jobs"].items()
    }
    assert granted == {
        "check.yml/gate": {"contents": "read"},
        "check.yml/tests": {"contents": "read"},
        "lighthouse.yml/marks": {"contents": "read"},
        "preview.yml/comment": {"actions": "read", "contents": "read", "pull-requests": "write"},
        "publish.yml/build": {"contents": "read"},
        "publish.yml/deploy": {"pages": "write", "id-token": "write"},
    }
    assert all(workflow(name)["permissions"] == {} for name in WORKFLOWS)
    assert content(GITEA)["permissions"] == {"contents": "read"}


def test_no_workflow_runs_a_change_with_rights() -> None:
    assert set(workflow("check.yml")["on"]) == {"pull_request", "merge_group"}
    assert workflow("preview.yml")["on"] == {
        "workflow_run": {"workflows": ["check"], "types": ["completed"]}
    }
    assert workflow("publish.yml")["on"]["push"] == {"branches": ["main"]}
    for name in WORKFLOWS:
        assert "secrets." not in (ROOT / GITHUB / name).read_text(encoding="utf-8")
        for job in workflow(name)["jobs"].values():
            assert int(job["timeout-minutes"]) <= 20
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", [*(f"{GITHUB}/{name}" for name in WORKFLOWS), GITEA])
def test_no_text_of_a_change_is_expanded_into_a_script(path: str) -> None:
    for job in content(path)["jobs"].values():
        assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]


def test_the_privileged_job_takes_its_script_from_the_default_branch() -> None:
    checkout, script = workflow("preview.yml")["jobs"]["comment"]["steps"]
    assert checkout["with"] == {
        "ref": "${{ github.event.repository.default_branch }}",
        "sparse-checkout": "tools/forges",
        "persist-credentials": "false",
    }
    assert script["run"] == "python3 tools/forges/post_preview.py"
    assert set(script["env"]) == {"TOKEN", "RUN_ID", "HEAD_SHA"}


def test_only_the_fetch_knows_the_token() -> None:
    for path, job in ((f"{GITHUB}/check.yml", "gate"), (GITEA, "gate")):
        told = [step for step in content(path)["jobs"][job]["steps"] if "token" in str(step)]
        assert [" fetch " in step.get("run", "") for step in told] == [True]
    assert not any("token" in str(s) for s in workflow("check.yml")["jobs"]["tests"]["steps"])


@pytest.mark.parametrize(
    "command",
    [
        ["zizmor", "--offline", "--quiet", "--pedantic", ".github", GITEA],
        ["actionlint", "-shellcheck", "shellcheck", *map(str, WORKFLOWS), GITEA],
        ["shellcheck", "tools/forges/pre-receive"],
        ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", GITLAB],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", GITEA],
        ["pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"],
    ],
    ids=lambda command: command[0],
)
def test_the_linters_have_nothing_to_say(command: list[str]) -> None:
    named = [f"{GITHUB}/{word}" if word in WORKFLOWS else word for word in command]
    outcome = subprocess.run(
        named,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": f"{BINARIES}:{os.environ['PATH']}"},
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
