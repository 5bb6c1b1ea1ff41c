"""Supposes other values in the planted packs: 假如 of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from zhucun.law.faults import check_pack
from zhucun.read.layout import place_of
from zhucun.read.strict import parse
from zhucun.read.tree import Record
from zhucun.schema.sift import sift

#: The decision that a supposed value rests on where the pack has none for it.
SUPPOSED = {
    "id": "Z99",
    "title": "假设的数值",
    "question": "换一个数值会怎样。",
    "choice": "按场景所写的数值。",
    "reason": "只用于场景。",
    "effect": "见场景。",
}


def suppose(root: Path, values: Mapping[str, Any]) -> None:
    """Writes each value of "pack/key" into the pack planted below `root`.

    A parameter's newest value is replaced; null makes it 待定. For a table the value lists the
    ranges [min, max] of its newest entries in order (max null: no upper end). ValueError for a
    key that the pack lacks, and for a pack that is no longer valid.
    """
    for name in {key.partition("/")[0] for key in values}:
        path = f"records/regulations/{name}.yml"
        data: Any = parse((root / path).read_bytes()).value
        for key, value in values.items():
            if key.startswith(f"{name}/"):
                _override(data, key, value)
        _refuse_faults(path, data)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
        (root / path).write_text(text, encoding="utf-8")


def _override(data: dict[str, Any], name: str, value: Any) -> None:
    key = name.partition("/")[2]
    for item in data["parameters"]:
        if item["key"] == key:
            _set_value(data, item["values"][-1], value)
            return
    for item in data.get("tables", ()):
        if item["key"] == key:
            _set_ranges(name, item["editions"][-1]["entries"] or [], value)
            return
    raise ValueError(f"假如：{name} 不是参数，也不是分档表。")


def _set_value(data: dict[str, Any], dated: dict[str, Any], value: Any) -> None:
    dated["value"] = value
    for field in ("display", "silent"):
        dated.pop(field, None)
    if value is None:
        dated["silent"] = "假设原文没有规定。"
    elif "cite" not in dated and "decision" not in dated:
        dated["decision"] = SUPPOSED["id"]
        if SUPPOSED not in data["decisions"]:
            data["decisions"].append(SUPPOSED)


def _set_ranges(name: str, entries: list[dict[str, Any]], ranges: Any) -> None:
    if not isinstance(ranges, list) or len(ranges) != len(entries):
        raise ValueError(f"假如：{name} 有 {len(entries)} 档，要写同样多的 [下限, 上限]。")
    for entry, (low, high) in zip(entries, ranges, strict=True):
        entry["min"], entry["max"] = low, high


def _refuse_faults(path: str, data: dict[str, Any]) -> None:
    place = place_of(path)
    assert place is not None
    sifted = sift([Record(path, place, data)])
    faults = [f"{m.pointer}：{m.message}" for m in sifted.mismatches]
    faults += [f"{f.pointer}：{f.message}" for f in check_pack(data, path)]
    if faults:
        raise ValueError(f"假如改出的 {path} 不成立：{faults[0]}")
