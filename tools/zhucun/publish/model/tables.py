"""The public tables of a county."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.publish.model.basis import Basis
from zhucun.publish.model.told import Correctable, Corrected


@dataclass(frozen=True, slots=True)
class Ground:
    """What a table rests on, in words: `shown` is the value in force, or 待定 with `note`."""

    title: str
    shown: str
    basis: Basis | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One value: as data (None where there is none), in words, and the page it leads to or ""."""

    value: str | int | float | bool | tuple[str, ...] | None
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A public column: its key in the data, its heading, what it means, and its kind."""

    key: str
    title: str
    description: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table(Correctable):
    """The public columns of one county's table of a year; `board` is the board it belongs to.

    `of_county` says that its rows are about the county itself: no row names a place or a person.
    """

    name: str
    title: str
    sentence: str
    board: str
    of_county: bool
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    grounds: tuple[Ground, ...]
    corrected: tuple[Corrected, ...] = ()

    def keyed(self) -> Iterator[dict[str, TableCell]]:
        """Its rows by the keys of the columns."""
        keys = [column.key for column in self.columns]
        for row in self.rows:
            yield dict(zip(keys, row, strict=True))
