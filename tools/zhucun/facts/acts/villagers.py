"""What a village cadre's own file tells of: posts, enrolment, tiers, secondments, daily care."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhucun.facts.acts.people import OPEN
from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_span
from zhucun.facts.village_cadres import NOT_ENROLLED
from zhucun.read.tree import Record

Item = tuple[Record, str, dict[str, Any]]


def villager_act(
    county: CountyFacts,
    found: Item,
    *,
    date: str,
    whose: str = "",
    period: str = "",
    span: tuple[str, str] | None = None,
    by: tuple[str, ...] = (),
    village: str = "",
    on: str = "",
) -> Act:
    """An act of the village cadre with the number `whose`; else of the one that the item names,
    or in whose file it stands.

    Its data say also as what he was `enrolled` (书记, 年轻干部, 无), and its village, unless
    given, is that of the post he held: on its own day, or on another.
    """
    record, pointer, data = found
    person = whose or str(data.get("village_cadre") or record.data["id"])
    cadre, day = county.village_cadres.get(person), on or date
    post = cadre.post_on(day) if cadre else None
    return act(
        record,
        pointer,
        {**data, "enrolled": cadre.enrolled_on(day) if cadre else NOT_ENROLLED},
        date=date,
        period=period,
        span=span,
        village=village or (post.village if post else ""),
        village_cadre=person,
        by=by,
    )


@stream("village_post", "村干部任职", "village_cadre", at="/posts/0")
def village_posts(county: CountyFacts) -> Iterator[Act]:
    """Posts of village cadres; each covers its days."""
    for record, pointer, item in _listed(county, "posts"):
        end = item.get("ended", {}).get("date", item.get("to", OPEN))
        yield villager_act(
            county,
            (record, pointer, item),
            date=item["from"],
            span=(item["from"], end),
            village=item["village"],
        )


@stream("enrolment", "纳入专业化管理", "village_cadre", at="/enrolments/0")
def enrolments(county: CountyFacts) -> Iterator[Act]:
    """Enrolments into professional management, by who decided; each covers its days."""
    for record, pointer, item in _listed(county, "enrolments"):
        end = item.get("ended", {}).get("date", OPEN)
        yield villager_act(
            county,
            (record, pointer, item),
            date=item["from"],
            span=(item["from"], end),
            by=_officer(item, "decided"),
        )


@stream("tier", "补贴档次", "village_cadre", at="/tiers/0")
def tiers(county: CountyFacts) -> Iterator[Act]:
    """Tiers of the allowance, each of the day from which it holds."""
    for found in _listed(county, "tiers"):
        yield villager_act(county, found, date=found[2]["from"], by=(found[2]["by"],))


@stream("secondment", "挂职锻炼", "village_cadre", at="/secondments/0")
def secondments(county: CountyFacts) -> Iterator[Act]:
    """Secondments, each of the day on which it begins."""
    for found in _listed(county, "secondments"):
        yield villager_act(county, found, date=found[2]["from"])


@stream("certificate", "农村干部资格证", "village_cadre", at="/certificate")
def certificates(county: CountyFacts) -> Iterator[Act]:
    """Certificates of village cadres."""
    for record in county.of("village_cadre"):
        item = record.data.get("certificate")
        if item:
            yield villager_act(county, (record, "/certificate", item), date=item["date"])


@stream("home_visit", "走访村干部", "village_cadre", at="/home_visits/0")
def home_visits(county: CountyFacts) -> Iterator[Act]:
    """Visits to a village cadre's home, by whoever came."""
    for found in _listed(county, "home_visits"):
        yield villager_act(county, found, date=found[2]["date"], by=(found[2]["by"],))


@stream("village_health_check", "村干部体检", "village_cadre", at="/health_checks/0")
def health_checks(county: CountyFacts) -> Iterator[Act]:
    """Medical checks of village cadres."""
    for found in _listed(county, "health_checks"):
        yield villager_act(county, found, date=found[2]["date"])


@stream("duty_log", "履责全程纪实", "village_cadre", at="/duty_logs/0")
def duty_logs(county: CountyFacts) -> Iterator[Act]:
    """A month's record of duties, of the month's last day, by who checked it."""
    for found in _listed(county, "duty_logs"):
        month = found[2]["month"]
        by = _officer(found[2], "checked")
        yield villager_act(county, found, date=month_span(month)[1], period=month, by=by)


@stream("village_disposition", "村干部的处理", "village_cadre", at="/dispositions/0")
def dispositions(county: CountyFacts) -> Iterator[Act]:
    """What was done about a village cadre's poor work."""
    for found in _listed(county, "dispositions"):
        yield villager_act(county, found, date=found[2]["date"], by=(found[2]["by"],))


def _officer(item: Mapping[str, Any], part: str) -> tuple[str, ...]:
    return (item[part]["by"],) if part in item else ()


def _listed(county: CountyFacts, part: str) -> Iterator[Item]:
    for record in county.of("village_cadre"):
        for index, item in enumerate(record.data.get(part, ())):
            yield record, f"/{part}/{index}", item
