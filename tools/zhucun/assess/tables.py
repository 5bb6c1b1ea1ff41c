"""The tables of one county as pandas frames: one row a cadre-month, one row a cadre-year.

The columns (cadre_columns.py) are a contract: English names, Chinese values, NA where a figure is
待定 or does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from zhucun.assess.cadre_columns import MONTH_COLUMNS, YEAR_COLUMNS
from zhucun.assess.leave_days import days_at
from zhucun.assess.months import MonthFigures
from zhucun.assess.registry import Row, frame_from, table
from zhucun.assess.years import YearFigures, years_of_county
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Posting
from zhucun.facts.presence import EXPLAINED, MET, UNDETERMINED, UNEXPLAINED, UNREGISTERED
from zhucun.law.numbers import as_float


@dataclass(frozen=True, slots=True)
class Tables:
    """Both tables, rows in order of cadre and month."""

    cadre_month: pd.DataFrame
    cadre_year: pd.DataFrame


def assess_county(county: CountyFacts, year: int) -> Tables:
    """One county's tables of a year: months that are over, cadres posted in it by `as_of`."""
    return tables_of(county, years_of_county(county, year))


def tables_of(county: CountyFacts, years: Iterable[YearFigures]) -> Tables:
    """The tables of figures that were counted already."""
    years = list(years)
    return Tables(
        cadre_month=frame_from(
            MONTH_COLUMNS, (_month_row(county, m) for y in years for m in y.months)
        ),
        cadre_year=frame_from(YEAR_COLUMNS, (_year_row(county, y) for y in years)),
    )


def joined(parts: Sequence[Tables]) -> Tables:
    """The tables of several counties one after another; empty ones for none."""
    if not parts:
        return Tables(frame_from(MONTH_COLUMNS, ()), frame_from(YEAR_COLUMNS, ()))
    return Tables(
        cadre_month=pd.concat([part.cadre_month for part in parts], ignore_index=True),
        cadre_year=pd.concat([part.cadre_year for part in parts], ignore_index=True),
    )


@table(
    "cadre_month",
    "按月",
    "每名干部每个月到岗多少天、交了几周日志、补助多少元。",
    board="attendance",
    keys=("attendance.min_days", "whereabouts.missing_is", "log.per_week", "subsidy.basis"),
    columns=MONTH_COLUMNS,
)
def cadre_month(county: CountyFacts, year: int) -> Iterator[Row]:
    """Months that are over, by cadre and month."""
    for figures in years_of_county(county, year):
        for month in figures.months:
            yield _month_row(county, month)


@table(
    "cadre_year",
    "按年",
    "每名干部一年的到岗、得分、等次上限和基层工作经历。",
    board="assessment",
    keys=(
        "scores.weights.daily",
        "scores.weights.half_year",
        "scores.weights.year_end",
        "quota_exempt.levels",
        "grassroots.min_months",
        "grassroots.grades",
    ),
    columns=YEAR_COLUMNS,
)
def cadre_year(county: CountyFacts, year: int) -> Iterator[Row]:
    """Cadres posted in the year, in order of id."""
    for figures in years_of_county(county, year):
        yield _year_row(county, figures)


def _place(county: CountyFacts, cadre_unit: str, posting: Posting) -> dict[str, Any]:
    slug = county.township_of(posting.village)
    township = county.townships.get(slug)
    village = county.villages.get(posting.village)
    unit = county.units.get(cadre_unit)
    return {
        "county": f"{county.city_slug}/{county.slug}",
        "role": posting.role,
        "township": slug,
        "village": posting.village,
        "unit": cadre_unit,
        "township_name": township.name if township else None,
        "village_name": village.name if village else None,
        "unit_name": unit.name if unit else None,
    }


def _month_row(county: CountyFacts, month: MonthFigures) -> dict[str, Any]:
    p, logs = month.presence, month.logs
    return {
        "cadre": p.cadre,
        "name": month.cadre.name,
        "month": p.month,
        "posting_serial": p.posting.serial,
        "regulation": p.regulation or None,
        "days": p.days,
        "workdays": p.workdays,
        "in_village": p.in_village,
        "business": p.business,
        "leave": p.leave,
        "rest": p.rest,
        "off_post": len(p.off_post),
        "counted": p.counted,
        "need": p.need,
        "state": p.state,
        "sealed": p.is_sealed,
        "leave_township": days_at(month.leaves, "乡镇"),
        "leave_county": days_at(month.leaves, "县"),
        "leave_city": days_at(month.leaves, "市"),
        "log_due": len(logs.due),
        "log_uploaded": len(logs.uploaded),
        "log_explained": len(logs.explained),
        "inspections": len(month.visits),
        "absent_visits": len(month.absent_visits),
        "subsidy_days": month.money.days,
        "subsidy_yuan": month.money.yuan,
        "subsidy_state": month.money.state,
        **_place(county, month.cadre.unit, p.posting),
    }


def _year_row(county: CountyFacts, year: YearFigures) -> dict[str, Any]:
    months, states = [m.presence for m in year.months], year.states
    scores = year.scores
    return {
        "cadre": year.cadre.id,
        "name": year.cadre.name,
        "year": year.year,
        "identity": year.cadre.identity,
        "months": year.assessed,
        "met": states[MET],
        "explained": states[EXPLAINED],
        "unexplained": states[UNEXPLAINED],
        "undetermined": states[UNDETERMINED],
        "unregistered": states[UNREGISTERED],
        "in_village": sum(p.in_village for p in months),
        "business": sum(p.business for p in months),
        "leave": sum(p.leave for p in months),
        "off_post": sum(len(p.off_post) for p in months),
        "log_due": sum(len(m.logs.due) for m in year.months),
        "log_uploaded": sum(len(m.logs.uploaded) for m in year.months),
        "ladder_step": year.ladder.step,
        "owed": [f"{required.shown}（{case.id}）" for required, case in year.ladder.owed],
        "open_cases": len(year.open_cases),
        "daily": as_float(scores.of("daily")),
        "half_year": as_float(scores.of("half_year")),
        "year_end": as_float(scores.of("year_end")),
        "composite": as_float(scores.composite),
        "composite_state": scores.state,
        "cap": year.ceiling.cap,
        "highest_grade": year.ceiling.grade or None,
        "why": year.ceiling.why,
        "vocabulary": year.vocabulary.shown,
        "grade_year_end": year.grade("year_end"),
        "grade_village": year.grade("village_work"),
        "quota_exempt": year.quota.exempt,
        "grassroots": year.experience.state,
        "service_months": year.experience.months,
        "subsidy_days": year.subsidy_days,
        "subsidy_yuan": year.subsidy_yuan,
        "subsidy_state": year.subsidy_state,
        "regulation": year.pack.id if year.pack else None,
        **_place(county, year.cadre.unit, year.posting),
    }
