"""The pictures that a template may ask for, as `charts.NAME(…)`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from zhucun.publish import charts_months, charts_places, charts_work
from zhucun.publish.ladders import shown_ladder

CHARTS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "calendar": charts_months.calendar,
        "township_year": charts_months.township_year,
        "trend": charts_months.trend,
        "coverage_of_townships": charts_places.coverage_of_townships,
        "coverage_of_counties": charts_places.coverage_of_counties,
        "weak_of_counties": charts_places.weak_of_counties,
        "weak_bases": charts_places.weak_bases,
        "income": charts_places.income,
        "income_keys": charts_places.income_keys,
        "incomes": charts_places.incomes,
        "progress": charts_work.progress,
        "progress_keys": charts_work.PROGRESS_KEYS,
        "promises": charts_work.promises,
        "promise_keys": charts_work.PROMISE_KEYS,
        "shown_ladder": shown_ladder,
        "stairs": charts_work.stairs,
        "inspections": charts_work.inspections,
        "stages": charts_work.stages,
    }
)
