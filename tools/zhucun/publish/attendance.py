"""A cadre's months, weeks and logs for the public, from the projected sheets and boards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_length, parse_days, week_days, week_of
from zhucun.facts.logweeks import log_weeks
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import MonthPresence, months_of, presence_of
from zhucun.facts.sheets import BUSINESS as BUSINESS_STATUS
from zhucun.facts.sheets import IN_VILLAGE as IN_VILLAGE_STATUS
from zhucun.facts.sheets import LEAVE as LEAVE_STATUS
from zhucun.facts.sheets import OFF_POST as OFF_POST_STATUS
from zhucun.facts.whereabouts import WEEKDAYS
from zhucun.law.value import Value
from zhucun.publish.model import (
    AWAY,
    BUSINESS,
    IN_VILLAGE,
    NOTHING,
    OFF_POST,
    Basis,
    LogMonth,
    Month,
    Week,
)
from zhucun.schema.disclosure import Publication, project

_MARKS = {
    IN_VILLAGE_STATUS: IN_VILLAGE,
    BUSINESS_STATUS: BUSINESS,
    OFF_POST_STATUS: OFF_POST,
}
_WEEK_MARKS = {"在村": IN_VILLAGE, "因公外出": BUSINESS, "不在村": AWAY}


def basis_of(value: Value | None, regulation: str) -> Basis | None:
    """The article, declared reading or local document that a value of a regulation rests on."""
    if value is None:
        return None
    return Basis(
        regulation=value.cite.regulation if value.cite else regulation,
        article=value.cite.article if value.cite else "",
        quote=value.cite.quote if value.cite else "",
        decision=value.decision.id if value.decision else "",
        document=value.document,
    )


@dataclass(frozen=True)
class Attendance:
    """The public attendance of one county."""

    county: CountyFacts
    settings: Publication

    def months(self, cadre: Cadre, postings: tuple[Posting, ...]) -> tuple[Month, ...]:
        """The cadre's months that are over and that one of the postings reaches into."""
        shown = []
        for month in months_of(self.county, cadre):
            presence = presence_of(self.county, cadre, month)
            if presence and any(p.serial == presence.posting.serial for p in postings):
                shown.append(self._month(cadre, presence))
        return tuple(shown)

    def logs(self, cadre: Cadre, months: tuple[Month, ...]) -> tuple[LogMonth, ...]:
        """The months in which weekly logs were due."""
        weeks = [(m.month, log_weeks(self.county, cadre, m.month)) for m in months]
        return tuple(
            LogMonth(month, len(w.due), len(w.uploaded), len(w.explained))
            for month, w in weeks
            if w.due
        )

    def leave_days(self, cadre: Cadre, months: tuple[Month, ...]) -> tuple[tuple[str, int], ...]:
        """Leave days by year: over a year a count says no date, over a month it might."""
        years: dict[str, int] = defaultdict(int)
        for month in months:
            sheet = self._sheets.get((cadre.id, month.month), {})
            years[month.month[:4]] += int(sheet.get(LEAVE_STATUS, 0))
        return tuple(sorted(years.items()))

    def week(self, cadre: Cadre) -> Week | None:
        """The cadre's board of the newest week published in the county, the present one at most."""
        if not self._board:
            return None
        week, lines = self._board
        days = week_days(week)
        if not cadre.postings_in(days[0], days[6]):
            return None
        line = lines.get(cadre.id, {})
        marks = "".join(_WEEK_MARKS.get(line.get(day, ""), NOTHING) for day in WEEKDAYS)
        return Week(week, days, marks)

    def _month(self, cadre: Cadre, presence: MonthPresence) -> Month:
        month = presence.month
        sheet = self._sheets.get((cadre.id, month))
        marks = (
            self._marks(cadre, presence, sheet)
            if sheet is not None
            else NOTHING * (month_length(month))
        )
        return Month(
            month=month,
            place=presence.posting.village,
            in_village=presence.in_village,
            business=presence.business,
            away=presence.leave + presence.rest,
            off_post=len(presence.off_post),
            counted=presence.counted,
            need=presence.need,
            state=presence.state,
            sealed_on=presence.sheet.seal.date if presence.sheet and presence.sheet.seal else "",
            marks=marks,
            basis=basis_of(presence.rule, presence.regulation),
        )

    def _marks(self, cadre: Cadre, presence: MonthPresence, sheet: dict[str, Any]) -> str:
        """A letter a day. A served day that the projected sheet doesn't name is 休/假."""
        letters = {
            day: letter
            for status, letter in _MARKS.items()
            if status in sheet
            for day in parse_days(sheet[status])
        }
        letters.update(dict.fromkeys((int(d[8:]) for d in presence.unpublished), OFF_POST))
        return "".join(
            letters.get(day, AWAY) if cadre.posting_on(f"{presence.month}-{day:02d}") else NOTHING
            for day in range(1, month_length(presence.month) + 1)
        )

    @cached_property
    def _sheets(self) -> dict[tuple[str, str], dict[str, Any]]:
        sheets = {}
        for record in self.county.of("attendance"):
            shown = project("attendance", record.data, self.settings)
            for cadre, sheet in shown["sheets"].items():
                sheets[(cadre, shown["month"])] = sheet
        return sheets

    @cached_property
    def _board(self) -> tuple[str, dict[str, dict[str, str]]] | None:
        present = week_of(self.county.as_of)
        records = [r for r in self.county.of("whereabouts") if r.data["week"] <= present]
        if not records:
            return None
        newest = max(r.data["week"] for r in records)
        lines: dict[str, dict[str, str]] = {}
        for record in records:
            if record.data["week"] == newest:
                lines.update(project("whereabouts", record.data, self.settings)["whereabouts"])
        return newest, lines
