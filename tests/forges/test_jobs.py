"""The jobs that judge a change, run as they stand: their own shell, over a real repository.

Each forge's names are put in as the forge would; of its machinery only the checkout is done here.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from gate.forge import TOWN, Forge, Foundry, found
from gate.objects import ENVIRONMENT

ROOT = Path(__file__).parents[2]
CHECK = ".github/workflows/check.yml"
GITEA = "tools/forges/gitea-workflow.yml"
GITLAB = "tools/forges/gitlab-ci.yml"

SHEET = f"{TOWN}/attendance/2026-10.yml"
PACK = "records/regulations/s0.yml"
DAYS = 'value: 20, cite: {article: 第十六条, quote: "每月在村工作时间不得少于20天"}'
Edit = tuple[str, str, str]
SHORT: Edit = (
    SHEET,
    "在村: 8-10, 12-17, 19-23, 26-31\n    因公外出: 24",
    "在村: 8-10, 12-17, 19-23\n    因公外出: 24, 26-31",
)
WEAK: Edit = (PACK, DAYS, DAYS.replace("20,", "2,", 1))
LOOSE: Edit = ("schemas/attendance.json", '{"title": "考勤"}', "{}")
INSTALL = "venv:\n\t@mkdir -p .venv/bin && ln -sf $(ZHUCUN) .venv/bin/zhucun\n"
OWN_INSTALL = (
    "venv:\n\t@touch $(SCRATCH)/ran; mkdir -p .venv/bin; ln -sf /bin/true .venv/bin/zhucun\n"
)
TODAY = "2026-11-05"


def content(path: str) -> dict[str, Any]:
    # BaseLoader keeps `on` a string, which YAML 1.1 would take for a truth value.
    text = (ROOT / path).read_text(encoding="utf-8")
    parsed = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: TID251 no record
    assert isinstance(parsed, dict)
    return parsed


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Foundry:
    return found(tmp_path_factory.mktemp("world"))


@dataclass
class Site:
    """A forge with one change proposed; a folder for the job to work in."""

    repo: Forge
    folder: Path
    head: str

    @property
    def names(self) -> dict[str, str]:
        """What the forges' expressions stand for."""
        pull, group = "github.event.pull_request", "github.event.merge_group"
        return {
            f"{pull}.base.sha || {group}.base_sha": self.repo.base,
            f"{pull}.head.sha || {group}.head_sha": self.head,
            "github.event.pull_request.head.sha": self.head,
            "github.event.pull_request.base.ref": "main",
            "github.event.pull_request.number": "7",
            "github.event.repository.visibility": "private",
            "github.server_url": self.repo.folder.parent.as_uri(),
            "github.repository": self.repo.folder.name,
            "github.token": "secret",
        }

    @property
    def environment(self) -> dict[str, str]:
        return {
            **ENVIRONMENT,
            "PATH": f"{self.folder.parent / 'bin'}:{ENVIRONMENT['PATH']}",
            "HOME": str(self.folder.parent),
            "PYTHONUTF8": "1",
            "ZHUCUN": str(Path(sys.executable).with_name("zhucun")),
            "SCRATCH": str(self.folder.parent),
            "GITHUB_STEP_SUMMARY": str(self.folder.parent / "summary.md"),
            "CI_REPOSITORY_URL": self.repo.folder.as_uri(),
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_PIPELINE_ID": "11",
            "CI_COMMIT_SHA": self.head,
            "CI_PROJECT_VISIBILITY": "private",
        }

    def filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: self.names[found[1]], text)

    def script(self, text: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", text],
            cwd=self.folder,
            env={**self.environment, **variables},
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    @property
    def ran(self) -> bool:
        """Whether anything that the change brings was run."""
        return (self.folder.parent / "ran").exists()


def proposed(world: Foundry, tmp_path: Path, edits: list[Edit]) -> Site:
    """A repository whose base knows how to install the tool, and a change that brings its own."""
    repo = world.copy(tmp_path / "records.git")
    repo.write("Makefile", INSTALL)
    repo.settle()
    repo.append("docs/guide.md", "再写一句。\n")
    for path, old, new in edits:
        repo.edit(path, old, new)
    head = repo.commit("改动")
    repo.ref("refs/pull/7/head", head)
    repo.ref("refs/pipelines/11", head)
    date = tmp_path / "bin" / "date"
    date.parent.mkdir()
    date.write_text(f'#!/bin/sh\ntest "$TZ $*" = "CST-8 +%F" && echo {TODAY}\n', encoding="utf-8")
    date.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    return Site(repo, work, head)


def on_github(site: Site) -> tuple[int, str]:
    """The job `gate` of check.yml up to its verdict; the checkout action's part is done here."""
    clone = ["git", "clone", "--quiet", site.repo.folder.as_uri(), "tool"]
    subprocess.run(clone, cwd=site.folder, check=True, env=site.environment)
    job = content(CHECK)["jobs"]["gate"]
    checkout, *steps = job["steps"]
    assert checkout["with"] == {
        "ref": "${{ env.BASE }}",
        "path": "tool",
        "fetch-depth": "0",
        "persist-credentials": "false",
    }
    subprocess.run(
        ["git", "-C", "tool", "checkout", "--quiet", "--detach", site.repo.base],
        cwd=site.folder,
        check=True,
        env=site.environment,
    )
    return _run(site, [s for s in steps if "run" in s], content(CHECK)["jobs"]["gate"]["env"])


def on_gitea(site: Site) -> tuple[int, str]:
    return _run(site, content(GITEA)["jobs"]["gate"]["steps"], {})


def on_gitlab(site: Site) -> tuple[int, str]:
    (script,) = content(GITLAB)["合并把关"]["script"]
    done = site.script(script)
    return done.returncode, done.stdout + done.stderr


def _run(site: Site, steps: list[dict[str, Any]], shared: dict[str, str]) -> tuple[int, str]:
    """The steps one after another until one fails; those that make the preview come after."""
    said = ""
    for step in steps:
        if "预览" in step["name"]:
            continue
        variables = {k: site.filled(v) for k, v in {**shared, **step.get("env", {})}.items()}
        done = site.script(step["run"], **variables)
        said += done.stdout + done.stderr
        if done.returncode != 0:
            return done.returncode, said
    return 0, said


FORGES = {"github": on_github, "gitlab": on_gitlab, "gitea": on_gitea}


@pytest.mark.parametrize("forge", FORGES)
def test_an_honest_change_passes(world: Foundry, tmp_path: Path, forge: str) -> None:
    site = proposed(world, tmp_path, [])
    code, said = FORGES[forge](site)
    assert code == 0, said


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([SHORT], id="an unexplained shortfall"),
        pytest.param([SHORT, WEAK], id="the same, with the law weakened for it"),
        pytest.param([SHORT, LOOSE], id="the same, with the schema loosened"),
        pytest.param(
            [SHORT, ("Makefile", INSTALL, OWN_INSTALL)], id="the same, with a tool of its own"
        ),
    ],
)
def test_a_change_is_judged_by_the_base(
    world: Foundry, tmp_path: Path, forge: str, edits: list[Edit]
) -> None:
    site = proposed(world, tmp_path, edits)
    code, said = FORGES[forge](site)
    assert code == 1, said
    assert not site.ran
    assert "secret" not in said


