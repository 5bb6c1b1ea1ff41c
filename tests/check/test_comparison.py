"""What a change brings about is told apart from what was wrong before it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from check.overlaid import Overlaid
from mini.tree import AS_OF, plant
from zhucun.check.comparison import Comparison, compared
from zhucun.check.run import check, whole_tree
from zhucun.facts.load import load_commons
from zhucun.read.files import Disk, Files

REPOSITORY = Path(__file__).parents[2]
COUNTY = "records/shili/shilixian"
SHEET = f"{COUNTY}/shilizhen/attendance/2026-10.yml"
LEAVE = f"{COUNTY}/shilizhen/leave/2026-10.yml"
SEAL = b"seal: {by: zhen-secretary, date: 2026-11-02}\n"
# a leave that its approver may not approve
OVER = "  - {cadre: 990101-002, from: 2026-10-18, to: 2026-10-18, reason_kind: 事假, "
OVER += "approval: {by: county-od, date: 2026-10-15}}\n"
RIGHT = OVER.replace("county-od", "zhen-secretary").replace("10-18", "10-25")


@pytest.fixture
def tree(tmp_path: Path) -> Disk:
    return Disk(plant(tmp_path, REPOSITORY))


def edited(files: Files, path: str, old: str | bytes, new: str | bytes) -> Files:
    raw, _ = files.read(path)
    before, after = (x if isinstance(x, bytes) else x.encode() for x in (old, new))
    assert raw.count(before) == 1
    return Overlaid(files, {path: raw.replace(before, after)})


def brought(before: Files, after: Files, paths: Iterable[str]) -> Comparison:
    return compared(
        before,
        after,
        paths,
        whole_tree(after),
        AS_OF,
        commons=load_commons(after),
        progress=lambda done, total: None,
    )


def fresh(found: Comparison) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in found.report.findings]


def test_what_was_wrong_before_is_inherited(tree: Disk) -> None:
    before = edited(tree, LEAVE, "leaves:\n", f"leaves:\n{OVER}")
    after = edited(before, SHEET, "    因公外出: 24\n", "    缺岗: 24\n")
    found = brought(before, after, [SHEET])
    assert fresh(found) == [("turnout_agrees_with_sheet", "warn")]
    assert [f.rule for f in found.inherited] == ["approver_has_the_level"]


def test_what_has_moved_in_its_file_is_not_new(tree: Disk) -> None:
    before = edited(tree, LEAVE, "leaves:\n", f"leaves:\n{OVER}")
    after = edited(before, LEAVE, "leaves:\n", f"leaves:\n{RIGHT}")
    found = brought(before, after, [LEAVE])
    assert "approver_has_the_level" not in dict(fresh(found))
    (inherited,) = found.inherited
    assert inherited.pointer == "/leaves/1/approval/by"
    assert inherited.line == 4


def test_a_second_fault_of_the_same_kind_is_new(tree: Disk) -> None:
    before = edited(tree, LEAVE, "leaves:\n", f"leaves:\n{OVER}")
    after = edited(before, LEAVE, "leaves:\n", f"leaves:\n{OVER.replace('10-18', '10-25')}")
    found = brought(before, after, [LEAVE])
    new = [f for f in found.report.findings if f.rule == "approver_has_the_level"]
    assert [f.pointer for f in new] == ["/leaves/0/approval/by"]


def test_a_seal_makes_a_warning_a_new_block(tree: Disk) -> None:
    short = edited(tree, SHEET, "26-31\n    因公外出: 24\n", "26-29\n    因公外出: 24, 30-31\n")
    before = edited(short, SHEET, SEAL, b"")
    found = brought(before, short, [SHEET])
    assert ("shortfall_is_explained", "block") in fresh(found)
    assert not found.inherited


def test_what_is_mended_is_not_told(tree: Disk) -> None:
    before = edited(tree, LEAVE, "leaves:\n", f"leaves:\n{OVER}")
    found = brought(before, tree, [LEAVE])
    assert not found.report.findings
    assert not found.inherited


def test_a_new_county_has_nothing_to_inherit(tmp_path: Path) -> None:
    root = plant(tmp_path / "after", REPOSITORY)
    (root / LEAVE).write_bytes((root / LEAVE).read_bytes() + OVER.encode())
    shutil.copytree(root, tmp_path / "before")
    shutil.rmtree(tmp_path / "before" / COUNTY)
    paths = [p.relative_to(root).as_posix() for p in (root / COUNTY).rglob("*") if p.is_file()]
    found = brought(Disk(tmp_path / "before"), Disk(root), paths)
    assert ("approver_has_the_level", "block") in fresh(found)
    assert not found.inherited


def test_a_citys_own_file_is_judged_with_its_counties(tree: Disk) -> None:
    units = "records/shili/units.yml"
    broken = Overlaid(tree, {units: b"units: ["})
    found = brought(tree, broken, [units])
    assert ("file_is_readable", "block") in fresh(found)
    mended = brought(broken, tree, [units])
    assert not mended.report.findings
    still = brought(broken, edited(broken, LEAVE, "家人住院", "家人生病"), [LEAVE])
    assert not still.report.findings
    assert [f.rule for f in still.inherited if f.path == units] == ["file_is_readable"]


def test_a_stray_file_and_a_folder_in_a_files_place_are_new(tmp_path: Path) -> None:
    root = plant(tmp_path / "after", REPOSITORY)
    shutil.copytree(root, tmp_path / "before")
    stray, folder = f"{COUNTY}/shilizhen/x.txt", f"{COUNTY}/shilizhen/projects/a.yml"
    (root / stray).write_text("x")
    (root / folder).mkdir()
    (root / folder / "b.yml").write_text("x: 1\n")
    before, after = Disk(tmp_path / "before"), Disk(root)
    paths = [stray, f"{folder}/b.yml"]
    found = brought(before, after, paths)
    assert {f.path for f in found.report.findings if f.rule == "file_is_readable"} == {
        stray,
        folder,
    }
    assert not [f for f in brought(after, before, paths).report.findings if f.severity == "block"]
    assert not brought(after, after, []).report.findings


def test_workers_agree(tree: Disk) -> None:
    shutil.copytree(tree.root / COUNTY, tree.root / "records/shili/linxian")
    after = edited(tree, LEAVE, "leaves:\n", f"leaves:\n{OVER}")
    scope, commons = whole_tree(after), load_commons(after)
    one, two = (
        compared(
            tree,
            after,
            [LEAVE],
            scope,
            AS_OF,
            commons=commons,
            workers=workers,
            progress=lambda done, total: None,
        )
        for workers in (1, 2)
    )
    assert one == two
    assert one.report.counties == 2


def test_from_nothing_everything_is_new(tree: Disk, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    (empty / "records").mkdir(parents=True)
    broken = edited(tree, LEAVE, "leaves:\n", f"leaves:\n{OVER}")
    paths = [p.relative_to(tree.root).as_posix() for p in tree.root.rglob("*") if p.is_file()]
    found = brought(Disk(empty), broken, paths)
    whole = check(broken, whole_tree(broken), AS_OF, progress=lambda done, total: None)
    assert found.report.findings == whole.findings
