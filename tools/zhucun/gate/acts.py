"""The acts of officers that a change introduces or alters.

An act covers more than its own lines: a seal covers the whole sheet, an approval the leave that it
approves. What it covers belongs to it: who alters that alters the act.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from zhucun.check.officers import ACTS, Act, acts_of
from zhucun.gate.change import Change, Entry
from zhucun.gate.versions import versions_of
from zhucun.read.select import select
from zhucun.read.tree import Record

#: Places where a record tells of a person without his having done anything: (kind, place).
TOLD: Final = frozenset(
    {
        ("region", "bodies/*"),
        ("region", "contacts/*"),
        ("region", "contracts/*"),
        ("region", "pairings/*"),
    }
)
#: Acts that somebody else writes down: they want an officer, but not his own signature.
WRITTEN_BY_OTHERS: Final = frozenset(
    {
        ("meetings", "meetings/*"),
        ("village_cadre", "home_visits/*"),
        ("attendance", ""),
        ("corrections", "corrections/*"),
        ("corrections", "late/*"),
    }
)

# (kind, place of an act) -> what it covers, as (levels above the object that holds the act, keys
# that may come later). Other acts cover the object that holds them.
_COVERS: Final[dict[tuple[str, str], tuple[int, frozenset[str]]]] = {
    ("attendance", "seal"): (1, frozenset()),
    ("leave", "leaves/*/approval"): (1, frozenset({"returned", "filings"})),
    ("profile", "approval"): (1, frozenset()),
    ("bulletin", "issued"): (1, frozenset()),
    ("log", "evaluation"): (1, frozenset()),
    ("case", "opened"): (
        1,
        frozenset({"signer", "explanation", "facts", "evidence", "inspections"}),
    ),
    ("case", "confirmed"): (1, frozenset({"signer", "explanation"})),
    ("corrections", "corrections/*/approval"): (1, frozenset()),
    ("notices", "notices/*/decision"): (
        1,
        frozenset({"objections", "confirmed", "withdrawn"}),
    ),
    ("notices", "notices/*/objections/*/reply"): (1, frozenset()),
    ("region", "officers/*/keys/*/confirmed"): (1, frozenset({"to"})),
    ("inspections", "inspections/*/inspectors"): (1, frozenset({"filed"})),
    ("village_cadre", "enrolments/*/approved"): (
        1,
        frozenset({"benefit_from", "extension", "filed"}),
    ),
    ("targets", "targets/*/approved"): (
        1,
        frozenset({"practical", "review", "posted_on", "filed", "published_on"}),
    ),
    ("village_scores", ""): (0, frozenset({"removals"})),
    ("competence", "evaluations/*"): (0, frozenset({"indicators", "ballots", "exit"})),
    ("appraisals", "appraisals/*"): (
        0,
        frozenset({"daily", "work", "raters", "evidence", "outcomes"}),
    ),
}


# What says of whom or what an object is.
_NAMING: Final = ("id", "role", "code", "cadre", "village_cadre", "village")


@dataclass(frozen=True, slots=True)
class Deed:
    """One act with what it covers, apart from where it stands in its file.

    `place` is as in ACTS (`leaves/*/approval`); `root` the JSON pointer of what it covers, and
    `covered` that as canonical text.
    """

    kind: str
    place: str
    officer: str
    first: str
    last: str
    covered: str
    act: Act
    root: str

    @property
    def weak(self) -> tuple[str, str, str, str]:
        """Who did what when, whatever it covers now."""
        return (self.place, self.officer, self.first, self.act.cadre)

    @property
    def strong(self) -> tuple[str, str, str, str]:
        """Who did what when, to exactly what."""
        return (self.place, self.officer, self.first, self.covered)


@dataclass(frozen=True, slots=True)
class Touched:
    """A deed of the result that BASE doesn't have so. `is_new`: nor with other contents."""

    deed: Deed
    entry: Entry
    is_new: bool


