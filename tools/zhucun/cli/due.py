"""`zhucun due`: what is to be done by when, by whom, and by which article."""

from __future__ import annotations

import sys

import click

from zhucun.assess.due import Due
from zhucun.assess.due_calendar import calendar_of
from zhucun.assess.due_render import json_of, merged, still_to_do, text_of
from zhucun.assess.due_standing import dues_of
from zhucun.cli.load import as_of_date, each_loaded, root_of, unused_files, unused_sentence
from zhucun.facts.dates import plus


@click.command("due", short_help="列出到期和待办的事项")
@click.option("--as-of", metavar="日期", help="判断到哪一天；默认是当前提交的日期。")
@click.option("--region", metavar="市或市/县", help="只列一个市或一个县（目录名）；默认全部。")
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ics"]),
    default="text",
    metavar="格式",
    help="输出格式：text、json，或 ics（导入日历）。",
)
@click.option(
    "--within",
    type=click.IntRange(0, 3660),
    metavar="天数",
    help="待办的只列这么多天以内到期的；逾期的总是列出。",
)
@click.option("--all", "everything", is_flag=True, help="也列出已完成和待定的。")
@click.option("--full", is_flag=True, help="输出到文件或日志时也写出请假、案件、考核和人名。")
def command(
    as_of: str | None,
    region: str | None,
    root: str | None,
    form: str,
    within: int | None,
    everything: bool,
    full: bool,
) -> None:
    """列出到期和待办的事项：谁、做什么、什么时候以前、依据哪一条。

    只提醒，从不阻止合并。节假日不改变期限，只注明此前最后一个工作日。
    """
    base = root_of(root)
    day = as_of_date(base, as_of)
    until = "" if within is None else plus(day, within)
    of_counties: list[list[Due]] = []
    unused: list[str] = []
    for loaded in each_loaded(base, day, region):
        unused += unused_files(loaded)
        found = dues_of(loaded.facts)
        of_counties.append(found if everything else still_to_do(found, until=until))
    dues = merged(of_counties)
    if form == "json":
        click.echo(json_of(dues, day), nl=False)
    elif form == "ics":
        click.echo(calendar_of(dues, day, full=full), nl=False)
    else:
        click.echo(text_of(dues, day, full=full or sys.stdout.isatty()), nl=False)
    if unused:
        click.echo(unused_sentence(unused), err=True)
