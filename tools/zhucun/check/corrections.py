"""Corrections: by whom, when, and that the record says since what the last of them made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.check.officers import Act, acts_on, vouching
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.authority import is_the_cadre
from zhucun.facts.corrections import (
    Corrected,
    Correction,
    corrected_record,
    corrections,
    corrections_of,
    holds,
    late_files,
    same,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.read.layout import RECORDS, place_of
from zhucun.read.tree import Record
from zhucun.schema.items import Node, Spot, index, node_at

ABOVE: Final = "correction.approved_above"
#: Levels of region files, the lowest first: which stands above which is how the party is built.
LEVELS: Final = ("乡镇", "县", "市")
_TOP: Final = len(LEVELS) - 1


@dataclass(frozen=True, slots=True)
class Known:
    """A corrected record as it is now: what it holds by address, and its acts by what they vouch
    for.
    """

    spots: Mapping[str, Spot]
    acts: Mapping[str, list[Act]]

    def pointer(self, item: str) -> str:
        """The JSON pointer to an item, or to the nearest thing around it that is there."""
        while item and item not in self.spots:
            item = item.rpartition("/")[0]
        return self.spots[item].pointer

    def acts_on(self, item: str) -> list[Act]:
        """The acts that vouch for an item."""
        return list(acts_on(self.acts, self.pointer(item)))


@dataclass(frozen=True, slots=True)
class Told:
    """One corrected item with the record that it stands in."""

    correction: Correction
    change: Corrected
    record: Known


def known_record(county: CountyFacts, file: str) -> Known | None:
    """What is known of a corrected record; None when the county has no such file, or not here."""
    known = county.once(_known_records)
    if file not in known:
        record = corrected_record(county, file)
        known[file] = _known(record) if record else None
    return known[file]


def _known_records(_county: CountyFacts) -> dict[str, Known | None]:
    return {}


def _known(record: Record) -> Known:
    """The text below the front matter is its `body`."""
    data = {**record.data, "body": record.body.strip()} if record.body else record.data
    return Known(index(record.place.kind, data), vouching(record))


def _told(county: CountyFacts) -> Iterator[Told]:
    """Every corrected item of a record that can be seen here."""
    for correction in corrections(county):
        record = known_record(county, correction.file)
        if record is not None:
            for change in correction.changes:
                yield Told(correction, change, record)


@rule(
    title="更正写明是哪份记录",
    why="找不到被更正的记录，更正就不知道更正了什么。",
    mend="请核对文件：从本市或本县的目录写起；更正本身不再更正，写错了再加一条。",
    private=True,
)
def correction_names_a_record(county: CountyFacts) -> Iterator[Found]:
    """The files of corrections and of late notes are places of records; only notes may be on
    corrections.
    """
    named = [(c.path, f"{c.pointer}/file", c.file, True) for c in corrections(county)]
    for record in (*county.city_records, *county.records):
        if record.place.kind == "corrections":
            for index, files in late_files(record.place, record.data):
                named += [
                    (record.path, f"/late/{index}/files/{n}", file, False)
                    for n, file in enumerate(files)
                ]
    for path, pointer, file, corrects in named:
        place = place_of(file)
        if place is None or (corrects and place.kind == "corrections"):
            yield Found(
                path,
                pointer,
                f"{file.removeprefix(f'{RECORDS}/')} 不是可以更正或补录的记录",
                got=file,
            )


@rule(
    title="更正以后的记录与更正一致",
    why="更正批准的是这个值；记录写的是另一个，就是没有批准的改动。",
    mend="请把记录改成更正批准的值；更正以后又有改动的，再写一条更正。",
    private=True,
)
def corrected_record_says_so(county: CountyFacts) -> Iterator[Found]:
    """The last correction of an item is what the record says now, give or take later additions."""
    for file, (correction, change) in _last_corrections(county):
        record = known_record(county, file)
        spot = record.spots.get(change.item) if record else None
        now = spot.value if spot else None
        if not holds(_node(file, change.item), change.new, now):
            yield Found(
                correction.path,
                f"{change.pointer}/new",
                f"{file.removeprefix(f'{RECORDS}/')} 的 {change.item} 更正为"
                f"“{_shown(change.new)}”，现在写的是“{_shown(now)}”",
                got=now,
                need=change.new,
                evidence=(f"{file}#{spot.pointer}",) if spot else (),
            )


def _last_corrections(
    county: CountyFacts,
) -> Iterator[tuple[str, tuple[Correction, Corrected]]]:
    """The last correction of every item, by its file; none that a later one is about as well,
    about something in it, or about something that it is in.
    """
    later: dict[str, tuple[set[str], set[str]]] = {}
    for correction in reversed(corrections(county)):
        file = correction.file
        if place_of(file) is None or county.lacks(file):
            continue
        items, around = later.setdefault(file, (set(), set()))
        for change in reversed(correction.changes):
            above = _above(change.item)
            known = change.item in items or change.item in around
            if not known and items.isdisjoint(above):
                yield file, (correction, change)
            items.add(change.item)
            around.update(above)


def _above(item: str) -> list[str]:
    """The addresses of what an item is in."""
    parts = item.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def _node(file: str, item: str) -> Node:
    """The schema of a corrected item."""
    place = place_of(file)
    return node_at(place.kind if place else "corrections", item)


def _shown(value: Any) -> str:
    return "无" if value is None else str(value)


@rule(
    title="前后更正接得上",
    why="后一次更正的原值不是前一次的新值，中间就有一次没有批准的改动。",
    mend="请核对前后两条更正的原值和新值；中间漏写的，补一条更正。",
    private=True,
)
def corrections_follow_each_other(county: CountyFacts) -> Iterator[Found]:
    """A further correction of an item begins with what the one before made of it."""
    files = dict.fromkeys(c.file for c in corrections(county))
    for file in files:
        before: dict[str, Corrected] = {}
        for correction in corrections_of(county, file):
            for change in correction.changes:
                known = before.get(change.item)
                if known and not same(_node(file, change.item), known.new, change.old):
                    yield Found(
                        correction.path,
                        f"{change.pointer}/old",
                        f"{change.item} 前一次更正为“{_shown(known.new)}”，"
                        f"这一次的原值却是“{_shown(change.old)}”",
                        got=change.old,
                        need=known.new,
                        evidence=(f"{correction.path}#{known.pointer}",),
                    )
                before[change.item] = change


@rule(
    title="更正由上一级批准",
    why="盖章、审批、认定的人自己批准更正，等于随时可以改自己签过的字。",
    mend="请由签字的人的上一级另一个人批准（市一级签的，由市一级另一个人），改写批准人和日期。",
    private=True,
)
def correction_is_approved_above(county: CountyFacts) -> Iterator[Found]:
    """Who approves a correction stands above whoever signed what it corrects (without a signer,
    above the proposer), and is neither that person nor the proposer. Above the city is nobody.
    """
    for correction in corrections(county):
        if _one_person(county, correction.approver, correction.by):
            yield _not_above(county, correction, "就是提出更正的人", ())
    for told in _told(county):
        fault = _fault_of_approver(county, told)
        if fault and not _one_person(county, told.correction.approver, told.correction.by):
            yield _not_above(county, told.correction, *fault)


def _fault_of_approver(county: CountyFacts, told: Told) -> tuple[str, tuple[str, ...]] | None:
    """What keeps an approver from approving, going on after his name, with the evidence."""
    correction = told.correction
    signers = _signers(county, told)
    for officer, (_, evidence) in signers.items():
        if _one_person(county, officer, correction.approver):
            return "就是原来签字的人", evidence
    value = value_of(county.pack(correction.approved_on), ABOVE, correction.approved_on)
    rank = _rank(county, correction.approver, correction.approved_on)
    if value is None or value.value is not True or rank in (None, _TOP):
        return None  # of whom is not known or not in office other rules speak
    for officer, (day, evidence) in (signers or {correction.by: (correction.date, ())}).items():
        other = _rank(county, officer, day)
        if other is not None and rank <= other:
            return f"不在{officer_named(county, officer)}（{LEVELS[other]}一级）的上一级", evidence
    return None


def _one_person(county: CountyFacts, officer: str, other: str) -> bool:
    """Whether two ids are of one person: the same, or registered under one name."""
    names = [{term.name for term in county.officers.get(id_, ())} for id_ in (officer, other)]
    return officer == other or not names[0].isdisjoint(names[1])


def _not_above(
    county: CountyFacts, correction: Correction, what: str, evidence: tuple[str, ...]
) -> Found:
    return Found(
        correction.path,
        f"{correction.pointer}/approval/by",
        f"批准更正的{officer_named(county, correction.approver)}{what}",
        period=correction.approved_on[:7],
        got=correction.approver,
        evidence=evidence,
    )


def _rank(county: CountyFacts, officer: str, day: str) -> int | None:
    """How high an officer stands on a day: the highest level of his terms; None out of office."""
    ranks = [LEVELS.index(term.level) for term in county.in_office(officer, day)]
    return max(ranks, default=None)


Signers = dict[str, tuple[str, tuple[str, ...]]]


def _signers(county: CountyFacts, told: Told) -> Signers:
    """Who had signed what a correction alters by the day it was approved, with day and evidence."""
    approved_on = told.correction.approved_on
    found: Signers = {
        officer: (day, ()) for officer, day in _named_in(told.change.old) if day <= approved_on
    }
    for act in told.record.acts_on(told.change.item):
        if act.last <= approved_on:
            found[act.officer] = (act.last, (f"{act.path}#{act.pointer}",))
    return {officer: signed for officer, signed in found.items() if officer in county.officers}


def _named_in(value: Any) -> Iterator[tuple[str, str]]:
    """Officers and days of the acts that a value holds, such as an approved leave that goes."""
    if isinstance(value, Mapping):
        if isinstance(value.get("by"), str) and isinstance(value.get("date"), str):
            yield value["by"], value["date"]
        for each in value.values():
            yield from _named_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _named_in(each)


@rule(
    title="更正不由本人经手",
    why="自己给自己改考勤、改假条、改结论，没有人会信。",
    mend="请由另一个人提出，由上一级另一个人批准。",
    private=True,
)
def correction_is_by_others(county: CountyFacts) -> Iterator[Found]:
    """Neither the proposer nor the approver of a correction is whom it is about."""
    for correction in corrections(county):
        record = corrected_record(county, correction.file)
        data = record.data if record else {}
        for change in correction.changes:
            subjects = set(_subjects(change, data))
            hands = (
                (correction.by, f"{correction.pointer}/by", "提出"),
                (correction.approver, f"{correction.pointer}/approval/by", "批准"),
            )
            for officer, pointer, what in hands:
                if officer in subjects or any(is_the_cadre(county, s, officer) for s in subjects):
                    yield Found(
                        correction.path,
                        pointer,
                        f"{officer_named(county, officer)}{what}的更正是关于他本人的"
                        f"（{change.item}）",
                        period=correction.date[:7],
                        got=officer,
                    )


def _subjects(change: Corrected, data: Mapping[str, Any]) -> Iterator[str]:
    """Whom a corrected item is about: the cadres and officers that its address names or that its
    values or the record do.
    """
    for part in change.item.split("/"):
        yield from filter(None, part.split(":"))
    for value in (change.old, change.new, data):
        if isinstance(value, Mapping):
            yield from (str(value[key]) for key in ("cadre", "id") if key in value)


@rule(
    title="更正的先后顺序成立",
    why="还没有盖章、批准就谈不上更正；还没有提出就谈不上批准。",
    mend="请改为实际提出和批准的日期。",
    private=True,
)
def correction_comes_after_what_it_corrects(county: CountyFacts) -> Iterator[Found]:
    """A correction is proposed not before what it corrects was signed, and approved not before
    it was proposed.
    """
    for correction in corrections(county):
        if correction.approved_on < correction.date:
            yield Found(
                correction.path,
                f"{correction.pointer}/approval/date",
                f"更正在 {correction.date} 才提出，却在 {correction.approved_on} 就批准了",
                period=correction.date[:7],
                got=correction.approved_on,
                need=correction.date,
            )
    for told in _told(county):
        correction = told.correction
        acts = [a for a in told.record.acts_on(told.change.item) if a.first == a.last]
        if acts and min(a.first for a in acts) > correction.date:
            first = min(acts, key=lambda a: a.first)
            yield Found(
                correction.path,
                f"{correction.pointer}/date",
                f"更正在 {correction.date} 提出，那时还没有{first.what}（{first.first}）",
                period=correction.date[:7],
                got=correction.date,
                need=first.first,
                evidence=(f"{first.path}#{first.pointer}",),
            )
