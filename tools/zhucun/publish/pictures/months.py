"""Pictures of months: a cadre's year, a township's, and how the months of a region went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhucun.facts.presence import UNREGISTERED
from zhucun.publish.model import FEW, MOST, SOME, Cadre, County, Month, Township
from zhucun.publish.page import cn_month, shape_of
from zhucun.publish.pages.tallies import ORDER
from zhucun.publish.pictures.drawing import (
    DASHED,
    FAINT,
    FULL,
    OPEN,
    SHADED,
    Bar,
    Figure,
    Grid,
    Key,
    Line,
    Name,
    Picture,
    Word,
    half,
    listed,
)

MONTHS_SHOWN = 12
WEEKS = "一二三四五"
NOT_JUDGED = "不计"
_MEANT = "● 达标，◐ 有说明，○ 待说明，— 不计、待定或没有登记。"

_STYLES = {
    "达标": FULL,
    "有说明": SHADED,
    "待说明": OPEN,
    "待定": FAINT,
    UNREGISTERED: DASHED,
}


# -- a cadre's year ----------------------------------------------------------------------------


def calendar(cadre: Cadre, shown: int = MONTHS_SHOWN) -> Figure | None:
    """A column a month with its state, a box a week with how full it was, and the days counted."""
    months = cadre.months[-shown:]
    if not months:
        return None
    left, pitch = 16.5, 83.5 / max(shown, len(months))
    top, row = 4.4, 1.45
    foot = top + row * len(WEEKS) + 0.9
    bars: list[Bar] = []
    words = [
        Word(0, 2.5, "月", "soft", "start"),
        Word(0, 3.9, "结果", "soft", "start"),
        Word(0, foot, "天数", "soft", "start"),
        *(
            Word(0, top + row * n + 0.95, f"第{name}周", "soft", "start")
            for n, name in enumerate(WEEKS)
        ),
    ]
    for column, month in enumerate(months):
        x = left + pitch * column
        middle = x + pitch / 2
        words += _month_heads(months, column, x, middle)
        words.append(Word(middle, 3.9, shape_of(month.state)[0], "mark"))
        words.append(Word(middle, foot, str(month.counted) if month.registered else "—"))
        for week, name in enumerate(month.weeks):
            box = (x + pitch * 0.08, top + row * week, pitch * 0.84, row - 0.25)
            bars += _week_box(name.level, *box)
    label = f"{cadre.shown}的到岗日历。{_months_said(months)}{_weeks_said(months)}"
    keys = (
        Key(_week_box(MOST, 0.05, 0.05, 0.9, 0.9), f"{MOST} 天"),
        Key(_week_box(SOME, 0.05, 0.05, 0.9, 0.9), f"{SOME} 天"),
        Key(_week_box(FEW, 0.05, 0.05, 0.9, 0.9), f"{FEW} 天"),
        Key(_week_box("", 0.05, 0.05, 0.9, 0.9), "没有整周登记"),
    )
    note = f"一格是一周（周一到周日，归入周日所在的月），看这一周在村几天。结果：{_MEANT}"
    return Figure(
        Picture(label, foot + 0.4, tuple(bars), words=tuple(words), css="year"), keys, note
    )


def _month_heads(months: Sequence[Month], n: int, x: float, middle: float) -> list[Word]:
    """The month over its column, and the year where it begins or the picture does."""
    month = months[n].month
    heads = [Word(middle, 2.5, str(int(month[5:7])))]
    begins = n == 0 or months[n - 1].month[:4] != month[:4]
    ahead = [m.month[:4] for m in months[n + 1 : n + 3]]
    if begins and all(year == month[:4] for year in ahead):
        year = Word(x, 1.0, f"{month[:4]}年", "soft", "start")
        heads.append(year if year.reach[1] <= 100 else replace(year, x=100.0, anchor="end"))
    return heads


def _week_box(level: str, x: float, y: float, width: float, height: float) -> tuple[Bar, ...]:
    if level == SOME:
        return half(x, y, width, height)
    return (Bar(x, y, width, height, {MOST: FULL, FEW: OPEN}.get(level, DASHED)),)


def _months_said(months: Sequence[Month]) -> str:
    return listed(
        f"{cn_month(m.month)}{m.state}，{m.counted} 天"
        if m.registered
        else f"{cn_month(m.month)}还没有登记"
        for m in months
    )


def _weeks_said(months: Sequence[Month]) -> str:
    counts = Counter(week.level for month in months for week in month.weeks)
    parts = [f"在村 {level} 天的有 {counts[level]} 周" for level in (MOST, SOME, FEW)]
    return "，".join([*parts, f"没有整周登记的有 {counts['']} 周"]) + "。"


# -- a township's year -------------------------------------------------------------------------


def township_year(county: County, township: Township) -> Figure | None:
    """A line a cadre who served there, in the order of places, a shape a month."""
    lines = _served(county, township)
    axis = sorted({month for *_, states in lines for month in states})[-MONTHS_SHOWN:]
    lines = [line for line in lines if any(month in line[2] for month in axis)]
    if not lines:
        return None
    left, pitch, row, top = 26.0, 74 / MONTHS_SHOWN, 1.7, 1.6
    words = [Word(0, 1.0, "月", "soft", "start")]
    words += [
        Word(left + pitch * (n + 0.5), 1.0, str(int(month[5:7])), "soft")
        for n, month in enumerate(axis)
    ]
    names: list[Name] = []
    for n, (place, _, states) in enumerate(lines):
        y = top + row * n + 1.25
        names.append(Name(y, left - 1, place))
        words += [
            Word(left + pitch * (at + 0.5), y, shape_of(states[month])[0], "mark")
            for at, month in enumerate(axis)
            if month in states
        ]
    label = f"{township.name}各月到岗。" + listed(
        f"{place}{name}：{_runs(axis, states)}" for place, name, states in lines
    )
    grid = Grid(
        f"{township.name}各月到岗",
        ("驻地", "干部", *axis),
        tuple(
            (place, name, *(states.get(month, "不在任") for month in axis))
            for place, name, states in lines
        ),
    )
    picture = Picture(
        label,
        top + row * len(lines) + 0.2,
        lines=tuple(Line(0, top + row * n, 100, top + row * n) for n in range(len(lines))),
        words=tuple(words),
        names=tuple(names),
        css="year",
    )
    note = f"{cn_month(axis[0])}到{cn_month(axis[-1])}，一行是一名干部，空着的月份不在任。{_MEANT}"
    return Figure(picture, note=note, grids=(grid,))


def _served(county: County, township: Township) -> list[tuple[str, str, dict[str, str]]]:
    """Cadres in the order of the places they served at: place, name, state by month."""
    names = {township.code: township.name, **{v.code: v.name for v in township.villages}}
    places = list(names)
    found = [
        (places.index(here[-1].place), cadre, {m.month: m.state for m in here})
        for cadre in county.cadres
        if (here := [m for m in cadre.months if m.place in names])
    ]
    found.sort(key=lambda line: (line[0], line[1].id))
    return [(names[places[at]], cadre.shown, states) for at, cadre, states in found]


def _runs(axis: Sequence[str], states: dict[str, str]) -> str:
    """Months in words, those of one state together: 达标 1、2、4 月，有说明 3 月."""
    found: dict[str, list[str]] = {}
    for month in axis:
        if month in states:
            found.setdefault(states[month], []).append(str(int(month[5:7])))
    return "，".join(f"{state} {'、'.join(months)} 月" for state, months in found.items())


# -- a region's months -------------------------------------------------------------------------


def trend(counties: Iterable[County]) -> Figure | None:
    """A column a month: how many were judged how; those nobody registered stand apart, dashed.

    Whom the month's requirement doesn't apply to (不计) isn't drawn; the table counts them.
    """
    counts: dict[str, Counter[str]] = {}
    for cadre in (cadre for county in counties for cadre in county.cadres):
        for month in cadre.months:
            counts.setdefault(month.month, Counter())[month.state] += 1
    most = max((_drawn(each) for each in counts.values()), default=0)
    if not most:
        return None
    axis = sorted(counts)[-_columns_that_fit(most) :]
    states = [s for s in ORDER if s in _STYLES and any(counts[m][s] for m in axis)]
    label = "各月到岗人数。" + listed(
        cn_month(m) + "，".join(f"{s} {counts[m][s]} 人" for s in states if counts[m][s])
        for m in axis
    )
    grid = Grid(
        "各月到岗（人）",
        ("月份", *states, NOT_JUDGED),
        tuple((m, *(str(counts[m][s]) for s in (*states, NOT_JUDGED))) for m in axis),
    )
    note = f"{cn_month(axis[0])}到{cn_month(axis[-1])}，一柱是一个月的人数；"
    note += "不满一个月的不计，没有画出；离任已久、这里不再列出的人也不算。"
    if UNREGISTERED in states:
        note += "没有登记的不算达标，也不算没有达标。"
    return Figure(
        _columns(label, [counts[m] for m in axis], axis, states), note=note, grids=(grid,)
    )


def _drawn(counts: Counter[str]) -> int:
    return sum(counts[state] for state in _STYLES)


# So many columns leave room for numbers of so many digits.
_FIT = ((2, MONTHS_SHOWN), (3, 8), (4, 6))


def _columns_that_fit(most: int) -> int:
    """How many months stand side by side so that their numbers don't touch."""
    return next((fit for digits, fit in _FIT if most < 10**digits), 4)


