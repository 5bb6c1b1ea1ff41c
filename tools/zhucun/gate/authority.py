"""Nobody registers somebody and lets him act in one change.

Who may act is read from the officers that are registered. A change that brings both the
registration and the act would be its own witness: what gives the power has to be merged first,
where people who know the appointment look at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhucun.check.finding import Found
from zhucun.facts.dates import Span
from zhucun.gate.acts import TOLD, Touched, touched_acts
from zhucun.gate.change import Change
from zhucun.gate.registry import history_rule
from zhucun.gate.versions import versions_of
from zhucun.read.tree import Record


@dataclass(frozen=True, slots=True)
class Power:
    """What lets a person act, as a region file of the result registers it. `what` is a role, or
    the body that he heads.
    """

    officer: str
    what: str
    span: Span
    path: str
    pointer: str


@history_rule(
    title="先登记，后行为",
    why="同一次改动里先给人登记职责、再由他签批，等于自己给自己授权。",
    mend="请先单独提交人员登记，合并以后再提交他的签批。",
    private=True,
)
def actor_was_registered_before(change: Change) -> Iterator[Found]:
    """Whoever acts, does so by what BASE registers of him; a region that comes in whole is free.

    A new or altered act is refused if the change gives its officer, for that day, a role, a body
    to head or another person's name, or takes off him that he is the cadre himself.
    """
    given = change.once(new_powers)
    for touched in change.once(touched_acts):
        deed = touched.deed
        if (deed.kind, deed.place) in TOLD:
            continue
        power = next((p for p in given if _serves(p, touched)), None)
        if power is None:
            continue
        yield Found(
            touched.entry.path,
            deed.act.pointer,
            f"{deed.act.when} {deed.act.what}的人员 {deed.officer}，"
            f"他的“{power.what}”是这次改动才登记或修改的",
            subject=deed.act.cadre,
            period=deed.act.when,
            got=deed.officer,
            evidence=(f"{power.path}#{power.pointer}",),
        )


def _serves(power: Power, touched: Touched) -> bool:
    deed = touched.deed
    same_city = power.path.split("/")[1] == touched.entry.path.split("/")[1]
    in_time = power.span.meets(deed.first, deed.last)
    return power.officer == deed.officer and same_city and in_time


def new_powers(change: Change) -> tuple[Power, ...]:
    """What the change's region files register otherwise than BASE, in path order."""
    return tuple(_new_powers(change))


def _new_powers(change: Change) -> Iterator[Power]:
    versions = change.once(versions_of)
    for entry in change.records:
        if entry.place is None or entry.place.kind != "region" or not entry.changed:
            continue
        assert entry.old is not None
        assert entry.new is not None
        before = versions.record(entry.path, entry.old.sha)
        after = versions.record(entry.path, entry.new.sha)
        if after is None:
            continue
        was = dict(_powers(before)) if before else {}
        for key, power in _powers(after):
            known = was.get(key)
            if known is None or _grows(known.span, power.span):
                yield power


def _grows(old: Span, new: Span) -> bool:
    """Whether a term holds days that it didn't hold."""
    return new.start < old.start or (new.end or "9999-12-31") > (old.end or "9999-12-31")


def _powers(record: Record) -> Iterator[tuple[tuple[Any, ...], Power]]:
    """Each power of a region file with what it is known by, its time left out unless it is one of
    several.
    """
    seen: dict[tuple[Any, ...], int] = {}
    for pointer, officer, name, what, span in _listed(record):
        key = (officer, name, what)
        seen[key] = seen.get(key, 0) + 1
        yield (*key, seen[key]), Power(officer, what, span, record.path, pointer)


def _listed(record: Record) -> Iterator[tuple[str, str, tuple[str, str], str, Span]]:
    for index, each in enumerate(record.data.get("officers", ())):
        who = (each["name"], each.get("cadre", ""))
        span = Span(each["from"], each.get("to"))
        yield f"/officers/{index}", each["id"], who, each["role"], span
    for index, each in enumerate(record.data.get("bodies", ())):
        if "head" in each:
            what = f"{each['kind']}的负责人"
            yield (
                f"/bodies/{index}",
                each["head"],
                ("", ""),
                what,
                Span(each["from"], each.get("to")),
            )
