"""Pictures of work: how far a promise has come, a ladder's steps, inspections, assessments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from zhucun.publish.model import Completeness, County, Ladder, Project, Step, TableCell
from zhucun.publish.page import cn_date
from zhucun.publish.pictures.drawing import (
    DASHED,
    EM,
    FULL,
    OPEN,
    SHADED,
    Bar,
    Figure,
    Key,
    Line,
    Name,
    Picture,
    Word,
    listed,
    swatch,
    wrapped,
)

# -- promises -----------------------------------------------------------------------------------

PROGRESS_KEYS = (
    Key(swatch(FULL), "做完的部分"),
    Key(swatch(OPEN), "期限以前还要做的"),
    Key(swatch(SHADED), "过了期限才做完"),
    Key(swatch(DASHED), "过了期限还没有做完"),
    Key((Bar(0.4, 0, 0.2, 1),), "数据截至这一天"),
)


def progress(project: Project, as_of: str) -> Picture:
    """The year from left to right: from the promise's publication to its due date, full as done."""
    top, tall = 0.25, 0.9
    posted = project.posted_on if project.posted_on[:4] == str(project.year) else ""
    start = min(_in_year(posted or f"{project.year}-01-01", project.year), 99)
    due = max(_in_year(project.due, project.year), start + 1)
    bars = [
        Bar(start, top, due - start, tall, OPEN),
        Bar(start, top, (due - start) * project.percent / 100, tall),
    ]
    ends = {"逾期完成": (project.completed_on, SHADED), "已逾期": (as_of, DASHED)}
    if project.state in ends:
        day, css = ends[project.state]
        bars.append(Bar(due, top, max(_in_year(day, project.year) - due, 0), tall, css))
    lines = [Line(0, top + tall, 100, top + tall)]
    if as_of[:4] == str(project.year):
        now = _in_year(as_of, project.year)
        lines.append(Line(now, 0, now, top + tall + 0.25, "now"))
    done = f"，{cn_date(project.completed_on)}完成" if project.completed_on else ""
    label = (
        f"{project.state}：做到 {project.percent}%，期限 {cn_date(project.due)}{done}；"
        f"数据截至 {cn_date(as_of)}。"
    )
    return Picture(label, top + tall + 0.3, tuple(bars), tuple(lines), css="small")


_PROMISES = {"按期完成": FULL, "逾期完成": SHADED, "进行中": OPEN, "已逾期": DASHED}
PROMISE_KEYS = tuple(Key(swatch(css), state) for state, css in _PROMISES.items())


def promises(county: County, year: int) -> Picture | None:
    """All of a year's promises as one bar, a part a state; None without any."""
    counts = Counter(p.state for p in county.projects if p.year == year)
    total = counts.total()
    if not total:
        return None
    bars: list[Bar] = []
    x = 0.4
    for state, css in _PROMISES.items():
        width = 99.2 * counts[state] / total
        if width:
            bars.append(Bar(x, 0.1, width, 1, css))
        x += width
    label = f"{county.name} {year} 年公开的承诺 {total} 件。" + listed(
        f"{state} {counts[state]} 件" for state in _PROMISES if counts[state]
    )
    return Picture(label, 1.2, tuple(bars), css="small")


