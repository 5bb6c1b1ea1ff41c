"""What is final changes only by a correction, and never goes out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.gate.boards import relied_on_days_altered
from zhucun.gate.change import Change, Entry
from zhucun.gate.corrected import (
    Chain,
    after,
    before,
    chains,
    corrections_file,
    entry_to_write,
    is_covered,
    told,
    verdict,
)
from zhucun.gate.final import final_differences, finalities
from zhucun.gate.items import Difference
from zhucun.gate.pictures import pictures_altered
from zhucun.gate.registry import history_rule
from zhucun.read.layout import Place
from zhucun.read.tree import Record
from zhucun.schema.sift import mismatches_of
from zhucun.schema.store import kinds, validator

#: Corrections answer for other records: nothing corrects them but a further one.
CORRECTIONS: Final = "corrections"


@dataclass(frozen=True, slots=True)
class Altered:
    """A record whose final contents a change alters. `old`, `new`: its versions, `new` None for a
    file that goes; `uncovered`: what no new correction tells as it is.
    """

    entry: Entry
    place: Place
    old: Mapping[str, Any]
    new: Mapping[str, Any] | None
    uncovered: tuple[Difference, ...]

    def of(self, found: list[Difference]) -> str:
        """Some of the differences, as a message tells them."""
        return told(self.place.kind, self.old, self.new, found)


def altered_records(change: Change) -> tuple[Altered, ...]:
    """Every record whose final contents the change alters without saying so; by `change.once`."""
    return tuple(_altered(change))


def _altered(change: Change) -> Iterator[Altered]:
    for entry in change.records:
        if entry.place is None:
            continue
        old = before(change, entry.path, entry.place)
        new = after(change, entry.path, entry.place)
        if new is None and not entry.removed:
            continue  # unreadable: the check refuses it
        found = [*_final(entry, entry.place, old, new)] if old else []
        found += relied_on_days_altered(change, entry, old, new)
        if not entry.removed:
            found = [d for d in found if not _is_told(change, entry, entry.place, d)]
        if found:
            yield Altered(entry, entry.place, old or {}, new, tuple(found))


def _final(
    entry: Entry, place: Place, old: Mapping[str, Any], new: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """What is altered of what was final, but for what BASE has against its schema: that may be
    mended where it stands.
    """
    broken = _broken(Record(entry.path, place, dict(old))) if new is not None else frozenset()
    for difference in final_differences(place.kind, old, new):
        if difference.pointer_old not in broken:
            yield difference


def _broken(record: Record) -> frozenset[str]:
    """JSON pointers to what doesn't match its schema."""
    kind = record.place.kind
    data = {key: value for key, value in record.data.items() if (kind, key) != ("profile", "body")}
    if kind not in kinds() or validator(kind).is_valid(data):
        return frozenset()
    return frozenset(m.pointer for m in mismatches_of(replace(record, data=data), validator(kind)))


def _is_told(change: Change, entry: Entry, place: Place, difference: Difference) -> bool:
    """Whether a correction may tell of a difference, and does. Nothing takes off a seal."""
    unsealed = place.kind == "attendance" and difference.place == "seal" and not difference.new
    if unsealed or place.kind == CORRECTIONS:
        return False
    return is_covered(change, entry.path, difference)


def _is_seal(altered: Altered, difference: Difference) -> bool:
    top = difference.place.partition("/")[0]
    return altered.place.kind == "attendance" and top == "seal"


def _is_removal(altered: Altered, difference: Difference) -> bool:
    """Whether a thing of its own goes: an item, an act; a word of one that stays is a change."""
    if difference.new is not None:
        return False
    whole = {finality.place for finality in finalities(altered.place.kind)}
    return difference.place in whole or difference.place.endswith("*")


@history_rule(
    title="已经封存、批准、认定的内容只能更正",
    why="盖过章、批准过、认定过的记录是别人作出判断的依据；直接改动，就没有人知道原来是什么、为什么改。",
    mend="请恢复原来的内容；确实记错的，在更正文件里加一条更正（位置、原值、新值、理由），由上一级批准。",
    private=True,
)
def final_record_changes_by_correction(change: Change) -> Iterator[Found]:
    """What is final changes only where a correction new in this change says what was and is."""
    for altered in change.once(altered_records):
        if altered.entry.removed:
            continue
        found = [
            d for d in altered.uncovered if not _is_removal(altered, d) and not _is_seal(altered, d)
        ]
        if found:
            yield _uncovered(change, altered, found, "直接改动")
    for entry, article in pictures_altered(change):
        if not entry.removed:
            yield _picture(entry, article, "被换掉了")


def _uncovered(change: Change, altered: Altered, found: list[Difference], what: str) -> Found:
    """A finding that says what was altered and which correction would be due."""
    path, place = altered.entry.path, altered.place
    discreet = f"已经封存、批准或认定的内容有 {len(found)} 处被{what}，没有相应的更正"
    message = f"已经封存、批准或认定的内容被{what}，没有相应的更正：{altered.of(found)}。"
    mend = ""
    if place.kind == CORRECTIONS:
        mend = (
            "更正和补录说明只增不改：请恢复原来的条目；写错了的，再加一条更正，说明以哪一条为准。"
        )
    else:
        file = corrections_file(place, change.as_of)
        line = entry_to_write(path, place, found, change.as_of)
        message += f"确需更正的，在 {file} 的 corrections 下加一条：{line}"
    return Found(
        path,
        found[0].pointer_new,
        message,
        period=place.period,
        discreet=discreet,
        mend=mend,
        at_key=found[0].new is None,
    )


