"""What a region adopts or adds to the law doesn't reach back over what is settled.

Packs and calendars have rules of their own (gate/law.py). Which law is in force, and what fills its
gaps, is said in region files: an adoption or an overlay that begins long ago, or an adoption that
ends long ago, changes what sealed months, evaluations and the like were judged by without touching
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhucun.check.finding import Found
from zhucun.facts.dates import is_date, plus
from zhucun.gate.advice import entry_to_write, where_to_write
from zhucun.gate.change import Change, Entry
from zhucun.gate.corrected import is_covered
from zhucun.gate.items import Difference, differences
from zhucun.gate.registry import history_rule
from zhucun.gate.settled import settled_since
from zhucun.law.population import DISPATCHED
from zhucun.read.layout import RECORDS, Place


@history_rule(
    title="新的规定不管已经办结的时段",
    why="采用的制度、本地的补充往回写，封存的月份、登记的评价就换了判断的标准，没有人再核对过。",
    mend="请把起始日期改到已经办结的时段以后；确实早已施行、漏登的，写一条更正，由上一级批准。",
)
def local_law_leaves_sealed_months_alone(change: Change) -> Iterator[Found]:
    """An adoption or an overlay new in the change begins (an adoption ends) after all that BASE has
    settled there of the people whom it is about, unless a correction says why not.
    """
    for entry in change.records:
        place = entry.place
        if place is None or place.kind != "region" or entry.removed:
            continue
        for difference, day, regulation in _reaching(change, entry, place):
            settled = settled_since(change, place, _population(change, regulation), day)
            if settled and not is_covered(change, entry.path, difference):
                where = where_to_write(change, place, "corrections")
                line = entry_to_write(entry.path, place, [difference], change.as_of)
                message = f"{difference.item} 从 {day} 起改变所执行的规定，而 {settled.how}"
                yield Found(
                    entry.path,
                    difference.pointer_new,
                    f"{message}。确实早已施行的，{where}：{line}",
                    period=settled.period,
                    got=day,
                    discreet=message,
                )


def _reaching(change: Change, entry: Entry, place: Place) -> Iterator[tuple[Difference, str, str]]:
    """New adoptions, overlays and ends of adoptions, each with the day from which it matters and
    the regulation's id.
    """
    old, new = change.before(entry.path), change.after(entry.path)
    for difference in differences(place.kind, old, new):
        value = difference.new
        if difference.old is not None:
            continue  # final: it changes by a correction only
        if difference.place in ("regulations/*", "overlays/*") and isinstance(value, Mapping):
            thing, day = value, str(value.get("from", ""))
        elif difference.place == "regulations/*/to":
            thing = difference.around[-1].value
            day = plus(str(value), 1) if is_date(str(value)) else ""
        else:
            continue
        if is_date(day):
            yield difference, day, str(thing.get("regulation", ""))


def _population(change: Change, regulation: str) -> str:
    """Whom a regulation is about, by BASE's pack or the change's."""
    path = f"{RECORDS}/regulations/{regulation}.yml"
    pack = change.before(path) or change.after(path) or {}
    return str(pack.get("population", DISPATCHED))
