"""Large trees for benchmarks: counties that do not exist, in which little goes wrong.

    python bench/sample/large.py --out /tmp/large/records --counties 40

A county of the default size has about 530 files, so 40 counties have more than 20,000.
"""

import argparse
import shutil
import sys
from dataclasses import replace
from itertools import count, product
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.sample.cast import (
    DEPUTY,
    FIRST_SECRETARY,
    MEMBER,
    Cadre,
    City,
    County,
    Plot,
    Posting,
    Story,
    Township,
    Unit,
)
from bench.sample.plot import MONTHS, OPEN
from bench.sample.staging import (
    IDENTITIES,
    Titles,
    city_officers,
    county_officers,
    deputies,
    invented_villages,
    stem_name,
    township_officers,
)
from bench.sample.tree import plot_files, write_files

COUNTIES_A_CITY = 10
FIRST_CITY = 9910
MOST_COUNTIES = COUNTIES_A_CITY * (10_000 - FIRST_CITY)
UNITS = (
    Unit("unit-sheng", "示例省林业厅", "机关", "省直", 160),
    Unit("unit-shi", "示例市财政局", "机关", "市直", 92),
    Unit("unit-zhongxue", "示例市第一中学", "事业单位", "市直", 210),
    Unit("unit-guotou", "示例市国投集团", "国有企业", "市直", 350, fiscal=False),
    Unit("unit-xian", "示例县水务局", "机关", "县直", 45),
    Unit("unit-nongji", "示例县农业技术推广站", "事业单位", "县直", 40),
)
STEMS = "甲乙丙丁戊己庚辛壬癸"
FEWEST_STEMS = 4
COMMONS = ("regulations", "calendar")
#: First and last day of the postings of everybody who was sent together.
Term = tuple[str, str]
TERM: Term = ("2025-03-01", "2027-02-28")


def large_plot(
    counties: int,
    *,
    townships: int = 4,
    cadres: int = 6,
    months: tuple[str, ...] = MONTHS,
    terms: tuple[Term, ...] = (TERM,),
) -> Plot:
    """A plot of `counties` counties (at most 900), with so many townships, and cadres in each of
    them for every term; the acting deputy secretary stays through all terms.
    """
    if not 1 <= counties <= MOST_COUNTIES:
        raise ValueError(f"counties must be 1 to {MOST_COUNTIES}")
    cities = []
    for first in range(0, counties, COUNTIES_A_CITY):
        number = first // COUNTIES_A_CITY
        size = min(COUNTIES_A_CITY, counties - first)
        cities.append(_city(number, size, townships, cadres, terms))
    return Plot("zhucun-large-1", months, tuple(cities), Story())


def _city(number: int, counties: int, townships: int, cadres: int, terms: tuple[Term, ...]) -> City:
    titles, regulation = Titles(), "s0"
    slug, prefix = f"city-{number + 1:03d}", f"{FIRST_CITY + number}"
    return City(
        slug,
        f"示例{stem_name(number)}市",
        f"{prefix}00000000",
        regulation,
        UNITS,
        city_officers(slug, regulation, titles),
        tuple(
            _county(f"{prefix}{n:02d}", n, townships, cadres, terms, titles)
            for n in _from_1(counties)
        ),
        ("示例（虚构）", "2026-01-01"),
        OPEN,
    )


def _from_1(number: int) -> range:
    return range(1, number + 1)


def _county(
    code: str,
    number: int,
    townships: int,
    cadres: int,
    terms: tuple[Term, ...],
    titles: Titles,
) -> County:
    slug, serial = f"county-{number:02d}", count(1)
    return County(
        slug,
        f"示例{stem_name(number)}县",
        f"{code}000000",
        county_officers(slug, titles),
        tuple(
            _township(code, number, n, cadres, terms, serial, titles) for n in _from_1(townships)
        ),
    )


def _township(
    county: str,
    county_number: int,
    number: int,
    cadres: int,
    terms: tuple[Term, ...],
    serial: "count[int]",
    titles: Titles,
) -> Township:
    slug, code = f"town-{county_number:02d}-{number:02d}", f"{county}{100 + number}"
    villages = invented_villages(code, _villages(cadres))
    places = [v.code for v in villages if v.kind == "村"]

    def person(role: str, place: str, own: tuple[Term, ...]) -> Cadre:
        id_ = next(serial)
        unit = UNITS[(id_ + county_number) % len(UNITS)]
        return Cadre(
            f"{county}-{id_:03d}",
            f"示例{stem_name(id_)}",
            unit,
            IDENTITIES[unit.kind],
            _postings(role, place, own, terms),
        )

    deputy = person(DEPUTY, f"{code}000", terms)
    people = [deputy]
    for term, n in product(terms, range(1, cadres)):
        role = MEMBER if n % 3 == 0 else FIRST_SECRETARY
        people.append(person(role, places[(n - n // 3) % len(places)], (term,)))
    acting = replace(deputy, postings=deputy.postings[:1])
    return Township(
        slug,
        f"示例{stem_name(number)}镇",
        f"{code}000",
        villages,
        (*township_officers(slug, titles), *deputies(slug, (acting,))),
        tuple(people),
        whereabouts=True,
    )


def _postings(
    role: str, place: str, own: tuple[Term, ...], terms: tuple[Term, ...]
) -> tuple[Posting, ...]:
    """Somebody's postings, each the renewal of the one before; served out unless the last."""
    postings = [
        Posting(no, role, place, *term, renewal_of=no - 1) for no, term in enumerate(own, start=1)
    ]
    if own[-1] != terms[-1]:
        postings[-1] = replace(postings[-1], ended=own[-1][1], reason="期满")
    return tuple(postings)


def _villages(cadres: int) -> str:
    """Names of villages, one for each first secretary, and of a community."""
    stems = STEMS[: max(FEWEST_STEMS, cadres // 3 + 1)]
    return "".join(f"{stem}岭村 {stem}溪村 " for stem in stems) + "示例社区"


def write_tree(
    out: Path,
    counties: int,
    *,
    townships: int = 4,
    cadres: int = 6,
    months: tuple[str, ...] = MONTHS,
    commons: Path | None = None,
) -> int:
    """Writes a large tree into the records folder `out`; returns the number of files.

    `commons` is a records folder whose regulations and calendar are copied; None copies nothing.
    """
    plot = large_plot(counties, townships=townships, cadres=cadres, months=months)
    number = write_files(out, plot_files(plot), [city.slug for city in plot.cities])
    for folder in COMMONS if commons else ():
        assert commons is not None
        shutil.copytree(commons / folder, out / folder, dirs_exist_ok=True)
        number += sum(1 for path in (out / folder).iterdir() if path.is_file())
    return number


def main() -> None:
    parser = argparse.ArgumentParser(description="写出供性能测试用的大型记录库。")
    parser.add_argument("--out", type=Path, required=True, help="记录目录")
    parser.add_argument("--counties", type=int, default=40, help="县的个数")
    repository = Path(__file__).resolve().parents[2]
    parser.add_argument("--commons", type=Path, default=repository / "records", help="制度和日历")
    given = parser.parse_args()
    print(f"写了 {write_tree(given.out, given.counties, commons=given.commons)} 个文件")


if __name__ == "__main__":
    main()
