"""Leave: within the posting, approved by whoever the regulation names, filed where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, officer_named
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, months_between
from zhucun.facts.leaves import Leave, Spell
from zhucun.facts.people import Cadre, Officer
from zhucun.facts.presence import value_of
from zhucun.facts.spells import spells_of
from zhucun.law.cite import Cite
from zhucun.law.table import Filing, Row, Table, filings_of

LEVELS = "leave.levels"
BOUNDARY = "leave.boundary_days"
PROVINCIAL = "leave.provincial_overlay"


def _cadres_leaves(county: CountyFacts) -> Iterator[tuple[Cadre, list[Leave]]]:
    """Known cadres with their leaves, by start; cancelled ones included."""
    for id_, leaves in county.leaves.items():
        cadre = county.cadres.get(id_)
        if cadre:
            yield cadre, sorted(leaves, key=lambda x: (x.start, x.end))


def _living(leaves: list[Leave]) -> list[Leave]:
    """Leaves that are not cancelled and whose dates are in order."""
    return [x for x in leaves if not x.is_cancelled and x.start <= x.end]


def _at(leave: Leave) -> str:
    return f"{leave.path}#{leave.pointer}"


def _shown(county: CountyFacts, leave: Leave) -> str:
    return f"{cadre_named(county, leave.cadre)} {leave.start} 至 {leave.end} 的假"


def _levels(county: CountyFacts, day: str) -> Table | None:
    """The table of approval levels on a day; None where nothing is adopted or it has no table."""
    pack = county.pack(day)
    return pack.table(LEVELS, day) if pack and LEVELS in pack.tables else None


@rule(
    title="请假起止不颠倒",
    why="起止颠倒的假没有一天,天数和审批权限都算不出来。",
    mend="请改正开始、结束或销假日期。",
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
    why="同一天请了两次假,天数会重复计算。",
    mend="请改正其中一次的起止日期;作废的一次,写明取消人和日期。",
)
def leaves_do_not_overlap(county: CountyFacts) -> Iterator[Found]:
    """No day is covered by two leaves of one cadre that both stand."""
    for _, leaves in _cadres_leaves(county):
        last: Leave | None = None
        for leave in _living(leaves):
            if last and leave.start <= last.end:
                yield Found(
                    leave.path,
                    f"{leave.pointer}/from",
                    f"{_shown(county, leave)}与 {last.start} 至 {last.end} 的假重叠。",
                    subject=leave.cadre,
                    period=month_of(leave.start),
                    got=leave.start,
                    evidence=(_at(last),),
                )
            if last is None or leave.end > last.end:
                last = leave


@rule(
    title="请假在任职期内",
    why="没有到任或已经离任的日子不需要向驻地请假。",
    mend="请改正请假日期,或先改正任职的起止日期。",
)
def leave_lies_within_the_posting(county: CountyFacts) -> Iterator[Found]:
    """Every day of a leave falls into a posting of the cadre."""
    for cadre, leaves in _cadres_leaves(county):
        for leave in _living(leaves):
            start, end = cadre.posting_on(leave.start), cadre.posting_on(leave.end)
            if start and end and start.no == end.no:
                continue
            key, day = ("from", leave.start) if not start else ("to", leave.end)
            yield Found(
                leave.path,
                f"{leave.pointer}/{key}",
                f"{_shown(county, leave)}超出任职期:{day} 不在同一段任职之内"
                f"(任职:{'、'.join(f'{p.span.start} 至 {p.span.end}' for p in cadre.postings)})。",
                subject=cadre.id,
                period=month_of(leave.start),
                got=day,
                evidence=tuple(f"{p.path}#{p.pointer}" for p in cadre.postings),
            )


@dataclass(frozen=True, slots=True)
class _Approval:
    """One approved leave with the days that its approver had to judge."""

    leave: Leave
    start: str
    end: str
    days: int
    row: Row | None
    document: str
    before: tuple[Leave, ...]


def _approvals(county: CountyFacts, leaves: list[Leave]) -> Iterator[_Approval]:
    """Each approved leave with the length of the spell that stood once it was approved.

    An extension is judged by the merged length; the approval before it was right at its time.
    """
    known = [x for x in leaves if x.is_approved and x.start <= x.end]
    for leave in known:
        so_far = [x for x in known if x.approved_on <= leave.approved_on]
        spell = next(s for s in spells_of(county, so_far) if leave in s.parts)
        table = _levels(county, leave.start)
        row = table.look(spell.length) if table else None
        others = tuple(x for x in spell.parts if x is not leave)
        document = table.document if table else ""
        yield _Approval(leave, spell.start, spell.end, spell.length, row, document, others)


def _length(approval: _Approval) -> str:
    if not approval.before:
        return f"共 {approval.days} 天"
    return f"与相连的假合并计算({approval.start} 至 {approval.end}),共 {approval.days} 天"


@rule(
    title="请假由有权限的人审批",
    why="请假按天数分级审批;相连的几次假合并计算,分开请不能绕过上一级。",
    mend="请由有权限的一级重新审批,改写审批人和审批日期;不准的假,写明取消。",
    rows=("S0-57", "S0-58", "S0-59"),
)
def approver_has_the_level(county: CountyFacts) -> Iterator[Found]:
    """A leave is approved by exactly the level that its merged length calls for."""
    for cadre, leaves in _cadres_leaves(county):
        for approval in _approvals(county, leaves):
            leave, row = approval.leave, approval.row
            terms = county.in_office(leave.approver, leave.approved_on)
            if row is None or not terms:
                continue
            need = row.text("approver")
            if any(t.role == need and _is_over(county, cadre, leave, t) for t in terms):
                continue
            roles = "、".join(dict.fromkeys(t.role for t in terms))
            same = any(t.role == need for t in terms)
            elsewhere = "(不是该干部所在地的)" if same else ""
            basis = f"按{approval.document}" if approval.document else ""
            yield Found(
                leave.path,
                f"{leave.pointer}/approval/by",
                f"{_shown(county, leave)}{_length(approval)},{basis}应由{need}审批,"
                f"实际由{roles}{elsewhere}{officer_named(county, leave.approver)}审批。",
                subject=cadre.id,
                period=month_of(leave.start),
                got=roles,
                need=need,
                cite=row.cite,
                evidence=tuple(_at(x) for x in approval.before),
            )


def _is_over(county: CountyFacts, cadre: Cadre, leave: Leave, officer: Officer) -> bool:
    """Whether an officer's area is the city, the county or the township the cadre is posted in."""
    city = county.path.rpartition("/")[0]
    posting = cadre.posting_on(leave.start)
    township = county.township_of(posting.village) if posting else ""
    areas = {"市": city, "县": county.path, "乡镇": f"{county.path}/{township}"}
    return officer.area == areas[officer.level]


