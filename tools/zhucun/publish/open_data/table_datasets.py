"""The rows of the data files of the public tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhucun.publish.model import VILLAGER_BOARDS, County, Table, TableCell
from zhucun.publish.open_data.api import Dataset

#: Kinds whose code has a name beside it; a unit is given by its name alone.
_NAMED = ("cadre", "village", "township")


def table_rows(county: County, dataset: Dataset) -> Iterator[Mapping[str, object]]:
    """The rows of the county's table of the dataset's name; KeyError where it has none.

    Of village cadres there is none where no regulation on them is followed.
    """
    if dataset.board in VILLAGER_BOARDS and not county.villager_law:
        return
    table = {each.name: each for each in county.tables}[dataset.name]
    days = dict(county.notice_days)
    for cells in table.rows:
        row = dict(_values(table, cells))
        if dataset.name == "notice_counts":
            row["days"] = days[str(row["kind"])]
        yield row


def _values(table: Table, cells: tuple[TableCell, ...]) -> Iterator[tuple[str, object]]:
    for column, cell in zip(table.columns, cells, strict=True):
        yield column.key, cell.value
        if column.kind in _NAMED:
            name = cell.text if cell.value is not None and cell.text != cell.value else None
            yield f"{column.key}_name", name
