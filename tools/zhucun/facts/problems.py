"""Problems that cadres raised: whom each waits for, since when, and what was reported back."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.acts import Act, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between

OPEN, CLOSED = "未办结", "已办结"
#: Whom a problem waits for that has not been passed on.
COLLATION = "待汇总上报"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem as it stands on the day judged: later acts have not happened yet.

    `escalated_on` and `closed_on` are ISO days or ""; `to` is the department that it was passed
    to; `feedback` and `on_site` are ISO days in order; `pooled_yuan` is None where nothing is said.
    """

    id: str
    village: str
    township: str
    cadre: str
    raised_on: str
    escalated_on: str
    to: str
    has_owner: bool
    feedback: tuple[str, ...]
    on_site: tuple[str, ...]
    pooled_yuan: float | None
    closed_on: str
    path: str
    pointer: str

    def is_open(self, day: str) -> bool:
        """Whether it was raised by a day and not closed by its end."""
        return self.raised_on <= day and not (self.closed_on and self.closed_on <= day)

    def waits_for(self, day: str) -> str:
        """The department it waits for on a day; "" for one that is closed."""
        if not self.is_open(day):
            return ""
        return self.to if self.escalated_on and self.escalated_on <= day else COLLATION

    def days_open(self, day: str) -> int:
        """Whole days from being raised to being closed, or to the day."""
        return days_between(self.raised_on, min(self.closed_on or day, day)) - 1


def problems_of(county: CountyFacts) -> tuple[Problem, ...]:
    """The problems raised by the day judged, in the order of the records."""
    return county.once(_problems)


def _problems(county: CountyFacts) -> tuple[Problem, ...]:
    raised = (act for act in acts_of(county, "problem") if act.date <= county.as_of)
    return tuple(_problem(act, county.as_of) for act in raised)


def _problem(act: Act, as_of: str) -> Problem:
    data = act.data
    escalated, closed = data.get("escalated", {}), data.get("closed", {})
    passed_on = escalated.get("date", "") if escalated.get("date", "9") <= as_of else ""
    return Problem(
        id=data["id"],
        village=act.village,
        township=act.township,
        cadre=act.cadre,
        raised_on=act.date,
        escalated_on=passed_on,
        to=escalated["to"] if passed_on else "",
        has_owner=bool(passed_on and escalated.get("owner")),
        feedback=tuple(sorted(f["date"] for f in data.get("feedback", ()) if f["date"] <= as_of)),
        on_site=tuple(sorted(day for day in data.get("on_site", ()) if day <= as_of)),
        closed_on=closed["date"] if closed.get("date", "9") <= as_of else "",
        pooled_yuan=data.get("pooled_yuan"),
        path=act.path,
        pointer=act.pointer,
    )
