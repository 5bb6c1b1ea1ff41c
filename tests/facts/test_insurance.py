"""On which days of a posting the law asks for insurance."""

from __future__ import annotations

import pytest

from in_memory import cadre, county_of, pack_of, posting
from zhucun.facts.insurance import stretches_to_insure

AS_OF = "2026-11-20"


@pytest.mark.parametrize(
    ("start", "end", "records_from", "stretches"),
    [
        ("2026-03-01", "2028-02-29", "2026-01", [("2026-03-01", AS_OF)]),
        ("2025-03-01", "2027-02-28", "2026-01", [("2026-01-01", AS_OF)]),
        ("2017-03-01", "2027-02-28", "2016-01", [("2018-01-01", AS_OF)]),
        ("2025-03-01", "2026-05-31", "2026-01", [("2026-01-01", "2026-05-31")]),
        ("2024-03-01", "2025-12-31", "2026-01", []),
        ("2017-01-01", "2017-12-31", "2016-01", []),
        ("2026-12-01", "2028-11-30", "2026-01", []),
    ],
)
def test_insurance_is_asked_for_from_adoption_arrival_and_records_on(
    start: str, end: str, records_from: str, stretches: list[tuple[str, str]]
) -> None:
    """The regulation is adopted on 2018-01-01."""
    own = cadre(1, posting(start, end))
    county = county_of(
        pack_of({"insurance.required": True}), own, as_of=AS_OF, records_from=records_from
    )
    (who,) = county.cadres.values()
    found = stretches_to_insure(county, who, who.postings[0])
    assert [(first, last) for first, last, _ in found] == stretches


def test_it_is_not_asked_for_where_the_law_is_silent() -> None:
    county = county_of(pack_of({"insurance.required": None}), cadre(), as_of=AS_OF)
    (who,) = county.cadres.values()
    assert not list(stretches_to_insure(county, who, who.postings[0]))
