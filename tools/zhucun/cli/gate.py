"""`zhucun gate`: judges a change between two commits, from git's objects alone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zhucun.check.report import FORMATS, rendered
from zhucun.cli.chinese import why
from zhucun.cli.load import Refused, day_of
from zhucun.cli.options import AS_OF_CHANGE, BASE, FORMAT, FULL, HEAD, JOBS, REPO
from zhucun.gate.abridged import abridged
from zhucun.gate.judge import Verdict, judge
from zhucun.read.git import GitError, Repository


@click.command("gate", short_help="判断一次改动能不能合并")
@BASE
@HEAD
@REPO
@AS_OF_CHANGE
@FORMAT
@click.option("--summary", metavar="文件", help="再把 markdown 格式的结果接着写到这个文件。")
@FULL
@JOBS
def command(
    base: str,
    head: str,
    repo: str,
    as_of: str | None,
    form: str,
    summary: str | None,
    full: bool,
    jobs: int,
) -> None:
    """判断把“改动”合并进“基准”以后行不行：检查所涉的县，再检查历史上不许的改法。

    只读 git 对象，不用检出。可以合并返回 0，不能返回 1，用法不对或程序出错返回 2。
    """
    day = day_of(as_of) if as_of else None
    try:
        with Repository(Path(repo)) as repository:
            verdict = judge(repository, base, head, day, workers=jobs)
    except GitError as unknown:
        raise Refused(str(unknown)) from None
    report = verdict.report if full or form == "json" else abridged(verdict)
    if summary is not None:
        _append(Path(summary), FORMATS["markdown"](report))
    click.echo(rendered(report, form, full=full or sys.stdout.isatty()), nl=False)
    if form == "text":
        click.echo(_told(verdict))
    sys.exit(1 if verdict.report.blocks else 0)


def _append(file: Path, text: str) -> None:
    try:
        with file.open("a", encoding="utf-8") as page:
            page.write(text)
    except OSError as refused:
        raise Refused(f"写不了 {file}（{why(refused)}）；请核对 --summary 的路径。") from None


def _told(verdict: Verdict) -> str:
    """What was judged, in one line."""
    change = verdict.change
    return (
        f"改动：{len(change.commits)} 次提交、{len(change.entries)} 个文件，"
        f"判断到 {change.as_of}。" + ("不能合并。" if verdict.report.blocks else "可以合并。")
    )
