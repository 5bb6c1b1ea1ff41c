"""Obligations that a change brings, ends or alters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zhucun.assess.due import Due
from zhucun.assess.due_standing import dues_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.obligations import DONE, OPEN, OVERDUE, UNDETERMINED
from zhucun.facts.periods import in_words
from zhucun.preview.model import Line, source_of
from zhucun.preview.secrecy import hides_obligation
from zhucun.preview.subjects import Subject, Subjects
from zhucun.preview.values import ARROW

HIDDEN: Final = Line("应办", "有涉及健康等敏感内容的事项变了，不在这里写。")
_UNDATED: Final = "没有期限"
#: Periods named of an obligation that recurs; the rest is counted.
_MOST_PERIODS: Final = 3
#: Bodies named of those that may answer for an obligation.
_MOST_OWNERS: Final = 2


@dataclass(frozen=True, slots=True)
class DueChange:
    """One obligation that differs; `old` is None where it is new, `new` where it ends."""

    old: Due | None
    new: Due | None

    @property
    def due(self) -> Due:
        """The obligation as it will be, or as it was."""
        found = self.old if self.new is None else self.new
        assert found is not None
        return found


def due_changes(before: CountyFacts, after: CountyFacts) -> tuple[DueChange, ...]:
    """Obligations whose state, day, owner or count differs, in the order of the list of dues."""
    old, new = _by_id(before), _by_id(after)
    keys = dict.fromkeys((*new, *old))
    pairs = (DueChange(old.get(key), new.get(key)) for key in keys)
    return tuple(pair for pair in pairs if _told(pair.old) != _told(pair.new))


def _by_id(county: CountyFacts) -> Mapping[tuple[str, str, int], Due]:
    found: dict[tuple[str, str, int], Due] = {}
    for due in dues_of(county):
        again = 0
        while (due.id, due.title, again) in found:
            again += 1
        found[due.id, due.title, again] = due
    return found


def _told(due: Due | None) -> object:
    return due and (due.state, due.due, due.owner, due.need, due.done)


def due_lines(
    changes: tuple[DueChange, ...], subjects: Subjects, after: CountyFacts
) -> Iterator[tuple[Subject, Line]]:
    """A line for each obligation; those alike in all but their period share one."""
    alike: dict[tuple[Subject, str, str, str], list[DueChange]] = defaultdict(list)
    hidden: list[Subject] = []
    for change in changes:
        due = change.due
        whom = subjects.of_obligation(due.kind, due.subject)
        if hides_obligation(after.law, due.key):
            hidden.append(whom)
        elif not (subjects.public and due.private):
            alike[whom, _label(change), f"{due.key}#{due.title}", _progress(change)].append(change)
    for (whom, label, _, _), found in alike.items():
        source = source_of(found[0].due.cite, found[0].due.rows)
        yield whom, Line(label, _text(label, found), (source,) if source else ())
    if not subjects.public:
        yield from ((whom, HIDDEN) for whom in dict.fromkeys(hidden))


def _label(change: DueChange) -> str:
    old, new = change.old, change.new
    if new is None:
        return "不再应办"
    if old is not None and old.state == new.state:
        return "应办有变"
    return {DONE: "办结", OPEN: "应办", OVERDUE: "应办（已逾期）", UNDETERMINED: "待定"}[new.state]


def _progress(change: DueChange) -> str:
    """What of the same obligation is otherwise: how much is done, by when, by whom."""
    old, new = change.old, change.new
    if old is None or new is None:
        return ""
    parts = (
        ("期限", old.due or _UNDATED, new.due or _UNDATED),
        ("应办", _count(old.need, new), _count(new.need, new)),
        ("已有", _count(old.done, new), _count(new.done, new)),
        ("责任人", old.owner or "未定", new.owner or "未定"),
    )
    return "，".join(f"{what} {was}{ARROW}{will}" for what, was, will in parts if was != will)


def _count(number: int | float | None, due: Due) -> str:
    return "没有规定" if number is None else f"{number} {due.unit}"


def _text(label: str, found: list[DueChange]) -> str:
    due = found[0].due
    parts = [due.title + _periods([in_words(each.due.period) for each in found])]
    is_owed = label.startswith("应办") and due.state in (OPEN, OVERDUE)
    if due.owner and is_owed:
        parts.append(f"责任人：{_short(due.owner)}")
    if is_owed:
        days = sorted({each.due.due or _UNDATED for each in found})
        parts.append(f"期限：{days[0]}" + (f" 起 {len(days)} 个日期" if len(days) > 1 else ""))
    progress = _progress(found[0])
    return "；".join([*parts, progress] if progress else parts)


def _short(owner: str) -> str:
    """The first of the bodies that may answer for it; how many there are."""
    bodies = owner.split("、")
    return owner if len(bodies) <= _MOST_OWNERS else f"{bodies[0]}等 {len(bodies)} 个机关"


def _periods(codes: list[str]) -> str:
    told = [code for code in codes if code]
    if not told:
        return f"（{len(codes)} 项）" if len(codes) > 1 else ""
    more = f"等 {len(told)} 项" if len(told) > _MOST_PERIODS else ""
    return f"（{'、'.join(told[:_MOST_PERIODS])}{more}）"
