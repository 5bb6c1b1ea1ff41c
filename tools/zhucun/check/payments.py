"""Subsidies and travel: paid by the register, once, to those entitled, and no more than is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.payments import (
    ROUND_TRIP,
    Payment,
    payments_by_month,
    payments_of,
    quarter_of,
    travel_of,
    trip_limit,
)
from zhucun.facts.people import DISPATCHER, Cadre, Unit
from zhucun.facts.presence import value_of
from zhucun.facts.quarters import due_of, scheme_of, total
from zhucun.facts.subsidy import LEFT_OUT, UNDETERMINED
from zhucun.law.numbers import plain
from zhucun.law.value import Value


@rule(
    title="补助按已封存的考勤发放",
    why="补助按实际天数发；月份没有封存，天数还会变，发多发少都没有依据。",
    mend="请先由乡镇封存当月考勤，再登记发放；月份写错的，改正 months。",
    rows=("S4-76",),
    private=True,
)
def payment_cites_a_sealed_month(county: CountyFacts) -> Iterator[Found]:
    """Each month of a payment has a sealed sheet of the cadre; paid earlier, it is warned of."""
    for payment in payments_of(county):
        cadre = county.cadres.get(payment.cadre)
        if cadre is None:
            continue
        months = [m for m in payment.months if _asks_for_a_seal(county, m)]
        months = [m for m in months if _is_seen(county, cadre, m)]
        sheets = {month: county.sheets.get((cadre.id, month)) for month in months}
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


def _asks_for_a_seal(county: CountyFacts, month: str) -> bool:
    """Whether a month is registered here and the regulation pays by its sheet."""
    day = f"{month}-01"
    asked = value_of(county.pack(day), "payment.sealed_month", day)
    return month >= county.records_from and asked is not None and asked.value is True


def _is_seen(county: CountyFacts, cadre: Cadre, month: str) -> bool:
    """Whether everything that tells of the cadre's month could be read."""
    townships = {county.township_of(p.village) for p in cadre.postings_in(*month_span(month))}
    places = [f"{county.path}/{township}/" for township in townships]
    return not (county.lacks_a_region or (places and county.lacks(*places)))


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


@rule(
    title="同一个月不领两项补助",
    why="享受了本制度的补助，就不能同时享受自治区和市上的其他相关补助。",
    mend="请核对领的是哪一项；登记错的改正，多领的退回后删去那一条并写明情况。",
    rows=("S4-77",),
    private=True,
)
def subsidy_is_of_one_scheme(county: CountyFacts) -> Iterator[Found]:
    """Who was paid the regulation's own subsidy for a month has none of another scheme for it."""
    for (cadre, month), payments in sorted(county.once(payments_by_month).items()):
        day = f"{month}-01"
        single = value_of(county.pack(day), "subsidy.single_scheme", day)
        own = scheme_of(county, month)
        if single is None or single.value is not True or not own:
            continue
        paid = [p for p in payments if p.yuan]
        mine = [p for p in paid if p.scheme == own]
        others = [p for p in paid if p.scheme != own]
        if mine and others:
            names = "、".join(dict.fromkeys(p.scheme for p in others))
            last = others[-1]
            yield Found(
                last.path,
                f"{last.pointer}/scheme",
                f"{cadre} {month} 领了{own}，又领了{names}，只能享受一项。",
                subject=cadre,
                period=month,
                got=[p.scheme for p in (*mine, *others)],
                need=own,
                cite=single.cite,
                evidence=(mine[-1].place,),
            )


