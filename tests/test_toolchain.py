"""What the repository says of itself: requirements, editor bindings, hooks, layers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.txt", "requirements-dev.txt")
# Fragments other schemas refer to, and the front matter of Markdown files, no YAML to an editor.
UNBOUND_SCHEMAS = {"bulletin", "common", "profile"}
STAGES = ["cli", "publish", "preview", "gate", "assess", "check", "facts", "law", "schema", "read"]


def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def own_files(root: Path) -> list[Path]:
    """Tracked files, and those that would be with the next `git add`."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return [path for name in listing.split("\0") if name and (path := root / name).is_file()]


# Requirements


def pins(text: str) -> dict[str, list[str]]:
    """Name to versions of a requirement file; each entry has to be `name==version` and hashes."""
    found: dict[str, list[str]] = {}
    joined = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n", "", text))
    for line in filter(None, joined.splitlines()):
        entry = re.fullmatch(
            r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.]+)(?P<marker> ; [^#]*?)?"
            r"(?P<hashes>( ?--hash=sha256:[0-9a-f]{64})+)",
            line.strip(),
        )
        assert entry is not None, f"not a hashed pin: {line[:120]}"
        found.setdefault(entry["name"], []).append(entry["version"])
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_hashed(root: Path, name: str) -> None:
    assert len(pins((root / name).read_text(encoding="utf-8"))) > 20


@pytest.mark.parametrize(
    "entry",
    [
        "click==8.1.0",
        "click>=8 --hash=sha256:" + "0" * 64,
        "--index" + "-url x",
        "click @ file:///x --hash=sha256:" + "0" * 64,
    ],
)
def test_the_reader_of_pins_refuses_what_it_should(entry: str) -> None:
    with pytest.raises(AssertionError, match="not a hashed pin"):
        pins(entry + "\n")


def test_locks_satisfy_what_the_project_asks_for(root: Path) -> None:
    run, dev = (pins((root / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert {name: dev.get(name) for name in run} == run, "run `make lock`"
    asked = project(root)
    for lock, wanted in (
        (run, asked["project"]["dependencies"]),
        (dev, asked["dependency-groups"]["dev"]),
    ):
        for text in wanted:
            requirement = Requirement(text)
            versions = lock[canonicalize_name(requirement.name)]
            assert all(requirement.specifier.contains(version) for version in versions), text


def test_every_module_of_npm_is_pinned_and_has_a_digest(root: Path) -> None:
    locks = sorted((root / "tools" / "npm").glob("*/package-lock.json"))
    assert len(locks) == 2
    for path in locks:
        asked = json.loads((path.parent / "package.json").read_text(encoding="utf-8"))
        lock = json.loads(path.read_text(encoding="utf-8"))["packages"]
        assert lock.pop("")["dependencies"] == asked["dependencies"]
        assert all(re.fullmatch(r"[\d.]+", version) for version in asked["dependencies"].values())
        for name, module in lock.items():
            assert module["integrity"].startswith("sha512-"), name
            assert "resolved" not in module, f"{name} names where it comes from"


def test_every_dependency_is_explained(root: Path) -> None:
    asked = project(root)
    explained = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    wanted = [*asked["project"]["dependencies"], *asked["dependency-groups"]["dev"]]
    names = {canonicalize_name(Requirement(text).name) for text in wanted}
    for manifest in (root / "tools" / "npm").glob("*/package.json"):
        names |= json.loads(manifest.read_text(encoding="utf-8"))["dependencies"].keys()
    described = {canonicalize_name(name) for name in re.findall(r"(?m)^\| `([\w.-]+)`", explained)}
    assert described == names


def test_no_file_names_a_registry_or_a_place_on_a_machine(root: Path) -> None:
    hosts = {"pypi" + ".org", "pythonhosted" + ".org", "registry" + ".npmjs", "deb.debian" + ".org"}
    hosts |= {"tuna.tsinghua" + ".edu", "mirrors." + "aliyun"}
    for variable in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        hosts |= {host for url in os.environ.get(variable, "").split() if (host := host_of(url))}
    options = {"--index" + "-url", "--extra-index" + "-url", "--find" + "-links"}
    places = re.compile(r"(?<![\w.*/-])/(?:root|work/(?:main|shared|tmp)|opt|home/\w+|Users/\w+)/")
    for path in own_files(root):
        text = path.read_bytes().decode("utf-8", errors="replace")
        lower = text.lower()
        named = [word for word in hosts | options if word in lower]
        assert not named, f"{path.relative_to(root)} names {named}"
        if path != Path(__file__):
            assert not places.findall(text), path.relative_to(root)


def host_of(url: str) -> str | None:
    host = urlsplit(url).hostname
    return host if host not in {None, "localhost", "127.0.0.1"} else None


def test_what_make_writes_is_never_committed(root: Path) -> None:
    written = [".venv/bin/python", "site/index.html", "build/docs/index.md", "tests/__pycache__/x"]
    outcome = subprocess.run(
        ["git", "check-ignore", *written], cwd=root, check=False, capture_output=True, text=True
    )
    assert outcome.stdout.split() == written
    assert not [path for path in own_files(root) if path.relative_to(root).parts[0] in {"site"}]


# The editor


def bindings(root: Path) -> dict[str, list[str]]:
    settings = json.loads((root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    return {
        PurePosixPath(schema).stem: [paths] if isinstance(paths, str) else paths
        for schema, paths in settings["yaml.schemas"].items()
    }


def test_every_schema_is_bound_in_the_editor(root: Path) -> None:
    kinds = {path.stem for path in (root / "schemas").glob("*.json")}
    assert set(bindings(root)) == kinds - UNBOUND_SCHEMAS


def test_every_record_has_one_schema_in_the_editor(root: Path) -> None:
    bound = bindings(root)
    records = [path.relative_to(root) for path in (root / "records").rglob("*.yml")]
    assert records
    used = set()
    for record in records:
        kinds = [
            kind
            for kind, patterns in bound.items()
            if any(
                record.match(pattern) and len(record.parts) == len(PurePosixPath(pattern).parts)
                for pattern in patterns
            )
        ]
        assert len(kinds) == 1, f"{record}: {kinds}"
        used.update(kinds)
    assert used == set(bound), "a binding that no record of the sample uses is likely misspelt"


# Layers


def test_every_stage_has_its_layer(root: Path) -> None:
    contract = project(root)["tool"]["importlinter"]["contracts"][0]
    assert contract["layers"] == ["__main__", *STAGES]
    assert contract["exhaustive"]
    package = root / "tools" / "zhucun"
    assert {path.parent.name for path in package.glob("*/__init__.py")} == set(STAGES)


def test_every_folder_of_the_site_is_held_to_the_public_model(root: Path) -> None:
    """But the one that makes the model, and the one that proves whole files."""
    contract = project(root)["tool"]["importlinter"]["contracts"][1]
    folders = {p.parent.name for p in (root / "tools/zhucun/publish").glob("*/__init__.py")}
    held = {name.removeprefix("zhucun.publish.") for name in contract["source_modules"]}
    assert held == folders - {"projection", "proof"}


# Hooks


def test_hooks_are_local(root: Path) -> None:
    text = (root / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: TID251 no record
    assert [repository["repo"] for repository in content["repos"]] == ["local"]
    hooks = content["repos"][0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system", "fail"}
    outcome = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config"],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert outcome.returncode == 0, outcome.stdout
