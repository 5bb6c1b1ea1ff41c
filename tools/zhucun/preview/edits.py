"""What was recorded otherwise: records compared thing by thing, told by the schemas' titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.assess.registry import PEOPLE
from zhucun.facts.dates import parse_days
from zhucun.facts.periods import in_words
from zhucun.gate.items import Difference, day_changes, differences
from zhucun.preview.fields import Fields
from zhucun.preview.model import Line
from zhucun.preview.subjects import WHOLE_COUNTY, Subject, Subjects
from zhucun.read.layout import Place
from zhucun.read.tree import Record
from zhucun.schema.store import schema_of

SHEETS: Final = "sheets"
ADDED, CHANGED, REMOVED = "新增记录", "改动", "删除记录"
#: Properties of a whole record that its path says already.
_IN_THE_TITLE: Final = frozenset({"id", "cadre", "month", "week", "quarter", "year"})
#: What a region's record is called, by whose it is.
_LEVELS: Final = {"city": "市", "county": "县", "township": "乡镇"}
#: Kinds of records that are about places, bodies and the law.
_ABOUT_NOBODY: Final = frozenset({"calendar", "circulars", "region", "regulation", "units"})
#: Things told of one record and subject; the others are counted.
_MOST_PARTS: Final = 8


@dataclass(frozen=True, slots=True)
class Edit:
    """One record before and after; None where there is none."""

    path: str
    place: Place
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that an edit says of a subject."""

    edit: Edit
    whom: Subject
    text: str

    @property
    def is_shared(self) -> bool:
        """Whether it stands in a city's file and is about nobody in the county."""
        return not self.edit.place.county and self.whom == WHOLE_COUNTY


def edits_of(
    before: Iterable[Record], after: Iterable[Record], paths: Iterable[str]
) -> Iterator[Edit]:
    """The usable records among the changed files, in order of path."""
    old_records = {record.path: record for record in before}
    new_records = {record.path: record for record in after}
    for path in sorted(set(paths)):
        old, new = old_records.get(path), new_records.get(path)
        some = new or old
        if some is not None and (old is None or new is None or old.data != new.data):
            yield Edit(path, some.place, old.data if old else None, new.data if new else None)


def parts_of(edits: Iterable[Edit], subjects: Subjects) -> Iterator[Part]:
    """What each edit says, of whom. The public is told of records on places and bodies only: what
    may be known of a person's record depends on more than its schema.
    """
    for edit in edits:
        if not subjects.public or edit.place.kind in _ABOUT_NOBODY:
            yield from _days(edit)
            yield from _others(edit, subjects)


def lines_of(parts: Iterable[Part]) -> Iterator[tuple[Subject, Line]]:
    """A line for each record and subject."""
    told: dict[tuple[str, Subject], tuple[Edit, list[str]]] = {}
    for part in parts:
        texts = told.setdefault((part.edit.path, part.whom), (part.edit, []))[1]
        if part.text not in texts:
            texts.append(part.text)
    for (_, whom), (edit, texts) in told.items():
        label = ADDED if edit.old is None else REMOVED if edit.new is None else CHANGED
        more = len(texts) - _MOST_PARTS
        rest = [f"另有 {more} 处"] if more > 0 else []
        text = "；".join([*texts[:_MOST_PARTS], *rest])
        yield whom, Line(label, f"{_title(edit, whom)}：{text}")


def _title(edit: Edit, whom: Subject) -> str:
    """What the record is: its schema's title, its period, and its own name if it has one."""
    place = edit.place
    name = place.name if place.name != whom[1] else ""
    title = str(schema_of(place.kind)["title"])
    if place.kind == "region":
        title = f"{_LEVELS[place.scope]}基本情况"
    return " ".join(part for part in (title, in_words(place.period), name) if part)


def _days(edit: Edit) -> Iterator[Part]:
    """What changes day by day in a month's sheet; of a line that is new, how many days of what."""
    if edit.place.kind != "attendance":
        return
    month = edit.place.period
    old, new = ((side or {}).get(SHEETS, {}) for side in (edit.old, edit.new))
    for cadre in sorted({*old, *new}):
        whom: Subject = ("cadre", cadre)
        if cadre in old and cadre in new:
            for change in day_changes(month, old[cadre], new[cadre]):
                yield Part(edit, whom, change.told(month))
        else:
            line = new.get(cadre) or old.get(cadre) or {}
            told = "、".join(f"{status} {len(parse_days(d))} 天" for status, d in line.items())
            yield Part(edit, whom, ("登记 " if cadre in new else "删去 ") + told)


def _others(edit: Edit, subjects: Subjects) -> Iterator[Part]:
    fields = Fields(edit.place.kind, subjects)
    by_days = edit.place.kind == "attendance"
    for difference in differences(edit.place.kind, edit.old, edit.new):
        if by_days and difference.item.startswith(f"{SHEETS}/"):
            continue
        if edit.old is None and difference.place in _IN_THE_TITLE:
            continue
        for whom in _whom(edit, difference, subjects):
            text = fields.told(difference, whom[1], whole=None in (edit.old, edit.new))
            if text:
                yield Part(edit, whom, text)


def _whom(edit: Edit, difference: Difference, subjects: Subjects) -> tuple[Subject, ...]:
    """The person whose file it is or whom the address names; else what the thing, or the nearest
    thing around it, says: a village, a person; else the file's place.
    """
    whom = subjects.of_path(edit.path)
    if whom[0] in PEOPLE:
        return (whom,)
    for token in difference.item.split("/"):
        if person := subjects.person(token):
            return (person,)
    root = {**(edit.old or {}), **(edit.new or {})}
    outer = ([around.value] for around in reversed(difference.around))
    for things in ([difference.new, difference.old], *outer, [root]):
        named = subjects.named_in(thing for thing in things if isinstance(thing, Mapping))
        if named:
            return named
    return (whom if edit.place.county else WHOLE_COUNTY,)
