"""What a region adopts or adds to the law doesn't reach back into months that are sealed.

Packs and calendars have rules of their own (gate/law.py). Which law is in force, and what fills its
gaps, is said in region files: an adoption or an overlay that begins long ago, or an adoption that
ends long ago, changes what sealed months were judged by without touching them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhucun.check.finding import Found
from zhucun.facts.dates import is_date, plus
from zhucun.facts.periods import span_of
from zhucun.gate.advice import entry_to_write, where_to_write
from zhucun.gate.change import Change, Entry
from zhucun.gate.corrected import is_covered
from zhucun.gate.items import Difference, differences
from zhucun.gate.registry import history_rule
from zhucun.read.layout import RECORDS, Place, place_of
from zhucun.read.tree import list_counties


@history_rule(
    title="新的规定不管已经封存的月份",
    why="采用的制度、本地的补充往回写，已经封存的月份就换了判断的标准，没有人再核对过。",
    mend="请把起始日期改到已经封存的月份以后；确实早已施行、漏登的，写一条更正，由上一级批准。",
)
def local_law_leaves_sealed_months_alone(change: Change) -> Iterator[Found]:
    """An adoption or an overlay new in the change begins (an adoption ends) after every month
    that BASE has sealed there, unless a correction says why not.
    """
    for entry in change.records:
        place = entry.place
        if place is None or place.kind != "region" or entry.removed:
            continue
        for difference, day in _reaching(change, entry, place):
            month = _sealed_from(change, place, day)
            if month and not is_covered(change, entry.path, difference):
                where = where_to_write(change, place, "corrections")
                line = entry_to_write(entry.path, place, [difference], change.as_of)
                message = (
                    f"{difference.item} 从 {day} 起改变所执行的规定，而 {month} 的考勤已经封存"
                )
                yield Found(
                    entry.path,
                    difference.pointer_new,
                    f"{message}。确实早已施行的，{where}：{line}",
                    period=month,
                    got=day,
                    discreet=message,
                )


def _reaching(change: Change, entry: Entry, place: Place) -> Iterator[tuple[Difference, str]]:
    """New adoptions, overlays and ends of adoptions, each with the day from which it matters."""
    old, new = change.before(entry.path), change.after(entry.path)
    for difference in differences(place.kind, old, new):
        value = difference.new
        if difference.old is not None:
            continue  # final: it changes by a correction only
        if difference.place in ("regulations/*", "overlays/*") and isinstance(value, Mapping):
            day = str(value.get("from", ""))
        elif difference.place == "regulations/*/to":
            day = plus(str(value), 1) if is_date(str(value)) else ""
        else:
            continue
        if is_date(day):
            yield difference, day


def _sealed_from(change: Change, place: Place, day: str) -> str | None:
    """The first month that BASE has sealed, in a township of the region, and that a day is not
    past; None if there is none. What one township adopts matters to its own months alone.
    """
    files, city = change.base_files, f"{RECORDS}/{place.city}"
    counties = [place.county] if place.county else list_counties(files, place.city)
    for county in counties:
        below = (found.name for found in files.names(f"{city}/{county}") or ())
        for township in (place.township,) if place.township else below:
            folder = f"{city}/{county}/{township}/attendance"
            for path in (f"{folder}/{name.name}" for name in files.names(folder) or ()):
                sheet = place_of(path)
                span = span_of(sheet.period) if sheet else None
                if sheet and span and day <= span[1] and "seal" in (change.before(path) or {}):
                    return sheet.period
    return None
