"""Villages' own secretaries: who holds the post, what is promised, by which regulation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Boards of tables on village cadres: a county that follows no regulation on them has none.
VILLAGER_BOARDS: Final = frozenset(("secretaries", "pledges"))


@dataclass(frozen=True, slots=True)
class Secretary:
    """The Party secretary of a village. `name` is as the region publishes names, "" for not at all;
    `since` the day from which the post has been held without a break.

    `listed` says whether the post's holder stands on this year's list of professional management,
    None where no regulation followed there has such a list. The list is told by the year: whoever
    was on it on any day of the year is on it until the year is over.
    """

    name: str
    since: str
    listed: bool | None


@dataclass(frozen=True, slots=True)
class Task:
    """One practical task of a promise; `done_on` is "" while it isn't done."""

    text: str
    due: str
    done_on: str
    state: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a village's secretary promised for a year, once approved or reviewed and made public."""

    village: str
    year: int
    published_on: str
    term_goals: tuple[str, ...]
    annual: tuple[str, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class VillagerLaw:
    """A regulation on village cadres that is followed in a county.

    `places` are the names of those that adopted it (city, county or townships), `townships` the
    codes of the townships where it holds; `note` says what its source shows and what it doesn't,
    `undetermined` names the values that it leaves open.
    """

    regulation: str
    title: str
    places: tuple[str, ...]
    townships: frozenset[str]
    note: str
    undetermined: tuple[str, ...]
