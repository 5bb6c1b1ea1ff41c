"""Rules on a change of the law: what has been in force stays, what is new is dated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.gate.altered import as_record, is_valid
from zhucun.gate.change import Change, Entry
from zhucun.gate.registry import history_rule
from zhucun.law.fingerprint import SECTION
from zhucun.law.population import DISPATCHED
from zhucun.law.workdays import Calendar, load_calendar

Raw = Mapping[str, Any]

#: Sections whose contents are dated: the key of the dated list.
_DATED: Final = {"parameters": "values", "tables": "editions", "ladders": "editions"}
#: Sections whose entries hold as long as they stand there, and what identifies an entry.
_STANDING: Final = {
    "decisions": "id",
    "requirements": "id",
    "cadences": "key",
    "conditions": "key",
    "parts": "key",
    "words": "key",
    "duties": "code",
    "materials": "key",
}
#: What explains a value and doesn't alter what follows from it.
_EDITORIAL: Final = frozenset(
    ("title", "cite", "silent", "display", "decision", "decisions", "rows", "mend", "question",
     "reason", "effect", "private", "note")
)  # fmt: skip


def _packs(change: Change) -> Iterator[tuple[Entry, Raw, Raw]]:
    """Packs that BASE has and the change alters, before and after."""
    for entry in change.entries:
        if entry.area == "law" and entry.place and entry.place.kind == "regulation":
            before, after = change.before(entry.path), change.after(entry.path)
            if before is not None and after is not None:
                yield entry, before, after


def _norm(value: Any) -> Any:
    """A value without what only explains it."""
    if isinstance(value, Mapping):
        return {k: _norm(v) for k, v in value.items() if k not in _EDITORIAL}
    return [_norm(item) for item in value] if isinstance(value, list) else value


def _by(pack: Raw, section: str, key: str) -> dict[str, tuple[int, Raw]]:
    """A section's entries by their key, each with its position."""
    listed = pack.get(section) or []
    entries = listed if isinstance(listed, list) else []
    return {
        str(e.get(key)): (index, e) for index, e in enumerate(entries) if isinstance(e, Mapping)
    }


def _dated(entry: Raw, inner: str) -> dict[str, tuple[int, Raw]]:
    return _by(entry, inner, "from")


@history_rule(
    title="施行过的规定不改",
    why="改掉施行过的数值，过去的考勤、考核就换了标准，作出的处理也失去依据。",
    mend="请保留原来的一条，另加一条新的，from 写新规定施行的日期。",
)
def law_in_force_stays(change: Change) -> Iterator[Found]:
    """A dated value that has begun to hold stays; no pack or calendar is deleted, and no pack turns
    to other people than it was about.
    """
    for entry in change.entries:
        if entry.area == "law" and entry.removed:
            yield Found(entry.path, "", f"这次改动删去了 {entry.path}", line=1, column=1)
    for entry, before, after in _packs(change):
        if before.get("population", DISPATCHED) != after.get("population", DISPATCHED):
            yield Found(entry.path, "/population", "改动了制度的适用对象；请另加一个制度包")
        for section, inner in _DATED.items():
            now = _by(after, section, "key")
            for key, (_, old) in _by(before, section, "key").items():
                if key not in now:
                    yield Found(entry.path, "", f"删去了施行中的{_named(old, key)}")
                    continue
                at, new = now[key]
                pointer = f"/{section}/{at}"
                yield from _altered(change, entry.path, pointer, old, new, inner, _named(old, key))


def _named(entry: Raw, key: str) -> str:
    """An entry as its readers know it, with its key."""
    return f"“{entry.get('title', key)}”（{key}）"


def _altered(
    change: Change, path: str, pointer: str, old: Raw, new: Raw, inner: str, name: str
) -> Iterator[Found]:
    now = _dated(new, inner)
    for since, (_, value) in _dated(old, inner).items():
        if since > change.as_of:
            continue
        if since not in now:
            yield Found(path, pointer, f"删去了{name}自 {since} 起施行的数值")
            continue
        at, other = now[since]
        if _norm(value) != _norm(other):
            message = f"改动了{name}自 {since} 起施行的数值"
            yield Found(path, f"{pointer}/{inner}/{at}", message)


@history_rule(
    title="修订制度写明施行日期和依据",
    why="口径、频次一改，全市的判断都跟着变；不写从哪天起、凭什么，就说不清谁按哪个标准。",
    mend="请在制度包的 revisions 末尾加一条：from 施行日期、document 依据、note 改了什么。",
)
def law_change_is_dated(change: Change) -> Iterator[Found]:
    """What a pack holds without a date, or begins in the past, changes with a new revision entry.

    Revision entries themselves are only added to.
    """
    for entry, before, after in _packs(change):
        old, new = _revisions(before), _revisions(after)
        if new[: len(old)] != old:
            yield Found(entry.path, "/revisions", "改动了已有的修订记录")
        dates = {item.get("from") for item in new[len(old) :]}
        if not dates:
            yield from _standing(change, entry.path, before, after)
        yield from _begun(change, entry.path, before, after, dates)


