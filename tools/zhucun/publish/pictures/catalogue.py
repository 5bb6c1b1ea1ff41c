"""The pictures that a template may ask for, as `charts.NAME(…)`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from zhucun.publish.pictures import months, places, work
from zhucun.publish.projection.ladders import shown_ladder

CHARTS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "calendar": months.calendar,
        "township_year": months.township_year,
        "trend": months.trend,
        "coverage_of_townships": places.coverage_of_townships,
        "coverage_of_counties": places.coverage_of_counties,
        "weak_of_counties": places.weak_of_counties,
        "weak_bases": places.weak_bases,
        "income": places.income,
        "income_keys": places.income_keys,
        "incomes": places.incomes,
        "progress": work.progress,
        "progress_keys": work.PROGRESS_KEYS,
        "promises": work.promises,
        "promise_keys": work.PROMISE_KEYS,
        "shown_ladder": shown_ladder,
        "stairs": work.stairs,
        "inspections": work.inspections,
        "stages": work.stages,
    }
)
