"""Whether someone posted, or anyone posted in a village, has the benefits, as facts of norms."""

from __future__ import annotations

from zhucun.facts.benefits import benefits_of, village_benefits
from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Posting
from zhucun.facts.places import Village
from zhucun.read.layout import RECORDS


@fact("posting", "benefits", "待遇")
def of_posting(county: CountyFacts, posting: Posting, day: str) -> object:
    """享受, 不享受, 县里确定 or 没有规定."""
    if _is_hidden(county):
        return UNSEEN
    return benefits_of(county, county.cadres[posting.cadre], posting, day)


@fact("village", "benefits", "待遇")
def of_village(county: CountyFacts, village: Village, day: str) -> object:
    """The best of those posted in the village on the day; None if nobody is."""
    return UNSEEN if _is_hidden(county) else village_benefits(county, village.code, day) or None


def _is_hidden(county: CountyFacts) -> bool:
    """Whether a place or a unit that decides can't be seen."""
    return county.lacks_a_region or county.lacks(f"{RECORDS}/{county.city_slug}/units.yml")