def _revisions(pack: Raw) -> list[Raw]:
    """The revision entries; what is none, or no list of any, is the schema's to refuse."""
    listed = pack.get("revisions")
    entries = listed if isinstance(listed, list) else []
    return [each for each in entries if isinstance(each, Mapping)]


def _standing(change: Change, path: str, before: Raw, after: Raw) -> Iterator[Found]:
    for section, id_ in _STANDING.items():
        old, new = _by(before, section, id_), _by(after, section, id_)
        for key in sorted({*old, *new}):
            one, other = old.get(key), new.get(key)
            if one and other and _norm(one[1]) == _norm(other[1]):
                continue
            if not one and other and str(other[1].get("from", "")) > change.as_of:
                continue
            what = "改动了" if one and other else "删去了" if one else "增加了"
            pointer = f"/{section}/{other[0]}" if other else ""
            name = _named((other or one or (0, {}))[1], key)
            yield Found(path, pointer, f"{what}{name}，没有写修订记录")
    for key in ("effective", "id"):
        if _norm(before.get(key)) != _norm(after.get(key)):
            yield Found(path, f"/{key}", f"改动了 {key}，没有写修订记录")


def _begun(change: Change, path: str, before: Raw, after: Raw, dates: set[Any]) -> Iterator[Found]:
    """Dated values that the change adds although they began to hold before it."""
    for section, inner in _DATED.items():
        old = _by(before, section, "key")
        for key, (at, entry) in _by(after, section, "key").items():
            known = _dated(old[key][1], inner) if key in old else {}
            for since, (n, _) in _dated(entry, inner).items():
                if since not in known and since <= change.as_of and since not in dates:
                    message = (
                        f"{_named(entry, key)}增加了自 {since} 起的数值，"
                        "这一天已经过了，没有写修订记录"
                    )
                    yield Found(path, f"/{section}/{at}/{inner}/{n}", message)


@history_rule(
    title="原文指纹单独加，不改已有的",
    why="指纹是核对引文的凭据；和引文、数值一起改，或者改掉已有的，写什么都对得上。",
    mend="请把新条文的指纹单独作一次合并请求，在 revisions 写明依据，除此以外不动这份制度包；"
    "条文修订过的，用新的名称（如“第三条（2027）”）加上，旧的留着。审核时用原文核对："
    "zhucun fingerprint 原文.txt --regulation 编号 --compare。",
)
def fingerprints_are_added_apart(change: Change) -> Iterator[Found]:
    """Fingerprints that a pack brings along stay; new ones come with a revision and nothing else.

    A new pack brings its own: whoever reviews it compares them with the text.
    """
    for entry, before, after in _packs(change):
        old, new = _prints(before), _prints(after)
        if old == new:
            continue
        for label in sorted(label for label in old if new.get(label) != old[label]):
            what = "改动了" if label in new else "删去了"
            yield Found(entry.path, f"/{SECTION}", f"{what}{label}的原文指纹")
        apart = (SECTION, "revisions")
        others = sorted(
            key for key in {*before, *after} - {*apart} if before.get(key) != after.get(key)
        )
        if others:
            message = f"原文指纹和{'、'.join(others)}一起改了"
            yield Found(entry.path, f"/{SECTION}", message)
        if len(_revisions(after)) <= len(_revisions(before)):
            yield Found(entry.path, f"/{SECTION}", "加了原文指纹，没有写修订记录")


def _prints(pack: Raw) -> Raw:
    """The fingerprints; what is no mapping is the schema's to refuse."""
    listed = pack.get(SECTION)
    return listed if isinstance(listed, Mapping) else {}


@history_rule(
    title="过去的日历不改",
    why="工作日算出的请假天数、出勤天数已经用过，改了就换了过去的结论。",
    mend="请恢复已经过去的日子；只改还没有到的日子。",
)
def past_calendar_stays(change: Change) -> Iterator[Found]:
    """Days that are over keep their kind when a calendar of a year is altered."""
    for entry in change.entries:
        if entry.area != "law" or not entry.place or entry.place.kind != "calendar":
            continue
        before, after = change.before(entry.path), change.after(entry.path)
        if before is None or after is None:
            continue
        if not all(is_valid(as_record(entry.path, entry.place, v)) for v in (before, after)):
            continue  # the check refuses it
        old, new = load_calendar({entry.path: before}), load_calendar({entry.path: after})
        for day in sorted({*old.off, *old.make_up, *new.off, *new.make_up}):
            if day <= change.as_of and _kind(old, day) != _kind(new, day):
                yield Found(entry.path, "", f"改动了已经过去的 {day}")


def _kind(calendar: Calendar, day: str) -> str:
    year = int(day[:4])
    return calendar.day(day).kind if year in calendar.years else ""
