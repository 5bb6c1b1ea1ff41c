"""Public notices (公示): what is shown for how long, objections to it, and what came of them.

A notice is shown from the day of its decision. Its window is the law's or the region's number of
days, the longest of those that are known; where nobody gives one the end is undetermined and it
is never published for good by itself, only by a confirmation. Regions' settings have no dates, so
today's hold for notices still open and leave those confirmed or withdrawn as they were. Objections
hold back what becomes of a notice (`state_on`), but what the public reads of it (`stage_on`) never
depends on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from zhucun.facts.cases import Case, stands_on, told_until
from zhucun.facts.corrections import corrections_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, month_of, month_span, plus
from zhucun.facts.presence import value_of
from zhucun.read.tree import Record

NEGATIVE_LIST, PLANS, ASSESSMENTS, HONOURS = "负面清单", "规划", "考核", "荣誉"
KINDS: Final = (NEGATIVE_LIST, PLANS, ASSESSMENTS, HONOURS)
#: The parameter that names who decides on, confirms and withdraws a notice.
DECIDERS: Final = "notice.decider_roles"
#: The parameters with the days of a window.
DAYS: Final[Mapping[str, str]] = {
    NEGATIVE_LIST: "notice.case_days",
    PLANS: "notice.plan_days",
    ASSESSMENTS: "notice.assessment_days",
    HONOURS: "notice.honour_days",
}
#: Results of an objection that call for a withdrawal or a correction.
ACCEPTED: Final = ("成立", "部分成立")

State = Literal["公示中", "期限待定", "异议待答复", "异议待处理", "已公布", "已撤回"]
RUNNING: State = "公示中"
OPEN_ENDED: State = "期限待定"
UNANSWERED: State = "异议待答复"
UNSETTLED: State = "异议待处理"
PUBLISHED: State = "已公布"
WITHDRAWN: State = "已撤回"

Stage = Literal["公示中", "公示期满", "已公布"]
SHOWN: Stage = "公示中"
OVER: Stage = "公示期满"
FOR_GOOD: Stage = "已公布"


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection; `replied_on`, `replied_by` and `result` are "" while there is no reply."""

    received_on: str
    replied_on: str
    replied_by: str
    result: str
    pointer: str

    def is_open_on(self, day: str) -> bool:
        """Whether it was received by a day and not answered by then."""
        return self.received_on <= day and not (self.replied_on and self.replied_on <= day)

    def is_accepted_on(self, day: str) -> bool:
        """Whether it was answered by a day as true, wholly or in part."""
        return bool(self.replied_on) and self.replied_on <= day and self.result in ACCEPTED


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `files` are paths from the repository's root; acts that have not happened are
    "". `days` is the window in force when it was decided, 0 if nobody wrote it down.
    """

    id: str
    kind: str
    files: tuple[str, ...]
    statement: str
    decided_by: str
    decided_on: str
    days: int
    objections: tuple[Objection, ...]
    confirmed_by: str
    confirmed_on: str
    withdrawn_by: str
    withdrawn_on: str
    path: str
    pointer: str
    data: dict[str, Any] = field(repr=False, hash=False, compare=False)

    def has_begun(self, day: str) -> bool:
        """Whether it was decided by a day."""
        return self.decided_on <= day

    def is_withdrawn(self, day: str) -> bool:
        """Whether it was withdrawn by a day."""
        return bool(self.withdrawn_on) and self.withdrawn_on <= day

    def is_confirmed(self, day: str) -> bool:
        """Whether it was confirmed by a day."""
        return bool(self.confirmed_on) and self.confirmed_on <= day

    def is_shown(self, day: str) -> bool:
        """Whether the public may read it on a day."""
        return self.has_begun(day) and not self.is_withdrawn(day)

    def ended_on(self, day: str) -> str:
        """The day on which it was first confirmed or withdrawn, by a day; "" while it is open."""
        acts = (self.confirmed_on, self.withdrawn_on)
        return min((act for act in acts if act and act <= day), default="")


def notices_of(county: CountyFacts) -> tuple[Notice, ...]:
    """Every notice of a county in the order of the records, also those decided after the day."""
    return county.once(_read)


def _read(county: CountyFacts) -> tuple[Notice, ...]:
    return tuple(
        _notice(county, record, item, f"/notices/{index}")
        for record in county.of("notices")
        for index, item in enumerate(record.data["notices"])
    )


def _notice(county: CountyFacts, record: Record, item: dict[str, Any], pointer: str) -> Notice:
    def act(name: str, part: str) -> str:
        return str(item.get(name, {}).get(part, ""))

    return Notice(
        id=item["id"],
        kind=item["kind"],
        files=tuple(f"{county.path}/{file}" for file in item["files"]),
        statement=item.get("statement", ""),
        decided_by=act("decision", "by"),
        decided_on=act("decision", "date"),
        days=item["decision"].get("days", 0),
        objections=tuple(
            Objection(
                each["date"],
                each.get("reply", {}).get("date", ""),
                each.get("reply", {}).get("by", ""),
                each.get("reply", {}).get("result", ""),
                f"{pointer}/objections/{index}",
            )
            for index, each in enumerate(item.get("objections", ()))
        ),
        confirmed_by=act("confirmed", "by"),
        confirmed_on=act("confirmed", "date"),
        withdrawn_by=act("withdrawn", "by"),
        withdrawn_on=act("withdrawn", "date"),
        path=record.path,
        pointer=pointer,
        data=item,
    )


# -- the window ----------------------------------------------------------------------------


def window_days(county: CountyFacts, kind: str, day: str) -> int | None:
    """How many days a notice decided on a day is shown: the longest that the law, the city and
    the county give; None where none of them does.
    """
    regions = (county.city_region, county.region)
    given = (_law_days(county, kind, day), *(set_days(r.data, kind) for r in regions if r))
    return max((days for days in given if days is not None), default=None)


def _law_days(county: CountyFacts, kind: str, day: str) -> int | None:
    value = value_of(county.pack(day), DAYS[kind], day)
    return value.integer() if value and not value.undetermined else None


def set_days(region: Mapping[str, Any], kind: str) -> int | None:
    """The days that a region's file sets for a kind; None where it doesn't."""
    days = region.get("publication", {}).get("notice_days", {}).get(kind)
    return None if days is None else int(days)


def end_of(county: CountyFacts, kind: str, start: str, days: int = 0) -> str:
    """The last day of a window that begins on a day; "" where it is undetermined.

    `days` is what was written down when it was decided, and then holds; it makes no window where
    nobody gives one.
    """
    found = window_days(county, kind, start)
    return "" if found is None else plus(start, (days or found) - 1)


def window_end(county: CountyFacts, notice: Notice, day: str = "") -> str:
    """The last day of a notice's window as it stands on a day, by default the one judged; "" where
    it is undetermined.

    Of one confirmed or withdrawn it is what its decision said, else the day of that act.
    """
    ended = notice.ended_on(day or county.as_of)
    if not ended:
        return end_of(county, notice.kind, notice.decided_on, notice.days)
    return plus(notice.decided_on, notice.days - 1) if notice.days else ended


def least_end(county: CountyFacts, notice: Notice) -> str:
    """The earliest last day of a notice's window by what was written down for its day: by its
    decision, else by the law; "" where neither says. No region's setting of today bears on it.
    """
    days = notice.days or _law_days(county, notice.kind, notice.decided_on)
    return plus(notice.decided_on, days - 1) if days else ""


# -- how it stands ---------------------------------------------------------------------------


def state_on(county: CountyFacts, notice: Notice, day: str) -> State:
    """How a notice that has begun stands on a day, for those who deal with it."""
    if notice.is_withdrawn(day):
        return WITHDRAWN
    if any(objection.is_open_on(day) for objection in notice.objections):
        return UNANSWERED
    if unsettled_on(county, notice, day):
        return UNSETTLED
    if notice.is_confirmed(day):
        return PUBLISHED
    end = window_end(county, notice, day)
    if not end:
        return OPEN_ENDED
    return PUBLISHED if end < day else RUNNING


def stage_on(end: str, confirmed_on: str, day: str) -> Stage:
    """What the public reads of a notice that is shown: nothing of it follows from objections."""
    if confirmed_on and confirmed_on <= day:
        return FOR_GOOD
    return OVER if end and end < day else SHOWN


def unsettled_on(county: CountyFacts, notice: Notice, day: str) -> tuple[Objection, ...]:
    """The objections that were accepted by a day and followed by no withdrawal or correction."""
    if notice.is_withdrawn(day):
        return ()
    corrected = [d for d in _corrected_on(county, notice) if d <= day]
    return tuple(
        objection
        for objection in notice.objections
        if objection.is_accepted_on(day) and not any(d >= objection.replied_on for d in corrected)
    )


def _corrected_on(county: CountyFacts, notice: Notice) -> Iterator[str]:
    """The days on which corrections of a notice, or of what it shows, were approved."""
    for path in notice.files:
        yield from (each.approved_on for each in corrections_of(county, path))
    for each in corrections_of(county, notice.path):
        if any(change.touches(f"notices/{notice.id}") for change in each.changes):
            yield each.approved_on


# -- what a notice is about ------------------------------------------------------------------


def shown_notices(county: CountyFacts, path: str, kind: str) -> tuple[Notice, ...]:
    """The notices of a kind about a record that the public may read on the day judged."""
    return tuple(n for n in _about(county, path, kind) if n.is_shown(county.as_of))


def is_taken_back(county: CountyFacts, path: str, kind: str) -> bool:
    """Whether a record has been shown by notices of a kind and every one was withdrawn."""
    begun = [n for n in _about(county, path, kind) if n.has_begun(county.as_of)]
    return bool(begun) and all(n.is_withdrawn(county.as_of) for n in begun)


def is_on_negative_list(county: CountyFacts, case: Case, closed_case_days: int) -> bool:
    """Whether the public reads of a case on the day judged: decided to be published, standing, not
    taken back, and closed no longer than a number of days ago (one without a name leaves at the
    beginning of a month, or its leaving would tell the day).
    """
    decision, day = case.data.get("publication"), county.as_of
    if decision is None or decision["date"] > day or not stands_on(case, day):
        return False
    unread = any(path.startswith(f"{county.path}/notices") for path in county.unusable)
    if unread or is_taken_back(county, case.path, NEGATIVE_LIST):
        return False  # a notice that can't be read may have taken it back
    named = bool(decision["show_name"])
    closed = case.closed_on if case.closed_on <= told_until(day, named=named) else ""
    last = day if named else month_span(month_of(day))[1]
    return not closed or days_between(closed, last) - 1 <= closed_case_days


def cadres_of(county: CountyFacts, notice: Notice) -> tuple[str, ...]:
    """The cadres whom a notice is about, by its records, each once."""
    found = (county.once(_by_path).get(path) for path in notice.files)
    ids = (r.data.get("cadre", r.data.get("id", "")) for r in found if r)
    return tuple(dict.fromkeys(str(id_) for id_ in ids if id_))


def record_at(county: CountyFacts, path: str) -> Record | None:
    """The county's own record at a path."""
    return county.once(_by_path).get(path)


def _by_path(county: CountyFacts) -> dict[str, Record]:
    return {record.path: record for record in county.records}


def _about(county: CountyFacts, path: str, kind: str) -> list[Notice]:
    return county.once(_by_record).get((path, kind), [])


def _by_record(county: CountyFacts) -> dict[tuple[str, str], list[Notice]]:
    found: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    for notice in notices_of(county):
        for path in notice.files:
            found[path, notice.kind].append(notice)
    return found
