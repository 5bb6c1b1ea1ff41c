"""Names of persons in public texts: they follow the region's setting there too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zhucun.facts.county import CountyFacts
from zhucun.facts.village_cadres import VillageCadre
from zhucun.publish.projection.villagers import secretaries_now
from zhucun.schema.disclosure import Publication, masked_name, without_numbers

STRUCK = "〔姓名已隐去〕"
_PLACE = "〔地名已隐去〕"
_DAY = re.compile(r"([0-9]{1,2}\s*月)\s*[0-9]{1,2}\s*[日号]")
_ISO_DAY = re.compile(r"(?<![0-9])([0-9]{4}[-./][0-9]{1,2})[-./][0-9]{1,2}(?![0-9])")
_CADRE_ID = re.compile(r"(?<![0-9])[0-9]{6}-v?[0-9]{3}(?![0-9])")


@dataclass(frozen=True)
class Names:
    """The persons a county's records know. `shown` are ids of the cadres that the site shows.

    A cadre's name stands in a text as it stands on his page, a village's secretary's as on the
    village's. Officers, other village cadres, and cadres who have left the site, are struck out.
    Who is held in reserve stays as typed: a name struck out on the day that it was put on that list
    would tell of it.
    """

    county: CountyFacts
    settings: Publication
    shown: frozenset[str]

    def clean(self, text: str) -> str:
        """The text with numbers of persons struck out and names as the region publishes them."""
        return without_numbers(self._public(text))

    def unnamed(self, text: str) -> str:
        """The text without anything that leads to a person: no name, place, post, number, day."""
        text = self._struck(text)
        text = _DAY.sub(r"\1", _ISO_DAY.sub(r"\1", _CADRE_ID.sub("", text)))
        return without_numbers(text)

    @cached_property
    def _public(self) -> Callable[[str], str]:
        cadres = self.county.cadres.values()
        instead = {o.name: STRUCK for terms in self.county.officers.values() for o in terms}
        instead |= {c.name: STRUCK for c in self.county.village_cadres.values() if self._held(c)}
        instead |= {c.name: STRUCK for c in cadres if c.id not in self.shown}
        told = [c.name for c, _ in secretaries_now(self.county).values()]
        told += [c.name for c in cadres if c.id in self.shown]
        instead |= {name: masked_name(name, self.settings.names) or STRUCK for name in told}
        return _replacing({name: new for name, new in instead.items() if new != name})

    def _held(self, cadre: VillageCadre) -> bool:
        """Whether somebody held a post in a village by the county's day; before it, his name struck
        out would tell of the appointment.
        """
        return any(post.span.start <= self.county.as_of for post in cadre.posts)

    @cached_property
    def _struck(self) -> Callable[[str], str]:
        cadres = self.county.cadres.values()
        people = {c.name for c in cadres}
        people |= {c.name for c in self.county.village_cadres.values()}
        people |= {r["name"] for held in self.county.of("reserves") for r in held.data["reserves"]}
        people |= {o.name for terms in self.county.officers.values() for o in terms}
        places = {t.name for t in self.county.townships.values()}
        places |= {v.name for v in self.county.villages.values()}
        roles = {p.role for c in cadres for p in c.postings}
        posts = {p.post for c in self.county.village_cadres.values() for p in c.posts}
        return _replacing(
            dict.fromkeys(posts, "村干部")
            | dict.fromkeys(roles, "驻村干部")
            | dict.fromkeys(places, _PLACE)
            | dict.fromkeys(people, STRUCK)
        )


def _replacing(instead: Mapping[str, str]) -> Callable[[str], str]:
    """A function that replaces words, also where blanks or dots were put between their letters."""
    if not instead:
        return lambda text: text
    words = {_plain(word): new for word, new in instead.items()}
    pattern = re.compile("|".join(_spread(words)))
    return lambda text: pattern.sub(lambda m: words[_plain(m[0])], text)


def _spread(words: Iterable[str]) -> list[str]:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return [r"[\s·・]*".join(map(re.escape, word)) for word in longest_first]


def _plain(word: str) -> str:
    return re.sub(r"[\s·・]", "", word)
