"""A preview names exactly those whom a change affects: counted once more from both whole trees."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosed import records_below, scalars
from preview.overlaid import AS_OF, Overlaid
from zhucun.assess.catalogue import TABLES
from zhucun.assess.due_standing import dues_of
from zhucun.assess.registry import cells_of
from zhucun.check.catalogue import RULES
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import LoadedCommons, load_city, load_commons, load_county
from zhucun.preview.effects import preview_of
from zhucun.preview.render import markdown
from zhucun.read.files import Disk, Files
from zhucun.read.tree import Record
from zhucun.schema.store import validator

CADRE = re.compile(r"990101-\d{3}")
YEARS = (2025, 2026)
#: One-line edits judged for each regulation, of all that there are.
TRIED = 16


@dataclass(frozen=True)
class OneLine:
    """One scalar of one record with another value that its schema allows."""

    path: str
    pointer: str
    content: bytes
    people: frozenset[str]

    def __str__(self) -> str:
        return f"{self.path}{self.pointer}"


def _others(value: object) -> Iterator[object]:
    """Values to put in another's place, near ones first."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, float):
        yield value + 10
    elif isinstance(value, str):
        day = re.fullmatch(r"(\d{4}-\d{2}-)(\d{2})", value)
        if day:
            yield from (f"{day[1]}{number:02d}" for number in (int(day[2]) % 28 + 1, 2))
        if re.fullmatch(r"[\d, -]+", value):
            yield from (re.sub(r"\d+$", lambda n: str(max(1, int(n[0]) - 1)), value), "3-4")
        yield from ("在村", "休息", "缺岗", "未到", "到场", "市委组织部", "事假", "第二")


def _set(data: Any, pointer: str, value: object) -> None:
    *way, last = pointer.split("/")[1:]
    for part in way:
        data = data[int(part)] if isinstance(data, list) else data[part]
    if isinstance(data, list):
        data[int(last)] = value
    else:
        data[last] = value


def _people(record: Record, pointer: str, changed: Any) -> frozenset[str]:
    """The cadres whom the record says that this place is about: by its file's name, by a key on
    the way, else by the nearest thing around that names a village or a cadre.
    """
    if CADRE.fullmatch(record.place.name):
        return frozenset({record.place.name})
    tokens = pointer.split("/")[1:]
    keys = [token for token in tokens if CADRE.fullmatch(token)]
    if keys:
        return frozenset(keys[:1])
    for depth in range(len(tokens), -1, -1):
        named: set[str] = set()
        for whole in (record.data, changed):
            thing: Any = whole
            for token in tokens[:depth]:
                thing = thing[int(token)] if isinstance(thing, list) else thing[token]
            if isinstance(thing, dict):
                if re.fullmatch(r"990101100\d{3}", str(thing.get("village", thing.get("code")))):
                    return frozenset()
                if CADRE.fullmatch(str(thing.get("cadre", ""))):
                    named.add(str(thing["cadre"]))
        if named:
            return frozenset(named)
    return frozenset()


def _edits(root: Path) -> list[OneLine]:
    found = []
    for record in records_below(root):
        if record.path.endswith(".md"):
            continue
        for pointer, value in scalars(record.data):
            if pointer in ("/id", "/cadre", "/month", "/week", "/quarter", "/year", "/code"):
                continue
            for other in _others(value):
                data = json.loads(json.dumps(record.data))
                _set(data, pointer, other)
                if other != value and validator(record.place.kind).is_valid(data):
                    content = yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
                    # dates stay text, as in hand-written records
                    content = re.sub(rb"'(\d{4}-\d{2}(?:-\d{2})?)'", rb"\1", content)
                    people = _people(record, pointer, data)
                    found.append(OneLine(record.path, pointer, content, people))
                    break
    return found


def _facts(files: Files, commons: LoadedCommons) -> CountyFacts:
    return load_county(files, commons, load_city(files, "shili"), "shilixian", AS_OF).facts


def _statements(county: CountyFacts) -> Counter[tuple[str, str]]:
    """Everything that is said of any cadre: (cadre, what)."""
    said: Counter[tuple[str, str]] = Counter()
    for table in TABLES.values():
        if not any(column.key == "cadre" for column in table.columns):
            continue
        for year in YEARS:
            for row in cells_of(county, table, year):
                values = [cell.value for cell in row.values()]
                text = json.dumps(values, ensure_ascii=False, default=str)
                said[str(row["cadre"].value), f"{table.name} {year} {text}"] += 1
    for due in dues_of(county):
        if due.kind == "cadre":
            text = f"{due.key} {due.title} {due.period} {due.state} {due.due} {due.owner}"
            said[due.subject, f"{text} {due.need} {due.done}"] += 1
    for rule in RULES.values():
        for found in rule.judge(county) if rule.judge else ():
            if CADRE.fullmatch(found.subject):
                severity = found.severity or rule.severity
                text = f"{rule.id} {severity} {found.entry} {found.path} {found.period}"
                said[found.subject, f"{text} {found.message}"] += 1
            elif not found.subject and CADRE.search(found.path.rpartition("/")[2]):
                said[found.path[-14:-4], f"{rule.id} {found.message}"] += 1
    return said


def _affected(one: CountyFacts, other: CountyFacts) -> set[str]:
    before, after = _statements(one), _statements(other)
    return {cadre for cadre, _ in (before - after) + (after - before)}


def _named(text: str) -> set[str]:
    """The cadres in the headings of a preview, and in the lists below those for several."""
    lines = text.splitlines()
    heads = [line for line in lines if line.startswith("#### ")]
    heads += [lines[n + 2] for n, line in enumerate(lines) if line.endswith("名干部，变化相同")]
    return {cadre for line in heads for cadre in CADRE.findall(line)}


@pytest.mark.slow
@pytest.mark.parametrize("regime", ["s0", "s1", "s4"])
def test_one_line_names_exactly_the_affected(regime: str, planted: dict[str, Path]) -> None:
    root = planted[regime]
    disk = Disk(root)
    commons = load_commons(disk)
    before = _facts(disk, commons)
    edits = _edits(root)
    moved = 0
    for edit in random.Random(regime).sample(edits, TRIED):
        files = Overlaid(disk, {edit.path: edit.content})
        after = _facts(files, commons)
        affected = _affected(before, after)
        found = preview_of(disk, files, [edit.path], AS_OF)
        assert not found.unusable, edit
        assert _named(markdown(found)) == affected | edit.people, edit
        moved += bool(affected)
    assert len(edits) > 500
    assert moved > TRIED // 4
