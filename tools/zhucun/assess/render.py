"""The tables as text for a screen, as JSON, and as CSV for a spreadsheet. Nothing is computed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from zhucun.assess.cadre_columns import MONTH_ON_SCREEN, YEAR_ON_SCREEN
from zhucun.assess.registry import DTYPES, PEOPLE, Column, Kind
from zhucun.assess.tables import Tables
from zhucun.law.numbers import exact, percent, plain

NOTHING = "—"
#: Decimal places of a number that a program or a spreadsheet reads.
PLACES = 4
#: Starts that a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_text(tables: Tables, width: int) -> str:
    """Both tables as Chinese text within `width` columns; what is missing shows as a dash."""
    return "".join(
        (
            frame_text("按月", MONTH_ON_SCREEN, tables.cadre_month, width),
            frame_text("按年", YEAR_ON_SCREEN, tables.cadre_year, width),
        )
    )


def frame_text(title: str, columns: Sequence[Column], frame: pd.DataFrame, width: int) -> str:
    """Chosen columns of one table as text within `width` columns of the screen."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False)
    console.print(_screen(title, columns, frame))
    return out.getvalue()


def json_text(tables: Tables) -> str:
    """Both tables as {"cadre_month": [row…], "cadre_year": [row…]} with null for NA."""
    whole = {
        "cadre_month": records(tables.cadre_month),
        "cadre_year": records(tables.cadre_year),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def rows_json_text(name: str, frame: pd.DataFrame) -> str:
    """One table as {name: [row…]} with null for NA."""
    return json.dumps({name: records(frame)}, ensure_ascii=False, indent=1) + "\n"


def csv_text(columns: Iterable[Column], frame: pd.DataFrame) -> str:
    """One table as CSV with Chinese headings, a byte order mark, and no cell that is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    chosen = list(columns)
    writer.writerow(column.title for column in chosen)
    for row in records(frame):
        writer.writerow(_cell(row[column.key], nothing="") for column in chosen)
    return "\ufeff" + out.getvalue()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dicts: None for NA, whole numbers without a decimal point, others
    rounded to `PLACES`.
    """
    columns = {name: _plain_values(frame[name]) for name in frame.columns}
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain_values(series: pd.Series[Any]) -> list[Any]:
    return [_plain_value(value) for value in series.tolist()]


def _plain_value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
    if pd.isna(value):
        return None
    if not isinstance(value, float):
        return value
    rounded = round(value, PLACES)
    return int(rounded) if rounded.is_integer() else rounded


def _screen(title: str, columns: Sequence[Column], frame: pd.DataFrame) -> Table:
    table = Table(title=title, title_justify="left", header_style="")
    for column in columns:
        numeric = DTYPES[column.kind] in ("Int64", "Float64")
        table.add_column(
            column.title,
            justify="right" if numeric else "left",
            no_wrap=column.kind in PEOPLE,
            overflow="fold",
        )
    for row in records(frame):
        table.add_row(*(_shown(row[column.key], column.kind) for column in columns))
    return table


def _shown(value: object, kind: Kind) -> str:
    """A value on the screen: a share in percent, everything else in words."""
    if kind == "share" and isinstance(value, int | float):
        return percent(value)
    return _words(value, NOTHING)


def _cell(value: object, nothing: str) -> str:
    text = _words(value, nothing)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _words(value: object, nothing: str) -> str:
    if value is None or value == "":
        return nothing
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value)) or nothing
    if isinstance(value, float):
        return plain(exact(value))
    return str(value)
