"""What a cadre is due and was paid for the months of a quarter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over
from zhucun.facts.payments import Payment, payments_by_month
from zhucun.facts.people import Cadre
from zhucun.facts.periods import quarter_of, span_of
from zhucun.facts.presence import MonthPresence, months_of, presence_of, value_of
from zhucun.facts.subsidy import COMPUTED, INAPPLICABLE, UNDETERMINED, Money, money_of

UNFINISHED = "未到期"


@dataclass(frozen=True, slots=True)
class DueMonth:
    """A month that is over, with its presence and what is due for it."""

    presence: MonthPresence
    money: Money

    @property
    def month(self) -> str:
        """The month, YYYY-MM."""
        return self.presence.month


@dataclass(frozen=True, slots=True)
class CadreQuarter:
    """One cadre's quarter: months that are over and registered here, and the payments for them.

    `scheme` is the subsidy of the regulation in force, '' if it names none; `paid` are payments
    of a regulation's own subsidy, `other` those of other schemes; `over` says whether the quarter
    has ended.
    """

    cadre: Cadre
    quarter: str
    months: tuple[DueMonth, ...]
    scheme: str
    paid: tuple[Payment, ...]
    other: tuple[Payment, ...]
    over: bool

    @property
    def state(self) -> str:
        """未到期 before the quarter has ended, else 待定 if a month is, 已计算 or 不适用."""
        if not self.over:
            return UNFINISHED
        states = {due.money.state for due in self.months}
        return next((s for s in (UNDETERMINED, COMPUTED) if s in states), INAPPLICABLE)

    @property
    def payable(self) -> int | None:
        """Yuan due for the months that are over; None where one is 待定 or none applies."""
        if any(due.money.state == UNDETERMINED for due in self.months):
            return None
        amounts = [due.money.yuan for due in self.months if due.money.yuan is not None]
        return sum(amounts) if amounts else None

    @property
    def is_mixed(self) -> bool:
        """Whether a payment is for other months too, so that nobody knows how much is for these."""
        mine = {due.month for due in self.months}
        return any(not mine.issuperset(p.months) for p in (*self.paid, *self.other))

    @property
    def paid_yuan(self) -> Decimal | None:
        """Yuan paid for these months; None if a payment is for others too."""
        return None if self.is_mixed else total(self.paid)

    @property
    def other_yuan(self) -> Decimal | None:
        """Yuan paid by other schemes; None if a payment is for other months too."""
        return None if self.is_mixed else total(self.other)

    @property
    def difference(self) -> Decimal | None:
        """Paid less payable, once the quarter is over; None while either is not known.

        Where the subsidy doesn't apply, nothing is payable.
        """
        if self.state in (UNFINISHED, UNDETERMINED) or self.paid_yuan is None:
            return None
        return self.paid_yuan - (self.payable or 0)

    @property
    def is_sealed(self) -> bool:
        """Whether every month's sheet is sealed."""
        return all(due.presence.is_sealed for due in self.months)

    @property
    def for_people(self) -> tuple[str, ...]:
        """What of the quarter people still have to settle, a sentence a month."""
        open_months = (
            due.money.how
            for due in self.months
            if due.money.state == UNDETERMINED or due.money.remark
        )
        return tuple(open_months)


def quarters_of(county: CountyFacts, cadre: Cadre, year: int) -> list[CadreQuarter]:
    """The quarters of a year in which the cadre has months that are over, in order."""
    months: dict[str, list[DueMonth]] = defaultdict(list)
    for month in months_of(county, cadre):
        due = due_of(county, cadre, month) if month[:4] == f"{year:04d}" else None
        if due:
            months[quarter_of(month)].append(due)
    return [_quarter(county, cadre, quarter, tuple(found)) for quarter, found in months.items()]


def due_of(county: CountyFacts, cadre: Cadre, month: str) -> DueMonth | None:
    """What is due for a month; None without a posting in it or before records began.

    Computed once for a county, whatever number of rules and tables ask for it.
    """
    known = county.once(_due_months)
    key = cadre.id, month
    if key not in known:
        presence = presence_of(county, cadre, month)
        known[key] = DueMonth(presence, money_of(county, cadre, presence)) if presence else None
    return known[key]


def _due_months(_county: CountyFacts) -> dict[tuple[str, str], DueMonth | None]:
    return {}


def scheme_of(county: CountyFacts, month: str) -> str:
    """The subsidy's name by the regulation in force on the month's first day, or ''."""
    day = f"{month}-01"
    named = value_of(county.pack(day), "subsidy.scheme", day)
    return named.text() if named and not named.undetermined else ""


def total(payments: tuple[Payment, ...]) -> Decimal:
    """Yuan of some payments, each counted once."""
    return sum((payment.yuan for payment in payments), Decimal(0))


def _quarter(
    county: CountyFacts, cadre: Cadre, quarter: str, months: tuple[DueMonth, ...]
) -> CadreQuarter:
    by_month = county.once(payments_by_month)
    found = {p.place: p for m in months for p in by_month.get((cadre.id, m.month), ())}
    scheme = scheme_of(county, months[0].month)
    span = span_of(quarter)
    return CadreQuarter(
        cadre=cadre,
        quarter=quarter,
        months=months,
        scheme=scheme,
        paid=tuple(p for p in found.values() if p.is_own),
        other=tuple(p for p in found.values() if not p.is_own),
        over=bool(span and is_over(span[1], county.as_of)),
    )
