"""The attendance board of earlier months: a page for each county and month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.publish.addresses import attendance_path
from zhucun.publish.model import Basis, Cadre, County, Month, Township
from zhucun.publish.page import Page, cn_month
from zhucun.publish.pages.answers import kept_days, standing
from zhucun.publish.pages.tallies import Tally, month_bases, month_of, serving_in, tally

#: How many months a board goes back; the data go back farther.
MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class MonthBoard:
    """One month of a county: what stands in it by cadre and by township, and what it rests on."""

    month: str
    answer: str
    tally: Tally
    entries: tuple[tuple[Cadre, Month], ...]
    townships: tuple[tuple[Township, str], ...]
    bases: tuple[Basis, ...]


def months_shown(county: County) -> tuple[str, ...]:
    """The newest months that anybody has a sheet for, the newest first."""
    months = {m.month for c in county.cadres for m in c.months if m.registered}
    return tuple(sorted(months, reverse=True)[:MONTHS_BACK])


def month_board(county: County, month: str) -> MonthBoard:
    """The attendance of one month."""
    entries = tuple((c, m) for c in county.cadres if (m := month_of(c, month)))
    townships = (
        (t, standing(serving_in(county.cadres, t.places, month), month)) for t in county.townships
    )
    return MonthBoard(
        month,
        kept_days(county.name, county.cadres, month),
        tally(county.cadres, month),
        entries,
        tuple((t, sentence) for t, sentence in townships if sentence),
        tuple(month_bases(county.cadres, month)),
    )


def month_pages(county: County, title: str, names: dict[str, tuple[str, str]]) -> Iterator[Page]:
    """The board of each month, permanent; `names` gives each place its township and own name."""
    months = months_shown(county)
    for month in months:
        yield Page(
            attendance_path(county.code, month),
            "board_attendance_month.html.j2",
            f"{title}：{county.name} {cn_month(month)}",
            counties=(county,),
            context={
                "county": county,
                "board": month_board(county, month),
                "months": months,
                "names": names,
            },
        )
