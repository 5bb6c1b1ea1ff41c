"""In which order and from which table a change is told: each fact once, the telling table first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter. `sources` are tables with the columns that tell of it, the most telling first:
    what an earlier one tells, a later one only repeats. `law` are the entries of the packs that
    it rests on.
    """

    label: str
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    law: tuple[str, ...] = ()


_DAYS: Final = ("in_village", "business", "leave", "rest", "off_post")

#: What is told of a cadre first. Other columns follow under the titles of their tables.
TOPICS: Final[tuple[Topic, ...]] = (
    Topic(
        "到岗",
        (
            ("cadre_month", ("counted", "need", "state", *_DAYS, "sealed")),
            (
                "cadre_year",
                (
                    "months",
                    "met",
                    "explained",
                    "unexplained",
                    "undetermined",
                    "unregistered",
                    *_DAYS[:3],
                    "off_post",
                ),
            ),
            ("daily_log", ("in_village",)),
            ("dossier", ("attendance",)),
        ),
        ("attendance.min_days",),
    ),
    Topic(
        "准假天数",
        (("cadre_month", ("leave_township", "leave_county", "leave_city")),),
        ("leave.levels",),
    ),
    Topic(
        "日志",
        (
            ("cadre_month", ("log_due", "log_uploaded", "log_explained")),
            (
                "daily_log",
                (
                    "daily",
                    "entries",
                    "unwritten",
                    "owing",
                    "bare",
                    "latest",
                    "together",
                    "evaluated",
                ),
            ),
            ("cadre_year", ("log_due", "log_uploaded")),
            ("dossier", ("logs",)),
        ),
        ("log.per_week",),
    ),
    Topic(
        "督查",
        (
            ("cadre_month", ("inspections", "absent_visits")),
            ("city_unit_visits", ("visits", "last_on")),
        ),
    ),
    Topic(
        "阶梯",
        (("cadre_year", ("ladder_step",)),),
        ("absence",),
    ),
    Topic(
        "案件",
        (
            ("conducts", ("cases", "state")),
            ("cadre_year", ("open_cases",)),
        ),
        ("negative_list.kinds",),
    ),
    Topic(
        "等次",
        (("cadre_year", ("highest_grade", "cap", "grade_year_end", "grade_village")),),
        ("absence",),
    ),
    Topic(
        "得分",
        (("cadre_year", ("composite", "composite_state", "daily", "half_year", "year_end")),),
        ("scores.weights.daily",),
    ),
    Topic(
        "补助",
        (
            ("cadre_quarter", ("payable", "paid", "difference", "other", "days", "state")),
            ("cadre_month", ("subsidy_yuan", "subsidy_days", "subsidy_state")),
            ("cadre_year", ("subsidy_yuan", "subsidy_days", "subsidy_state")),
        ),
        ("subsidy.per_day", "subsidy.per_month", "subsidy.basis"),
    ),
)

#: Tables whose own title names no matter.
TITLES: Final[Mapping[str, str]] = {"cadre_month": "月度汇总", "cadre_year": "年度汇总"}

#: Tables that say in their own way what the obligations say: only told where no obligation moves.
ECHOES_OF_OBLIGATIONS: Final[Mapping[str, frozenset[str]]] = {
    "cadre_year": frozenset({"owed"}),
    "dispositions": frozenset({"done_on", "state", "kind", "article"}),
    "meetings": frozenset({"due", "need", "held", "state"}),
    "reports": frozenset({"due", "need", "done", "state"}),
    "weak_village_years": frozenset({"owed"}),
}

#: Columns that follow from another of the same row, or from what another table tells.
FOLLOWING: Final[Mapping[str, frozenset[str]]] = {
    "cadre_month": frozenset(
        {"name", "posting_serial", "regulation", "days", "workdays", "county", "township_name",
         "village_name", "unit_name"}
    ),
    "cadre_year": frozenset(
        {"name", "why", "county", "township_name", "village_name", "unit_name", "regulation"}
    ),
    "cadre_quarter": frozenset({"months", "for_people", "sealed", "unit"}),
    "dossier": frozenset({"kept", "asked"}),
    "village_dossier": frozenset({"kept"}),
}  # fmt: skip
