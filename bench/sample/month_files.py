"""Attendance, leave and whereabouts: what a township writes month by month and week by week."""

from collections.abc import Iterator
from random import Random

from bench.sample import days as d
from bench.sample.cast import Cadre, City, County, LeaveTaken, Officer, Plot, Township
from bench.sample.yamlish import Block, Data, days, document
from zhucun.facts.dates import (
    days_between,
    each_day,
    month_of,
    next_month,
    plus,
    week_days,
    week_of,
)

Files = Iterator[tuple[str, str]]

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
PUBLISHED = (d.IN_VILLAGE, d.BUSINESS, d.LEAVE, d.REST)
STATUSES = (*PUBLISHED, "缺岗")
PLACES = ("村部", "入户走访", "田间地头", "镇里开会", "合作社", "项目现场")
ATTENDANCE_HEAD = """月考勤表：本乡镇每名在任干部一行，当月每天有且只有一个状态。
写法：1-9, 12-16 表示 1 至 9 日和 12 至 16 日。
月底后由乡镇党委书记盖章（seal）；盖章后只能更正，不能直接改。"""
LEAVE_HEAD = """请销假：一条一行，按开始日期归入月份。
首尾相接的几次请假合并计算天数，按合并后的天数定审批人。"""
WEEK_HEAD = """去向牌：谁哪天在哪里，每周一个文件。
具体去处（places）只在村里的去向牌上公示，不上网。"""


def officer_on(officers: tuple[Officer, ...], role: str, day: str) -> str:
    """Id of the officer who serves in a role on a day."""
    return next(
        o.id for o in officers if o.role == role and o.start <= day <= (o.end or "9999-12-31")
    )


def secretary_on(township: Township, day: str) -> str:
    """Id of the township's Party secretary on a day."""
    return officer_on(township.officers, "乡镇党委书记", day)


# -- attendance ----------------------------------------------------------------------------


def attendance_files(plot: Plot, lives: d.Lives, folder: str, township: Township) -> Files:
    """One sheet a month, sealed in the first days of the next unless the plot leaves it open."""
    for month in plot.months:
        sheets = Block()
        for cadre in township.cadres:
            marks = lives.marks.get((cadre.id, month))
            if marks:
                sheets[cadre.id] = _line(marks)
        data: dict[str, Data] = {
            "month": month,
            "registrar": officer_on(township.officers, "乡镇党委", f"{month}-28"),
            "sheets": sheets,
        }
        if month not in township.unsealed:
            rng = Random(f"{plot.seed}/{township.code}/{month}/seal")
            sealed = f"{next_month(month)}-{rng.randrange(1, 6):02d}"
            data["seal"] = {"by": secretary_on(township, sealed), "date": sealed}
        head = ATTENDANCE_HEAD if month == plot.months[-1] else ""
        yield f"{folder}/attendance/{month}.yml", document(data, head)


def _line(marks: d.Marks) -> Block:
    line = Block()
    for status in STATUSES:
        numbers = [int(day[8:]) for day, marked in marks.items() if marked == status]
        if numbers:
            line[status] = days(numbers)
    return line


# -- leave ---------------------------------------------------------------------------------


def leave_files(
    plot: Plot, lives: d.Lives, city: City, county: County, township: Township, folder: str
) -> Files:
    """Leaves by the month they begin in; no file for a month without any."""
    by_month: dict[str, list[tuple[str, str, dict[str, Data]]]] = {}
    for cadre in township.cadres:
        for spell in d.spells(lives.leaves.get(cadre.id, [])):
            for leave in spell:
                line = _leave(city, county, township, cadre, leave, d.length_so_far(spell, leave))
                if leave is spell[-1] and not leave.cancelled_on:
                    line["returned"] = plus(leave.end, 1)
                by_month.setdefault(month_of(leave.start), []).append((leave.start, cadre.id, line))
    for month, found in sorted(by_month.items()):
        ordered = sorted(found, key=lambda x: x[:2])
        data: dict[str, Data] = {"month": month, "leaves": [line for _, _, line in ordered]}
        head = LEAVE_HEAD if month == max(by_month) else ""
        yield f"{folder}/leave/{month}.yml", document(data, head)


def _leave(
    city: City, county: County, township: Township, cadre: Cadre, leave: LeaveTaken, length: int
) -> dict[str, Data]:
    """One leave, approved by the level that the spell's length up to its end asks for."""
    approved = plus(leave.start, -2 if days_between(leave.start, leave.end) <= 2 else -4)
    if length <= 2:
        by = secretary_on(township, approved)
    elif length <= 10:
        by = officer_on(county.officers, "县委组织部", approved)
    else:
        by = officer_on(city.officers, "市委组织部", approved)
    line: dict[str, Data] = Block(
        {
            "cadre": cadre.id,
            "from": leave.start,
            "to": leave.end,
            "reason_kind": leave.reason,
            "approval": {"by": by, "date": approved},
        }
    )
    filings = _filings(city, cadre, length, plus(approved, 1))
    if filings:
        line["filings"] = filings
    if leave.cancelled_on:
        line["cancelled"] = {"by": by, "date": leave.cancelled_on}
    return line


def _filings(city: City, cadre: Cadre, length: int, day: str) -> list[Data]:
    """S0 article 16: who is told of a leave of this length, and of one of a 省直 unit's cadre."""
    if city.regulation != "s0":
        return []
    told: list[tuple[str, str]] = []
    if 3 <= length <= 10:
        told.append(("备案", "市委组织部"))
    if length > 10:
        told.append(("备案", "省同步小康驻村工作办公室"))
    if length >= 3 and cadre.unit.level == "省直":
        told += [("抄报", "省直相关工委"), ("备案", "省同步小康驻村工作办公室")]
    return [{"kind": kind, "to": to, "date": day} for kind, to in dict.fromkeys(told)]


# -- whereabouts ---------------------------------------------------------------------------


def whereabouts_files(plot: Plot, lives: d.Lives, township: Township, folder: str) -> Files:
    """One board a week, saying what the sheets say; nothing for the days the plot leaves blank."""
    if not township.whereabouts:
        return
    first = f"{plot.months[0]}-01"
    last = plus(f"{next_month(plot.months[-1])}-01", -1)
    weeks = dict.fromkeys(week_of(day) for day in each_day(first, last))
    for week in weeks:
        board = Block()
        for cadre in township.cadres:
            blank = plot.story.off_post.get(cadre.id, ())
            line: dict[str, Data] = {
                name: lives.status(cadre.id, day)
                for name, day in zip(WEEKDAYS, week_days(week), strict=True)
                if lives.status(cadre.id, day) in PUBLISHED and day not in blank
            }
            places = _places(plot, cadre, week, line)
            if places:
                line = Block({**line, "places": places})
            if line:
                board[cadre.id] = line
        data: dict[str, Data] = {"week": week, "whereabouts": board}
        head = WEEK_HEAD if week == list(weeks)[-1] else ""
        yield f"{folder}/whereabouts/{week}.yml", document(data, head)


def _places(plot: Plot, cadre: Cadre, week: str, line: dict[str, Data]) -> dict[str, Data]:
    """Some cadres write where exactly they are on a day or two."""
    rng = Random(f"{plot.seed}/{cadre.id}/{week}/places")
    here = [day for day, status in line.items() if status == d.IN_VILLAGE]
    if not here or rng.random() < 0.85:
        return {}
    chosen = sorted(rng.sample(here, min(2, len(here))), key=WEEKDAYS.index)
    return {day: rng.choice(PLACES) for day in chosen}
