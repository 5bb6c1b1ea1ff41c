"""What is observed through the year feeds the daily assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from zhucun.check.assessments import Assessed, assessed_years, year_value
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.acts import acts_of
from zhucun.facts.county import CountyFacts

OBSERVATIONS = "daily.observations"
#: The streams that hold each kind of observation.
STREAMS: Final = {"评价": "evaluation", "点评": "review", "抽查": "draw_result"}


@rule(
    title="日常考核引用观察评价",
    why="每月评价、每季度点评和抽查的结果是考核的重要依据；不引用，观察就白做了。",
    mend="请在日常考核的 evidence 写明引用的评价、点评和抽查。",
    rows=("S0-69",),
    severity="warn",
    private=True,
)
def daily_score_rests_on_observation(county: CountyFacts) -> Iterator[Found]:
    """The evidence of a daily score mentions each kind of observation made of the cadre before."""
    for of in assessed_years(county):
        value, daily = year_value(county, of, OBSERVATIONS), of.data.get("daily")
        if value is None or daily is None:
            continue
        if not county.opened(f"{of.year}-01-01", of.day, "log"):
            continue
        if not county.opened(f"{of.year}-01-01", of.day, "log"):
            continue
        evidence = daily.get("evidence", [])
        made = _made(county, of, daily["date"])
        missing = [
            kind
            for kind in value.texts()
            if kind in made and not any(kind in line for line in evidence)
        ]
        if evidence and not missing:
            continue
        wrong = f"没有引用{'、'.join(missing)}" if missing else "没有写依据的观察评价"
        yield Found(
            of.path,
            "/daily/evidence" if evidence else "/daily",
            f"{of.who}{of.year} 年的日常考核{wrong}。",
            subject=of.cadre.id,
            period=of.period,
            got="、".join(evidence),
            need="、".join(value.texts()),
            cite=value.cite,
            evidence=tuple(place for kind in missing for place in made[kind]),
        )


def _made(county: CountyFacts, of: Assessed, day: str) -> Mapping[str, tuple[str, ...]]:
    """The observations of the cadre's year recorded by a day, as places, by kind."""
    index = county.once(_index)
    found = {
        kind: tuple(
            place for date, place in index.get((stream, of.cadre.id, of.period), ()) if date <= day
        )
        for kind, stream in STREAMS.items()
    }
    return {kind: places for kind, places in found.items() if places}


def _index(county: CountyFacts) -> dict[tuple[str, str, str], list[tuple[str, str]]]:
    """Observations by stream, cadre and the year that they are of."""
    index: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for stream in STREAMS.values():
        for act in acts_of(county, stream):
            key = (stream, act.cadre, act.end[:4])
            index.setdefault(key, []).append((act.date, f"{act.path}#{act.pointer}"))
    return index
