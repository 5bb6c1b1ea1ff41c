"""What village cadres were paid in 2025 and 2026, in yuan a month unless said."""

from collections.abc import Iterator
from itertools import groupby
from random import Random

from bench.sample import villager_story as story
from bench.sample.villager_cast import AS_SECRETARY, AS_YOUNG, Enrolled, Seat, Villager
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import month_span, months_between

HEAD = """村干部报酬：一段时间一条，金额是每月多少元（prize 是全年）。
不公开；业绩考核奖励报酬要写依据的考核。"""
#: Months that are paid alike if nothing changes, with the day on which they were registered.
SPANS = (
    ("2025-01", "2025-12", "2026-01-26"),
    ("2026-01", "2026-06", "2026-07-20"),
    ("2026-07", "2026-10", "2026-11-12"),
)
BASIC = {True: 3200, False: 2400}
PENSION = 200
TIERS = {"一档": 800, "二档": 600, "三档": 400}
#: Net pay of a new employee of the township, from each month on, and the share that is the base.
REFERENCE = (("2025-01", 4000), ("2026-07", 4160))
YOUNG_SHARE = 0.75
SUBSIDY = 500
COLLEGE = ("大专", "本科", "研究生")
#: Post allowances go by the log check, 200 on average; every prize is the same.
POST_ALLOWANCES = (180, 200, 220, 240)
PRIZE = 2000


def pay_files(seat: Seat, folder: str) -> Iterator[tuple[str, str]]:
    """A file a year: the enrolled, and in the sub-district everybody."""
    for year in ("2025", "2026"):
        lines = [line for person in seat.people for line in _lines(seat, person, year)]
        data: dict[str, Data] = {"year": int(year), "pay": [*lines]}
        yield f"{folder}/pay/{year}.yml", document(data, HEAD)


def _lines(seat: Seat, person: Villager, year: str) -> Iterator[Data]:
    """The months of a year, in runs that are paid alike."""
    number = 0
    for first, last, day in SPANS:
        if first[:4] != year:
            continue
        for _, run in groupby(months_between(first, last), lambda month: _state(person, month)):
            months = [month for month in run if _paid_here(seat, person, month)]
            if months:
                number += 1
                yield _paid(seat, person, number, (months[0], months[-1], day))


def _state(person: Villager, month: str) -> tuple[object, ...]:
    """What a month's pay depends on."""
    last = month_span(month)[1]
    enrolled = person.enrolled_on(last)
    tier = _tier(enrolled, month) if enrolled else ""
    return person.posts_in(month), enrolled, tier


def _paid_here(seat: Seat, person: Villager, month: str) -> bool:
    enrolled = person.enrolled_on(month_span(month)[1])
    return bool(person.posts_in(month)) and (seat.office or enrolled is not None)


def _paid(seat: Seat, person: Villager, number: int, span: tuple[str, str, str]) -> Data:
    first, last, day = span
    enrolled = person.enrolled_on(month_span(first)[1])
    data = Block({"id": f"p{person.serial}-{number}", "village_cadre": person.id})
    data |= {"from": first, "to": last, "date": day}
    data |= {"payer": f"{seat.name}财政所", "channel": "一卡通"}
    if enrolled and enrolled.kind == AS_YOUNG:
        return Block({**data, **_young(person, first)})
    leads = person.posts_in(first)[0].leads
    data["basic"] = BASIC[leads]
    if story.appraised(person):
        rng = Random(f"{person.id}/performance")
        data |= {"performance": rng.choice((600, 700, 800)), "appraisal": f"2025/a{person.serial}"}
    else:
        data["performance"] = 0
    data["pension"] = PENSION
    if any(each.kind == AS_SECRETARY for each in person.enrolments):
        data |= _allowance(enrolled, first)
    if seat.office and leads:
        data["post_allowance"] = POST_ALLOWANCES[int(person.serial) % len(POST_ALLOWANCES)]
        if last == "2025-12" and person.serial in story.PRIZES:
            data["prize"] = PRIZE
    return data


def _allowance(enrolled: Enrolled | None, month: str) -> dict[str, Data]:
    """By the tier of the month; 0 in the months before an enrolment and after its end."""
    if enrolled is None:
        return {"allowance": 0}
    tier = _tier(enrolled, month)
    return {"allowance": TIERS[tier], "tier": tier}


def _tier(enrolled: Enrolled, month: str) -> str:
    """The tier that the latest list gave by a month, "" for a young cadre."""
    return next((tier for day, tier in reversed(enrolled.tiers) if day[:7] <= month), "")


def _young(person: Villager, month: str) -> dict[str, Data]:
    """The base is a share of a new employee's pay; who got more before keeps it."""
    since, reference = next(each for each in reversed(REFERENCE) if each[0] <= month)
    base = round(reference * YOUNG_SHARE)
    young = Block({"reference": reference, "base": base})
    if since > REFERENCE[0][0]:
        young["adjustment"] = "随七月事业单位工资普调增资同步调整"
    before = story.PAID_BEFORE.get(person.serial, 0)
    data: dict[str, Data] = {"basic": max(base, before), "young": young}
    level, full_time = person.degree
    if full_time and level in COLLEGE:
        data["subsidies"] = {"市": SUBSIDY, "镇": SUBSIDY}
    if before:
        data["current"] = before
    return data
