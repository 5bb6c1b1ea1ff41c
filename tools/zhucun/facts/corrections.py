"""Corrections of what was sealed, approved or decided: what they say was, and what is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import DaysError, parse_days
from zhucun.read.layout import Place, place_of
from zhucun.read.tree import Record
from zhucun.schema.items import Node


@dataclass(frozen=True, slots=True)
class Corrected:
    """One item that a correction puts right; `old` and `new` are None for what isn't there."""

    item: str
    old: Any
    new: Any
    pointer: str

    def touches(self, item: str) -> bool:
        """Whether it is about an item, something in it, or something that it is in."""
        return f"{self.item}/".startswith(f"{item}/") or f"{item}/".startswith(f"{self.item}/")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a year's corrections. `file` is the corrected record's path from the root."""

    path: str
    pointer: str
    file: str
    changes: tuple[Corrected, ...]
    by: str
    date: str
    approver: str
    approved_on: str


def home_of(place: Place) -> str:
    """The folder that a record of corrections speaks for, with a slash at its end."""
    return "".join(f"{part}/" for part in ("records", place.city, place.county) if part)


def corrections_in(path: str, place: Place, data: Mapping[str, Any]) -> Iterator[Correction]:
    """The corrections of a record, as written: the schema need not have seen it.

    What is too incomplete to be a correction is left out; the schema reports it.
    """
    for index, raw in enumerate(_list(data, "corrections")):
        try:
            yield _correction(path, place, raw, f"/corrections/{index}")
        except (KeyError, TypeError):
            continue


def _correction(path: str, place: Place, raw: Any, pointer: str) -> Correction:
    changes = tuple(
        Corrected(str(c["item"]), c["old"], c["new"], f"{pointer}/changes/{n}")
        for n, c in enumerate(raw["changes"])
    )
    approval = raw["approval"]
    return Correction(
        path=path,
        pointer=pointer,
        file=f"{home_of(place)}{raw['file']}",
        changes=changes,
        by=str(raw["by"]),
        date=str(raw["date"]),
        approver=str(approval["by"]),
        approved_on=str(approval["date"]),
    )


def late_files(place: Place, data: Mapping[str, Any]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Index and files (from the root) of each explanation of a late record."""
    for index, raw in enumerate(_list(data, "late")):
        files = _list(raw, "files") if isinstance(raw, Mapping) else []
        yield index, tuple(f"{home_of(place)}{file}" for file in files)


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []


def corrections(county: CountyFacts) -> tuple[Correction, ...]:
    """The corrections of the county's files and of its city's, in the order of files and entries.

    What names no place of a record is among them.
    """
    return county.once(_corrections)


def _corrections(county: CountyFacts) -> tuple[Correction, ...]:
    records = (*county.city_records, *county.records)
    return tuple(
        found
        for record in records
        if record.place.kind == "corrections"
        for found in corrections_in(record.path, record.place, record.data)
        if _concerns(county, found.file)
    )


def _concerns(county: CountyFacts, file: str) -> bool:
    place = place_of(file)
    return place is None or place.county in ("", county.slug)


def corrections_of(county: CountyFacts, file: str) -> tuple[Correction, ...]:
    """The corrections of one file, in order."""
    return tuple(county.once(_by_file).get(file, ()))


def _by_file(county: CountyFacts) -> dict[str, list[Correction]]:
    found: dict[str, list[Correction]] = defaultdict(list)
    for each in corrections(county):
        found[each.file].append(each)
    return dict(found)


def corrected_record(county: CountyFacts, file: str) -> Record | None:
    """The record that a correction names, as it is now; None when the county has no such file."""
    return county.once(_records).get(file)


def _records(county: CountyFacts) -> dict[str, Record]:
    return {record.path: record for record in (*county.city_records, *county.records)}


def same(node: Node, one: Any, other: Any) -> bool:
    """Whether two values at a place say the same; days are compared as days, however written."""
    if node.definition == "days" and one is not None and other is not None:
        first, second = days_in(one), days_in(other)
        if first is not None and second is not None:
            return first == second
    return _equal(one, other)


def days_in(text: Any) -> frozenset[int] | None:
    """The days of a month that a text means; None where it means none."""
    if not isinstance(text, str | int) or isinstance(text, bool):
        return None
    try:
        return frozenset(parse_days(text))
    except (DaysError, ValueError):
        return None


def _equal(one: Any, other: Any) -> bool:
    """Equality that tells true from 1, at every depth."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_equal(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def holds(node: Node, said: Any, now: Any) -> bool:
    """Whether what a correction made of a value still stands: things may have been added since."""
    if isinstance(said, Mapping) and isinstance(now, Mapping):
        return all(k in now and holds(node.below(k), said[k], now[k]) for k in said)
    if isinstance(said, list) and isinstance(now, list):
        return all(any(holds(node.item, each, other) for other in now) for each in said)
    return same(node, said, now)
