"""One county's groups: whom a change concerns, what was recorded of them, and what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from zhucun.preview.boards import board_lines
from zhucun.preview.dues import due_changes, due_lines
from zhucun.preview.findings import finding_changes, finding_lines
from zhucun.preview.model import KINDS, Group, Line
from zhucun.preview.rows import RowChange, row_changes
from zhucun.preview.sides import Both, Sides
from zhucun.preview.subjects import Subject, Subjects
from zhucun.preview.telling import Teller
from zhucun.preview.values import Words

Told = Iterable[tuple[Subject, Line]]


def groups_of(
    sides: Sides, both: Both, years: Iterable[int], subjects: Subjects, edited: Told
) -> Iterator[Group]:
    """Everybody concerned: cadres, villages, townships, units by id, then the whole county.

    Tables are compared for so many years; `edited` are the lines on what was recorded.
    """
    before, after = both.before, both.after
    edits, boards, dues, findings = (
        _by_subject(told)
        for told in (
            edited,
            board_lines(before, after, subjects),
            due_lines(due_changes(before, after), subjects, after),
            finding_lines(
                finding_changes(before, after), sides.before, sides.after, subjects, after.law
            ),
        )
    )
    rows: dict[Subject, list[RowChange]] = defaultdict(list)
    for change in row_changes(before, after, years):
        if not subjects.public or subjects.may_be_told(change):
            rows[subjects.of_row(change)].append(change)
    teller = Teller(after, Words(before, after, subjects.public))
    everybody = {*edits, *boards, *rows, *dues, *findings}
    for whom in sorted(everybody, key=lambda who: (KINDS.index(who[0]), who[1])):
        owed = dues.get(whom, [])
        told = teller.tell(whom, rows.get(whom, []), with_obligations=bool(owed))
        found = findings.get(whom, [])
        effects = tuple(
            dict.fromkeys((*told.first, *boards.get(whom, []), *owed, *found, *told.others))
        )
        if effects or whom in edits:
            yield Group(*whom, teller.words.group(*whom), tuple(edits.get(whom, [])), effects)


def _by_subject(told: Told) -> dict[Subject, list[Line]]:
    found: dict[Subject, list[Line]] = {}
    for whom, line in told:
        found.setdefault(whom, []).append(line)
    return found
