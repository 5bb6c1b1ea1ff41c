"""Pictures of places: which villages have a cadre, weak villages, and what villages earn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from zhucun.publish.addresses import board_path, region_path
from zhucun.publish.model import Basis, County, Village
from zhucun.publish.page import cn_date
from zhucun.publish.pages.tallies import covered_villages
from zhucun.publish.pictures.drawing import (
    FULL,
    OPEN,
    SHADED,
    Bar,
    Figure,
    Grid,
    Key,
    Line,
    Panel,
    PanelRow,
    Picture,
    Word,
    listed,
    swatch,
)

YEARS_SHOWN = 5
SQUARES_A_LINE = 10
LIFTED = "已摘帽"

_HERE = (Key(swatch(FULL), "有驻村干部"), Key(swatch(OPEN), "没有"))


# -- which villages have a cadre ----------------------------------------------------------------


def coverage_of_townships(county: County) -> Panel | None:
    """A square a village in the order of codes, full where a cadre is in office."""
    here = {c.posting.place for c in county.cadres if c.active}
    rows = []
    for township in county.townships:
        full = [village.code in here for village in township.villages]
        if full:
            label = f"{township.name}：{_said(len(full), sum(full))}"
            rows.append(
                PanelRow(
                    township.name,
                    region_path(township.code),
                    _cells(len(full), sum(full)),
                    squares(label, [FULL if each else OPEN for each in full]),
                )
            )
    return _coverage("各乡镇的村和社区", "乡镇", rows, "一格是一个村或社区，按代码排列。")


def coverage_of_counties(counties: Iterable[County]) -> Panel | None:
    """A bar a county: how many of its villages have a cadre in office."""
    rows = []
    for county in counties:
        total = sum(len(township.villages) for township in county.townships)
        if total:
            covered = covered_villages(county)
            label = f"{county.name}：{_said(total, covered)}"
            rows.append(
                PanelRow(
                    county.name,
                    board_path("posting", county.code),
                    _cells(total, covered),
                    share(label, covered, total),
                )
            )
    return _coverage("各县的村和社区", "县", rows, "整条是全县的村和社区，涂满的是有驻村干部的。")


def _coverage(caption: str, head: str, rows: list[PanelRow], note: str) -> Panel | None:
    if not rows:
        return None
    heads = (head, "共", "有", "没有")
    return Panel(f"{caption}：有没有驻村干部（个）", heads, tuple(rows), _HERE, note)


def _cells(total: int, covered: int) -> tuple[str, ...]:
    return (str(total), str(covered), str(total - covered))


def _said(total: int, covered: int) -> str:
    return f"{total} 个村和社区，{covered} 个有驻村干部，{total - covered} 个没有。"


def squares(label: str, styles: Sequence[str]) -> Picture:
    """A small box each, `SQUARES_A_LINE` a line."""
    step, line = 100 / SQUARES_A_LINE, 0.95
    bars = tuple(
        Bar(
            n % SQUARES_A_LINE * step + 1,
            n // SQUARES_A_LINE * line + 0.1,
            step - 2,
            line - 0.2,
            css,
        )
        for n, css in enumerate(styles)
    )
    lines = math.ceil(len(styles) / SQUARES_A_LINE)
    return Picture(label, lines * line, bars, css="small squares")


def share(label: str, part: int, whole: int) -> Picture:
    """A bar over the whole width, full for a part of the whole."""
    bars = (Bar(0.3, 0.1, 99.4, 1, OPEN), Bar(0.3, 0.1, 99.4 * part / whole if whole else 0, 1))
    return Picture(label, 1.2, bars, css="small")


# -- weak villages ------------------------------------------------------------------------------


def weak_of_counties(counties: Iterable[County]) -> Panel | None:
    """A square a village that was ever listed as weak, full where it was lifted since."""
    rows = []
    for county in counties:
        lifted = weak_states(county)
        if lifted:
            label = f"{county.name}：{_weak_said(lifted)}"
            rows.append(
                PanelRow(
                    county.name,
                    board_path("economy", county.code),
                    (str(len(lifted)), str(sum(lifted)), str(len(lifted) - sum(lifted))),
                    squares(label, [FULL if each else OPEN for each in lifted]),
                )
            )
    if not rows:
        return None
    return Panel(
        "集体经济薄弱村摘帽没有（个）",
        ("县", "列入", "摘帽", "未摘"),
        tuple(rows),
        (Key(swatch(FULL), LIFTED), Key(swatch(OPEN), "还没有摘帽")),
        "一格是一个列过薄弱村的村，按代码排列。",
    )


def weak_bases(counties: Iterable[County]) -> tuple[Basis, ...]:
    """What the listing and lifting of weak villages rests on, each article once."""
    grounds = (g.basis for c in counties if (t := c.table("weak_villages")) for g in t.grounds)
    return tuple(dict.fromkeys(basis for basis in grounds if basis))


def weak_states(county: County) -> list[bool]:
    """Of each village that was listed, in the order of the table, whether it was lifted since."""
    table = county.table("weak_villages")
    return [row["state"].text == LIFTED for row in table.keyed()] if table else []


def _weak_said(lifted: Sequence[bool]) -> str:
    left = len(lifted) - sum(lifted)
    return f"列为薄弱村的 {len(lifted)} 个，已摘帽 {sum(lifted)} 个，还没有摘帽 {left} 个。"


# -- what a village earns -----------------------------------------------------------------------


def income(county: County, village: Village, grids: bool = True) -> Figure | None:
    """A column a year of the village's collective income; `grids` False where a table is near."""
    found = _incomes(county, village.code).get(village.code, {})
    return _income(village, found, max(found.values(), default=(0.0, ""))[0], grids)


