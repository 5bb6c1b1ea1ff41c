"""Leave: what was asked for, approved by whom, filed where."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.dates import days_between, each_day, plus
from zhucun.read.tree import Record


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing （备案） or copy （抄报） after approval."""

    kind: str
    to: str
    date: str


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave as recorded. `approver` is an officer id, empty while not approved.

    `returned` is the day the cadre was back, empty where not recorded.
    """

    cadre: str
    start: str
    end: str
    approver: str
    approved_on: str
    filings: tuple[Filing, ...]
    is_cancelled: bool
    path: str
    pointer: str
    returned: str = ""

    @property
    def is_approved(self) -> bool:
        """Approved and not cancelled."""
        return bool(self.approver) and not self.is_cancelled

    @property
    def taken_until(self) -> str:
        """The last day the leave covers: its end, or the day before the recorded return."""
        return min(self.end, plus(self.returned, -1)) if self.returned else self.end

    @property
    def length(self) -> int:
        """Calendar days, both ends included."""
        return days_between(self.start, self.end)


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
            returned=leave.get("returned", ""),
            path=record.path,
            pointer=f"/leaves/{index}",
        )
        for index, leave in enumerate(record.data["leaves"])
    ]


def approved_days(leaves: list[Leave]) -> set[str]:
    """ISO dates covered by approved, uncancelled leave, up to the recorded return."""
    return {
        day
        for x in leaves
        if x.is_approved and x.start <= x.end
        for day in each_day(x.start, x.taken_until)
    }