def _columns(
    label: str, counts: Sequence[Counter[str]], axis: Sequence[str], states: Sequence[str]
) -> Picture:
    """Stacked columns, under each its month and its numbers, a line a state."""
    most = max(_drawn(each) for each in counts)
    left, pitch = 22.0, 78 / max(_columns_that_fit(most), 1)
    tall, base, line = 7.0, 7.3, 1.5
    rows = [(base + 3.1 + line * n, state) for n, state in enumerate(states)]
    bars = [Bar(0.5, y - 0.8, 3, 0.85, _STYLES[state]) for y, state in rows]
    words = [Word(0, base + 1.4, "月", "soft", "start")]
    words += [Word(5, y, state, "", "start") for y, state in rows]
    for column, each in enumerate(counts):
        x = left + pitch * column
        middle = x + pitch / 2
        words.append(Word(middle, base + 1.4, str(int(axis[column][5:7])), "soft"))
        bars += _column(each, states, x + pitch * 0.12, pitch * 0.76, base, tall / most)
        words += [
            Word(middle, y, str(each[state]), "" if each[state] else "soft") for y, state in rows
        ]
    height = base + 3.1 + line * len(states) - 0.9
    return Picture(label, height, tuple(bars), (Line(left, base, 100, base),), tuple(words))


def _column(
    counts: Counter[str],
    states: Iterable[str],
    x: float,
    width: float,
    base: float,
    each: float,
) -> list[Bar]:
    """The stacked parts of one month, the first state at the bottom; `each` is em a person."""
    bars: list[Bar] = []
    for state in states:
        if counts[state]:
            base -= counts[state] * each
            bars.append(Bar(x, base, width, counts[state] * each, _STYLES[state]))
    return bars
