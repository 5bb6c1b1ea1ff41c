"""How each requirement row is carried out and what is still to do: computed, not kept by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from zhucun.assess.row_sources import (
    Entry,
    Field,
    Judge,
    Shown,
    entries_of,
    fields,
    judges_of,
    scenarios_of,
)
from zhucun.check.structure import RECORD_MATCHES_ITS_SCHEMA
from zhucun.law.pack import Law
from zhucun.law.rows import Requirement

State = Literal["done", "human", "information", "source-missing", "todo"]
#: States in words, in the order in which they are counted.
STATES: dict[State, str] = {
    "done": "已落实",
    "human": "人工判断",
    "information": "仅供了解",
    "source-missing": "原文未给",
    "todo": "未落实",
}
#: Rows of this kind are figures that a report tells: shown with the coverage, encoded nowhere.
REPORTED = "fact"
REGULATION_PAGE = "/regulation/{}/"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One row: where it stands in packs, schemas and scenarios, what judges it, and its state.

    `missing` says in Chinese what a row of state todo lacks.
    """

    row: Requirement
    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    fields: tuple[Field, ...]
    scenarios: tuple[Shown, ...]
    decisions: tuple[str, ...]
    state: State
    missing: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The state in words."""
        return STATES[self.state]

    @property
    def rules(self) -> tuple[Judge, ...]:
        """The judges that are rules, or norms that a rule carries out."""
        return tuple(j for j in self.judges if not j.is_table)

    @property
    def tables(self) -> tuple[Judge, ...]:
        """The judges that are tables or columns of one."""
        return tuple(j for j in self.judges if j.is_table)

    @property
    def pages(self) -> tuple[str, ...]:
        """Public pages that show the row: boards, then the page of the regulation."""
        boards = [j.board for j in self.judges if j.board]
        regulation = [REGULATION_PAGE.format(self.row.regulation)] if self.entries else []
        return tuple(dict.fromkeys((*boards, *regulation)))

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the scenario files that show the row."""
        return tuple(dict.fromkeys(shown.file for shown in self.scenarios))


def coverage_of(law: Law, scenarios: Path | None) -> list[Coverage]:
    """Every row of every regulation: of those that come with the tool, then of those whose packs
    bring rows along.

    `scenarios` is the folder of scenario files; None where there is none, and then no row is
    asked for one.
    """
    entries = _by_row(e for pack in law for e in entries_of(pack))
    every = list(judges_of(law))
    judges, recorded = _by_row(every), _by_row(fields())
    shown = _by_row(scenarios_of(scenarios, every)) if scenarios else None
    decisions: dict[str, list[str]] = defaultdict(list)
    for pack in law:
        for decision in pack.decisions.values():
            for id_ in decision.rows:
                decisions[id_].append(f"{pack.id}/{decision.id}")
    found = []
    for row in law.requirements().values():
        mine = _fitting(row, judges[row.id])
        examples = None if shown is None else shown[row.id]
        state, missing = _state(row, mine, entries[row.id], recorded[row.id], examples)
        found.append(
            Coverage(
                row=row,
                entries=tuple(entries[row.id]),
                judges=mine,
                fields=tuple(recorded[row.id]),
                scenarios=tuple(examples or ()),
                decisions=tuple(decisions[row.id]),
                state=state,
                missing=missing,
            )
        )
    return found


def counted(found: Iterable[Coverage]) -> dict[State, int]:
    """How many rows are in each state, in the order of STATES."""
    counts = Counter(each.state for each in found)
    return {state: counts[state] for state in STATES}


class _NamesRows(Protocol):
    @property
    def rows(self) -> tuple[str, ...]: ...


N = TypeVar("N", bound=_NamesRows)


def _by_row(items: Iterable[N]) -> defaultdict[str, list[N]]:
    found: defaultdict[str, list[N]] = defaultdict(list)
    for item in items:
        for row in dict.fromkeys(item.rows):
            found[row].append(item)
    return found


def _fitting(row: Requirement, judges: list[Judge]) -> tuple[Judge, ...]:
    """The judges of a row. A schema refuses what doesn't fit: it judges a row that blocks, unless
    something else does.
    """
    others = tuple(j for j in judges if j.subject != RECORD_MATCHES_ITS_SCHEMA.id)
    return others or (tuple(judges) if row.mode.startswith("B") else ())


def _state(
    row: Requirement,
    judges: tuple[Judge, ...],
    entries: list[Entry],
    recorded: list[Field],
    examples: list[Shown] | None,
) -> tuple[State, tuple[str, ...]]:
    """The state of a row, and what one that is still to do lacks."""
    if row.mode == "H":
        return ("human", ()) if recorded or judges else ("todo", ("没有登记它的地方",))
    if row.mode == "I":
        somewhere = entries or recorded or judges or row.kind == REPORTED
        return ("information", ()) if somewhere else ("todo", ("没有登记或公开它的地方",))
    missing = [] if judges else ["没有规则、要求或表落实它"]
    if examples is not None:
        missing += [
            f"没有{word}的场景"
            for passes, word in ((True, "通过"), (False, "不通过"))
            if not any(example.passes is passes for example in examples)
        ]
    if missing:
        return "todo", tuple(missing)
    waits = all(row.id in judge.waits for judge in judges)
    return ("source-missing" if waits else "done"), ()
