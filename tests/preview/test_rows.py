"""How rows of tables are matched: every registered table has keys, and they tell its rows apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from preview.overlaid import TOWN, replaced, told
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import Table, cells_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.preview.rows import KEYS, key_columns, row_changes
from zhucun.preview.secrecy import COLUMNS
from zhucun.preview.topics import ECHOES_OF_OBLIGATIONS, FOLLOWING, TOPICS
from zhucun.read.tree import list_cities, list_counties


def _counties(root: Path) -> list[CountyFacts]:
    commons = load_commons(root)
    return [
        load_county(root, commons, load_city(root, city), county, "2026-11-05").facts
        for city in list_cities(root)
        for county in list_counties(root, city)
    ]


@pytest.fixture(scope="module")
def counties(root: Path, planted: dict[str, Path]) -> list[CountyFacts]:
    """The sample's and the miniatures' counties."""
    return [county for tree in (root, *planted.values()) for county in _counties(tree)]


def test_every_table_has_keys() -> None:
    missing = sorted(set(TABLES) - set(KEYS))
    assert not missing, f"name the key columns of {missing} in preview/rows.py"
    assert not sorted(set(KEYS) - set(TABLES))


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: str(table.name))
def test_keys_tell_rows_apart(table: Table, counties: list[CountyFacts]) -> None:
    keys = [column.key for column in key_columns(table)]
    for county in counties:
        for year in (2025, 2026):
            found = [tuple(row[key].value for key in keys) for row in cells_of(county, table, year)]
            assert len(found) == len(set(found)), county.path


def test_nothing_differs_from_itself(counties: list[CountyFacts]) -> None:
    assert row_changes(counties[0], counties[0], (2025, 2026)) == ()


def test_what_two_years_say_alike_is_told_once(mini: Path) -> None:
    text = told(mini, replaced(f"{TOWN}/region.yml", "date: 2025-06-20", "date: 2025-06-19"))
    assert text.count("发展思路 2025-06-20 → 2025-06-19") == 1
    assert "2025 年度" not in text


def test_what_is_told_names_tables_and_columns_that_exist() -> None:
    named = [source for topic in TOPICS for source in topic.sources]
    for marks in (ECHOES_OF_OBLIGATIONS, FOLLOWING, COLUMNS):
        named += [(name, tuple(columns)) for name, columns in marks.items()]
    unknown = [
        (name, key)
        for name, columns in named
        for key in columns
        if key not in {column.key for column in TABLES[name].columns}
    ]
    assert unknown == []
