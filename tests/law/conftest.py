"""The project's own packs and calendars, parsed as the program parses them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhucun.law.pack import Law, load_law
from zhucun.law.workdays import Calendar, load_calendar
from zhucun.read.strict import parse


def _records(root: Path, folder: str) -> dict[str, Any]:
    found = {}
    for path in sorted((root / "records" / folder).glob("*.yml")):
        parsed = parse(path.read_bytes())
        assert parsed.fault is None, (path, parsed.fault)
        found[path.relative_to(root).as_posix()] = parsed.value
    return found


@pytest.fixture
def packs(root: Path) -> dict[str, Any]:
    """Parsed packs by path, fresh for each test: a test may change them."""
    return _records(root, "regulations")


@pytest.fixture
def s0(packs: dict[str, Any]) -> Any:
    """The parsed record of s0, for a test to damage."""
    return packs["records/regulations/s0.yml"]


@pytest.fixture
def law(packs: dict[str, Any]) -> Law:
    """The law of the project."""
    return load_law(packs)


@pytest.fixture
def calendars(root: Path) -> dict[str, Any]:
    """Parsed calendar records by path."""
    return _records(root, "calendar")


@pytest.fixture
def calendar(calendars: dict[str, Any]) -> Calendar:
    """The calendar of the project."""
    return load_calendar(calendars)
