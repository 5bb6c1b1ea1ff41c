"""What the examples of a judge miss when it is switched off."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mini.judge import holds, play
from mini.switch import switched_off, without_entry
from scenario_files import Example, TableExample, rule_examples, table_examples
from zhucun.assess.coverage import Coverage
from zhucun.assess.row_sources import Judge

#: Modes of rows that a scenario has to show.
SHOWN_MODES = ("B", "B*", "W", "C", "B/C")


def judges_to_show(found: Iterable[Coverage]) -> dict[str, tuple[Judge, list[str]]]:
    """Each judge by its name, with the rows it has to be shown for."""
    judges: dict[str, tuple[Judge, list[str]]] = {}
    for each in found:
        for judge in each.judges if each.row.mode in SHOWN_MODES else ():
            judges.setdefault(judge.name, (judge, []))[1].append(each.row.id)
    return judges


def unmissed(judge: Judge, wanted: list[str], folder: Path, scratch: Path) -> list[str]:
    """The rows that no failing example of a folder misses when the judge is switched off.

    Settings are played below `scratch`.
    """
    missed: set[str] = set()
    for number, row in enumerate(wanted):
        if row in missed:
            continue
        for place, example in enumerate(_failing_examples(judge, row, folder)):
            if not _holds_without(judge, example, scratch / f"{number}-{place}"):
                missed |= set(wanted if example.rows is None else example.rows)
                break
    return [row for row in wanted if row not in missed]


def _failing_examples(judge: Judge, row: str, folder: Path) -> list[Example | TableExample]:
    """The failing examples of a judge that show a row."""
    every: list[Example | TableExample] = []
    if judge.is_table:
        every += [e for e in table_examples(folder) if e.table == judge.subject]
    else:
        part = (judge.subject, judge.part)
        every += [e for e in rule_examples(folder) if (e.rule, e.entry) == part]
    return [
        e
        for e in every
        if not e.passes and (row in judge.rows if e.rows is None else row in e.rows)
    ]


def _holds_without(judge: Judge, example: Example | TableExample, root: Path) -> bool:
    play(root, example.setting)
    with switched_off(judge):
        try:
            return holds(root, example, lambda commons: without_entry(commons, judge))
        except KeyError:  # the table or the column isn't there
            return False
