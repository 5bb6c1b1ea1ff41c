"""Every day that a schema knows is either one of an act or one that may lie ahead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhucun.check.officers import ACTS
from zhucun.check.timing import DONE, OTHERWISE_JUDGED

SCHEMAS = Path(__file__).parents[2] / "schemas"
# Spans of leave and plans may lie ahead, and so may everything that goes with a coming posting.
AHEAD = {
    "leave": {("leaves/*", "from"), ("leaves/*", "to")},
    "project": {("", "due")},
    "plans": {("plans/*/items/*", "due")},
    "cadre": {
        ("", "retire_date"),
        ("insurance/*", "from"),
        ("insurance/*", "to"),
        ("postings/*", "from"),
        ("postings/*", "to"),
        ("postings/*/appointment", "date"),
        ("postings/*/detached", "date"),
        ("postings/*/ended", "date"),
        ("postings/*/lodging", "from"),
        ("postings/*/party_relation", "date"),
        ("postings/*/selection", "health_certified_on"),
        ("waivers/*", "until"),
    },
    "circulars": {("circulars/*/items/*", "due")},
    "village_cadre": {
        ("posts/*", "from"),
        ("posts/*", "to"),
        ("study/*", "from"),
        ("study/*", "to"),
        ("enrolments/*", "from"),
        ("enrolments/*", "benefit_from"),
        ("enrolments/*/extension", "to"),
        ("tiers/*", "from"),
        ("secondments/*", "from"),
        ("secondments/*", "to"),
        ("waivers/*", "until"),
    },
    "targets": {("targets/*/practical/*", "due")},
    "reserves": {("reserves/*", "to")},
}
UNJUDGED = {*OTHERWISE_JUDGED, "calendar", "regulation", "units", "whereabouts", "common"}


def days(schema: dict[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    """Properties that hold a day: the place of their object and their name."""
    for name, part in schema.get("properties", {}).items():
        if part.get("$ref", "").endswith("/date"):
            yield place, name
        yield from days(part, f"{place}/{name}".strip("/"))
    if isinstance(schema.get("items"), dict):
        yield from days(schema["items"], f"{place}/*")


def test_every_day_of_the_schemas_is_judged_or_may_lie_ahead() -> None:
    for path in SCHEMAS.glob("*.json"):
        kind = path.stem
        if kind in UNJUDGED:
            continue
        known = set(days(json.loads(path.read_text(encoding="utf-8"))))
        judged = {(place, day) for place, _, day, _ in ACTS.get(kind, ())}
        judged |= {(place, day) for place, day, _ in DONE.get(kind, ())}
        assert judged.isdisjoint(AHEAD.get(kind, set()))
        assert known == judged | AHEAD.get(kind, set()), kind
