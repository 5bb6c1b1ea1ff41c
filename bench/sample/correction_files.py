"""Corrections of sealed sheets, and notes on what was recorded late."""

from collections.abc import Iterator

from bench.sample.cast import County, LateNoted, Misread, Plot
from bench.sample.days import Lives
from bench.sample.yamlish import Block, Data, days, document
from zhucun.facts.dates import each_day, month_of, month_span

HEAD = """更正和补录：盖过章、批准过的记录错了，写明原值、新值、理由，由上一级批准，同时改那份记录。
已写的一条不改不删；写错了再写一条。late 写补录很久以前的事情的说明。"""


def correction_files(
    plot: Plot, lives: Lives, county: County, folder: str
) -> Iterator[tuple[str, str]]:
    """One file a year for the county; none for a year without any."""
    home = {k.id: t.slug for t in county.townships for k in t.cadres}
    misread = [told for told in plot.story.misread if told.cadre in home]
    noted = [told for told in plot.story.noted if told.county == county.slug]
    years = {told.on[:4] for told in misread} | {told.on[:4] for told in noted}
    for year in sorted(years):
        data: dict[str, Data] = {"year": int(year)}
        corrections: list[Data] = [
            _correction(lives, home[told.cadre], told) for told in misread if told.on[:4] == year
        ]
        late: list[Data] = [_late(told) for told in noted if told.on[:4] == year]
        if corrections:
            data["corrections"] = corrections
        if late:
            data["late"] = late
        yield f"{folder}/corrections/{year}.yml", document(data, HEAD)


def _correction(lives: Lives, township: str, told: Misread) -> Block:
    """A day that the sheet gave another status; the sheet as written is right."""
    month = month_of(told.day)
    is_ = lives.status(told.cadre, told.day)
    assert is_ not in ("", told.was), told
    changes: list[Data] = [
        Block({"item": f"sheets/{told.cadre}/{status}", "old": _quoted(old), "new": _quoted(new)})
        for status, old, new in (
            (told.was, _days(lives, told, told.was) | {told.day}, _days(lives, told, told.was)),
            (is_, _days(lives, told, is_) - {told.day}, _days(lives, told, is_)),
        )
    ]
    return Block(
        {
            "file": f"{township}/attendance/{month}.yml",
            "changes": changes,
            "reason": told.reason,
            "by": told.by,
            "date": told.on,
            "approval": {"by": told.approval[0], "date": told.approval[1]},
        }
    )


def _days(lives: Lives, told: Misread, status: str) -> set[str]:
    """The days of the month that the sheet gives a status."""
    first, last = month_span(month_of(told.day))
    return {day for day in each_day(first, last) if lives.status(told.cadre, day) == status}


def _quoted(dates: set[str]) -> Data:
    """A day expression as a value of its own, in quotes where it has a comma."""
    found = days(sorted(int(day[8:]) for day in dates))
    return found if isinstance(found, int) else f"{found}"


def _late(told: LateNoted) -> Block:
    return Block({"files": [*told.files], "reason": told.reason, "by": told.by, "date": told.on})
