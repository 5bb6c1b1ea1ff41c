"""A large tree over several years: counties whose cadres are relieved every two years."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from bench.sample.cast import Cadre, City, County, Plot, Township
from bench.sample.large import large_plot
from bench.sample.tree import plot_files
from bench.sample.yamlish import Data, document
from zhucun.read.layout import place_of

FIRST = 2026
#: Kinds that a scope keeps as one file, and those that are told day by day.
ONCE = ("region", "units", "cadre")
DAILY = ("attendance", "leave", "whereabouts", "log", "inspections")


def years_files(
    years: int, counties: int, *, townships: int = 4, cadres: int = 20
) -> Iterator[tuple[str, str | bytes]]:
    """The files of counties over whole years from 2026 on, by path relative to records/; those of
    a later year replace an earlier one's of the same path.
    """
    told = range(FIRST, FIRST + years)
    terms = tuple((f"{year}-01-01", f"{year + 1}-12-31") for year in told[::2])
    plot = large_plot(counties, townships=townships, cadres=cadres, terms=terms)
    months = tuple(month for year in told for month in _months(year))
    yield from _of_kinds(replace(plot, months=months[:1]), ONCE)
    yield from _of_kinds(replace(plot, months=months, cities=_each(plot, _in_one_term)), DAILY)
    for year in told:
        serving = _each(plot, partial(_on_duty, day=f"{year}-06-30"))
        for path, content in plot_files(replace(plot, months=_months(year), cities=serving)):
            kind = _kind(path)
            if kind not in (*ONCE, *DAILY) and (kind != "notices" or year == told[-1]):
                yield path, content


def calendar_files(years: int) -> Iterator[tuple[str, str]]:
    """Calendars of the years to come, without days off but the weekends and New Year's Day."""
    for year in range(FIRST + 1, FIRST + years + 1):
        day = f"{year}-01-01"
        data: dict[str, Data] = {
            "year": year,
            "source": {
                "title": "示例",
                "number": "示例",
                "publisher": "示例",
                "date": f"{year - 1}-11-01",
            },
            "holidays": [{"name": "元旦", "from": day, "to": day}],
            "make_up": [],
        }
        yield f"calendar/{year}.yml", document(data, "")


def _months(year: int) -> tuple[str, ...]:
    return tuple(f"{year}-{month:02d}" for month in range(1, 13))


def _kind(path: str) -> str:
    place = place_of(f"records/{path}")
    assert place is not None, path
    return place.kind


def _of_kinds(plot: Plot, kinds: tuple[str, ...]) -> Iterator[tuple[str, str | bytes]]:
    return ((path, text) for path, text in plot_files(plot) if _kind(path) in kinds)


def _on_duty(cadre: Cadre, day: str) -> Cadre | None:
    """A cadre as he serves on a day, or None; nobody knows yet when he will leave."""
    there = (posting for posting in cadre.postings if posting.covers(day))
    postings = tuple(replace(posting, ended="", reason="") for posting in there)
    return replace(cadre, postings=postings) if postings else None


def _in_one_term(cadre: Cadre) -> Cadre:
    """A cadre as if he had been sent once for all the time that he stayed."""
    first, last = cadre.postings[0], cadre.postings[-1]
    return replace(cadre, postings=(replace(first, term_end=last.term_end, ended=last.ended),))


def _each(plot: Plot, made: Callable[[Cadre], Cadre | None]) -> tuple[City, ...]:
    """The cities of a plot with each cadre made anew, or left out."""

    def township(of: Township) -> Township:
        cadres = (made(cadre) for cadre in of.cadres)
        return replace(of, cadres=tuple(cadre for cadre in cadres if cadre))

    def county(of: County) -> County:
        return replace(of, townships=tuple(map(township, of.townships)))

    return tuple(replace(city, counties=tuple(map(county, city.counties))) for city in plot.cities)
