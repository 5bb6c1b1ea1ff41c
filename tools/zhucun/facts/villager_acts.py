"""Facts of acts about village cadres, by the names that packs use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from zhucun.facts.acts import Act, acts_of
from zhucun.facts.bodies import acting_for
from zhucun.facts.competence import evaluation_at
from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import months_between, plus
from zhucun.facts.durations import whole_months, whole_years
from zhucun.facts.matching import value_at
from zhucun.facts.stars import stars_of
from zhucun.facts.village_cadres import SECRETARY, Post
from zhucun.facts.villager_law import said, villager_value
from zhucun.law.numbers import exact

_MONTHS_A_YEAR: Final = 12
#: Decimal places of a rate.
_PLACES: Final = 4


def _recorded(kind: str, name: str, title: str, path: str, unit: str = "") -> None:
    @fact(kind, name, title, unit=unit)
    def read(_county: CountyFacts, act: Act, _day: str) -> object:
        return value_at(act.data, path)


for _kind, _name, _title, _path in (
    *(
        (kind, "enrolled", "纳入的类别", "enrolled")
        for kind in (
            "target",
            "competence",
            "pay",
            "secondment",
            "training_attendance",
            "poor_study",
            "tier",
        )
    ),
    ("secondment", "level", "层级", "level"),
    ("secondment", "opinion", "书面鉴定", "opinion.text"),
    ("target", "consulted", "征求过意见的对象", "consulted"),
    ("target", "approved_on", "审核同意日期", "approved.date"),
    ("target", "review_on", "评审日期", "review.date"),
    ("target", "posted_on", "公示日期", "posted_on"),
    ("target", "filed_on", "备案日期", "filed.date"),
    ("target", "published_on", "公开承诺日期", "published_on"),
    ("competence", "exit_proposed", "提出退出的日期", "exit.proposed.date"),
    ("competence", "exit_confirmed", "确认退出的日期", "exit.confirmed.date"),
    ("competence", "exit_declined", "不予退出的日期", "exit.declined.date"),
    ("pay", "channel", "发放方式", "channel"),
    ("village_debrief", "written", "书面测评", "written"),
    ("village_debrief", "ballots", "测评的票数", "ballots"),
    ("training_attendance", "reflection", "学习体会备案日期", "reflection"),
    ("tier", "tier", "补贴档次", "tier"),
):
    _recorded(_kind, _name, _title, _path)

for _name, _title, _path in (
    ("base", "年轻干部起始报酬", "young.base"),
    ("post_allowance", "岗位补贴", "post_allowance"),
):
    _recorded("pay", _name, _title, _path, "元")


# -- secondments and tiers ---------------------------------------------------------------


@fact("secondment", "months", "挂职满的月数", unit="个月")
def months(_county: CountyFacts, act: Act, _day: str) -> object:
    """Whole months from the first day to the last; None where no last day is written, UNSEEN
    where it lies before the first.
    """
    last = act.data.get("to")
    if last and last < act.data["from"]:
        return UNSEEN
    return whole_months(act.data["from"], last) if last else None


@fact("secondment", "over", "挂职已结束")
def over(county: CountyFacts, act: Act, _day: str) -> object:
    """Whether the last day lies behind the day judged as of."""
    return "to" in act.data and act.data["to"] < county.as_of


@fact("secondment", "logs", "工作日志", unit="条")
def logs(_county: CountyFacts, act: Act, _day: str) -> object:
    """How many entries the log has."""
    return len(act.data.get("logs", ()))


@fact("tier", "stars", "党组织星级", unit="星")
def stars(county: CountyFacts, act: Act, _day: str) -> object:
    """The stars of the village's branch on the day from which the tier holds."""
    return stars_of(county, act.village, act.date)


# -- targets, training, reserves ---------------------------------------------------------


def _roles(kind: str, name: str, title: str, part: str) -> None:
    @fact(kind, name, title)
    def read(county: CountyFacts, act: Act, _day: str) -> object:
        done = value_at(act.data, part) if part else act.data
        if not isinstance(done, Mapping):
            return None
        cadre = county.village_cadres.get(act.village_cadre)
        township = cadre.township if cadre else act.township
        return acting_for(county, done["by"], done["date"], township)


_roles("target", "approver_roles", "审核人的职责", "approved")
_roles("reserve", "reviewer_roles", "审查人的职责", "review")
_roles("tier", "setter_roles", "确定人的职责", "")
_roles("poor_study", "talker_roles", "约谈人的职责", "talk")
_roles("competence", "talker_roles", "约谈人的职责", "talk")
_roles("competence", "exit_proposer_roles", "提出退出的人的职责", "exit.proposed")
_roles("competence", "exit_confirmer_roles", "确认退出的人的职责", "exit.confirmed")


@fact("training_attendance", "reflection_due", "学习体会到期")
def reflection_due(county: CountyFacts, act: Act, day: str) -> object:
    """Whether the days for a reflection are over; never where the law says no number of them."""
    cadre = county.village_cadres[act.village_cadre]
    days = said(villager_value(county, cadre.township, "training.reflection_days", day))
    return days is not None and plus(act.date, days.integer()) < county.as_of


@fact("reserve", "years", "培养年数", unit="年")
def years(_county: CountyFacts, act: Act, day: str) -> object:
    """Whole years on the list by the day."""
    return whole_years(act.data["from"], day) if act.data["from"] <= day else 0


# -- competence --------------------------------------------------------------------------


