"""`zhucun explain`: every number of one cadre with its article, quote and evidence."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from zhucun.assess.explain import explain
from zhucun.assess.explain_render import explain_json, explain_text
from zhucun.cli.load import (
    Refused,
    as_of_date,
    each_loaded,
    root_of,
    unused_files,
    unused_sentence,
)
from zhucun.read.layout import RECORDS
from zhucun.read.tree import list_cities, list_counties

NEAREST = 5


@click.command("explain", short_help="逐项说明一名干部的每个数字")
@click.argument("cadre", metavar="干部编号")
@click.option(
    "--year", type=click.IntRange(2010, 2100), metavar="年", help="年度；默认是判断日期的那一年。"
)
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
@click.option("--as-of", metavar="日期", help="判断到哪一天；默认是当前提交的日期。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="格式",
    help="输出格式：text 或 json。",
)
def command(cadre: str, year: int | None, root: str | None, as_of: str | None, form: str) -> None:
    """逐项说明一名干部一年的每个数字：怎样算出、依据哪一条、记录在哪一行。"""
    base = root_of(root)
    day = as_of_date(base, as_of)
    region = county_of(base, cadre)
    of = year or int(day[:4])
    loaded = next(each_loaded(base, day, region))
    facts = loaded.facts
    unused = unused_files(loaded)
    if cadre not in facts.cadres:
        path = f"{facts.path}/cadres/{cadre}.yml"
        raise Refused(f"{cadre} 的档案有错，不能说明；请先运行 zhucun check {path}。")
    sections = explain(facts, cadre, of)
    if not sections:
        spans = "、".join(
            f"{p.span.start} 至 {p.span.end or '今'}" for p in facts.cadres[cadre].postings
        )
        raise Refused(f"{cadre} 在 {of} 年截至 {day} 没有任职；他的任职是 {spans}。")
    render = explain_json if form == "json" else explain_text
    click.echo(render(sections, base), nl=False)
    if unused:
        click.echo(unused_sentence(unused), err=True)


def county_of(root: Path, cadre: str) -> str:
    """CITY/COUNTY of the folder that holds the cadre's file; Refused with the nearest ids."""
    ids: dict[str, str] = {}
    for city in list_cities(root):
        for county in list_counties(root, city):
            folder = root / RECORDS / city / county / "cadres"
            for file in sorted(folder.glob("*.yml")):
                ids[file.stem] = f"{city}/{county}"
    if cadre in ids:
        return ids[cadre]
    near = difflib.get_close_matches(cadre, ids, NEAREST, 0.6)
    hint = f"相近的有：{'、'.join(near)}。" if near else "编号形如 210726-017，与档案文件名一致。"
    raise Refused(f"没有编号为“{cadre}”的干部。{hint}")
