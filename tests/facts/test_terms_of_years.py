"""The last day of a term of whole years."""

from __future__ import annotations

import pytest

from zhucun.facts.periods import last_day_of_term


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [
        ("2025-03-01", 2, "2027-02-28"),
        ("2026-03-01", 2, "2028-02-29"),
        ("2025-01-01", 2, "2026-12-31"),
        ("2024-02-29", 2, "2026-02-28"),
        ("2024-02-29", 4, "2028-02-28"),
    ],
)
def test_a_term_ends_the_day_before_its_anniversary(start: str, years: int, last: str) -> None:
    assert last_day_of_term(start, years) == last
