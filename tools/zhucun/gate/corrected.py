"""What the corrections that a change brings say of its other records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhucun.facts.corrections import Corrected, Correction, corrections_in, home_of, same
from zhucun.gate.change import Change, Entry
from zhucun.gate.items import Difference, day_changes, differences
from zhucun.read.layout import Place, place_of
from zhucun.read.snapshot import Snapshot
from zhucun.read.strict import parse_front_matter
from zhucun.schema.items import find, node_at
from zhucun.schema.store import kinds

#: How many places a message spells out.
MOST_TOLD = 20


def before(change: Change, path: str, place: Place) -> Mapping[str, Any] | None:
    """A record at BASE, with the text of a profile as its `body`; None when there is none."""
    return _with_text(change.base_files, path, place, change.before(path))


def after(change: Change, path: str, place: Place) -> Mapping[str, Any] | None:
    """A record as it would be merged, with the text of a profile as its `body`."""
    return _with_text(change.head_files, path, place, change.after(path))


def _with_text(
    files: Snapshot, path: str, place: Place, data: dict[str, Any] | None
) -> Mapping[str, Any] | None:
    if data is None or place.kind != "profile":
        return data
    return {**data, "body": parse_front_matter(files.read(path)[0]).body.strip()}


def added_items(change: Change, entry: Entry, name: str) -> frozenset[str]:
    """JSON pointers, in the result, of the items that the change adds to a list of a record."""
    assert entry.place is not None  # a record of the layout
    found = differences(entry.place.kind, change.before(entry.path), change.after(entry.path))
    return frozenset(d.pointer_new for d in found if d.place == f"{name}/*" and d.old is None)


def new_corrections(change: Change) -> tuple[Correction, ...]:
    """The corrections that the change adds, in the order of files and entries; by `once`."""
    found: list[Correction] = []
    for entry in change.records:
        data = change.after(entry.path)
        if entry.place and entry.place.kind == "corrections" and data is not None:
            added = added_items(change, entry, "corrections")
            all_ = corrections_in(entry.path, entry.place, data)
            found += (each for each in all_ if each.pointer in added)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Chain:
    """What one change says of one item: the first value before it, the last after, and where."""

    file: str
    item: str
    first: Corrected
    last: Corrected
    said_in: str


def chains(change: Change) -> dict[str, dict[str, Chain]]:
    """File -> item -> what the new corrections make of it, step by step; by `once`."""
    found: dict[str, dict[str, Chain]] = {}
    for correction in change.once(new_corrections):
        items = found.setdefault(correction.file, {})
        for each in correction.changes:
            known = items.get(each.item)
            first = known.first if known else each
            items[each.item] = Chain(correction.file, each.item, first, each, correction.path)
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a chain says what BASE has (`old_fits`) and what the result has (`new_fits`)."""

    old_fits: bool
    new_fits: bool

    @property
    def fits(self) -> bool:
        """Whether it tells the change as it is."""
        return self.old_fits and self.new_fits


def verdict(change: Change, chain: Chain) -> Verdict:
    """Compares what a chain says with the record at BASE and in the result."""
    place = place_of(chain.file)
    if place is None or place.kind not in kinds():
        return Verdict(False, False)
    old = find(place.kind, before(change, chain.file, place), chain.item)
    new = find(place.kind, after(change, chain.file, place), chain.item)
    node = node_at(place.kind, chain.item)
    return Verdict(
        same(node, chain.first.old, old.value if old else None),
        same(node, chain.last.new, new.value if new else None),
    )


def is_covered(change: Change, path: str, difference: Difference) -> bool:
    """Whether a new correction tells a difference as it is, by itself or with what it is in."""
    item = difference.item
    return any(
        f"{item}/".startswith(f"{name}/") and verdict(change, chain).fits
        for name, chain in change.once(chains).get(path, {}).items()
    )


def corrections_file(place: Place, as_of: str) -> str:
    """Where a correction of a record is written, on a day."""
    return f"{home_of(place)}corrections/{as_of[:4]}.yml"


def entry_to_write(path: str, place: Place, found: Sequence[Difference], as_of: str) -> str:
    """The correction that would cover differences, as a line of YAML to copy and fill in."""
    changes = ", ".join(
        f"{{item: {_yaml(d.item)}, old: {_yaml(d.old)}, new: {_yaml(d.new)}}}" for d in found
    )
    file = path.removeprefix(home_of(place))
    return (
        f"- {{file: {file}, changes: [{changes}], reason: 为什么原来的记录不对, by: 提出人编号, "
        f"date: {as_of}, approval: {{by: 批准人编号, date: {as_of}}}}}"
    )


def _yaml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def told(
    kind: str,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    found: Sequence[Difference],
) -> str:
    """Differences as a sentence goes on: sheets day by day, other things with both values."""
    parts: dict[str, None] = {}
    for difference in found:
        if kind == "attendance" and difference.place.startswith("sheets/*"):
            parts |= dict.fromkeys(_days_told(old or {}, new or {}, difference))
        else:
            parts[f"{difference.item}：{_short(difference.old)} → {_short(difference.new)}"] = None
    shown = list(parts)[:MOST_TOLD]
    rest = f"，等 {len(parts)} 处" if len(parts) > MOST_TOLD else ""
    return f"{'；'.join(shown)}{rest}"


def _days_told(old: Mapping[str, Any], new: Mapping[str, Any], difference: Difference) -> list[str]:
    cadre = difference.item.split("/")[1]
    month = str(old.get("month", ""))
    lines = [_line(data, cadre) for data in (old, new)]
    try:
        changed = day_changes(month, *lines)
    except ValueError:
        changed = ()
    days = [f"{cadre} {each.told(month)}" for each in changed]
    return days or [f"{difference.item}：{_short(difference.old)} → {_short(difference.new)}"]


def _line(data: Mapping[str, Any], cadre: str) -> Mapping[str, Any]:
    sheets = data.get("sheets")
    line = sheets.get(cadre) if isinstance(sheets, Mapping) else None
    return line if isinstance(line, Mapping) else {}


def _short(value: Any) -> str:
    if value is None:
        return "无"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]}…"
