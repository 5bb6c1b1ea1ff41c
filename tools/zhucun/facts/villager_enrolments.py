"""Facts of an enrolment into professional management, by the names that packs use."""

from __future__ import annotations

from zhucun.facts.bodies import acting_for, roles_on
from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.durations import whole_years, years_between
from zhucun.facts.stars import stars_of
from zhucun.facts.subjects import ENROLMENT
from zhucun.facts.village_cadres import (
    AS_SECRETARY,
    SECRETARY,
    Enrolment,
    VillageCadre,
)
from zhucun.facts.villager_law import said, villager_value
from zhucun.law.value import Value

#: Decimal places that tell shares of a township's villages apart.
_PLACES = 4


def _cadre(county: CountyFacts, enrolment: Enrolment) -> VillageCadre:
    return county.village_cadres[enrolment.cadre]


def _law(county: CountyFacts, enrolment: Enrolment, key: str, day: str) -> Value | None:
    return said(villager_value(county, enrolment.township, key, day))


@fact(ENROLMENT, "kind", "纳入的类别")
def kind(_county: CountyFacts, enrolment: Enrolment, _day: str) -> object:
    """书记 or 年轻干部."""
    return enrolment.kind


@fact(ENROLMENT, "filed_with", "报备案的机关")
def filed_with(county: CountyFacts, enrolment: Enrolment, _day: str) -> object:
    """With whom the list was filed by the day judged as of."""
    filed = enrolment.data.get("filed")
    return filed["to"] if filed and filed["date"] <= county.as_of else None


@fact(ENROLMENT, "decider_roles", "确定人的职责")
def decider_roles(county: CountyFacts, enrolment: Enrolment, _day: str) -> object:
    """The roles for the township of the officer who decided it, on the day that he did; None where
    nobody did.
    """
    decided = enrolment.data.get("decided")
    if not decided:
        return None
    return acting_for(county, decided["by"], decided["date"], enrolment.township)


@fact(ENROLMENT, "approved_by_city", "纳入前市里审核备案")
def approved_by_city(county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """Whether an officer of a role that the law names approved it by its first day; None without
    an approval, UNSEEN where the law names no role.
    """
    approved = enrolment.data.get("approved")
    if approved is None:
        return None
    roles = _law(county, enrolment, "young.approver_roles", day)
    if roles is None:
        return UNSEEN
    held = roles_on(county, approved["by"], approved["date"])
    return approved["date"] <= enrolment.span.start and any(r in roles.texts() for r in held)


@fact(ENROLMENT, "office_years", "连续任职年数", unit="年")
def office_years(county: CountyFacts, enrolment: Enrolment, _day: str) -> object:
    """Whole years of unbroken service before the enrolment, as a secretary for a secretary's."""
    first = enrolment.span.start
    as_secretary = enrolment.kind == AS_SECRETARY
    since = _cadre(county, enrolment).office_since(first, as_secretary=as_secretary)
    return whole_years(since, first) if since else 0


@fact(ENROLMENT, "relaxed", "任职年限可以放宽")
def relaxed(county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """Whether full-time education or age relaxes the years of service that are asked."""
    cadre, first = _cadre(county, enrolment), enrolment.span.start
    levels = _law(county, enrolment, "enrolment.relaxed_levels", day)
    oldest = _law(county, enrolment, "enrolment.relaxed_max_age", day)
    education, age = cadre.data.get("education"), cadre.age_on(first)
    if levels and education and education["full_time"] and education["level"] in levels.texts():
        return True
    return oldest is not None and age is not None and age <= oldest.number()


@fact(ENROLMENT, "rank_share", "上年度综合考核位次占总数", unit="%")
def rank_share(_county: CountyFacts, enrolment: Enrolment, _day: str) -> object:
    """The place divided by how many were ranked, of the year before the enrolment's only."""
    rank = enrolment.data.get("rank")
    if rank is None or rank["year"] != int(enrolment.span.start[:4]) - 1:
        return None
    return round(rank["place"] / rank["total"], _PLACES)


@fact(ENROLMENT, "stars", "党组织星级", unit="星")
def stars(county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """The stars of the branch of the village whose post was held on the first day."""
    cadre = _cadre(county, enrolment)
    post = cadre.post_on(day)
    return stars_of(county, post.village if post else enrolment.village, day)


@fact(ENROLMENT, "age", "年龄", unit="岁")
def age_then(county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """The age in whole years."""
    return _cadre(county, enrolment).age_on(day)


@fact(ENROLMENT, "is_local", "不是驻村干部")
def is_local(county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """Whether the person is not at the same time a cadre dispatched to a village."""
    dispatched = county.cadres.get(_cadre(county, enrolment).data.get("cadre", ""))
    return dispatched is None or not any(p.span.covers(day) for p in dispatched.postings)


@fact(ENROLMENT, "holds_secretary_post", "任村党组织书记")
def holds_secretary_post(county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """Whether the cadre is a village's secretary on the day."""
    post = _cadre(county, enrolment).post_on(day)
    return post is not None and post.post == SECRETARY


@fact(ENROLMENT, "opinion", "考察意见")
def opinion(_county: CountyFacts, enrolment: Enrolment, _day: str) -> object:
    """What was found of the candidate."""
    return enrolment.data.get("opinion")


@fact(ENROLMENT, "indicators", "写明的指标")
def indicators(_county: CountyFacts, enrolment: Enrolment, _day: str) -> object:
    """The names of the indicators that were looked at."""
    return tuple(enrolment.data.get("indicators", ()))


@fact(ENROLMENT, "benefit_years", "享受专业化管理待遇的年数", unit="年")
def benefit_years(_county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """Years from the first day of benefits to the last: of the extension, of the enrolment if it
    ended by the day, else to the day.
    """
    first = enrolment.data.get("benefit_from", enrolment.span.start)
    ended = enrolment.span.end
    last = ended if ended and ended <= day else day
    last = enrolment.data.get("extension", {}).get("to", last)
    return years_between(first, plus(last, 1)) if first <= last else 0


@fact(ENROLMENT, "extended", "延长了待遇")
def extended(_county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """Whether benefits were extended, and the extension has not run out by the day."""
    return enrolment.data.get("extension", {}).get("to", "") >= day


@fact(ENROLMENT, "extension_reviewed", "延长待遇经市镇考察")
def extension_reviewed(county: CountyFacts, enrolment: Enrolment, day: str) -> object:
    """Whether both the city and the township reviewed the extension, each by an officer of a role
    that the law names; None where there is none, UNSEEN where the law names no role.
    """
    extension, township = enrolment.data.get("extension"), enrolment.township
    if extension is None:
        return None
    for part, key in (
        ("city", "young.approver_roles"),
        ("township", "enrolment.decider_roles"),
    ):
        roles = _law(county, enrolment, key, day)
        if roles is None:
            return UNSEEN
        review = extension.get(part)
        held = acting_for(county, review["by"], review["date"], township) if review else ()
        if not any(role in roles.texts() for role in held):
            return False
    return True
