"""Regulation packs: one regulation as dated values, tables, ladders and declared decisions."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from zhucun.law.build import (
    Origin,
    Raw,
    decision_of,
    ladder_editions,
    parameter_of,
    rows_of,
    table_editions,
)
from zhucun.law.cite import Cite, Decision
from zhucun.law.ladder import Ladder
from zhucun.law.norms import Norms, norms_of
from zhucun.law.population import DISPATCHED, VILLAGERS
from zhucun.law.rows import Requirement, requirements_of, rows
from zhucun.law.table import Table
from zhucun.law.value import Parameter, Value

__all__ = [
    "DISPATCHED",
    "VILLAGERS",
    "Cite",
    "Decision",
    "Effective",
    "Law",
    "Pack",
    "Source",
    "Value",
    "load_law",
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the pack's text comes from; `posted` is the ISO date of that posting or ""."""

    name: str
    note: str
    posted: str


@dataclass(frozen=True, slots=True)
class Effective:
    """When the regulation takes effect: `since` if it is stated, else `assumed` with a basis.

    `where` is "path#/json/pointer" of the section.
    """

    since: str
    assumed: str
    basis: str
    decision: Decision | None
    rows: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Pack:
    """One regulation. A county's overlays, if any, are already among its values and tables.

    `population` is whom it is about: 驻村干部 or 村干部; `requirements` are its rows by id.
    """

    id: str
    title: str
    path: str
    interpreter: str
    source: Source
    effective: Effective
    decisions: Mapping[str, Decision]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, tuple[Table, ...]]
    ladders: Mapping[str, tuple[Ladder, ...]]
    norms: Norms = field(default_factory=Norms)
    population: str = DISPATCHED
    requirements: Mapping[str, Requirement] = field(default_factory=dict)

    def has(self, key: str) -> bool:
        """Whether the pack has a parameter of this key."""
        return key in self.parameters

    def value(self, key: str, on: str) -> Value:
        """The value of a parameter on a day; KeyError for a key the pack does not have."""
        return self.parameters[key].on(on)

    def table(self, key: str, on: str) -> Table:
        """The edition of a table on a day; KeyError for a key the pack does not have."""
        editions = self.tables[key]
        index = bisect_right(editions, on, key=lambda table: table.since)
        if index:
            return editions[index - 1]
        first = editions[0]
        note = f"{first.title}自 {first.since} 起才有规定，{on} 尚未施行。"
        return replace(first, entries=(), decision=None, note=note)

    def ladder(self, key: str, on: str = "9999-12-31") -> Ladder:
        """The edition of a ladder on a day, the newest by default; KeyError for no such key."""
        editions = self.ladders[key]
        index = bisect_right(editions, on, key=lambda ladder: ladder.since)
        if index:
            return editions[index - 1]
        first = editions[0]
        note = f"{first.title}自 {first.since} 起才有规定，{on} 尚未施行。"
        return replace(first, steps=(), decisions=(), note=note)

    def ladder_of(self, kind: str, on: str = "9999-12-31") -> Ladder | None:
        """The ladder that counts cases of a negative-list kind; None when there is none."""
        for key in self.ladders:
            ladder = self.ladder(key, on)
            if ladder.counts == kind:
                return ladder
        return None

    def values(self, on: str) -> list[Value]:
        """Every parameter's value on a day, in the order of the pack."""
        return [parameter.on(on) for parameter in self.parameters.values()]

    def nulls(self, on: str) -> list[Value]:
        """What is 待定 on a day: undetermined parameters, then tables and ladders as values."""
        silent = [value for value in self.values(on) if value.undetermined]
        for key in self.tables:
            table = self.table(key, on)
            if table.undetermined:
                silent.append(_silence(table, table.unit))
        for key in self.ladders:
            ladder = self.ladder(key, on)
            if ladder.undetermined:
                silent.append(_silence(ladder, ladder.counts))
        return silent


