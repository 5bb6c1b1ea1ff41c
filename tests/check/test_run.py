"""The runner: each file read once, only the county that changed, the same answer in parallel."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from mini.tree import AS_OF, plant
from zhucun.check.run import check, scope_of, whole_tree
from zhucun.read import tree
from zhucun.read.files import Files
from zhucun.read.layout import Place
from zhucun.read.tree import Sight

REPOSITORY = Path(__file__).parents[2]


def silent(done: int, total: int) -> None:
    assert done <= total


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two counties of one city, the second a copy under another folder and code."""
    plant(tmp_path, REPOSITORY)
    city = tmp_path / "records" / "shili"
    shutil.copytree(city / "shilixian", city / "linxian")
    for path in sorted((city / "linxian").rglob("*"), key=lambda p: -len(p.parts)):
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace("990101", "990102")
            path.write_text(text, encoding="utf-8")
        if "990101" in path.name:
            path.rename(path.with_name(path.name.replace("990101", "990102")))
    return tmp_path


def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    reads: Counter[str] = Counter()
    read = tree._read

    def count(files: Files, path: str, place: Place, sight: Sight | None) -> object:
        reads[path] += 1
        return read(files, path, place, sight)

    monkeypatch.setattr("zhucun.read.tree._read", count)
    return reads


def test_each_file_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = counted(monkeypatch)
    report = check(root, whole_tree(root), AS_OF, progress=silent)
    files = {p.relative_to(root).as_posix() for p in (root / "records").rglob("*") if p.is_file()}
    assert set(reads) == files
    assert set(reads.values()) == {1}
    assert report.files == len(files)


def test_a_county_costs_its_county(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = counted(monkeypatch)
    path = "records/shili/shilixian/shilizhen/attendance/2026-10.yml"
    report = check(root, scope_of(root, [path]), AS_OF, progress=silent)
    assert report.counties == 1
    assert not [p for p in reads if "/linxian/" in p]


def test_a_pack_concerns_everything(root: Path) -> None:
    scope = scope_of(root, ["records/regulations/s0.yml"])
    assert scope == whole_tree(root)


def test_a_city_file_concerns_its_counties(root: Path) -> None:
    scope = scope_of(root, ["records/shili/units.yml"])
    assert scope.cities == {"shili": ["linxian", "shilixian"]}


def test_parallel_and_alone_agree(root: Path) -> None:
    (root / "records/shili/shilixian/cases/990101-c001.yml").write_text("id: x\n")
    alone = check(root, whole_tree(root), AS_OF, workers=1, progress=silent)
    together = check(root, whole_tree(root), AS_OF, workers=2, progress=silent)
    assert alone == together
    assert alone.blocks
