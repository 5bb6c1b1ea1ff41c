"""Rows of tables that differ as lines: the telling columns first, each fact once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zhucun.assess.registry import Column
from zhucun.facts.county import CountyFacts
from zhucun.preview.articles import article_for
from zhucun.preview.model import Line
from zhucun.preview.rows import RowChange
from zhucun.preview.secrecy import hides_column
from zhucun.preview.subjects import Subject
from zhucun.preview.topics import ECHOES_OF_OBLIGATIONS, FOLLOWING, TOPICS, Topic
from zhucun.preview.values import Words, difference

#: Columns told of a row that appears or goes; the others can be looked up.
_MOST_COLUMNS = 5
CAME, WENT = "新增", "去掉"


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

    def lines(
        self, subject: Subject, changes: list[RowChange], *, with_obligations: bool
    ) -> Iterator[Line]:
        """The lines of one subject: matters in their order, other tables, and what only follows."""
        told = _Told()
        by_table: dict[str, list[RowChange]] = {}
        for change in changes:
            by_table.setdefault(change.table.name, []).append(change)
        if subject[0] == "cadre":
            for topic in TOPICS:
                yield from self._topic(topic, subject, by_table, told)
        if with_obligations:
            for table, columns in ECHOES_OF_OBLIGATIONS.items():
                told.cover(table, columns)
        for found in by_table.values():
            yield from self._others(subject, found, told)
        silent = [c[0].table.title for n, c in by_table.items() if n not in told.tables]
        if silent and not self.words.public:
            yield Line("随之变化", "、".join(silent))

    def _topic(
        self, topic: Topic, subject: Subject, by_table: dict[str, list[RowChange]], told: _Told
    ) -> Iterator[Line]:
        spoken = False
        for table, columns in topic.sources:
            told.cover(table, columns)
            found = by_table.get(table, ())
            if spoken:
                continue
            for change in found:
                chosen = [c for key in columns for c in change.differing if c.key == key]
                line = self._line(topic.label, subject, change, chosen, topic.law)
                if line:
                    spoken = True
                    told.tables.add(table)
                    yield line

    def _others(self, subject: Subject, found: list[RowChange], told: _Told) -> Iterator[Line]:
        name = found[0].table.name
        covered = told.columns.get(name, set()) | FOLLOWING.get(name, frozenset())
        for change in found:
            chosen = [c for c in change.differing if c.key not in covered]
            appears = change.old is None or change.new is None
            if not chosen and not (appears and name not in told.columns):
                continue
            line = self._line(change.table.title, subject, change, chosen, change.table.keys)
            if line:
                told.tables.add(name)
                yield line

    def _line(
        self,
        label: str,
        subject: Subject,
        change: RowChange,
        columns: list[Column],
        law: tuple[str, ...],
    ) -> Line | None:
        """One row; None where nothing of it may be told, or nothing is left to tell."""
        public, appears = self.words.public, change.old is None or change.new is None
        if public:
            columns = [c for c in columns if c.public]
            if not any(c.public for c in change.table.columns) or not (columns or appears):
                return None
        if not columns and not appears:
            return None
        hidden = [c for c in columns if hides_column(change.table.name, c.key)]
        shown = [c for c in columns if c not in hidden]
        parts = [self.words.became(c, change) for c in shown[: _MOST_COLUMNS if appears else None]]
        if public and subject[0] == "county":
            parts = [c.title.removesuffix("（元）") for c in shown] + ["有变化"] * bool(shown)
        if hidden:
            parts.append("有涉及健康等敏感内容的变化，不在这里写")
        head = self._head(subject, change) if shown or appears else ""
        start = (CAME if change.old is None else WENT) if appears else ""
        if appears and change.table.public_columns:
            start = f"看板{start}"
        text = "：".join(
            part for part in (" ".join(filter(None, (start, head))), "，".join(parts)) if part
        )
        rows = tuple(row for column in shown for row in column.rows)
        rung = change.values.get("ladder_step")
        source = article_for(self.county, law, (*rows, *change.table.rows), rung)
        return Line(label, text, (source,) if source else (), _payable(change))

    def _head(self, subject: Subject, change: RowChange) -> str:
        """Which row it is, but for the subject that the group is about already."""
        parts = []
        for column in change.keys:
            value = change.values[column.key]
            if (
                not value
                or (column.kind == subject[0])
                or (self.words.public and not column.public)
            ):
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


_PERIODS = frozenset({"quarter", "year", "period"})


def _payable(change: RowChange) -> float:
    """How much more a quarter's subsidy is."""
    if change.table.name != "cadre_quarter" or change.old is None or change.new is None:
        return 0
    return difference(change.old["payable"], change.new["payable"])
