"""Cases of the negative list, and the ladder of unexcused absences (S0 article 19)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhucun.facts.dates import month_of, plus
from zhucun.read.tree import Record

UNEXCUSED = "无故不在岗"
SHORTFALL = "到岗不足"
SIGNING = "随意签字"


@dataclass(frozen=True, slots=True)
class Disposition:
    """An act that answers a case."""

    kind: str
    by: str
    date: str
    path: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case. Dates are empty where the act has not happened."""

    id: str
    cadre: str
    kind: str
    found_on: str
    month: str
    opened_on: str
    confirmed_on: str
    withdrawn_on: str
    closed_on: str
    inspections: tuple[str, ...]
    evidence: tuple[str, ...]
    dispositions: tuple[Disposition, ...]
    path: str
    data: dict[str, Any] = field(repr=False, hash=False, compare=False)

    @property
    def is_standing(self) -> bool:
        """Opened and not withdrawn."""
        return not self.withdrawn_on

    @property
    def is_confirmed(self) -> bool:
        """Confirmed as true and not withdrawn."""
        return bool(self.confirmed_on) and self.is_standing

    @property
    def is_undecided(self) -> bool:
        """Neither confirmed nor withdrawn, where a confirmation is called for.

        A shortfall needs none: its days count themselves.
        """
        return self.kind != SHORTFALL and not self.confirmed_on and self.is_open

    @property
    def is_open(self) -> bool:
        """Neither closed nor withdrawn."""
        return not self.closed_on and self.is_standing


def case_of(record: Record) -> Case:
    """The case of a schema-valid case record."""
    data = record.data

    def act(name: str, part: str) -> str:
        return str(data.get(name, {}).get(part, ""))

    return Case(
        id=data["id"],
        cadre=data["cadre"],
        kind=data["kind"],
        found_on=data["found_on"],
        month=data.get("month", ""),
        opened_on=act("opened", "date"),
        confirmed_on=act("confirmed", "date"),
        withdrawn_on=act("withdrawn", "date"),
        closed_on=act("closed", "date"),
        inspections=tuple(data.get("inspections", [])),
        evidence=tuple(data.get("evidence", [])),
        dispositions=tuple(
            Disposition(d["kind"], d["by"], d["date"], record.path, f"/dispositions/{n}")
            for n, d in enumerate(data.get("dispositions", []))
        ),
        path=record.path,
        data=data,
    )


def unexcused_cases(cases: list[Case], start: str, end: str | None) -> list[Case]:
    """Confirmed unexcused absences found within a posting, in the order found (A10)."""
    return sorted(
        (
            c
            for c in cases
            if c.kind == UNEXCUSED
            and c.is_confirmed
            and c.found_on >= start
            and (end is None or c.found_on <= end)
        ),
        key=lambda c: (c.found_on, c.id),
    )


def stands_on(case: Case, day: str) -> bool:
    """Whether it was opened by a day and not withdrawn by then."""
    withdrawn = bool(case.withdrawn_on) and case.withdrawn_on <= day
    return case.opened_on <= day and not withdrawn


def is_open_on(case: Case, day: str) -> bool:
    """Whether it stands on a day and was not closed by then."""
    closed = bool(case.closed_on) and case.closed_on <= day
    return stands_on(case, day) and not closed


def told_until(day: str, *, named: bool) -> str:
    """The last day whose acts on a case the public is told of on a day.

    Whoever looks at the site every day learns from what moves on it on which day a case was opened,
    answered or closed, and whose posting ended on that day is public. So of a case that the public
    doesn't read with the name, nothing is told before its month is over.
    """
    return day if named else plus(f"{month_of(day)}-01", -1)
