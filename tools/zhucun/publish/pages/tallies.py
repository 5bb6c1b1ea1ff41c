"""Counts that pages head with: how a month stands, over any set of cadres."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from zhucun.facts.presence import UNREGISTERED
from zhucun.publish.model import Basis, Cadre, County, Month

ORDER = ("达标", "有说明", "待说明", "待定", "不计", UNREGISTERED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cadres stand in which state in one month.

    `due` is the newest month that is over, whether or not anybody registered it.
    """

    month: str
    due: str
    states: tuple[tuple[str, int], ...]

    def of(self, state: str) -> int:
        """How many are in a state."""
        return dict(self.states).get(state, 0)

    @property
    def judged(self) -> int:
        """How many the month's requirement applies to: neither 不计 nor without a sheet."""
        return sum(count for state, count in self.states if state not in ("不计", UNREGISTERED))

    @property
    def total(self) -> int:
        """All cadres of the month."""
        return sum(count for _, count in self.states)

    @property
    def registered(self) -> int:
        """Those whose sheet is there."""
        return self.total - self.of(UNREGISTERED)


def tally(cadres: Iterable[Cadre], month: str) -> Tally:
    """The states of one month over some cadres, in the order of the legend."""
    cadres = tuple(cadres)
    counts = Counter(m.state for c in cadres if (m := month_of(c, month)))
    due = max((c.months[-1].month for c in cadres if c.months), default="")
    return Tally(month, due, tuple((s, counts[s]) for s in ORDER if counts[s]))


def month_of(cadre: Cadre, month: str) -> Month | None:
    """The cadre's entry for a month."""
    return next((m for m in cadre.months if m.month == month), None)


def serving_in(cadres: Iterable[Cadre], places: Collection[str], month: str) -> list[Cadre]:
    """Those whose month was served at one of the places."""
    return [c for c in cadres if (m := month_of(c, month)) and m.place in places]


def month_bases(cadres: Iterable[Cadre], month: str) -> list[Basis]:
    """What the requirement of a month rests on for some cadres, each article once."""
    found = (m.basis for c in cadres if (m := month_of(c, month)))
    return list(dict.fromkeys(basis for basis in found if basis))


def newest_month(cadres: Iterable[Cadre]) -> str:
    """The newest month that any of the cadres has a sheet for, or ""."""
    return max((m.month for c in cadres for m in c.months if m.registered), default="")


def covered_villages(county: County) -> int:
    """Villages and communities that have a cadre in office."""
    villages = {v.code for t in county.townships for v in t.villages}
    return len({c.posting.place for c in county.cadres if c.active} & villages)


def bases_of(counties: Iterable[County], key: str) -> list[Basis]:
    """What a parameter rests on in each of the counties, each article once."""
    return list(dict.fromkeys(c.bases[key] for c in counties if key in c.bases))