@fact("competence", "lower_rate", "党员和群众代表测评胜任率中较低的", unit="%")
def lower_rate(county: CountyFacts, act: Act, _day: str) -> object:
    """The lower of the deciding groups' rates, 0 to 1; None before one of them was asked."""
    rate = evaluation_at(county, act).lower
    return None if rate is None else round(float(rate), _PLACES)


# -- pay ---------------------------------------------------------------------------------


@fact("pay", "secretary", "任村党组织书记")
def paid_secretary(county: CountyFacts, act: Act, _day: str) -> object:
    """Whether the one paid was a secretary on the first day in post of the months paid for."""
    post = _post_paid_for(county, act)
    return post is not None and post.post == SECRETARY


@fact("pay", "place", "任职地类型")
def paid_place(county: CountyFacts, act: Act, _day: str) -> object:
    """村 or 社区, where that post was held."""
    post = _post_paid_for(county, act)
    village = county.villages.get(post.village) if post else None
    return village.kind if village else None


def _post_paid_for(county: CountyFacts, act: Act) -> Post | None:
    cadre = county.village_cadres.get(act.village_cadre)
    return cadre.post_on(cadre.first_in_post(act.start, act.end)) if cadre else None


@fact("pay", "performance_paid", "发了业绩考核奖励报酬")
def performance_paid(_county: CountyFacts, act: Act, _day: str) -> object:
    """Whether any performance pay was given."""
    return bool(act.data.get("performance"))


@fact("pay", "tier_as_set", "档次与评定的一致")
def tier_as_set(county: CountyFacts, act: Act, _day: str) -> object:
    """Whether the tier paid by held on the first or the last day paid for; None without one."""
    cadre, tier = county.village_cadres.get(act.village_cadre), act.data.get("tier")
    if cadre is None or tier is None:
        return None
    return tier in (cadre.tier_on(act.start), cadre.tier_on(act.end))


@fact("pay", "appraisal_known", "所引的本人年度考核")
def appraisal_known(county: CountyFacts, act: Act, _day: str) -> object:
    """True where the appraisal that it names is one of the same person, else None; UNSEEN where
    that year's file is unusable.
    """
    named = act.data.get("appraisal")
    if named is None:
        return None
    year, _, id_ = named.partition("/")
    if county.lacks(f"{county.path}/{act.township}/appraisals/{year}.yml"):
        return UNSEEN
    found = any(
        item["id"] == id_ and item["village_cadre"] == act.village_cadre
        for record in county.of("appraisals")
        if (record.place.township, record.place.period) == (act.township, year)
        for item in record.data["appraisals"]
    )
    return found or None


def _of_reference(name: str, title: str, key: str) -> None:
    @fact("pay", name, title, unit="元")
    def read(county: CountyFacts, act: Act, day: str) -> object:
        ratio = said(villager_value(county, act.township, key, day))
        young = act.data.get("young")
        if ratio is None or young is None:
            return None
        return float(ratio.number() * exact(young["reference"]))


_of_reference("lowest_base", "年轻干部起始报酬的下限", "young.lowest_ratio")
_of_reference("highest_base", "年轻干部起始报酬的上限", "young.highest_ratio")


@fact("pay", "basic_a_year", "全年基本报酬", unit="元")
def basic_a_year(county: CountyFacts, act: Act, _day: str) -> object:
    """Twelve months' basic pay, by the month with the least of those paid for: all that the person
    got for it, so that what is paid up later counts. None for a payment without any basic pay.
    """
    if not act.data.get("basic"):
        return None
    paid = county.once(_basic_by_month)
    least = min(paid[act.village_cadre, month] for month in _months_paid(act))
    return float(least * _MONTHS_A_YEAR)


def _basic_by_month(county: CountyFacts) -> dict[tuple[str, str], Decimal]:
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for act in acts_of(county, "pay"):
        for month in _months_paid(act):
            found[act.village_cadre, month] += exact(act.data.get("basic", 0))
    return found


def _months_paid(act: Act) -> tuple[str, ...]:
    """The months that a payment is for; the first alone where the last lies before it."""
    first = act.data["from"]
    return tuple(months_between(first, act.data["to"])) or (first,)


@fact("pay", "income_floor", "按上年农村人平收入算的下限", unit="元")
def income_floor(county: CountyFacts, act: Act, day: str) -> object:
    """The law's multiple of the rural income of the year before the first month paid for."""
    multiple = said(villager_value(county, act.township, "pay.income_multiple", day))
    income = _rural_income(county, act.township, str(int(act.start[:4]) - 1))
    if multiple is None or income is None:
        return None
    return float(multiple.number() * exact(income))


def _rural_income(county: CountyFacts, township: str, year: str) -> float | None:
    """The rural income per head of a year, of the township if it has its own, else the county's."""
    found = county.townships.get(township)
    regions = (found.data if found else {}, county.region.data if county.region else {})
    return next(
        (r["rural_income"][year] for r in regions if year in r.get("rural_income", {})), None
    )


@fact("pay", "logs_checked", "《履责全程纪实》检查过")
def logs_checked(county: CountyFacts, act: Act, _day: str) -> object:
    """Whether the record of duties of every month paid for was checked by the day of payment."""
    cadre = county.village_cadres.get(act.village_cadre)
    if cadre is None:
        return UNSEEN
    logs = cadre.data.get("duty_logs", ())
    checked = {
        log["month"] for log in logs if "checked" in log and log["checked"]["date"] <= act.date
    }
    return checked.issuperset(months_between(act.data["from"], act.data["to"]))
