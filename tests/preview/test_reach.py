"""How far back a preview looks: far enough that looking further would tell the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from preview.overlaid import COUNTY, TOWN, preview, written
from zhucun.preview import effects
from zhucun.preview.reach import Reach, reach_of
from zhucun.preview.render import markdown
from zhucun.read.files import Disk, Files


def _reach(root: Path, path: str, as_of: str) -> Reach:
    disk = Disk(root)
    return reach_of(disk, disk, [path], as_of)


@pytest.mark.parametrize(
    ("path", "as_of", "years"),
    [
        (f"{TOWN}/attendance/2026-10.yml", "2026-11-05", (2026,)),
        (f"{TOWN}/attendance/2026-10.yml", "2027-01-05", (2026, 2027)),
        (f"{COUNTY}/assessments/2025/990101-001.yml", "2026-11-05", (2025, 2026)),
        (f"{COUNTY}/assessments/2025/990101-001.yml", "2028-11-05", (2025, 2026, 2027, 2028)),
        (f"{COUNTY}/cases/990101-c001.yml", "2026-11-05", (2025, 2026)),
        (f"{COUNTY}/cadres/990101-001.yml", "2026-11-05", (2025, 2026)),
        ("records/regulations/s0.yml", "2026-11-05", (2025, 2026)),
        ("docs/guide.md", "2026-11-05", (2026,)),
    ],
)
def test_the_years_told(mini: Path, path: str, as_of: str, years: tuple[int, ...]) -> None:
    assert _reach(mini, path, as_of).years == years


def test_the_months_read(mini: Path) -> None:
    assert _reach(mini, f"{COUNTY}/cadres/990101-001.yml", "2026-11-05").window is None
    window = _reach(mini, f"{TOWN}/attendance/2026-10.yml", "2027-01-05").window
    assert window is not None
    assert {"2026-01", "2026-12", "2027-12"} <= window.months
    assert "2025-12" not in window.months
    assert not window.shut


def _everything(before: Files, after: Files, paths: object, as_of: str) -> Reach:
    return Reach((int(as_of[:4]) - 1, int(as_of[:4])), None)


SHEET = "records/jinzhou/heishan/daxing/attendance/2026-06.yml"
CADRE = "records/jinzhou/heishan/cadres/210726-002.yml"


@pytest.mark.slow
@pytest.mark.parametrize("as_of", ["2026-11-05", "2027-02-05"])
def test_looking_further_tells_the_same(
    root: Path, as_of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = (root / SHEET).read_text(encoding="utf-8")
    cadre = (root / CADRE).read_text(encoding="utf-8")
    for changes in (
        [written(SHEET, re.sub(r"\n    休息: [^\n]*", "", sheet, count=1))],
        [written(CADRE, cadre.replace("role: 第一书记", "role: 驻村工作队员"))],
    ):
        near = markdown(preview(root, changes, as_of=as_of))
        assert "####" in near
        with monkeypatch.context() as patch:
            patch.setattr(effects, "reach_of", _everything)
            assert near == markdown(preview(root, changes, as_of=as_of))
