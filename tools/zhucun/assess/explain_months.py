"""The month-by-month part of an explanation: attendance, leave, off-post days, logs, money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhucun.assess.leave_days import LeaveDays, days_at
from zhucun.assess.months import MonthFigures
from zhucun.assess.trace import Section, Trace
from zhucun.assess.years import YearFigures
from zhucun.facts.corrections import Correction, corrections_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.daylogs import day_log
from zhucun.facts.inspections import Visit
from zhucun.facts.people import LEVELS
from zhucun.facts.presence import (
    EXPLAINED,
    MET,
    NOT_ASSESSED,
    UNDETERMINED,
    UNEXPLAINED,
    UNREGISTERED,
    MonthPresence,
    value_of,
)
from zhucun.facts.sheets import BUSINESS, IN_VILLAGE, LEAVE, OFF_POST, REST
from zhucun.law.grounds import grounds, table_grounds, unique
from zhucun.law.value import Value

_SHORT = (EXPLAINED, UNEXPLAINED)
#: The roles that the least days bind by reference only, by the key of the days.
_BY_REFERENCE = {
    "attendance.min_days": "attendance.by_reference",
    "attendance.min_days_community": "attendance.by_reference_community",
}


def month_sections(county: CountyFacts, figures: YearFigures) -> list[Section]:
    """Sections on the year's months that are over; one sentence where there is nothing to say."""
    months = figures.months
    return [
        _section("每月到岗", [_attendance(county, m) for m in months], "没有已经结束的任职月份"),
        _section("到岗不足", [_shortfall(m) for m in months if _is_short(m)], "没有到岗不足的月份"),
        _section("请假", [t for m in months for t in _leave(m)], "没有登记请假"),
        _section("缺岗", [_off_post(m) for m in months if m.presence.off_post], "没有缺岗的日子"),
        _section("督查", [_visit(m, v) for m in months for v in m.visits], "没有被督查的记录"),
        _section(
            "工作日志", [t for m in months for t in _logs(county, m)], "没有已经结束的任职月份"
        ),
    ]


def subsidy_section(figures: YearFigures) -> Section:
    """The subsidy by month and for the year."""
    traces = [
        Trace(f"{m.month} 补助", m.money.shown, m.money.how, m.money.grounds, m.money.evidence)
        for m in figures.months
    ]
    computed = [m for m in figures.months if m.money.yuan is not None]
    sums = " + ".join(str(m.money.yuan) for m in computed)
    total = sum(m.money.yuan or 0 for m in computed)
    open_months = "、".join(m.month for m in figures.months if m.money.state == UNDETERMINED)
    how = f"已计算 {len(computed)} 个月" + (f"：{sums} = {total} 元" if sums else "")
    remarks = dict.fromkeys(m.money.remark for m in computed if m.money.remark)
    for remark in remarks:
        how += f"；{'、'.join(m.month for m in computed if m.money.remark == remark)} {remark}"
    how += f"；{open_months} 待定，全年合计待定。" if open_months else "。"
    yuan = figures.subsidy_yuan
    value = figures.subsidy_state if yuan is None else f"{yuan} 元"
    traces.append(Trace(f"{figures.year} 年补助合计", value, how))
    return Section("补助", tuple(traces))


def _section(title: str, traces: list[Trace], nothing: str) -> Section:
    return Section(title, tuple(traces) or (Trace(title, "无", f"{nothing}。"),))


def _law(month: MonthFigures, *keys: str) -> list[Value | None]:
    return [value_of(month.pack, key, f"{month.month}-01") for key in keys]


def _sheet(presence: MonthPresence) -> tuple[str, ...]:
    sheet = presence.sheet
    if sheet is None:
        return ()
    seal = (f"{sheet.seal.path}#{sheet.seal.pointer}",) if sheet.seal else ()
    return (f"{sheet.path}#{sheet.pointer}", *seal)


