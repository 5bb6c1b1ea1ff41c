"""The whole catalogue of tables: importing this module registers every one."""

from __future__ import annotations

from zhucun.assess import (
    assessment_progress,
    conducts,
    daily_logs,
    dossiers,
    duties,
    events,
    households,
    outcomes,
    payments,
    quota,
    support,
    tables,
    whereabouts,
)
from zhucun.assess.registry import TABLES

__all__ = [
    "TABLES",
    "assessment_progress",
    "conducts",
    "daily_logs",
    "dossiers",
    "duties",
    "events",
    "households",
    "outcomes",
    "payments",
    "quota",
    "support",
    "tables",
    "whereabouts",
]
