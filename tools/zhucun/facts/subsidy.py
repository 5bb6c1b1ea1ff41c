"""The subsidy of one cadre-month in yuan: by the day (S0, S4) or by the month (S1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, month_span
from zhucun.facts.people import Cadre, Posting, Unit
from zhucun.facts.presence import NOT_ASSESSED, MonthPresence, texts_of, value_of
from zhucun.law.grounds import Ground, grounds
from zhucun.law.numbers import plain
from zhucun.law.pack import Pack
from zhucun.law.value import Value

BY_THE_MONTH = "按月"
COMPUTED = "已计算"
UNDETERMINED = "待定"
INAPPLICABLE = "不适用"

TOWNSHIP = "乡镇"
LEVELS = ("中央", "省直", "市直", "县直", TOWNSHIP)
KINDS = ("机关", "国有企业", "事业单位")
NOT_FISCAL = "非财政"

#: What a month's amount rests on: the regulation's own words, its extension to units that follow
#: by reference, the county's own addition; or why there is none.
BY_RULE, BY_REFERENCE, BY_COUNTY = "按规定", "参照执行", "县里确定"
LEFT_OUT, NOT_NAMED, NOT_SAID = "不享受", "不在对象之内", "没有规定"

#: How a posting stands to the subsidy: paid for, left out by the regulation's own words, of a role
#: that it doesn't name, or a case on which it says neither.
PAID, EXCLUDED, UNNAMED, UNSAID = "发放", "排除", "不在对象之内", "没有规定"


@dataclass(frozen=True, slots=True)
class Money:
    """A month's subsidy. `state` is 已计算, 待定 (yuan None) or 不适用 (yuan None).

    `days` are the days paid for, None unless the subsidy is paid by the day and was computed.
    `how` is the arithmetic, or the reason why there is no amount, in one Chinese sentence.
    `footing` is one of the six words above. `remark` is what a person still has to settle about a
    computed amount, '' for nothing.
    """

    state: str
    days: int | None
    yuan: int | None
    how: str
    grounds: tuple[Ground, ...]
    evidence: tuple[str, ...] = ()
    remark: str = ""
    footing: str = BY_RULE

    @property
    def shown(self) -> str:
        """The amount with its unit and its remark, or the state where there is none."""
        if self.yuan is None:
            return self.state
        return f"{self.yuan} 元" + (f"（{self.remark}）" if self.remark else "")


def money_of(county: CountyFacts, cadre: Cadre, presence: MonthPresence) -> Money:
    """The month's subsidy by the regulation in force on the month's first day."""
    first = month_span(presence.month)[0]
    pack = county.pack(first)
    basis = value_of(pack, "subsidy.basis", first)
    if pack is None or basis is None or basis.undetermined:
        return _open("现行制度没有规定补助。", basis)
    scope = _scope(county, pack, first)
    postings = cadre.postings_in(*month_span(presence.month))
    claim = _stand(county, cadre, scope, postings, pack, first)
    if isinstance(claim, Money):
        return claim
    if basis.value == BY_THE_MONTH:
        return _by_month(presence, pack, claim)
    return _by_day(presence, claim, _paid_days(presence, postings, pack, scope))


def most_of(county: CountyFacts, cadre: Cadre, month: str) -> int | None:
    """The most yuan that a month can come to: paid for each day posted, or for the whole month.

    It needs no sheet, so that a month that is 待定 or still to come has it too. None where the
    regulation gives no rate, or doesn't say whether he is paid for.
    """
    first, last = month_span(month)
    pack, postings = county.pack(first), cadre.postings_in(first, last)
    basis = value_of(pack, "subsidy.basis", first)
    if pack is None or basis is None or basis.undetermined:
        return None
    if not postings:
        return 0
    claim = _stand(county, cadre, _scope(county, pack, first), postings, pack, first)
    if isinstance(claim, Money):
        return None if claim.state == UNDETERMINED else 0
    monthly = basis.value == BY_THE_MONTH
    rate = value_of(pack, "subsidy.per_month", first) if monthly else claim.per_day
    if rate is None or rate.undetermined:
        return None
    ends = ((max(p.span.start, first), min(p.span.end or last, last)) for p in postings)
    times = 1 if monthly else sum(days_between(*each) for each in ends)
    return _whole(rate.number() * times)[0]


def exclusion_of(county: CountyFacts, cadre: Cadre, month: str) -> Money | None:
    """The month's 0 yuan where the regulation's own words leave the cadre out; else None."""
    first, last = month_span(month)
    pack = county.pack(first)
    scope = _scope(county, pack, first)
    if not texts_of(scope.places):
        return None
    return _excluded(scope, cadre.postings_in(first, last))


def is_entitled(county: CountyFacts, cadre: Cadre, month: str) -> bool:
    """Whether the regulation itself, or its extension by reference, names the cadre's unit."""
    first = month_span(month)[0]
    pack, unit = county.pack(first), county.units.get(cadre.unit)
    claim = _claim(pack, unit, first) if pack and unit else None
    return isinstance(claim, _Claim) and claim.footing != BY_COUNTY


