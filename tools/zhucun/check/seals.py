"""Rules on who registers and seals a month's attendance, and on what a seal vouches for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.sheets import on_sheet, posted_days, readable_sheets
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over, month_length, month_of, month_span, months_between
from zhucun.facts.people import Officer
from zhucun.facts.presence import value_of
from zhucun.read.tree import Record

#: What a month's seal rests on: that it is asked for, or else who gives it.
SEALING = ("attendance.sealed_per_month", "attendance.sealer_roles")


def _held(terms: Iterable[Officer]) -> str:
    """What an officer is in a township, as the message goes on."""
    roles = "、".join(term.role for term in terms)
    return f"的职责是{roles}" if roles else "没有职责"


def _sealed(county: CountyFacts) -> Iterator[tuple[Record, dict[str, Any]]]:
    for record in county.of("attendance"):
        if "seal" in record.data:
            yield record, record.data["seal"]


@rule(
    title="月末以后才盖章",
    why="月份没有过完就封存，后面几天是预先填的。",
    mend="把盖章日期改为月末以后的实际日期。",
    rows=("S1-15",),
)
def seal_follows_month_end(county: CountyFacts) -> Iterator[Found]:
    """A seal is dated after the month's last day and not after the day judged as of."""
    for record, seal in _sealed(county):
        month = record.data["month"]
        last = month_span(month)[1]
        cite = cite_of(county, last, *SEALING)
        if seal["date"] <= last:
            message = f"{month} 的考勤在 {seal['date']} 盖章，那时本月还没有过完"
        elif seal["date"] > county.as_of:
            message = f"{month} 的考勤写着 {seal['date']} 盖章，这一天还没有到"
        else:
            continue
        yield Found(
            record.path,
            "/seal/date",
            message,
            period=month,
            got=seal["date"],
            need=f"{last} 以后",
            cite=cite,
        )


@rule(
    title="盖章人有权盖章",
    why="盖章是乡镇党委对考勤真实性的确认，由负责的人签。",
    mend="由当日在任、有盖章权限的人员盖章；如已在任，请在乡镇 region.yml 登记其职责和任期。",
    rows=("S1-15", "S1-16"),
)
def sealer_has_the_role(county: CountyFacts) -> Iterator[Found]:
    """The sealer holds, in this township on that day, a role that may seal."""
    for record, seal in _sealed(county):
        if seal["by"] not in county.officers:
            continue
        area = f"{county.path}/{record.place.township}"
        value = value_of(county.pack(seal["date"]), "attendance.sealer_roles", seal["date"])
        if value is None or value.undetermined:
            continue
        terms = [o for o in county.in_office(seal["by"], seal["date"]) if o.area == area]
        if not any(o.role in value.texts() for o in terms):
            held = _held(terms)
            yield Found(
                record.path,
                "/seal/by",
                f"{seal['by']} {seal['date']} 在本乡镇{held}，无权盖章"
                f"（应为{'、'.join(value.texts())}）",
                period=record.data["month"],
                got=held,
                need="、".join(value.texts()),
                cite=value.cite,
            )


@rule(
    title="盖章人不是本人",
    why="自己给自己的考勤盖章，不成其为确认。",
    mend="请另一位有权限的人员盖章。",
    rows=("S1-16", "S1-17"),
)
def sealer_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """The sealer has no line of his own in the sheets he seals."""
    for record, seal in _sealed(county):
        for officer in county.in_office(seal["by"], seal["date"]):
            if officer.cadre and officer.cadre in record.data["sheets"]:
                yield Found(
                    record.path,
                    "/seal/by",
                    f"{seal['by']} 本人（{officer.cadre}）就在这份考勤里",
                    subject=officer.cadre,
                    period=record.data["month"],
                    cite=cite_of(county, seal["date"], "attendance.sealer_roles"),
                )


