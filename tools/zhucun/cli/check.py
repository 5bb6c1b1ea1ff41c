"""`zhucun check`: judges the whole tree, or the counties of the named files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from zhucun.check.report import rendered
from zhucun.check.run import Scope, check, names_a_scope, scope_of, whole_tree
from zhucun.cli.load import Refused, as_of_date, root_of
from zhucun.cli.options import FORMAT, FULL, JOBS


def _relative(root: Path, given: str) -> str:
    """A path as given (from here or from the root), relative to the root."""
    for base in (Path.cwd(), root):
        path = Path(os.path.normpath(base / given))
        if path.is_relative_to(root) and os.path.lexists(path):
            return path.relative_to(root).as_posix()
    path = Path(os.path.normpath(root / given))
    if not path.is_relative_to(root):
        raise Refused(f"{given} 不在记录库 {root} 之内。")
    relative = path.relative_to(root).as_posix()
    if not names_a_scope(root, relative):
        raise Refused(f"没有 {given} 这个文件，也看不出它属于哪个市县；请核对路径。")
    return relative  # a deleted file still names its county


def _scope(root: Path, paths: tuple[str, ...]) -> Scope:
    if not paths:
        return whole_tree(root)
    return scope_of(root, [_relative(root, p) for p in paths])


@click.command("check", short_help="检查记录，判断能不能合并")
@click.argument("paths", nargs=-1, metavar="[文件…]")
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
@click.option("--as-of", metavar="日期", help="判断到哪一天；默认是当前提交的日期。")
@FORMAT
@FULL
@JOBS
def command(
    paths: tuple[str, ...],
    root: str | None,
    as_of: str | None,
    form: str,
    full: bool,
    jobs: int,
) -> None:
    """检查全部记录，或所列文件所在的县。

    没有阻止合并的问题时返回 0，有则返回 1，用法不对或程序出错返回 2。
    """
    base = root_of(root)
    day = as_of_date(base, as_of)
    scope = _scope(base, paths)
    console = Console(stderr=True)
    columns = (TextColumn("检查"), BarColumn(), MofNCompleteColumn(), TextColumn("个县"))
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("检查", total=None)
        report = check(
            base,
            scope,
            day,
            workers=jobs,
            progress=lambda done, total: bar.update(
                task, completed=done, total=total, refresh=True
            ),
        )
    click.echo(rendered(report, form, full=full or sys.stdout.isatty()), nl=False)
    sys.exit(1 if report.blocks else 0)
