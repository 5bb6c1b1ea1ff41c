"""Pictures of places: which villages have a cadre, weak villages, and what villages earn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhucun.publish.charts import (
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
from zhucun.publish.model import Basis, County, Table, Village
from zhucun.publish.page import cn_date
from zhucun.publish.tallies import covered_villages

YEARS_SHOWN = 5
SQUARES_A_LINE = 20
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
                    f"region/{township.code}/",
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
                    f"board/posting/{county.code}/",
                    _cells(total, covered),
                    share(label, covered, total),
                )
            )
    return _coverage("各县的村和社区", "县", rows, "整条是全县的村和社区，涂满的是有驻村干部的。")


def _coverage(caption: str, head: str, rows: list[PanelRow], note: str) -> Panel | None:
    if not rows:
        return None
    heads = (head, "村和社区", "有驻村干部", "没有")
    return Panel(f"{caption}（个）", heads, tuple(rows), _HERE, note)


def _cells(total: int, covered: int) -> tuple[str, ...]:
    return (str(total), str(covered), str(total - covered))


def _said(total: int, covered: int) -> str:
    return f"{total} 个村和社区，{covered} 个有驻村干部，{total - covered} 个没有。"


def squares(label: str, styles: Sequence[str]) -> Picture:
    """A small square each, `SQUARES_A_LINE` a line."""
    step, size = 0.95, 0.75
    places = [(n % SQUARES_A_LINE * step, n // SQUARES_A_LINE * step) for n in range(len(styles))]
    bars = tuple(
        Bar(x + 0.1, y + 0.1, size, size, css) for (x, y), css in zip(places, styles, strict=True)
    )
    lines = -(-len(styles) // SQUARES_A_LINE)
    width = min(len(styles), SQUARES_A_LINE) * step
    return Picture(label, lines * step + 0.05, bars, unit="em", width=width, css="small")


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
                    f"board/economy/{county.code}/",
                    (str(len(lifted)), str(sum(lifted)), str(len(lifted) - sum(lifted))),
                    squares(label, [FULL if each else OPEN for each in lifted]),
                )
            )
    if not rows:
        return None
    return Panel(
        "集体经济薄弱村（个）",
        ("县", "列为薄弱村", "其中已摘帽", "还没有摘帽"),
        tuple(rows),
        (Key(swatch(FULL), LIFTED), Key(swatch(OPEN), "还没有摘帽")),
        "一格是一个列过薄弱村的村，按代码排列。",
    )


def weak_summary(counties: Iterable[County]) -> str:
    """How many villages were listed and lifted in all; "" where none was ever listed."""
    lifted = [each for county in counties for each in weak_states(county)]
    return _weak_said(lifted) if lifted else ""


def weak_bases(counties: Iterable[County]) -> tuple[Basis, ...]:
    """What the listing and lifting of weak villages rests on, each article once."""
    grounds = (g.basis for c in counties if (t := _table(c, "weak_villages")) for g in t.grounds)
    return tuple(dict.fromkeys(basis for basis in grounds if basis))


def weak_states(county: County) -> list[bool]:
    """Of each village that was listed, in the order of the table, whether it was lifted since."""
    table = _table(county, "weak_villages")
    if table is None:
        return []
    at = [column.key for column in table.columns].index("state")
    return [row[at].text == LIFTED for row in table.rows]


def _weak_said(lifted: Sequence[bool]) -> str:
    left = len(lifted) - sum(lifted)
    return f"列为薄弱村的 {len(lifted)} 个，已摘帽 {sum(lifted)} 个，还没有摘帽 {left} 个。"


def _table(county: County, name: str) -> Table | None:
    return next((table for table in county.tables if table.name == name), None)


# -- what a village earns -----------------------------------------------------------------------


def income(county: County, village: Village, grids: bool = True) -> Figure | None:
    """A column a year of the village's collective income; `grids` False where a table is near."""
    found = _incomes(county).get(village.code, {})
    return _income(village, found, max(found.values(), default=(0.0, ""))[0], grids)


def incomes(county: County) -> list[tuple[Village, Figure]]:
    """The pictures of all villages with incomes, by code, all drawn to one scale."""
    found = _incomes(county)
    most = max((yuan for years in found.values() for yuan, _ in years.values()), default=0.0)
    villages = sorted((v for t in county.townships for v in t.villages), key=lambda v: v.code)
    made = ((v, _income(v, found.get(v.code, {}), most, grids=False)) for v in villages)
    return [(village, figure) for village, figure in made if figure]


def _incomes(county: County) -> dict[str, dict[str, tuple[float, str]]]:
    """By village and year: the yuan, and the band that the regulation's report speaks of."""
    table = _table(county, "village_incomes")
    found: dict[str, dict[str, tuple[float, str]]] = {}
    if table is None:
        return found
    keys = [column.key for column in table.columns]
    at = {key: keys.index(key) for key in ("village", "year", "yuan", "band")}
    for row in table.rows:
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
    bars: list[Bar] = []
    words: list[Word] = []
    for n, (year, (yuan, band)) in enumerate(years.items()):
        middle = pitch * (n + 0.5)
        height = tall * yuan / most if most else 0.0
        css = SHADED if band.endswith("以下") else FULL
        bars.append(Bar(middle - pitch * 0.3, base - height, pitch * 0.6, height, css))
        words.append(Word(middle, base - height - 0.35, _wan(yuan)))
        words.append(Word(middle, base + 1.2, year, "soft"))
        words += [
            Word(middle, base + 2.5 + 1.2 * line, f"▲{word}")
            for line, (word, date) in enumerate(marks)
            if date.startswith(year)
        ]
    said = listed(f"{year}年 {_wan(yuan)} 万元" for year, (yuan, _) in years.items())
    picture = Picture(
        f"{village.name}集体经济收入：{said}{_weak_dates(village)}",
        base + 1.6 + 1.2 * len(marks),
        tuple(bars),
        (Line(0, base, 100, base),),
        tuple(words),
        css="narrow",
    )
    bands = dict.fromkeys(band for _, band in years.values() if band)
    keys = tuple(
        Key(swatch(SHADED if band.endswith("以下") else FULL), band) for band in sorted(bands)
    )
    grid = Grid(
        f"{village.name}集体经济收入",
        ("年度", "收入（元）", "图表分档"),
        tuple((year, f"{yuan:.0f}", band or "—") for year, (yuan, band) in years.items()),
    )
    note = "单位万元，从 0 画起。" + ("分档只为看图，不是标准。" if keys else "")
    return Figure(picture, keys, note, (grid,)) if grids else Figure(picture)


def _weak_dates(village: Village) -> str:
    listed_on = f"{cn_date(village.weak_listed)}列为薄弱村" if village.weak_listed else ""
    if not listed_on:
        return ""
    lifted = f"{cn_date(village.weak_lifted)}摘帽" if village.weak_lifted else "还没有摘帽"
    return f"{listed_on}，{lifted}。"


def _wan(yuan: float) -> str:
    return f"{yuan / 10000:.2f}".rstrip("0").rstrip(".")
