"""Leave: within the posting, approved in time, and not by the one who takes it."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import before_number, cadre_named
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, plus
from zhucun.facts.leaves import Leave
from zhucun.facts.people import Cadre
from zhucun.facts.periods import quarter_of
from zhucun.facts.sheets import Sheet
from zhucun.law.table import Table

LEVELS = "leave.levels"


def cadres_leaves(county: CountyFacts) -> Iterator[tuple[Cadre, list[Leave]]]:
    """Known cadres with their leaves, by start; cancelled ones included."""
    for id_, leaves in county.leaves.items():
        cadre = county.cadres.get(id_)
        if cadre:
            yield cadre, sorted(leaves, key=lambda x: (x.start, x.end))


def living_of(leaves: list[Leave]) -> list[Leave]:
    """Leaves that are not cancelled and whose dates are in order."""
    return [x for x in leaves if not x.is_cancelled and x.start <= x.end]


def place_of(leave: Leave) -> str:
    """A leave's `path#pointer`, as evidence."""
    return f"{leave.path}#{leave.pointer}"


def leave_shown(county: CountyFacts, leave: Leave) -> str:
    """A leave in words: whose, from when to when."""
    return f"{before_number(cadre_named(county, leave.cadre))}{leave.start} 至 {leave.end} 的假"


def levels_on(county: CountyFacts, day: str) -> Table | None:
    """The table of approval levels on a day; None where nothing is adopted or it has no table."""
    pack = county.pack(day)
    return pack.table(LEVELS, day) if pack and LEVELS in pack.tables else None


@rule(
    title="请假起止不颠倒",
    why="起止颠倒的假没有一天，天数和审批权限都算不出来。",
    mend="请改正开始、结束或销假日期。",
    private=True,
)
def leave_dates_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """A leave ends on or after its first day, and so does the return from it."""
    for record in county.of("leave"):
        for index, leave in enumerate(record.data["leaves"]):
            for key, title in (("to", "结束日期"), ("returned", "销假日期")):
                if key in leave and leave[key] < leave["from"]:
                    yield Found(
                        record.path,
                        f"/leaves/{index}/{key}",
                        f"{cadre_named(county, leave['cadre'])}请假的{title} {leave[key]} "
                        f"早于开始日期 {leave['from']}。",
                        subject=leave["cadre"],
                        period=record.data["month"],
                        got=leave[key],
                        need=leave["from"],
                    )


@rule(
    title="请假不重叠",
    why="同一天请了两次假，天数会重复计算。",
    mend="请改正其中一次的起止日期；作废的一次，写明取消人和日期。",
    private=True,
)
def leaves_do_not_overlap(county: CountyFacts) -> Iterator[Found]:
    """No day is covered by two leaves of one cadre that both stand."""
    for _, leaves in cadres_leaves(county):
        last: Leave | None = None
        for leave in living_of(leaves):
            if last and leave.start <= last.end:
                yield Found(
                    leave.path,
                    f"{leave.pointer}/from",
                    f"{leave_shown(county, leave)}与 {last.start} 至 {last.end} 的假重叠。",
                    subject=leave.cadre,
                    period=month_of(leave.start),
                    got=leave.start,
                    evidence=(place_of(last),),
                )
            if last is None or leave.end > last.end:
                last = leave


@rule(
    title="请假在任职期内",
    why="没有到任或已经离任的日子不需要向驻地请假。",
    mend="请改正请假日期，或先改正任职的起止日期。",
    private=True,
)
def leave_lies_within_the_posting(county: CountyFacts) -> Iterator[Found]:
    """Every day of a leave falls into a posting of the cadre."""
    for cadre, leaves in cadres_leaves(county):
        for leave in living_of(leaves):
            day = _first_outside(cadre, leave)
            if day is None:
                continue
            terms = "、".join(f"{p.span.start} 至 {p.span.end}" for p in cadre.postings)
            yield Found(
                leave.path,
                f"{leave.pointer}/{'from' if day == leave.start else 'to'}",
                f"{leave_shown(county, leave)}超出任职期：{day} 不在任期内（任职：{terms}）。",
                subject=cadre.id,
                period=month_of(leave.start),
                got=day,
                evidence=tuple(f"{p.path}#{p.pointer}" for p in cadre.postings),
            )


