"""The tables, each registered under its name: what it shows, on what basis, and its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from zhucun.facts.county import CountyFacts

Kind = Literal[
    "text",
    "texts",
    "count",
    "score",
    "yuan",
    "share",
    "truth",
    "cadre",
    "village_cadre",
    "village",
    "township",
    "unit",
    "month",
    "date",
    "state",
]

#: The pandas dtype of each kind. A share is 0 to 1; yuan may have cents; texts are lists.
DTYPES: Mapping[Kind, str] = {
    "text": "string",
    "texts": "object",
    "count": "Int64",
    "score": "Float64",
    "yuan": "Float64",
    "share": "Float64",
    "truth": "boolean",
    "cadre": "string",
    "village_cadre": "string",
    "village": "string",
    "township": "string",
    "unit": "string",
    "month": "string",
    "date": "string",
    "state": "string",
}

#: Kinds whose values are ids or codes, which readers want to see as names.
NAMED_KINDS: tuple[Kind, ...] = ("cadre", "village_cadre", "village", "township", "unit")
#: Of these, people: their id stays beside the name, since two may share one.
PEOPLE: tuple[Kind, ...] = ("cadre", "village_cadre")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is its English name, `title` its Chinese heading, `rows` the requirement
    rows that it computes. Only `public` columns leave the county's staff.

    A `subject` column names the cadre, or the cadres, whom the row is about, though it may be
    internal: the public loses the row when one leaves the site, whatever else stands in it. A
    `gate` column says whether the public may see the row at all. A screen has no room for one
    that stands `aside`; files have it.

    A column of kind cadre, village_cadre, village, township or unit holds an id or code (a
    township's is its code or its folder name); what reads it turns that into a name.
    """

    key: str
    title: str
    description: str = ""
    kind: Kind = "text"
    rows: tuple[str, ...] = ()
    public: bool = False
    subject: bool = False
    gate: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the `path#pointer` places that it was counted from."""

    value: object
    evidence: tuple[str, ...] = ()


#: What a table yields: for each column's key a plain value, a Cell, or None for 待定.
Row = Mapping[str, object]
Compute = Callable[[CountyFacts, int], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a county and a year. `title` and `sentence` say what it shows, `board` is the
    slug of the board it belongs to, `keys` the pack entries (parameters, tables, norms) it rests
    on, `rows` requirement rows that the table as a whole computes. `lists` names a section of the
    packs whose every entry has rows of its own here, and so computes the entry's requirement rows.
    """

    name: str
    title: str
    sentence: str
    board: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[str, ...]
    compute: Compute
    lists: Literal["", "duties"] = ""

    def column(self, key: str) -> Column:
        """The column of this key or Chinese title; KeyError for neither."""
        found = (c for c in self.columns if key in (c.key, c.title))
        try:
            return next(found)
        except StopIteration:
            raise KeyError(f"table {self.name} has no column {key}") from None

    @property
    def public_columns(self) -> tuple[Column, ...]:
        """The columns that the site may show; a table without any stays with the staff."""
        return tuple(column for column in self.columns if column.public)

    @property
    def all_rows(self) -> tuple[str, ...]:
        """Requirement rows of the table and of its columns, each once."""
        named = (*self.rows, *(row for column in self.columns for row in column.rows))
        return tuple(dict.fromkeys(named))


TABLES: dict[str, Table] = {}


def declare(table: Table) -> Table:
    """Adds a table; ValueError for a name, column or title that is given twice."""
    if table.name in TABLES:
        raise ValueError(f"table {table.name} is registered twice")
    for names in ([c.key for c in table.columns], [c.title for c in table.columns]):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"table {table.name} has two columns {', '.join(twice)}")
    TABLES[table.name] = table
    return table


def table(
    name: str,
    title: str,
    sentence: str,
    *,
    board: str,
    columns: Iterable[Column],
    keys: tuple[str, ...] = (),
    rows: tuple[str, ...] = (),
    lists: Literal["", "duties"] = "",
) -> Callable[[Compute], Compute]:
    """Registers a generator over a county's facts and a year as a table."""

    def register(compute: Compute) -> Compute:
        declare(Table(name, title, sentence, board, keys, tuple(columns), rows, compute, lists))
        return compute

    return register


def cells_of(county: CountyFacts, table: Table, year: int) -> list[dict[str, Cell]]:
    """The table's rows with the evidence of each value, in the order they were yielded.

    ValueError for a row that lacks a column or has one that the table doesn't declare.
    """
    return [_cells(table, row) for row in table.compute(county, year)]


def frame_of(county: CountyFacts, table: Table, year: int) -> pd.DataFrame:
    """The table as a frame: a series per column, of its kind's dtype, NA for None."""
    rows = cells_of(county, table, year)
    return frame_from(table.columns, [{k: cell.value for k, cell in r.items()} for r in rows])


def frame_from(columns: Iterable[Column], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame, column by column; KeyError for a row that lacks one."""
    found = list(rows)
    return pd.DataFrame(
        {c.key: pd.Series([row[c.key] for row in found], dtype=DTYPES[c.kind]) for c in columns}
    )


def _cells(table: Table, row: Row) -> dict[str, Cell]:
    keys = [column.key for column in table.columns]
    missing = [key for key in keys if key not in row]
    unknown = [key for key in row if key not in keys]
    if missing or unknown:
        raise ValueError(f"a row of table {table.name} lacks {missing} and has unknown {unknown}")
    return {key: _cell(row[key]) for key in keys}


def _cell(value: object) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)
