"""Logs: what a cadre uploads week by week, and how the township evaluates a month."""

from collections.abc import Iterator
from random import Random

from bench.sample import days as d
from bench.sample.cast import Cadre, City, Plot, Township
from bench.sample.month_files import officer_on
from bench.sample.texts import EVIDENCE, OPINIONS, entries
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import next_month, plus, week_days, weeks_of_month

# Entries of a month: at least and at most; S1 asks for one each day in the village.
ENTRIES = {"s0": (2, 4), "s1": (31, 31), "s4": (3, 5)}
LOG_HEAD = """工作日志：uploads 是每周上传的日期（一周算在它的周日所在的月份），entries 按日记录。
某周没有上传的，在 missing 里写明原因。"""


def log_files(
    plot: Plot, lives: d.Lives, city: City, township: Township, folder: str
) -> Iterator[tuple[str, str]]:
    """A log for each cadre and month with a posted day."""
    for month in plot.months:
        for cadre in township.cadres:
            marks = lives.marks.get((cadre.id, month))
            if marks:
                head = LOG_HEAD if month == plot.months[-1] and cadre is township.cadres[0] else ""
                data = _log(plot, lives, city, township, cadre, month)
                yield f"{folder}/logs/{month}/{cadre.id}.yml", document(data, head)


def _log(
    plot: Plot, lives: d.Lives, city: City, township: Township, cadre: Cadre, month: str
) -> dict[str, Data]:
    rng = Random(f"{plot.seed}/{cadre.id}/{month}/log")
    data: dict[str, Data] = {"cadre": cadre.id, "month": month}
    uploads: list[Data] = []
    missing: list[Data] = []
    for week in weeks_of_month(month):
        reason = _reason(plot, lives, cadre, week)
        if reason == _NOT_POSTED:
            continue
        if reason:
            missing.append({"week": week, "reason": reason})
        else:
            uploads.append({"week": week, "date": _uploaded(rng, cadre, week)})
    if uploads:
        data["uploads"] = uploads
    if missing:
        data["missing"] = missing
    written = _entries(rng, lives, city, township, cadre, month)
    if written:
        data["entries"] = written
    if city.regulation == "s0":
        day = f"{next_month(month)}-{rng.randrange(2, 6):02d}"
        data["evaluation"] = {
            "by": officer_on(township.officers, "乡镇党委", day),
            "date": day,
            "opinion": rng.choice(OPINIONS),
        }
    return data


_NOT_POSTED = "不在任"


def _reason(plot: Plot, lives: d.Lives, cadre: Cadre, week: str) -> str:
    """Why a week has no upload; empty if it has one."""
    days = week_days(week)
    if days[0] < f"{plot.months[0]}-01" or not any(cadre.posting.covers(day) for day in days):
        return _NOT_POSTED
    told = plot.story.missed_logs.get((cadre.id, week))
    if told:
        return told
    if d.IN_VILLAGE in (lives.status(cadre.id, day) for day in days):
        return ""
    on_leave = any(lives.status(cadre.id, day) == d.LEAVE for day in days)
    return "全周请假或休息，没有在村。" if on_leave else "放假，全周没有在村。"


def _uploaded(rng: Random, cadre: Cadre, week: str) -> str:
    """Friday to the following Monday, not after the posting."""
    day = plus(week_days(week)[0], rng.choice((4, 4, 5, 6, 6, 7)))
    return min(day, cadre.posting.last)


def _entries(
    rng: Random, lives: d.Lives, city: City, township: Township, cadre: Cadre, month: str
) -> list[Data]:
    here = [day for day, s in lives.marks[cadre.id, month].items() if s == d.IN_VILLAGE]
    village = township.village(cadre.posting.place)
    number = min(rng.randint(*ENTRIES[city.regulation]), len(here))
    told = entries(rng, city.regulation, village.kind if village else "村", number)
    found: list[Data] = []
    for day, entry in zip(sorted(rng.sample(here, number)), told, strict=True):
        line: dict[str, Data] = {"date": day}
        if entry.duty:
            line["duties"] = [entry.duty]
        if entry.kind:
            line["kind"] = entry.kind
        line["text"] = entry.text
        if entry.kind:
            line["evidence"] = [f"{rng.choice(EVIDENCE)}{day[:4]}年{int(day[5:7])}月"]
        found.append(line if len(entry.text) < 40 else Block(line))
    return found
