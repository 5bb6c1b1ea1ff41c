"""Events that call for the cadres posted where they happen: who had to come, and who did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.facts.acts import acts_of
from zhucun.facts.acts.registry import Act
from zhucun.facts.county import CountyFacts
from zhucun.facts.leaves import approved_days
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.facts.sheets import BUSINESS, LEAVE, OFF_POST
from zhucun.law.cite import Cite

ATTENDED, ABSENT = "到场", "未到"
EXCUSED, MISSED = "有交代", "未到场"


@dataclass(frozen=True, slots=True)
class Turnout:
    """One cadre at one event. `written` is the record's own word, "" where it has none; `state`
    is 到场, 有交代 or 未到场; `why` says what an excuse lacks.
    """

    cadre: str
    written: str
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event that calls for attendance, with the article of its kind."""

    act: Act
    kind: str
    cite: Cite | None
    turnouts: tuple[Turnout, ...]


def happened(county: CountyFacts) -> Iterator[Act]:
    """Recorded events that have happened by `as_of`, in order of the records."""
    return (act for act in acts_of(county, "event") if act.date <= county.as_of)


def must_attend(county: CountyFacts) -> Iterator[Event]:
    """Events of the kinds that the regulation of their day wants attended, since records began."""
    posted = county.once(_posted)
    for act in happened(county):
        pack, kind = county.pack(act.date), str(act.data["kind"])
        value = value_of(pack, "event.must_attend", act.date)
        if pack is None or value is None or value.undetermined or act.date < county.records_from:
            continue
        kinds = value.texts()
        if kind not in kinds:
            continue
        own = dict(zip(kinds, value.rows, strict=False)).get(kind, "")
        cite = pack.requirements[own].cite if own in pack.requirements else value.cite
        written: dict[str, str] = act.data["cadres"]
        due = [c.id for c in posted.get(act.village, ()) if _is_there(c, act)]
        named = [id_ for id_, word in written.items() if word == ABSENT and id_ not in due]
        turnouts = tuple(_turnout(county, act, id_) for id_ in (*due, *named))
        yield Event(act, kind, cite, turnouts)


def contradictions(county: CountyFacts) -> Iterator[tuple[Act, str, str, str]]:
    """What an event says of a cadre and the attendance sheet of its day doesn't: the event, the
    cadre, the event's word and the sheet's status.

    Who came is not away; who is away on business is so on the sheet.
    """
    for act in happened(county):
        for cadre, word in act.data["cadres"].items():
            sheet = county.sheet_of(cadre, act.date)
            status = sheet.marks.get(int(act.date[8:]), "") if sheet else ""
            if (word == ATTENDED and status in (LEAVE, OFF_POST)) or (
                word == BUSINESS and status not in ("", BUSINESS)
            ):
                yield act, cadre, word, status


def _posted(county: CountyFacts) -> dict[str, list[Cadre]]:
    """Cadres ever posted to a place, by its code, in order of id."""
    found: dict[str, list[Cadre]] = {}
    for cadre in county.cadres.values():
        for code in dict.fromkeys(p.village for p in cadre.postings):
            found.setdefault(code, []).append(cadre)
    return found


def _is_there(cadre: Cadre, act: Act) -> bool:
    posting = cadre.posting_on(act.date)
    return posting is not None and posting.village == act.village


def _turnout(county: CountyFacts, act: Act, cadre: str) -> Turnout:
    written = act.data["cadres"].get(cadre, "")
    if written == ATTENDED:
        return Turnout(cadre, written, ATTENDED, "")
    excuses = value_of(county.pack(act.date), "event.excuses", act.date)
    if excuses is None or excuses.undetermined or written not in excuses.texts():
        return Turnout(cadre, written, MISSED, "" if written else "没有登记到场情况")
    if written == LEAVE and not _is_on_leave(county, cadre, act.date):
        return Turnout(cadre, written, MISSED, "写的是请假，当日没有批准的请假")
    return Turnout(cadre, written, EXCUSED, "")


def _is_on_leave(county: CountyFacts, cadre: str, day: str) -> bool:
    """Whether approved leave covers a day; true where the leave records can't all be read."""
    posting = county.cadres[cadre].posting_on(day) if cadre in county.cadres else None
    township = county.township_of(posting.village) if posting else ""
    unseen = county.lacks(f"{county.path}/{township}/leave/") if township else True
    return unseen or day in approved_days(county.leaves.get(cadre, []))
