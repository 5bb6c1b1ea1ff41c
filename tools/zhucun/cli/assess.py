"""`zhucun assess`: the tables cadre-month and cadre-year of one county or of many."""

from __future__ import annotations

import shutil
import sys

import click

from zhucun.assess.brief import brief_text
from zhucun.assess.render import csv_text, json_text, table_text
from zhucun.assess.tables import Tables, assess_county, joined
from zhucun.cli.load import as_of_date, each_loaded, root_of, unused_files, unused_sentence

WIDTH_OF_A_FILE = 200


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
    type=click.Choice(["month", "year"]),
    default="year",
    metavar="表",
    help="csv 输出哪一张表：month 按月，year 按年（默认）。",
)
def command(
    year: int | None,
    region: str | None,
    root: str | None,
    as_of: str | None,
    form: str,
    which: str,
) -> None:
    """算出每名干部按月、按年的考核表。

    每个数字的条文和依据用 zhucun explain 查看。
    """
    base = root_of(root)
    day = as_of_date(base, as_of)
    parts: list[Tables] = []
    unused: list[str] = []
    for loaded in each_loaded(base, day, region):
        unused += unused_files(loaded)
        parts.append(assess_county(loaded.facts, year or int(day[:4])))
    tables = joined(parts)
    if form == "json":
        text = json_text(tables)
    elif form == "csv":
        text = csv_text(tables.cadre_month if which == "month" else tables.cadre_year)
    elif form == "brief":
        text = brief_text(tables)
    else:
        text = table_text(tables, _width())
    click.echo(text, nl=False)
    if unused:
        click.echo(unused_sentence(unused), err=True)


def _width() -> int:
    """The terminal's width, or a fixed one for a file or a pipe."""
    if sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return WIDTH_OF_A_FILE
