"""A cadre's month in the village: days by status, what counts, what is needed, how it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from zhucun.facts.cases import SHORTFALL, UNEXCUSED, Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import each_day, month_is_over, month_of, month_span, months_between, plus
from zhucun.facts.inspections import ABSENT
from zhucun.facts.leaves import approved_days
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.places import COMMUNITY
from zhucun.facts.sheets import BUSINESS, IN_VILLAGE, LEAVE, OFF_POST, REST, Sheet
from zhucun.law.pack import Pack
from zhucun.law.value import Value

State = Literal["达标", "有说明", "待说明", "待定", "不计", "未登记"]
MET: State = "达标"
EXPLAINED: State = "有说明"
UNEXPLAINED: State = "待说明"
UNDETERMINED: State = "待定"
NOT_ASSESSED: State = "不计"
UNREGISTERED: State = "未登记"

#: Words of the packs: only workdays count (A1); a month served in part needs its share (A3).
WORKDAYS, PRORATED = "workdays", "prorated"


@dataclass(frozen=True, slots=True)
class MonthPresence:
    """One cadre's month. Day counts are calendar days.

    `registered_off_post` counts the days the sheet itself gives as 缺岗; `unpublished` are the ISO
    dates registered in the village without published whereabouts, which count as 缺岗 too (S0
    article 17). `counted` is what the requirement is held against; `need` None means 待定.
    `workdays` None means that the year's calendar is not loaded. `explained_by` are `path#pointer`
    of the leaves or cases that explain a shortfall. `rule` is the value the need comes from, None
    when no regulation is adopted.
    """

    cadre: str
    month: str
    posting: Posting
    township: str
    regulation: str
    days: int
    workdays: int | None
    in_village: int
    business: int
    leave: int
    rest: int
    registered_off_post: int
    unpublished: tuple[str, ...]
    counted: int
    need: int | None
    state: State
    explained_by: tuple[str, ...]
    sheet: Sheet | None
    rule: Value | None

    @property
    def off_post(self) -> tuple[str, ...]:
        """All 缺岗 dates, registered or for want of published whereabouts, in order."""
        registered = self.sheet.dates(OFF_POST) if self.sheet else ()
        return tuple(sorted((*registered, *self.unpublished)))

    @property
    def is_sealed(self) -> bool:
        """Whether the month's sheet is sealed."""
        return self.sheet is not None and self.sheet.is_sealed

    @property
    def gap(self) -> int:
        """Days short of the need; 0 when met or undetermined."""
        return max(0, (self.need or 0) - self.counted)


def value_of(pack: Pack | None, key: str, day: str) -> Value | None:
    """A pack's value on a day; None where no pack is adopted or the pack has no such key."""
    return pack.value(key, day) if pack and pack.has(key) else None


def texts_of(value: Value | None) -> tuple[str, ...]:
    """A value's texts; none where there is no such value or it is 待定."""
    return value.texts() if value is not None and not value.undetermined else ()


def min_days(county: CountyFacts, posting: Posting, day: str) -> Value | None:
    """The least days of a month in a village, or in a community where the pack has its own."""
    pack, village = county.pack(day), county.villages.get(posting.village)
    if village is not None and village.kind == COMMUNITY:
        own = value_of(pack, "attendance.min_days_community", day)
        if own is not None:
            return own
    return value_of(pack, "attendance.min_days", day)


def unpublished_days(county: CountyFacts, sheet: Sheet) -> tuple[str, ...]:
    """Dates registered in the village for which no whereabouts were published.

    None where the regulation has no daily whereabouts board, or doesn't want them for such days.
    """
    first = f"{sheet.month}-01"
    pack = county.pack(first)
    daily = value_of(pack, "whereabouts.daily", first)
    wanted = value_of(pack, "whereabouts.required_statuses", first)
    if daily is None or daily.value is not True or IN_VILLAGE not in texts_of(wanted):
        return ()
    published = county.whereabouts.get(sheet.cadre, {})
    return tuple(day for day in sheet.dates(IN_VILLAGE) if day not in published)


def months_of(county: CountyFacts, cadre: Cadre) -> list[str]:
    """Months that are over at `as_of` and in which the cadre is posted, from `records_from` on."""
    months: set[str] = set()
    for posting in cadre.postings:
        first = max(month_of(posting.span.start), county.records_from)
        last = min(month_of(posting.span.end or county.as_of), month_of(county.as_of))
        months.update(m for m in months_between(first, last) if month_is_over(m, county.as_of))
    return sorted(months)


def presence_of(county: CountyFacts, cadre: Cadre, month: str) -> MonthPresence | None:
    """The cadre's month, or None without an active posting or before `records_from`.

    Counted once for a county, whatever number of rules and tables ask for it.
    """
    known = county.once(_counted_months)
    key = cadre.id, month
    if key not in known:
        known[key] = _presence(county, cadre, month)
    return known[key]


def _counted_months(_county: CountyFacts) -> dict[tuple[str, str], MonthPresence | None]:
    return {}


