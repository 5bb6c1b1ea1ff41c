"""A cadre's months, weeks and logs for the public: counts, and no day by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, week_days, week_of, weeks_of_month
from zhucun.facts.logweeks import log_weeks
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import UNREGISTERED, MonthPresence, months_of, presence_of
from zhucun.facts.sheets import IN_VILLAGE as IN_VILLAGE_STATUS
from zhucun.facts.sheets import OFF_POST
from zhucun.facts.whereabouts import WEEKDAYS
from zhucun.law.value import Value
from zhucun.publish.model import (
    BUSINESS,
    FEW,
    IN_VILLAGE,
    MOST,
    NOTHING,
    SOME,
    Basis,
    Board,
    LogMonth,
    Month,
    Week,
)
from zhucun.publish.projection.names import Names
from zhucun.publish.projection.negative_list import named_days
from zhucun.schema.disclosure import project

_BOARD_MARKS = {"在村": IN_VILLAGE, "因公外出": BUSINESS}


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
    names: Names

    def months(self, cadre: Cadre, postings: tuple[Posting, ...]) -> tuple[Month, ...]:
        """The cadre's months that are over and that one of the postings reaches into."""
        named = named_days(self.county, cadre.id, self.names)
        shown: list[Month] = []
        earlier: frozenset[str] = frozenset()
        for month in months_of(self.county, cadre):
            presence = presence_of(self.county, cadre, month)
            if presence and any(p.serial == presence.posting.serial for p in postings):
                here = frozenset(_in_village(presence))
                weeks = self._weeks(cadre, month, here | earlier)
                shown.append(_month(presence, named, weeks, self.county.as_of))
                earlier = here
        return tuple(shown)

    def logs(self, cadre: Cadre, months: tuple[Month, ...]) -> tuple[LogMonth, ...]:
        """The months in which weekly logs were due."""
        weeks = [(m.month, log_weeks(self.county, cadre, m.month)) for m in months]
        return tuple(
            LogMonth(month, len(w.due), len(w.uploaded), w.said) for month, w in weeks if w.due
        )

    def board(self, cadre: Cadre) -> Board | None:
        """The cadre's line on his township's newest board, that of the present week at most."""
        for posting in reversed(cadre.postings):
            newest = self._boards.get(self.county.township_of(posting.village))
            if newest is None:
                continue
            week, lines = newest
            days = week_days(week)
            if cadre.id in lines or posting.span.meets(days[0], days[6]):
                line = lines.get(cadre.id, {})
                marks = "".join(_BOARD_MARKS.get(line.get(day, ""), NOTHING) for day in WEEKDAYS)
                return Board(week, days, marks)
        return None

    def _weeks(self, cadre: Cadre, month: str, in_village: frozenset[str]) -> tuple[Week, ...]:
        return tuple(
            Week(week, days[0], self._level(cadre, days, in_village))
            for week in weeks_of_month(month)
            if (days := week_days(week))
        )

    def _level(self, cadre: Cadre, days: tuple[str, ...], in_village: frozenset[str]) -> str:
        """How many of a week's days, if all seven were served and registered."""
        served = all(cadre.posting_on(day) for day in (days[0], days[6]))
        months = {month_of(days[0]), month_of(days[6])}
        if not served or any((cadre.id, m) not in self.county.sheets for m in months):
            return ""
        count = sum(day in in_village for day in days)
        return MOST if count > 4 else SOME if count > 2 else FEW

    @cached_property
    def _boards(self) -> dict[str, tuple[str, dict[str, dict[str, str]]]]:
        """By township: its newest week and the lines of that week."""
        present = week_of(self.county.as_of)
        newest = {
            r.place.township: r
            for r in sorted(self.county.of("whereabouts"), key=lambda r: str(r.data["week"]))
            if r.data["week"] <= present
        }
        settings = self.names.settings
        return {
            township: (r.data["week"], project("whereabouts", r.data, settings)["whereabouts"])
            for township, r in newest.items()
        }


def _in_village(presence: MonthPresence) -> set[str]:
    """Dates in the village that hold: whereabouts were published where they have to be."""
    registered = presence.sheet.dates(IN_VILLAGE_STATUS) if presence.sheet else ()
    return set(registered) - set(presence.unpublished)


def _month(
    presence: MonthPresence, named: frozenset[str], weeks: tuple[Week, ...], as_of: str
) -> Month:
    folded = set(presence.sheet.dates(OFF_POST) if presence.sheet else ()) - named
    seal = presence.sheet.seal if presence.sheet else None
    return Month(
        month=presence.month,
        place=presence.posting.village,
        registered=presence.sheet is not None,
        in_village=presence.in_village - len(presence.unpublished),
        business=presence.business,
        other=presence.leave + presence.rest + len(folded),
        off_post=len(presence.off_post) - len(folded),
        unpublished=len(presence.unpublished),
        counted=presence.counted,
        need=presence.need,
        state=presence.state if presence.sheet else UNREGISTERED,
        sealed_on=seal.date if seal and seal.date <= as_of else "",
        weeks=weeks,
        basis=basis_of(presence.rule, presence.regulation),
    )
