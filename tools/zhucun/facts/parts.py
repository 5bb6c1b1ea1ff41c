"""The parts of a yearly assessment that are weighed into one score, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from zhucun.facts.presence import value_of
from zhucun.law.pack import Pack


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that are weighed together: Chinese names by key, and the noun that follows them."""

    titles: Mapping[str, str]
    noun: str

    def named(self, *parts: str) -> str:
        """日常、半年考核."""
        return f"{'、'.join(self.titles[part] for part in parts)}{self.noun}"


#: Groups by the prefix of their weights' keys.
GROUPS: Final[Mapping[str, Group]] = {
    "scores.weights": Group({"daily": "日常", "half_year": "半年", "year_end": "年终"}, "考核"),
    "slots.weights": Group(
        {
            "debrief": "述职",
            "organisation": "组织评价",
            "masses": "群众评议",
            "verification": "核查",
        },
        "",
    ),
}
#: A part that stands under another name: 年度考核 is the year's end where there is no other.
_INSTEAD: Final = {"year_end": "annual"}
_RATINGS: Final = {"organisation": "组织评价", "masses": "群众评议"}
Place = tuple[str, Mapping[str, Any]]


def group_in_force(pack: Pack | None, day: str) -> str:
    """The group of weights that the composite is made of.

    The first one with a weight that is determined, else the last one that the pack has.
    """
    had = [g for g in GROUPS if pack and all(pack.has(f"{g}.{part}") for part in GROUPS[g].titles)]
    for group in had:
        weights = (value_of(pack, f"{group}.{part}", day) for part in GROUPS[group].titles)
        if any(weight and not weight.undetermined for weight in weights):
            return group
    return had[-1] if had else next(iter(GROUPS))


def part_of(data: Mapping[str, Any], part: str) -> Place | None:
    """A part's JSON pointer and object in an assessment record; None while it isn't there.

    Of several ratings of one kind the latest.
    """
    if part in _RATINGS:
        found = [
            (f"/ratings/{index}", rating)
            for index, rating in enumerate(data.get("ratings", ()))
            if rating["kind"] == _RATINGS[part]
        ]
        return max(found, key=lambda place: place[1]["date"], default=None)
    name = part if part in data else _INSTEAD.get(part, part)
    return (f"/{name}", data[name]) if name in data else None


def quantitative_share(items: Iterable[Mapping[str, Any]]) -> Decimal | None:
    """The share of the points of year-end items that the quantitative ones carry, 0 to 1.

    None without items, or without points.
    """
    points = [(item["kind"], Decimal(str(item["points"]))) for item in items]
    total = sum((each for _, each in points), Decimal(0))
    counted = sum((each for kind, each in points if kind == "定量"), Decimal(0))
    return counted / total if total else None
