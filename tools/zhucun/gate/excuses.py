"""Leave approved after the fact excuses no absence that has been established.

An absence is established by a sealed sheet that says 缺岗, or by an inspection that found the post
empty. A leave over such a day which nobody had approved in the records by then may have been made
up for it; one that was only entered late is told by a correction, which somebody above approves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.facts.corrections import days_in
from zhucun.facts.inspections import ABSENT
from zhucun.facts.sheets import OFF_POST
from zhucun.gate.advice import entry_to_write, where_to_write
from zhucun.gate.boards import visits_known
from zhucun.gate.change import Change, Entry
from zhucun.gate.corrected import is_covered
from zhucun.gate.items import Difference, differences
from zhucun.gate.registry import history_rule
from zhucun.read.layout import RECORDS, Place, place_of

_APPROVED: Final = ("leaves/*", "leaves/*/approval")


@history_rule(
    title="事后补批的假不改已查明的缺岗",
    why="督查不在岗、考勤记了缺岗以后再补一张假条，缺岗就成了请假，谁也不知道当时有没有批过。",
    mend="当天没有批准的假的，请删去补的这一条；确实事前批准、漏录的，写一条更正，由上一级批准。",
    private=True,
)
def late_leave_excuses_no_absence(change: Change) -> Iterator[Found]:
    """A leave that is approved only now covers no day of a cadre that BASE has sealed as 缺岗, or
    on which it has an inspection that found him absent, unless a correction says so.
    """
    for entry in change.records:
        place = entry.place
        if place is None or place.kind != "leave" or entry.removed:
            continue
        for difference, leave in _newly_approved(change, entry):
            day = next(_established(change, entry, place, leave), None)
            if day is None or is_covered(change, entry.path, difference):
                continue
            where = where_to_write(change, place, "corrections")
            line = entry_to_write(entry.path, place, [difference], change.as_of)
            message = f"{leave['cadre']} {day} 的缺岗已经查明（考勤盖章或者督查），又补了一张假条"
            yield Found(
                entry.path,
                difference.pointer_new,
                f"{message}。确实事前批准、漏录的，{where}：{line}",
                subject=str(leave["cadre"]),
                period=day[:7],
                got=day,
                discreet="已经查明的缺岗又补了一张假条",
            )


def _newly_approved(change: Change, entry: Entry) -> Iterator[tuple[Difference, Mapping[str, Any]]]:
    old, new = change.before(entry.path), change.after(entry.path)
    for difference in differences("leave", old, new):
        parts = difference.pointer_new.split("/")
        if difference.place not in _APPROVED or difference.old is not None or new is None:
            continue
        leave = new["leaves"][int(parts[2])]
        if isinstance(leave, Mapping) and "approval" in leave and "cancelled" not in leave:
            yield difference, leave


def _established(
    change: Change, entry: Entry, place: Place, leave: Mapping[str, Any]
) -> Iterator[str]:
    """The days of a leave on which BASE has its cadre absent, first to last."""
    first, last, cadre = (str(leave.get(key, "")) for key in ("from", "to", "cadre"))
    folder = entry.path.rpartition("/leave/")[0]
    city = f"{RECORDS}/{place.city}"
    found: set[str] = set()
    for month in _months_of(change, f"{folder}/attendance", first, last):
        found.update(_sealed_absences(change, folder, month, cadre))
    for inspections in (f"{city}/inspections", f"{city}/{place.county}/inspections"):
        for month in _months_of(change, inspections, first, last):
            seen = visits_known(change, place, month)
            found.update(day for who, day, said in seen if (who, said) == (cadre, ABSENT))
    yield from sorted(day for day in found if first <= day <= last)


def _months_of(change: Change, folder: str, first: str, last: str) -> Iterator[str]:
    """The months between two days of which BASE has a record in a folder."""
    for name in change.base_files.names(folder) or ():
        place = place_of(f"{folder}/{name.name}")
        if place and first[:7] <= place.period <= last[:7]:
            yield place.period


def _sealed_absences(change: Change, folder: str, month: str, cadre: str) -> Iterator[str]:
    sheet = change.before(f"{folder}/attendance/{month}.yml") or {}
    sheets = sheet.get("sheets")
    line = sheets.get(cadre) if isinstance(sheets, Mapping) else None
    if "seal" in sheet and isinstance(line, Mapping):
        for day in days_in(line.get(OFF_POST)) or ():
            yield f"{month}-{day:02}"
