"""Records about days long past say why they come only now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.facts.corrections import home_of, late_files
from zhucun.facts.dates import days_between, is_date
from zhucun.facts.periods import span_of
from zhucun.gate.advice import where_to_write
from zhucun.gate.altered import altered_records
from zhucun.gate.change import Change, Entry
from zhucun.gate.corrected import added_items, after, before, is_covered
from zhucun.gate.items import Difference, differences
from zhucun.gate.registry import history_rule
from zhucun.read.layout import RECORDS, Place

#: Properties that say on which day something happened, and so when it ought to have been recorded.
_HAPPENED: Final = ("date", "found_on")
#: The same of something that lasts: it is only asked of what is new as a whole.
_BEGAN: Final = ("from", "listed", "sent")
#: What goes on for long: only what is new in it with a day of its own is about that day.
_GOES_ON: Final = frozenset({"case", "problems", "plans", "project", "notices"})
#: Periods that something is about, by the property that names them.
_PERIODS: Final = ("month", "week", "quarter", "year")


@history_rule(
    title="补录很久以前的事情要说明",
    why="很久以前的事情现在才记，可能是补录，也可能是编的；写明为什么，日后才查得清。",
    mend="请在更正文件的 late 下加一条补录说明：文件、为什么当时没有记、说明人和日期。",
    private=True,
)
def late_record_is_explained(change: Change) -> Iterator[Found]:
    """What is about a day longer past than the region allows comes with an explanation.

    A correction is an explanation of its own; the first records of a county need none.
    """
    explained = change.once(_explained)
    for entry in change.records:
        place = entry.place
        if place is None or entry.path in explained:
            continue
        allowed = days_allowed(change, place)
        if allowed is None or (place.county and change.is_new(place.city, place.county)):
            continue
        late = next(_late(change, entry, place, allowed), None)
        if late is not None:
            yield _unexplained(change, entry, place, late, allowed)


def _unexplained(
    change: Change, entry: Entry, place: Place, late: tuple[Difference, str], allowed: int
) -> Found:
    difference, day = late
    file = entry.path.removeprefix(home_of(place))
    line = f"- {{files: [{file}], reason: 为什么当时没有记, by: 说明人编号, date: {change.as_of}}}"
    return Found(
        entry.path,
        difference.pointer_new,
        f"{difference.item} 是 {day} 的事情，已经过了 {days_between(day, change.as_of) - 1} 天"
        f"（{allowed} 天以内不必说明），没有补录说明。"
        f"请{where_to_write(change, place, 'late')}：{line}",
        period=day[:7],
        got=day,
        discreet=f"这里记的是 {allowed} 天以前的事情，没有补录说明",
        at_key=difference.new is None,
    )


def days_allowed(change: Change, place: Place) -> int | None:
    """How many days back a region lets record without a reason, as BASE sets it; None for any."""
    city = f"{RECORDS}/{place.city}"
    for folder in (f"{city}/{place.county}", city) if place.county else (city,):
        region = change.before(f"{folder}/region.yml") or {}
        setting = region.get("gate")
        days = setting.get("late_after_days") if isinstance(setting, Mapping) else None
        if isinstance(days, int):
            return days
    return None


def _explained(change: Change) -> frozenset[str]:
    """Files that an explanation new in the change names."""
    found: set[str] = set()
    for entry in change.records:
        data = change.after(entry.path)
        if entry.place and entry.place.kind == "corrections" and data is not None:
            added = added_items(change, entry, "late")
            for index, files in late_files(entry.place, data):
                if f"/late/{index}" in added:
                    found.update(files)
    return frozenset(found)


def _late(
    change: Change, entry: Entry, place: Place, allowed: int
) -> Iterator[tuple[Difference, str]]:
    """What the change says anew about days too long past, each with its day.

    Where it alters what is final other rules speak, and a correction is the reason.
    """
    spoken = {d.item for a in change.once(altered_records) if a.entry is entry for d in a.uncovered}
    old, new = before(change, entry.path, place), after(change, entry.path, place)
    if new is None and not entry.removed:
        return
    since = _records_from(change, place)
    for difference in differences(place.kind, old, new):
        day = day_of(difference, old, new, place)
        if day is None or days_between(day, change.as_of) - 1 <= allowed:
            continue
        if day < since and not _lasts(difference):
            continue
        if difference.item not in spoken and not is_covered(change, entry.path, difference):
            yield difference, day


def _records_from(change: Change, place: Place) -> str:
    """The day from which a county keeps records, as BASE has it; "" where none is set.

    What happened before is history taken in, unless it lasts: who is registered as in office
    since then acts today.
    """
    region = change.before(f"{home_of(place)}region.yml") or {}
    month = region.get("records_from", "")
    return f"{month}-01" if month else ""


def _lasts(difference: Difference) -> bool:
    return isinstance(difference.new, Mapping) and "from" in difference.new


def day_of(
    difference: Difference,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    place: Place,
) -> str | None:
    """The day that a difference is about; None for what has none, such as a phone number.

    A date is about itself, dates about the last of them; a new object about its own day; anything
    else about the day, or the period, of the nearest thing around it that has one, the file's
    period at last. What is said of a matter that goes on is about no day.
    """
    value = difference.new if difference.new is not None else difference.old
    if "date" in (difference.node.definition, difference.node.item.definition):
        return _last_date(value)
    if isinstance(value, Mapping) and (own := _own_day(value, (*_HAPPENED, *_BEGAN))):
        return own
    if place.kind in _GOES_ON:
        return None
    for around in _around(difference, new if new is not None else old):
        found = _own_day(around, _HAPPENED)
        if found:
            return found
    return _end(place.period)


def _last_date(value: Any) -> str | None:
    dates = value if isinstance(value, list) else [value]
    return max((d for d in dates if isinstance(d, str) and is_date(d)), default=None)


def _end(period: object) -> str | None:
    """The last day of a period by its code; None for no period."""
    span = span_of(str(period))
    return span[1] if span else None


def _around(difference: Difference, data: Any) -> list[Mapping[str, Any]]:
    """The objects that a difference lies in, the nearest first."""
    pointer = difference.pointer_new if difference.new is not None else difference.pointer_old
    found: list[Mapping[str, Any]] = []
    for part in pointer.split("/")[1:]:
        if isinstance(data, Mapping):
            found.append(data)
            data = data.get(part.replace("~1", "/").replace("~0", "~"))
        elif isinstance(data, list):
            data = data[int(part)]
    return found[::-1]


def _own_day(value: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The day that an object names: when it happened, or the last day of its period."""
    for name in names:
        day = value.get(name)
        if isinstance(day, str) and is_date(day):
            return day
    for name in _PERIODS:
        if name in value and (end := _end(value[name])):
            return end
    return None
