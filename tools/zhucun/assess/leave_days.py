"""A month's leave days by the level that approved them, with the tier the law puts them in."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.county import CountyFacts
from zhucun.facts.leaves import Leave
from zhucun.facts.people import Cadre, Officer
from zhucun.facts.presence import MonthPresence, value_of
from zhucun.facts.sheets import LEAVE
from zhucun.facts.spells import Spell, spells_of
from zhucun.law.pack import Pack
from zhucun.law.table import Row, Table
from zhucun.law.value import Value

TIERS = "leave.levels"
PROVINCIAL = "leave.provincial_overlay"


@dataclass(frozen=True, slots=True)
class LeaveDays:
    """The days of one approved leave that a month's sheet registers as 请假.

    `level` is the approver's (乡镇, 县, 市; '' for one on no roll). `spell` is the leave joined
    with those that touch it; `tier` the law's row for the spell's length, None where `table`,
    the law's table, is undetermined or missing. `provincial` is the value that asks for more
    filings because of who sends the cadre, None where it does not apply.
    """

    level: str
    dates: tuple[str, ...]
    leave: Leave
    approver: Officer | None
    spell: Spell
    table: Table | None
    tier: Row | None
    provincial: Value | None


def leave_days(county: CountyFacts, cadre: Cadre, presence: MonthPresence) -> tuple[LeaveDays, ...]:
    """The month's approved leaves in order; a day that two leaves cover goes to the first."""
    days = list(presence.sheet.dates(LEAVE)) if presence.sheet else []
    found: list[LeaveDays] = []
    if not days:
        return ()
    for spell in spells_of(county, county.leaves.get(cadre.id, [])):
        table = tiers(county.pack(spell.start), spell.start)
        for leave in spell.parts:
            mine = tuple(d for d in days if leave.start <= d <= leave.end)
            if not leave.is_approved or not mine:
                continue
            days = [d for d in days if d not in mine]
            approver = _approver(county, leave)
            found.append(
                LeaveDays(
                    level=approver.level if approver else "",
                    dates=mine,
                    leave=leave,
                    approver=approver,
                    spell=spell,
                    table=table,
                    tier=table.look(spell.length) if table else None,
                    provincial=_provincial(county, cadre, spell),
                )
            )
    return tuple(found)


def tiers(pack: Pack | None, day: str) -> Table | None:
    """The approval table on a day; None where no pack is adopted or it has no such table."""
    return pack.table(TIERS, day) if pack and TIERS in pack.tables else None


def days_at(found: tuple[LeaveDays, ...], level: str) -> int:
    """Days approved at one level."""
    return sum(len(x.dates) for x in found if x.level == level)


def _provincial(county: CountyFacts, cadre: Cadre, spell: Spell) -> Value | None:
    value = value_of(county.pack(spell.start), PROVINCIAL, spell.start)
    unit = county.units.get(cadre.unit)
    if value is None or value.undetermined or unit is None:
        return None
    asked = value.mapping()
    levels, least = asked["unit_levels"], asked["min_days"]
    applies = isinstance(levels, tuple) and unit.level in levels
    return value if applies and isinstance(least, int) and spell.length >= least else None


def _approver(county: CountyFacts, leave: Leave) -> Officer | None:
    """The approver in the term of the approval, or failing that in any term."""
    terms = county.in_office(leave.approver, leave.approved_on) or county.officers.get(
        leave.approver, ()
    )
    return terms[0] if terms else None
