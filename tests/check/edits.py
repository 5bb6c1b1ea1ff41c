"""Edits that a clerk, or somebody careless, could make in a county's records, drawn from a seed."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from random import Random
from typing import Any

from check.overlaid import written
from zhucun.facts.dates import plus
from zhucun.read.tree import Record

Edits = dict[str, bytes | None]
STATUSES = ("在村", "因公外出", "请假", "休息", "缺岗")
#: How often each kind is chosen, beside once for every kind that is there.
OFTEN = {"attendance": 6, "leave": 5, "log": 2, "whereabouts": 2, "case": 2, "payments": 2}
_DAY, _MONTH = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d")


class Clerk:
    """Draws edits of the records given."""

    def __init__(self, records: Mapping[str, Record], seed: int) -> None:
        self.records, self.rng = records, Random(seed)
        self.paths: dict[str, list[str]] = defaultdict(list)
        for path, record in records.items():
            self.paths[record.place.kind].append(path)

    def edits(self, number: int) -> Edits:
        """So many edits, some of one file perhaps; those that can't be made are left out."""
        made: Edits = {}
        for _ in range(number):
            kinds = [*self.paths, *(kind for kind, n in OFTEN.items() for _ in range(n))]
            kind = self.rng.choice([each for each in kinds if self.paths[each]])
            path = self.rng.choice(self.paths[kind])
            if self.records[path].body:
                continue
            if self.rng.random() < 0.06:
                made[path] = None
                continue
            known = made.get(path)
            data = json.loads(known) if known else deepcopy(self.records[path].data)
            if self._edit(kind, data):
                made[path] = written(data)
        return made

    def _edit(self, kind: str, data: dict[str, Any]) -> bool:
        if kind == "attendance" and self.rng.random() < 0.7:
            return self._sheet(data)
        if kind == "leave" and self.rng.random() < 0.8:
            return self._leave(data["leaves"])
        return self._anything(data)

    def _sheet(self, data: dict[str, Any]) -> bool:
        """Unseals a month, drops a line or changes one day."""
        how = self.rng.random()
        cadre = self.rng.choice(list(data["sheets"]))
        if how < 0.25:
            return data.pop("seal", None) is not None
        if how < 0.4:
            del data["sheets"][cadre]
            return True
        line = data["sheets"][cadre]
        status, other = self.rng.choice(list(line)), self.rng.choice(STATUSES)
        days = [day.strip() for day in str(line.pop(status)).split(",")]
        moved = days.pop(self.rng.randrange(len(days)))
        if days:
            line[status] = ", ".join(days)
        line[other] = f"{line[other]}, {moved}" if other in line else moved
        return True

    def _leave(self, leaves: list[dict[str, Any]]) -> bool:
        """Drops, moves, lengthens, prolongs or adds a leave, over months and years if it comes."""
        if not leaves:
            return False
        leave = self.rng.choice(leaves)
        how = self.rng.randrange(6)
        if how == 0:
            leaves.remove(leave)
        elif how == 1:
            leave["to"] = plus(leave["to"], self.rng.choice((1, 3, 20, 60, 120)))
        elif how == 2:
            leave.pop("approval", None)
            leave["to"] = plus(leave["to"], self.rng.choice((0, 80)))
        elif how == 3:
            leave["returned"] = plus(leave["to"], self.rng.choice((1, 5, 30, 90)))
        elif how == 4:
            leave["from"] = plus(leave["from"], -self.rng.choice((1, 3)))
        else:
            start = plus(leave["to"], 2)
            more = {"from": start, "to": plus(start, self.rng.choice((0, 50)))}
            leaves.append({**{k: v for k, v in leave.items() if k != "returned"}, **more})
        return True

    def _anything(self, data: Any) -> bool:
        """Drops a member, repeats an item or changes a value, anywhere in a record."""
        home, key = self.rng.choice(list(_places(data)))
        value = home[key]
        if self.rng.random() < 0.2:
            del home[key]
        elif isinstance(value, list) and value:
            value.append(deepcopy(self.rng.choice(value)))
        elif isinstance(value, bool):
            home[key] = not value
        elif isinstance(value, int):
            home[key] = max(0, value + self.rng.choice((-1, 1, 10)))
        elif isinstance(value, str):
            home[key] = self._another(data, value)
        else:
            return False
        return True

    def _another(self, data: Any, value: str) -> str:
        if _DAY.fullmatch(value):
            return plus(value, self.rng.choice((-40, -7, -1, 1, 7, 40, 100)))
        if _MONTH.fullmatch(value):
            return f"{value[:5]}{self.rng.randrange(1, 13):02d}"
        words = [home[key] for home, key in _places(data) if isinstance(home[key], str)]
        return str(self.rng.choice([*words, *STATUSES, "在岗", "不在岗"]))


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every member of every mapping and list, with what it is in."""
    members = list(data) if isinstance(data, dict) else list(range(len(data)))
    for key in members:
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _places(data[key])
