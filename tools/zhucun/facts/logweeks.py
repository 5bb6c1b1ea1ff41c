"""Which weeks of a month owe a work log, and which were uploaded, explained or missed."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, is_week, month_of, week_days, weeks_of_month
from zhucun.facts.leaves import approved_days
from zhucun.facts.logs import Log
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.value import Value

ON_LEAVE = "全周请假"


@dataclass(frozen=True, slots=True)
class LogWeeks:
    """Weeks of one cadre-month (a week belongs to the month its Sunday falls in).

    `explained` maps a week without upload to the reason; `missing` have neither. `rule` is the
    value that asks for weekly uploads, None where the regulation has none.
    """

    due: tuple[str, ...]
    uploaded: tuple[str, ...]
    explained: dict[str, str]
    missing: tuple[str, ...]
    rule: Value | None

    @property
    def said(self) -> int:
        """Weeks whose reason the log itself gives. Leave explains a week, too, but a public number
        that counted it would tell of it.
        """
        return sum(reason != ON_LEAVE for reason in self.explained.values())


def log_weeks(county: CountyFacts, cadre: Cadre, month: str) -> LogWeeks:
    """The month's weeks that lie wholly within a posting and after records began.

    Whole weeks only, unless the pack decides otherwise (log.partial_week).
    """
    weeks = weeks_of_month(month)
    pack = county.pack(f"{month}-01")
    rule = value_of(pack, "log.per_week", f"{month}-01")
    if rule is None or rule.undetermined:
        return LogWeeks((), (), {}, (), rule)
    due = tuple(
        w
        for w in weeks
        if month_of(week_days(w)[0]) >= county.records_from
        and any(s.covers(week_days(w)[0]) and s.covers(week_days(w)[6]) for s in cadre.services)
    )
    log = county.logs.get((cadre.id, month))
    uploads = log.uploads if log else {}
    reasons = log.missing if log else {}
    leave = approved_days(county.leaves.get(cadre.id, []))
    explained: dict[str, str] = {}
    for week in due:
        if week in uploads:
            continue
        if week in reasons:
            explained[week] = reasons[week]
        elif all(day in leave for day in week_days(week)):
            explained[week] = ON_LEAVE
    return LogWeeks(
        due=due,
        uploaded=tuple(w for w in due if w in uploads),
        explained=explained,
        missing=tuple(w for w in due if w not in uploads and w not in explained),
        rule=rule,
    )


@dataclass(frozen=True, slots=True)
class Upload:
    """The upload of one week's log. `late` counts the days after the week's Sunday; 0 or less
    while the week ran.
    """

    week: str
    date: str
    late: int
    log: Log

    @property
    def where(self) -> str:
        """Its pointer in the log."""
        return f"/uploads/{list(self.log.uploads).index(self.week)}"


def uploads_of(county: CountyFacts) -> dict[str, list[Upload]]:
    """The uploads of every cadre, by week; those of a week that no year has are left out."""
    return county.once(_uploads)


def _uploads(county: CountyFacts) -> dict[str, list[Upload]]:
    found: dict[str, list[Upload]] = {}
    for log in county.logs.values():
        for week, date in log.uploads.items():
            if is_week(week):
                late = days_between(week_days(week)[6], date) - 1
                found.setdefault(log.cadre, []).append(Upload(week, date, late, log))
    return {cadre: sorted(each, key=lambda u: u.week) for cadre, each in found.items()}


def uploaded_together(uploads: list[Upload]) -> dict[str, list[Upload]]:
    """A cadre's uploads by the day on which they were made."""
    days: dict[str, list[Upload]] = {}
    for each in uploads:
        days.setdefault(each.date, []).append(each)
    return days
