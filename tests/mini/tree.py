"""The miniature tree of the scenarios: one county, one township, four cadres, two months."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from zhucun.read.strict import parse

HERE = Path(__file__).parent
AS_OF = "2026-11-05"
COMMONS = ("regulations", "calendar")
#: The regulations that the miniature can live under; the first is the one in tests/mini/records,
#: those on village cadres hold beside it.
REGIMES = ("s0", "s1", "s2", "s3", "s4")
#: Where what a regime has of its own lies, unless it is the folder of its name here.
FOLDERS = {"s99": HERE.parent / "sixth"}


def plant(root: Path, repository: Path, regime: str = REGIMES[0]) -> Path:
    """Copies the miniature and the repository's own packs and calendars into `root`.

    Under another regime than the first, tests/mini/<regime>/records is laid over it and
    tests/mini/<regime>/edits.yml, if there is one, says what else differs.
    """
    shutil.copytree(HERE / "records", root / "records")
    for folder in COMMONS:
        shutil.copytree(repository / "records" / folder, root / "records" / folder)
    if regime != REGIMES[0]:
        overlay = folder_of(regime) / "records"
        if overlay.is_dir():
            shutil.copytree(overlay, root / "records", dirs_exist_ok=True)
        edit(root, differences(regime))
    return root


def folder_of(regime: str) -> Path:
    """Where what a regime has of its own lies."""
    return FOLDERS.get(regime, HERE / regime)


@cache
def differences(regime: str) -> list[dict[str, object]]:
    """The 改动 that turn the miniature into the one that lives under a regime."""
    edits = folder_of(regime) / "edits.yml"
    if not edits.is_file():
        return []
    parsed = parse(edits.read_bytes())
    assert isinstance(parsed.value, dict), parsed.fault
    found = parsed.value["改动"]
    assert isinstance(found, list)
    return found


def edit(root: Path, changes: list[dict[str, object]]) -> None:
    """Applies a scenario's 改动 in order.

    Each is {文件, 把, 换成} (the text must occur exactly once), {文件, 写成} or {文件, 删除: true}.
    """
    for change in changes:
        path = root / str(change["文件"])
        if change.get("删除"):
            path.unlink()
        elif "写成" in change:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(change["写成"]), encoding="utf-8")
        else:
            text, old = path.read_text(encoding="utf-8"), str(change["把"])
            if text.count(old) != 1:
                raise ValueError(f"{change['文件']}：“{old}”出现 {text.count(old)} 次，应恰好一次")
            path.write_text(text.replace(old, str(change["换成"])), encoding="utf-8")
