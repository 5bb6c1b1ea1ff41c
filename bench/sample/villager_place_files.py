"""范例区 and its townships: regions, scores, circulars and reserves."""

from collections.abc import Iterator
from random import Random

from bench.sample import villager_story as story
from bench.sample import villager_texts as words
from bench.sample.cast import City, Officer
from bench.sample.days import next_workday
from bench.sample.people_files import officer_lines
from bench.sample.staging import STEMS, rows, stem_name
from bench.sample.villager_cast import SECRETARY, Seat, Villager
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import next_month, plus

COUNTY_HEAD = """范例区：只有村干部，没有驻村干部。regulations 是全区执行的村干部制度。
rural_income 是农村人平收入，报酬的下限按它算。"""
SEAT_HEAD = """乡镇（街道）的基本情况：人员与任期，全部村和社区。
stars 是村党组织每年年底的星级。"""
RESERVES_HEAD = """后备干部：一人一条，没有离库的不写 to。
三荐是个人自荐、两委举荐、民主推荐；二议是党组织提议、两委审议；review 是审查。"""
SCORES_HEAD = "千分制考核：一年一个文件，村和社区分开排名。"
CIRCULARS_HEAD = "办事处每月书面通报村（社区）干部日常履责情况。"
RURAL_INCOME = {"2024": 19800, "2025": 21000}
RECORDS_FROM = "2025-01"
ADOPTED = {"s2": "2024-07-01", "s3": "2023-01-01"}
SCORED = {2023: "2024-01-11", 2024: "2025-01-10", 2025: "2026-01-13"}
SINCE = "2024-06-01"

Files = Iterator[tuple[str, str]]


def county_file(city: City, officers: tuple[Officer, ...], name: str, folder: str) -> Files:
    """The county's region: the regulation of all its townships, and the rural income."""
    region: dict[str, Data] = {
        "level": "县",
        "name": name,
        "code": f"{story.CODE}000000",
        "source": {"name": city.source[0], "date": city.source[1]},
        "records_from": RECORDS_FROM,
        "officers": officer_lines(officers),
        "regulations": [{"regulation": "s2", "from": ADOPTED["s2"]}],
        "rural_income": {f'"{year}"': yuan for year, yuan in RURAL_INCOME.items()},
        "reviewers": [f"@zhucun-{folder}"],
    }
    yield f"{folder}/region.yml", document(region, COUNTY_HEAD)


def place_files(city: City, seat: Seat, folder: str) -> Files:
    """A township's region and reserves; scores and circulars of the sub-district."""
    home = f"{folder}/{seat.slug}"
    region: dict[str, Data] = {
        "level": "乡镇",
        "name": seat.name,
        "code": seat.code,
        "source": {"name": city.source[0], "date": city.source[1]},
        "officers": officer_lines(seat.officers),
    }
    if seat.office:
        region["regulations"] = [{"regulation": "s3", "from": ADOPTED["s3"]}]
    region["villages"] = [
        {
            "code": village.code,
            "name": village.name,
            "kind": village.kind,
            "stars": {
                f'"{year}"': n
                for year, n in zip((2023, 2024, 2025), seat.stars[village.code], strict=True)
            },
        }
        for village in seat.villages
    ]
    region["reviewers"] = [f"@zhucun-{folder}-{seat.slug}"]
    yield f"{home}/region.yml", document(region, SEAT_HEAD)
    reserves: dict[str, Data] = {
        "reserves": [*_reserves(seat)],
        "reports": [{"year": 2025, "date": "2025-12-19"}],
    }
    yield f"{home}/reserves.yml", document(reserves, RESERVES_HEAD)
    if seat.office:
        yield from _score_files(seat, home)
        yield from _circular_files(seat, home)


