"""Events: who came to what calls for the cadres, and what was reported at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.events import ATTENDED, EXCUSED, MISSED, happened, must_attend


@table(
    "events",
    "事项与直报",
    "各村各件事项的到场情况和直报时间。",
    board="duties",
    keys=("event.must_attend",),
    columns=(
        Column("date", "日期", kind="date"),
        Column("village", "地点", kind="village"),
        Column("kind", "类型"),
        Column("id", "编号"),
        Column("named", "登记人数", "登记了到场情况的干部。", kind="count"),
        Column("attended", "到场", kind="count"),
        Column("reported_to", "报送机关"),
        Column(
            "reported_at",
            "直报时间",
            "信息直报的日期和时间；期限原文没有规定，只列出。没有直报的为空。",
            rows=("S0-20",),
        ),
    ),
)
def events(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row an event of the year, by day and in the order of the records."""
    found = (act for act in happened(county) if act.date[:4] == f"{year:04d}")
    for act in sorted(found, key=lambda act: act.date):
        words = Counter(act.data["cadres"].values())
        report = act.data.get("reported")
        at = f"{report['date']} {report['time']}" if report else None
        yield {
            "date": act.date,
            "village": act.village,
            "kind": act.data["kind"],
            "id": act.data["id"],
            "named": sum(words.values()),
            "attended": words[ATTENDED],
            "reported_to": report["to"] if report else None,
            "reported_at": Cell(at, (f"{act.path}#{act.pointer}/reported",)) if report else None,
        }


@table(
    "event_attendance",
    "五必到",
    "每名驻村干部对五类必到事项的到场情况。",
    board="duties",
    keys=("event.must_attend", "event.excuses"),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("kind", "类型"),
        Column("due", "应到", kind="count"),
        Column("attended", "到场", kind="count"),
        Column("excused", "有交代", "经批准的请假和因公外出。", kind="count"),
        Column("missed", "未到场", "没有到，也没有登记的。", kind="count"),
    ),
)
def event_attendance(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre and kind of event that he had to attend in the year."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for event in must_attend(county):
        if event.act.date[:4] == f"{year:04d}":
            place = f"{event.act.path}#{event.act.pointer}"
            for turnout in event.turnouts:
                own = found.setdefault((turnout.cadre, event.kind), [])
                own.append((turnout.state, place))
    for (cadre, kind), turnouts in sorted(found.items()):
        counts = Counter(state for state, _ in turnouts)
        missed = tuple(place for state, place in turnouts if state == MISSED)
        yield {
            "cadre": cadre,
            "kind": kind,
            "due": len(turnouts),
            "attended": counts[ATTENDED],
            "excused": counts[EXCUSED],
            "missed": Cell(counts[MISSED], missed),
        }
