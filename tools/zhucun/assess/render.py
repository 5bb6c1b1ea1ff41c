"""The tables as text for a screen, as JSON, and as CSV for a spreadsheet. Nothing is computed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from zhucun.assess.headings import HEADINGS, MONTH_ON_SCREEN, YEAR_ON_SCREEN
from zhucun.assess.tables import Tables
from zhucun.assess.trace import plain

NOTHING = "—"
#: Starts that a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_text(tables: Tables, width: int) -> str:
    """Both tables as Chinese text within `width` columns; what is missing shows as a dash."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, highlight=False)
    for title, frame, names in (
        ("按月", tables.cadre_month, MONTH_ON_SCREEN),
        ("按年", tables.cadre_year, YEAR_ON_SCREEN),
    ):
        console.print(_screen(title, frame, names))
    return out.getvalue()


def json_text(tables: Tables) -> str:
    """Both tables as {"cadre_month": [row…], "cadre_year": [row…]} with null for NA."""
    whole = {
        "cadre_month": records(tables.cadre_month),
        "cadre_year": records(tables.cadre_year),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def csv_text(frame: pd.DataFrame) -> str:
    """One table as CSV with Chinese headings, a byte order mark, and no cell that is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS[name] for name in frame.columns)
    for row in records(frame):
        writer.writerow(_cell(value, nothing="") for value in row.values())
    return "\ufeff" + out.getvalue()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain dicts, None for NA."""
    columns = {name: _plain_values(frame[name]) for name in frame.columns}
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain_values(series: pd.Series[Any]) -> list[Any]:
    return [None if not isinstance(v, list) and pd.isna(v) else v for v in series.tolist()]


def _screen(title: str, frame: pd.DataFrame, names: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", header_style="")
    for name in names:
        numeric = str(frame[name].dtype) in ("Int64", "Float64")
        table.add_column(
            HEADINGS[name],
            justify="right" if numeric else "left",
            no_wrap=name == "cadre",
            overflow="fold",
        )
    for row in records(frame.loc[:, list(names)]):
        table.add_row(*(_words(value, NOTHING) for value in row.values()))
    return table


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
        return plain(Decimal(str(value)))
    return str(value)
