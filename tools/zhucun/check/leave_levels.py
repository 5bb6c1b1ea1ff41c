"""Leave by length: who approves how many days, and where the approval is filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.check.finding import Found
from zhucun.check.leave import cadres_leaves, leave_shown, levels_on, place_of
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, officer_named
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, months_between
from zhucun.facts.leaves import Leave
from zhucun.facts.people import Cadre, Officer
from zhucun.facts.presence import value_of
from zhucun.facts.spells import Spell, spells_of
from zhucun.law.cite import Cite
from zhucun.law.table import Filing, Row, filings_of

BOUNDARY = "leave.boundary_days"
PROVINCIAL = "leave.provincial_overlay"


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
    spells: dict[str, dict[Leave, Spell]] = {}
    for leave in known:
        day = leave.approved_on
        if day not in spells:
            so_far = spells_of(county, [x for x in known if x.approved_on <= day])
            spells[day] = {part: spell for spell in so_far for part in spell.parts}
        spell = spells[day][leave]
        table = levels_on(county, leave.start)
        row = table.look(spell.length) if table else None
        others = tuple(x for x in spell.parts if x is not leave)
        document = table.document if table else ""
        yield _Approval(leave, spell.start, spell.end, spell.length, row, document, others)


def _length(approval: _Approval) -> str:
    if not approval.before:
        return f"共 {approval.days} 天"
    return f"与相连的假合并计算（{approval.start} 至 {approval.end}），共 {approval.days} 天"


@rule(
    title="请假由有权限的人审批",
    why="请假按天数分级审批；相连的几次假合并计算，分开请不能绕过上一级。",
    mend="请由有权限的一级重新审批，改写审批人和审批日期；不准的假，写明取消。",
    rows=("S0-57", "S0-58", "S0-59"),
    private=True,
)
def approver_has_the_level(county: CountyFacts) -> Iterator[Found]:
    """A leave is approved by exactly the level that its merged length calls for."""
    for cadre, leaves in cadres_leaves(county):
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
            elsewhere = "（不是该干部所在地的）" if same else ""
            basis = f"按{approval.document}" if approval.document else ""
            yield Found(
                leave.path,
                f"{leave.pointer}/approval/by",
                f"{leave_shown(county, leave)}{_length(approval)}，{basis}应由{need}审批，"
                f"实际由{roles}{elsewhere}{officer_named(county, leave.approver)}审批。",
                subject=cadre.id,
                period=month_of(leave.start),
                got=roles,
                need=need,
                cite=row.cite,
                evidence=tuple(place_of(x) for x in approval.before),
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
    why="制度没有给出分级权限，县里也没有补充，就无从判断审批人对不对。",
    mend="请由县里明确请假报批程序，写入县 region.yml 的 overlays；此前照常审批留痕。",
    rows=("S4-48",),
    severity="warn",
    private=True,
)
def approval_level_is_determined(county: CountyFacts) -> Iterator[Found]:
    """Where leave is taken, the regulation or the county says who approves how many days."""
    for record in county.of("leave"):
        for index, leave in enumerate(record.data["leaves"]):
            table = levels_on(county, leave["from"])
            if table and table.undetermined:
                yield Found(
                    record.path,
                    f"/leaves/{index}",
                    f"本月有 {len(record.data['leaves'])} 次请假，审批权限待定：{table.note}",
                    period=record.data["month"],
                )
                break


@rule(
    title="临界天数的请假给出提示",
    why="原文两档都可以读成包含这一天数，按口径归入其中一档，请审批人知悉。",
    mend="无须改正；口径见制度页。",
    rows=("S0-58", "S0-59"),
    severity="info",
    private=True,
)
def boundary_leave_is_noted(county: CountyFacts) -> Iterator[Found]:
    """A leave of exactly the days that two tiers can both claim (A7) is pointed out."""
    for cadre, leaves in cadres_leaves(county):
        for approval in _approvals(county, leaves):
            leave = approval.leave
            value = value_of(county.pack(leave.start), BOUNDARY, leave.start)
            if value is None or value.undetermined or value.integer() != approval.days:
                continue
            decision = value.decision
            yield Found(
                leave.path,
                f"{leave.pointer}/to",
                f"{leave_shown(county, leave)}{_length(approval)}，正在两档的分界上。"
                + (f"口径 {decision.id}：{decision.choice}" if decision else ""),
                subject=cadre.id,
                period=month_of(leave.start),
                got=approval.days,
                cite=value.cite,
                evidence=tuple(place_of(x) for x in approval.before),
            )


def _filings_due(
    county: CountyFacts, cadre: Cadre, spell: Spell
) -> Iterator[tuple[Filing, Cite | None]]:
    """Filings that a spell of leave calls for, with their articles (none for a county's own)."""
    table = levels_on(county, spell.start)
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
    why="超过乡镇权限的假要报上一级备案，省直以上单位的还要另外抄报和备案。",
    mend="请补办备案或抄报，并在这条请假的 filings 里写明方式、机关和日期。",
    rows=("S0-58", "S0-59", "S0-60"),
    private=True,
)
def filings_are_complete(county: CountyFacts) -> Iterator[Found]:
    """An approved spell of leave carries every filing that its length and its unit call for.

    No article says by when: what is missing is warned of, until a month that it touches is sealed.
    """
    for cadre, leaves in cadres_leaves(county):
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
                    f"{cadre_named(county, cadre.id)}{spell.start} 至 {spell.end} 的假共 "
                    f"{spell.length} 天，应由{filing.by or '审批机关'}{verb}{filing.to}{suffix}，"
                    "没有记录。",
                    subject=cadre.id,
                    period=month_of(spell.start),
                    got="、".join(f"{kind}{to}" for kind, to in sorted(done)),
                    need=f"{filing.kind}{filing.to}",
                    cite=cite,
                    evidence=tuple(place_of(x) for x in spell.parts[:-1]),
                    severity="block" if _is_sealed(county, cadre, spell) else "warn",
                )


def _is_sealed(county: CountyFacts, cadre: Cadre, spell: Spell) -> bool:
    """Whether a sealed sheet of the cadre rests on the spell."""
    months = months_between(month_of(spell.start), month_of(spell.end))
    sheets = (county.sheets.get((cadre.id, month)) for month in months)
    return any(sheet is not None and sheet.is_sealed for sheet in sheets)
