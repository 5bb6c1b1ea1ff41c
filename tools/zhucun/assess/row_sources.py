"""Where each requirement row is carried out: in packs, rules, schemas, tables and scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import Column, Table
from zhucun.check.catalogue import RULES
from zhucun.check.structure import RECORD_MATCHES_ITS_SCHEMA
from zhucun.law.norms import Cadence, Condition, Norm, Parts, Word
from zhucun.law.pack import Law, Pack
from zhucun.law.value import Value
from zhucun.read.marks import child
from zhucun.read.strict import parse
from zhucun.schema.store import kinds, schema_of

#: The newest of everything that is dated: what holds from the last `from` on.
NEWEST = "9999-12-31"
#: The rule that carries out each kind of norm.
RULE_OF: Mapping[type[Norm], str] = {
    Cadence: "cadence_is_kept",
    Condition: "condition_is_met",
    Parts: "parts_are_complete",
    Word: "word_is_in_the_vocabulary",
}
#: Boards have this address on the site.
BOARD = "/board/{}/"


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of a pack that names rows. `open` means that it is 待定: nothing is judged by it."""

    place: str
    kind: str
    key: str
    title: str
    rows: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """What judges or computes a row: a rule, a norm that a rule carries out, or a table.

    `subject` is the rule's id or the table's name; `part` the norm or the entry that the table
    lists ("s0/key"), or the table's column, "" for the whole; `waits` are the rows that it can't
    answer while the source is silent; `board` is the address of the public board that shows it,
    "" if none does.
    """

    subject: str
    part: str
    title: str
    rows: tuple[str, ...]
    waits: frozenset[str] = frozenset()
    board: str = ""

    @property
    def is_table(self) -> bool:
        """Whether this is a table or a column of one."""
        return self.subject in TABLES

    @property
    def name(self) -> str:
        """The judge in a word or two: rule, rule s0/entry, table, table s0/entry, table.column."""
        return f"{self.subject}{' ' if '/' in self.part else '.'}{self.part}".rstrip(".")

    @property
    def shown_by(self) -> str:
        """What a scenario file names to show it: its rule and entry, or its table."""
        return self.subject if self.is_table else self.name


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a schema that records a row: its place and its Chinese title."""

    place: str
    title: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One example of a scenario file: which rows it shows, by which judge, and how it ends."""

    file: str
    name: str
    judge: str
    rows: tuple[str, ...]
    passes: bool


def entries_of(pack: Pack) -> Iterator[Entry]:
    """Every entry of a pack that names rows, as it stands with its newest values."""
    effective = pack.effective
    yield Entry(effective.where, "施行", "effective", "施行日期", effective.rows)
    for value in pack.values(NEWEST):
        yield Entry(
            value.where, "参数", value.key, value.title, value.rows, open=value.undetermined
        )
    for key in pack.tables:
        table = pack.table(key, NEWEST)
        rows = tuple(dict.fromkeys((*table.rows, *(r for e in table.entries for r in e.rows))))
        yield Entry(table.where, "分档表", key, table.title, rows, open=table.undetermined)
    for key in pack.ladders:
        ladder = pack.ladder(key)
        rows = tuple(dict.fromkeys((*ladder.rows, *(r for s in ladder.steps for r in s.rows))))
        yield Entry(ladder.where, "阶梯", key, ladder.title, rows, open=ladder.undetermined)
    for norm in pack.norms.each():
        waiting = bool(_open_rows(norm, pack))
        yield Entry(norm.where, "要求", norm.key, norm.title, norm.rows, open=waiting)
    for duty in pack.norms.duties:
        yield Entry(duty.where, "职责", duty.code, duty.title, duty.rows)
    for material in pack.norms.materials:
        yield Entry(material.where, "材料", material.key, material.title, material.rows)


