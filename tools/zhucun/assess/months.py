"""Everything that is counted for one cadre and one month."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.assess.leave_days import LeaveDays, leave_days
from zhucun.facts.county import CountyFacts
from zhucun.facts.inspections import ABSENT, Visit
from zhucun.facts.logs import Log
from zhucun.facts.logweeks import LogWeeks, log_weeks
from zhucun.facts.people import Cadre
from zhucun.facts.presence import MonthPresence, months_of, presence_of
from zhucun.facts.subsidy import Money, money_of
from zhucun.law.pack import Pack


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One cadre-month. `pack` is the regulation in force on the month's first day;
    `log` the record that `logs` was counted from."""

    cadre: Cadre
    presence: MonthPresence
    pack: Pack | None
    leaves: tuple[LeaveDays, ...]
    logs: LogWeeks
    log: Log | None
    visits: tuple[Visit, ...]
    money: Money

    @property
    def month(self) -> str:
        """The month, YYYY-MM."""
        return self.presence.month

    @property
    def absent_visits(self) -> tuple[Visit, ...]:
        """Visits that found the post empty."""
        return tuple(v for v in self.visits if v.found == ABSENT)


def month_figures(county: CountyFacts, cadre: Cadre, month: str) -> MonthFigures | None:
    """One month's figures; None without a posting in it or before records began."""
    presence = presence_of(county, cadre, month)
    if presence is None:
        return None
    return MonthFigures(
        cadre=cadre,
        presence=presence,
        pack=county.pack(f"{month}-01"),
        leaves=leave_days(county, cadre, presence),
        logs=log_weeks(county, cadre, month),
        log=county.logs.get((cadre.id, month)),
        visits=tuple(v for v in county.visits.get(cadre.id, []) if v.date[:7] == month),
        money=money_of(county, cadre, presence),
    )


def months_in(county: CountyFacts, cadre: Cadre, year: int) -> tuple[MonthFigures, ...]:
    """The year's months that are over by `as_of`, in order."""
    months = [m for m in months_of(county, cadre) if m[:4] == f"{year:04d}"]
    found = (month_figures(county, cadre, month) for month in months)
    return tuple(figures for figures in found if figures)
