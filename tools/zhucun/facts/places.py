"""Townships, villages and communities of a county."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhucun.read.tree import Record

COMMUNITY = "社区"


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community. `kind` is 村 or 社区; `township` the folder's slug."""

    code: str
    name: str
    kind: str
    township: str
    path: str
    pointer: str
    data: dict[str, Any] = field(repr=False, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Township:
    """A township with its villages, in the order of the record."""

    slug: str
    name: str
    code: str
    villages: tuple[Village, ...]
    path: str
    data: dict[str, Any] = field(repr=False, hash=False, compare=False)


def township_of(record: Record) -> Township:
    """The township of a schema-valid region record of that level."""
    data = record.data
    slug = record.place.township
    villages = tuple(
        Village(v["code"], v["name"], v["kind"], slug, record.path, f"/villages/{index}", v)
        for index, v in enumerate(data["villages"])
    )
    return Township(slug, data["name"], data["code"], villages, record.path, data)
