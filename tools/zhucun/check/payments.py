"""Subsidies and travel: paid by the register, once, to those entitled, and no more than is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.check.finding import Found
from zhucun.check.payment_seals import asks_for_a_seal, is_seen
from zhucun.check.registry import rule
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_is_over
from zhucun.facts.payments import (
    ROUND_TRIP,
    Payment,
    Travel,
    payments_by_month,
    payments_of,
    travel_of,
    trip_limit,
)
from zhucun.facts.people import DISPATCHER, Cadre, Unit
from zhucun.facts.presence import value_of
from zhucun.facts.quarters import due_of, scheme_of, total
from zhucun.facts.subsidy import (
    INAPPLICABLE,
    LEFT_OUT,
    UNDETERMINED,
    exclusion_of,
    is_entitled,
    most_of,
)
from zhucun.law.grounds import Ground
from zhucun.law.numbers import plain
from zhucun.law.value import Value


@rule(
    title="同一个月不领两项补助",
    why="享受了本制度的补助，就不能同时享受自治区和市上的其他相关补助。",
    mend="请核对领的是哪一项；登记错的改正，多领的退回后删去那一条并写明情况。",
    rows=("S4-77",),
    private=True,
)
def subsidy_is_of_one_scheme(county: CountyFacts) -> Iterator[Found]:
    """Who was paid the regulation's own subsidy for a month has none that it bars beside it.

    Only those whom the regulation itself entitles: what the county decides on is another matter.
    """
    for (id_, month), payments in sorted(county.once(payments_by_month).items()):
        day, cadre = f"{month}-01", county.cadres.get(id_)
        barred = value_of(county.pack(day), "subsidy.exclusive_with", day)
        if barred is None or barred.undetermined or cadre is None:
            continue
        mine = [p for p in payments if p.yuan and p.is_own]
        others = [p for p in payments if p.yuan and p.scheme in barred.texts()]
        if mine and others and is_entitled(county, cadre, month):
            names = "、".join(dict.fromkeys(p.scheme for p in others))
            last = others[-1]
            yield Found(
                last.path,
                f"{last.pointer}/scheme",
                f"{id_} {month} 领了{mine[-1].scheme}，又领了{names}，只能享受一项。",
                subject=id_,
                period=month,
                got=[p.scheme for p in (*mine, *others)],
                need=mine[-1].scheme,
                cite=barred.cite,
                evidence=(mine[-1].place,),
            )


@rule(
    title="不享受待遇的人没有领补助和交通费",
    why="制度写明不享受待遇的人，发给他的补助、报销的交通费没有依据。",
    mend="请核对驻地、职务和项目；登记错的改正，发错的收回后删去这一条。",
    rows=("S4-79",),
    private=True,
)
def excluded_cadre_is_not_paid(county: CountyFacts) -> Iterator[Found]:
    """Nobody is paid for a month in which the regulation leaves him out of it."""
    for payment in payments_of(county):
        if payment.is_own and payment.yuan:
            yield from _left_out(county, payment, payment.months, payment.scheme)
    for claims in travel_of(county).values():
        for claim in claims:
            day = f"{claim.month}-01"
            kinds = value_of(county.pack(day), "benefits.travel", day)
            if claim.yuan and kinds and not kinds.undetermined and claim.kind in kinds.texts():
                yield from _left_out(county, claim, (claim.month,), claim.kind)


def _left_out(
    county: CountyFacts, paid: Payment | Travel, months: tuple[str, ...], what: str
) -> Iterator[Found]:
    """What was paid for months registered here in which the regulation leaves the cadre out."""
    cadre = county.cadres.get(paid.cadre)
    if cadre is None:
        return
    seen = [m for m in months if m >= county.records_from and not county.lacks_a_region]
    found = {month: exclusion_of(county, cadre, month) for month in seen}
    out = {month: money for month, money in found.items() if money}
    if out:
        first, money = next(iter(out.items()))
        yield Found(
            paid.path,
            f"{paid.pointer}/yuan",
            f"{cadre.id} {'、'.join(out)} 领了{what}，按制度{money.how}",
            subject=cadre.id,
            period=first,
            got=float(paid.yuan),
            need=0,
            cite=next((g.cite for g in money.grounds if g.cite), None),
            evidence=money.evidence,
        )


@rule(
    title="补助不提前到月份开始以前",
    why="补助结合工作进展发放，月份还没有开始，没有进展可言。",
    mend="请核对月份和发放日期；登记错的改正，确实提前发的如实保留。",
    rows=("S1-56",),
    severity="warn",
    private=True,
)
def subsidy_is_not_paid_ahead(county: CountyFacts) -> Iterator[Found]:
    """The regulation's own subsidy is paid after its months began.

    Where it is paid by the sealed sheet, that is another rule's business.
    """
    for payment in payments_of(county):
        ahead = [m for m in payment.months if payment.date < f"{m}-01"]
        ahead = [m for m in ahead if scheme_of(county, m) and not asks_for_a_seal(county, m)]
        if ahead and payment.is_own and payment.yuan:
            yield Found(
                payment.path,
                f"{payment.pointer}/date",
                f"{payment.cadre} {'、'.join(ahead)} 的{payment.scheme}"
                f" {payment.date} 就发了，月份还没有开始。",
                subject=payment.cadre,
                period=ahead[0],
                got=payment.date,
                cite=cite_of(county, f"{ahead[0]}-01", "subsidy.discretion", "subsidy.scheme"),
            )


@rule(
    title="补助不超过应发",
    why="多发的补助要收回；少发或还没有发的，只在表中列差额。",
    mend="请核对考勤天数、标准和金额；补发以前月份的，把那些月份写进 months。",
    rows=("S0-82", "S1-55", "S4-74"),
    severity="warn",
    private=True,
)
def subsidy_is_not_above_what_is_due(county: CountyFacts) -> Iterator[Found]:
    """What was paid for some months of a quarter is not more than what can be due for them.

    A month that is 待定, not over, or not registered here can come to its full rate.
    """
    for payments in _own_by_quarter(county):
        months = tuple(sorted({m for p in payments for m in p.months}))
        due = _due(county, county.cadres[payments[0].cadre], months)
        if due and total(payments) > due.yuan:
            yield _paid_too_much(county, payments, months, due)


@dataclass(frozen=True, slots=True)
class _Due:
    """The most yuan that some months come to. `open` says that one may still come to less; `why`
    is why nothing is due, '' if something is; `grounds` is what says so.
    """

    yuan: int
    open: bool
    why: str
    grounds: tuple[Ground, ...]


def _paid_too_much(
    county: CountyFacts, payments: tuple[Payment, ...], months: tuple[str, ...], due: _Due
) -> Found:
    paid, last = total(payments), max(payments, key=lambda p: p.date)
    law = cite_of(county, f"{months[0]}-01", "subsidy.per_day", "subsidy.per_month")
    return Found(
        last.path,
        f"{last.pointer}/yuan",
        f"{last.cadre} {'、'.join(months)} 的{last.scheme}{'最多' if due.open else ''}"
        f"应发 {due.yuan} 元，已发 {plain(paid)} 元，多 {plain(paid - due.yuan)} 元。{due.why}",
        subject=last.cadre,
        period=months[0],
        got=float(paid),
        need=due.yuan,
        cite=next((g.cite for g in due.grounds if g.cite), law),
        evidence=tuple(p.place for p in payments if p is not last),
    )


def _own_by_quarter(county: CountyFacts) -> list[tuple[Payment, ...]]:
    """The regulation's own payments to a known cadre, those for months of one quarter together.

    One payment for two quarters joins what was paid for both.
    """
    groups: dict[tuple[str, str], list[Payment]] = {}
    for payment in payments_of(county):
        if payment.cadre in county.cadres and payment.is_own:
            keys = [(payment.cadre, quarter) for quarter in payment.quarters]
            known = {id(g): g for g in (groups.get(key) for key in keys) if g is not None}
            joined = [*(p for group in known.values() for p in group), payment]
            for key in {*keys, *((p.cadre, q) for p in joined for q in p.quarters)}:
                groups[key] = joined
    return [tuple(group) for group in {id(group): group for group in groups.values()}.values()]


def _due(county: CountyFacts, cadre: Cadre, months: tuple[str, ...]) -> _Due | None:
    """What some months come to; None where nobody can say, or it is another rule's business."""
    whole, is_open, why = 0, False, dict[str, tuple[Ground, ...]]()
    for month in months:
        if not scheme_of(county, month) or not is_seen(county, cadre, month):
            return None
        due = due_of(county, cadre, month)
        known = due and due.money.state != UNDETERMINED and month_is_over(month, county.as_of)
        if due and due.money.footing == LEFT_OUT:
            return None
        if due and known:
            whole += due.money.yuan or 0
            if due.money.state == INAPPLICABLE:
                why[due.money.how] = due.money.grounds
            continue
        most = most_of(county, cadre, month)
        if most is None:
            return None
        whole, is_open = whole + most, is_open or bool(most)
    if whole or not why:
        return _Due(whole, is_open, "", ())
    return _Due(0, False, "".join(why), next(iter(why.values())))


