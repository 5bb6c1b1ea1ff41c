"""`zhucun build` and `zhucun serve`: the public site, and a look at it on this machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
from rich.console import Console

from zhucun.cli.load import Refused, as_of_date, chosen, each_loaded, root_of
from zhucun.facts.load import load_commons
from zhucun.publish.origin import Noted, Origin
from zhucun.publish.output import OutputError
from zhucun.publish.photo import PhotoError
from zhucun.publish.projection import UnfitError
from zhucun.publish.rendering import REPOSITORY, RenderingError
from zhucun.publish.site import Built, PartialError, Plan, build_site
from zhucun.read.files import Disk
from zhucun.read.git import Commit, GitError, Repository
from zhucun.read.layout import RECORDS
from zhucun.read.snapshot import Snapshot

UNCOMMITTED = "未提交"
BLOCKED = 1


class Failed(click.ClickException):
    """The site could not be made: one Chinese sentence, exit code 2."""

    exit_code = 2


def plan_of(
    root: str | None,
    out: Path | None,
    as_of: str | None,
    region: str | None = None,
    partial: bool = False,
) -> Plan:
    """Where to build and for which day; intermediate files stand beside the site, in build/."""
    base = root_of(root)
    day = as_of_date(base, as_of)
    site = (out or base / "site").resolve()
    files = Noted(Disk(base))
    origin = _origin(base, files)
    return Plan(
        source=files,
        out=site,
        work=site.parent / "build",
        as_of=day,
        version=origin.commit.sha[:8] if origin else UNCOMMITTED,
        epoch=origin.commit.committed if origin else 0,
        partial=partial,
        region=region.strip("/").removeprefix(f"{RECORDS}/") if region else None,
        origin=origin,
        kept=(base / RECORDS,),
    )


def plan_at(
    repository: Repository,
    commit: Commit,
    out: Path,
    as_of: str,
    region: str | None = None,
    partial: bool = False,
) -> Plan:
    """The plan of a build from a commit as git holds it: no checkout, no work tree."""
    files = Noted(Snapshot(repository, commit.tree))
    return Plan(
        source=files,
        out=out,
        work=out.parent / "build",
        as_of=as_of,
        version=commit.sha[:8],
        epoch=commit.committed,
        partial=partial,
        region=region,
        origin=Origin(repository, commit, files, with_tool=False),
    )


def built_by(plan: Plan, say: Callable[[str], None]) -> Built:
    """Reads what the plan says and builds the site; `say` gets a line when a step begins."""
    chosen(plan.source, plan.region)  # a wrong region is refused before anything is read
    commons = load_commons(plan.source)
    law = {u.path for u in commons.batch.unread} | {m.path for m in commons.mismatches}
    counties = each_loaded(plan.source, plan.as_of, plan.region, commons)
    facts = (loaded.facts for loaded in counties)
    return build_site(replace(plan, unusable=frozenset(law)), facts, say)


def made_from(plan: Plan, console: Console) -> Built:
    """Builds with a line for each step and the seconds it took."""
    began = time.perf_counter()

    def say(step: str) -> None:
        console.print(f"[{time.perf_counter() - began:5.1f} 秒] {step}", markup=False)

    before = _identity(plan.out)
    try:
        built = built_by(plan, say)
    except PartialError as error:
        _list_unusable(error.paths)
        click.echo(
            "网站没有生成。请先用 zhucun check 查看并改正；"
            "确要先不计这些文件，请加 --allow-partial。",
            err=True,
        )
        sys.exit(BLOCKED)
    except (RenderingError, PhotoError, OutputError, UnfitError) as error:
        raise Failed(str(error)) from error
    except KeyboardInterrupt:
        if before is None and not plan.out.exists():
            raise Failed("已中断，没有生成网站。") from None
        same = _identity(plan.out) == before
        raise Failed(
            "已中断，原来的网站没有改动。" if same else "已中断；新的网站已经换上。"
        ) from None
    finally:
        if plan.origin:
            plan.origin.repository.close()
    if built.unusable:
        _list_unusable(built.unusable)
    return built


def _origin(base: Path, files: Noted) -> Origin | None:
    """The commit checked out at `base`; None outside git."""
    try:
        repository = Repository(base)
        commit = repository.commit("HEAD")
    except GitError:
        return None
    return Origin(repository, commit, files, with_tool=base == REPOSITORY)


def _identity(folder: Path) -> int | None:
    """What tells a folder from another that takes its place."""
    return folder.stat().st_ino if folder.exists() else None


def _list_unusable(paths: tuple[str, ...]) -> None:
    click.echo(f"有 {len(paths)} 个文件读不了、缺少或不合格式，没有计入：", err=True)
    for path in paths:
        click.echo(f"  {path}", err=True)


_ROOT = click.option("--root", metavar="目录", help="记录库的根目录；默认从当前目录向上找。")
_OUT = click.option(
    "--out",
    metavar="目录",
    type=click.Path(path_type=Path, file_okay=False),
    help="网站写到哪里；默认是根目录下的 site。",
)
_REGION = click.option(
    "--region", metavar="市或市/县", help="只生成一个市或一个县（目录名）；默认全部。"
)
_PARTIAL = click.option(
    "--allow-partial", is_flag=True, help="有文件读不了、缺少或不合格式时也生成，并在网页上写明。"
)
_AS_OF = click.option("--as-of", metavar="日期", help="数据截至哪一天；默认是当前提交的日期。")


@click.command("build", short_help="生成公开网站")
@_ROOT
@_OUT
@_REGION
@_AS_OF
@_PARTIAL
def build(
    root: str | None, out: Path | None, region: str | None, as_of: str | None, allow_partial: bool
) -> None:
    """生成公开网站。"""
    console = Console(highlight=False)
    plan = plan_of(root, out, as_of, region, allow_partial)
    _report(made_from(plan, console), plan, console)


@click.command("serve", short_help="生成公开网站并在本机预览")
@_ROOT
@_OUT
@_REGION
@_AS_OF
@_PARTIAL
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, metavar="端口", help="端口；默认 8000。"
)
def serve(
    root: str | None,
    out: Path | None,
    region: str | None,
    as_of: str | None,
    allow_partial: bool,
    port: int,
) -> None:
    """生成公开网站，并在本机预览。"""
    console = Console(highlight=False)
    plan = plan_of(root, out, as_of, region, allow_partial)
    _report(made_from(plan, console), plan, console)
    handler = partial(SimpleHTTPRequestHandler, directory=str(plan.out))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise Refused(f"端口 {port} 用不了（{error.strerror}）；请用 --port 换一个。") from None
    console.print(f"预览：http://127.0.0.1:{port}/  按 Ctrl+C 结束。", markup=False)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


def _report(built: Built, plan: Plan, console: Console) -> None:
    counties = built.site.counties
    cadres = sum(len(c.cadres) for c in counties)
    villages = sum(len(t.villages) for c in counties for t in c.townships)
    articles = sum(len(c.articles) for c in counties)
    console.print(
        f"{len(counties)} 个县，{villages} 个村和社区，{cadres} 名干部，{articles} 篇文章，"
        f"共 {built.pages} 个网页；数据截至 {plan.as_of}，版本 {built.site.version}。",
        markup=False,
        soft_wrap=True,
    )
    console.print(str(plan.out / "index.html"), markup=False, soft_wrap=True)
