"""What stands at the address of a page that went by rule: the way on, and nothing of what it said.

Such pages are listed nowhere: no link, search or feed leads to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.publish.addresses import cadre_path, region_path
from zhucun.publish.model import Cadre, County
from zhucun.publish.page import Page


def redirect_pages(county: County) -> Iterator[Page]:
    """A page for each cadre whose own is no longer kept; it leads to the county's."""
    for cadre in county.gone:
        yield Page(
            cadre_path(cadre),
            "redirect.html.j2",
            "已离任",
            counties=(county,),
            context={"county": county},
            redirect=region_path(county.code),
        )


def serving_now(county: County, cadre: Cadre) -> tuple[Cadre, ...]:
    """Who serves where a cadre did, in his role or, where there is none, in another."""
    there = [c for c in county.cadres if c.active and c.posting.place == cadre.posting.place]
    same = [c for c in there if c.posting.role == cadre.posting.role]
    return tuple(same or there)
