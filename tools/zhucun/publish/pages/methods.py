"""How figures are made: a page for everybody, and one for each county with its law and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhucun.publish.addresses import attendance_path, board_path, cadre_path, method_path
from zhucun.publish.model import (
    BUSINESS,
    IN_VILLAGE,
    VILLAGER_BOARDS,
    Cadre,
    County,
    Method,
    Month,
    Site,
    Table,
)
from zhucun.publish.page import Page, cn_day, cn_month, short_month
from zhucun.publish.pages.answers import today_of, week_of
from zhucun.publish.pages.board_list import BOARDS, TABLE_BOARDS, BoardPlace
from zhucun.publish.pages.tallies import month_of, newest_month


@dataclass(frozen=True, slots=True)
class Example:
    """A figure that was really made: whose, its steps, and the page that has it, named."""

    about: str
    steps: tuple[str, ...]
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A method with its example, the data file of its rows, and the board that shows them."""

    method: Method
    example: Example | None
    data: str
    board: BoardPlace | None


@dataclass(frozen=True, slots=True)
class TableSection:
    """The tables of a board, and in plain sentences how they are made, where that needs words."""

    board: BoardPlace
    tables: tuple[Table, ...]
    formula: tuple[str, ...]


def method_pages(site: Site) -> Iterator[Page]:
    """怎么算的: the index, and a page for each county."""
    yield Page("method/", "methods.html.j2", "怎么算的")
    for county in site.counties:
        yield Page(
            method_path(county.code),
            "method.html.j2",
            f"怎么算的：{county.name}",
            counties=(county,),
            context={
                "county": county,
                "sections": [
                    _section(county, method, site.as_of)
                    for method in county.methods
                    if method.slug not in VILLAGER_BOARDS
                ],
                "table_boards": list(_table_boards(county)),
            },
        )


def _section(county: County, method: Method, as_of: str) -> Section:
    board = next((b for b in BOARDS if b.slug == method.slug), None)
    data = _DATA.get(method.slug, method.slug)
    return Section(method, example(county, method.slug, as_of), data, board)


def _table_boards(county: County) -> Iterator[TableSection]:
    formulas = {method.slug: method.formula for method in county.methods}
    for board in TABLE_BOARDS:
        tables = county.tables_of(board.slug)
        if tables:
            yield TableSection(board, tables, formulas.get(board.slug, ()))


def example(county: County, slug: str, as_of: str) -> Example | None:
    """A worked example of a method from what the county publishes; None where there is nothing."""
    make = _EXAMPLES.get(slug)
    return make(county, as_of) if make else None


def _attendance(county: County, _as_of: str) -> Example | None:
    month = newest_month(county.cadres)
    found = [
        (cadre, entry)
        for cadre in county.cadres
        if (entry := month_of(cadre, month)) and entry.registered and entry.state in _FAIR
    ]
    if not found:
        return None
    cadre, entry = min(found, key=lambda pair: _fitness(*pair))
    days = [
        f"在村 {entry.in_village + entry.unpublished} 天",
        *_counted("因公外出", entry.business),
        *_counted("其他", entry.other),
        *_counted("缺岗", entry.off_post - entry.unpublished),
    ]
    steps = [f"登记：{'，'.join(days)}。"]
    if entry.unpublished:
        steps.append(f"登记在村的日子里，有 {entry.unpublished} 天没有公示去向，不计入。")
    steps.append(_sum(entry))
    if entry.need is None:
        steps.append("要求多少天，制度没有写：待定。")
    else:
        enough = "够了" if entry.counted >= entry.need else "不够"
        steps.append(f"要求 {entry.need} 天，计入 {entry.counted} 天，{enough}：{entry.state}。")
    return Example(
        f"{cadre.shown}，{cn_month(month)}",
        tuple(steps),
        f"{attendance_path(county.code, month)}#c-{cadre.id}",
        f"{short_month(month)}到岗表里的这一行",
    )


# An example is nobody's pillory: it shows a month that was met, or that can't be judged.
_FAIR = ("达标", "待定")


def _fitness(cadre: Cadre, entry: Month) -> tuple[bool, bool, str]:
    """First those without a day off post, then those whose month shows more than one step."""
    return bool(entry.off_post), not entry.business, cadre.id


def _counted(word: str, days: int) -> tuple[str, ...]:
    return (f"{word} {days} 天",) if days else ()


def _sum(entry: Month) -> str:
    if entry.counted == entry.in_village:
        return f"计入的天数 = 在村的 {entry.counted} 天。"
    if entry.counted == entry.in_village + entry.business:
        both = f"在村 {entry.in_village} + 因公外出 {entry.business}"
        return f"计入的天数 = {both} = {entry.counted} 天。"
    return f"其中按上面的办法计入的，是 {entry.counted} 天。"


def _whereabouts(county: County, as_of: str) -> Example | None:
    cadre = next((c for c in county.cadres if c.active and c.board), None)
    if cadre is None or cadre.board is None:
        return None
    marks = cadre.board.marks
    days = f"在村 {marks.count(IN_VILLAGE)} 天，因公外出 {marks.count(BUSINESS)} 天"
    return Example(
        f"{cadre.shown}，{week_of(cadre.board)}",
        (f"去向牌上{days}。", f"数据截至{cn_day(as_of)}：{today_of(cadre, as_of)}。"),
        board_path("whereabouts", county.code),
        "本县的去向表",
    )


def _logs(county: County, _as_of: str) -> Example | None:
    for cadre in county.cadres:
        if cadre.active and cadre.logs and cadre.logs[-1].due == cadre.logs[-1].uploaded:
            log = cadre.logs[-1]
            steps = (f"整周都在任职的有 {log.due} 周，应传 {log.due} 周，已传 {log.uploaded} 周。",)
            about = f"{cadre.shown}，{cn_month(log.month)}"
            return Example(about, steps, cadre_path(cadre.id), f"{cadre.shown}的页面")
    return None


def _projects(county: County, as_of: str) -> Example | None:
    project = next((p for p in county.projects if str(p.year) == as_of[:4]), None)
    if project is None:
        return None
    done = f"{cn_day(project.completed_on)}完成" if project.completed_on else "还没有完成"
    steps = (
        f"期限{cn_day(project.due)}。",
        f"到{cn_day(as_of)}，{done}：{project.state}，完成比例 {project.percent}%。",
    )
    return Example(project.title, steps, board_path("projects", county.code), "本县的承诺与项目")


def _cases(county: County, _as_of: str) -> Example | None:
    counts = county.case_counts
    if not counts.open + counts.closed:
        return None
    both = f"未结 {counts.open} 件，加已结 {counts.closed} 件，共 {counts.open + counts.closed} 件"
    steps = (f"{both}；现在公开的 {len(county.cases)} 件。",)
    return Example(county.name, steps, board_path("cases", county.code), "本县的负面清单")


_EXAMPLES: dict[str, Callable[[County, str], Example | None]] = {
    "attendance": _attendance,
    "whereabouts": _whereabouts,
    "logs": _logs,
    "projects": _projects,
    "cases": _cases,
}
# Where the rows of a method stand in the data file of another one.
_DATA = {"logs": "assessment"}
