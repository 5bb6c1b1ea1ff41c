"""Rows of tables that differ as lines: the telling columns first, each fact once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from zhucun.assess.registry import Column, Table
from zhucun.facts.county import CountyFacts
from zhucun.preview.articles import article_for
from zhucun.preview.model import Line, Source
from zhucun.preview.rows import RowChange
from zhucun.preview.secrecy import hides_column
from zhucun.preview.subjects import Subject
from zhucun.preview.topics import ECHOES_OF_OBLIGATIONS, FOLLOWING, TITLES, TOPICS, Topic
from zhucun.preview.values import Words, difference

CAME, WENT, ON_BOARD = "新增", "去掉", "看板"
FOLLOWS: Final = "随之变化"
HIDDEN: Final = "有涉及健康等敏感内容的变化，不在这里写"
#: Columns told of a row that appears or goes; the others can be looked up.
_MOST_COLUMNS: Final = 5
#: Rows named of those of which the same is told; the rest is counted.
_MOST_ROWS: Final = 3
_PERIODS: Final = frozenset({"quarter", "year", "period"})


@dataclass(frozen=True, slots=True)
class Telling:
    """The lines of one subject: the matters that come first, and what other tables say."""

    first: tuple[Line, ...]
    others: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """What one row says: `head` which row it is, `body` what of it."""

    label: str
    start: str
    head: str
    body: str
    source: Source | None
    yuan: float


@dataclass(slots=True)
class _Told:
    """What has been told of one subject: columns by table, so that no fact is told twice."""

    columns: dict[str, set[str]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)

    def cover(self, table: str, columns: Iterable[str]) -> None:
        self.columns.setdefault(table, set()).update(columns)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what became of the rows of one county.

    To the public only public columns are told, and of sums over a county no figures: what one
    change adds to a sum may be what one person is paid.
    """

    county: CountyFacts
    words: Words

    def tell(
        self, subject: Subject, changes: Iterable[RowChange], *, with_obligations: bool
    ) -> Telling:
        """What the rows of one subject say. With obligations told beside them, columns that say
        the same in their own way are left out.
        """
        told = _Told()
        by_table: dict[str, list[RowChange]] = {}
        for change in changes:
            by_table.setdefault(change.table.name, []).append(change)
        topics = TOPICS if subject[0] == "cadre" else ()
        first = [d for topic in topics for d in self._topic(topic, subject, by_table, told)]
        if with_obligations:
            for table, columns in ECHOES_OF_OBLIGATIONS.items():
                told.cover(table, columns)
        others = [d for found in by_table.values() for d in self._others(subject, found, told)]
        silent = [_title(found[0].table) for n, found in by_table.items() if n not in told.tables]
        follows = [Line(FOLLOWS, "、".join(silent))] if silent and not self.words.public else []
        return Telling(tuple(_merged(first)), (*_merged(others), *follows))

    def _topic(
        self, topic: Topic, subject: Subject, by_table: dict[str, list[RowChange]], told: _Told
    ) -> Iterator[_Draft]:
        spoken = False
        for table, columns in topic.sources:
            told.cover(table, columns)
            for change in by_table.get(table, ()) if not spoken else ():
                chosen = [c for key in columns for c in change.differing if c.key == key]
                draft = self._draft(topic.label, subject, change, chosen, topic.law)
                if draft:
                    told.tables.add(table)
                    yield draft
            spoken = spoken or table in told.tables

    def _others(self, subject: Subject, found: list[RowChange], told: _Told) -> Iterator[_Draft]:
        name = found[0].table.name
        covered = told.columns.get(name, set()) | FOLLOWING.get(name, frozenset())
        for change in found:
            chosen = [c for c in change.differing if c.key not in covered]
            draft = self._draft(_title(change.table), subject, change, chosen, change.table.keys)
            if draft:
                told.tables.add(name)
                yield draft

    def _draft(
        self,
        label: str,
        subject: Subject,
        change: RowChange,
        columns: list[Column],
        law: tuple[str, ...],
    ) -> _Draft | None:
        """One row; None where nothing of it may be told, or nothing is left to tell."""
        public, appears = self.words.public, change.old is None or change.new is None
        on_board = appears and bool(change.table.public_columns)
        if public:
            columns = [c for c in columns if c.public]
        says = any(c.kind != "state" for c in columns) if appears else bool(columns)
        if not says and not (on_board and label == _title(change.table)):
            return None
        shown = [c for c in columns if not hides_column(change.table.name, c.key)]
        told = shown[:_MOST_COLUMNS] if appears else shown
        if public and subject[0] == "county":
            parts = [f"{'、'.join(c.title.removesuffix('（元）') for c in told)}有变化"] * bool(
                told
            )
        else:
            parts = [self.words.became(column, change) for column in told]
        parts += [HIDDEN] * (len(shown) < len(columns))
        rung = change.values.get("ladder_step")
        rows = (row for column in (*shown, *change.keys) for row in column.rows)
        return _Draft(
            label,
            (ON_BOARD * on_board + (CAME if change.old is None else WENT)) * appears,
            self._head(subject, change) if shown or appears else "",
            "，".join(parts),
            article_for(self.county, law, (*rows, *change.table.rows), rung),
            _payable(change),
        )

    def _head(self, subject: Subject, change: RowChange) -> str:
        """Which row it is, but for the subject that the group is about already."""
        parts = []
        for column in change.keys:
            value = change.values[column.key]
            known = column.kind == subject[0] or (self.words.public and not column.public)
            if not value or known:
                continue
            if column.key == "year":
                told = "" if value == int(self.county.as_of[:4]) else f"{value} 年"
            else:
                told = self.words.value(column, value)
            parts += [told] if told else []
        dated = any(c.kind in ("month", "date") or c.key in _PERIODS for c in change.keys)
        if change.year != int(self.county.as_of[:4]) and not dated:
            parts.append(f"{change.year} 年度")
        return "，".join(parts)


def _title(table: Table) -> str:
    return TITLES.get(table.name, table.title)


def _merged(drafts: list[_Draft]) -> Iterator[Line]:
    """A line for each thing said; rows of which the same is said share one."""
    alike: dict[tuple[str, str, str, Source | None], list[_Draft]] = {}
    for draft in drafts:
        key = (draft.label, draft.start, draft.body, draft.source)
        alike.setdefault(key, []).append(draft)
    for (label, start, body, source), found in alike.items():
        heads = list(dict.fromkeys(draft.head for draft in found if draft.head))
        more = f"等 {len(heads)} 项" if len(heads) > _MOST_ROWS else ""
        head = " ".join(part for part in (start, "；".join(heads[:_MOST_ROWS]) + more) if part)
        text = "：".join(part for part in (head, body) if part)
        yuan = sum(draft.yuan for draft in found)
        yield Line(label, text, (source,) if source else (), yuan)


def _payable(change: RowChange) -> float:
    """How much more a quarter's subsidy is."""
    if change.table.name != "cadre_quarter" or change.old is None or change.new is None:
        return 0
    return difference(change.old["payable"], change.new["payable"])