def _presence(county: CountyFacts, cadre: Cadre, month: str) -> MonthPresence | None:
    first, last = month_span(month)
    postings = cadre.postings_in(first, last)
    if not postings or month < county.records_from:
        return None
    sheet = county.sheets.get((cadre.id, month))
    pack = county.pack(first)
    rule = min_days(county, postings[-1], first)
    marks = Counter(sheet.marks.values()) if sheet else Counter[str]()
    unpublished = unpublished_days(county, sheet) if sheet else ()
    whole = _is_whole(cadre, first, last)
    prorated = _says(pack, "attendance.partial_month", first, PRORATED)
    need = _need(county, rule, month)
    if need is not None and prorated and not whole:
        need = _share(need, cadre, last)
    days = _counted(county, sheet, pack, first).difference(unpublished)
    explained_by = _explanations(county, cadre, month, need or 0, days, sheet)
    return MonthPresence(
        cadre=cadre.id,
        month=month,
        posting=postings[-1],
        township=county.township_of(postings[-1].village),
        regulation=pack.id if pack else "",
        days=int(last[8:]),
        workdays=county.workdays(month),
        in_village=marks[IN_VILLAGE],
        business=marks[BUSINESS],
        leave=marks[LEAVE],
        rest=marks[REST],
        registered_off_post=marks[OFF_POST],
        unpublished=unpublished,
        counted=len(days),
        need=need,
        state=_state(sheet, whole or prorated, need, len(days), bool(explained_by)),
        explained_by=explained_by,
        sheet=sheet,
        rule=rule,
    )


def _counted(county: CountyFacts, sheet: Sheet | None, pack: Pack | None, day: str) -> set[str]:
    """The sheet's dates that count toward the requirement: by their status, and by whether they
    are workdays where only those count (A1, A2).
    """
    statuses = value_of(pack, "attendance.counted_statuses", day)
    chosen = texts_of(statuses) or (IN_VILLAGE,)
    dates = {d for status in chosen for d in sheet.dates(status)} if sheet else set()
    if not _says(pack, "attendance.day_basis", day, WORKDAYS) or not county.workdays(day[:7]):
        return dates
    return {d for d in dates if county.calendar.is_workday(d)}


def _says(pack: Pack | None, key: str, day: str, word: str) -> bool:
    """Whether a parameter holds this word on a day."""
    value = value_of(pack, key, day)
    return value is not None and value.value == word


def _need(county: CountyFacts, rule: Value | None, month: str) -> int | None:
    """The days that a whole month needs; None where that is 待定 or workdays can't be told."""
    first = f"{month}-01"
    if rule is None or rule.undetermined:
        return None
    by_workday = _says(county.pack(first), "attendance.day_basis", first, WORKDAYS)
    return None if by_workday and county.workdays(month) is None else rule.integer()


def _share(need: int, cadre: Cadre, last: str) -> int:
    """The share of a month's need for the days that the cadre serves in it; a fraction is a day."""
    days = [f"{last[:8]}{day:02d}" for day in range(1, int(last[8:]) + 1)]
    served = sum(any(span.covers(day) for span in cadre.services) for day in days)
    return -(-need * served // len(days))


def _is_whole(cadre: Cadre, first: str, last: str) -> bool:
    return any(span.covers(first) and span.covers(last) for span in cadre.services)


def _state(
    sheet: Sheet | None, whole: bool, need: int | None, counted: int, explained: bool
) -> State:
    if not whole:
        return NOT_ASSESSED
    if sheet is None:
        return UNREGISTERED
    if need is None:
        return UNDETERMINED
    if counted >= need:
        return MET
    return EXPLAINED if explained else UNEXPLAINED


def _explanations(
    county: CountyFacts, cadre: Cadre, month: str, need: int, counted: set[str], sheet: Sheet | None
) -> tuple[str, ...]:
    """What accounts for a shortfall (Z1): a standing case of the month's shortfall; or approved
    leave and standing cases of absence that together explain as many days as are short.

    Leave explains the days that the sheet registers as leave and that were approved, a case of
    absence only the days on which it found the cadre away; days that count explain nothing.
    """
    gap = need - len(counted)
    if gap <= 0:
        return ()
    leaves = [x for x in county.leaves.get(cadre.id, []) if x.is_approved]
    standing = [c for c in county.cases.get(cadre.id, []) if c.is_standing]
    registered = set(sheet.dates(LEAVE)) if sheet else set()
    on_leave = registered & approved_days(leaves) - counted
    absences = {c.path: absent_days(county, c, month) - counted for c in standing}
    found = []
    if len(on_leave.union(*absences.values())) >= gap:
        first, last = month_span(month)
        found = [
            f"{x.path}#{x.pointer}"
            for x in leaves
            if on_leave and x.start <= last and first <= x.taken_until
        ]
        found += [f"{path}#" for path, days in absences.items() if days]
    found += [f"{c.path}#" for c in standing if c.kind == SHORTFALL and c.month == month]
    return tuple(found)


def absent_days(county: CountyFacts, case: Case, month: str) -> set[str]:
    """ISO dates of a month on which a case of unexcused absence found the cadre away.

    The day it was found and those of the inspections it names; empty for a case of another kind.
    """
    if case.kind != UNEXCUSED:
        return set()
    days = {
        visit.date
        for visit in county.visits.get(case.cadre, ())
        if visit.inspection in case.inspections and visit.found == ABSENT
    }
    return {day for day in (case.found_on, *days) if month_of(day) == month}


def is_surely_short(county: CountyFacts, cadre: Cadre, month: str, day: str) -> bool | None:
    """Whether, by the evening of a day, the month could no longer reach what it needs.

    Every later day may still count, but those of approved leave and, where only workdays count,
    days off. None where that can't be told: no sheet, no need, or a month served in part.
    """
    presence = presence_of(county, cadre, month)
    if presence is None or presence.sheet is None or presence.need is None:
        return None
    if presence.state == NOT_ASSESSED:
        return None
    first, last = month_span(month)
    pack = county.pack(first)
    counted = _counted(county, presence.sheet, pack, first).difference(presence.unpublished)
    later = set(each_day(max(first, plus(day, 1)), last))
    later -= approved_days(county.leaves.get(cadre.id, []))
    if _says(pack, "attendance.day_basis", first, WORKDAYS) and county.workdays(month):
        later = {d for d in later if county.calendar.is_workday(d)}
    return len({d for d in counted if d <= day}) + len(later) < presence.need
