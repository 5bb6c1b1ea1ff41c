"""`zhucun assess`: the tables cadre-month and cadre-year, or any other, of one or many counties."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import click
import pandas as pd

from zhucun.assess.brief import brief_text
from zhucun.assess.cadre_columns import YEAR_COLUMNS
from zhucun.assess.catalogue import TABLES
from zhucun.assess.naming import named_columns, named_frame, screen_columns
from zhucun.assess.registry import Table, frame_from, frame_of
from zhucun.assess.render import csv_text, frame_text, json_text, rows_json_text, table_text
from zhucun.assess.tables import assess_county, joined
from zhucun.cli.load import (
    Refused,
    as_of_date,
    each_loaded,
    root_of,
    unused_files,
    unused_sentence,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import LoadedCounty

WIDTH_OF_A_FILE = 200
SHORT_NAMES = {"month": "cadre_month", "year": "cadre_year"}


@click.command("assess", short_help="算出每名干部按月、按年的考核表")
@click.option(
    "--year", type=click.IntRange(2010, 2100), metavar="年", help="年度；默认是判断日期的那一年。"
)
@click.option("--region", metavar="市或市/县", help="只算一个市或一个县（目录名）；默认全部。")
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
@click.option("--as-of", metavar="日期", help="判断到哪一天；默认是当前提交的日期。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "brief"]),
    default="table",
    metavar="格式",
    help="输出格式：table、json、csv，或 brief（每县一行）。",
)
@click.option(
    "--table",
    "which",
    metavar="表",
    help="只要一张表：month 按月，year 按年，或别的表名；list 列出所有的表。",
)
def command(
    year: int | None,
    region: str | None,
    root: str | None,
    as_of: str | None,
    form: str,
    which: str | None,
) -> None:
    """算出每名干部按月、按年的考核表，或者 --table 指明的一张表。

    每个数字的条文和依据用 zhucun explain 查看。
    """
    if which == "list":
        click.echo(_list_of_tables(), nl=False)
        return
    chosen = _table(which) if which else None
    if chosen is not None and form == "brief":
        raise Refused(
            "brief 是每县一行的提要，不按表输出；要提要就去掉 --table，"
            "要这张表就用 --format table、json 或 csv。"
        )
    base = root_of(root)
    day = as_of_date(base, as_of)
    unused: list[str] = []
    counties = _counties(each_loaded(base, day, region), unused)
    period = year or int(day[:4])
    text = _one(counties, chosen, period, form) if chosen else _both(counties, period, form)
    click.echo(text, nl=False)
    if unused:
        click.echo(unused_sentence(unused), err=True)


def _counties(loaded: Iterable[LoadedCounty], unused: list[str]) -> Iterator[CountyFacts]:
    """Each county's facts; what of it could not be used is added to `unused`."""
    for county in loaded:
        unused += unused_files(county)
        yield county.facts


def _both(counties: Iterator[CountyFacts], year: int, form: str) -> str:
    """The tables cadre_month and cadre_year; as CSV only the latter."""
    tables = joined([assess_county(county, year) for county in counties])
    match form:
        case "json":
            return json_text(tables)
        case "csv":
            return csv_text(YEAR_COLUMNS, tables.cadre_year)
        case "brief":
            return brief_text(tables)
        case _:
            return table_text(tables, _width())


def _one(counties: Iterator[CountyFacts], table: Table, year: int, form: str) -> str:
    """One table of all the counties, one after another."""
    columns = named_columns(table)
    frames = [named_frame(county, table, frame_of(county, table, year)) for county in counties]
    frame = pd.concat([frame_from(columns, ()), *frames], ignore_index=True)
    match form:
        case "json":
            return rows_json_text(table.name, frame)
        case "csv":
            return csv_text(columns, frame)
        case _:
            return frame_text(table.title, screen_columns(table), frame, _width())


def _table(name: str) -> Table:
    """The table of a name, or of the short names month and year."""
    table = TABLES.get(SHORT_NAMES.get(name, name))
    if table is None:
        near = get_close_matches(name, TABLES, n=3, cutoff=0.4)
        hint = f"相近的有 {'、'.join(near)}；" if near else ""
        raise Refused(f"没有“{name}”这张表。{hint}全部的表用 --table list 查看。")
    return table


def _list_of_tables() -> str:
    """Every table's name, title and sentence, a line each."""
    width = max(map(len, TABLES))
    return "".join(f"{t.name:{width}}  {t.title}：{t.sentence}\n" for t in TABLES.values())


def _width() -> int:
    """The terminal's width, or a fixed one for a file or a pipe."""
    if sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return WIDTH_OF_A_FILE
