"""Facts of villages and townships about their own cadres, by the names that packs use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.enrolled import administrative_villages, enrolled_on, least, listed, most
from zhucun.facts.places import Township, Village
from zhucun.facts.reserves import waiting_in
from zhucun.facts.subjects import TOWNSHIP, VILLAGE
from zhucun.facts.village_cadres import (
    AS_SECRETARY,
    AS_YOUNG,
    SECRETARY,
    Post,
    VillageCadre,
)
from zhucun.facts.villager_law import said, villager_value

_PLACES: Final = 4
#: The level of a secondment to an office of the township.
_IN_TOWNSHIP: Final = "镇级"


def _posts_in(
    county: CountyFacts, village: Village, day: str
) -> Iterator[tuple[VillageCadre, Post]]:
    held = county.village_posts.get(village.code, ())
    return ((cadre, post) for cadre, post in held if post.span.covers(day))


# -- villages ----------------------------------------------------------------------------


@fact(VILLAGE, "professional", "书记纳入了专业化管理")
def professional(county: CountyFacts, village: Village, day: str) -> object:
    """Whether its secretary is enrolled on the day."""
    return any(
        post.post == SECRETARY and cadre.enrolled_on(day) == AS_SECRETARY
        for cadre, post in _posts_in(county, village, day)
    )


@fact(VILLAGE, "secretary_reserves", "村党组织书记后备人选", unit="名")
def secretary_reserves(county: CountyFacts, village: Village, day: str) -> object:
    """How many are being prepared for the secretary's post."""
    return sum(reserve.is_for_secretary for reserve in waiting_in(county, village.code, day))


@fact(VILLAGE, "posts_without_reserve", "没有后备人选的岗位", unit="个")
def posts_without_reserve(county: CountyFacts, village: Village, day: str) -> object:
    """How many of the posts held lack the reserves that the law asks for each, where one person
    stands for one post.
    """
    return _without_reserve(county, village, day, secretary=True)


@fact(VILLAGE, "other_posts_without_reserve", "书记以外没有后备人选的岗位", unit="个")
def other_posts_without_reserve(county: CountyFacts, village: Village, day: str) -> object:
    """The same without the secretary's post."""
    return _without_reserve(county, village, day, secretary=False)


def _without_reserve(county: CountyFacts, village: Village, day: str, *, secretary: bool) -> object:
    each = said(villager_value(county, village.township, "reserve.per_post", day))
    if each is None:
        return UNSEEN
    held = Counter(post.post for _, post in _posts_in(county, village, day))
    ready = Counter(reserve.post for reserve in waiting_in(county, village.code, day))
    if not secretary:
        del held[SECRETARY]
    asked = each.integer()
    lacking = (max(0, n - ready[post] // asked) for post, n in held.items()) if asked else ()
    return sum(lacking)


@fact(VILLAGE, "women_reserves", "女后备干部", unit="名")
def women_reserves(county: CountyFacts, village: Village, day: str) -> object:
    """How many women are on its list of reserves."""
    return sum(reserve.gender == "女" for reserve in waiting_in(county, village.code, day))


def _members_up_to(name: str, title: str, index: int) -> None:
    @fact(VILLAGE, name, title, unit="名")
    def read(county: CountyFacts, village: Village, day: str) -> object:
        ages = said(villager_value(county, village.township, "team.ages", day))
        if ages is None or not isinstance(ages.value, tuple):
            return UNSEEN
        members = {cadre.id: cadre.age_on(day) for cadre, _ in _posts_in(county, village, day)}
        return sum(age is not None and age <= ages.value[index] for age in members.values())


_members_up_to("members_up_to_first_age", "年龄符合的班子成员", 0)
_members_up_to("members_up_to_second_age", "年龄符合的班子成员", 1)


# -- townships ---------------------------------------------------------------------------


@fact(TOWNSHIP, "enrolled_off", "纳入的书记与应纳入数相差", unit="名")
def enrolled_off(county: CountyFacts, township: Township, day: str) -> object:
    """How far the enrolled secretaries are from the share of the villages, rounded up or down."""
    share = said(villager_value(county, township.slug, "enrolment.share", day))
    if share is None:
        return UNSEEN
    villages = len(administrative_villages(township))
    enrolled = len(enrolled_on(county, township.slug, day))
    low, high = most(share, villages), least(share, villages)
    return max(low - enrolled, enrolled - high, 0)


@fact(TOWNSHIP, "has_enrolled", "当年名单上有专业化书记")
def has_enrolled(county: CountyFacts, township: Township, day: str) -> object:
    """Whether a secretary is enrolled on a day of the year."""
    return bool(listed(county, township.slug, int(day[:4])))


@fact(TOWNSHIP, "young_share", "专业化年轻干部占行政村总数", unit="%")
def young_share(county: CountyFacts, township: Township, day: str) -> object:
    """The enrolled young cadres divided by the villages; without a village as if there were one."""
    villages = len(administrative_villages(township))
    young = len(enrolled_on(county, township.slug, day, AS_YOUNG))
    return round(young / max(villages, 1), _PLACES)


@fact(TOWNSHIP, "tier_gap", "补贴档次人数与平均数相差", unit="名")
def tier_gap(county: CountyFacts, township: Township, day: str) -> object:
    """How far the tier that is farthest off is from an equal share of those that have one."""
    names = said(villager_value(county, township.slug, "tier.names", day))
    if names is None:
        return UNSEEN
    people = (county.village_cadres[e.cadre] for e in enrolled_on(county, township.slug, day))
    held = Counter(tier for tier in (cadre.tier_on(day) for cadre in people) if tier)
    if not held:
        return None
    share = Fraction(sum(held.values()), len(names.texts()))
    return round(float(max(abs(held[name] - share) for name in names.texts())), _PLACES)


@fact(TOWNSHIP, "seconded_share", "上一年到镇级挂职的占年末专业化书记", unit="%")
def seconded_share(county: CountyFacts, township: Township, day: str) -> object:
    """Those seconded to the township's offices in the year before, while they were enrolled, for
    each of those enrolled at its end; None where nobody was then, UNSEEN for a year that records
    or the law don't cover.
    """
    year = int(day[:4]) - 1
    first, last = f"{year:04d}-01-01", f"{year:04d}-12-31"
    share = said(villager_value(county, township.slug, "secondment.township_share", first))
    if share is None or f"{county.records_from}-01" > first:
        return UNSEEN
    enrolled = enrolled_on(county, township.slug, last)
    here = (c for c in county.village_cadres.values() if c.township == township.slug)
    seconded = sum(_was_seconded(cadre, first, last) for cadre in here)
    return round(seconded / len(enrolled), _PLACES) if enrolled else None


def _was_seconded(cadre: VillageCadre, first: str, last: str) -> bool:
    """Whether a secondment to the township's offices began while the cadre was enrolled."""
    return any(
        each["level"] == _IN_TOWNSHIP
        and first <= each["from"] <= last
        and cadre.enrolled_on(each["from"]) == AS_SECRETARY
        for each in cadre.data.get("secondments", ())
    )
