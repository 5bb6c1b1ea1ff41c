"""What village cadres were paid in 2026, in yuan a month unless said."""

from collections.abc import Iterator
from random import Random

from bench.sample import villager_story as story
from bench.sample.villager_cast import Enrolled, Seat, Villager
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import month_span

HEAD = """村干部报酬：一段时间一条，金额是每月多少元（prize 是全年）。
不公开；业绩考核奖励报酬要写依据的考核。"""
#: Spans that are paid alike, with the day on which they were registered.
SPANS = (("2026-01", "2026-06", "2026-07-20"), ("2026-07", "2026-10", "2026-11-12"))
BASIC = {True: 3200, False: 2400}
PENSION = 200
TIERS = {"一档": 800, "二档": 600, "三档": 400}
#: Net pay of a new employee of the township, before and after the raise of July, and the share.
REFERENCE = (4000, 4160)
YOUNG_SHARE = 0.75
SUBSIDY = 500
COLLEGE = ("大专", "本科", "研究生")
#: Post allowances go by the log check, 200 on average; every prize is the same.
POST_ALLOWANCES = (180, 200, 220, 240)
PRIZE = 2000


def pay_files(seat: Seat, folder: str) -> Iterator[tuple[str, str]]:
    """One file: the enrolled, and in the sub-district everybody."""
    lines = [
        _paid(seat, person, n, span)
        for person in seat.people
        for n, span in enumerate(_spans(person))
        if seat.office or person.enrolled_on(month_span(span[0])[1])
    ]
    data: dict[str, Data] = {"year": 2026, "pay": [*lines]}
    yield f"{folder}/pay/2026.yml", document(data, HEAD)


def _spans(person: Villager) -> Iterator[tuple[str, str, str]]:
    """Whole months in post, broken where an enrolment begins or ends."""
    post = person.posts[-1]
    changes = {e.start[:7] for e in person.enrolments}
    left = [e.ended[0][:7] for e in person.enrolments if e.ended[0]]
    for first, last, day in SPANS:
        start = max(first, post.start[:7])
        end = min(last, post.ended[0][:7] or last)
        months = [m for m in story.MONTHS if start <= m <= end]
        if not months:
            continue
        cuts = [m for m in months if m in changes and m > start]
        cuts += [m for m in months if any(m > gone for gone in left)][:1]
        begins = sorted({start, *cuts})
        for n, begin in enumerate(begins):
            until = [m for m in months if n + 1 == len(begins) or m < begins[n + 1]][-1]
            yield begin, until, day


def _paid(seat: Seat, person: Villager, number: int, span: tuple[str, str, str]) -> Data:
    first, last, day = span
    serial = person.id[-3:]
    middle = month_span(first)[1]
    enrolled = person.enrolled_on(middle)
    data = Block({"id": f"p{serial}-{number + 1}", "village_cadre": person.id})
    data |= {"from": first, "to": last, "date": day}
    data |= {"payer": f"{seat.name}财政所", "channel": "一卡通"}
    if enrolled and enrolled.kind == "年轻干部":
        return Block({**data, **_young(person, first)})
    leads = person.leads(middle)
    rng = Random(f"{person.id}/performance")
    data["basic"] = BASIC[leads]
    if person.posts[0].start < "2026-01-01":
        data |= {"performance": rng.choice((600, 700, 800)), "appraisal": f"2025/a{serial}"}
    data["pension"] = PENSION
    if person.enrolments:
        data |= _allowance(enrolled, first)
    if seat.office and leads:
        data["post_allowance"] = POST_ALLOWANCES[int(serial) % len(POST_ALLOWANCES)]
        if number == 0 and serial in story.PRIZES:
            data["prize"] = PRIZE
    return data


def _allowance(enrolled: Enrolled | None, month: str) -> dict[str, Data]:
    """By the tier of the month; 0 in the months before an enrolment and after its end.

    A list holds from February on, so that January goes by the year before.
    """
    if enrolled is None:
        return {"allowance": 0}
    tier = [tier for day, tier in enrolled.tiers if day[:7] <= month][-1]
    return {"allowance": TIERS[tier], "tier": tier}


def _young(person: Villager, month: str) -> dict[str, Data]:
    """The base is a share of a new employee's pay; who got more before keeps it."""
    raised = month >= "2026-07"
    reference = REFERENCE[raised]
    base = round(reference * YOUNG_SHARE)
    young = Block({"reference": reference, "base": base})
    if raised:
        young["adjustment"] = "随七月事业单位工资普调增资同步调整"
    before = story.PAID_BEFORE.get(person.id[-3:], 0)
    data: dict[str, Data] = {"basic": max(base, before), "young": young}
    level, full_time = person.degree
    if full_time and level in COLLEGE:
        data["subsidies"] = {"市": SUBSIDY, "镇": SUBSIDY}
    if before:
        data["current"] = before
    return data
