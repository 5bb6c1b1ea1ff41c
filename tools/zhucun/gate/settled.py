"""What BASE has settled in the townships of a region, so that no new law may reach back over it:
sealed attendance under regulations on dispatched cadres, the rounds held of village cadres under
those on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.facts.periods import in_words, span_of
from zhucun.gate.change import Change
from zhucun.law.population import VILLAGERS
from zhucun.read.layout import RECORDS, Place, place_of
from zhucun.read.tree import list_counties


@dataclass(frozen=True, slots=True)
class Settled:
    """A period that was settled: its last day, or that of settling it if that came later, and how,
    in Chinese.
    """

    period: str
    last: str
    how: str


#: Rounds of village cadres: the folder, the list of their records, what tells the period of an
#: item (the file's year where it is ""), and what they are called.
_ROUNDS: Final = (
    ("competence", "evaluations", "half", "胜任度评价"),
    ("debriefs", "debriefs", "half", "述职评议"),
    ("appraisals", "appraisals", "", "村干部年度考核"),
    ("scores", "scores", "", "千分制考核"),
    ("pay", "pay", "to", "村干部报酬"),
)


def settled_since(change: Change, place: Place, population: str, day: str) -> Settled | None:
    """What a law on a population from a day on would reach back over in a region's townships; None
    if nothing. What one township adopts matters to its own records alone.
    """
    for folder in _townships(change, place):
        kinds = _rounds(change, folder) if population == VILLAGERS else _sheets(change, folder)
        for each in kinds:
            if day <= each.last:
                return each
    return None


def _townships(change: Change, place: Place) -> Iterator[str]:
    files, city = change.base_files, f"{RECORDS}/{place.city}"
    counties = [place.county] if place.county else list_counties(files, place.city)
    for county in counties:
        below = (found.name for found in files.names(f"{city}/{county}") or ())
        for township in (place.township,) if place.township else below:
            yield f"{city}/{county}/{township}"


def _sheets(change: Change, township: str) -> Iterator[Settled]:
    for path, sheet in _files(change, f"{township}/attendance"):
        place = place_of(path)
        span = span_of(place.period) if place else None
        if place and span and "seal" in sheet:
            yield Settled(place.period, span[1], f"{place.period} 的考勤已经封存")


def _rounds(change: Change, township: str) -> Iterator[Settled]:
    for folder, section, field, name in _ROUNDS:
        for path, record in _files(change, f"{township}/{folder}"):
            place, listed = place_of(path), record.get(section)
            items = listed if isinstance(listed, list) else ()
            for item in (each for each in items if isinstance(each, Mapping)):
                period = item.get(field) if field else place.period if place else None
                span = span_of(period) if isinstance(period, str) else None
                if span and isinstance(period, str):
                    held = str(item.get("date", record.get("date", "")))
                    last = max(span[1], held)
                    yield Settled(period, last, f"{in_words(period)}的{name}已经登记")


def _files(change: Change, folder: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for found in change.base_files.names(folder) or ():
        path = f"{folder}/{found.name}"
        yield path, change.before(path) or {}
