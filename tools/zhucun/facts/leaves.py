"""Leave: what was approved by whom, and the spells that back-to-back leaves add up to (A8)."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.dates import days_between, each_day, plus
from zhucun.read.tree import Record


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing (备案) or copy (抄报) after approval."""

    kind: str
    to: str
    date: str


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave as recorded. `approver` is an officer id, empty while not approved."""

    cadre: str
    start: str
    end: str
    approver: str
    approved_on: str
    filings: tuple[Filing, ...]
    is_cancelled: bool
    path: str
    pointer: str

    @property
    def is_approved(self) -> bool:
        """Approved and not cancelled."""
        return bool(self.approver) and not self.is_cancelled

    @property
    def length(self) -> int:
        """Calendar days, both ends included."""
        return days_between(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Spell:
    """Leaves of one cadre that touch each other, judged by their merged length."""

    cadre: str
    start: str
    end: str
    parts: tuple[Leave, ...]

    @property
    def length(self) -> int:
        """Calendar days from the first to the last, both included."""
        return days_between(self.start, self.end)

    @property
    def filings(self) -> tuple[Filing, ...]:
        """Filings of all parts."""
        return tuple(f for part in self.parts for f in part.filings)


def leaves_of(record: Record) -> list[Leave]:
    """The leaves of a schema-valid leave record, cancelled ones included."""
    return [
        Leave(
            cadre=leave["cadre"],
            start=leave["from"],
            end=leave["to"],
            approver=leave.get("approval", {}).get("by", ""),
            approved_on=leave.get("approval", {}).get("date", ""),
            filings=tuple(Filing(f["kind"], f["to"], f["date"]) for f in leave.get("filings", [])),
            is_cancelled="cancelled" in leave,
            path=record.path,
            pointer=f"/leaves/{index}",
        )
        for index, leave in enumerate(record.data["leaves"])
    ]


def spells(leaves: list[Leave], *, merge: bool = True) -> list[Spell]:
    """Leaves joined where one begins the day after another ends, or earlier.

    Input: leaves of one cadre in any order. Cancelled ones are left out, and so are those with
    reversed dates: a rule of their own reports them.
    """
    living = sorted(
        (x for x in leaves if not x.is_cancelled and x.start <= x.end), key=lambda x: x.start
    )
    joined: list[list[Leave]] = []
    last_day = ""
    for leave in living:
        if merge and joined and leave.start <= plus(last_day, 1):
            joined[-1].append(leave)
            last_day = max(last_day, leave.end)
        else:
            joined.append([leave])
            last_day = leave.end
    return [
        Spell(group[0].cadre, group[0].start, max(x.end for x in group), tuple(group))
        for group in joined
    ]


def approved_days(leaves: list[Leave]) -> set[str]:
    """ISO dates covered by approved, uncancelled leave."""
    return {
        day
        for x in leaves
        if x.is_approved and x.start <= x.end
        for day in each_day(x.start, x.end)
    }
