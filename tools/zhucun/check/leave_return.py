"""The return from leave: nobody is in the village before it, and days over the leave are named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from zhucun.check.finding import Found
from zhucun.check.leave import cadres_leaves, leave_shown, living_of, place_of
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import each_day, month_of, plus
from zhucun.facts.leaves import approved_days
from zhucun.facts.periods import quarter_of
from zhucun.facts.sheets import BUSINESS, IN_VILLAGE, OFF_POST, REST

ACCOUNTED = (IN_VILLAGE, BUSINESS, OFF_POST, REST)


def _status(county: CountyFacts, cadre: str, day: str) -> str | None:
    """The one status that a sheet gives a day; '' if it leaves it out, None without a sheet."""
    sheet = county.sheet_of(cadre, day)
    if sheet:
        return sheet.marks[int(day[8:])]
    return "" if (cadre, month_of(day)) in county.sheets else None


@rule(
    title="销假以前没有登记在村",
    why="人还没有返岗，考勤却写在村，有一份记录不真实。",
    mend="请核对销假日期；确实在外的，把考勤改为请假或缺岗，超假的另行补假。",
    rows=("S0-56", "S0-57"),
    private=True,
)
def in_village_follows_the_return(county: CountyFacts) -> Iterator[Found]:
    """Between the first day of a leave and the recorded return no day is registered as 在村; told
    once a quarter.
    """
    for cadre, leaves in cadres_leaves(county):
        for leave in living_of(leaves):
            if leave.returned <= leave.start:
                continue
            away = each_day(leave.start, plus(leave.returned, -1))
            there = (d for d in away if _status(county, cadre.id, d) == IN_VILLAGE)
            for _, quarter in groupby(there, key=lambda day: quarter_of(month_of(day))):
                days = list(quarter)
                sheet = county.sheet_of(cadre.id, days[0])
                yield Found(
                    leave.path,
                    f"{leave.pointer}/returned",
                    f"{leave_shown(county, leave)}在 {leave.returned} 才销假，"
                    f"考勤却把 {'、'.join(days)} 登记为在村。",
                    subject=cadre.id,
                    period=month_of(days[0]),
                    got=leave.returned,
                    need=days[0],
                    evidence=(f"{sheet.path}#{sheet.pointer}/{IN_VILLAGE}",) if sheet else (),
                )


@rule(
    title="超假的日子有交代",
    why="假满没有返岗，多出来的日子既不是请假也没有登记，就成了说不清的空白。",
    mend="请补批续假，或把这些日子如实登记为缺岗、休息或因公外出；销假日期写错的，改正日期。",
    rows=("S0-57",),
    severity="warn",
    private=True,
)
def overstayed_leave_is_accounted_for(county: CountyFacts) -> Iterator[Found]:
    """Days between a leave's end and the recorded return have a status or further leave."""
    for cadre, leaves in cadres_leaves(county):
        approved = approved_days(leaves)
        for leave in living_of(leaves):
            if leave.returned <= leave.end:
                continue
            over = each_day(plus(leave.end, 1), plus(leave.returned, -1))
            # Without a sheet nothing is said yet: that the month lacks one is another rule's.
            days = [
                d
                for d in over
                if d not in approved and _status(county, cadre.id, d) not in (None, *ACCOUNTED)
            ]
            if days:
                yield Found(
                    leave.path,
                    f"{leave.pointer}/returned",
                    f"{leave_shown(county, leave)}到 {leave.returned} 才销假，"
                    f"{'、'.join(days)} 没有续假，考勤也没有登记为缺岗、休息或因公外出。",
                    subject=cadre.id,
                    period=month_of(days[0]),
                    got=leave.returned,
                    need=plus(leave.end, 1),
                    evidence=(place_of(leave),),
                )
