"""What the corrections that a change brings say of its other records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhucun.facts.corrections import Corrected, Correction, corrections_in, same
from zhucun.gate.change import Change, Entry
from zhucun.gate.items import Difference, differences
from zhucun.read.layout import TEXTS, Place, place_of
from zhucun.read.snapshot import Snapshot
from zhucun.read.strict import parse_front_matter
from zhucun.schema.items import Spot, index, node_at
from zhucun.schema.store import kinds


def before(change: Change, path: str, place: Place) -> Mapping[str, Any] | None:
    """A record at BASE, the text below its front matter as its `body`; None if there is none."""
    return _with_text(change.base_files, path, place, change.before(path))


def after(change: Change, path: str, place: Place) -> Mapping[str, Any] | None:
    """A record as it would be merged, with the text below its front matter as its `body`."""
    return _with_text(change.head_files, path, place, change.after(path))


def _with_text(
    files: Snapshot, path: str, place: Place, data: dict[str, Any] | None
) -> Mapping[str, Any] | None:
    if data is None or place.kind not in TEXTS:
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
    """What BASE and the result hold at a chain's item, and whether the chain says so."""

    old: Any
    new: Any
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
        return Verdict(None, None, old_fits=False, new_fits=False)
    spots = (side.get(chain.item) for side in _sides(change, chain.file, place))
    old, new = (spot.value if spot else None for spot in spots)
    node = node_at(place.kind, chain.item)
    return Verdict(
        old,
        new,
        old_fits=same(node, chain.first.old, old),
        new_fits=same(node, chain.last.new, new),
    )


def _sides(change: Change, path: str, place: Place) -> tuple[dict[str, Spot], dict[str, Spot]]:
    """What a record holds by address, at BASE and in the result; made once a change."""
    known = change.once(_all_sides)
    if path not in known:
        old, new = before(change, path, place), after(change, path, place)
        known[path] = index(place.kind, old), index(place.kind, new)
    return known[path]


def _all_sides(_change: Change) -> dict[str, tuple[dict[str, Spot], dict[str, Spot]]]:
    return {}


def is_covered(change: Change, path: str, difference: Difference) -> bool:
    """Whether a new correction tells a difference as it is, by itself or with what it is in."""
    said = change.once(chains).get(path, {})
    parts = difference.item.split("/")
    around = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return any(name in said and verdict(change, said[name]).fits for name in around)


def is_mentioned(change: Change, path: str, difference: Difference) -> bool:
    """Whether a new correction is about a difference, true or not."""
    said = change.once(chains).get(path, {}).values()
    return any(chain.last.touches(difference.item) for chain in said)
