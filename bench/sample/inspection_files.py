"""Inspections of a city, its counties and their townships, month by month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from bench.sample import days as d
from bench.sample.cast import Cadre, City, County, Looked, Plot, Township
from bench.sample.month_files import officer_on, secretary_on
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import month_of

METHODS = {
    ("s0", "市"): ("交叉督查", "随机抽查", "明察暗访", "网络跟踪"),
    ("s0", "县"): ("随机抽查", "明察暗访"),
    ("s0", "乡镇"): ("随机抽查",),
    ("s1", "市"): ("巡回督导", "随机调研"),
    ("s1", "县"): ("巡回督导", "电话查岗", "随机调研"),
    ("s1", "乡镇"): ("随机调研", "电话查岗"),
    ("s4", "市"): ("随机调研",),
    ("s4", "县"): ("随机调研",),
}
FILED_TO = {"县": "市委组织部", "乡镇": "县委组织部"}
NOTES = ("在村部与村民谈话。", "正在入户。", "在项目现场。", "在村部整理台账。", "接听电话，在村。")
#: Who inspects for a city: S0's and S4's words name them, S1's don't.
CITY_BODIES = {
    "s0": ("市委组织部", "市直机关工委"),
    "s1": ("市委组织部", "市委督查室"),
    "s4": ("市委组织部", "市扶贫办", "市民政局"),
}
HEAD = """督查记录：每次督查一条，查了谁、几点到、在不在岗。announced: false 表示事先没有打招呼。
查到不在岗的，当天的考勤表不能写在村。"""


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection; `visits` are cadres, each with what was told of it if nobody was found."""

    day: str
    level: str
    method: str
    inspectors: tuple[str, ...]
    visits: tuple[tuple[Cadre, Looked | None], ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """An inspection under its id."""

    id: str
    month: str
    inspection: Inspection


def city_inspections(plot: Plot, lives: d.Lives, city: City) -> list[Numbered]:
    """The city's inspections: one ordinary a month, and those that found nobody."""
    everyone = [c for county in city.counties for c in county.cadres]
    inspectors = _city_inspectors(city)
    numbered: list[Numbered] = []
    for month in plot.months:
        rng = Random(f"{plot.seed}/{city.prefix}/{month}/inspect")
        seen = list(_absences(plot, everyone, "市", month, inspectors))
        cadres = rng.sample(everyone, min(len(everyone), 6))
        method = rng.choice(METHODS[city.regulation, "市"])
        seen += _ordinary(rng, lives, month, cadres, "市", method, inspectors)
        numbered += _numbered(city.prefix, month, seen)
    return numbered


def county_inspections(plot: Plot, lives: d.Lives, city: City, county: County) -> list[Numbered]:
    """The county's inspections and, where the regulation asks for them, its townships'."""
    inspectors = (f"{county.slug}-od-check", f"{county.slug}-team")
    numbered: list[Numbered] = []
    for month in plot.months:
        rng = Random(f"{plot.seed}/{county.prefix}/{month}/inspect")
        seen = list(_absences(plot, county.cadres, "县", month, inspectors))
        cadres = rng.sample(county.cadres, min(len(county.cadres), 4))
        method = rng.choice(METHODS[city.regulation, "县"])
        seen += _ordinary(rng, lives, month, cadres, "县", method, inspectors)
        if (city.regulation, "乡镇") in METHODS:
            for township in county.townships:
                seen += _township(rng, lives, city, township, month)
        numbered += _numbered(county.prefix, month, seen)
    return numbered


def _numbered(prefix: str, month: str, seen: list[Inspection]) -> list[Numbered]:
    """In order of day, as 210726-202610-01 and so on."""
    ordered = sorted(seen, key=lambda s: (s.day, s.level, s.inspectors))
    return [
        Numbered(f"{prefix}-{month.replace('-', '')}-{number:02d}", month, inspection)
        for number, inspection in enumerate(ordered, start=1)
    ]


def absence_ids(numbered: Iterable[Numbered]) -> dict[tuple[str, str], str]:
    """Ids of the inspections that found nobody, by (cadre, date)."""
    return {
        (cadre.id, n.inspection.day): n.id
        for n in numbered
        for cadre, looked in n.inspection.visits
        if looked
    }


def _city_inspectors(city: City) -> tuple[str, ...]:
    """An officer of each body that inspects for the city."""
    bodies = CITY_BODIES[city.regulation]
    return tuple(officer_on(city.officers, body, "2026-01-01") for body in bodies)


def _absences(
    plot: Plot, cadres: Iterable[Cadre], level: str, month: str, inspectors: tuple[str, ...]
) -> Iterator[Inspection]:
    known = {c.id: c for c in cadres}
    for looked in plot.story.looked:
        if looked.cadre in known and looked.level == level and month_of(looked.day) == month:
            visits = ((known[looked.cadre], looked),)
            yield Inspection(looked.day, level, looked.method, inspectors, visits)


def _ordinary(
    rng: Random,
    lives: d.Lives,
    month: str,
    cadres: list[Cadre],
    level: str,
    method: str,
    inspectors: tuple[str, ...],
) -> list[Inspection]:
    """An unannounced check on a workday that finds whoever is in the village that day."""
    day = rng.choice(d.working_days(month)[2:-2])
    there = [c for c in cadres if lives.status(c.id, day) == d.IN_VILLAGE]
    if not there:
        return []
    return [Inspection(day, level, method, inspectors, tuple((c, None) for c in there))]


def _township(
    rng: Random, lives: d.Lives, city: City, township: Township, month: str
) -> list[Inspection]:
    cadres = rng.sample(township.cadres, min(len(township.cadres), 2))
    method = rng.choice(METHODS[city.regulation, "乡镇"])
    seen = _ordinary(rng, lives, month, cadres, "乡镇", method, ())
    return [
        Inspection(
            s.day,
            s.level,
            s.method,
            (officer_on(township.officers, "乡镇党委", s.day), secretary_on(township, s.day)),
            s.visits,
        )
        for s in seen
    ]


def inspection_files(
    plot: Plot, city: City, folder: str, numbered: list[Numbered]
) -> Iterator[tuple[str, str]]:
    """A file for each month that has an inspection."""
    for month in dict.fromkeys(n.month for n in numbered):
        lines: list[Data] = [_line(plot, city, n) for n in numbered if n.month == month]
        data: dict[str, Data] = {"month": month, "inspections": lines}
        head = HEAD if month == plot.months[-1] else ""
        yield f"{folder}/inspections/{month}.yml", document(data, head)


def _line(plot: Plot, city: City, numbered: Numbered) -> Block:
    seen = numbered.inspection
    line = Block(
        {
            "id": numbered.id,
            "date": seen.day,
            "level": seen.level,
            "method": seen.method,
            "announced": False,
            "inspectors": list(seen.inspectors),
            "visits": _visits(Random(f"{plot.seed}/{numbered.id}/visits"), seen),
        }
    )
    line |= _by_regulation(city, seen)
    if seen.level in FILED_TO:
        line["filed"] = [{"to": FILED_TO[seen.level], "date": d.next_workday(seen.day, 3)}]
    return line


def _by_regulation(city: City, seen: Inspection) -> dict[str, Data]:
    """What a city's inspection has to say beyond the others: route (S1), bodies (S0, S4)."""
    if seen.level != "市":
        return {}
    if city.regulation == "s1":
        return {"set_route": False, "households": len(seen.visits)}
    return {"bodies": [*CITY_BODIES[city.regulation]]}


def _visits(rng: Random, seen: Inspection) -> list[Data]:
    minute = 8 * 60 + 40 + rng.randrange(50)
    visits: list[Data] = []
    for cadre, looked in seen.visits:
        time = looked.time if looked else f"{minute // 60:02d}:{minute % 60:02d}"
        line: dict[str, Data] = {
            "cadre": cadre.id,
            "time": time,
            "found": "不在岗" if looked else "在岗",
        }
        if looked:
            line["note"] = looked.note
        elif rng.random() < 0.3:
            line["note"] = rng.choice(NOTES)
        visits.append(line)
        minute += rng.randrange(25, 70)
    return visits