def deeds_of(record: Record) -> tuple[Deed, ...]:
    """Every act that a record tells of, with what it covers."""
    return tuple(_deed(record, act) for act in acts_of(record))


def touched_acts(change: Change) -> tuple[Touched, ...]:
    """Every act that the change introduces or alters, in path order; by `change.once`."""
    at = change.once(deeds_at)
    return tuple(
        each
        for entry in change.records
        if entry.place and entry.new
        for each in _touched_of(at, entry)
    )


def _touched_of(at: Callable[[str, str], tuple[Deed, ...]], entry: Entry) -> Iterator[Touched]:
    before, after = (at(entry.path, side.sha if side else "") for side in (entry.old, entry.new))
    same = Counter(deed.strong for deed in before)
    left = []
    for deed in after:
        if same[deed.strong]:
            same[deed.strong] -= 1
        else:
            left.append(deed)
    # what BASE has of an act that isn't there any more as it was
    known: Counter[tuple[str, str, str, str]] = Counter()
    for deed in before:
        if same[deed.strong]:
            same[deed.strong] -= 1
            known[deed.weak] += 1
    for deed in left:
        altered = known[deed.weak] > 0
        known[deed.weak] -= altered
        yield Touched(deed, entry, not altered)


def _deed(record: Record, act: Act) -> Deed:
    kind, parts = record.place.kind, act.pointer.split("/")[1:]
    holder, place = parts[:-1], act.place
    above, later = _COVERS.get((kind, place), (0, frozenset()))
    root = holder[: len(holder) - above]
    data = deepcopy(_at(record.data, root))
    if isinstance(data, dict):
        _drop_others(kind, data, "/".join(root), "/".join(holder))
        data = {key: value for key, value in data.items() if key not in later}
    who = [_names(record.data, root[:n]) for n in range(1, len(root) + 1)]
    body = "" if root else record.body
    covered = json.dumps([who, data, body], ensure_ascii=False, sort_keys=True)
    pointer = "".join(f"/{part}" for part in root)
    return Deed(kind, place, act.officer, act.first, act.last, covered, act, pointer)


def _at(data: Any, parts: list[str]) -> Any:
    for part in parts:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def _names(data: Any, parts: list[str]) -> list[str]:
    """What an object on the way to an act is called, so that it can't be passed to another."""
    found = _at(data, parts)
    if not isinstance(found, dict):
        return []
    return [str(found[key]) for key in _NAMING if key in found]


def _drop_others(kind: str, data: dict[str, Any], root: str, own: str) -> None:
    """Takes out of what an act covers the other acts that stand in it: they answer for themselves.

    Of a sealed sheet nothing is taken.
    """
    if (kind, own) == ("attendance", "seal"):
        return
    place = re.sub(r"(?<=/)\d+(?=/|$)|^\d+(?=/|$)", "*", root)
    mine = own.removeprefix(root).strip("/")
    for other, *_ in ACTS.get(kind, ()):
        if other == place or (place and not other.startswith(f"{place}/")):
            continue
        inner = other.removeprefix(place).strip("/")
        for pointer, _item in reversed(list(select(data, inner))):
            if pointer.strip("/") != mine:
                remove(data, pointer)


def remove(data: Any, pointer: str) -> None:
    """Deletes the value at a JSON pointer, and the list that it leaves empty."""
    *way, last = pointer.split("/")[1:]
    holder = _at(data, way)
    if isinstance(holder, dict):
        del holder[last]
        return
    del holder[int(last)]
    if not holder and way:
        above = _at(data, way[:-1])
        if isinstance(above, dict):
            del above[way[-1]]


def deeds_at(change: Change) -> Callable[[str, str], tuple[Deed, ...]]:
    """Deeds by path and content id, each version read once; ask for it by `change.once`."""
    versions = change.once(versions_of)

    @cache
    def at(path: str, sha: str) -> tuple[Deed, ...]:
        record = versions.record(path, sha)
        return deeds_of(record) if record else ()

    return at
