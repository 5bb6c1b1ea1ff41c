from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from assess.planted import COUNTY, A, B, Tree, whole
from zhucun.assess.cadre_columns import MONTH_COLUMNS, YEAR_COLUMNS
from zhucun.assess.registry import DTYPES, Column, frame_from
from zhucun.assess.render import (
    csv_text,
    frame_text,
    json_text,
    records,
    rows_json_text,
    table_text,
)
from zhucun.assess.tables import Tables, assess_county, joined
from zhucun.cli import assess, explain

AS_OF = "2026-11-01"


@pytest.fixture
def tables(tree: Tree) -> Tables:
    tree.cadre()
    tree.absence(1, "2026-05-20")
    tree.absence(2, "2026-06-20", "约谈派出单位分管领导")
    tree.month("2026-10", **whole("2026-10", 21))
    return assess_county(tree.facts(AS_OF, "2026-10"), 2026)


def test_the_screen_shows_chinese_headings_and_a_dash_for_nothing(tables: Tables) -> None:
    text = table_text(tables, 240)
    assert "到岗状态" in text
    assert "达标" in text
    assert "1155" in text
    assert "—" in text
    assert "nan" not in text.lower()
    assert "<NA>" not in text


def test_json_has_plain_values_and_nulls(tables: Tables) -> None:
    data = json.loads(json_text(tables))
    (month,), (year,) = data["cadre_month"], data["cadre_year"]
    assert list(month) == [c.key for c in MONTH_COLUMNS]
    assert list(year) == [c.key for c in YEAR_COLUMNS]
    assert (month["in_village"], month["sealed"], month["subsidy_yuan"]) == (21, True, 1155)
    assert (year["composite"], year["grade_year_end"]) == (None, None)
    assert len(year["owed"]) == 2


def test_csv_opens_in_a_spreadsheet(tables: Tables) -> None:
    text = csv_text(YEAR_COLUMNS, tables.cadre_year)
    assert text.startswith("\ufeff")
    (line,) = csv.DictReader(io.StringIO(text[1:]))
    assert list(line) == [c.title for c in YEAR_COLUMNS]
    assert line["还欠的处理"] == (
        "取消年度目标(绩效)考核奖励（990101-c002）、抄报上级组织部门（990101-c002）"
    )
    assert (line["综合得分"], line["补助（元）"]) == ("", "1155")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_is_a_formula(tables: Tables, start: str) -> None:
    frame = tables.cadre_year.assign(name=pd.Series([f"{start}1+1"], dtype="string"))
    text = csv_text(YEAR_COLUMNS, frame)
    (line,) = csv.DictReader(io.StringIO(text[1:], newline=""))
    assert line["姓名"] == f"'{start}1+1"


SHARE = (Column("rate", "入户率", kind="share"), Column("yuan", "金额（元）", kind="yuan"))


@pytest.mark.parametrize(
    ("share", "screen", "written"),
    [
        (5 / 6, "83.3%", "0.8333"),
        (1 / 3, "33.3%", "0.3333"),
        (0.5, "50%", "0.5"),
        (1.0, "100%", "1"),
        (0.0, "0%", "0"),
        (None, "—", ""),
    ],
)
def test_a_share_is_percent_on_the_screen_and_a_short_decimal_in_files(
    share: float | None, screen: str, written: str
) -> None:
    frame = frame_from(SHARE, [{"rate": share, "yuan": 0.1 + 0.2}])
    text = frame_text("表", SHARE, frame, 80)
    assert screen in text
    assert "0.3 " in text
    assert csv_text(SHARE, frame).splitlines()[1] == f"{written},0.3"
    (row,) = json.loads(rows_json_text("t", frame))["t"]
    assert row == {"rate": float(written) if written else None, "yuan": 0.3}


def test_tables_of_counties_are_joined_in_order(tables: Tables) -> None:
    twice = joined([tables, tables])
    assert len(twice.cadre_month) == 2
    dtypes = {c.key: DTYPES[c.kind] for c in YEAR_COLUMNS}
    assert {n: str(twice.cadre_year[n].dtype) for n in dtypes} == dtypes
    assert records(joined([]).cadre_month) == []


# -- the commands ------------------------------------------------------------------------


def planted(tree: Tree) -> Tree:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 21))
    tree.facts(AS_OF, "2026-10")
    for folder in ("regulations", "calendar"):
        for record in tree.commons.batch.records:
            if record.path.startswith(f"records/{folder}/"):
                tree.write(record.path, record.data)
    return tree


def run(command: Any, tree: Tree, *arguments: str) -> Result:
    root = ["--root", str(tree.root), "--as-of", AS_OF]
    return CliRunner().invoke(command, [*arguments, *root])


def test_assess_prints_the_tables(tree: Tree) -> None:
    result = run(assess.command, planted(tree), "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["cadre_month"][0]["subsidy_yuan"] == 1155


def test_assess_prints_either_table_as_csv(tree: Tree) -> None:
    planted(tree)
    month = run(
        assess.command, tree, "--format", "csv", "--table", "month", "--region", "city/county"
    )
    year = run(assess.command, tree, "--format", "csv")
    assert month.stdout.startswith("\ufeff干部编号,姓名,月份")
    assert year.stdout.startswith("\ufeff干部编号,姓名,年度")


def test_assess_refuses_a_brief_of_one_table(tree: Tree) -> None:
    result = run(assess.command, planted(tree), "--format", "brief", "--table", "month")
    assert result.exit_code == 2
    assert "去掉 --table" in result.stderr


def test_assess_says_which_files_it_could_not_use(tree: Tree) -> None:
    planted(tree)
    (tree.root / COUNTY / "cadres" / f"{B}.yml").write_text("id: 1\n", encoding="utf-8")
    result = run(assess.command, tree)
    assert result.exit_code == 0
    assert f"{COUNTY}/cadres/{B}.yml" in result.stderr
    assert "zhucun check" in result.stderr


def test_explain_prints_text_and_json(tree: Tree) -> None:
    planted(tree)
    text = run(explain.command, tree, A)
    assert text.exit_code == 0, text.output
    assert "【每月到岗】" in text.stdout
    titles = [
        s["title"] for s in json.loads(run(explain.command, tree, A, "--format", "json").stdout)
    ]
    assert "补助" in titles


def test_explain_names_the_nearest_ids_for_an_unknown_cadre(tree: Tree) -> None:
    result = run(explain.command, planted(tree), "990101-010")
    assert result.exit_code == 2
    assert "没有编号为“990101-010”的干部" in result.stderr
    assert A in result.stderr


def test_explain_says_when_the_cadre_was_posted(tree: Tree) -> None:
    result = run(explain.command, planted(tree), A, "--year", "2020")
    assert result.exit_code == 2
    assert "2025-03-01 至 2027-02-28" in result.stderr


def test_explain_sends_a_faulty_file_to_check(tree: Tree) -> None:
    planted(tree)
    (tree.root / COUNTY / "cadres" / f"{B}.yml").write_text("id: 1\n", encoding="utf-8")
    result = run(explain.command, tree, B)
    assert result.exit_code == 2
    assert f"zhucun check {COUNTY}/cadres/{B}.yml" in result.stderr
