"""Facts of a village's plans, a county's open problems and its media, by packs' names."""

from __future__ import annotations

from collections import defaultdict

from zhucun.facts.acts import Act, acts_of
from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.places import Village
from zhucun.facts.problems import problems_of


@fact("village", "plans", "覆盖当年的计划")
def plans(county: CountyFacts, village: Village, day: str) -> object:
    """Kinds of plan that cover the day and are made by the day judged."""
    if county.lacks(f"{county.path}/{village.township}/plans/"):
        return UNSEEN
    made = county.once(_plans).get(village.code, ())
    here = (p for p in made if p.start <= day <= p.end and p.date <= county.as_of)
    return sorted({str(p.data["kind"]) for p in here})


@fact("county", "open_problems", "有上报而没有办结的问题")
def open_problems(county: CountyFacts, _thing: None, day: str) -> object:
    """Whether a problem was escalated by the day and not closed on it."""
    return any(
        problem.escalated_on and problem.escalated_on <= day and problem.is_open(day)
        for problem in problems_of(county)
    )


@fact("county", "media", "宣传平台")
def media(county: CountyFacts, _thing: None, day: str) -> object:
    """Kinds of bulletin, account and group that the county has by the day."""
    if county.region is None:
        return UNSEEN
    return [x["kind"] for x in county.region.data.get("media", ()) if x["from"] <= day]


def _plans(county: CountyFacts) -> dict[str, list[Act]]:
    """Plans by the code of their village."""
    found: dict[str, list[Act]] = defaultdict(list)
    for plan in acts_of(county, "plan"):
        found[plan.village].append(plan)
    return found
