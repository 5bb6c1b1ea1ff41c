"""`zhucun codeowners`: the forge's list of reviewers, from the `reviewers` of region files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zhucun.cli.chinese import why
from zhucun.cli.load import Refused, root_of
from zhucun.gate.change import OWNERS
from zhucun.gate.codeowners import HEAD, codeowners, head_of


def _stale(root: Path) -> list[str]:
    """The lists of a tree that don't say what its records say."""
    found = []
    for path in OWNERS:
        if (root / path).is_file():
            text = (root / path).read_text(encoding="utf-8", errors="replace")
            if text != codeowners(root, path, head_of(text)):
                found.append(path)
    return found


def _write(root: Path, out: str) -> None:
    target = Path(out) if Path(out).is_absolute() else root / out
    path = target.relative_to(root).as_posix() if target.is_relative_to(root) else out
    try:
        known = target.read_text(encoding="utf-8") if target.is_file() else None
        head = HEAD if known is None else head_of(known)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(codeowners(root, path, head), encoding="utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{out} 不是 UTF-8 编码的文本，没有改动；请核对是不是这个文件。") from None
    except OSError as refused:
        raise Refused(f"{out} 写不进去（{why(refused)}）；请核对路径和权限。") from None
    click.echo(f"写好了 {out}。")


@click.command("codeowners", short_help="由记录生成代码平台的审核人清单")
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
@click.option("--check", "only_check", is_flag=True, help="只核对现有的清单是不是最新的。")
@click.option(
    "--out",
    metavar="文件",
    help=f"写到哪个文件（{'、'.join(OWNERS)}），保留其中手写的部分；默认打印出来。",
)
def command(root: str | None, only_check: bool, out: str | None) -> None:
    """由各地 region.yml 的 reviewers 生成 CODEOWNERS。

    加 --check 时，清单都是最新的（或者没有清单）返回 0，有过时的返回 1。
    """
    base = root_of(root)
    if only_check:
        stale = _stale(base)
        for path in stale:
            click.echo(f"{path} 与记录不一致；请运行 zhucun codeowners --out {path}。")
        sys.exit(1 if stale else 0)
    if out is None:
        click.echo(codeowners(base, OWNERS[0]), nl=False)
    else:
        _write(base, out)
