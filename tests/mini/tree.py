"""The miniature tree of the scenarios: one county, one township, four cadres, two months."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
AS_OF = "2026-11-05"
COMMONS = ("regulations", "calendar")


def plant(root: Path, repository: Path) -> Path:
    """Copies the miniature and the repository's own packs and calendars into `root`."""
    shutil.copytree(HERE / "records", root / "records")
    for folder in COMMONS:
        shutil.copytree(repository / "records" / folder, root / "records" / folder)
    return root


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
                raise ValueError(f"{change['文件']}: “{old}”出现 {text.count(old)} 次,应恰好一次")
            path.write_text(text.replace(old, str(change["换成"])), encoding="utf-8")
