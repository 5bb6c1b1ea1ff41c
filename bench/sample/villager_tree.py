"""范例区, the county of village cadres: every file of it, and its part in the city's meetings."""

from collections.abc import Iterator

from bench.sample.cast import City
from bench.sample.meeting_files import HEAD
from bench.sample.villager_meetings import city_trainings, meeting_files
from bench.sample.villager_pay_files import pay_files
from bench.sample.villager_people_files import people_files
from bench.sample.villager_place_files import county_file, place_files
from bench.sample.villager_seats import ALL_SEATS, CITY, COUNTY, COUNTY_OFFICERS, NAME
from bench.sample.villager_year_files import year_files
from bench.sample.yamlish import Block, Data, document


def villager_files(cities: tuple[City, ...]) -> Iterator[tuple[str, str]]:
    """Every file of the county, in the city that it lies in."""
    city = next(each for each in cities if each.slug == CITY)
    folder = f"{CITY}/{COUNTY}"
    yield from county_file(city, COUNTY_OFFICERS, NAME, folder)
    for number, seat in enumerate(ALL_SEATS):
        home = f"{folder}/{seat.slug}"
        yield from place_files(city, seat, folder)
        yield from people_files(seat, home, headed=number == 0)
        yield from meeting_files(seat, home)
        yield from year_files(seat, home)
        yield from pay_files(seat, home)
    earlier: list[Data] = [
        Block({"id": f"m{n:02d}", **line})
        for n, line in enumerate(city_trainings(CITY, 2025), start=1)
    ]
    yield f"{CITY}/meetings/2025.yml", document({"year": 2025, "meetings": earlier}, HEAD)
