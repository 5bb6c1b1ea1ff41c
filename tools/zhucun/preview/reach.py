"""How far back a change is looked at: the years told, and the daily records read for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhucun.check.window import window_of
from zhucun.facts.dates import months_between
from zhucun.facts.window import Window
from zhucun.read.files import Files
from zhucun.read.layout import RECORDS, place_of


@dataclass(frozen=True, slots=True)
class Reach:
    """The `years` whose tables are compared, in order; `window` is None where all is read."""

    years: tuple[int, ...]
    window: Window | None


def reach_of(before: Files, after: Files, paths: Iterable[str], as_of: str) -> Reach:
    """The year judged, and every year back to the first that the files at `paths` bear on.

    What says of itself no year, such as a dossier, bears on the year before as well. The daily
    records of those years are read, and of the months that the changed records are about.
    """
    touched = [path for path in paths if path.startswith(f"{RECORDS}/")]
    places = [place_of(path) for path in touched]
    window = window_of(touched, before, after)
    year = int(as_of[:4])
    named = {int(place.period[:4]) for place in places if place and place.period}
    named |= {int(month[:4]) for month in window.months} if window else set()
    if window is None or not all(place and place.period for place in places):
        named.add(year - 1)
    years = tuple(range(min(year, *named) if named else year, year + 1))
    if window is None:
        return Reach(years, None)
    months = frozenset(months_between(f"{years[0]:04d}-01", f"{year:04d}-12"))
    return Reach(years, Window(months | window.months))
