"""All bad files at once in one tree: one finding each at its place; the rest is still judged."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from mini.tree import AS_OF, edit, plant
from read.corpus import DOCUMENTS
from zhucun.check.finding import Finding
from zhucun.check.run import check, whole_tree
from zhucun.read.source import MAX_BYTES

REPOSITORY = Path(__file__).parents[2]
COUNTY = "records/shili/shilixian"
TOWNSHIP = f"{COUNTY}/shilizhen"
SHEET = f"{TOWNSHIP}/attendance/2026-09.yml"
LOST_DAY: dict[str, object] = {
    "文件": SHEET,
    "把": "休息: 12-13, 19, 26-27\n  990101-002",
    "换成": "休息: 12-13, 26-27\n  990101-002",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    root = plant(tmp_path_factory.mktemp("bad"), REPOSITORY)
    edit(root, [LOST_DAY])
    for number, bad in enumerate(DOCUMENTS):
        (root / place(number)).write_bytes(bad.raw())
    odd(root)
    report = check(root, whole_tree(root), AS_OF, progress=lambda done, total: None)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.severity == "block":
            found[finding.path].append(finding)
    return found


def place(number: int) -> str:
    return f"{COUNTY}/cases/990101-c{number + 100:03d}.yml"


SECRET = f"{TOWNSHIP}/projects/secret.yml"
FOLDER = f"{TOWNSHIP}/projects/folder.yml"
PIPE = f"{TOWNSHIP}/projects/pipe.yml"
DECOMPOSED = f"{TOWNSHIP}/projects/{unicodedata.normalize('NFD', 'café')}.yml"
CAPITAL = f"{TOWNSHIP}/projects/Road.YML"


def odd(root: Path) -> None:
    outside = root.parent / "outside.yml"
    outside.write_text("id: secret\n", encoding="utf-8")
    (root / SECRET).symlink_to(outside)
    (root / FOLDER).mkdir()
    os.mkfifo(root / PIPE)
    (root / DECOMPOSED).write_text("id: x\n", encoding="utf-8")
    (root / CAPITAL).write_text("id: x\n", encoding="utf-8")


@pytest.mark.parametrize("number", range(len(DOCUMENTS)), ids=lambda n: DOCUMENTS[n].name)
def test_a_bad_document_is_one_finding_at_its_place(
    number: int, findings: dict[str, list[Finding]]
) -> None:
    bad = DOCUMENTS[number]
    (finding,) = findings[place(number)]
    assert finding.rule == "file_is_readable"
    if len(bad.raw()) > MAX_BYTES:  # refused by its size, without being opened
        assert (finding.line, finding.column) == (1, 1)
        assert "1 MiB" in finding.message
        return
    assert (finding.line, finding.column) == (bad.line, bad.column)
    assert bad.phrase in finding.message


@pytest.mark.parametrize("path", [SECRET, FOLDER, PIPE, DECOMPOSED, CAPITAL])
def test_what_is_no_ordinary_file_is_one_finding(
    path: str, findings: dict[str, list[Finding]]
) -> None:
    (finding,) = findings[path]
    assert finding.rule == "file_is_readable"
    assert (finding.line, finding.column) == (1, 1)


def test_the_rest_of_the_tree_is_still_judged(findings: dict[str, list[Finding]]) -> None:
    (finding,) = findings[SHEET]
    assert finding.rule == "every_day_has_one_status"
