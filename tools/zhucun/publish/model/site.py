"""A county, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from zhucun.publish.model.basis import Basis
from zhucun.publish.model.ladder import Ladder
from zhucun.publish.model.method import Method
from zhucun.publish.model.people import Cadre
from zhucun.publish.model.places import Township
from zhucun.publish.model.tables import Table
from zhucun.publish.model.told import Bulletin, Event
from zhucun.publish.model.villagers import Pledge, VillagerLaw
from zhucun.publish.model.work import Article, Case, CaseCounts, Completeness, Project


@dataclass(frozen=True, slots=True)
class County:
    """One county as the public may see it, cadres by id. `unusable` files are not counted.

    `undecided_projects` counts this year's projects without a decision to publish them;
    `notice_days` gives the days of a public notice by kind, None where nobody gives any. `events`
    come newest first, so do `bulletins`; `gone` are numbers of cadres whose page was there and
    isn't kept any more; `absence` is what follows from not being at one's post. `villager_law` are
    the regulations on village cadres that are followed, () for none; `pledges` what the villages'
    secretaries promised.
    """

    code: str
    name: str
    city_code: str
    city_name: str
    sample: bool
    source: str
    records_from: str
    regulation: str
    townships: tuple[Township, ...]
    cadres: tuple[Cadre, ...]
    projects: tuple[Project, ...]
    undecided_projects: int
    cases: tuple[Case, ...]
    case_counts: CaseCounts
    articles: tuple[Article, ...]
    completeness: Completeness
    bases: dict[str, Basis]
    publication: tuple[tuple[str, str], ...]
    notice_days: tuple[tuple[str, int | None], ...]
    tables: tuple[Table, ...] = ()
    unusable: int = 0
    events: tuple[Event, ...] = ()
    bulletins: tuple[Bulletin, ...] = ()
    gone: tuple[str, ...] = ()
    methods: tuple[Method, ...] = ()
    absence: Ladder | None = None
    villager_law: tuple[VillagerLaw, ...] = ()
    pledges: tuple[Pledge, ...] = ()

    def tables_of(self, board: str) -> tuple[Table, ...]:
        """The tables of one board."""
        return tuple(table for table in self.tables if table.board == board)

    def villager_law_in(self, township: str) -> tuple[VillagerLaw, ...]:
        """The regulations on village cadres that hold in a township by its code."""
        return tuple(law for law in self.villager_law if township in law.townships)

    def table(self, name: str) -> Table | None:
        """One of its tables; None where it has none of this name."""
        return next((table for table in self.tables if table.name == name), None)


@dataclass(frozen=True, slots=True)
class Site:
    """All counties in the order of their codes, and what every page says about itself.

    `as_of` is the date of the data, `version` eight digits of the commit, `unusable` how many
    files are missing, could not be read or don't match their schema, and so are counted nowhere.
    `then` is the day of the commit that the site shows as things stood; "" for one of now.
    `address` is where the site will stand, ending in "/"; "" where that isn't known.
    """

    as_of: str
    version: str
    counties: tuple[County, ...]
    unusable: int = 0
    then: str = ""
    address: str = ""

    @property
    def cities(self) -> list[tuple[str, str, tuple[County, ...]]]:
        """Each city's code, name and counties, in the order of the codes."""
        return [
            (code, name, tuple(counties))
            for (code, name), counties in groupby(
                self.counties, lambda county: (county.city_code, county.city_name)
            )
        ]

    def named(self, regulation: str) -> str:
        """What a regulation is called where a page rests on several: that on dispatched cadres by
        the cities that follow it, one on village cadres by its title; "" for one nobody follows.
        """
        cities = (c.city_name for c in self.counties if c.regulation == regulation)
        laws = (law for c in self.counties for law in c.villager_law)
        titles = (f"《{law.title}》" for law in laws if law.regulation == regulation)
        return "、".join(dict.fromkeys((*cities, *titles)))


def samples_among(counties: tuple[County, ...]) -> str:
    """Which of the counties are made up: their names, "全部", or "" for none."""
    made_up = [c.name for c in counties if c.sample]
    return "全部" if made_up and len(made_up) == len(counties) else "、".join(made_up)
