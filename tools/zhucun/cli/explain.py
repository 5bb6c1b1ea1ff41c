"""`zhucun explain`: every number of one cadre, dispatched or the village's own, with its article,
quote and evidence.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import click

from zhucun.assess.explain import explain
from zhucun.assess.explain_render import explain_json, explain_text
from zhucun.assess.explain_villager import explain_villager
from zhucun.assess.trace import Section
from zhucun.cli.load import (
    Refused,
    as_of_date,
    each_loaded,
    root_of,
    unused_files,
    unused_sentence,
)
from zhucun.facts.county import CountyFacts
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
    """逐项说明一名驻村干部或村干部一年的每个数字：怎样算出、依据哪一条、记录在哪一行。"""
    base = root_of(root)
    day = as_of_date(base, as_of)
    found = place_of_file(base, cadre)
    loaded = next(each_loaded(base, day, found.region))
    facts = loaded.facts
    unused = unused_files(loaded)
    if cadre not in facts.cadres and cadre not in facts.village_cadres:
        raise Refused(f"{cadre} 的档案有错，不能说明；请先运行 zhucun check {found.path}。")
    sections = sections_of(facts, cadre, year or int(day[:4]))
    render = explain_json if form == "json" else explain_text
    click.echo(render(sections, base), nl=False)
    if unused:
        click.echo(unused_sentence(unused), err=True)


def sections_of(facts: CountyFacts, id_: str, year: int) -> list[Section]:
    """The explanation of a cadre's or a village cadre's year; Refused where he had no post."""
    if id_ in facts.cadres:
        sections = explain(facts, id_, year)
        spans = [posting.span for posting in facts.cadres[id_].postings]
    else:
        sections = explain_villager(facts, id_, year)
        spans = [post.span for post in facts.village_cadres[id_].posts]
    if not sections:
        held = "、".join(f"{span.start} 至 {span.end or '今'}" for span in spans)
        raise Refused(f"{id_} 在 {year} 年截至 {facts.as_of} 没有任职；他的任职是 {held}。")
    return sections


@dataclass(frozen=True, slots=True)
class Found:
    """Where somebody's dossier lies: CITY/COUNTY, and its path relative to the root."""

    region: str
    path: str


def place_of_file(root: Path, id_: str) -> Found:
    """Where the dossier of a cadre or a village cadre lies; Refused with the nearest ids."""
    ids: dict[str, Found] = {}
    for city in list_cities(root):
        for county in list_counties(root, city):
            folder = root / RECORDS / city / county
            files = [*folder.glob("cadres/*.yml"), *folder.glob("*/village-cadres/*.yml")]
            for file in sorted(files):
                path = file.relative_to(root).as_posix()
                ids[file.stem] = Found(f"{city}/{county}", path)
    if id_ in ids:
        return ids[id_]
    near = difflib.get_close_matches(id_, ids, NEAREST, 0.6)
    shape = "编号形如 210726-017，村干部的形如 210726-v017，与档案文件名一致。"
    hint = f"相近的有：{'、'.join(near)}。" if near else shape
    raise Refused(f"没有编号为“{id_}”的干部。{hint}")