def incomes(county: County) -> list[tuple[Village, Figure]]:
    """The pictures of all villages with incomes, by code, all drawn to one scale."""
    found = _incomes(county)
    most = max((yuan for years in found.values() for yuan, _ in years.values()), default=0.0)
    villages = sorted((v for t in county.townships for v in t.villages), key=lambda v: v.code)
    made = ((v, _income(v, found.get(v.code, {}), most, grids=False)) for v in villages)
    return [(village, figure) for village, figure in made if figure]


def _incomes(county: County, only: str = "") -> dict[str, dict[str, tuple[float, str]]]:
    """By village and year: the yuan, and the band that the regulation's report speaks of.

    Those of all villages, or of `only` one.
    """
    table = county.table("village_incomes")
    found: dict[str, dict[str, tuple[float, str]]] = {}
    if table is None:
        return found
    keys = [column.key for column in table.columns]
    at = {key: keys.index(key) for key in ("village", "year", "yuan", "band")}
    for row in table.rows:
        if only and row[at["village"]].value != only:
            continue
        yuan = row[at["yuan"]].value
        if isinstance(yuan, int | float):
            years = found.setdefault(str(row[at["village"]].value), {})
            years[str(row[at["year"]].value)] = (float(yuan), str(row[at["band"]].value or ""))
    return {code: dict(sorted(years.items())[-YEARS_SHOWN:]) for code, years in found.items()}


def _income(
    village: Village, years: dict[str, tuple[float, str]], most: float, grids: bool
) -> Figure | None:
    if not years:
        return None
    pitch, tall, base = 100 / YEARS_SHOWN, 4.5, 5.9
    dates = {"列入": village.weak_listed, LIFTED[1:]: village.weak_lifted}
    marks = [(word, date) for word, date in dates.items() if date[:4] in years]
    lines = 2 if len(marks) == 2 and marks[0][1][:4] == marks[1][1][:4] else len(marks[:1])
    bars: list[Bar] = []
    words: list[Word] = []
    for n, (year, (yuan, band)) in enumerate(years.items()):
        middle = pitch * (n + 0.5)
        height = tall * yuan / most if most else 0.0
        bars.append(Bar(middle - pitch * 0.3, base - height, pitch * 0.6, height, _style_of(band)))
        words.append(Word(middle, base - height - 0.35, _wan(yuan)))
        words.append(Word(middle, base + 1.2, year, "soft"))
        words += [
            Word(middle, base + 2.5 + 1.2 * (at if lines == 2 else 0), f"▲{word}")
            for at, (word, date) in enumerate(marks)
            if date.startswith(year)
        ]
    said = listed(f"{year}年 {_wan(yuan)} 万元" for year, (yuan, _) in years.items())
    picture = Picture(
        f"{village.name}集体经济收入：{said}{_weak_dates(village)}",
        base + 1.6 + 1.2 * lines,
        tuple(bars),
        (Line(0, base, 100, base),),
        tuple(words),
        css="narrow",
    )
    keys = _bands(years.values())
    grid = Grid(
        f"{village.name}集体经济收入",
        ("年度", "收入（元）", "图表分档"),
        tuple((year, f"{yuan:.0f}", band or "—") for year, (yuan, band) in years.items()),
    )
    note = "单位万元，从 0 画起。" + ("分档只为看图，不是标准。" if keys else "")
    return Figure(picture, keys, note, (grid,)) if grids else Figure(picture)


def income_keys(county: County) -> tuple[Key, ...]:
    """The bands that the bars of a county's villages are drawn in."""
    return _bands(each for years in _incomes(county).values() for each in years.values())


def _bands(found: Iterable[tuple[float, str]]) -> tuple[Key, ...]:
    bands = sorted({band for _, band in found if band})
    return tuple(Key(swatch(_style_of(band)), band) for band in bands)


def _style_of(band: str) -> str:
    return SHADED if band.endswith("以下") else FULL


def _weak_dates(village: Village) -> str:
    listed_on = f"{cn_date(village.weak_listed)}列为薄弱村" if village.weak_listed else ""
    if not listed_on:
        return ""
    lifted = f"{cn_date(village.weak_lifted)}摘帽" if village.weak_lifted else "还没有摘帽"
    return f"{listed_on}，{lifted}。"


def _wan(yuan: float) -> str:
    return f"{yuan / 10000:.2f}".rstrip("0").rstrip(".")
