"""Facts of a village cadre's post, by the names that packs use."""

from __future__ import annotations

from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.durations import whole_years, years_between
from zhucun.facts.reserves import reserve_named
from zhucun.facts.stars import stars_of
from zhucun.facts.subjects import VILLAGE_CADRE
from zhucun.facts.village_cadres import SECRETARY, Post, VillageCadre


def _cadre(county: CountyFacts, post: Post) -> VillageCadre:
    return county.village_cadres[post.cadre]


def _recorded(name: str, title: str) -> None:
    @fact(VILLAGE_CADRE, name, title)
    def read(_county: CountyFacts, post: Post, _day: str) -> object:
        return post.data.get(name)


for _name, _title in (
    ("source", "来源"),
    ("method", "选任方式"),
    ("opinion", "考察意见"),
):
    _recorded(_name, _title)


@fact(VILLAGE_CADRE, "post", "职务", public=True)
def post_held(_county: CountyFacts, post: Post, _day: str) -> object:
    """The post."""
    return post.post


@fact(VILLAGE_CADRE, "secretary", "任村党组织书记", public=True)
def secretary(_county: CountyFacts, post: Post, _day: str) -> object:
    """Whether it is the secretary's."""
    return post.post == SECRETARY


@fact(VILLAGE_CADRE, "place", "任职地类型", public=True)
def place(county: CountyFacts, post: Post, _day: str) -> object:
    """村 or 社区."""
    village = county.villages.get(post.village)
    return village.kind if village else None


@fact(VILLAGE_CADRE, "newly_secretary", "新任村党组织书记")
def newly_secretary(county: CountyFacts, post: Post, _day: str) -> object:
    """Whether the post begins a service as secretary, in whatever village."""
    first = post.span.start
    since = _cadre(county, post).office_since(first, as_secretary=True)
    return post.post == SECRETARY and since == first


@fact(VILLAGE_CADRE, "enrolled", "纳入的类别")
def enrolled(county: CountyFacts, post: Post, day: str) -> object:
    """As what the cadre is enrolled on the day: 书记, 年轻干部 or 无."""
    return _cadre(county, post).enrolled_on(day)


@fact(VILLAGE_CADRE, "age", "年龄", unit="岁")
def age(county: CountyFacts, post: Post, day: str) -> object:
    """The age in whole years."""
    return _cadre(county, post).age_on(day)


@fact(VILLAGE_CADRE, "certified", "农村干部资格证", at="/certificate")
def certified(county: CountyFacts, post: Post, day: str) -> object:
    """True for a certificate that was given by the day, else None."""
    certificate = _cadre(county, post).data.get("certificate")
    return True if certificate and certificate["date"] <= day else None


@fact(VILLAGE_CADRE, "courses", "学完的课程", at="/certificate")
def courses(county: CountyFacts, post: Post, _day: str) -> object:
    """The courses that the certificate stands for; None without a certificate."""
    certificate = _cadre(county, post).data.get("certificate")
    return None if certificate is None else certificate.get("courses")


@fact(VILLAGE_CADRE, "stars", "党组织星级", unit="星", public=True)
def stars(county: CountyFacts, post: Post, day: str) -> object:
    """The stars of the village's Party branch on the day."""
    return stars_of(county, post.village, day)


@fact(VILLAGE_CADRE, "tier", "补贴档次")
def tier(county: CountyFacts, post: Post, day: str) -> object:
    """The tier that holds on the day."""
    return _cadre(county, post).tier_on(day)


@fact(VILLAGE_CADRE, "tier_changes", "当年补贴档次调整次数", unit="次", at="/tiers")
def tier_changes(county: CountyFacts, post: Post, day: str) -> object:
    """How often in the day's year a tier was set by the day."""
    found = (each["from"] for each in _cadre(county, post).data.get("tiers", ()))
    return sum(day[:4] <= start <= day for start in found)


@fact(VILLAGE_CADRE, "reserve_years", "任职前列入后备干部的年数", unit="年")
def reserve_years(county: CountyFacts, post: Post, _day: str) -> object:
    """Whole years on the list of reserves before the post; None where it names no entry of it,
    UNSEEN where the list is unusable.
    """
    if county.lacks(f"{county.path}/{post.township}/reserves.yml"):
        return UNSEEN
    entry = reserve_named(county, post.township, post.data.get("reserve", ""))
    if entry is None:
        return None
    last = min(entry.span.end or post.span.start, post.span.start)
    return whole_years(entry.span.start, last) if entry.span.start <= last else 0


@fact(VILLAGE_CADRE, "years_since_check", "距上次体检（没有的，距任书记）的时间", unit="年")
def years_since_check(county: CountyFacts, post: Post, day: str) -> object:
    """Years since the last medical check, or since the unbroken service as secretary began."""
    cadre = _cadre(county, post)
    checks = [c["date"] for c in cadre.data.get("health_checks", ()) if c["date"] <= day]
    since = cadre.office_since(day, as_secretary=post.post == SECRETARY)
    known = [d for d in (*checks, since) if d]
    return years_between(max(known), day) if known else None
