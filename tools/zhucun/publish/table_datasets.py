"""The data files of the public tables: one for each, over all counties."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.publish.datasets import Column, Dataset, Row, county_columns
from zhucun.publish.model import Site, Table, TableCell

#: Kinds whose code has a name beside it; a unit is given by its name alone.
_NAMED = ("cadre", "village", "township")


def table_datasets(site: Site) -> Iterator[Dataset]:
    """One data file for each public table, in the order of the catalogue."""
    first: dict[str, Table] = {}
    for county in site.counties:
        for table in county.tables:
            first.setdefault(table.name, table)
    for name, table in first.items():
        yield Dataset(
            name,
            table.title,
            table.sentence,
            (*county_columns(), *_columns(table)),
            tuple(_rows(site, name)),
        )


def _columns(table: Table) -> Iterator[Column]:
    for column in table.columns:
        yield Column(column.key, column.title, column.description)
        if column.kind in _NAMED:
            yield Column(f"{column.key}_name", f"{column.title}名称", "按本地公开设置显示。")


def _rows(site: Site, name: str) -> Iterator[Row]:
    for county in site.counties:
        for table in county.tables:
            if table.name == name:
                for cells in table.rows:
                    yield (county.code, county.name, *_values(table, cells))


def _values(table: Table, cells: tuple[TableCell, ...]) -> Iterator[object]:
    for column, cell in zip(table.columns, cells, strict=True):
        yield "、".join(cell.value) if isinstance(cell.value, tuple) else cell.value
        if column.kind in _NAMED:
            yield cell.text if cell.value is not None else None