def _stand(
    county: CountyFacts,
    cadre: Cadre,
    scope: _Scope,
    postings: tuple[Posting, ...],
    pack: Pack,
    day: str,
) -> _Claim | Money:
    """What the cadre is paid by in a month, or the reason why there is nothing to compute."""
    standings = {scope.standing(p) for p in postings}
    if not standings & {PAID, UNSAID}:
        return _excluded(scope, postings) or _unnamed(scope, postings[-1])
    unit = county.units.get(cadre.unit)
    if unit is None:
        levels = value_of(pack, "subsidy.eligible_levels", day)
        return _open(f"派出单位 {cadre.unit} 没有登记，不知道层级。", levels)
    claim = _claim(pack, unit, day)
    if UNSAID in standings and isinstance(claim, _Claim):
        return _unsaid(scope, postings)
    return claim


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whom the subsidy is given to: the roles it names, and the roles it excludes in some places.

    A value is None where the pack has no such parameter: then nobody is left out by it.
    """

    county: CountyFacts
    roles: Value | None
    places: Value | None
    place_roles: Value | None

    def standing(self, posting: Posting) -> str:
        """PAID, EXCLUDED, UNNAMED or UNSAID."""
        named = texts_of(self.roles)
        if named and posting.role not in named:
            return UNNAMED
        village = self.county.villages.get(posting.village)
        kind = village.kind if village else TOWNSHIP
        if kind not in texts_of(self.places):
            return PAID
        if self.place_roles is None or posting.role in texts_of(self.place_roles):
            return EXCLUDED
        return UNSAID


def _scope(county: CountyFacts, pack: Pack | None, day: str) -> _Scope:
    keys = ("subsidy.roles", "subsidy.excluded", "subsidy.excluded_roles")
    roles, places, place_roles = (value_of(pack, key, day) for key in keys)
    return _Scope(county, roles, places, place_roles)


def _excluded(scope: _Scope, postings: tuple[Posting, ...]) -> Money | None:
    """0 yuan to whom the regulation leaves out, if no posting of the month may be paid for."""
    standings = {scope.standing(p): p for p in postings}
    if EXCLUDED not in standings or standings.keys() & {PAID, UNSAID}:
        return None
    left_out = in_words(scope.places, scope.place_roles)
    how = f"{left_out}不享受此项补助，为 0 元。"
    evidence = _place(scope.county, standings[EXCLUDED].village)
    return Money(COMPUTED, 0, 0, how, grounds(scope.places), evidence, footing=LEFT_OUT)


def _unnamed(scope: _Scope, posting: Posting) -> Money:
    """不适用 to a role that the regulation doesn't name."""
    named = scope.roles.shown if scope.roles else ""
    how = f"此项补助只发给{named}，{posting.role}不在其列。"
    evidence = (f"{posting.path}#{posting.pointer}/role",)
    law = grounds(scope.roles)
    return Money(INAPPLICABLE, None, None, how, law, evidence, footing=NOT_NAMED)


