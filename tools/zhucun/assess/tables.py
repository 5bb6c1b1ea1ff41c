"""The tables of one county as pandas frames: one row a cadre-month, one row a cadre-year.

The columns are a contract (docs/api.md): English names, Chinese values, NA where a figure is
待定 or does not apply. Text columns are `string`, counts `Int64`, scores `Float64`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from zhucun.assess.leave_days import days_at
from zhucun.assess.months import MonthFigures
from zhucun.assess.years import YearFigures, years_of_county
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Posting
from zhucun.facts.presence import EXPLAINED, MET, UNDETERMINED, UNEXPLAINED, UNREGISTERED

TEXT, COUNT, SCORE, TRUTH, LIST = "string", "Int64", "Float64", "boolean", "object"

#: Columns of cadre_month in order, with their dtypes. Day counts are calendar days.
MONTH_COLUMNS: dict[str, str] = {
    "cadre": TEXT,
    "name": TEXT,
    "month": TEXT,
    "posting_serial": COUNT,
    "role": TEXT,
    "township": TEXT,
    "village": TEXT,
    "unit": TEXT,
    "regulation": TEXT,
    "days": COUNT,
    "workdays": COUNT,
    "in_village": COUNT,
    "business": COUNT,
    "leave": COUNT,
    "rest": COUNT,
    "off_post": COUNT,
    "counted": COUNT,
    "need": COUNT,
    "state": TEXT,
    "sealed": TRUTH,
    "leave_township": COUNT,
    "leave_county": COUNT,
    "leave_city": COUNT,
    "log_due": COUNT,
    "log_uploaded": COUNT,
    "log_explained": COUNT,
    "inspections": COUNT,
    "absent_visits": COUNT,
    "subsidy_days": COUNT,
    "subsidy_yuan": COUNT,
    "subsidy_state": TEXT,
    "county": TEXT,
    "township_name": TEXT,
    "village_name": TEXT,
    "unit_name": TEXT,
}

#: Columns of cadre_year in order, with their dtypes. `months` are the months held against the
#: requirement; `owed` is a list of texts; yuan and scores are NA where they are 待定.
YEAR_COLUMNS: dict[str, str] = {
    "cadre": TEXT,
    "name": TEXT,
    "year": COUNT,
    "identity": TEXT,
    "unit": TEXT,
    "months": COUNT,
    "met": COUNT,
    "explained": COUNT,
    "unexplained": COUNT,
    "undetermined": COUNT,
    "unregistered": COUNT,
    "in_village": COUNT,
    "business": COUNT,
    "leave": COUNT,
    "off_post": COUNT,
    "log_due": COUNT,
    "log_uploaded": COUNT,
    "ladder_step": COUNT,
    "owed": LIST,
    "open_cases": COUNT,
    "daily": SCORE,
    "half_year": SCORE,
    "year_end": SCORE,
    "composite": SCORE,
    "composite_state": TEXT,
    "cap": TEXT,
    "highest_grade": TEXT,
    "why": TEXT,
    "vocabulary": TEXT,
    "grade_year_end": TEXT,
    "grade_village": TEXT,
    "quota_exempt": TRUTH,
    "grassroots": TEXT,
    "service_months": COUNT,
    "subsidy_days": COUNT,
    "subsidy_yuan": COUNT,
    "subsidy_state": TEXT,
    "regulation": TEXT,
    "county": TEXT,
    "role": TEXT,
    "township": TEXT,
    "village": TEXT,
    "township_name": TEXT,
    "village_name": TEXT,
    "unit_name": TEXT,
}


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
        cadre_month=_frame((_month_row(county, m) for y in years for m in y.months), MONTH_COLUMNS),
        cadre_year=_frame((_year_row(county, y) for y in years), YEAR_COLUMNS),
    )


def joined(parts: Sequence[Tables]) -> Tables:
    """The tables of several counties one after another; empty ones for none."""
    if not parts:
        return Tables(_frame((), MONTH_COLUMNS), _frame((), YEAR_COLUMNS))
    return Tables(
        cadre_month=pd.concat([part.cadre_month for part in parts], ignore_index=True),
        cadre_year=pd.concat([part.cadre_year for part in parts], ignore_index=True),
    )


def _frame(rows: Iterable[dict[str, Any]], columns: dict[str, str]) -> pd.DataFrame:
    """Rows as a frame, column by column; KeyError for a row that lacks one."""
    found = list(rows)
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in found], dtype=dtype)
            for name, dtype in columns.items()
        }
    )


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
        "daily": _number(scores.of("daily")),
        "half_year": _number(scores.of("half_year")),
        "year_end": _number(scores.of("year_end")),
        "composite": _number(scores.composite),
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


def _number(score: Decimal | None) -> float | None:
    return None if score is None else float(score)
