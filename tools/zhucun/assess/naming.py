"""Names beside ids: what a person reads in a table on a screen or in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from zhucun.assess.cadre_columns import ON_SCREEN
from zhucun.assess.registry import NAMED_KINDS, PEOPLE, Column, Kind, Table
from zhucun.facts.county import CountyFacts

COUNTY = Column("county", "县")


def named_columns(table: Table) -> tuple[Column, ...]:
    """The county, then the table's columns, each that holds an id followed by its name.

    A table that names its county itself is left as it is.
    """
    return table.columns if _has_names(table) else (COUNTY, *_each(table))


def screen_columns(table: Table) -> tuple[Column, ...]:
    """The columns of `named_columns` that a screen has room for: names in place of codes."""
    if table.name in ON_SCREEN:
        return ON_SCREEN[table.name]
    return tuple(_each_on_screen(table))


def named_frame(county: CountyFacts, table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns of `named_columns`; a name is NA where the id is unknown."""
    if _has_names(table):
        return frame
    whole = {COUNTY.key: pd.Series([_county(county)] * len(frame), dtype="string")}
    for column in table.columns:
        whole[column.key] = frame[column.key]
        if column.kind in NAMED_KINDS:
            names = [name_of(county, column.kind, value) for value in frame[column.key]]
            whole[_name_key(column)] = pd.Series(names, dtype="string")
    return pd.DataFrame(whole)


def name_of(county: CountyFacts, kind: Kind, value: object) -> str | None:
    """The name of a cadre, a village cadre, a village, a township (code or folder) or a unit;
    None if unknown.
    """
    id_ = str(value)
    match kind:
        case "cadre":
            cadre = county.cadres.get(id_)
            return cadre.name if cadre else None
        case "village_cadre":
            villager = county.village_cadres.get(id_)
            return villager.name if villager else None
        case "village":
            village = county.villages.get(id_)
            return village.name if village else name_of(county, "township", id_)
        case "township":
            township = county.townships.get(id_) or county.townships.get(county.township_of(id_))
            return township.name if township else None
        case "unit":
            unit = county.units.get(id_)
            return unit.name if unit else None
        case _:
            raise ValueError(f"a column of kind {kind} holds no id")


def _each_on_screen(table: Table) -> Iterator[Column]:
    yield COUNTY
    for column in (c for c in table.columns if not c.aside):
        if column.kind not in NAMED_KINDS or column.kind in PEOPLE:
            yield column
        if column.kind in PEOPLE:
            yield Column(_name_key(column), "姓名")
        elif column.kind in NAMED_KINDS:
            yield Column(_name_key(column), column.title)


def _has_names(table: Table) -> bool:
    return any(column.key == COUNTY.key for column in table.columns)


def _each(table: Table) -> Iterator[Column]:
    for column in table.columns:
        yield column
        if column.kind in NAMED_KINDS:
            yield Column(_name_key(column), f"{column.title}（名称）")


def _name_key(column: Column) -> str:
    return f"{column.key}_name"


def _county(county: CountyFacts) -> str:
    name = county.region.data["name"] if county.region else ""
    return str(name) or f"{county.city_slug}/{county.slug}"