@rule(
    title="一笔补助只发一个季度的",
    why="跨季度合在一笔里，分不清每个季度发了多少，差额也就算不出来。",
    mend="请按季度分成几条，各写各的月份和金额。",
    severity="warn",
    private=True,
)
def payment_is_for_one_quarter(county: CountyFacts) -> Iterator[Found]:
    """The months of a payment lie in one quarter."""
    for payment in payments_of(county):
        if len(payment.quarters) > 1:
            yield Found(
                payment.path,
                f"{payment.pointer}/months",
                f"{payment.cadre} 的一笔{payment.scheme}合了"
                f" {'、'.join(payment.quarters)} 几个季度。",
                subject=payment.cadre,
                period=payment.months[0],
                got=list(payment.months),
            )


@rule(
    title="补助由规定的单位发放",
    why="补助由哪个单位发是制度定的；由别的单位发，责任分不清，也容易重发。",
    mend="请核对发放单位；写错或单位更名的，按单位名录改正；确由别的单位代发的，如实保留。",
    rows=("S0-82", "S1-56", "S4-76"),
    severity="warn",
    private=True,
)
def subsidy_is_paid_by_the_unit(county: CountyFacts) -> Iterator[Found]:
    """The regulation's own subsidy is paid by whom the law names: the unit that sent the cadre,
    or the county's organisation department.
    """
    for payment in payments_of(county):
        cadre = county.cadres.get(payment.cadre)
        unit = county.units.get(cadre.unit) if cadre else None
        if cadre is None or unit is None or not payment.yuan or not payment.is_own:
            continue
        payer = _payer(county, unit, f"{payment.months[0]}-01")
        if payer is None:
            continue
        names = (unit.name,) if payer.value == DISPATCHER else _organisers(county)
        if not any(name in payment.payer for name in names):
            who = payer.text() + (unit.name if payer.value == DISPATCHER else "")
            yield Found(
                payment.path,
                f"{payment.pointer}/payer",
                f"{cadre.id} 的{payment.scheme}由{payment.payer}发放，应由{who}发放。",
                subject=cadre.id,
                period=payment.months[0],
                got=payment.payer,
                need=names[-1],
                cite=payer.cite,
                evidence=(f"{cadre.path}#/unit",),
            )