def _score_files(seat: Seat, home: str) -> Files:
    table = {seat.village(name): scores.split() for name, scores in rows(story.SCORES)}
    for number, (year, day) in enumerate(SCORED.items()):
        data: dict[str, Data] = {"year": year, "date": day, "by": seat.secretary}
        data["scores"] = [
            {"village": village, "score": int(scores[number])} for village, scores in table.items()
        ]
        talks: list[Data] = [
            {
                "village": seat.village(name),
                "village_cadre": story.code(serial),
                "date": talked,
                "by": seat.secretary,
            }
            for told, name, serial, talked in story.TALKS
            if told == year
        ]
        if talks:
            data["talks"] = talks
        of, name, serial, proposed, declined = story.REMOVAL
        if of == year:
            removal: dict[str, Data] = {
                "village": seat.village(name),
                "village_cadre": story.code(serial),
                "proposed": {"by": seat.member, "date": proposed},
                "declined": {
                    "by": seat.secretary,
                    "date": declined,
                    "reason": story.REMOVAL_DECLINED,
                },
            }
            data["removals"] = [Block(removal)]
        yield f"{home}/scores/{year}.yml", document(data, SCORES_HEAD)


def _circular_files(seat: Seat, home: str) -> Files:
    for year in ("2025", "2026"):
        told = [m for m in story.MONTHS if m[:4] == year and m not in story.NO_CIRCULAR]
        lines: list[Data] = [
            {
                "id": f"t{month[5:]}",
                "month": month,
                "date": next_workday(f"{next_month(month)}-07"),
                "by": seat.member,
                "text": words.REPORT_TEXT,
            }
            for month in told
        ]
        data: dict[str, Data] = {"year": int(year), "circulars": lines}
        yield f"{home}/circulars/{year}.yml", document(data, CIRCULARS_HEAD)


def _reserves(seat: Seat) -> Iterator[Data]:
    """Two for the secretary of each enrolled village, else one; one for every other post."""
    number = 0
    for village in seat.villages:
        team = [p for p in seat.serving(story.TODAY) if _holds(p, village.code)]
        head = next(p for p in team if p.leads(story.TODAY))
        enrolled = bool(head.enrolments)
        few = village.name in story.FEW_RESERVES
        wanted = [SECRETARY] * (2 if enrolled and not few else 1)
        wanted += [p.posts[-1].post for p in team if p is not head]
        if not (enrolled or seat.office):
            wanted = [SECRETARY]
        young = [p for p in team if p.enrolments and p is not head]
        young = [p for p in young if p.serial not in story.NOT_IN_RESERVES]
        yield from _came(seat, village.code)
        for nth, post in enumerate(wanted):
            number += 1
            own = young[0] if young and post == SECRETARY and nth == 0 else None
            yield _reserve(seat, village.code, post, number, own, village.name)


def _holds(person: Villager, village: str) -> bool:
    held = person.post_on(story.TODAY)
    return held is not None and held.village == village


def _came(seat: Seat, village: str) -> Iterator[Data]:
    """Reserves who have become secretary since."""
    for person in seat.people:
        since = story.FROM_RESERVES.get(person.serial, "")
        if since and person.posts[0].village == village:
            line = _entry(seat, f"r{person.serial}", village, SECRETARY, person.name, since)
            line |= {"gender": person.sex, "birth": person.birth, "village_cadre": person.id}
            yield Block({**line, "to": plus(person.posts[0].start, -1), **_procedure(seat, since)})


def _reserve(
    seat: Seat, village: str, post: str, number: int, own: Villager | None, place: str
) -> Data:
    if own:
        line = _entry(seat, f"r{number:02d}", village, post, own.name, "2025-03-10")
        line |= {"gender": own.sex, "birth": own.birth, "village_cadre": own.id}
        return Block({**line, **_procedure(seat, "2025-03-10")})
    rng = Random(f"{village}/{number}/reserve")
    woman = number % 2 == 0 and place not in story.NO_WOMAN
    name = f"示例{STEMS[number % 10]}{stem_name(number)}苗"
    line = _entry(seat, f"r{number:02d}", village, post, name, SINCE)
    line["gender"] = "女" if woman else "男"
    line["birth"] = f"{rng.randrange(1988, 2000)}-{rng.randrange(1, 13):02d}"
    return Block({**line, **_procedure(seat, SINCE)})


def _entry(seat: Seat, id_: str, village: str, post: str, name: str, since: str) -> Block:
    return Block({"id": id_, "village": village, "post": post, "name": name, "from": since})


def _procedure(seat: Seat, since: str) -> dict[str, Data]:
    return {
        "nominations": ["个人自荐", "两委举荐", "民主推荐"],
        "deliberations": ["党组织提议", "两委审议"],
        "review": {"by": seat.secretary, "date": plus(since, -4)},
    }
