"""Tables on the site: public columns alone, published names for ids, and only people it shows."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from site_tree import COUNTY, built, change, each_county, planted

from zhucun.assess.registry import TABLES, Cell, Column, Kind, Row, Table
from zhucun.facts.county import CountyFacts
from zhucun.publish import model
from zhucun.publish.open_data.api import COUNTY as COUNTY_COLUMNS
from zhucun.publish.open_data.api import Column as Promised
from zhucun.publish.open_data.api import Dataset, the_api
from zhucun.publish.pages.board_list import EVERY_BOARD
from zhucun.publish.pages.table_boards import ROWS_TOGETHER
from zhucun.publish.projection.county import project_county
from zhucun.publish.projection.tables import grounds_of

pytest_plugins = ["site_fixture"]

SECRET = "不可公开的一格"
CADRE, OTHER = "990101-001", "990101-002"


def planted_table(*columns: Column, rows: list[Row], name: str = "planted") -> Table:
    def compute(county: CountyFacts, year: int) -> Iterator[Row]:
        yield from rows

    keys = ("attendance.min_days", "leave.levels", "absence", "insurance.sum")
    return Table(name, "种下的表", "种下的一句话。", "work", keys, columns, (), compute)


def column(kind: Kind, public: bool = True) -> Column:
    return Column(kind, f"列{kind}", f"{kind} 的说明。", kind=kind, public=public)


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def shown(
    tree: Path, monkeypatch: pytest.MonkeyPatch, table: Table
) -> tuple[model.County, model.Table]:
    monkeypatch.setitem(TABLES, table.name, table)
    county = project_county(next(each_county(tree, "2026-11-05")), tree)
    return county, next(t for t in county.tables if t.name == table.name)


@pytest.mark.parametrize(
    ("kind", "value", "text", "path"),
    [
        ("cadre", CADRE, "示例甲", f"cadre/{CADRE}/"),
        ("village", "990101100201", "示例村", "region/990101100201/"),
        ("village", "990101100299", "990101100299", ""),
        ("township", "shilizhen", "示例镇", "region/990101100000/"),
        ("township", "990101100000", "示例镇", "region/990101100000/"),
        ("unit", "sl-nyncj", "示例市农业农村局", ""),
        ("count", 3, "3", ""),
        ("yuan", 1210.0, "1210", ""),
        ("yuan", 84.5, "84.5", ""),
        ("share", 0.875, "87.5%", ""),
        ("truth", False, "否", ""),
        ("texts", ["甲事", "乙事"], "甲事、乙事", ""),
        ("text", "电话 13912345678", "电话 〔号码已隐去〕", ""),
        ("month", "2026-10", "2026-10", ""),
        ("count", None, "—", ""),
    ],
)
def test_a_value_is_shown_as_its_kind_asks(
    tree: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind, value: object, text: str, path: str
) -> None:
    table = planted_table(column(kind), rows=[{kind: Cell(value, ("x.yml#/a",))}])
    _, found = shown(tree, monkeypatch, table)
    ((cell,),) = found.rows
    assert (cell.text, cell.path) == (text, path)


def test_what_the_source_leaves_open_is_said(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row: Row = {"yuan": None, "township": None, "state": "待定"}
    columns = (column("yuan"), column("township"), column("state", public=False))
    _, found = shown(tree, monkeypatch, planted_table(*columns, rows=[row]))
    assert [cell.text for cell in found.rows[0]] == ["待定", "—"]  # a place isn't left open


def test_only_public_columns_leave(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = planted_table(
        column("village"),
        column("text", public=False),
        rows=[{"village": "990101100201", "text": SECRET}],
    )
    monkeypatch.setitem(TABLES, table.name, table)
    columns = (*COUNTY_COLUMNS, Promised("village", "村", "code"), Promised("village_name", "村名"))
    dataset = Dataset(table.name, table.title, table.board, table.sentence, columns)
    api = replace(the_api(), datasets=(*the_api().datasets, dataset))
    monkeypatch.setattr("zhucun.publish.site.the_api", lambda: api)
    built(tree, tmp_path / "site")
    for folder in ("site", "build"):
        for path in (tmp_path / folder).rglob("*"):
            if path.is_file() and path.suffix in (".html", ".md", ".json", ".csv"):
                assert SECRET not in path.read_text(encoding="utf-8"), path
    data = json.loads(
        (tmp_path / "site" / "data" / "v1" / "planted.json").read_text(encoding="utf-8")
    )
    assert data["rows"] == [
        {
            "county": "990101000000",
            "county_name": "示例县",
            "village": "990101100201",
            "village_name": "示例村",
        }
    ]
    text = (tmp_path / "site" / "data" / "v1" / "planted.csv").read_text(encoding="utf-8-sig")
    assert next(csv.reader(io.StringIO(text))) == [
        "county",
        "county_name",
        "village",
        "village_name",
    ]
    page = (tmp_path / "site" / "board" / "work" / "990101000000" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "种下的一句话。" in page
    assert 'href="../../../region/990101100201/"' in page
    assert "每月在村工作时间不得少于20天" in page


def test_people_whom_the_site_does_not_show_are_left_out(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(cadre: dict[str, object]) -> None:
        postings = cadre["postings"]
        assert isinstance(postings, list)
        postings[0]["ended"] = {"date": "2026-01-01", "reason": "工作调动"}

    change(tree, f"{COUNTY}/cadres/{OTHER}.yml", leave)
    for public in (True, False):
        table = planted_table(
            column("cadre", public=public),
            column("count"),
            rows=[{"cadre": CADRE, "count": 1}, {"cadre": OTHER, "count": 2}],
        )
        _, found = shown(tree, monkeypatch, table)
        assert [row[-1].value for row in found.rows] == [1]


def test_a_place_stays_whoever_served_there(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row: Row = {"village": "990101100201", "cadre": "990101-999"}
    table = planted_table(column("village"), column("cadre", public=False), rows=[row])
    _, found = shown(tree, monkeypatch, table)
    assert [cell.text for (cell,) in found.rows] == ["示例村"]


def test_names_follow_the_settings_of_the_region(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = "records/shili/region.yml"
    change(tree, city, lambda d: d["publication"].update(names="不公开"))
    table = planted_table(
        column("cadre"), column("text"), rows=[{"cadre": CADRE, "text": "示例甲做的事"}]
    )
    _, found = shown(tree, monkeypatch, table)
    assert found.rows[0][0].text == CADRE
    assert "示例甲" not in found.rows[0][1].text


def test_a_table_without_public_columns_stays_with_the_staff(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = planted_table(column("text", public=False), rows=[{"text": SECRET}])
    monkeypatch.setitem(TABLES, table.name, table)
    county = project_county(next(each_county(tree, "2026-11-05")), tree)
    assert "planted" not in {t.name for t in county.tables}


@pytest.mark.parametrize("count", [ROWS_TOGETHER, ROWS_TOGETHER + 1])
def test_short_tables_of_counties_stand_together(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    rows: list[Row] = [{"count": 7000 + n} for n in range(count)]
    table = planted_table(column("count"), rows=rows)
    monkeypatch.setitem(TABLES, table.name, table)
    built(tree, tmp_path / "site")
    page = (tmp_path / "site" / "board" / "work" / "index.html").read_text(encoding="utf-8")
    assert ("7000" in page) is (count <= ROWS_TOGETHER)
    assert "planted.csv" in page


def test_the_basis_of_a_table_is_said(tree: Path) -> None:
    county = next(each_county(tree, "2026-11-05"))
    pack = county.pack("2026-11-05")
    assert pack is not None
    (days,) = grounds_of(pack, "attendance.min_days", "2026-11-05")
    assert (days.shown, days.basis and days.basis.article) == ("20 天", "第十六条")
    levels = list(grounds_of(pack, "leave.levels", "2026-11-05"))
    assert [g.shown for g in levels] == ["1 至 2 天", "3 至 10 天", "11 天以上"]
    assert [g.basis and g.basis.decision for g in levels] == ["", "A7", "A7"]
    assert next(g.shown for g in grounds_of(pack, "absence", "2026-11-05")) == "发现一次的"
    (sum_,) = grounds_of(pack, "insurance.sum", "2026-11-05")
    assert sum_.shown == "待定"
    assert sum_.note
    assert list(grounds_of(pack, "no.such.key", "2026-11-05")) == []


def test_every_public_table_has_a_board_with_a_page(site: Path) -> None:
    boards = {board.slug: board for board in EVERY_BOARD}
    public = [table for table in TABLES.values() if table.public_columns]
    assert public
    for table in public:
        assert table.board in boards, table.name
        page = site / boards[table.board].path / "index.html"
        assert table.title in page.read_text(encoding="utf-8"), table.name
        assert (site / "data" / "v1" / f"{table.name}.json").is_file()


def test_every_requirement_is_on_the_coverage_page(site: Path) -> None:
    page = (site / "coverage" / "index.html").read_text(encoding="utf-8")
    data = json.loads((site / "data" / "v1" / "requirements.json").read_text(encoding="utf-8"))
    counts = Counter(row["regulation"] for row in data["rows"])
    assert counts == {"s0": 100, "s2": 56, "s3": 36}  # what the miniature follows
    for row in data["rows"]:
        assert f'id="{row["id"]}"' in page
        words = row["quote"].replace("“", "‘").replace("”", "’")
        assert f"“{words}”" in page


def test_every_silence_and_decision_is_on_one_page(tree: Path, site: Path) -> None:
    page = (site / "silence" / "index.html").read_text(encoding="utf-8")
    pack = next(each_county(tree, "2026-11-05")).law.pack("s0")
    for value in pack.nulls("2026-11-05"):
        assert value.note in page
    for decision in pack.decisions.values():
        assert f'id="s0-{decision.id}"' in page
        assert decision.effect in page
    index = (site / "regulation" / "index.html").read_text(encoding="utf-8")
    assert 'href="../silence/"' in index
    assert 'href="../coverage/"' in index