def _organisers(county: CountyFacts) -> tuple[str, ...]:
    """How the county's organisation department is written: by its role, or with the county."""
    name = county.region.data["name"] if county.region else "县"
    return ("县委组织部", f"{name}委组织部")


def _payer(county: CountyFacts, unit: Unit, day: str) -> Value | None:
    """Who pays the subsidy of a unit's cadres; None where the regulation leaves it to others."""
    keys = ("subsidy.payer", "subsidy.eligible_levels")
    payer, levels = (value_of(county.pack(day), key, day) for key in keys)
    if payer is None or payer.undetermined or levels is None or levels.undetermined:
        return None
    return payer if unit.level in levels.texts() else None


@rule(
    title="往返路费不超过每月的次数",
    why="路费按月报销几次是制度定的，超过的不能报销。",
    mend="请核对月份和次数；多报的退回，登记错的改正。",
    rows=("S0-86",),
    private=True,
)
def round_trips_are_within_the_limit(county: CountyFacts) -> Iterator[Found]:
    """No more round trips of a month are reimbursed than the regulation allows."""
    for (id_, month), claims in sorted(travel_of(county).items()):
        cadre = county.cadres.get(id_)
        limit = trip_limit(county, cadre, month) if cadre else None
        if limit is None:
            continue
        trips = [claim for claim in claims if claim.kind == ROUND_TRIP]
        made = sum(claim.trips for claim in trips)
        if made > limit.integer():
            last = max(trips, key=lambda claim: claim.date)
            yield Found(
                last.path,
                f"{last.pointer}/trips",
                f"{id_} {month} 报销往返路费 {made} 次，每月 {limit.integer()} 次。",
                subject=id_,
                period=month,
                got=made,
                need=limit.integer(),
                cite=limit.cite,
                evidence=tuple(claim.place for claim in trips if claim is not last),
            )
