"""`zhucun bulletin`: the draft of a county's monthly bulletin, counted from the records."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import click

from zhucun.assess.bulletin_draft import draft_of
from zhucun.cli.chinese import why
from zhucun.cli.load import (
    Refused,
    as_of_date,
    chosen,
    each_loaded,
    root_of,
    unused_files,
    unused_sentence,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_is_over
from zhucun.read.layout import RECORDS
from zhucun.read.strict import parse_front_matter

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


@click.command("bulletin", short_help="由记录写出一个县一个月的工作简报草稿")
@click.argument("month", metavar="月份")
@click.option("--region", required=True, metavar="市/县", help="哪个县（目录名）。")
@click.option("--as-of", metavar="日期", help="统计到哪一天；默认是当前提交的日期。")
@click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
@click.option(
    "--out",
    metavar="文件",
    help="写到哪个文件，- 为打印出来；默认是记录里的 bulletins/月份.md。",
)
@click.option("--force", is_flag=True, help="覆盖已有的草稿；刊发了的不覆盖。")
def command(
    month: str, region: str, as_of: str | None, root: str | None, out: str | None, force: bool
) -> None:
    """由记录写出一个县一个月的工作简报草稿，数字全部从公开的部分统计。

    草稿的文字可以改写；写上 issued（刊发人、日期）并入以后，网站才显示。
    """
    if not _MONTH.fullmatch(month):
        raise Refused(f"{month} 不是月份；请写成 2026-10 这样。")
    base = root_of(root)
    day = as_of_date(base, as_of)
    if not month_is_over(month, day):
        raise Refused(f"{month} 在 {day} 还没有过完，等过完以后再写简报。")
    county = _county(base, region, day)
    if month < county.records_from:
        raise Refused(f"这个县从 {county.records_from} 起才有记录，写不出 {month} 的简报。")
    text = draft_of(county, month)
    if out == "-":
        click.echo(text, nl=False)
        return
    target = Path(out) if out else base / county.path / "bulletins" / f"{month}.md"
    _save(target, text, force=force)


def _county(base: Path, region: str, day: str) -> CountyFacts:
    """The facts of the one county that is named, all of whose files could be used."""
    named = [f"{city}/{county}" for city, counties in chosen(base, region) for county in counties]
    if region.strip("/").removeprefix(f"{RECORDS}/") not in named:
        raise Refused(f"简报一次写一个县；请把 --region 写成 {'、'.join(named) or '市/县'}。")
    loaded = next(each_loaded(base, day, region))
    unused = unused_files(loaded) + list(loaded.facts.missing_regions)
    if unused:
        raise Refused(unused_sentence(unused))
    return loaded.facts


def _save(target: Path, text: str, *, force: bool) -> None:
    if target.exists() and not target.is_file():
        raise Refused(f"{target} 不是普通文件，不能写在那里；请换一个文件名。")
    try:
        known = target.read_bytes() if target.exists() else None
        if known == text.encode():
            click.echo(f"{target} 已经是这样，没有改动。")
            return
        if known is not None:
            _refuse_overwriting(target, known, force=force)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, text)
    except OSError as refused:
        raise Refused(f"{target} 写不进去（{why(refused)}）；请核对路径和权限。") from None
    click.echo(f"写好了 {target}。请核对、改写正文，由县里的人写上 issued 再并入。")


def _refuse_overwriting(target: Path, known: bytes, *, force: bool) -> None:
    """Refused for what was issued, and without `force` for any file that says something else."""
    head = parse_front_matter(known).value
    if isinstance(head, dict) and "issued" in head:
        raise Refused(f"{target} 已经刊发，不能覆盖；要撤下的，写 withdrawn。")
    if not force:
        raise Refused(
            f"{target} 已经有了，可能改写过，没有动它；"
            "要看新的草稿加 --out -，不要原来的加 --force。"
        )


def _write(target: Path, text: str) -> None:
    """Writes the file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)