def judges_of(law: Law) -> Iterator[Judge]:
    """Every judge that names rows: rules, norms of all packs, tables and their columns."""
    for rule in RULES.values():
        if rule.rows:
            yield Judge(rule.id, "", rule.title, rule.rows)
    recorded = tuple(dict.fromkeys(row for field in fields() for row in field.rows))
    schemas = RECORD_MATCHES_ITS_SCHEMA
    yield Judge(schemas.id, "", schemas.title, recorded)
    for pack in law:
        for norm in pack.norms.each():
            entry, waits = f"{pack.id}/{norm.key}", _open_rows(norm, pack)
            yield Judge(RULE_OF[type(norm)], entry, norm.title, norm.rows, waits)
    for table in TABLES.values():
        waits = _waiting_rows(table, law)
        if table.rows:
            board = BOARD.format(table.board) if table.public_columns else ""
            yield Judge(table.name, "", table.title, table.rows, waits & {*table.rows}, board)
        for column in table.columns:
            if column.rows:
                yield _column_judge(table, column, waits)
        if table.lists:
            yield from _listed_judges(table, law)


def _listed_judges(table: Table, law: Law) -> Iterator[Judge]:
    """A judge for each entry of the packs that a table lists, shown by any public table beside."""
    public = any(t.public_columns for t in TABLES.values() if t.board == table.board)
    board = BOARD.format(table.board) if public else ""
    for pack in law:
        for duty in pack.norms.duties:
            entry = f"{pack.id}/{duty.code}"
            yield Judge(table.name, entry, f"{table.title}：{duty.title}", duty.rows, board=board)


def _column_judge(table: Table, column: Column, waits: frozenset[str]) -> Judge:
    return Judge(
        subject=table.name,
        part=column.key,
        title=f"{table.title}：{column.title}",
        rows=column.rows,
        waits=waits & {*column.rows},
        board=BOARD.format(table.board) if column.public else "",
    )


def _open_rows(norm: Norm, pack: Pack) -> frozenset[str]:
    """All rows of a norm whose number, words or parts are 待定; none of one that can judge."""
    match norm:
        case Cadence():
            key = norm.count
        case Condition():
            key = norm.parameter
        case Parts():
            key = norm.needs
        case Word():
            key = norm.allowed
        case _:
            key = ""
    waits = pack.has(key) and pack.value(key, NEWEST).undetermined
    return frozenset(norm.rows) if waits else frozenset()


def _waiting_rows(table: Table, law: Law) -> frozenset[str]:
    """Rows that a table can't answer: those named by 待定 parameters that it rests on."""
    found = (_newest(pack, key) for pack in law for key in table.keys)
    return frozenset(row for value in found if value and value.undetermined for row in value.rows)


def _newest(pack: Pack, key: str) -> Value | None:
    return pack.value(key, NEWEST) if pack.has(key) else None


@cache
def fields() -> tuple[Field, ...]:
    """Every property of a schema that names rows (x-rows), in order of kind and place."""
    return tuple(f for kind in sorted(kinds()) for f in _fields(kind, schema_of(kind), ""))


def _fields(kind: str, node: Any, pointer: str) -> Iterator[Field]:
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _fields(kind, item, child(pointer, index))
    elif isinstance(node, Mapping):
        rows = node.get("x-rows")
        if isinstance(rows, list):
            place = f"schemas/{kind}.json#{pointer}"
            yield Field(place, str(node.get("title", "")), tuple(map(str, rows)))
        for key, item in node.items():
            yield from _fields(kind, item, child(pointer, key))


def scenarios_of(folder: Path, judges: Iterable[Judge]) -> Iterator[Shown]:
    """Every example below a folder of scenario files.

    An example without 落实 shows all the rows of its judge (of a table: of all its columns too);
    of the schemas it shows none.
    """
    rows: dict[str, tuple[str, ...]] = {}
    for judge in judges:
        if judge.subject != RECORD_MATCHES_ITS_SCHEMA.id:
            known = rows.get(judge.shown_by, ())
            rows[judge.shown_by] = tuple(dict.fromkeys((*known, *judge.rows)))
    for path in sorted(folder.glob("*.yml")):
        head: Any = parse(path.read_bytes()).value
        if isinstance(head, Mapping):
            name = f"{head.get('表') or head.get('规则')} {head.get('条目', '')}".rstrip()
            for part in ("通过", "不通过"):
                for raw in head.get(part) or ():
                    named = tuple(raw["落实"]) if "落实" in raw else rows.get(name, ())
                    yield Shown(path.stem, str(raw["名称"]), name, named, part == "通过")