def _first_outside(cadre: Cadre, leave: Leave) -> str | None:
    """The first day of a leave without a posting; postings that touch (连任) count as one."""
    service = next((s for s in cadre.services if s.covers(leave.start)), None)
    if service is None:
        return leave.start
    return None if service.covers(leave.end) else plus(service.end or leave.end, 1)


@rule(
    title="封存月份的假已经审批",
    why="没有审批的假不是假；月份封存以后，它解释不了任何一天。",
    mend="请补审批人和日期；没有获准的，写明取消，考勤按实际更正。",
    rows=("S0-57", "S4-48"),
    private=True,
)
def leave_is_approved(county: CountyFacts) -> Iterator[Found]:
    """No leave touching a sealed month is left without approval; told once a quarter."""
    for cadre, leaves in cadres_leaves(county):
        for leave in living_of(leaves):
            if leave.approver:
                continue
            table = levels_on(county, leave.start)
            row = table.look(leave.length) if table else None
            for sealed in _sealed_in(county, leave):
                yield Found(
                    leave.path,
                    leave.pointer,
                    f"{leave_shown(county, leave)}没有审批，而 {sealed.month} 的考勤已经封存。",
                    subject=cadre.id,
                    period=sealed.month,
                    need=row.text("approver") if row else None,
                    cite=row.cite if row else None,
                    evidence=(f"{sealed.path}#/seal",),
                )


def _sealed_in(county: CountyFacts, leave: Leave) -> tuple[Sheet, ...]:
    """Of each quarter that a leave touches the first sealed sheet of a month of it."""
    found: dict[str, Sheet] = {}
    first, last = month_of(leave.start), month_of(leave.end)
    for (cadre, month), sheet in county.sheets.items():
        if cadre == leave.cadre and sheet.is_sealed and first <= month <= last:
            found.setdefault(quarter_of(month), sheet)
    return tuple(found.values())


@rule(
    title="本人不批自己的假",
    why="审批人同时是请假的干部，等于没有审批。",
    mend="请由另一名有权限的人审批，改写审批人和日期。",
    rows=("S0-57", "S1-16"),
    private=True,
)
def approver_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """Nobody approves his own leave."""
    for cadre, leaves in cadres_leaves(county):
        for leave in leaves:
            terms = county.officers.get(leave.approver, ())
            if any(t.cadre == cadre.id for t in terms):
                yield Found(
                    leave.path,
                    f"{leave.pointer}/approval/by",
                    f"{leave_shown(county, leave)}由本人（{leave.approver}）审批。",
                    subject=cadre.id,
                    period=month_of(leave.start),
                    got=leave.approver,
                    evidence=tuple(f"{t.path}#{t.pointer}" for t in terms if t.cadre == cadre.id),
                )


@rule(
    title="先审批后休假",
    why="事后补批的假容易被当成旷岗的遮掩；确有急事的，补批时写明。",
    mend="请核对审批日期；确属事后补批的，在说明里写明原因。",
    severity="warn",
    private=True,
)
def leave_is_approved_beforehand(county: CountyFacts) -> Iterator[Found]:
    """A leave is approved before or on its first day."""
    for cadre, leaves in cadres_leaves(county):
        for leave in living_of(leaves):
            if leave.approved_on > leave.start:
                yield Found(
                    leave.path,
                    f"{leave.pointer}/approval/date",
                    f"{leave_shown(county, leave)}到 {leave.approved_on} 才审批，晚于开始日期。",
                    subject=cadre.id,
                    period=month_of(leave.start),
                    got=leave.approved_on,
                    need=leave.start,
                )


@rule(
    title="先审批后备案",
    why="备案报的是审批结果，不会早于审批。",
    mend="请核对审批日期和备案日期，改正写错的一个。",
    rows=("S0-58", "S0-59", "S0-60"),
    severity="warn",
    private=True,
)
def filing_follows_approval(county: CountyFacts) -> Iterator[Found]:
    """No filing of a leave is dated before its approval."""
    for cadre, leaves in cadres_leaves(county):
        for leave in living_of(leaves):
            for index, filing in enumerate(leave.filings):
                if leave.approved_on and filing.date < leave.approved_on:
                    yield Found(
                        leave.path,
                        f"{leave.pointer}/filings/{index}/date",
                        f"{leave_shown(county, leave)}在 {filing.date} {filing.kind}，"
                        f"早于审批日期 {leave.approved_on}。",
                        subject=cadre.id,
                        period=month_of(leave.start),
                        got=filing.date,
                        need=leave.approved_on,
                    )
