"""Projects: how a promise stands on a day; what park and village get of the proceeds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from zhucun.facts.dates import is_over

PARK: Final = "产业园"
#: How a promise stands.
RUNNING, IN_TIME, LATE, OVERDUE = PROJECT_STATES = ("进行中", "按期完成", "逾期完成", "已逾期")


def state_on(data: Mapping[str, Any], day: str) -> str:
    """How a project stands on a day; one completed later was still running."""
    completed = str(data.get("completed_on", ""))
    if completed and completed <= day:
        return IN_TIME if completed <= data["due"] else LATE
    return OVERDUE if is_over(str(data["due"]), day) else RUNNING


def in_park(data: Mapping[str, Any]) -> bool:
    """Whether a project stands in the park; one that shares proceeds and names no place does."""
    return bool(data.get("location", PARK if "revenue_share" in data else "") == PARK)


def shares(data: Mapping[str, Any]) -> tuple[Decimal, Decimal] | None:
    """The park's and the village's part of the proceeds; None where nothing is written."""
    share = data.get("revenue_share")
    return None if share is None else (Decimal(str(share["park"])), Decimal(str(share["village"])))
