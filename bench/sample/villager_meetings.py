"""Meetings of 范例区's townships, and the city's trainings of its secretaries."""

from collections.abc import Iterator

from bench.sample import villager_story as story
from bench.sample.days import next_workday
from bench.sample.villager_cast import Seat, Villager
from bench.sample.villager_seats import ALL_SEATS, CITY
from bench.sample.villager_story import Trained
from bench.sample.yamlish import Block, Data, document

HEAD = """会议和培训：一年一个文件，一次会议一条。
village_cadres 写到会的村干部；reflection 是学习体会报备案的日期，学习效果差的写进 poor。"""
#: Review meetings of each township: of the year's targets, and of those who came later.
REVIEWS = {
    "fanlizhen": ("2025-03-14", "2026-01-15"),
    "donglingzhen": ("2025-03-17", "2026-01-16"),
    "hewanjiedao": ("2025-03-18", "2025-04-23", "2026-01-19", "2026-04-08"),
}


def meeting_files(seat: Seat, folder: str) -> Iterator[tuple[str, str]]:
    """A file a year."""
    for year in (2025, 2026):
        lines: list[Data] = [*meetings(seat, year)]
        yield f"{folder}/meetings/{year}.yml", document({"year": year, "meetings": lines}, HEAD)


def meetings(seat: Seat, year: int) -> list[Block]:
    """The meetings of a year in order, numbered."""
    mine = (told for told in story.TRAININGS if told.seat == seat.slug)
    found = [_training(seat.people, told, seat.secretary) for told in mine]
    found += [_review(seat, day) for day in REVIEWS[seat.slug]]
    found += [_exchange(seat, *told[1:]) for told in story.EXCHANGES if told[0] == seat.slug]
    ordered = sorted(
        (line for line in found if str(line["date"]).startswith(f"{year}")),
        key=lambda line: str(line["date"]),
    )
    return [Block({"id": f"m{n:02d}", **line}) for n, line in enumerate(ordered, start=1)]


def review_meeting(seat: Seat, day: str) -> tuple[str, str]:
    """Id and day of the first review meeting on or after a day."""
    when = next(each for each in REVIEWS[seat.slug] if each >= day)
    line = next(
        each
        for each in meetings(seat, int(when[:4]))
        if (each["kind"], each["date"]) == ("评审会议", when)
    )
    return str(line["id"]), when


def city_trainings(city: str, year: int) -> list[Block]:
    """A city's trainings of a year, which take in the secretaries of every township."""
    if city != CITY:
        return []
    people = tuple(person for seat in ALL_SEATS for person in seat.people)
    return [
        _training(people, told, "")
        for told in story.TRAININGS
        if not told.seat and told.day.startswith(f"{year}")
    ]


def _training(people: tuple[Villager, ...], told: Trained, chief: str) -> Block:
    there = [p for p in people if p.professional(told.day, told.day)]
    filed = next_workday(told.day, told.days + 8)
    came: list[Data] = [
        {"id": p.id} if p.serial in told.silent else {"id": p.id, "reflection": filed}
        for p in there
    ]
    data = Block({"kind": "培训", "date": told.day, "title": told.title, "days": told.days})
    data["village_cadres"] = came
    poor: list[Data] = [
        {
            "village_cadre": story.code(serial),
            "talk": {"by": chief, "date": talked},
            "makeup": made_up,
        }
        for serial, talked, made_up in told.poor
    ]
    return Block({**data, "poor": poor}) if poor else data


def _review(seat: Seat, day: str) -> Block:
    return Block(
        {
            "kind": "评审会议",
            "date": day,
            "title": "年度工作目标和计划评审会议",
            "chair": seat.secretary,
            "agenda": ["逐村理清思路", "细化措施"],
        }
    )


def _exchange(seat: Seat, day: str, form: str, title: str) -> Block:
    came: list[Data] = [{"id": p.id} for p in seat.people if p.leads(day)]
    return Block(
        {"kind": "交流研讨", "date": day, "title": title, "form": form, "village_cadres": came}
    )
