"""Corrections written into a tree: what was, what is, and the record that tells both."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from site_tree import COUNTY, change, write

Change = tuple[str, Any, Any]


def correct(
    tree: Path, file: str, date: str, *changes: Change, folder: str = COUNTY, apply: bool = True
) -> None:
    """Adds a correction of a file of the county (or of another folder) and, unless it is only to be
    told, makes the record say so. Each change is (item, old, new), items of plain maps alone.
    """
    path = f"{folder}/corrections/2026.yml"
    if not (tree / path).exists():
        write(tree, path, {"year": 2026, "corrections": []})
    entry = {
        "file": file,
        "changes": [{"item": item, "old": old, "new": new} for item, old, new in changes],
        "reason": "抄错了。",
        "by": "zhen-secretary",
        "date": date,
        "approval": {"by": "county-od", "date": date},
    }
    change(tree, path, lambda d: d["corrections"].append(entry))
    for item, _, new in changes if apply else ():
        change(tree, f"{folder}/{file}", partial(_put, item=item, value=new))


def _put(data: dict[str, Any], item: str, value: Any) -> None:
    *above, name = item.split("/")
    for part in above:
        data = data[part]
    if value is None:
        data.pop(name, None)
    else:
        data[name] = value
