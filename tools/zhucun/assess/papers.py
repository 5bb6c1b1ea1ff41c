"""Reports and summaries: who made them for which period, and how many a county has."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.obligations import DONE, OVERDUE, Obligation, obligations_of
from zhucun.facts.subjects import POSTING

PAPER = "paper"
KEYS = ("report.quarterly", "summary.half_yearly", "report.half_yearly")


@table(
    "reports",
    "汇报和总结",
    "每名驻村干部各期的汇报、总结和报告报了没有。",
    board="work",
    keys=KEYS,
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("paper", "材料"),
        Column("period", "时期"),
        Column("due", "截止日期", kind="date"),
        Column("need", "应报", kind="count"),
        Column("done", "已报", kind="count"),
        Column("state", "状态", kind="state"),
    ),
)
def reports(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre, paper and period of the year, in order of id."""
    own = (o for o in _owed(county, year) if o.subject.kind == POSTING)
    for each in sorted(own, key=lambda o: (o.subject.id, o.period.start)):
        yield {
            "cadre": each.subject.id,
            "paper": each.cadence.title,
            "period": each.period.shown,
            "due": each.due or None,
            "need": each.need,
            "done": Cell(len(each.acts), tuple(f"{a.path}#{a.pointer}" for a in each.acts)),
            "state": each.state,
        }


@table(
    "report_totals",
    "汇报和总结的份数",
    "全县各期的汇报、总结和报告，应报几份、已报几份。",
    board="work",
    keys=KEYS,
    columns=(
        Column("paper", "材料", public=True),
        Column("period", "时期", public=True),
        Column("due", "截止日期", kind="date", public=True),
        Column("owed", "应报", kind="count", public=True),
        Column("done", "已报", kind="count", public=True),
        Column("overdue", "逾期未报", kind="count", public=True),
    ),
)
def report_totals(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a paper and period of the year, in order of time."""
    found: dict[tuple[str, str, str], list[Obligation]] = {}
    for each in _owed(county, year):
        key = (each.period.start, each.cadence.title, each.period.shown)
        found.setdefault(key, []).append(each)
    for (_, title, period), owed in sorted(found.items()):
        yield {
            "paper": title,
            "period": period,
            "due": owed[0].due or None,
            "owed": len(owed),
            "done": sum(o.state == DONE for o in owed),
            "overdue": sum(o.state == OVERDUE for o in owed),
        }


def _owed(county: CountyFacts, year: int) -> Iterator[Obligation]:
    return (
        each
        for each in obligations_of(county)
        if each.cadence.act == PAPER and each.period.start[:4] == f"{year:04d}"
    )
