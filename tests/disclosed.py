"""What records hold that no schema makes public, and records with something else in its place."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from mini.tree import plant
from zhucun.read.layout import place_of
from zhucun.read.strict import parse_file
from zhucun.read.tree import Record
from zhucun.schema.openness import is_public
from zhucun.schema.store import validator

REPOSITORY: Final = Path(__file__).parents[1]
#: What a disturbed record says, the first that its schema allows.
CANARIES: Final = (
    "金丝雀",
    "2019-03-04",
    "2019-03",
    "2019-H1",
    "990101-777",
    "990101-v777",
    "2019/jin-si-que",
    "jin-si-que",
    "19283746501",
)


def scalars(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    """Every scalar below a value with its JSON pointer."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars(item, f"{pointer}/{index}")
    else:
        yield pointer, value


def records_below(root: Path) -> Iterator[Record]:
    """The records of a planted tree that can be read and belong somewhere, the law's left out."""
    for path in _paths_below(root):
        record = _read(path.relative_to(root).as_posix(), path.read_bytes())
        if record:
            yield record


def _paths_below(root: Path) -> list[Path]:
    return sorted((root / "records" / "shili").rglob("*.*"))


@lru_cache(maxsize=1024)
def _read(path: str, raw: bytes) -> Record | None:
    place = place_of(path)
    if place is None or place.kind == "photo":
        return None
    value = parse_file(path, raw).value
    return Record(path, place, value) if isinstance(value, dict) else None


def internal_texts(root: Path) -> set[str]:
    """Texts of three characters or more that stand only where no schema makes them public."""
    hidden: set[str] = set()
    told: set[str] = set()
    for path in _paths_below(root):
        found = _texts(path.relative_to(root).as_posix(), path.read_bytes())
        hidden |= found[0]
        told |= found[1]
    every = "\n".join(told)
    return {text for text in hidden if text not in every}


@lru_cache(maxsize=1024)
def _texts(path: str, raw: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """The longer texts of a record that nobody may be told, and those that anybody may."""
    hidden: set[str] = set()
    told: set[str] = set()
    record = _read(path, raw)
    if record:
        told.update(record.path.replace(".", "/").split("/"))
        for pointer, value in scalars(record.data):
            if isinstance(value, str) and len(value) > 2:
                (told if is_public(record.place.kind, pointer) else hidden).add(value)
    return frozenset(hidden), frozenset(told)


@dataclass(frozen=True, slots=True)
class Disturbed:
    """A record whose internal values are canaries; still valid by its schema."""

    regime: str
    path: str
    kind: str
    data: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.regime}:{self.kind}"

    def write(self, root: Path) -> None:
        """Puts it into a tree in the place of the one that it was made of."""
        text = yaml.safe_dump(self.data, allow_unicode=True, sort_keys=False, width=10_000)
        if self.path.endswith(".md"):
            text = f"---\n{text}---\n正文。\n"
        (root / self.path).write_text(text, encoding="utf-8")


def disturbed(root: Path, regime: str) -> Iterator[Disturbed]:
    """The longest record of each kind under a regime, with every internal text a canary."""
    plant(root, REPOSITORY, regime)
    longest: dict[str, Record] = {}
    for record in records_below(root):
        first = longest.setdefault(record.place.kind, record)
        if len(list(scalars(record.data))) > len(list(scalars(first.data))):
            longest[record.place.kind] = record
    for kind, record in sorted(longest.items()):
        yield Disturbed(regime, record.path, kind, _canaried(kind, record.data))


def _canaried(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    check = validator(kind)
    data = copy.deepcopy(data)
    for pointer, value in list(scalars(data)):
        if not isinstance(value, str) or is_public(kind, pointer):
            continue
        *above, last = pointer.split("/")[1:]
        holder: Any = data
        for token in above:
            holder = holder[int(token)] if isinstance(holder, list) else holder[token]
        key: Any = int(last) if isinstance(holder, list) else last
        for canary in CANARIES:
            holder[key] = canary
            if check.is_valid(data):
                break
        else:
            holder[key] = value
    return data
