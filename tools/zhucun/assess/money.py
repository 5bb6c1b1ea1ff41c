"""The subsidy of one cadre-month in yuan: by the day (S0, S4) or by the month (S1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhucun.assess.trace import Ground, grounds, plain
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.people import Cadre, Unit
from zhucun.facts.presence import NOT_ASSESSED, MonthPresence, value_of
from zhucun.law.pack import Pack
from zhucun.law.value import Value

COMPUTED = "已计算"
UNDETERMINED = "待定"
INAPPLICABLE = "不适用"

TOWNSHIP = "乡镇"
CENTRAL = "中央"
STATE_OWNED = "国有企业"


@dataclass(frozen=True, slots=True)
class Money:
    """A month's subsidy. `state` is 已计算, 待定 (yuan None) or 不适用 (yuan None).

    `days` are the days paid for, None unless the subsidy is paid by the day and was computed.
    `how` is the arithmetic, or the reason why there is no amount, in one Chinese sentence.
    """

    state: str
    days: int | None
    yuan: int | None
    how: str
    grounds: tuple[Ground, ...]
    evidence: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The amount with its unit, or the state where there is none."""
        return self.state if self.yuan is None else f"{self.yuan} 元"


def money_of(county: CountyFacts, cadre: Cadre, presence: MonthPresence) -> Money:
    """The month's subsidy by the regulation in force on the month's first day."""
    first = month_span(presence.month)[0]
    pack = county.pack(first)
    unit = county.units.get(cadre.unit)
    basis = value_of(pack, "subsidy.basis", first)
    if pack is None or basis is None or basis.undetermined:
        return _open("现行制度没有规定补助。", basis)
    if unit is None:
        return _open(f"派出单位 {cadre.unit} 没有登记，不知道层级。", basis)
    excluded = value_of(pack, "subsidy.excluded", first)
    kinds = excluded.texts() if excluded and not excluded.undetermined else ()
    postings = cadre.postings_in(*month_span(presence.month))
    if kinds and all(_place_kind(county, p.village) in kinds for p in postings):
        how = f"驻{'、'.join(kinds)}的第一书记不享受此项补助，为 0 元。"
        evidence = _place(county, presence.posting.village)
        return Money(COMPUTED, 0, 0, how, grounds(excluded), evidence)
    claim = _claim(pack, unit, first)
    if isinstance(claim, Money):
        return claim
    if basis.value == "按月":
        return _by_month(presence, pack, claim)
    return _by_day(presence, claim, _paid_days(county, cadre, presence, pack, kinds))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A unit whose cadres are paid for: the daily rate and the value that entitles them."""

    unit: Unit
    per_day: Value | None
    rule: Value
    by_reference: bool = False


def _claim(pack: Pack, unit: Unit, day: str) -> _Claim | Money:
    """What the unit's cadres are entitled by, or the reason why there is nothing to compute.

    Township cadres may have a rate of their own, which the county sets; central, state-owned and
    non-fiscal units may follow by reference.
    """
    per_day = value_of(pack, "subsidy.per_day", day)
    own = value_of(pack, "subsidy.township_per_day", day)
    if own is not None and unit.level == TOWNSHIP:
        if own.undetermined:
            how = f"{unit.name}是乡镇单位，补助由县里确定，县里还没有补充。"
            return _open(how, own)
        return _Claim(unit, own, own)
    levels = value_of(pack, "subsidy.eligible_levels", day)
    if levels is None or levels.undetermined:
        return _open("现行制度没有规定哪些单位选派的人享受补助。", levels)
    if unit.level in levels.texts():
        return _Claim(unit, per_day, levels)
    reference = value_of(pack, "subsidy.by_reference", day)
    if reference is not None and _follows(unit, reference):
        return _Claim(unit, per_day, reference, by_reference=True)
    how = f"{unit.name}是{unit.level}单位，此项补助只发给{levels.shown}单位选派的人。"
    return Money(INAPPLICABLE, None, None, how, grounds(levels))


def _follows(unit: Unit, reference: Value) -> bool:
    """Whether the regulation extends to the unit by reference (参照执行)."""
    special = unit.level == CENTRAL or unit.kind == STATE_OWNED or not unit.fiscal
    return special and not reference.undetermined


def _by_month(presence: MonthPresence, pack: Pack, claim: _Claim) -> Money:
    day = f"{presence.month}-01"
    rate = value_of(pack, "subsidy.per_month", day)
    partial = value_of(pack, "subsidy.partial_month", day)
    evidence = (f"{presence.posting.path}#{presence.posting.pointer}",)
    if rate is None or rate.undetermined:
        return _open("按月计发，但没有每月的标准。", rate)
    law = grounds(rate, claim.rule, partial)
    if presence.state == NOT_ASSESSED:
        how = f"{presence.month} 任职不满整月，补助由人确定。"
        return Money(UNDETERMINED, None, None, how, law, evidence)
    yuan, note = _whole(rate.number())
    who = f"{claim.unit.name}是{claim.unit.level}单位，{presence.month} 任职满整月"
    how = f"{who}：{plain(rate.number())} 元 × 1 个月 = {yuan} 元{note}。"
    return Money(COMPUTED, None, yuan, how, law, evidence)


def _by_day(presence: MonthPresence, claim: _Claim, paid: _Paid) -> Money:
    sheet, rate = presence.sheet, claim.per_day
    if rate is None or rate.undetermined:
        return _open("按天计发，但没有每天的标准。", rate)
    if sheet is None:
        return _open(f"{presence.month} 没有考勤表，不知道天数。", rate)
    yuan, note = _whole(rate.number() * paid.days)
    names = "、".join(paid.statuses)
    minus = [f" − {days} 天（{why}）" for why, days in paid.left_out if days]
    if minus:
        how = f"{names} {paid.served} 天{''.join(minus)} = {paid.days} 天"
    else:
        how = f"{names} {paid.days} 天"
    how += f"；{plain(rate.number())} 元 × {paid.days} 天 = {yuan} 元{note}"
    if claim.by_reference:
        how += f"；{claim.unit.name}参照执行"
    if not sheet.is_sealed:
        how += "；考勤表尚未封存，金额是预计数"
    law = grounds(rate, paid.rule, claim.rule, paid.unpublished)
    evidence = (f"{sheet.path}#{sheet.pointer}",)
    return Money(COMPUTED, paid.days, yuan, f"{how}。", law, evidence)


@dataclass(frozen=True, slots=True)
class _Paid:
    """Days served in a status that is paid for, those paid, and those left out with the reason.

    `rule` names the statuses; `unpublished` is the value that makes a day off post, if any is.
    """

    served: int
    days: int
    left_out: tuple[tuple[str, int], ...]
    statuses: tuple[str, ...]
    rule: Value | None
    unpublished: Value | None


def _paid_days(
    county: CountyFacts, cadre: Cadre, presence: MonthPresence, pack: Pack, kinds: tuple[str, ...]
) -> _Paid:
    """What of the sheet is paid for: a day that counts as 缺岗 is not a day in the village."""
    first = f"{presence.month}-01"
    rule = value_of(pack, "subsidy.counted_statuses", first)
    statuses = rule.texts() if rule and not rule.undetermined else ()
    served = [d for s in statuses for d in presence.sheet.dates(s)] if presence.sheet else []
    published = [d for d in served if d not in presence.unpublished]
    postings = [cadre.posting_on(d) for d in published]
    paid = sum(p is not None and _place_kind(county, p.village) not in kinds for p in postings)
    left_out = (
        ("没有公示去向，作缺岗", len(served) - len(published)),
        ("不在享受补助的驻地", len(published) - paid),
    )
    missing = (
        value_of(pack, "whereabouts.missing_is", first) if len(published) < len(served) else None
    )
    return _Paid(len(served), paid, left_out, statuses, rule, missing)


def _place_kind(county: CountyFacts, code: str) -> str:
    village = county.villages.get(code)
    return village.kind if village else TOWNSHIP


def _place(county: CountyFacts, code: str) -> tuple[str, ...]:
    village = county.villages.get(code)
    return (f"{village.path}#{village.pointer}",) if village else ()


def _whole(amount: Decimal) -> tuple[int, str]:
    """The amount in whole yuan, and what to say when that needed rounding."""
    yuan = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    return yuan, "" if amount == yuan else f"（{plain(amount)} 元，四舍五入到元）"


def _open(how: str, rule: Value | None) -> Money:
    return Money(UNDETERMINED, None, None, how, grounds(rule))