def _attendance(county: CountyFacts, month: MonthFigures) -> Trace:
    p = month.presence
    named = (
        (IN_VILLAGE, p.in_village),
        (BUSINESS, p.business),
        (LEAVE, p.leave),
        (REST, p.rest),
        (OFF_POST, p.registered_off_post),
    )
    parts = [f"{name} {days} 天" for name, days in named if days]
    total = sum(days for _, days in named)
    how = f"{' + '.join(parts) or '没有登记'} = {total} 天" if p.sheet else "当月没有考勤表"
    if p.unpublished:
        how += f"；计入 {p.counted} 天（减去没有公示去向的 {len(p.unpublished)} 天）"
    elif p.counted != p.in_village:
        how += f"；计入 {p.counted} 天"
    how += f"；{_verdict(p)}。当月 {p.days} 天，{_workdays(p)}"
    how += "" if p.is_sealed or p.sheet is None else "；考勤表尚未封存"
    corrected = _corrections(county, month)
    how += "".join(f"；{each.approved_on} 批准过更正" for each in corrected) + "。"
    keys = ["attendance.counted_statuses", "attendance.day_basis"]
    if p.state == NOT_ASSESSED:
        keys.append("attendance.partial_month")
    if reference := _reference(month):
        keys.append(reference)
    return Trace(
        f"{month.month} 到岗",
        f"{p.state} · 计入 {p.counted} 天",
        how,
        grounds(p.rule, *_law(month, *keys)),
        (*_sheet(p), *(f"{each.path}#{each.pointer}" for each in corrected)),
    )


def _corrections(county: CountyFacts, month: MonthFigures) -> tuple[Correction, ...]:
    """The corrections of the cadre's line in the month's sheet."""
    sheet = month.presence.sheet
    if sheet is None:
        return ()
    line = f"sheets/{month.cadre.id}"
    found = corrections_of(county, sheet.path)
    return tuple(c for c in found if any(each.touches(line) for each in c.changes))


def _reference(month: MonthFigures) -> str:
    """The key of the decision by which the days bind the role; "" for one that the text names."""
    rule = month.presence.rule
    for asked, key in _BY_REFERENCE.items():
        value = value_of(month.pack, key, f"{month.month}-01")
        if rule and rule.key == asked and value and not value.undetermined:
            return key if month.presence.posting.role in value.texts() else ""
    return ""


def _workdays(p: MonthPresence) -> str:
    if p.workdays is None:
        return "工作日待定（这一年的放假安排没有录入）"
    return f"工作日 {p.workdays} 天（只作对照）"


def _verdict(p: MonthPresence) -> str:
    if p.state == NOT_ASSESSED:
        return "任职没有覆盖整月，不作达标判断"
    if p.state == UNREGISTERED:
        return "没有登记，不能判断"
    if p.need is None:
        return "制度没有规定最少天数，不能判断"
    if p.state == MET:
        return f"不少于 {p.need} 天，达标"
    return f"少于 {p.need} 天，差 {p.gap} 天"


def _is_short(month: MonthFigures) -> bool:
    return month.presence.state in _SHORT


def _shortfall(month: MonthFigures) -> Trace:
    p = month.presence
    how = f"要求 {p.need} 天，计入 {p.counted} 天，差 {p.need} − {p.counted} = {p.gap} 天；"
    if p.state == EXPLAINED:
        how += f"当月请假 {p.leave} 天，有 {len(p.explained_by)} 份经批准的请假或已立的案可以说明。"
    else:
        how += f"当月请假 {p.leave} 天，没有足够的经批准的请假，也没有立案。"
    law = (p.rule, *_law(month, "attendance.shortfall_explained_by"))
    evidence = (*_sheet(p), *p.explained_by)
    return Trace(f"{month.month} 到岗不足", p.state, how, grounds(*law), evidence)


def _leave(month: MonthFigures) -> list[Trace]:
    traces = [_one_leave(month, found) for found in month.leaves]
    if month.presence.leave:
        terms = [(level, days_at(month.leaves, level)) for level in LEVELS]
        covered = sum(days for _, days in terms)
        how = "，".join(f"{level}批准 {days} 天" for level, days in terms if days)
        rest = month.presence.leave - covered
        if rest:
            how += f"{'，' if how else ''}{rest} 天没有查到批准"
        traces.append(
            Trace(
                f"{month.month} 请假合计",
                f"{month.presence.leave} 天",
                f"{how}。",
                evidence=_sheet(month.presence)[:1],
            )
        )
    return traces


