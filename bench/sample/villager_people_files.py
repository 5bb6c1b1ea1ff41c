"""The file of each village cadre: posts, enrolments, tiers, secondments, visits and logs."""

from collections.abc import Iterator
from random import Random

from bench.sample import villager_story as story
from bench.sample import villager_texts as words
from bench.sample.days import next_workday
from bench.sample.villager_cast import (
    AS_YOUNG,
    LISTS,
    TERM_END,
    Enrolled,
    Held,
    Seat,
    Villager,
)
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import month_span, next_month, plus

HEAD = """村干部档案：一人一个文件，文件名就是编号。
出生年月、学历、报酬不公开；不要填写身份证号和住址。"""
COURSES: tuple[Data, ...] = ("农村党建", "集体经济", "矛盾化解", "职业技能", "民生服务")
COLLEGE = "示例农村干部学院"
#: The two days on which certificates were given out.
EXAMS = ("2023-11-24", "2025-11-21")
#: The office's medical checks of secretaries, every two years, and its visits every winter.
CHECKS = ("2024-05-22", "2026-05-20")
VISITS = ("2025-01-21", "2026-02-09")
#: What the seats' secretaries decided; the city's department filed and approved.
CITY = "shili-od"


def people_files(seat: Seat, folder: str, headed: bool) -> Iterator[tuple[str, str]]:
    """One file a person; the first says how to fill one in."""
    for number, person in enumerate(seat.people):
        head = HEAD if headed and not number else ""
        path = f"{folder}/village-cadres/{person.id}.yml"
        yield path, document(_person(seat, person), head)


def _person(seat: Seat, person: Villager) -> dict[str, Data]:
    level, full_time = person.degree
    data: dict[str, Data] = {
        "id": person.id,
        "name": person.name,
        "gender": person.sex,
        "birth": person.birth,
        "political_status": "中共党员",
        "education": {"level": level, "full_time": full_time},
        "posts": [_post(seat, person, n, held) for n, held in enumerate(person.posts, start=1)],
    }
    if person.serial not in story.UNCERTIFIED:
        data["certificate"] = _certificate(person)
    lists: dict[str, list[Data]] = {
        "study": [_studied(*cells) for who, *cells in story.STUDIES if who == person.serial],
        "enrolments": [_enrolment(seat, person, each) for each in person.enrolments],
        "tiers": [
            {"from": day, "tier": tier, "by": seat.secretary, "date": LISTS[day][0]}
            for each in person.enrolments
            for day, tier in each.tiers
        ],
        "secondments": [*_secondments(person)],
        **(_office_care(seat, person) if seat.office else {}),
        "dispositions": [
            {"date": day, "ground": ground, "kind": kind, "text": found, "by": seat.secretary}
            for who, day, ground, kind, found in story.DISPOSITIONS
            if who == person.serial
        ],
        "honours": [
            {"date": day, "title": title, "level": level}
            for who, day, title, level in story.HONOURS
            if who == person.serial
        ],
        "recommendations": [
            {"date": day, "kind": kind}
            for who, day, kind in story.RECOMMENDED
            if who == person.serial
        ],
        "waivers": [
            Block(
                {
                    "condition": condition,
                    "reason": reason,
                    "by": "fanliqu-od",
                    "date": day,
                    "until": until,
                }
            )
            for who, condition, reason, day, until in story.WAIVERS
            if who == person.serial
        ],
    }
    return data | {key: lines for key, lines in lists.items() if lines}


def _post(seat: Seat, person: Villager, number: int, held: Held) -> Data:
    day, kind = held.ended
    data = Block({"serial": number, "village": held.village, "post": held.post})
    data["from"] = held.start
    # The old term runs out on the day that it ends.
    data["to"] = day if kind == "届满" else TERM_END
    if held.source:
        data |= {"source": held.source, "method": held.method}
    if seat.office and held.leads:
        data["opinion"] = words.OFFICE_STANDARD
    if unit := story.DISPATCHED.get(person.serial):
        data["dispatched_by"] = unit
    if person.serial in story.FROM_RESERVES:
        data["reserve"] = f"r{person.serial}"
    if kind == "届满":
        data["ended"] = {"date": day, "kind": kind}
    elif kind:
        data["ended"] = {"date": day, "kind": kind, "by": seat.secretary}
    return data


