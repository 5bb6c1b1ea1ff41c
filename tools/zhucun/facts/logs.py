"""Work logs: weekly uploads, explained gaps, entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhucun.read.tree import Record


@dataclass(frozen=True, slots=True)
class Log:
    """One cadre's month. `uploads` and `missing` map an ISO week to upload date and reason."""

    cadre: str
    month: str
    uploads: dict[str, str]
    missing: dict[str, str]
    entries: tuple[dict[str, Any], ...] = field(repr=False)
    path: str


def log_of(record: Record) -> Log:
    """The log of a schema-valid log record."""
    data = record.data
    return Log(
        cadre=data["cadre"],
        month=data["month"],
        uploads={u["week"]: u["date"] for u in data.get("uploads", [])},
        missing={m["week"]: m["reason"] for m in data.get("missing", [])},
        entries=tuple(data.get("entries", [])),
        path=record.path,
    )
