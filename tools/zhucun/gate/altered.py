"""The records whose final contents a change alters, but for what its corrections tell of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.gate.boards import relied_on_days_altered
from zhucun.gate.change import Change, Entry
from zhucun.gate.corrected import after, before, is_covered
from zhucun.gate.final import final_differences, finalities
from zhucun.gate.items import Difference
from zhucun.gate.republished import is_decided_anew
from zhucun.read.layout import TEXTS, Place
from zhucun.read.tree import Record
from zhucun.schema.sift import mismatches_of
from zhucun.schema.store import kinds, validator

#: Corrections answer for other records: nothing corrects them but a further one.
CORRECTIONS: Final = "corrections"


@dataclass(frozen=True, slots=True)
class Altered:
    """A record whose final contents a change alters. `old`, `new`: its versions, `new` None for a
    file that goes; `uncovered`: what no new correction tells as it is.
    """

    entry: Entry
    place: Place
    old: Mapping[str, Any]
    new: Mapping[str, Any] | None
    uncovered: tuple[Difference, ...]

    @property
    def seals(self) -> list[Difference]:
        """Of a month's sheet: what is altered of its seal."""
        return [d for d in self.uncovered if self._is_seal(d)]

    @property
    def removals(self) -> list[Difference]:
        """Things of their own that go, an item or an act, but no seal."""
        return [d for d in self.uncovered if not self._is_seal(d) and self._is_removal(d)]

    @property
    def changes(self) -> list[Difference]:
        """What is altered of things that stay, but of no seal."""
        return [d for d in self.uncovered if not self._is_seal(d) and not self._is_removal(d)]

    def _is_seal(self, difference: Difference) -> bool:
        return (self.place.kind, difference.place.partition("/")[0]) == ("attendance", "seal")

    def _is_removal(self, difference: Difference) -> bool:
        whole = {finality.place for finality in finalities(self.place.kind)}
        is_thing = difference.place in whole or difference.place.endswith("*")
        return difference.new is None and is_thing


def altered_records(change: Change) -> tuple[Altered, ...]:
    """Every record whose final contents the change alters without saying so; by `change.once`."""
    return tuple(_altered(change))


def _altered(change: Change) -> Iterator[Altered]:
    for entry in change.records:
        assert entry.place is not None  # a record of the layout
        old = before(change, entry.path, entry.place)
        new = after(change, entry.path, entry.place)
        if new is None and not entry.removed:
            continue  # unreadable: the check refuses it
        found = [*_final(entry, entry.place, old, new)] if old else []
        found += relied_on_days_altered(change, entry, old, new)
        if not entry.removed:
            found = [d for d in found if not _is_told(change, entry, entry.place, d)]
            found = [d for d in found if not is_decided_anew(change, entry, new, d)]
        if found:
            yield Altered(entry, entry.place, old or {}, new, tuple(found))


def _final(
    entry: Entry, place: Place, old: Mapping[str, Any], new: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """What is altered of what was final, but for what BASE has against its schema: that may be
    mended where it stands.
    """
    broken = _broken(as_record(entry.path, place, old)) if new is not None else frozenset()
    for difference in final_differences(place.kind, old, new):
        if difference.pointer_old not in broken:
            yield difference


def as_record(path: str, place: Place, data: Mapping[str, Any]) -> Record:
    """A version as a record: the text below the front matter is none of its data."""
    is_text = place.kind in TEXTS
    own = {key: value for key, value in data.items() if not (is_text and key == "body")}
    return Record(path, place, own)


def is_valid(record: Record) -> bool:
    """Whether a record matches the schema of its kind."""
    return record.place.kind in kinds() and validator(record.place.kind).is_valid(record.data)


def _broken(record: Record) -> frozenset[str]:
    """JSON pointers to what doesn't match its schema."""
    if is_valid(record):
        return frozenset()
    return frozenset(m.pointer for m in mismatches_of(record, validator(record.place.kind)))


def _is_told(change: Change, entry: Entry, place: Place, difference: Difference) -> bool:
    """Whether a correction may tell of a difference, and does. Nothing takes off a seal."""
    unsealed = place.kind == "attendance" and difference.place == "seal" and not difference.new
    if unsealed or place.kind == CORRECTIONS:
        return False
    return is_covered(change, entry.path, difference)
