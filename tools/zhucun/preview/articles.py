"""The article that a line rests on, found by the entries of the pack in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhucun.check.wording import row_cite
from zhucun.facts.county import CountyFacts
from zhucun.law.cite import Cite
from zhucun.law.pack import Pack
from zhucun.preview.model import Source, source_of


def article_for(
    county: CountyFacts, keys: Iterable[str], rows: Iterable[str], rung: object = None
) -> Source | None:
    """The first article that the pack in force cites under one of the keys (parameter, table,
    ladder, norm), else that of the first requirement row of the regulation.

    Of a ladder that of the `rung` reached (1, 2, …), if there is one.
    """
    pack = county.pack(county.as_of)
    if pack is None:
        return None
    for key in keys:
        for cite, known in _grounds(pack, key, county.as_of, rung):
            return source_of(cite, known)
    for row in rows:
        of_row = row_cite(pack, row)
        if of_row is not None:
            return source_of(of_row, (row,))
    return None


def _grounds(
    pack: Pack, key: str, day: str, rung: object
) -> Iterator[tuple[Cite, tuple[str, ...]]]:
    if pack.has(key):
        value = pack.value(key, day)
        if value.cite:
            yield value.cite, value.rows
    elif key in pack.tables:
        table = pack.table(key, day)
        yield from ((row.cite, table.rows) for row in table.entries if row.cite)
    elif key in pack.ladders:
        ladder = pack.ladder(key, day)
        steps = [ladder.step(rung)] if isinstance(rung, int) and rung else ladder.steps
        yield from ((step.cite, step.rows) for step in steps if step and step.cite)
    for norm in pack.norms.each():
        if norm.key == key and norm.cite:
            yield norm.cite, norm.rows
