"""`zhucun coverage`: how each requirement row of the regulations is carried out."""

from __future__ import annotations

import sys

import click

from zhucun.assess.coverage import coverage_of
from zhucun.assess.coverage_render import coverage_json, coverage_markdown, coverage_text
from zhucun.cli.load import root_of
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
def command(root: str | None, form: str) -> None:
    """逐条列出每份制度的要求由哪条规则、哪张表、哪个字段落实。

    全部有着落时返回 0，还有未落实的返回 1。
    """
    base = root_of(root)
    folder = base.joinpath(*SCENARIOS)
    found = coverage_of(load_commons(base).law, folder if folder.is_dir() else None)
    render = {"text": coverage_text, "json": coverage_json, "markdown": coverage_markdown}[form]
    click.echo(render(found), nl=False)
    sys.exit(1 if any(each.state == "todo" for each in found) else 0)