@rule(
    title="不享受补助的人没有领补助",
    why="制度写明不享受待遇的人，发给他的补助没有依据。",
    mend="请核对驻地、职务和补助项目；登记错的改正，发错的收回后删去这一条。",
    rows=("S4-79",),
    private=True,
)
def excluded_cadre_is_not_paid(county: CountyFacts) -> Iterator[Found]:
    """Nobody is paid the subsidy for a month in which the regulation leaves him out of it."""
    for payment in payments_of(county):
        cadre = county.cadres.get(payment.cadre)
        if cadre is None or not payment.yuan:
            continue
        months = [m for m in payment.months if payment.scheme == scheme_of(county, m)]
        dues = [due_of(county, cadre, m) for m in months if _is_seen(county, cadre, m)]
        out = [due for due in dues if due and due.money.footing == LEFT_OUT]
        if out:
            money = out[0].money
            yield Found(
                payment.path,
                f"{payment.pointer}/yuan",
                f"{cadre.id} {'、'.join(due.month for due in out)} 领了"
                f"{payment.scheme}，按制度{money.how}",
                subject=cadre.id,
                period=out[0].month,
                got=float(payment.yuan),
                need=0,
                cite=next((g.cite for g in money.grounds if g.cite), None),
                evidence=money.evidence,
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
    """What was paid for some months of a quarter is not more than what was due for them."""
    for (id_, _), payments in sorted(_of_own_scheme(county).items()):
        months = tuple(sorted({m for p in payments for m in p.months}))
        due = _due(county, county.cadres[id_], months)
        paid = total(payments)
        if due is None or paid <= due:
            continue
        last = max(payments, key=lambda p: p.date)
        yield Found(
            last.path,
            f"{last.pointer}/yuan",
            f"{id_} {'、'.join(months)} 的{last.scheme}应发 {due} 元，"
            f"已发 {plain(paid)} 元，多 {plain(paid - due)} 元。",
            subject=id_,
            period=months[0],
            got=float(paid),
            need=due,
            cite=cite_of(county, f"{months[0]}-01", "subsidy.per_day", "subsidy.per_month"),
            evidence=tuple(p.place for p in payments if p is not last),
        )


def _of_own_scheme(county: CountyFacts) -> dict[tuple[str, str], tuple[Payment, ...]]:
    """Payments of the regulation's own subsidy to known cadres, by (cadre, quarter)."""
    found: dict[tuple[str, str], list[Payment]] = defaultdict(list)
    for payment in payments_of(county):
        schemes = {scheme_of(county, month) for month in payment.months}
        if payment.cadre in county.cadres and schemes == {payment.scheme}:
            found[payment.cadre, quarter_of(payment.months[0])].append(payment)
    return {key: tuple(payments) for key, payments in found.items()}


def _due(county: CountyFacts, cadre: Cadre, months: tuple[str, ...]) -> int | None:
    """Yuan due for some months; None where one is 待定, can't be seen or is another rule's."""
    whole = 0
    for month in months:
        if month < county.records_from or not _is_seen(county, cadre, month):
            return None
        due = due_of(county, cadre, month)
        if due and (due.money.state == UNDETERMINED or due.money.footing == LEFT_OUT):
            return None
        whole += (due.money.yuan or 0) if due else 0
    return whole


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
    title="补助由派出单位发放",
    why="补助由派出单位承担；由别的单位发，派出单位就没有尽到责任，也容易重发。",
    mend="请核对发放单位；写错或单位更名的，按单位名录改正；确由别的单位代发的，如实保留。",
    rows=("S0-82", "S4-76"),
    severity="warn",
    private=True,
)
def subsidy_is_paid_by_the_unit(county: CountyFacts) -> Iterator[Found]:
    """The regulation's own subsidy is paid by the unit that sent the cadre, if the law says so."""
    for payments in _of_own_scheme(county).values():
        for payment in payments:
            cadre = county.cadres[payment.cadre]
            unit = county.units.get(cadre.unit)
            payer = _payer(county, unit, f"{payment.months[0]}-01") if unit else None
            if unit is None or payer is None or not payment.yuan:
                continue
            if payer.value == DISPATCHER and not unit.is_named_in(payment.payer):
                yield Found(
                    payment.path,
                    f"{payment.pointer}/payer",
                    f"{cadre.id} 的{payment.scheme}由{payment.payer}发放，"
                    f"应由派出单位{unit.name}发放。",
                    subject=cadre.id,
                    period=payment.months[0],
                    got=payment.payer,
                    need=unit.name,
                    cite=payer.cite,
                    evidence=(f"{cadre.path}#/unit",),
                )


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
