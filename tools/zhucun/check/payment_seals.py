"""Subsidies rest on sealed attendance: each month that is paid for is registered and sealed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.payments import Payment, payments_of
from zhucun.facts.people import Cadre
from zhucun.facts.periods import quarter_of
from zhucun.facts.presence import value_of


@rule(
    title="补助按已封存的考勤发放",
    why="补助按实际天数发；月份没有封存，天数还会变，发多发少都没有依据。",
    mend="请先由乡镇封存当月考勤，再登记发放；月份写错的，改正 months。",
    rows=("S4-76",),
    private=True,
)
def payment_cites_a_sealed_month(county: CountyFacts) -> Iterator[Found]:
    """Each month of the regulation's own subsidy is sealed; paid before that, it is warned of.

    Told once a quarter.
    """
    for payment in payments_of(county):
        cadre = county.cadres.get(payment.cadre)
        if cadre is None or not payment.is_own:
            continue
        asked = (month for month in payment.months if asks_for_a_seal(county, month))
        for _, quarter in groupby(asked, key=quarter_of):
            yield from _unsealed(county, payment, cadre, list(quarter))


def _unsealed(
    county: CountyFacts, payment: Payment, cadre: Cadre, months: list[str]
) -> Iterator[Found]:
    """What is wrong with the seals of some months that were paid for."""
    seen = [month for month in months if is_seen(county, cadre, month)]
    sheets = {month: county.sheets.get((cadre.id, month)) for month in seen}
    bare = [month for month, sheet in sheets.items() if sheet is None]
    unsealed = [month for month, sheet in sheets.items() if sheet and not sheet.is_sealed]
    early = [m for m, s in sheets.items() if s and s.seal and payment.date < s.seal.date]
    for found, what in ((bare, "没有考勤表"), (unsealed, "考勤还没有封存")):
        if found:
            text = f"{cadre.id} 的{payment.scheme}按 {'、'.join(found)} 发放，而{what}。"
            yield _on_payment(county, payment, text, found)
    if early:
        text = f"{cadre.id} 的{payment.scheme} {payment.date} 发放，"
        text += f"早于 {'、'.join(early)} 考勤封存的日期。"
        yield _on_payment(county, payment, text, early, warn=True)


def asks_for_a_seal(county: CountyFacts, month: str) -> bool:
    """Whether a month is registered here and the regulation pays by its sheet."""
    day = f"{month}-01"
    asked = value_of(county.pack(day), "payment.sealed_month", day)
    return month >= county.records_from and asked is not None and asked.value is True


def is_seen(county: CountyFacts, cadre: Cadre, month: str) -> bool:
    """Whether everything that tells of the cadre's month could be read."""
    days = month_span(month)
    townships = {county.township_of(p.village) for p in cadre.postings_in(*days)}
    places = [f"{county.path}/{township}/" for township in townships]
    hidden = county.lacks_a_region or (places and county.lacks(*places))
    return not hidden and county.opened(*days, "attendance", "whereabouts")


def _on_payment(
    county: CountyFacts, payment: Payment, text: str, months: list[str], *, warn: bool = False
) -> Found:
    return Found(
        payment.path,
        f"{payment.pointer}/months",
        text,
        subject=payment.cadre,
        period=months[0],
        got=months,
        cite=cite_of(county, f"{months[0]}-01", "payment.sealed_month"),
        severity="warn" if warn else None,
    )
