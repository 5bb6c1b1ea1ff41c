"""Subsidies that were paid and travel that was reimbursed, as recorded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre
from zhucun.facts.periods import quarter_of
from zhucun.facts.presence import value_of
from zhucun.law.numbers import exact
from zhucun.law.value import Value

ROUND_TRIP = "往返路费"
#: Subsidies that rest on something else than the regulation that the county lives under; any
#: other is the regulation's own, by whatever name it is registered.
OUTSIDE = ("自治区补助", "市其他补助", "县补助")


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of one scheme to one cadre. `months` (YYYY-MM) are those it was paid for."""

    id: str
    cadre: str
    scheme: str
    months: tuple[str, ...]
    yuan: Decimal
    date: str
    payer: str
    note: str
    path: str
    pointer: str

    @property
    def place(self) -> str:
        """Where it stands, as `path#pointer`."""
        return f"{self.path}#{self.pointer}"

    @property
    def is_own(self) -> bool:
        """Whether it is a regulation's own subsidy, not one that is paid beside it."""
        return self.scheme not in OUTSIDE

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters of its months, in order."""
        return tuple(sorted({quarter_of(month) for month in self.months}))


@dataclass(frozen=True, slots=True)
class Travel:
    """One reimbursement of travel in a month. `kind` is 往返路费 or 城市间交通费."""

    cadre: str
    month: str
    kind: str
    trips: int
    yuan: Decimal
    date: str
    path: str
    pointer: str

    @property
    def place(self) -> str:
        """Where it stands, as `path#pointer`."""
        return f"{self.path}#{self.pointer}"


def payments_of(county: CountyFacts) -> list[Payment]:
    """Every payment made by `as_of`, in the order of the records."""
    return county.once(_payments)


def _payments(county: CountyFacts) -> list[Payment]:
    return [
        Payment(
            id=raw["id"],
            cadre=raw["cadre"],
            scheme=raw["scheme"],
            months=tuple(sorted(raw["months"])),
            yuan=exact(raw["yuan"]),
            date=raw["date"],
            payer=raw["payer"],
            note=raw.get("note", ""),
            path=record.path,
            pointer=f"/payments/{index}",
        )
        for record in county.of("payments")
        for index, raw in enumerate(record.data.get("payments", ()))
        if raw["date"] <= county.as_of
    ]


def payments_by_month(county: CountyFacts) -> dict[tuple[str, str], list[Payment]]:
    """Payments by (cadre, month that they were paid for); one for two months stands twice."""
    found: dict[tuple[str, str], list[Payment]] = defaultdict(list)
    for payment in payments_of(county):
        for month in payment.months:
            found[payment.cadre, month].append(payment)
    return dict(found)


def travel_of(county: CountyFacts) -> dict[tuple[str, str], list[Travel]]:
    """Reimbursements made by `as_of`, by (cadre, month travelled in)."""
    found: dict[tuple[str, str], list[Travel]] = defaultdict(list)
    for record in county.of("payments"):
        for index, raw in enumerate(record.data.get("travel", ())):
            if raw["date"] <= county.as_of:
                found[raw["cadre"], raw["month"]].append(
                    Travel(
                        cadre=raw["cadre"],
                        month=raw["month"],
                        kind=raw["kind"],
                        trips=raw["trips"],
                        yuan=exact(raw["yuan"]),
                        date=raw["date"],
                        path=record.path,
                        pointer=f"/travel/{index}",
                    )
                )
    return dict(found)


def trip_limit(county: CountyFacts, cadre: Cadre, month: str) -> Value | None:
    """Round trips reimbursed a month; None where the regulation gives none to the unit's level."""
    day = f"{month}-01"
    pack, unit = county.pack(day), county.units.get(cadre.unit)
    keys = ("travel.round_trips_per_month", "travel.eligible_levels")
    limit, levels = (value_of(pack, key, day) for key in keys)
    if limit is None or limit.undetermined or levels is None or levels.undetermined:
        return None
    return limit if unit and unit.level in levels.texts() else None
