"""Whether a place of a record may be told: public all the way down, or not at all."""

from __future__ import annotations

import pytest

from zhucun.schema.openness import is_public


@pytest.mark.parametrize(
    ("kind", "pointer", "public"),
    [
        ("region", "", True),
        ("region", "/villages/3/name", True),
        ("region", "/villages/3/category", False),
        ("region", "/villages/0/weak/listed", True),
        ("region", "/villages/0/weak/sponsors/0/from", False),
        ("region", "/villages/0/incomes/2026", True),
        ("region", "/officers/0/name", False),
        ("region", "/officers/0/role", False),  # public itself, but in a list that is not
        ("cadre", "/postings/0/role", True),
        ("cadre", "/postings/0/appointment/doc_no", False),
        ("cadre", "/political_status", False),
        ("cadre", "/name", False),  # masked
        ("assessment", "/year_end/methods", False),
        ("meetings", "/meetings/0/kind", True),
        ("meetings", "/meetings/0/agenda/1", False),
        ("meetings", "/nowhere", False),
        ("funds", "/funds/0/expenses/2/category", True),
    ],
)
def test_a_place_is_public(kind: str, pointer: str, public: bool) -> None:
    assert is_public(kind, pointer) is public
