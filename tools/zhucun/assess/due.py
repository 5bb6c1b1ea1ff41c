"""What is due: every obligation of a county as of a day, done, open, overdue or undetermined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over, plus
from zhucun.facts.discretion import is_private
from zhucun.facts.obligations import (
    DONE,
    OPEN,
    OVERDUE,
    UNDETERMINED,
    Obligation,
    State,
    obligations_of,
)
from zhucun.facts.periods import EACH
from zhucun.facts.subjects import (
    CADRE,
    CITY,
    ENROLMENT,
    POSTING,
    VILLAGE_CADRE,
    Subject,
)
from zhucun.law.cite import Cite
from zhucun.law.norms import article_of
from zhucun.law.workdays import CalendarMissing

STATES: Final[tuple[State, ...]] = (OVERDUE, OPEN, UNDETERMINED, DONE)
#: More days off than any year puts in a row.
LONGEST_BREAK: Final = 30
_KINDS: Final = {POSTING: CADRE, ENROLMENT: VILLAGE_CADRE}


@dataclass(frozen=True, slots=True)
class Due:
    """One obligation: what is owed, by whom, about whom, by when, by which article.

    `key` names what asks for it (the entry of a pack as s0/meeting.county, or a name of the
    program's own); `kind` and `subject` say about whom (cadre, village_cadre, village, township,
    county, city, unit), `name` in words that may be public, `person` a person's name; `region` is
    the county as city/county, or the city, and `area` its name; `period` is a code or ""; `due` an
    ISO day, "" where the source gives none, `workday` the last working day on or before it; `need`
    and `done` are counts or sums, `need` None where nothing is counted. A `private` one tells of
    leave, cases or scores.
    """

    key: str
    title: str
    owner: str
    kind: str
    subject: str
    name: str
    person: str
    region: str
    area: str
    period: str
    due: str
    workday: str
    state: State
    need: int | None
    done: int | float | None
    unit: str
    per: str
    cite: Cite | None
    rows: tuple[str, ...]
    private: bool
    place: str

    @property
    def id(self) -> str:
        """Who owes what for when: stays the same while the obligation does."""
        return f"{self.region}/{self.key}/{self.subject}/{self.period}"

    @property
    def number(self) -> str:
        """How much is owed in words: 应 2 次，已有 1 次; "" where nothing is counted."""
        if self.need is None:
            return ""
        return f"应 {self.need} {self.unit}，已有 {self.done} {self.unit}"


def cadences_due(county: CountyFacts) -> Iterator[Due]:
    """What the packs' cadences ask for in the periods that have begun.

    Of what is undetermined only the current period is told, of what has no day only periods that
    are over; what files that are unusable may record is left out unless it is done.
    """
    for each in obligations_of(county):
        over = is_over(each.period.end, county.as_of)
        if (each.state == UNDETERMINED and over) or (
            each.state == OPEN and not each.due and not over
        ):
            continue
        if each.seen or each.state == DONE:
            yield _of_cadence(county, each)


def _of_cadence(county: CountyFacts, each: Obligation) -> Due:
    cadence, subject = each.cadence, each.subject
    return due(
        county,
        key=f"{each.pack.id}/{cadence.key}",
        title=cadence.title,
        owner=cadence.owner,
        kind=kind_of(subject),
        subject=subject.id,
        name=subject.name,
        period=each.period.code,
        day=each.due,
        state=each.state,
        need=each.need,
        done=each.got,
        unit=each.value.unit or "次",
        per=EACH[cadence.per],
        cite=article_of(cadence, each.value),
        rows=cadence.rows,
        private=is_private(cadence),
        place=f"{subject.path}#{subject.pointer}",
    )


def kind_of(subject: Subject) -> str:
    """What a list of what is due calls a kind of subject: a posting or an enrolment its person."""
    return _KINDS.get(subject.kind, subject.kind)


def due(
    county: CountyFacts,
    *,
    key: str,
    title: str,
    owner: str,
    kind: str,
    subject: str,
    name: str,
    day: str,
    state: State,
    place: str,
    period: str = "",
    need: int | None = None,
    done: int | float | None = None,
    unit: str = "次",
    per: str = "",
    cite: Cite | None = None,
    rows: tuple[str, ...] = (),
    private: bool = False,
) -> Due:
    """An obligation of a county, with what follows from the county and the day."""
    of_villagers = kind == VILLAGE_CADRE
    person = (county.village_cadres if of_villagers else county.cadres).get(subject)
    return Due(
        key=key,
        title=title,
        owner=owner,
        kind=kind,
        subject=subject,
        name=name,
        person=person.name if person and kind in (CADRE, VILLAGE_CADRE) else "",
        region=county.city_slug if kind == CITY else f"{county.city_slug}/{county.slug}",
        area=name if kind == CITY else county_name(county),
        period=period,
        due=day,
        workday=last_workday(county, day) if day else "",
        state=state,
        need=need,
        done=done,
        unit=unit,
        per=per,
        cite=cite,
        rows=rows,
        private=private,
        place=place,
    )


def state_on(county: CountyFacts, day: str) -> State:
    """Whether what is not done yet is open or overdue; open where the source gives no day."""
    return OVERDUE if day and is_over(day, county.as_of) else OPEN


def county_name(county: CountyFacts) -> str:
    """The county's name; its folder where the region file is missing."""
    return str(county.region.data["name"]) if county.region else county.slug


def last_workday(county: CountyFacts, day: str) -> str:
    """The last working day on or before a day; "" where the year's calendar isn't loaded."""
    try:
        for back in range(LONGEST_BREAK):
            if county.calendar.is_workday(plus(day, -back)):
                return plus(day, -back)
    except CalendarMissing:
        pass
    return ""
