"""Villages' own secretaries as the public may see them, where a regulation on them is followed.

Who holds a post is public, and so is what was promised once it was approved and posted. Whether
somebody is under professional management is told by the year (S2 sets the list once, at the year's
beginning): an end within the year, which may follow an evaluation, changes nothing before the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from zhucun.assess.villager_commitments import published_on, task_state
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import joined
from zhucun.facts.enrolled import ADMINISTRATIVE, fullest
from zhucun.facts.village_cadres import SECRETARY, Post, VillageCadre
from zhucun.facts.villager_law import villager_value
from zhucun.law.pack import Pack
from zhucun.publish.model import Pledge, Secretary, Task, VillagerLaw
from zhucun.publish.projection.adoptions import adopters
from zhucun.schema.disclosure import Public, Publication, masked_name

#: The parameter of a regulation that has a list of professional management.
LIST: Final = "enrolment.share"


def packs_followed(county: CountyFacts) -> tuple[Pack, ...]:
    """The regulations on village cadres that hold anywhere in a county on its day, each once."""
    found = {
        pack.id: pack
        for township in ("", *county.townships)
        for pack in county.villager_packs(township, county.as_of)
    }
    return tuple(found[id_] for id_ in sorted(found))


def secretaries_now(county: CountyFacts) -> dict[str, tuple[VillageCadre, Post]]:
    """Who is a village's secretary on the county's day, by the village's code, where a regulation
    on village cadres is followed; of several the one who came last.
    """
    held = [
        (cadre, post)
        for cadre in county.village_cadres.values()
        for post in cadre.posts
        if post.post == SECRETARY and post.span.covers(county.as_of)
    ]
    held.sort(key=lambda pair: (pair[1].span.start, pair[0].id))
    return {
        post.village: (cadre, post)
        for cadre, post in held
        if county.villager_packs(post.township, county.as_of)
    }


def since(cadre: VillageCadre, post: Post, day: str) -> str:
    """The day from which a cadre has held a post in its village without a break until a day."""
    mine = [p.span for p in cadre.posts if (p.village, p.post) == (post.village, post.post)]
    return next((s.start for s in joined(mine) if s.covers(day)), post.span.start)


@dataclass(frozen=True)
class Villagers:
    """The villages' own people of a county. `public` projects a record of a kind."""

    county: CountyFacts
    settings: Publication
    public: Public

    @cached_property
    def secretaries(self) -> Mapping[str, Secretary]:
        """By the village's code."""
        return {
            village: Secretary(
                masked_name(cadre.name, self.settings.names),
                since(cadre, post, self.county.as_of),
                self._is_listed(cadre, post),
            )
            for village, (cadre, post) in secretaries_now(self.county).items()
        }

    @cached_property
    def _listed(self) -> frozenset[str]:
        """Who is on this year's list, whatever came of it since: the people that its number counts,
        or a name more than the number would tell that one of them left.
        """
        year = int(self.county.as_of[:4])
        return frozenset(
            enrolment.cadre
            for township in self.county.townships
            for enrolment in fullest(self.county, township, year)
        )

    def _is_listed(self, cadre: VillageCadre, post: Post) -> bool | None:
        """None where there is no such list; it is one of villages, a community is on none."""
        village = self.county.villages.get(post.village)
        asked = villager_value(self.county, post.township, LIST, self.county.as_of) is not None
        if not asked or (village and village.kind != ADMINISTRATIVE):
            return None
        return cadre.id in self._listed

    @cached_property
    def pledges(self) -> tuple[Pledge, ...]:
        """What was approved and made public by the county's day: by village, the newest first."""
        targets = {r.path: self.public("targets", r.data) for r in self.county.of("targets")}
        found: list[Pledge] = []
        for target in acts_of(self.county, "target"):
            if self.county.villager_packs(target.township, self.county.as_of):
                shown = targets[target.path]["targets"][int(target.pointer.rpartition("/")[2])]
                found += self._pledge(target, shown)
        return tuple(sorted(found, key=lambda p: (p.village, -p.year, p.published_on)))

    def _pledge(self, target: Act, public: Mapping[str, Any]) -> Iterator[Pledge]:
        """A target of a secretary, if it is public; `public` is what may be shown of it."""
        as_of, cadre = self.county.as_of, self.county.village_cadres.get(target.village_cadre)
        published = published_on(target, as_of)
        post = cadre.post_on(published) if cadre and published else None
        if post is None or post.post != SECRETARY:
            return
        yield Pledge(
            village=post.village,
            year=int(target.period),
            published_on=published,
            term_goals=tuple(public.get("term_goals", ())),
            annual=tuple(public.get("annual", ())),
            tasks=tuple(_task(task, as_of) for task in public.get("practical", ())),
        )

    @cached_property
    def law(self) -> tuple[VillagerLaw, ...]:
        """The regulations on village cadres that are followed, by whom and where."""
        county, day = self.county, self.county.as_of
        return tuple(
            VillagerLaw(
                pack.id,
                pack.title,
                tuple(adopters(county, pack.id, day)),
                frozenset(
                    township.code
                    for slug, township in county.townships.items()
                    if any(held.id == pack.id for held in county.villager_packs(slug, day))
                ),
                pack.source.note,
                tuple(value.title for value in pack.nulls(day)),
            )
            for pack in packs_followed(county)
        )


def _task(public: Mapping[str, Any], as_of: str) -> Task:
    done = public.get("done_on", "")
    return Task(
        public["text"],
        public.get("due", ""),
        done if done <= as_of else "",
        task_state(public, as_of),
    )
