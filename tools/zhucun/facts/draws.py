"""Draws: whom the city's quarterly spot check looks at, decided by a seed that anyone can rerun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from hashlib import sha256

from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import span_of
from zhucun.facts.presence import value_of
from zhucun.law.value import Value
from zhucun.read.tree import Record

RATIO = "spot_check.ratio"
LEAST = "spot_check.min_sample"
FRAME = "spot_check.frame"
RESULT_QUARTERS = "spot_check.result_quarters"
#: Of which day of the quarter the cadres in office make up the frame.
FIRST_DAY, LAST_DAY = "quarter_start", "quarter_end"


@dataclass(frozen=True)
class Draw:
    """The draw of one quarter. `frame` gives each county's cadres by the county's six digits;
    `sample` the cadres drawn; `results` the pointer of each examined cadre's result.
    """

    quarter: str
    date: str
    seed: str
    frame: Mapping[str, tuple[str, ...]]
    sample: tuple[str, ...]
    results: Mapping[str, str]
    path: str

    @cached_property
    def everybody(self) -> tuple[str, ...]:
        """The whole frame, each cadre once."""
        return tuple(dict.fromkeys(id_ for ids in self.frame.values() for id_ in ids))

    @property
    def is_reproducible(self) -> bool:
        """Whether the seed gives this very sample, in whatever order it was written down."""
        return set(self.sample) == set(drawn(self.everybody, self.seed, len(self.sample)))


def drawn(frame: Iterable[str], seed: str, size: int) -> tuple[str, ...]:
    """The sample: the first `size` ids of the frame by the SHA-256 of seed, line feed and id.

    The order of the frame makes no difference, and nobody can choose the sample who doesn't
    choose the seed. A frame smaller than `size` is drawn whole.
    """
    return tuple(sorted(set(frame), key=lambda id_: (_digest(seed, id_), id_))[:size])


def _digest(seed: str, id_: str) -> str:
    return sha256(f"{seed}\n{id_}".encode()).hexdigest()


def sample_size(frame: int, ratio: Decimal, least: int) -> int:
    """How many must be drawn: the ratio rounded up, at least `least`, at most everybody."""
    share = int((ratio * frame).to_integral_value(ROUND_CEILING))
    return min(frame, max(share, least))


def needed(county: CountyFacts, draw: Draw) -> int | None:
    """How many the regulation asks this draw for; None where it gives no ratio (待定)."""
    day = quarter_end(draw.quarter)
    ratio, least = (value_of(county.pack(day), key, day) for key in (RATIO, LEAST))
    if ratio is None or ratio.undetermined:
        return None
    floor = least.integer() if least and not least.undetermined else 0
    return sample_size(len(draw.everybody), ratio.number(), floor)


def frame_day(county: CountyFacts, quarter: str) -> tuple[str, Value] | None:
    """The day whose cadres make up a quarter's frame, with the value that says so.

    None where the regulation leaves it open.
    """
    first, last = _span(quarter)
    value = value_of(county.pack(last), FRAME, last)
    days = {FIRST_DAY: first, LAST_DAY: last}
    if value is None or value.undetermined or value.text() not in days:
        return None
    return days[value.text()], value


def frame_part(county: CountyFacts, day: str) -> tuple[str, ...]:
    """The county's part of a frame: its cadres with a posting on the day, by id."""
    return tuple(sorted(c.id for c in county.cadres.values() if c.posting_on(day)))


def quarter_end(quarter: str) -> str:
    """The last day of a quarter."""
    return _span(quarter)[1]


def draws_of(county: CountyFacts) -> tuple[Draw, ...]:
    """The city's draws made by `as_of`, in order, each with the results known by then."""
    found = (draw_of(r, county.as_of) for r in county.city_records if r.place.kind == "draw")
    made = (draw for draw in found if draw.date <= county.as_of)
    return tuple(sorted(made, key=lambda draw: draw.quarter))


def draw_of(record: Record, as_of: str) -> Draw:
    """The draw of a schema-valid draw record; later results are left out."""
    data = record.data
    return Draw(
        quarter=data["quarter"],
        date=data["date"],
        seed=data["seed"],
        frame={code: tuple(ids) for code, ids in data["frame"].items()},
        sample=tuple(data["sample"]),
        results={
            result["cadre"]: f"/results/{index}"
            for index, result in enumerate(data.get("results", ()))
            if result["date"] <= as_of
        },
        path=record.path,
    )


def _span(quarter: str) -> tuple[str, str]:
    span = span_of(quarter)
    if span is None:
        raise ValueError(f"not a quarter: {quarter}")
    return span