def _unsaid(scope: _Scope, postings: tuple[Posting, ...]) -> Money:
    """A role that the exclusion doesn't name, in a place where it excludes others."""
    posting = next(p for p in postings if scope.standing(p) == UNSAID)
    excluded = scope.place_roles.shown if scope.place_roles else ""
    village = scope.county.villages[posting.village]
    how = f"制度只排除{excluded}，没有说驻{village.kind}的{posting.role}有没有此项补助。"
    evidence = (f"{posting.path}#{posting.pointer}/role", *_place(scope.county, posting.village))
    law = grounds(scope.places, scope.place_roles, scope.roles)
    return Money(UNDETERMINED, None, None, how, law, evidence, footing=NOT_SAID)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A unit whose cadres are paid for: the daily rate, the value that entitles them, and what
    the amount rests on.
    """

    unit: Unit
    per_day: Value | None
    rule: Value
    footing: str = BY_RULE


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
            return _open(how, own, BY_COUNTY)
        return _Claim(unit, own, own, BY_COUNTY)
    levels = value_of(pack, "subsidy.eligible_levels", day)
    if levels is None or levels.undetermined:
        return _open("现行制度没有规定哪些单位选派的人享受补助。", levels)
    reference = value_of(pack, "subsidy.by_reference", day)
    if reference is not None and follows_by_reference(unit, reference):
        return _Claim(unit, per_day, reference, BY_REFERENCE)
    if unit.level in levels.texts():
        return _Claim(unit, per_day, levels)
    how = f"{unit.name}是{unit.level}单位，此项补助只发给{levels.shown}单位选派的人。"
    return Money(INAPPLICABLE, None, None, how, grounds(levels), footing=NOT_NAMED)


def follows_by_reference(unit: Unit, reference: Value) -> bool:
    """Whether the regulation extends to the unit by reference (参照执行), in one of its words."""
    return any(_is_named(unit, word) for word in texts_of(reference))


def _is_named(unit: Unit, word: str) -> bool:
    """Whether a word for units fits one: by its level (中央驻固单位), by its kind (国有企业), by
    both (市直国有企业), or as one that the budget doesn't pay for (非财政负担的企事业单位).
    """
    if word.startswith(NOT_FISCAL):
        return not unit.fiscal
    by_level, by_kind = word.startswith(LEVELS), word.endswith(KINDS)
    fits_level = word.startswith(unit.level) or not by_level
    fits_kind = word.endswith(unit.kind) or not by_kind
    return (by_level or by_kind) and fits_level and fits_kind


def in_words(places: Value | None, roles: Value | None) -> str:
    """Those of some roles in some kinds of places, as a sentence names them: 驻社区的第一书记."""
    return f"驻{'、'.join(texts_of(places))}的{'、'.join(texts_of(roles)) or '人'}"


def _by_month(presence: MonthPresence, pack: Pack, claim: _Claim) -> Money:
    day = f"{presence.month}-01"
    rate = value_of(pack, "subsidy.per_month", day)
    partial = value_of(pack, "subsidy.partial_month", day)
    settled = value_of(pack, "subsidy.discretion", day)
    evidence: tuple[str, ...] = (f"{presence.posting.path}#{presence.posting.pointer}",)
    if rate is None or rate.undetermined:
        return _open("按月计发，但没有每月的标准。", rate)
    law = grounds(rate, claim.rule, partial, settled)
    if presence.state == NOT_ASSESSED:
        how = f"{presence.month} 任职不满整月，补助由人确定。"
        return Money(UNDETERMINED, None, None, how, law, evidence, footing=claim.footing)
    sheet = presence.sheet
    evidence += (f"{sheet.path}#{sheet.pointer}",) if sheet else ()
    if not presence.in_village:
        why = "没有一天在村" if sheet else "没有考勤表，不知道是否在村"
        how = f"{presence.month} {why}，补助由人确定。"
        return Money(UNDETERMINED, None, None, how, law, evidence, footing=claim.footing)
    yuan, note = _whole(rate.number())
    who = f"{claim.unit.name}是{claim.unit.level}单位，{presence.month} 任职满整月"
    how = f"{who}：{plain(rate.number())} 元 × 1 个月 = {yuan} 元{note}"
    blemish = _blemish(presence)
    remark = ""
    if blemish and settled is not None and not settled.undetermined:
        remark = f"由{settled.text()}确定"
        words = f"“{settled.cite.quote}”" if settled.cite else ""
        how += f"；当月{blemish}，实发多少由{settled.text()}{words}确定"
    return Money(COMPUTED, None, yuan, f"{how}。", law, evidence, remark, claim.footing)


def _blemish(presence: MonthPresence) -> str:
    """What of the month may weigh on a subsidy that is paid with discretion, '' for nothing."""
    parts = (
        ("请假", presence.leave),
        ("缺岗", len(presence.off_post)),
        ("到岗差", presence.gap),
    )
    return "、".join(f"{name} {days} 天" for name, days in parts if days)


def _by_day(presence: MonthPresence, claim: _Claim, paid: _Paid) -> Money:
    sheet, rate = presence.sheet, claim.per_day
    if rate is None or rate.undetermined:
        return _open("按天计发，但没有每天的标准。", rate)
    if sheet is None:
        return _open(f"{presence.month} 没有考勤表，不知道天数。", rate, claim.footing)
    yuan, note = _whole(rate.number() * paid.days)
    names = "、".join(paid.statuses)
    minus = [f" − {days} 天（{why}）" for why, days in paid.left_out if days]
    if minus:
        how = f"{names} {paid.served} 天{''.join(minus)} = {paid.days} 天"
    else:
        how = f"{names} {paid.days} 天"
    how += f"；{plain(rate.number())} 元 × {paid.days} 天 = {yuan} 元{note}"
    if claim.footing == BY_REFERENCE:
        how += f"；{claim.unit.name}参照执行"
    if not sheet.is_sealed:
        how += "；考勤表尚未封存，金额是预计数"
    law = grounds(rate, paid.rule, claim.rule, paid.unpublished)
    evidence = (f"{sheet.path}#{sheet.pointer}",)
    return Money(COMPUTED, paid.days, yuan, f"{how}。", law, evidence, footing=claim.footing)


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
    presence: MonthPresence, postings: tuple[Posting, ...], pack: Pack, scope: _Scope
) -> _Paid:
    """What of the sheet is paid for: a day that counts as 缺岗 is not a day in the village."""
    first = f"{presence.month}-01"
    rule = value_of(pack, "subsidy.counted_statuses", first)
    statuses = texts_of(rule)
    served = [d for s in statuses for d in presence.sheet.dates(s)] if presence.sheet else []
    published = [d for d in served if d not in presence.unpublished]
    stood = _stood(scope, postings, published)
    paid = stood.pop(PAID, 0)
    unnamed = stood.pop(UNNAMED, 0)
    left_out = (
        ("没有公示去向，作缺岗", len(served) - len(published)),
        ("不在享受补助的职务", unnamed),
        ("不在享受补助的驻地", stood.total()),
    )
    missing = (
        value_of(pack, "whereabouts.missing_is", first) if len(published) < len(served) else None
    )
    return _Paid(len(served), paid, left_out, statuses, rule, missing)


def _stood(scope: _Scope, postings: tuple[Posting, ...], days: list[str]) -> Counter[str]:
    """How many days were served in which standing; "" is for days outside every posting."""
    stood: Counter[str] = Counter()
    left = days
    for posting in postings:
        inside = [day for day in left if posting.span.covers(day)]
        stood[scope.standing(posting)] += len(inside)
        rest = len(inside) < len(left)
        left = [day for day in left if not posting.span.covers(day)] if rest else []
    stood[""] += len(left)
    return stood


def _place(county: CountyFacts, code: str) -> tuple[str, ...]:
    village = county.villages.get(code)
    return (f"{village.path}#{village.pointer}",) if village else ()


def _whole(amount: Decimal) -> tuple[int, str]:
    """The amount in whole yuan, and what to say when that needed rounding."""
    yuan = int(amount.quantize(Decimal(1), ROUND_HALF_UP))
    return yuan, "" if amount == yuan else f"（{plain(amount)} 元，四舍五入到元）"


def _open(how: str, rule: Value | None, footing: str = NOT_SAID) -> Money:
    return Money(UNDETERMINED, None, None, how, grounds(rule), footing=footing)
