"""`zhucun coverage`: how each requirement row of the regulations is carried out."""

from __future__ import annotations

import sys

import click

from zhucun.assess.coverage import coverage_of
from zhucun.assess.coverage_render import coverage_json, coverage_markdown, coverage_text
from zhucun.cli.load import Refused, root_of
from zhucun.facts.load import load_commons

SCENARIOS = ("tests", "scenarios")


@click.command("coverage", short_help="逐条列出制度要求落实在哪里")
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    metavar="格式",
    help="输出格式：text、json 或 markdown。",
)
@click.option("--regulation", metavar="编号", help="只列一份制度，如 s5；默认列出全部。")
def command(root: str | None, form: str, regulation: str | None) -> None:
    """逐条列出每份制度的要求由哪条规则、哪张表、哪个字段落实。

    全部有着落时返回 0，还有未落实的返回 1。
    """
    base = root_of(root)
    folder = base.joinpath(*SCENARIOS)
    law = load_commons(base).law
    found = coverage_of(law, folder if folder.is_dir() else None)
    if regulation is not None:
        known = list(dict.fromkeys(each.row.regulation for each in found))
        if regulation not in known:
            raise Refused(f"没有 {regulation} 的制度条目；现有：{'、'.join(known)}。")
        found = [each for each in found if each.row.regulation == regulation]
    render = {"text": coverage_text, "json": coverage_json, "markdown": coverage_markdown}[form]
    click.echo(render(found), nl=False)
    sys.exit(1 if any(each.state == "todo" for each in found) else 0)
