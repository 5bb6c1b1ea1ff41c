"""Rules on the whereabouts board: every in-village day published, and as it was."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.sheets import on_sheet, readable_sheets
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import unpublished_days
from zhucun.facts.sheets import IN_VILLAGE


@rule(
    title="在村的日子公示了去向",
    why="凡未公示去向信息的，作缺岗处理；缺岗不计入在村天数，但不上处理阶梯。",
    mend="当时确已挂牌公示的，补上那一周的去向登记；没有公示的，不必改，按缺岗计。",
    rows=("S0-61", "S0-62", "S0-64"),
    severity="warn",
)
def in_village_day_has_whereabouts(county: CountyFacts) -> Iterator[Found]:
    """Each day registered in the village has published whereabouts, where the pack asks for it."""
    for sheet in readable_sheets(county):
        if county.lacks(f"{county.path}/{sheet.township}/whereabouts/"):
            continue
        missing = [d for d in unpublished_days(county, sheet) if d <= county.as_of]
        if missing:
            days = "、".join(str(int(d[8:])) for d in missing)
            yield on_sheet(
                sheet,
                f"{sheet.cadre} {sheet.month} 的 {days} 日在村但没有公示去向，按缺岗计",
                status=IN_VILLAGE,
                got=len(missing),
                need=0,
                cite=cite_of(county, f"{sheet.month}-01", "whereabouts.missing_is"),
            )


@rule(
    title="去向牌与考勤一致",
    why="去向牌是当时挂出去的，考勤是事后登记的；两边不一样，群众会看见。",
    mend="核实当天情况，改正写错的一边。",
    rows=("S0-62",),
    severity="warn",
    private=True,
)
def whereabouts_agree_with_sheet(county: CountyFacts) -> Iterator[Found]:
    """A day registered in the village was not published as something else."""
    for sheet in readable_sheets(county):
        published = county.whereabouts.get(sheet.cadre, {})
        for day in sheet.dates(IN_VILLAGE):
            board = published.get(day)
            if board and board.status != IN_VILLAGE:
                yield on_sheet(
                    sheet,
                    f"{sheet.cadre} {day} 考勤登记为在村，去向牌写的是{board.status}",
                    status=IN_VILLAGE,
                    got=board.status,
                    need=IN_VILLAGE,
                    cite=cite_of(county, day, "whereabouts.daily"),
                    evidence=(f"{board.path}#{board.pointer}",),
                )
