"""Rules on a month's attendance sheet: every day once, leave covered, shortfall explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.sheets import known_sheets, on_sheet, posted_days, readable_sheets
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_is_over, month_length, month_span
from zhucun.facts.inspections import ABSENT, PRESENT
from zhucun.facts.leaves import approved_days
from zhucun.facts.presence import UNEXPLAINED, MonthPresence, min_days, presence_of
from zhucun.facts.sheets import BUSINESS, IN_VILLAGE, LEAVE, Sheet
from zhucun.law.cite import Cite


def _cite(county: CountyFacts, sheet: Sheet) -> Cite | None:
    first, last = month_span(sheet.month)
    postings = county.cadres[sheet.cadre].postings_in(first, last)
    rule = min_days(county, postings[-1], first) if postings else None
    return rule.cite if rule else cite_of(county, first, "attendance.min_days")


def _list(days: list[int]) -> str:
    return "、".join(str(d) for d in days)


@rule(
    title="日期区间写得通",
    why="颠倒的区间或不存在的日，读不出是哪几天。",
    mend="改成从小到大的日，如 1-9, 12-16。",
    rows=("S0-56",),
)
def days_are_readable(county: CountyFacts) -> Iterator[Found]:
    """A day expression runs forwards within 1 to 31."""
    for sheet in known_sheets(county):
        for status, problem in sheet.errors:
            message = f"{sheet.cadre} {sheet.month} 的“{status}”里，{problem}。"
            yield on_sheet(
                sheet,
                message,
                status=status,
                cite=_cite(county, sheet),
            )


@rule(
    title="没有超出本月的日",
    why="二月没有 30 日；多出的一天会多算一天在村。",
    mend="删去本月没有的日。",
    rows=("S0-56",),
)
def days_are_within_the_month(county: CountyFacts) -> Iterator[Found]:
    """No day of a sheet lies beyond the month's last."""
    for sheet in readable_sheets(county):
        last = month_length(sheet.month)
        for status, days in sheet.days.items():
            beyond = sorted({d for d in days if d > last})
            if beyond:
                message = f"{sheet.month} 只有 {last} 天，“{status}”里却有 {_list(beyond)} 日"
                yield on_sheet(
                    sheet,
                    message,
                    status=status,
                    got=beyond,
                    need=last,
                    cite=_cite(county, sheet),
                )


@rule(
    title="每天有且只有一个状态",
    why="少一天就有一天没有交代，重复的一天会算两遍。",
    mend="给每一天补上一个状态：在村、因公外出、请假、休息或缺岗；重复的只留一个。",
    rows=("S0-56", "S1-14", "S4-49"),
)
def every_day_has_one_status(county: CountyFacts) -> Iterator[Found]:
    """No gap and no repeat up to the last day written, another township's sheet included."""
    for sheet in readable_sheets(county):
        written = {d for days in sheet.days.values() for d in days}
        whole = county.sheets[sheet.cadre, sheet.month]
        times = Counter(d for days in whole.days.values() for d in days)
        repeated = sorted(d for d in written if times[d] > 1)
        gaps = sorted(
            d
            for d in posted_days(county, sheet)
            if written and d < max(written) and d not in written
        )
        problems = []
        if gaps:
            problems.append(f"没有登记 {_list(gaps)} 日")
        if repeated:
            problems.append(f"重复登记了 {_list(repeated)} 日")
        if problems:
            yield on_sheet(
                sheet,
                f"{sheet.cadre} {sheet.month} {'，'.join(problems)}",
                got=len(written),
                need=len(posted_days(county, sheet)),
                cite=_cite(county, sheet),
            )