def _in_year(day: str, year: int) -> float:
    """How far into a year a day is, in per cent; days before and after it at its ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    into = (date.fromisoformat(day) - first).days / (last - first).days * 100
    return min(max(into, 0.0), 100.0)


# -- ladders ------------------------------------------------------------------------------------

MOST_STEPS = 5


def stairs(ladder: Ladder) -> Figure | None:
    """A staircase: each step higher than the one before, its condition standing on it.

    None for a ladder of a single step, and for one too long to be read as a picture.
    """
    steps = ladder.steps
    if not 2 <= len(steps) <= MOST_STEPS:
        return None
    width, gap = 100 / len(steps), 1.0
    room = (width - gap) / EM
    conditions = [wrapped(step.condition, room, 3) for step in steps]
    inside = [(f"第 {n} 级", *_effects(step, room)) for n, step in enumerate(steps, 1)]
    rise, line = 1.6, 1.35
    low = max(len(lines) - n * rise / line for n, lines in enumerate(inside)) * line + 0.5
    tall = low + rise * (len(steps) - 1)
    height = tall + max(len(c) for c in conditions) * line + 0.6
    bars: list[Bar] = []
    words: list[Word] = []
    for n in range(len(steps)):
        x, step_height = width * n, low + rise * n
        bars.append(Bar(x, height - step_height, width - gap, step_height, "step"))
        above = height - step_height - 0.45
        middle = x + (width - gap) / 2
        words += [
            Word(middle, above - line * back, text)
            for back, text in enumerate(reversed(conditions[n]))
        ]
        words += [
            Word(middle, height - step_height + 1.15 + line * down, text, "" if down else "strong")
            for down, text in enumerate(inside[n])
        ]
    label = f"{ladder.title}，共 {len(steps)} 级。" + listed(
        f"第 {n} 级，{step.condition}" + "".join(f"，{e}" for e in _effects(step, 99))
        for n, step in enumerate(steps, 1)
    )
    return Figure(Picture(label, height, tuple(bars), words=tuple(words), css="stairs"))


def _effects(step: Step, room: float) -> tuple[str, ...]:
    """What a step brings about, in a few words."""
    done = f"处理 {len(step.dispositions)} 项" if step.dispositions else ""
    return tuple(line for text in (step.cap, done) if text for line in wrapped(text, room, 2))


# -- inspections --------------------------------------------------------------------------------


WAITING = "待办"


def inspections(county: County) -> Figure | None:
    """A line a body, a box a month with the inspections it made: full where they were enough."""
    table = county.table("inspections_by_month")
    if table is None or not table.rows:
        return None
    rows = list(table.keyed())
    months = sorted({row["month"].text for row in rows})[-12:]
    lines: dict[str, dict[str, dict[str, TableCell]]] = {}
    for row in rows:
        name = row["level"].text if row["township"].value is None else row["township"].text
        lines.setdefault(name, {})[row["month"].text] = row
    left, pitch, pace = 22.0, 78 / max(len(months), 6), 1.75
    words = [Word(0, 1, "月", "soft", "start")]
    words += [
        Word(left + pitch * (n + 0.5), 1, str(int(month[5:7])), "soft")
        for n, month in enumerate(months)
    ]
    bars: list[Bar] = []
    names: list[Name] = []
    for n, (name, found) in enumerate(lines.items()):
        y = 1.5 + pace * n
        names.append(Name(y + 1.1, left - 1, name))
        for at, month in enumerate(months):
            if month in found:
                css = _enough(found[month])
                x = left + pitch * at
                if css:
                    bars.append(Bar(x + pitch * 0.1, y, pitch * 0.8, pace - 0.25, css))
                text = found[month]["counted" if css else "inspections"].text
                words.append(Word(x + pitch / 2, y + 1.1, text, "on" if css == FULL else ""))
    label = f"{county.name}每月督查次数。" + listed(
        f"{name}：" + "，".join(_visits(m, found[m]) for m in months if m in found)
        for name, found in lines.items()
    )
    shown = {bar.css for bar in bars}
    meant = ((FULL, "够规定的次数"), (OPEN, "不够"), (DASHED, "还没有到期"))
    return Figure(
        Picture(
            label,
            1.5 + pace * len(lines),
            tuple(bars),
            words=tuple(words),
            names=tuple(names),
            css="year",
        ),
        tuple(Key(swatch(css), words_) for css, words_ in meant if css in shown),
        "一格是一个月的次数；没有框的，制度没有规定次数。",
    )


def _enough(row: dict[str, TableCell]) -> str:
    """How a month's box is drawn; "" where nothing was asked."""
    need, counted = row["need"].value, row["counted"].value
    if not isinstance(need, int | float) or not isinstance(counted, int | float):
        return ""
    if counted >= need:
        return FULL
    return DASHED if row["state"].text == WAITING else OPEN


def _visits(month: str, row: dict[str, TableCell]) -> str:
    asked = f"（应有 {row['need'].text} 次，计入 {row['counted'].text} 次）" if _enough(row) else ""
    return f"{int(month[5:7])} 月 {row['inspections'].text} 次{asked}"


# -- assessments --------------------------------------------------------------------------------


def stages(found: Completeness) -> Figure | None:
    """Five bars side by side: of all who are assessed, how many have come past each stage."""
    if not found.cadres:
        return None
    done: Sequence[tuple[str, int]] = (
        ("日常", found.daily),
        ("半年", found.half_year),
        ("年终", found.year_end),
        ("等次", found.graded),
        ("登记表", found.form_sent),
    )
    pitch = 100 / len(done)
    bars: list[Bar] = []
    words: list[Word] = []
    for n, (name, count) in enumerate(done):
        x, width = pitch * n + 0.4, pitch * 0.9
        bars.append(Bar(x, 1.5, width, 0.9, OPEN))
        bars.append(Bar(x, 1.5, width * min(count / found.cadres, 1), 0.9))
        words.append(Word(x, 1.0, name, "soft", "start"))
        words.append(Word(x, 3.6, str(count), "", "start"))
    label = f"{found.year} 年度考核，应考 {found.cadres} 人。" + listed(
        f"{name} {count} 人" for name, count in done
    )
    note = f"应考 {found.cadres} 人，整条是全部应考的人。"
    return Figure(Picture(label, 3.9, tuple(bars), words=tuple(words)), note=note)