def test_github_shows_the_refusal_on_the_lines_and_as_a_summary(
    world: Foundry, tmp_path: Path
) -> None:
    site = proposed(world, tmp_path, [SHORT])
    code, said = on_github(site)
    assert code == 1
    assert f"::error file={SHEET}" in said
    assert "阻止合并" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("visibility", "public"),
    [("private", False), ("internal", False), ("public", True), ("", True)],
)
def test_the_preview_of_a_public_repository_is_public(
    world: Foundry, tmp_path: Path, visibility: str, public: bool
) -> None:
    site = proposed(world, tmp_path, [])
    told = site.folder / "tool" / ".venv" / "bin" / "zhucun"
    told.parent.mkdir(parents=True)
    told.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    told.chmod(0o755)
    steps = content(CHECK)["jobs"]["gate"]["steps"]
    (step,) = (s for s in steps if s["name"] == "写出影响预览")
    done = site.script(step["run"], BASE="b", HEAD="h", NUMBER="7", VISIBILITY=visibility)
    assert done.returncode == 0, done.stderr
    shown = "--public " if public else ""
    expected = f"preview b h --repo tool --as-of {TODAY} {shown}--out preview/preview.md\n"
    assert done.stdout == expected
    assert (site.folder / "preview" / "pull-request").read_text() == "7\n"


def on_a_clerks_machine(site: Site) -> tuple[int, str]:
    """The pre-push hook as pre-commit would start it in a clone."""
    clone = ["git", "clone", "--quiet", site.repo.folder.as_uri(), "."]
    subprocess.run(clone, cwd=site.folder, check=True, env=site.environment)
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))  # noqa: TID251
    (entry,) = (hook["entry"] for hook in hooks if hook["stages"] == ["pre-push"])
    environment = {
        **site.environment,
        "PATH": f"{Path(sys.executable).parent}:{site.environment['PATH']}",
        "PRE_COMMIT_TO_REF": site.head,
    }
    done = subprocess.run(
        shlex.split(entry),
        cwd=site.folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("edits", "code"), [([], 0), ([SHORT], 1)])
def test_a_clerk_knows_before_the_push(
    world: Foundry, tmp_path: Path, edits: list[Edit], code: int
) -> None:
    site = proposed(world, tmp_path, edits)
    ended, said = on_a_clerks_machine(site)
    assert ended == code, said
    assert ("不能合并" in said) == bool(code)