@rule(
    title="考勤日都在任期内",
    why="没有到任或已经离任的日子不在考勤之列。",
    mend="删去任期以外的日；如果任职起止有误，先改干部档案。",
    rows=("S0-04", "S0-56"),
)
def days_are_within_the_posting(county: CountyFacts) -> Iterator[Found]:
    """Every registered day is a day of a posting."""
    for sheet in readable_sheets(county):
        posted = posted_days(county, sheet)
        length = month_length(sheet.month)
        for status, days in sheet.days.items():
            outside = sorted({d for d in days if d <= length and d not in posted})
            if outside:
                message = f"{sheet.cadre} 在 {sheet.month} 的 {_list(outside)} 日没有任职"
                yield on_sheet(
                    sheet,
                    f"{message}，却有登记",
                    status=status,
                    cite=_cite(county, sheet),
                    evidence=(f"{county.cadres[sheet.cadre].path}#/postings",),
                )


@rule(
    title="没有预先登记的日子",
    why="还没有到的日子不知道会在哪里；预先填好的考勤不是登记。",
    mend="删去还没有到的日子，到时再登记。",
    rows=("S0-56", "S1-16"),
)
def days_are_not_ahead(county: CountyFacts) -> Iterator[Found]:
    """No registered day lies after the day judged as of."""
    for sheet in readable_sheets(county):
        ahead = sorted(d for d in sheet.marks if f"{sheet.month}-{d:02d}" > county.as_of)
        if ahead:
            yield on_sheet(
                sheet,
                f"{sheet.cadre} {sheet.month} 的 {_list(ahead)} 日在 {county.as_of} 还没有到",
                got=len(ahead),
                need=0,
                cite=_cite(county, sheet),
            )


@rule(
    title="请假日有准假记录",
    why="没有准假的请假，就是没有请假。",
    mend="在乡镇的 leave 里补上按权限批准的请假；没有请过假的，如实改登为缺岗或其他状态。",
    rows=("S0-57", "S0-58", "S0-59", "S4-48"),
    private=True,
)
def leave_days_are_covered(county: CountyFacts) -> Iterator[Found]:
    """Every 请假 day of a sheet is covered by approved, uncancelled leave."""
    for sheet in readable_sheets(county):
        if county.lacks(f"{county.path}/{sheet.township}/leave/"):
            continue
        approved = approved_days(county.leaves.get(sheet.cadre, []))
        missing = [d for d in sheet.dates(LEAVE) if d not in approved]
        if missing:
            yield on_sheet(
                sheet,
                f"{sheet.cadre} {'、'.join(missing)} 登记为请假，但没有批准的请假记录",
                status=LEAVE,
                got=missing,
                cite=_leave_cite(county, missing[0], len(missing)),
            )


def _leave_cite(county: CountyFacts, day: str, length: int) -> Cite | None:
    pack = county.pack(day)
    if pack is None or "leave.levels" not in pack.tables:
        return None
    row = pack.table("leave.levels", day).look(length)
    return row.cite if row and row.cite else cite_of(county, day, "leave.procedure")


@rule(
    title="准假期间没有登记在村",
    why="同一天又请假又在村，有一处不对。",
    mend="提前返岗的，在请假记录里写销假日期（returned）；没有休的假，写取消（cancelled）。",
    rows=("S0-57",),
    severity="warn",
    private=True,
)
def leave_is_not_registered_as_presence(county: CountyFacts) -> Iterator[Found]:
    """A day of approved leave is not in the sheet as 在村, unless the cadre had returned."""
    for sheet in readable_sheets(county):
        first, last = month_span(sheet.month)
        for leave in county.leaves.get(sheet.cadre, []):
            start, end = leave.start, leave.taken_until
            if not leave.is_approved or end < first or last < start:
                continue
            both = [d for d in sheet.dates(IN_VILLAGE) if start <= d <= end]
            if both:
                yield on_sheet(
                    sheet,
                    f"{sheet.cadre} {'、'.join(both)} 已准假，考勤却登记为在村",
                    status=IN_VILLAGE,
                    cite=_leave_cite(county, leave.start, leave.length),
                    evidence=(f"{leave.path}#{leave.pointer}",),
                )


