from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner

from assess.planted import TOWN, VILLAGE, A, Tree, whole
from zhucun.assess.catalogue import TABLES
from zhucun.assess.naming import name_of, named_columns, named_frame, screen_columns
from zhucun.assess.registry import (
    DTYPES,
    NAMED_KINDS,
    Cell,
    Column,
    Row,
    Table,
    cells_of,
    declare,
    frame_of,
    table,
)
from zhucun.cli import assess
from zhucun.facts.county import CountyFacts
from zhucun.law.rows import rows

AS_OF = "2026-10-31"
COLUMNS = (Column("cadre", "干部", kind="cadre"), Column("days", "天数", kind="count"))


def a_table(*found: Row, columns: tuple[Column, ...] = COLUMNS) -> Table:
    def compute(county: CountyFacts, year: int) -> Iterator[Row]:
        yield from found

    return Table("days", "天数", "几天。", "work", (), columns, (), compute)


def test_a_row_becomes_a_series_per_column(tree: Tree) -> None:
    found = a_table({"cadre": A, "days": Cell(3, ("x.yml#/a",))}, {"cadre": A, "days": None})
    frame = frame_of(tree.facts(AS_OF), found, 2026)
    assert {name: str(frame[name].dtype) for name in frame} == {"cadre": "string", "days": "Int64"}
    assert frame["days"][0] == 3
    assert pd.isna(frame["days"][1])


def test_a_cell_keeps_its_evidence(tree: Tree) -> None:
    found = a_table({"cadre": A, "days": Cell(3, ("x.yml#/a",))})
    (row,) = cells_of(tree.facts(AS_OF), found, 2026)
    assert row == {"cadre": Cell(A), "days": Cell(3, ("x.yml#/a",))}


@pytest.mark.parametrize("row", [{"cadre": A}, {"cadre": A, "days": 1, "weeks": 2}])
def test_a_row_must_have_the_columns_declared(tree: Tree, row: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="table days lacks"):
        frame_of(tree.facts(AS_OF), a_table(row), 2026)


def test_a_table_is_registered_once_and_names_its_columns_apart() -> None:
    known = next(iter(TABLES.values()))
    with pytest.raises(ValueError, match="registered twice"):
        declare(known)
    for columns in (
        (COLUMNS[0], Column("cadre", "别名")),
        (COLUMNS[0], Column("other", "干部")),
    ):
        with pytest.raises(ValueError, match="two columns"):
            table("unheard", "题", "句。", board="work", columns=columns)(lambda _c, _y: iter(()))
    assert "unheard" not in TABLES


def test_a_column_is_found_by_key_and_by_title() -> None:
    found = a_table()
    assert found.column("days") is found.column("天数")
    with pytest.raises(KeyError, match="no column 月"):
        found.column("月")


def test_every_table_rests_on_rows_that_exist() -> None:
    for found in TABLES.values():
        assert set(found.all_rows) <= set(rows()), found.name
        assert {c.kind for c in found.columns} <= set(DTYPES)


def test_every_table_rests_on_entries_of_the_packs(commons: Any) -> None:
    known = set()
    for pack in commons.law:
        known |= {*pack.parameters, *pack.tables, *pack.ladders}
        known |= {norm.key for norm in pack.norms.each()}
    for found in TABLES.values():
        assert [key for key in found.keys if key not in known] == [], found.name


def test_names_stand_beside_ids(tree: Tree) -> None:
    tree.cadre()
    county = tree.facts(AS_OF)
    found = a_table({"cadre": A, "days": 3}, {"cadre": "990101-999", "days": 0})
    frame = named_frame(county, found, frame_of(county, found, 2026))
    assert [c.key for c in named_columns(found)] == ["county", "cadre", "cadre_name", "days"]
    assert list(frame.columns) == [c.key for c in named_columns(found)]
    assert frame["cadre_name"][0] == county.cadres[A].name
    assert pd.isna(frame["cadre_name"][1])


def test_the_screen_shows_names_in_place_of_codes() -> None:
    columns = (Column("village", "驻地", kind="village"), Column("unit", "单位", kind="unit"))
    shown = screen_columns(a_table(columns=columns))
    assert [(c.key, c.title) for c in shown] == [
        ("county", "县"),
        ("village_name", "驻地"),
        ("unit_name", "单位"),
    ]


def test_every_kind_of_id_has_a_name(tree: Tree) -> None:
    tree.cadre()
    post = {"serial": 1, "village": VILLAGE, "post": "村党组织书记", "from": "2025-03-01"}
    villager = {"id": "990101-v001", "name": "示例乙", "posts": [post]}
    tree.write(f"{TOWN}/village-cadres/990101-v001.yml", villager)
    county = tree.facts(AS_OF)
    ids: dict[str, list[str]] = {
        "cadre": list(county.cadres),
        "village_cadre": list(county.village_cadres),
        "village": [*county.villages, *(t.code for t in county.townships.values())],
        "township": [*county.townships, *(t.code for t in county.townships.values())],
        "unit": list(county.units),
    }
    assert set(ids) == set(NAMED_KINDS)
    for kind in NAMED_KINDS:
        assert ids[kind]
        assert all(name_of(county, kind, id_) for id_ in ids[kind])
        assert name_of(county, kind, "nobody") is None


def run(tree: Tree, *arguments: str) -> Any:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 21))
    tree.facts(AS_OF, "2026-10")
    for record in tree.commons.batch.records:
        tree.write(record.path, record.data)
    root = ["--root", str(tree.root), "--as-of", AS_OF]
    return CliRunner().invoke(assess.command, [*arguments, *root])


def test_the_command_lists_every_table() -> None:
    result = CliRunner().invoke(assess.command, ["--table", "list"])
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(TABLES)


@pytest.mark.parametrize("name", list(TABLES))
def test_the_command_prints_any_table(tree: Tree, name: str) -> None:
    result = run(tree, "--table", name, "--format", "json")
    assert result.exit_code == 0, result.output
    assert list(json.loads(result.stdout)) == [name]


@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_command_prints_a_table_for_people(tree: Tree, form: str) -> None:
    result = run(tree, "--table", "quota_exempt", "--format", form)
    assert result.exit_code == 0, result.output
    assert "不占指标" in result.stdout


def test_the_command_names_the_nearest_tables(tree: Tree) -> None:
    result = run(tree, "--table", "quota")
    assert result.exit_code == 2
    assert "quota_exempt" in result.stderr