@rule(
    title="请假审批权限已有规定",
    why="制度没有给出分级权限,县里也没有补充,就无从判断审批人对不对。",
    mend="请由县里明确请假报批程序,写入县 region.yml 的 overlays(leave.levels);此前照常审批留痕。",
    rows=("S4-48",),
    severity="warn",
)
def approval_level_is_determined(county: CountyFacts) -> Iterator[Found]:
    """Where leave is taken, the regulation or the county says who approves how many days."""
    for record in county.of("leave"):
        for index, leave in enumerate(record.data["leaves"]):
            table = _levels(county, leave["from"])
            if table and table.undetermined:
                yield Found(
                    record.path,
                    f"/leaves/{index}",
                    f"本月有 {len(record.data['leaves'])} 次请假,审批权限待定:{table.note}",
                    period=record.data["month"],
                )
                break


@rule(
    title="临界天数的请假给出提示",
    why="原文两档都可以读成包含这一天数,按口径归入其中一档,请审批人知悉。",
    mend="无须改正;口径见制度页。",
    rows=("S0-58", "S0-59"),
    severity="info",
)
def boundary_leave_is_noted(county: CountyFacts) -> Iterator[Found]:
    """A leave of exactly the days that two tiers can both claim (A7) is pointed out."""
    for cadre, leaves in _cadres_leaves(county):
        for approval in _approvals(county, leaves):
            leave = approval.leave
            value = value_of(county.pack(leave.start), BOUNDARY, leave.start)
            if value is None or value.undetermined or value.integer() != approval.days:
                continue
            decision = value.decision
            yield Found(
                leave.path,
                f"{leave.pointer}/to",
                f"{_shown(county, leave)}{_length(approval)},正在两档的分界上。"
                + (f"口径 {decision.id}:{decision.choice}" if decision else ""),
                subject=cadre.id,
                period=month_of(leave.start),
                got=approval.days,
                cite=value.cite,
                evidence=tuple(_at(x) for x in approval.before),
            )


def _filings_due(
    county: CountyFacts, cadre: Cadre, spell: Spell
) -> Iterator[tuple[Filing, Cite | None]]:
    """Filings that a spell of leave calls for, with their articles (none for a county's own)."""
    table = _levels(county, spell.start)
    row = table.look(spell.length) if table else None
    if row:
        yield from ((filing, row.cite) for filing in row.filings)
    value = value_of(county.pack(spell.start), PROVINCIAL, spell.start)
    unit = county.units.get(cadre.unit)
    if value is None or value.undetermined or unit is None:
        return
    extra = value.mapping()
    min_days, levels = extra["min_days"], extra["unit_levels"]
    assert isinstance(min_days, int)
    assert isinstance(levels, tuple)
    if spell.length >= min_days and unit.level in levels:
        yield from ((filing, value.cite) for filing in filings_of(extra["filings"]))