@rule(
    title="封存的月份是完整的",
    why="盖章确认的是整月、全员的考勤；缺一天一人都不算完整。",
    mend="补齐缺的人和日后再盖章。",
    rows=("S0-56", "S1-15", "S4-49"),
)
def sealed_month_is_complete(county: CountyFacts) -> Iterator[Found]:
    """A sealed sheet has a line for every posted cadre and a status for every posted day.

    In a month not sealed yet, a posted cadre without a line is warned of.
    """
    for record in county.of("attendance"):
        month, sealed = record.data["month"], "seal" in record.data
        first, last = month_span(month)
        cite = cite_of(county, first, "attendance.min_days")
        for cadre in county.cadres.values():
            here = [
                p
                for p in cadre.postings_in(first, last)
                if county.township_of(p.village) == record.place.township
            ]
            if here and cadre.id not in record.data["sheets"]:
                yield Found(
                    record.path,
                    "/sheets",
                    f"{month} 的考勤里没有在任的 {cadre.id}",
                    subject=cadre.id,
                    period=month,
                    cite=cite,
                    evidence=(f"{here[0].path}#{here[0].pointer}",),
                    severity=None if sealed else "warn",
                    at_key=True,
                )
    for sheet in readable_sheets(county):
        if not sheet.is_sealed:
            continue
        first = month_span(sheet.month)[0]
        written = {d for days in sheet.days.values() for d in days}
        tail = sorted(d for d in posted_days(county, sheet) if d > max(written, default=0))
        if tail:
            yield on_sheet(
                sheet,
                f"{sheet.month} 已盖章，{sheet.cadre} 却没有登记 {'、'.join(map(str, tail))} 日",
                got=len(written),
                need=month_length(sheet.month),
                cite=cite_of(county, first, "attendance.min_days"),
            )


@rule(
    title="考勤登记人有职责",
    why="考勤由乡镇党委、村党组织登记。",
    mend="写上负责登记的人员编号（registrar），其职责须在制度规定的登记人之中。",
    rows=("S1-14",),
)
def registrar_has_the_role(county: CountyFacts) -> Iterator[Found]:
    """The registrar holds one of the roles that may register; a sealed sheet has one, and one
    that isn't sealed yet is warned of.
    """
    for record in county.of("attendance"):
        first, last = month_span(record.data["month"])
        value = value_of(county.pack(first), "attendance.registrar_roles", first)
        if value is None or value.undetermined:
            continue
        registrar = record.data.get("registrar")
        if registrar is None:
            yield Found(
                record.path,
                "",
                f"{record.data['month']} 的考勤没有写登记人",
                period=record.data["month"],
                cite=value.cite,
                severity=None if "seal" in record.data else "warn",
            )
            continue
        area = f"{county.path}/{record.place.township}"
        terms = [
            o
            for o in county.officers.get(registrar, ())
            if o.span.meets(first, last) and o.area == area
        ]
        known = registrar in county.officers
        if known and not any(o.role in value.texts() for o in terms):
            held = _held(terms)
            yield Found(
                record.path,
                "/registrar",
                f"{registrar} 当月在本乡镇{held}，不能登记考勤",
                period=record.data["month"],
                got=held,
                need="、".join(value.texts()),
                cite=value.cite,
            )


@rule(
    title="登记人不登记自己",
    why="自己给自己登记考勤，等于没有人登记。",
    mend="请另一位有职责的人员登记。",
    rows=("S1-14", "S1-17"),
)
def registrar_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """The registrar has no line of his own in the sheets he registers."""
    for record in county.of("attendance"):
        registrar = record.data.get("registrar", "")
        first, last = month_span(record.data["month"])
        for officer in county.officers.get(registrar, ()):
            if (
                officer.cadre
                and officer.cadre in record.data["sheets"]
                and officer.span.meets(first, last)
            ):
                yield Found(
                    record.path,
                    "/registrar",
                    f"登记人 {registrar} 本人（{officer.cadre}）就在这份考勤里",
                    subject=officer.cadre,
                    period=record.data["month"],
                    cite=cite_of(county, first, "attendance.registrar_roles"),
                )


@rule(
    title="过完的月份有考勤表",
    why="没有交的考勤和没有人在岗，从网站上看是一样的。",
    mend="补上这个月的考勤表；确实没有登记的，如实说明并由县里处理。",
    rows=("S1-15", "S4-49"),
    severity="warn",
)
def every_month_has_a_sheet(county: CountyFacts) -> Iterator[Found]:
    """Each township with a posted cadre has an attendance file for each month that is over."""
    written = {(r.place.township, r.data["month"]) for r in county.of("attendance")}
    for township in county.townships.values() if county.has_everybody else ():
        if county.lacks(f"{county.path}/{township.slug}/attendance/"):
            continue
        for month in months_between(county.records_from, month_of(county.as_of)):
            first, last = month_span(month)
            if not county.opened(first, last, "attendance"):
                continue
            posted = [
                c.id
                for c in county.cadres.values()
                for p in c.postings_in(first, last)
                if county.township_of(p.village) == township.slug
            ]
            if is_over(last, county.as_of) and posted and (township.slug, month) not in written:
                yield Found(
                    township.path,
                    "/name",
                    f"{township.name} {month} 没有考勤表，当月在任 {len(set(posted))} 人",
                    period=month,
                    got=0,
                    need=len(set(posted)),
                    cite=cite_of(county, first, SEALING[0], "attendance.min_days"),
                )
