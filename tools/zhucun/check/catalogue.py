"""The whole catalogue: importing this module registers every rule."""

from __future__ import annotations

from zhucun.check import (
    adoption,
    appointments,
    assessments,
    attendance,
    cases,
    inspections,
    leave,
    leave_levels,
    logs,
    officers,
    paths,
    references,
    regions,
    seals,
    structure,
    whereabouts,
)
from zhucun.check.registry import RULES

__all__ = [
    "RULES",
    "adoption",
    "appointments",
    "assessments",
    "attendance",
    "cases",
    "inspections",
    "leave",
    "leave_levels",
    "logs",
    "officers",
    "paths",
    "references",
    "regions",
    "seals",
    "structure",
    "whereabouts",
]