@rule(
    title="到岗不足有说明",
    why="如实登记的不足可以合并；没有说明的不足，不是漏记就是没有处理。",
    mend="如已请假，补上准假记录（本月天数不少于差额）；"
    "否则由有权立案的组织（乡镇党委以上）立“到岗不足”案，写明情况。不要改考勤凑天数。",
    rows=("S0-56", "S1-06", "S4-35", "S4-44"),
)
def shortfall_is_explained(county: CountyFacts) -> Iterator[Found]:
    """A sealed month under the need has leave or found absences for the gap, or an opened case.

    A month not sealed yet is only warned of.
    """
    for sheet in readable_sheets(county):
        own, city = county.path, county.path.rpartition("/")[0]
        seen_by = (f"{own}/cases/", f"{own}/inspections/", f"{city}/inspections/")
        if county.lacks(f"{own}/{sheet.township}/", *seen_by):
            continue
        if not county.opened(*month_span(sheet.month), "attendance", "whereabouts"):
            continue
        if sheet.path != county.sheets[sheet.cadre, sheet.month].path:
            continue  # the month is judged once, at the first of its sheets
        presence = presence_of(county, county.cadres[sheet.cadre], sheet.month)
        over = month_is_over(sheet.month, county.as_of)
        if presence and presence.state == UNEXPLAINED and (presence.is_sealed or over):
            yield on_sheet(
                sheet,
                _shortfall(presence),
                status=IN_VILLAGE if IN_VILLAGE in sheet.days else "",
                got=presence.counted,
                need=presence.need,
                cite=presence.rule.cite if presence.rule else None,
                severity=None if presence.is_sealed else "warn",
            )


def _shortfall(presence: MonthPresence) -> str:
    parts = f"{presence.cadre} {presence.month} 在村 {presence.in_village} 天"
    if presence.unpublished:
        parts = (
            f"{presence.cadre} {presence.month} 有 {len(presence.unpublished)} 天"
            "没有公示去向（请乡镇先核对去向牌），按缺岗计；"
            f"登记在村 {presence.in_village} 天，计 {presence.counted} 天"
        )
    elif presence.counted != presence.in_village:
        parts += f"，按计日的口径计 {presence.counted} 天"
    return f"{parts}，要求 {presence.need} 天，差 {presence.gap} 天没有说明"


@rule(
    title="督查与考勤一致",
    why="督查时人不在，考勤却写在村，有一份记录不真实。",
    mend="核实当天情况：不在村的，把考勤如实改为缺岗或其他状态，已经盖章的写一条更正，"
    "同一次提交；督查记错的，更正督查记录。",
    rows=("S0-56", "S0-70", "S1-16", "S4-60"),
    private=True,
)
def inspection_agrees_with_sheet(county: CountyFacts) -> Iterator[Found]:
    """A day on which an inspection found the post empty is not registered as 在村."""
    for cadre, visits in county.visits.items():
        for visit in visits:
            sheet = county.sheet_of(cadre, visit.date)
            if sheet is None:
                continue
            status = sheet.marks[int(visit.date[8:])]
            proof = (f"{visit.path}#{visit.pointer}",)
            if visit.found == ABSENT and status == IN_VILLAGE:
                yield on_sheet(
                    sheet,
                    f"{cadre} {visit.date} 登记为在村，督查 {visit.inspection} 当天发现不在岗",
                    status=status,
                    got=status,
                    need=ABSENT,
                    cite=cite_of(county, visit.date, "inspection.methods"),
                    evidence=proof,
                )
            elif visit.found == PRESENT and status not in (IN_VILLAGE, BUSINESS):
                yield on_sheet(
                    sheet,
                    f"{cadre} {visit.date} 没有登记在村，督查 {visit.inspection} 却见本人在岗",
                    status=status,
                    got=status,
                    need=PRESENT,
                    cite=cite_of(county, visit.date, "inspection.methods"),
                    evidence=proof,
                    severity="warn",
                )