def _certificate(person: Villager) -> Data:
    late = person.posts[0].start > EXAMS[0]
    day = EXAMS[late]
    return Block(
        {
            "number": f"示例农证〔{day[:4]}〕{person.serial}号",
            "date": day,
            "issuer": COLLEGE,
            "courses": [*COURSES],
        }
    )


def _studied(kind: str, start: str, end: str) -> Data:
    return {"kind": kind, "from": start, "to": end}


def _enrolment(seat: Seat, person: Villager, each: Enrolled) -> Data:
    decided, filed, approved = LISTS[each.start]
    year = int(each.start[:4]) - 1
    data = Block({"kind": each.kind, "from": each.start})
    data["decided"] = {"by": seat.secretary, "date": decided}
    data["filed"] = {"to": "市委组织部", "date": filed}
    if each.kind == AS_YOUNG:
        data["approved"] = {"by": CITY, "date": approved}
        data["indicators"] = _indicators(person)
        data["benefit_from"] = each.start
    else:
        data["opinion"] = words.STANDARD
        data["rank"] = {"year": year, "place": each.rank[0], "total": each.rank[1]}
        data["income"] = {"year": year, "yuan": each.income}
    if extended := story.EXTENDED.get(person.serial):
        last, by_city, by_township = extended
        data["extension"] = {
            "to": last,
            "city": {"by": CITY, "date": by_city},
            "township": {"by": seat.secretary, "date": by_township},
        }
    day, reason = each.ended
    if day:
        ended: dict[str, Data] = {"date": day, "reason": reason, "by": seat.secretary}
        if evaluation := story.exit_evaluation(person.serial):
            ended["evaluation"] = evaluation
        data["ended"] = ended
    return data


def _indicators(person: Villager) -> dict[str, Data]:
    level, full_time = person.degree
    return Block(
        {
            "年龄学历": f"{person.birth[:4]} 年生，{'全日制' if full_time else ''}{level}",
            "村庄排名": "上年度综合考核列本镇街前一半",
            "工作实绩": "负责的三项工作按期完成",
            "发展潜力": "党员群众推荐票数靠前",
        }
    )


def _secondments(person: Villager) -> Iterator[Data]:
    mine = [each for each in story.SECONDMENTS if each.serial == person.serial]
    for number, each in enumerate(mine, start=1):
        rng = Random(f"{person.id}/{each.start}")
        data = Block({"id": f"s{number:02d}", "host": each.host, "level": each.level})
        data |= {"post": each.post, "from": each.start}
        if each.end:
            data["to"] = each.end
        last = each.end or story.TODAY
        days = [plus(each.start, 7 * week + 4) for week in range(8)]
        texts = rng.sample(words.LOGS, len(words.LOGS))
        data["logs"] = [
            {"date": day, "text": text}
            for day, text in zip(days, texts, strict=False)
            if day <= last
        ]
        if each.end:
            opinion: Data = {"date": next_workday(each.end, 5), "text": rng.choice(words.APPRAISED)}
            data["opinion"] = opinion
        data["unchanged"] = True
        yield data


def _office_care(seat: Seat, person: Villager) -> dict[str, list[Data]]:
    """What the sub-district does for its secretaries: visits, checks, a look into their logs."""
    first = next((held.start for held in person.posts if held.leads), "")
    if not first:
        return {}
    last = person.posts[-1].ended[0] or story.TODAY
    visits = [day for day in VISITS if first <= day <= last]
    if not visits or visits[-1][:4] < first[:4]:
        visits = [day for day in (next_workday(first, 190),) if day <= last]
    late = story.LAST_CHECK.get(person.serial)
    checks = [late] if late else [day for day in CHECKS if plus(first, -60) <= day <= last]
    by = (seat.secretary, seat.member)
    return {
        "home_visits": [
            {"date": day, "by": by[int(person.serial) % 2 if number else 0]}
            for number, day in enumerate(visits)
        ],
        "health_checks": [{"date": day} for day in checks],
        "duty_logs": [*_duty_logs(seat, person)],
    }


def _duty_logs(seat: Seat, person: Villager) -> Iterator[Data]:
    for month in story.MONTHS:
        start, end = month_span(month)
        if not (person.leads(start) or person.leads(end)):
            continue
        rng = Random(f"{person.id}/{month}/log")
        checked = next_workday(f"{next_month(month)}-03")
        yield {
            "month": month,
            "entries": rng.randrange(6, 12),
            "checked": {"by": seat.member, "date": checked},
        }
