"""The tables as the public may see them: public columns, and names as published for ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import NAMED_KINDS, Cell, Column, Table, cells_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import in_words
from zhucun.law.cite import Cite, Decision
from zhucun.law.numbers import percent
from zhucun.law.pack import Pack
from zhucun.publish import model
from zhucun.publish.addresses import cadre_path, region_path
from zhucun.publish.projection.names import Names
from zhucun.publish.projection.villagers import packs_followed
from zhucun.schema.disclosure import masked_name, without_numbers

_HALF = re.compile("[0-9]{4}-H[12]")
NOTHING, UNDETERMINED = "—", "待定"
Row = dict[str, Cell]
_ANSWERED = TABLES["enrolled_villages"]


def public_tables(
    county: CountyFacts, names: Names, place_name: Callable[[str], str]
) -> tuple[model.Table, ...]:
    """The public tables of a county for the year of its data, in the order of the catalogue.

    A row about a cadre whom the site doesn't show is left out, and so are the tables on village
    cadres where no regulation on them is followed.
    """
    followed = packs_followed(county)
    shown = _Shown(county, names, place_name, followed)
    tables = [
        table
        for table in TABLES.values()
        if table.public_columns and (followed or table.board not in model.VILLAGER_BOARDS)
    ]
    # What the answer of its board is counted from comes first.
    tables.sort(key=lambda table: table.board == _ANSWERED.board and table.name != _ANSWERED.name)
    return tuple(shown.table(table) for table in tables)


@dataclass(frozen=True)
class _Shown:
    county: CountyFacts
    names: Names
    place_name: Callable[[str], str]
    of_villagers: tuple[Pack, ...]

    def table(self, table: Table) -> model.Table:
        columns = table.public_columns
        rows = cells_of(self.county, table, int(self.county.as_of[:4]))
        return model.Table(
            name=table.name,
            title=table.title,
            sentence=table.sentence,
            board=table.board,
            of_county=not any(c.kind in NAMED_KINDS for c in columns)
            and not any(c.subject or c.gate for c in table.columns),
            columns=tuple(
                model.TableColumn(c.key, c.title, c.description or c.title, c.kind) for c in columns
            ),
            rows=tuple(
                tuple(self._cell(column, row) for column in columns)
                for row in rows
                if self._is_shown(table, row)
            ),
            grounds=tuple(self._grounds(table)),
        )

    def _is_shown(self, table: Table, row: Row) -> bool:
        """Whether no gate is closed, and all cadres that a row names or is about are on the site.

        A row that names nobody and no place is about the cadre it was counted for.
        """
        if not all(row[column.key].value for column in table.columns if column.gate):
            return False
        named = [c for c in table.public_columns if c.kind in NAMED_KINDS]
        about = [c for c in table.columns if c.subject and not c.public]
        columns = [*named, *about] if named else table.columns
        values = (row[c.key].value for c in columns if c.kind == "cadre" or c.subject)
        people = (id_ for value in values for id_ in (value if _is_many(value) else (value,)))
        return all(id_ in self.names.shown for id_ in people if id_)

    def _cell(self, column: Column, row: Row) -> model.TableCell:
        value: Any = row[column.key].value
        if value is None or value == "":
            open_ = any(cell.value == UNDETERMINED for cell in row.values())
            return model.TableCell(None, UNDETERMINED if open_ and _figure(column) else NOTHING)
        match column.kind:
            case "cadre":
                name = masked_name(self.names.county.cadres[value].name, self.names.settings.names)
                return model.TableCell(value, name or value, cadre_path(value))
            case "village" | "township":
                code = self._code(value)
                name = self.place_name(code)
                return model.TableCell(code, name or code, region_path(code) if name else "")
            case "unit":
                unit = self.county.units.get(value)
                name = without_numbers(unit.name) if unit else NOTHING
                return model.TableCell(name, name)
            case "count" | "score" | "yuan":
                return model.TableCell(value, _number(value))
            case "share":
                return model.TableCell(round(value, 4), percent(value))
            case "truth":
                return model.TableCell(bool(value), "是" if value else "否")
            case "texts":
                texts = tuple(self.names.clean(str(item)) for item in value)
                return model.TableCell(texts, "、".join(texts) or NOTHING)
            case _:
                text = self.names.clean(str(value))
                return model.TableCell(text, in_words(text) if _HALF.fullmatch(text) else text)

    def _code(self, place: str) -> str:
        """The code of a village or of a township, which may be given by its folder."""
        township = self.county.townships.get(place)
        return township.code if township else place

    def _grounds(self, table: Table) -> Iterator[model.Ground]:
        own = self.county.pack(self.county.as_of)
        packs = self.of_villagers if table.board in model.VILLAGER_BOARDS else (own,) if own else ()
        for key in table.keys:
            for pack in packs:
                yield from grounds_of(pack, key, self.county.as_of)


def grounds_of(pack: Pack, key: str, day: str) -> Iterator[model.Ground]:
    """What a pack says under a key on a day: a parameter, the rows of a table, a ladder, a norm.

    Nothing where the pack has no such entry.
    """
    if pack.has(key):
        value = pack.value(key, day)
        basis = _basis(pack, value.cite, value.decision, value.document)
        yield model.Ground(value.title, value.shown, basis, value.note)
    elif key in pack.tables:
        table = pack.table(key, day)
        if table.undetermined:
            yield model.Ground(table.title, UNDETERMINED, None, table.note)
        for row in table.entries:
            basis = _basis(pack, row.cite, row.decision, table.document)
            top = "以上" if row.max is None else f" 至 {row.max} {table.unit}"
            reach = f"{row.min} {table.unit if row.max is None else ''}".rstrip() + top
            yield model.Ground(table.title, reach, basis)
    elif key in pack.ladders:
        ladder = pack.ladder(key, day)
        if ladder.undetermined:
            yield model.Ground(ladder.title, UNDETERMINED, None, ladder.note)
        for step in ladder.steps:
            basis = _basis(pack, step.cite, step.decision)
            yield model.Ground(ladder.title, step.condition, basis)
    for norm in pack.norms.each():
        if norm.key == key:
            yield model.Ground(norm.title, "", _basis(pack, norm.cite, norm.decision))


def _basis(
    pack: Pack, cite: Cite | None, decision: Decision | None, document: str = ""
) -> model.Basis | None:
    if cite is None and decision is None and not document:
        return None
    return model.Basis(
        regulation=cite.regulation if cite else pack.id,
        article=cite.article if cite else "",
        quote=cite.quote if cite else "",
        decision=decision.id if decision else "",
        document=document,
    )


def _is_many(value: object) -> TypeGuard[list[str] | tuple[str, ...]]:
    return isinstance(value, list | tuple)


def _figure(column: Column) -> bool:
    """Whether a column holds what the law may leave open: not a name, a place or words."""
    return column.kind not in (*NAMED_KINDS, "text", "texts")


def _number(value: float) -> str:
    """A number without a decimal point it doesn't need: 1210, 84.5."""
    return f"{round(value, 2):.2f}".rstrip("0").rstrip(".")
