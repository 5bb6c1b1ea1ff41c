"""`zhucun receive`: what a server's pre-receive hook runs; the pusher reads what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zhucun.check.report import as_text
from zhucun.cli.load import Refused, day_of
from zhucun.cli.options import JOBS
from zhucun.gate.push import Answer, Guard, updates_of
from zhucun.read.git import GitError, Repository
from zhucun.read.printable import shown

# What comes over the wire is read in a terminal; the rest is better read beside the files.
MOST_LINES = 200


@click.command("receive", short_help="由服务器的 pre-receive 钩子调用，判断一次推送")
@click.option("--repo", metavar="目录", default=".", help="收到推送的 git 库；默认当前目录。")
@click.option("--as-of", metavar="日期", required=True, help="判断到哪一天；钩子传当天的日期。")
@JOBS
def command(repo: str, as_of: str, jobs: int) -> None:
    """判断一次推送：受保护的分支上，每次推送都须能通过 zhucun gate。

    从标准输入读 git 交给 pre-receive 的“旧提交 新提交 引用”，每行一个。受保护的是 git 设置
    zhucun.protected 列出的分支（可以有几个），没有设置时是库的主分支。接受返回 0，不接受返回 1，
    用法不对或程序出错返回 2；不是 0，git 就整个拒绝这次推送。
    """
    day = day_of(as_of)
    try:
        updates = updates_of(sys.stdin.buffer.read().decode("utf-8", "replace"))
        with Repository(Path(repo)) as repository:
            guard = Guard(repository, day, jobs)
            answers = [_said(answer) for answer in guard.answers(updates)]
    except GitError as unknown:
        raise Refused(str(unknown)) from None
    sys.exit(1 if any(answers) else 0)


def _said(answer: Answer) -> bool:
    """Tells the pusher; whether the reference may not move."""
    if answer.refusal or answer.report:
        verdict = "不接受。" if answer.refuses else "通过。"
        body = as_text.render(answer.report, full=True) if answer.report else f"{answer.refusal}\n"
        click.echo(_plain(f"合并把关 {answer.update.ref}：{verdict}\n{body}"), nl=False, err=True)
    return answer.refuses


def _plain(text: str) -> str:
    """Printable text of at most a few pages: no record may speak to the pusher's terminal."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        rest = len(lines) - MOST_LINES
        lines = [*lines[:MOST_LINES], f"（余下 {rest} 行从略；请在本机用 zhucun gate 查看。）", ""]
    return "\n".join(map(shown, lines))