@dataclass(frozen=True, slots=True)
class Law:
    """All packs by id."""

    packs: Mapping[str, Pack]

    def __contains__(self, id: str) -> bool:
        return id in self.packs

    def __iter__(self) -> Iterator[Pack]:
        return iter(self.packs.values())

    def pack(self, id: str) -> Pack:
        """The pack of a regulation; KeyError when none is loaded under this id."""
        return self.packs[id]

    def requirement(self, row: str) -> Requirement | None:
        """A row of a pack that is loaded; its id begins with the pack's in capitals."""
        pack = self.packs.get(row.partition("-")[0].lower())
        return pack.requirements.get(row) if pack else None

    def article(self, value: Value | None) -> Cite | None:
        """The article that a value rests on: its own, else that of its first requirement row."""
        if value is None or value.cite or not value.rows:
            return value.cite if value else None
        row = self.requirement(value.rows[0])
        return row.cite if row else None

    def requirements(self) -> dict[str, Requirement]:
        """Every row by id: those that come with the tool, then those that packs bring along."""
        own = (pack.requirements for pack in self)
        return {**rows(), **{id_: row for each in own for id_, row in each.items()}}


def load_law(packs: Mapping[str, Raw]) -> Law:
    """The law from parsed pack records by path ("records/regulations/s0.yml").

    Each record must be valid by schemas/regulation.json. Faults that a schema cannot see
    (gaps, typos in quotes, weights) do not stop loading: faults.check_pack reports them.
    """
    loaded = (_pack(packs[path], path) for path in sorted(packs))
    return Law({pack.id: pack for pack in loaded})


def _pack(raw: Raw, path: str) -> Pack:
    regulation = str(raw["id"])
    decisions = _decisions(raw, path)
    requirements = requirements_of(raw)
    articles = {id_: row.cite for id_, row in requirements.items()}
    origin = Origin(regulation, decisions, articles)
    effective = raw["effective"]
    source = raw["source"]
    parameters = [
        parameter_of(item, origin, f"{path}#/parameters/{index}")
        for index, item in enumerate(raw.get("parameters", ()))
    ]
    tables = [
        table_editions(item, origin, f"{path}#/tables/{index}")
        for index, item in enumerate(raw.get("tables", ()))
    ]
    ladders = [
        ladder_editions(item, origin, f"{path}#/ladders/{index}")
        for index, item in enumerate(raw.get("ladders", ()))
    ]
    return Pack(
        id=regulation,
        title=str(raw["title"]),
        path=path,
        interpreter=str(raw.get("interpreter", "")),
        source=Source(str(source["name"]), str(source["note"]), str(source.get("posted", ""))),
        effective=Effective(
            since=str(effective["from"] or ""),
            assumed=str(effective.get("assumed", "")),
            basis=str(effective["basis"]),
            decision=origin.decision(effective),
            rows=rows_of(effective),
            where=f"{path}#/effective",
        ),
        decisions=decisions,
        parameters={parameter.key: parameter for parameter in parameters},
        tables={editions[0].key: editions for editions in tables},
        ladders={editions[0].key: editions for editions in ladders},
        norms=norms_of(raw, origin, path, str(effective["from"] or effective.get("assumed", ""))),
        population=str(raw.get("population", DISPATCHED)),
        requirements=requirements,
    )


def _decisions(raw: Raw, path: str) -> dict[str, Decision]:
    items: Iterable[Raw] = raw.get("decisions", ())
    decisions = [
        decision_of(item, f"{path}#/decisions/{index}") for index, item in enumerate(items)
    ]
    return {decision.id: decision for decision in decisions}


def _silence(silent: Table | Ladder, unit: str) -> Value:
    return Value(
        key=silent.key,
        title=silent.title,
        unit=unit,
        value=None,
        since=silent.since,
        cite=None,
        decision=None,
        rows=silent.rows,
        where=silent.where,
        note=silent.note,
    )
