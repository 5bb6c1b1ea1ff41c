"""Switches one judge off: a rule, an entry of a pack, or a table or one of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from zhucun.assess.registry import TABLES, Row, Table
from zhucun.assess.row_sources import Judge
from zhucun.check import run
from zhucun.check.registry import RULES
from zhucun.check.structure import LAW_IS_SOUND, RECORD_MATCHES_ITS_SCHEMA
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import LoadedCommons
from zhucun.law.norms import Norms
from zhucun.law.pack import Law

#: What is judged before any rule, by the function of the runner that yields its findings.
BEFORE_RULES = {
    RECORD_MATCHES_ITS_SCHEMA.id: "schema_mismatches",
    LAW_IS_SOUND.id: "law_faults",
}
SECTIONS = ("cadences", "conditions", "parts", "words")


@contextmanager
def switched_off(judge: Judge) -> Iterator[None]:
    """Within it, the rule judges nothing; the table, or its column, isn't there."""
    with pytest.MonkeyPatch.context() as patch:
        if judge.is_table and "/" not in judge.part:
            _without_table(patch, judge)
        elif judge.subject in BEFORE_RULES:
            patch.setattr(run, BEFORE_RULES[judge.subject], lambda _: iter(()))
        elif not judge.part:
            patch.delitem(RULES, judge.subject)
        yield


def without_entry(commons: LoadedCommons, judge: Judge) -> LoadedCommons:
    """The law without the norm or the duty that the judge is; as it was for any other judge."""
    id_, _, key = judge.part.partition("/")
    if not key:
        return commons
    pack = commons.law.pack(id_)
    norms = pack.norms
    kept = {
        section: tuple(norm for norm in getattr(norms, section) if norm.key != key)
        for section in SECTIONS
    }
    duties = tuple(duty for duty in norms.duties if duty.code != key)
    less = Norms(**kept, duties=duties, materials=norms.materials)
    packs = {**commons.law.packs, id_: replace(pack, norms=less)}
    return replace(commons, law=Law(packs))


def _without_table(patch: pytest.MonkeyPatch, judge: Judge) -> None:
    whole = TABLES[judge.subject]
    if judge.part:
        patch.setitem(TABLES, whole.name, _without_column(whole, judge.part))
    else:
        patch.delitem(TABLES, whole.name)


def _without_column(table: Table, key: str) -> Table:
    def compute(county: CountyFacts, year: int) -> Iterator[Row]:
        for row in table.compute(county, year):
            yield {name: value for name, value in row.items() if name != key}

    columns = tuple(column for column in table.columns if column.key != key)
    return replace(table, columns=columns, compute=compute)
