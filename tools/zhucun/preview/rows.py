"""The registered tables of a county before and after: rows that differ, appear or go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import NAMED_KINDS, Column, Table, cells_of
from zhucun.facts.county import CountyFacts

Values = Mapping[str, object]
#: Digits after the point that tell two figures apart.
_PLACES: Final = 4

#: The columns by which a row stays the same row, table by table; none where there is one row.
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "area_talks": ("found_on", "person"),
    "assessment_counts": (),
    "assessment_progress": ("cadre",),
    "board_fields": ("cadre", "village"),
    "by_reference": ("cadre", "role"),
    "cadre_meetings": ("cadre",),
    "cadre_month": ("cadre", "month"),
    "cadre_projects": ("cadre",),
    "cadre_quarter": ("cadre", "quarter"),
    "cadre_support": ("cadre",),
    "cadre_year": ("cadre", "year"),
    "circulars": ("circular",),
    "city_unit_visits": ("cadre", "body"),
    "commitments": ("village", "year", "text"),
    "competence": ("village_cadre", "half", "place"),
    "competence_by_township": ("township", "half"),
    "conducts": ("cadre", "kind"),
    "county_quarter": ("quarter",),
    "county_support": (),
    "daily_log": ("cadre", "month"),
    "deductions": ("account", "unit", "township", "kind"),
    "dispositions": ("cadre", "case", "condition", "required", "target"),
    "dossier": ("cadre",),
    "dossier_counts": (),
    "duty_coverage": ("cadre", "quarter", "duty", "title", "village"),
    "duty_totals": ("quarter", "duty", "title"),
    "enrolled_villages": ("township",),
    "enrolments": ("village_cadre", "kind", "from"),
    "equipment": ("village",),
    "event_attendance": ("cadre", "kind"),
    "events": ("village", "date", "kind", "id"),
    "fund_expenses": ("village", "kind", "category", "claimed_at"),
    "household_totals": (),
    "household_visits": ("village",),
    "inspection_bodies": ("body",),
    "inspections_by_month": ("month", "level", "township"),
    "leader_contracts": ("leader",),
    "matching": ("cadre", "village"),
    "meeting_counts": ("kind", "level", "township", "unit"),
    "meetings": ("meeting", "level", "township", "unit", "period"),
    "negative_list": ("kind",),
    "notice_counts": ("kind",),
    "notices": ("kind", "id"),
    "park_projects": ("village", "project"),
    "plans": ("cadre", "village"),
    "post_allowances": ("township",),
    "posting_counts": ("role",),
    "posting_terms": ("cadre", "serial"),
    "priority": ("cadre",),
    "problem_totals": ("waits_for",),
    "problems": ("village", "id"),
    "profiles": ("cadre", "month", "title"),
    "quarterly_comments": ("quarter",),
    "quota_exempt": ("unit",),
    "report_totals": ("paper", "period"),
    "reports": ("cadre", "paper", "period"),
    "signers": ("cadre", "case", "signer"),
    "spot_checks": ("quarter",),
    "term_end": ("cadre", "serial"),
    "travel_month": ("cadre", "month"),
    "unit_teams": ("unit",),
    "village_coverage": ("class",),
    "village_dispositions": ("village_cadre", "date", "ground", "kind"),
    "village_dossier": ("village",),
    "village_funds": ("village",),
    "village_incomes": ("village", "year"),
    "village_pay": ("village_cadre", "entry"),
    "village_reserves": ("township",),
    "village_scores": ("village",),
    "village_secondments": ("township",),
    "village_teams": ("village",),
    "village_training": ("township",),
    "waivers_in_force": ("condition",),
    "weak_village_years": ("cadre", "village", "since"),
    "weak_villages": ("village",),
    "whereabouts_boards": ("village",),
}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a table and a year that differs; `old` is None where it appears, `new` where it
    goes.
    """

    table: Table
    year: int
    old: Values | None
    new: Values | None

    @property
    def values(self) -> Values:
        """The row as it will be, or as it was."""
        values = self.old if self.new is None else self.new
        assert values is not None
        return values

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that say which row it is."""
        return key_columns(self.table)

    @property
    def differing(self) -> tuple[Column, ...]:
        """The other columns that differ, or that say anything in a row that comes or goes."""
        keys = {column.key for column in self.keys}
        others = (column for column in self.table.columns if column.key not in keys)
        if self.old is None or self.new is None:
            return tuple(c for c in others if _says_something(self.values[c.key]))
        return tuple(c for c in others if self.old[c.key] != self.new[c.key])

    @property
    def said(self) -> tuple[object, ...]:
        """What it says: which row, and what becomes of each column that differs."""
        sides = [side or {} for side in (self.old, self.new)]
        columns = (*self.keys, *self.differing)
        return tuple((c.key, *(side.get(c.key) for side in sides)) for c in columns)


def key_columns(table: Table) -> tuple[Column, ...]:
    """The columns by which rows are matched; for a table not named here the first one and those
    that hold an id.
    """
    if table.name in KEYS:
        return tuple(table.column(key) for key in KEYS[table.name])
    named = (c for c in table.columns if c.kind in (*NAMED_KINDS, "month"))
    return tuple(dict.fromkeys((table.columns[0], *named)))


def row_changes(
    before: CountyFacts, after: CountyFacts, years: Iterable[int]
) -> tuple[RowChange, ...]:
    """Rows that differ, table by table and year by year, the latest year first.

    What a table says of several years alike is told once.
    """
    found: list[RowChange] = []
    for table in TABLES.values():
        told: set[object] = set()
        for year in sorted(years, reverse=True):
            for old, new in _pairs(table, _rows(before, table, year), _rows(after, table, year)):
                change = RowChange(table, year, old, new)
                if change.said not in told:
                    told.add(change.said)
                    found.append(change)
    return tuple(found)


def _rows(county: CountyFacts, table: Table, year: int) -> list[dict[str, object]]:
    return [
        {key: _comparable(cell.value) for key, cell in row.items()}
        for row in cells_of(county, table, year)
    ]


def _comparable(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(value)
    return round(value, _PLACES) if isinstance(value, float) else value


def _pairs(
    table: Table, before: list[dict[str, object]], after: list[dict[str, object]]
) -> Iterator[tuple[Values | None, Values | None]]:
    """Rows that differ, old beside new; rows under one key are matched in their order."""
    if before == after:
        return
    keys = [column.key for column in key_columns(table)]
    sides: dict[tuple[object, ...], tuple[list[Values], list[Values]]] = defaultdict(
        lambda: ([], [])
    )
    for side, rows in enumerate((before, after)):
        for row in rows:
            sides[tuple(row[key] for key in keys)][side].append(row)
    for old, new in sides.values():
        came = [row for row in new if row not in old]
        went = [row for row in old if row not in new]
        for index in range(max(len(came), len(went))):
            yield (
                went[index] if index < len(went) else None,
                came[index] if index < len(came) else None,
            )


def _says_something(value: object) -> bool:
    return value not in (None, "", (), 0, False)
