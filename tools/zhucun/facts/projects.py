"""Projects in the 第一书记产业园, and what park and village get of their proceeds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

PARK: Final = "产业园"


def in_park(data: Mapping[str, Any]) -> bool:
    """Whether a project stands in the park; one that shares proceeds and names no place does."""
    return bool(data.get("location", PARK if "revenue_share" in data else "") == PARK)


def shares(data: Mapping[str, Any]) -> tuple[Decimal, Decimal] | None:
    """The park's and the village's part of the proceeds; None where nothing is written."""
    share = data.get("revenue_share")
    return None if share is None else (Decimal(str(share["park"])), Decimal(str(share["village"])))
