"""Fills a tree of records with canaries: words that must not come out of a built site.

Every property that is not public gets a unique value that its schema accepts; where it is missing
it is added. A record's officers keep their references, for an officer's id is replaced everywhere.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from zhucun.read.layout import place_of
from zhucun.read.strict import parse_file
from zhucun.schema.store import resolve, schema_of, validator

# Values that decide whether a page exists at all; they are planted by hand in their own tests.
KEPT = {
    ("cadre", "/consents"),  # without a consent nothing of the column would be built
    ("cadre", "/postings/no"),
    ("case", "/cadre"),  # which cadre: the case's name is tested through its publication
    ("leave", "/leaves/cadre"),
    ("inspections", "/inspections/visits/cadre"),
    ("assessment", "/cadre"),
}


@dataclass
class Flock:
    """The canaries let loose: `words` must not be found; `covered` are schema paths they sit at."""

    words: list[str] = field(default_factory=list)
    covered: set[tuple[str, str]] = field(default_factory=set)
    officers: dict[str, str] = field(default_factory=dict)
    serial: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def release(self, root: Path) -> None:
        """Rewrites every record under `root`/records but the law and the calendar."""
        for path in sorted((root / "records").rglob("*")):
            place = place_of(path.relative_to(root).as_posix())
            if place is None or place.kind in ("regulation", "calendar", "photo"):
                continue
            raw = path.read_bytes()
            parsed = parse_file(path.name, raw)
            assert parsed.fault is None, (path, parsed.fault)
            data = self._object(place.kind, "", schema_of(place.kind), parsed.value)
            errors = [e.message for e in validator(place.kind).iter_errors(data)]
            assert not errors, (path, errors)  # an invalid record is left out and proves nothing
            text = json.dumps(data, ensure_ascii=False, indent=1)
            if path.suffix == ".md":
                text = f"---\n{text}\n---\n{parsed.body}"
            path.write_text(text + "\n", encoding="utf-8")

    # -- walking -------------------------------------------------------------------------------

    def _object(self, kind: str, path: str, schema: dict[str, Any], data: Any) -> dict[str, Any]:
        _, node = resolve("common", schema["$ref"]) if "$ref" in schema else (kind, schema)
        filled: dict[str, Any] = {}
        properties = node.get("properties", {})
        for name, value in data.items():
            part = properties.get(name, node.get("additionalProperties"))
            where = f"{path}/{name}" if name in properties else f"{path}/*"
            filled[name] = self._value(kind, where, part, value, name not in properties)
        for name, part in properties.items():
            if name not in data and _is_hidden(part) and (kind, f"{path}/{name}") not in KEPT:
                if _forbidden(kind, path, name, data) or "day" in part.get("x-mask", ""):
                    continue
                filled[name] = self._made(kind, f"{path}/{name}", part)
        return filled

    def _value(self, kind: str, path: str, part: dict[str, Any], value: Any, passes: bool) -> Any:
        if (kind, path) in KEPT:
            return value
        if not passes and _is_hidden(part):
            return self._made(kind, path, part, value)
        if isinstance(value, dict):
            return self._object(kind, path, part, value)
        if isinstance(value, list):
            items = part["items"]
            return [self._value(kind, path, items, item, True) for item in value]
        return value

    def _made(self, kind: str, path: str, part: dict[str, Any], old: Any = None) -> Any:
        """A value for a hidden property: like `old` in its shape, new in all it says."""
        if (kind, path) in KEPT:
            return old
        reference = part.get("$ref", "")
        node = resolve("common", reference)[1] if reference else part
        if node.get("type") == "object":
            inner = dict(old or {})
            named = node.get("properties", {})
            other = node.get("additionalProperties")
            made = {
                name: self._made(kind, f"{path}/{name}", sub, inner.get(name))
                for name, sub in named.items()
                if (kind, f"{path}/{name}") not in KEPT or name in inner
            }
            if isinstance(other, dict):
                made |= {
                    name: self._made(kind, f"{path}/*", other, value)
                    for name, value in inner.items()
                    if name not in named
                }
            return made
        if node.get("type") == "array":
            items = old or [None] * node.get("minItems", 1)
            return [self._made(kind, path, node["items"], item) for item in items]
        return self._leaf(kind, path, reference.rpartition("/")[2], node, old)

    def _leaf(self, kind: str, path: str, name: str, node: dict[str, Any], old: Any) -> Any:
        if node.get("x-mask") in ("day_count", "day_status") or "days" in name:
            return old
        if "enum" in node or node.get("type") == "boolean":
            return old if old is not None else node.get("enum", [True])[0]
        last = path.rpartition("/")[2]
        if "pattern" in node and not {name, last} & {*_MAKERS, *_SAMPLES, "line", "officer_id"}:
            return old if old is not None else _fitting(node["pattern"])  # no free text
        if name in ("year", "cadre_id", "inspection_id") and old is not None:
            return old  # what a record is filed under
        n = next(self.serial)
        make = _MAKERS.get(name) or _MAKERS.get(last) or _MAKERS["text"]
        if node.get("type") in ("number", "integer"):
            most = node.get("maximum", 9_000_000)  # a number nobody else has
            value: Any = 70 + n / 100000 if name == "score" else min(8_000_000 + n, most)
            if value == most:
                return value
        elif name in _SAMPLES:
            value = _SAMPLES[name](n)
        elif name == "officer_id":
            value = self.officers.setdefault(str(old), f"canary-officer-{n:06d}")
        else:
            value = make(n)
        self.covered.add((kind, path))
        self.words.append(str(value))
        return value


_MAKERS: dict[str, Callable[[int], str]] = {
    "text": lambda n: (
        f"金丝雀{n:06d}号说:我身份证是11010119900101{n % 10000:04d},电话139{n:08d},别告诉别人"
    ),
    "name": lambda n: f"雀某{n:06d}",
    "id_number": lambda n: f"330101{19500101 + n}{n % 1000:03d}X",
    "phone": lambda n: f"139{n:08d}",
    "time": lambda _: "04:44",
    "unit_id": lambda n: f"canary-unit-{n:06d}",
}
_SAMPLES: dict[str, Callable[[int], str]] = {
    "date": lambda n: (date(1920, 1, 1) + timedelta(days=n)).isoformat(),
    "month": lambda n: f"{1900 + n % 19}-{n % 12 + 1:02d}",
    "week": lambda n: f"{1900 + n % 19}-W{n % 50 + 1:02d}",
    "code12": lambda n: f"98{n:010d}",
    "cadre_id": lambda n: f"98{n % 10000:04d}-{n % 1000:03d}",
    "inspection_id": lambda n: f"98{n % 100:02d}-190001-{n % 100:02d}",
}


#: One of these fits any pattern of the schemas that leaves no room for free text.
_SHAPES = (
    "990101",
    "10:20",
    "2026-Q1",
    "2025",
    "a-b",
    "a_b.c",
    "990101-c001",
    "990101-v001",
    "2026-H1",
    "2025/a01",
    "S0-18",
    "@a",
    "ssh-ed25519 AAAA",
)


def _fitting(pattern: str) -> str:
    """A word that a pattern allows."""
    return next(word for word in _SHAPES if re.search(pattern, word))


def _is_hidden(part: dict[str, Any]) -> bool:
    disclosure: str = part.get("x-disclosure", "internal")
    return disclosure != "public"


def _forbidden(kind: str, path: str, name: str, data: dict[str, Any]) -> bool:
    """Properties that a schema's conditions, or the point of the record, keep out."""
    if kind == "case":
        return name in ("withdrawn", "month")
    if kind in ("profile", "notices", "bulletin"):
        return name == "withdrawn"
    if kind == "leave":
        return name == "cancelled"
    if kind == "cadre":
        return name == "renewal_of"
    if kind == "region":
        return data.get("level") == "乡镇" and name in ("overlays", "publication")
    return kind == "whereabouts" and name.startswith("周")


def hidden_texts(kind: str) -> set[tuple[str, str]]:
    """Schema paths of free text that is not public: what the canaries have to cover."""
    found: set[tuple[str, str]] = set()

    def walk(path: str, part: dict[str, Any], hidden: bool) -> None:
        reference = part.get("$ref", "")
        node = resolve("common", reference)[1] if reference else part
        for name, sub in node.get("properties", {}).items():
            walk(f"{path}/{name}", sub, hidden or _is_hidden(sub))
        if isinstance(node.get("additionalProperties"), dict):
            walk(f"{path}/*", node["additionalProperties"], hidden)
        if isinstance(node.get("items"), dict):
            walk(path, node["items"], hidden)
        free = reference.rpartition("/")[2] in ("text", "line", "name")
        if hidden and (free or path.endswith(("/id_number", "/phone"))):
            found.add((kind, path))

    walk("", schema_of(kind), False)
    return found
