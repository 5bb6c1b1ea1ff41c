"""What is final changes only by a correction, and never goes out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.gate.advice import (
    entry_to_write,
    instead_of_deleting,
    meant,
    short,
    told,
    where_to_write,
    why_final,
)
from zhucun.gate.altered import CORRECTIONS, Altered, altered_records
from zhucun.gate.change import Change, Entry
from zhucun.gate.corrected import Chain, chains, is_mentioned, verdict
from zhucun.gate.items import Difference
from zhucun.gate.pictures import pictures_altered
from zhucun.gate.registry import history_rule


@history_rule(
    title="已经封存、批准、认定的内容只能更正",
    why="盖过章、批准过、认定过的记录是别人作出判断的依据；直接改动，就没有人知道原来是什么、为什么改。",
    mend="请恢复原来的内容；确实记错的，在更正文件里加一条更正（位置、原值、新值、理由），由上一级批准。",
    private=True,
)
def final_record_changes_by_correction(change: Change) -> Iterator[Found]:
    """What is final changes only where a correction new in this change says what was and is."""
    for altered in change.once(altered_records):
        if not altered.entry.removed and altered.changes:
            yield _uncovered(change, altered, altered.changes, "直接改动")
    for entry, article in pictures_altered(change):
        if not entry.removed:
            yield _picture(entry, article, "被换掉了")


def _uncovered(change: Change, altered: Altered, found: list[Difference], what: str) -> Found:
    """A finding that says what was altered and which correction would be due."""
    path, place = altered.entry.path, altered.place
    why = why_final(change, altered, found)
    message = f"已经封存、批准或认定的内容{why}被{what}：{told(altered, found)}。"
    mend = ""
    if place.kind == CORRECTIONS:
        mend = (
            "更正和补录说明只增不改：请恢复原来的条目；写错了的，再加一条更正，说明以哪一条为准。"
        )
    else:
        message += f"{meant(altered, found)}{_correction_due(change, altered, found)}"
    return Found(
        path,
        found[0].pointer_new,
        message,
        period=place.period,
        discreet=f"已经封存、批准或认定的内容有 {len(found)} 处被{what}，更正没有写或不一致",
        mend=mend,
        at_key=found[0].new is None,
    )


def _correction_due(change: Change, altered: Altered, found: list[Difference]) -> str:
    """The correction to write for what no new one mentions."""
    path, place = altered.entry.path, altered.place
    silent = [d for d in found if not is_mentioned(change, path, d)]
    if not silent:
        return "更正写了，但与改动不一致：请改正更正的原值、新值。"
    line = entry_to_write(path, place, silent, change.as_of)
    return f"没有相应的更正；确实记错的，{where_to_write(change, place, CORRECTIONS)}：{line}"


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
        unsealed = next((d for d in altered.seals if d.place == "seal"), None)
        if unsealed:
            message = "这个月的考勤已经盖章封存，章被撤掉了"
            yield Found(
                altered.entry.path,
                unsealed.pointer_new,
                message,
                period=altered.place.period,
                discreet=message,
                mend="请恢复原来的盖章；考勤记错的，不必撤章，写一条更正即可。",
            )
        if altered.removals:
            yield _uncovered(change, altered, altered.removals, "删去")
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
    return Found(
        path,
        "",
        message,
        period=altered.place.period,
        discreet=message,
        mend=instead_of_deleting(altered),
    )


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
        found = [d for d in altered.seals if d.place != "seal"]
        if found and not altered.entry.removed:
            month = altered.place.period
            yield Found(
                altered.entry.path,
                found[0].pointer_new,
                f"{month} 的考勤已经封存，又改了盖章：{told(altered, found)}。"
                f"{_correction_due(change, altered, found)}",
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
        wrong.append((f"{chain.first.pointer}/old", "原值", chain.first.old, "改动以前", fit.old))
    if not fit.new_fits:
        wrong.append((f"{chain.last.pointer}/new", "新值", chain.last.new, "改动以后", fit.new))
    for pointer, side, said, when, is_ in wrong:
        yield Found(
            chain.said_in,
            pointer,
            f"更正 {chain.file} 的 {chain.item}：{side}写的是“{short(said)}”，"
            f"{when}的记录是“{short(is_)}”",
            period=change.as_of[:4],
            got=said,
            need=is_,
            discreet=f"一条更正的{side}与{when}的记录不一致",
        )
    if fit.fits and chain.first.old == chain.last.new:
        yield Found(
            chain.said_in,
            f"{chain.last.pointer}/new",
            f"更正 {chain.file} 的 {chain.item}：原值和新值一样，没有更正什么",
            period=change.as_of[:4],
            discreet="一条更正的原值和新值一样，没有更正什么",
        )
