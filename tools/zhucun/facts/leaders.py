"""Leading officers who take counties on: who they are, and which counties each has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Officer
from zhucun.facts.presence import value_of
from zhucun.law.value import Value

LEADERS_OF = "inspection.leaders_of"
EACH = "inspection.counties_per_leader"


@dataclass(frozen=True, slots=True)
class Contracted:
    """A leading officer of the city in office, with the six digits of the counties he took on."""

    officer: Officer
    counties: tuple[str, ...]
    evidence: tuple[str, ...]


def is_leader(county: CountyFacts, officer: str, day: str) -> bool:
    """Whether an officer belongs on a day to the leading body that the regulation names."""
    body = _body(county, day)
    return body is not None and any(
        term.leading and term.role == body.text() for term in county.in_office(officer, day)
    )


def contracted(county: CountyFacts, day: str) -> tuple[Contracted, ...]:
    """The leading officers in office on a day, each once, in the order of the city's file.

    None where the regulation names no body.
    """
    return tuple(_contracted(county, day))


def _contracted(county: CountyFacts, day: str) -> Iterator[Contracted]:
    region = county.city_region
    if region is None:
        return
    contracts = [
        (f"{region.path}#/contracts/{index}", contract)
        for index, contract in enumerate(region.data.get("contracts", ()))
        if contract["from"] <= day <= contract.get("to", "9999-12-31")
    ]
    for id_, terms in county.officers.items():
        if not is_leader(county, id_, day):
            continue
        own = [(place, each) for place, each in contracts if each["officer"] == id_]
        codes = dict.fromkeys(code for _, each in own for code in each["counties"])
        leading = next(t for t in terms if t.leading and t.span.covers(day))
        yield Contracted(leading, tuple(codes), tuple(place for place, _ in own))


def _body(county: CountyFacts, day: str) -> Value | None:
    value = value_of(county.pack(day), LEADERS_OF, day)
    return None if value is None or value.undetermined else value


def each_takes(county: CountyFacts, day: str) -> Value | None:
    """How many counties each leading officer takes on; None where the regulation is silent."""
    value = value_of(county.pack(day), EACH, day)
    return None if value is None or value.undetermined else value
