"""Sorts read records into those that match their schema and those that don't."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import Any

import jsonschema_rs

from zhucun.read.marks import child
from zhucun.read.tree import Record
from zhucun.schema.messages import sentence_of
from zhucun.schema.store import kinds, validator

# More errors than this in one file say nothing new.
MOST_PER_FILE = 20
_MOST_ERRORS = 2 * MOST_PER_FILE


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One place where a record doesn't match its schema. `at_key` points at the key itself.

    `discreet` is the message for a log that others may read.
    """

    path: str
    pointer: str
    message: str
    at_key: bool = False
    discreet: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """`valid` keeps the order of the input; `mismatches` are in the order of their places."""

    valid: tuple[Record, ...]
    mismatches: tuple[Mismatch, ...]


def sift(records: Iterable[Record]) -> Sifted:
    """Validates each record by the schema of its kind; every kind of the layout has one."""
    valid: list[Record] = []
    mismatches: list[Mismatch] = []
    compiled = {kind: validator(kind) for kind in kinds()}
    for record in records:
        check = compiled[record.place.kind]
        if check.is_valid(record.data):
            valid.append(record)
        else:
            mismatches.extend(mismatches_of(record, check))
    return Sifted(tuple(valid), tuple(mismatches))


def mismatches_of(record: Record, check: jsonschema_rs.Draft202012Validator) -> list[Mismatch]:
    """What a record breaks, at most `MOST_PER_FILE` places; one that breaks a pattern is told no
    further that it has no such format.
    """
    found = []
    errors = list(islice(check.iter_errors(record.data), _MOST_ERRORS))
    written_wrong = {tuple(e.instance_path) for e in errors if e.kind.name == "pattern"}
    for error in errors:
        if error.kind.name == "format" and tuple(error.instance_path) in written_wrong:
            continue
        detail = {"name": error.kind.name, **error.kind.as_dict()}
        pointer, at_key = _place(error, detail)
        place = record.place.kind, list(error.evaluation_path), detail, error.instance
        message, discreet = sentence_of(*place), sentence_of(*place, discreet=True)
        found.append(Mismatch(record.path, pointer, message, at_key, discreet))
        if len(found) >= MOST_PER_FILE:
            break
    return found


def _place(error: jsonschema_rs.ValidationError, detail: dict[str, Any]) -> tuple[str, bool]:
    parts: list[str | int] = list(error.instance_path)
    at_key = False
    if detail["name"] in ("additionalProperties", "unevaluatedProperties"):
        parts.append(detail["unexpected"][0])
        at_key = True
    elif detail["name"] == "propertyNames":
        parts.append(str(detail["error"].instance))
        at_key = True
    elif detail["name"] in ("minProperties", "required", "falseSchema"):
        at_key = bool(parts)
    return reduce(child, parts, ""), at_key
