"""A confirmation waits for the days that its region asks for, and the days wait for the notice.

The check knows a region's setting of today only, and leaves what was confirmed earlier alone; here
the confirmations that a change brings are held to the setting at BASE, so that no change shortens
the window for itself, nor one change for the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.facts.dates import is_date, plus
from zhucun.facts.notices import KINDS, set_days
from zhucun.gate.altered import as_record, is_valid
from zhucun.gate.change import Change
from zhucun.gate.registry import history_rule
from zhucun.gate.republished import notices_in
from zhucun.read.layout import RECORDS, Place, place_of
from zhucun.read.tree import list_counties

_SAY_THE_DAYS: Final = "决定时规定的天数不同的，在这件公示的 decision 写当时的天数（days）。"


@history_rule(
    title="确认公布等到公示期满",
    why="公示期没有满就公布，公众来不及看到、来不及提异议。",
    mend="请等公示期满以后再确认公布。",
    private=True,
)
def confirmation_waits_for_the_days_set(change: Change) -> Iterator[Found]:
    """A confirmation new in the change is later than the window that BASE's settings give.

    A decision that says its days is judged by these, in the check.
    """
    for entry in change.records:
        place, new = entry.place, change.after(entry.path)
        if place is None or place.kind != "notices" or new is None:
            continue
        if change.is_new(place.city, place.county) or not is_valid(
            as_record(entry.path, place, new)
        ):
            continue
        known = {each.get("id"): each for each in notices_in(change.before(entry.path))}
        for index, notice in enumerate(notices_in(new)):
            old = known.get(notice["id"])
            if "confirmed" not in notice or (old is not None and "confirmed" in old):
                continue
            found = _too_early(change, place, notice)
            if found:
                end, message = found
                yield Found(
                    entry.path,
                    f"/notices/{index}/confirmed/date",
                    message,
                    period=notice["confirmed"]["date"][:7],
                    got=notice["confirmed"]["date"],
                    need=end,
                    discreet="一件公示还没有期满就确认公布",
                    mend="" if old else f"请等公示期满以后再确认公布；{_SAY_THE_DAYS}",
                )


@history_rule(
    title="公示期间不缩短公示天数",
    why="公示着的事项说好了公示到哪天；中途缩短，来提异议的人就晚了。",
    mend="请等这件公示期满或者撤回以后再缩短。",
    private=True,
)
def notice_days_outlast_open_notices(change: Change) -> Iterator[Found]:
    """A region doesn't lower its days of a kind while BASE has a notice of it that still runs."""
    for entry in change.records:
        place = entry.place
        if place is None or place.kind != "region" or place.township:
            continue
        before, after = change.before(entry.path), change.after(entry.path)
        if before is None or after is None:
            continue
        lowered = [kind for kind in KINDS if _is_lowered(before, after, kind)]
        for city, county in _counties(change, place) if lowered else ():
            running = _running(change, Place("notices", city, county), lowered)
            if running:
                id_, end = running
                yield Found(
                    entry.path,
                    "/publication/notice_days" if "publication" in after else "",
                    f"公示 {id_} 要到 {end} 才满，这时缩短了公示天数",
                    need=end,
                    discreet="有公示没有满期，这时缩短了公示天数",
                )


def _is_lowered(before: Mapping[str, Any], after: Mapping[str, Any], kind: str) -> bool:
    try:
        old, new = set_days(before, kind), set_days(after, kind)
    except (AttributeError, TypeError, ValueError):  # not as its schema says: the check refuses it
        return False
    return old is not None and (new is None or new < old)


def _counties(change: Change, place: Place) -> list[tuple[str, str]]:
    """The counties that a region's setting reaches."""
    if place.county:
        return [(place.city, place.county)]
    return [(place.city, county) for county in list_counties(change.base_files, place.city)]


def _running(change: Change, place: Place, kinds: list[str]) -> tuple[str, str] | None:
    """A notice of BASE whose window, by BASE's settings, isn't over: its id and last day."""
    folder = f"{RECORDS}/{place.city}/{place.county}/notices"
    for name in change.base_files.names(folder) or ():
        path = f"{folder}/{name.name}"
        at, data = place_of(path), change.before(path)
        if at is None or data is None or not is_valid(as_record(path, at, data)):
            continue
        for notice in notices_in(data):
            decision = notice["decision"]
            ended = "confirmed" in notice or "withdrawn" in notice or "days" in decision
            days = _days_at_base(change, place, notice["kind"])
            if notice["kind"] in kinds and not ended and days is not None:
                end = plus(decision["date"], days - 1)
                if end >= change.as_of:
                    return notice["id"], end
    return None


def _too_early(change: Change, place: Place, notice: Mapping[str, Any]) -> tuple[str, str] | None:
    """The last day of the window and what is wrong, of a notice confirmed by then."""
    decision, day = notice["decision"], notice["confirmed"]["date"]
    days = _days_at_base(change, place, notice["kind"])
    if days is None or "days" in decision or not is_date(decision["date"]):
        return None
    end = plus(decision["date"], days - 1)
    if day > end:
        return None
    return end, (
        f"公示 {notice['id']}（{notice['kind']}）从 {decision['date']} 起公示 {days} 天，"
        f"到 {end} 才满，却在 {day} 确认公布"
    )


def _days_at_base(change: Change, place: Place, kind: str) -> int | None:
    """The longest window that BASE's city and county set for a kind; None where neither does."""
    city = f"{RECORDS}/{place.city}"
    given = []
    for folder in (city, f"{city}/{place.county}"):
        region = change.before(f"{folder}/region.yml")
        at = region and place_of(f"{folder}/region.yml")
        if region and at and is_valid(as_record(f"{folder}/region.yml", at, region)):
            given.append(set_days(region, kind))
    return max((days for days in given if days is not None), default=None)