@rule(
    title="请假的备案抄报齐全",
    why="超过乡镇权限的假要报上一级备案,省直以上单位的还要另外抄报和备案。",
    mend="请补办备案或抄报,并在这条请假的 filings 里写明方式、机关和日期。",
    rows=("S0-58", "S0-59", "S0-60"),
)
def filings_are_complete(county: CountyFacts) -> Iterator[Found]:
    """An approved spell of leave carries every filing that its length and its unit call for."""
    for cadre, leaves in _cadres_leaves(county):
        for spell in spells_of(county, [x for x in leaves if x.is_approved]):
            done = {(f.kind, f.to) for f in spell.filings}
            last = spell.parts[-1]
            seen: set[tuple[str, str]] = set()
            for filing, cite in _filings_due(county, cadre, spell):
                what = (filing.kind, filing.to)
                if what in done or what in seen:
                    continue
                seen.add(what)
                verb = "报" if filing.kind == "备案" else "抄报"
                suffix = "备案" if filing.kind == "备案" else ""
                yield Found(
                    last.path,
                    last.pointer,
                    f"{cadre_named(county, cadre.id)} {spell.start} 至 {spell.end} 的假共 "
                    f"{spell.length} 天,应由{filing.by or '审批机关'}{verb}{filing.to}{suffix},"
                    "没有记录。",
                    subject=cadre.id,
                    period=month_of(spell.start),
                    got="、".join(f"{kind}{to}" for kind, to in sorted(done)),
                    need=f"{filing.kind}{filing.to}",
                    cite=cite,
                    evidence=tuple(_at(x) for x in spell.parts[:-1]),
                )


@rule(
    title="封存月份的假已经审批",
    why="没有审批的假不是假;月份封存以后,它解释不了任何一天。",
    mend="请补审批人和日期;没有获准的,写明取消,考勤按实际更正。",
    rows=("S0-57", "S4-48"),
)
def leave_is_approved(county: CountyFacts) -> Iterator[Found]:
    """No leave touching a sealed month is left without approval."""
    for cadre, leaves in _cadres_leaves(county):
        for leave in _living(leaves):
            if leave.approver:
                continue
            sheets = [
                county.sheets.get((cadre.id, month))
                for month in months_between(month_of(leave.start), month_of(leave.end))
            ]
            sealed = next((s for s in sheets if s and s.seal), None)
            if sealed is None:
                continue
            table = _levels(county, leave.start)
            row = table.look(leave.length) if table else None
            yield Found(
                leave.path,
                leave.pointer,
                f"{_shown(county, leave)}没有审批,而 {sealed.month} 的考勤已经封存。",
                subject=cadre.id,
                period=sealed.month,
                need=row.text("approver") if row else None,
                cite=row.cite if row else None,
                evidence=(f"{sealed.path}#/seal",),
            )


@rule(
    title="本人不批自己的假",
    why="审批人同时是请假的干部,等于没有审批。",
    mend="请由另一名有权限的人审批,改写审批人和日期。",
    rows=("S0-57", "S1-16"),
)
def approver_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """Nobody approves his own leave."""
    for cadre, leaves in _cadres_leaves(county):
        for leave in leaves:
            terms = county.officers.get(leave.approver, ())
            if any(t.cadre == cadre.id for t in terms):
                yield Found(
                    leave.path,
                    f"{leave.pointer}/approval/by",
                    f"{_shown(county, leave)}由本人({leave.approver})审批。",
                    subject=cadre.id,
                    period=month_of(leave.start),
                    got=leave.approver,
                    evidence=tuple(f"{t.path}#{t.pointer}" for t in terms if t.cadre == cadre.id),
                )


@rule(
    title="先审批后休假",
    why="事后补批的假容易被当成旷岗的遮掩;确有急事的,补批时写明。",
    mend="请核对审批日期;确属事后补批的,在说明里写明原因。",
    severity="warn",
)
def leave_is_approved_beforehand(county: CountyFacts) -> Iterator[Found]:
    """A leave is approved before or on its first day."""
    for cadre, leaves in _cadres_leaves(county):
        for leave in _living(leaves):
            if leave.approved_on > leave.start:
                yield Found(
                    leave.path,
                    f"{leave.pointer}/approval/date",
                    f"{_shown(county, leave)}到 {leave.approved_on} 才审批,晚于开始日期。",
                    subject=cadre.id,
                    period=month_of(leave.start),
                    got=leave.approved_on,
                    need=leave.start,
                )


@rule(
    title="先审批后备案",
    why="备案报的是审批结果,不会早于审批。",
    mend="请核对审批日期和备案日期,改正写错的一个。",
    rows=("S0-58", "S0-59", "S0-60"),
    severity="warn",
)
def filing_follows_approval(county: CountyFacts) -> Iterator[Found]:
    """No filing of a leave is dated before its approval."""
    for cadre, leaves in _cadres_leaves(county):
        for leave in _living(leaves):
            for index, filing in enumerate(leave.filings):
                if leave.approved_on and filing.date < leave.approved_on:
                    yield Found(
                        leave.path,
                        f"{leave.pointer}/filings/{index}/date",
                        f"{_shown(county, leave)}在 {filing.date} {filing.kind},"
                        f"早于审批日期 {leave.approved_on}。",
                        subject=cadre.id,
                        period=month_of(leave.start),
                        got=filing.date,
                        need=leave.approved_on,
                    )
