"""What two versions of a record say differently, thing by thing, however they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from zhucun.facts.corrections import days_in, same
from zhucun.facts.dates import month_length
from zhucun.facts.sheets import BUSINESS, IN_VILLAGE, LEAVE, OFF_POST, REST
from zhucun.read.marks import child
from zhucun.schema.items import Node, name_of, names, node_of

_STATUSES: Final = (IN_VILLAGE, BUSINESS, LEAVE, REST, OFF_POST)


@dataclass(frozen=True, slots=True)
class Around:
    """Something of the old record that a difference lies in (or is): its place in the schema, with
    `*` for any item or name (`leaves/*/filings/*`), and its value.
    """

    place: str
    value: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two versions say differently; None on a side is what isn't there.

    `item` is its address, as corrections write it; `place` the same with `*` for items and names.
    The pointers lead to it, or to the nearest thing around it that the version has. `around` are
    the things of the old version that it lies in, the record first, itself last if it was there.
    """

    item: str
    place: str
    node: Node
    pointer_old: str
    pointer_new: str
    old: Any
    new: Any
    around: tuple[Around, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """Where one version is: a pointer and the value at it, None where there is none."""

    pointer: str
    value: Any

    def below(self, name: object) -> _Side:
        """A member; a missing one is pointed at by what should hold it."""
        if isinstance(self.value, Mapping) and name in self.value:
            return _Side(child(self.pointer, name), self.value[name])
        if isinstance(self.value, list) and isinstance(name, int):
            return _Side(child(self.pointer, name), self.value[name])
        return _Side(self.pointer, None)


@dataclass(frozen=True, slots=True)
class _Step:
    item: tuple[str, ...]
    place: tuple[str, ...]
    node: Node
    old: _Side
    new: _Side
    around: tuple[Around, ...]


def differences(
    kind: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """What two records of a kind say differently, in the order of the old one, then of the new.

    Lists of objects are compared by their items' keys, so that order means nothing where there are
    any; an absent list is an empty one, and so is an absent map. Either record may be None for
    none; neither need match its schema.
    """
    yield from _walk(_Step((), (), node_of(kind), _Side("", old or {}), _Side("", new or {}), ()))


def _walk(at: _Step) -> Iterator[Difference]:
    if at.old.value is not None:
        around = (*at.around, Around("/".join(at.place), at.old.value))
        at = _Step(at.item, at.place, at.node, at.old, at.new, around)
    old, new = at.old.value, at.new.value
    if at.node.lists_objects and _are(list, old, new):
        yield from _items(at, old or [], new or [])
    elif _are(Mapping, old, new) and (at.node.is_map or None not in (old, new)):
        yield from _members(at, old or {}, new or {})
    elif not same(at.node, old, new):
        yield Difference(
            "/".join(at.item),
            "/".join(at.place),
            at.node,
            at.old.pointer,
            at.new.pointer,
            old,
            new,
            at.around,
        )


def _are(type_: type, old: Any, new: Any) -> bool:
    """Whether both sides are of a type, or one is and the other isn't there."""
    there = [side for side in (old, new) if side is not None]
    return bool(there) and all(isinstance(side, type_) for side in there)


def _members(at: _Step, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        place = "*" if at.node.is_map else key
        yield from _walk(
            _Step(
                (*at.item, name_of(key)),
                (*at.place, place),
                at.node.below(key),
                at.old.below(key),
                at.new.below(key),
                at.around,
            )
        )


def _items(at: _Step, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    before, after = names(at.node, old), names(at.node, new)
    for name in dict.fromkeys((*before, *after)):
        yield from _walk(
            _Step(
                (*at.item, name),
                (*at.place, "*"),
                at.node.item,
                at.old.below(before.get(name)),
                at.new.below(after.get(name)),
                at.around,
            )
        )


@dataclass(frozen=True, slots=True)
class DayChange:
    """Days of a month in a row whose status changes in the same way; "" is no status.

    A day with several statuses, which a rule refuses, has them joined.
    """

    first: int
    last: int
    old: str
    new: str

    def told(self, month: str) -> str:
        """As a sentence goes: 10-17：在村 → 请假."""
        number = month[5:]
        when = f"{number}-{self.first:02d}"
        if self.last > self.first:
            when += f" 至 {number}-{self.last:02d}"
        return f"{when}：{self.old or '无'} → {self.new or '无'}"


def day_changes(
    month: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> tuple[DayChange, ...]:
    """What changes day by day between two versions of a cadre's line in a month's sheet."""
    before, after = _statuses(old or {}), _statuses(new or {})
    days = range(1, month_length(month) + 1)
    changed = [d for d in days if before.get(d, "") != after.get(d, "")]
    runs = groupby(
        enumerate(changed), lambda x: (x[1] - x[0], before.get(x[1], ""), after.get(x[1], ""))
    )
    found = []
    for (_, was, is_), run in runs:
        these = [day for _, day in run]
        found.append(DayChange(these[0], these[-1], was, is_))
    return tuple(found)


def _statuses(line: Mapping[str, Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for status in _STATUSES:
        for day in days_in(line.get(status)) or ():
            found[day] = f"{found[day]}、{status}" if day in found else status
    return found