def _one_leave(month: MonthFigures, found: LeaveDays) -> Trace:
    spell, leave = found.spell, found.leave
    who = f"{found.approver.name}（{found.approver.role}）" if found.approver else leave.approver
    how = f"{leave.start} 至 {leave.end} 请假 {leave.length} 天，{leave.approved_on} 由{who}批准"
    if len(spell.parts) > 1:
        how += f"；与相接的请假合并为 {spell.start} 至 {spell.end} 共 {spell.length} 天"
    counting = _law(month, "leave.day_basis", "leave.merge_contiguous")
    law = unique((*grounds(found.tier, found.provincial, *counting), *table_grounds(found.table)))
    if found.tier:
        filings = "、".join(f"{f.kind}{f.to}" for f in found.tier.filings)
        how += f"；{spell.length} 天应由{found.tier.text('approver')}审批"
        how += f"，并{filings}" if filings else ""
        how += f"；省直以上单位选派的，{found.provincial.shown}。" if found.provincial else "。"
    elif found.table:
        how += f"；{found.table.note or '审批权限待定。'}"
    else:
        how += "；现行制度没有审批权限的分档。"
    return Trace(
        f"{found.dates[0]} 起请假",
        f"{len(found.dates)} 天 · {found.level or '审批级别不明'}",
        how,
        law,
        (f"{leave.path}#{leave.pointer}",),
    )


def _off_post(month: MonthFigures) -> Trace:
    p = month.presence
    registered = [day for day in p.off_post if day not in p.unpublished]
    parts = []
    if registered:
        parts.append(f"{_days(registered)} 日登记为缺岗，共 {len(registered)} 天")
    if p.unpublished:
        parts.append(
            f"{_days(p.unpublished)} 日登记在村，没有公示去向，"
            f"共 {len(p.unpublished)} 天，作缺岗处理，不计入在村天数"
        )
    how = f"{'；'.join(parts)}。"
    keys = ("whereabouts.daily", "whereabouts.missing_is", "attendance.off_post_is_separate")
    law = grounds(*_law(month, *keys))
    return Trace(f"{month.month} 缺岗", f"{len(p.off_post)} 天", how, law, _sheet(p)[:1])


def _days(dates: Iterable[str]) -> str:
    return "、".join(str(int(day[8:])) for day in dates)


def _visit(month: MonthFigures, visit: Visit) -> Trace:
    how = f"督查 {visit.inspection} 于 {visit.date} 走访，{visit.found}。"
    law = grounds(*_law(month, "inspection.methods"))
    return Trace(f"{visit.date} 督查", visit.found, how, law, (f"{visit.path}#{visit.pointer}",))


def _logs(county: CountyFacts, month: MonthFigures) -> Iterator[Trace]:
    """Weeks uploaded and days written, whichever the regulation asks for."""
    daily, weekly = _days_written(county, month), month.logs.rule
    if daily is None or (weekly is not None and not weekly.undetermined):
        yield _weeks_uploaded(month)
    if daily is not None:
        yield daily


def _weeks_uploaded(month: MonthFigures) -> Trace:
    logs = month.logs
    if logs.rule is None or logs.rule.undetermined:
        how = "现行制度没有规定每周上传日志。"
        return Trace(f"{month.month} 日志", "待定", how, grounds(logs.rule))
    how = f"应交 {len(logs.due)} 周，已交 {len(logs.uploaded)} 周"
    if logs.explained:
        how += "，有说明 " + "、".join(f"{w}（{why}）" for w, why in logs.explained.items())
    if logs.missing:
        how += f"，缺 {'、'.join(logs.missing)}"
    keys = ["log.partial_week"] + (["log.missing_week_explained"] if logs.explained else [])
    return Trace(
        f"{month.month} 日志",
        f"{len(logs.uploaded)} / {len(logs.due)} 周",
        f"{how}。",
        unique((*grounds(logs.rule), *grounds(*_law(month, *keys)))),
        _log_places(month),
    )


def _days_written(county: CountyFacts, month: MonthFigures) -> Trace | None:
    """In-village days with a log entry; None where the regulation asks for no daily entries."""
    found = day_log(county, month.cadre.id, month.month)
    if found.daily is None:
        return None
    how = f"在村 {len(found.in_village)} 天，有日志的 {found.days_written} 天"
    if found.unwritten:
        how += f"，{_days(found.unwritten)} 日没有记录"
    return Trace(
        f"{month.month} 逐日记录",
        f"{found.days_written} / {len(found.in_village)} 天",
        f"{how}。",
        grounds(found.daily),
        (f"{month.log.path}#/entries",) if month.log and month.log.entries else (),
    )


def _log_places(month: MonthFigures) -> tuple[str, ...]:
    log = month.log
    if log is None:
        return ()
    parts = (("uploads", log.uploads), ("missing", log.missing))
    return tuple(f"{log.path}#/{name}" for name, found in parts if found)