def _picture(entry: Entry, article: str, what: str) -> Found:
    message = f"已审核的文章 {article} 用着这张图，图{what}"
    mend = "请恢复原来的图；确实要换的，图用新的文件名，并更正文章的 photo/file。"
    return Found(entry.path, "", message, discreet=message, mend=mend, line=1, column=1)


@history_rule(
    title="封存、批准、认定的不删除",
    why="删掉、改名、移走，就看不见原来记了什么；再补一份，谁也不知道补的是不是原来那份。",
    mend="请恢复原来的文件和条目；记错的用更正改正；不休的假写 cancelled，不成立的案写 withdrawn。",
    private=True,
)
def nothing_final_is_deleted(change: Change) -> Iterator[Found]:
    """No file with final contents goes or moves, no seal is taken off, no final item vanishes
    unless a correction keeps what it said.
    """
    for altered in change.once(altered_records):
        if altered.entry.removed:
            yield _gone(change, altered)
            continue
        seals = [d for d in altered.uncovered if _is_removal(altered, d) and _is_seal(altered, d)]
        if seals:
            yield Found(
                altered.entry.path,
                seals[0].pointer_new,
                "这个月的考勤已经盖章封存，章被撤掉了",
                period=altered.place.period,
                discreet="这个月的考勤已经盖章封存，章被撤掉了",
                mend="请恢复原来的盖章；考勤记错的，不必撤章，写一条更正即可。",
            )
        others = [
            d for d in altered.uncovered if _is_removal(altered, d) and not _is_seal(altered, d)
        ]
        if others:
            yield _uncovered(change, altered, others, "删去")
    for entry, article in pictures_altered(change):
        if entry.removed:
            yield _picture(entry, article, "被删掉了")


def _gone(change: Change, altered: Altered) -> Found:
    """A file that goes; where the same contents come back elsewhere, it says where."""
    path = altered.entry.path
    to = next(
        (e.path for e in change.entries if e.added and e.new and e.new.sha == _sha(altered.entry)),
        "",
    )
    what = f"被移到了 {to}" if to else "被删除"
    message = f"这份文件里有已经封存、批准或认定的内容，{what}"
    mend = f"请恢复 {path}；内容记错的，用更正改正，不要删除或移动文件。"
    return Found(path, "", message, period=altered.place.period, discreet=message, mend=mend)


def _sha(entry: Entry) -> str:
    return entry.old.sha if entry.old else ""


@history_rule(
    title="一个月只封存一次",
    why="盖过章又换人、换日期重盖，前一个章就成了假的。",
    mend="请恢复原来的盖章人和日期；盖章时写错的，写一条更正，由上一级批准。",
)
def a_month_is_sealed_once(change: Change) -> Iterator[Found]:
    """A seal that BASE has stays: its officer and its day change only by a correction."""
    for altered in change.once(altered_records):
        found = [
            d for d in altered.uncovered if _is_seal(altered, d) and not _is_removal(altered, d)
        ]
        if found and not altered.entry.removed:
            file = corrections_file(altered.place, change.as_of)
            line = entry_to_write(altered.entry.path, altered.place, found, change.as_of)
            month = altered.place.period
            yield Found(
                altered.entry.path,
                found[0].pointer_new,
                f"{month} 的考勤已经封存，又改了盖章：{altered.of(found)}。"
                f"盖章时写错的，在 {file} 的 corrections 下加一条：{line}",
                period=month,
                private=True,
                discreet=f"{month} 的考勤已经封存，又改了盖章",
            )


@history_rule(
    title="更正与改动一致",
    why="更正写的原值、新值与文件对不上，以后就没有人说得清改了什么。",
    mend="请核对更正里的文件、位置、原值和新值；更正和改动要在同一次提交。",
    private=True,
)
def correction_matches_its_change(change: Change) -> Iterator[Found]:
    """A new correction says what BASE had and what the result has."""
    for items in change.once(chains).values():
        for chain in items.values():
            yield from _misfits(change, chain)


def _misfits(change: Change, chain: Chain) -> Iterator[Found]:
    fit = verdict(change, chain)
    wrong = []
    if not fit.old_fits:
        wrong.append((f"{chain.first.pointer}/old", "原值与改动以前的记录不一致"))
    if not fit.new_fits:
        wrong.append((f"{chain.last.pointer}/new", "新值与改动以后的记录不一致"))
    if fit.fits and chain.first.old == chain.last.new:
        wrong.append((f"{chain.last.pointer}/new", "原值和新值一样，没有更正什么"))
    for pointer, what in wrong:
        yield Found(
            chain.said_in,
            pointer,
            f"更正 {chain.file} 的 {chain.item}：{what}",
            period=change.as_of[:4],
            discreet=f"一条更正的{what}",
        )
