"""The whole catalogue: importing this module registers every rule."""

from __future__ import annotations

from zhucun.check import (
    adoption,
    appointments,
    assessments,
    attendance,
    case_basis,
    cases,
    inspections,
    leave,
    leave_levels,
    leave_return,
    logs,
    officers,
    paths,
    periods,
    powers,
    references,
    regions,
    seals,
    structure,
    timing,
    whereabouts,
)
from zhucun.check.registry import RULES

__all__ = [
    "RULES",
    "adoption",
    "appointments",
    "assessments",
    "attendance",
    "case_basis",
    "cases",
    "inspections",
    "leave",
    "leave_levels",
    "leave_return",
    "logs",
    "officers",
    "paths",
    "periods",
    "powers",
    "references",
    "regions",
    "seals",
    "structure",
    "timing",
    "whereabouts",
]
