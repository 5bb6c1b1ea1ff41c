"""Files that can't be used are named, and nothing that they hold is taken for gone or for new."""

from __future__ import annotations

from pathlib import Path

import pytest

from preview.overlaid import AS_OF, COUNTY, TOWN, edited, preview, replaced, told, written
from zhucun.preview.effects import preview_of

SHEET = f"{TOWN}/attendance/2026-10.yml"


@pytest.mark.parametrize(
    "path",
    [f"{COUNTY}/x.xlsx", f"{TOWN}/attendance/2026-11.yaml", f"{TOWN}/attendance/2026-11 (1).yml"],
)
def test_a_stray_file_changes_nothing(mini: Path, path: str) -> None:
    found = preview(mini, [written(path, "month: 2026-11\n")])
    assert found.unusable == (path,)
    assert found.counties == ()


@pytest.mark.parametrize("text", ["sheets: [\n", "month: 2026-10\n", "a: &b 1\n"])
def test_a_file_that_becomes_unusable_counts_as_it_was(mini: Path, text: str) -> None:
    found = preview(mini, [written(SHEET, text)])
    assert found.unusable == (SHEET,)
    assert found.counties == ()


def test_a_file_that_is_mended_was_not_there_before(mini: Path) -> None:
    broken = edited(mini, [written(SHEET, "sheets: [\n")])
    mended = edited(mini, [])
    found = preview_of(broken, mended, [SHEET], AS_OF)
    assert found.unusable == ()
    lines = [line for county in found.counties for group in county.groups for line in group.lines]
    assert any("未登记 → 达标" in line.text for line in lines)
    assert not any(line.label == "不再应办" for line in lines)
    absent = edited(mini, [{"文件": SHEET, "删除": True}])
    assert preview_of(absent, mended, [SHEET], AS_OF) == found


def test_what_is_usable_beside_it_is_told(mini: Path) -> None:
    text = told(
        mini,
        written(SHEET, "sheets: [\n"),
        replaced(f"{TOWN}/region.yml", '"2026": 61000', '"2026": 91000'),
    )
    assert "有 1 个文件读不了或不合格式" in text
    assert "收入 61000 元 → 91000 元" in text
    assert "到岗" not in text
