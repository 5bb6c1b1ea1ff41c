"""`zhucun preview`: what a change does to figures, obligations and boards, as Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from zhucun.cli.chinese import why
from zhucun.cli.load import Refused, day_of
from zhucun.cli.options import AS_OF_CHANGE, BASE, HEAD, JOBS, REPO
from zhucun.gate.change import Change, change_of
from zhucun.preview.effects import preview_of
from zhucun.preview.render import is_base, markdown
from zhucun.read.git import GitError, Repository

SITE_SETTINGS: Final = "mkdocs.yml"
_SITE_URL = re.compile(rb"^site_url:[ ]*[\"']?([^\s\"'#]+)", re.MULTILINE)


@click.command("preview", short_help="写出一次改动的影响")
@BASE
@HEAD
@REPO
@AS_OF_CHANGE
@click.option("--public", is_flag=True, help="只写可以公开的变化；公开的仓库和日志里用。")
@click.option("--out", metavar="文件", help="写到这个文件；默认输出到屏幕。")
@click.option(
    "--site-url",
    metavar="网址",
    help="公开网站的网址，条文链接到它；默认是基准中 mkdocs.yml 的 site_url，没有就不加链接。",
)
@JOBS
def command(
    base: str,
    head: str,
    repo: str,
    as_of: str | None,
    public: bool,
    out: str | None,
    site_url: str | None,
    jobs: int,
) -> None:
    """写出把“改动”合并进“基准”以后，谁的考核、应办、补助和看板有什么变化。

    输出是 Markdown，供合并请求里查看。只读 git 对象，不用检出；不判断能不能合并。
    """
    if site_url is not None and not is_base(site_url):
        raise Refused(f"--site-url {site_url} 不是网址；请写成 https://example.org/zhucun/ 这样。")
    day = day_of(as_of) if as_of else None
    try:
        with Repository(Path(repo)) as repository:
            change = change_of(repository, repository.commit(base), repository.commit(head), day)
            text = _text(change, public, site_url, jobs)
    except GitError as unknown:
        raise Refused(str(unknown)) from None
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(Path(out), text)


def _text(change: Change, public: bool, site_url: str | None, workers: int) -> str:
    paths = [entry.path for entry in change.entries]
    preview = preview_of(
        change.base_files,
        change.head_files,
        paths,
        change.as_of,
        public=public,
        workers=workers,
    )
    site = _site_of(change) if site_url is None else site_url
    return markdown(preview, touched=bool(change.areas & {"records", "law"}), site=site)


def _site_of(change: Change) -> str:
    """The site's address as BASE has it: the change has no say in where links lead."""
    raw, _ = change.base_files.read(SITE_SETTINGS)
    found = _SITE_URL.search(raw)
    address = found[1].decode("utf-8", "replace") if found else ""
    return address if is_base(address) else ""


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as refused:
        raise Refused(f"写不了 {file}（{why(refused)}）；请核对 --out 的路径。") from None
