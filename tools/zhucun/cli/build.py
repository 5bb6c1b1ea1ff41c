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

from zhucun.cli.chinese import why
from zhucun.cli.load import Refused, as_of_date, chosen, day_of, each_loaded, root_of
from zhucun.facts.load import load_commons
from zhucun.publish.output import SITE_MARKER, OutputError, is_site
from zhucun.publish.projection.county import UnfitError
from zhucun.publish.projection.photo import PhotoError
from zhucun.publish.proof.manifest import ADDRESS, NAME, ManifestError, parse
from zhucun.publish.proof.origin import Noted, Origin
from zhucun.publish.rendering import REPOSITORY, RenderingError
from zhucun.publish.site import Built, PartialError, Plan, build_site
from zhucun.read.files import Disk
from zhucun.read.git import Commit, GitError, Repository
from zhucun.read.layout import RECORDS
from zhucun.read.snapshot import Snapshot
from zhucun.read.weight import refuse_a_trap

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
        region=_folder_of(region),
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
    revision: bool = False,
    address: str = "",
) -> Plan:
    """The plan of a build from a commit as git holds it: no checkout, no work tree.

    `revision` says whether the site tells that it shows how things stood. GitError when the commit
    holds more than a repository of records does.
    """
    refuse_a_trap(repository, commit)
    files = Noted(Snapshot(repository, commit.tree))
    return Plan(
        source=files,
        out=out,
        work=out.parent / "build",
        as_of=as_of,
        version=commit.sha[:8],
        epoch=commit.committed,
        partial=partial,
        region=_folder_of(region),
        origin=Origin(repository, commit, files, with_tool=False),
        then=commit.date if revision else "",
        address=address,
    )


def plan_of_revision(
    root: str | None,
    out: Path | None,
    revision: str,
    as_of: str | None,
    region: str | None = None,
    partial: bool = False,
) -> Plan:
    """The plan of the site as things stood at a revision; by default beside the site, under the
    commit's own name.
    """
    base = _repository_folder(root)
    day = day_of(as_of) if as_of else ""
    named = _named(revision)
    try:
        repository = Repository(base)
        try:
            commit = repository.commit(named)
            site = (out or base / f"site-{commit.sha[:8]}").resolve()
            _refuse_other_site(site)
            plan = plan_at(repository, commit, site, day or commit.date, region, partial, True)
        except BaseException:
            repository.close()
            raise
    except GitError as error:
        raise Refused(str(error)) from None
    return replace(plan, work=site.parent / "build" / site.name, kept=(base / RECORDS,))


def _repository_folder(root: str | None) -> Path:
    """The folder to find the repository at: the tree's root, or any folder of a repository."""
    try:
        return root_of(root)
    except Refused:
        return Path(root or ".").resolve()


def _named(revision: str) -> str:
    if not revision.strip() or "\0" in revision:
        raise Refused("--rev 要写一个提交，如提交编号、标签或 HEAD~1。")
    return revision


def _refuse_other_site(site: Path) -> None:
    """What stands at a place may only give way to an old state if it is one itself; and none may
    stand inside a site, with which it would be published.
    """
    around = next(filter(is_site, site.parents), None)
    if around:
        raise Refused(f"{site} 在网站 {around} 里面，会跟着一起公开；请用 --out 换一个文件夹。")
    if not any((site / name).exists() for name in (NAME, SITE_MARKER)):
        return
    try:
        is_old = parse((site / NAME).read_bytes()).revision
    except (ManifestError, OSError):
        is_old = False
    if not is_old:
        raise Refused(f"{site} 里是现在的网站，没有动它；请用 --out 换一个文件夹放旧版本。")


def _address_of(address: str | None, rev: str | None) -> str:
    if address is None:
        return ""
    if rev is not None:
        raise Refused("用 --rev 生成的旧版本只供核对，不对外发布；请不要加 --address。")
    whole = f"{address.rstrip('/')}/"
    if not ADDRESS.fullmatch(whole):
        raise Refused("--address 要写网站的网址，如 https://example.cn/zhucun/。")
    return whole


def _folder_of(region: str | None) -> str | None:
    return region.strip("/").removeprefix(f"{RECORDS}/") if region else None


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
        what = (
            "这个提交里的这些文件，现在的工具用不了"
            if plan.then
            else "请先用 zhucun check 查看并改正"
        )
        click.echo(f"网站没有生成。{what}；确要先不计这些文件，请加 --allow-partial。", err=True)
        sys.exit(BLOCKED)
    except (RenderingError, PhotoError, OutputError, UnfitError, GitError) as error:
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
_AS_OF = click.option("--as-of", metavar="日期", help="数据截至哪一天；默认是提交的日期。")
_REV = click.option(
    "--rev",
    metavar="提交",
    help="生成某个提交当时的网站（直接读 git，不动文件）；默认写到 site-提交编号，只供核对。",
)


@click.command("build", short_help="生成公开网站")
@_ROOT
@_OUT
@_REGION
@_AS_OF
@_PARTIAL
@_REV
@click.option(
    "--address",
    metavar="网址",
    help="网站对外的网址；写了它，订阅和数据说明里的链接是完整的，并生成 sitemap.xml。",
)
def build(
    root: str | None,
    out: Path | None,
    region: str | None,
    as_of: str | None,
    allow_partial: bool,
    rev: str | None,
    address: str | None,
) -> None:
    """生成公开网站。"""
    console = Console(highlight=False)
    whole = _address_of(address, rev)
    plan = replace(_planned(root, out, rev, as_of, region, allow_partial), address=whole)
    _report(made_from(plan, console), plan, console)


@click.command("serve", short_help="生成公开网站并在本机预览")
@_ROOT
@_OUT
@_REGION
@_AS_OF
@_PARTIAL
@_REV
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, metavar="端口", help="端口；默认 8000。"
)
def serve(
    root: str | None,
    out: Path | None,
    region: str | None,
    as_of: str | None,
    allow_partial: bool,
    rev: str | None,
    port: int,
) -> None:
    """生成公开网站，并在本机预览。"""
    console = Console(highlight=False)
    plan = _planned(root, out, rev, as_of, region, allow_partial)
    _report(made_from(plan, console), plan, console)
    handler = partial(SimpleHTTPRequestHandler, directory=str(plan.out))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise Refused(f"端口 {port} 用不了（{why(error)}）；请用 --port 换一个。") from None
    console.print(f"预览：http://127.0.0.1:{port}/  按 Ctrl+C 结束。", markup=False)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


def _planned(
    root: str | None,
    out: Path | None,
    rev: str | None,
    as_of: str | None,
    region: str | None,
    partial: bool,
) -> Plan:
    if rev is None:
        return plan_of(root, out, as_of, region, partial)
    return plan_of_revision(root, out, rev, as_of, region, partial)


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
    if plan.then:
        console.print(
            f"这是 {plan.then} 提交 {plan.version} 的样子：后来更正、撤下的还在里面，"
            "只供核对，不要对外发布。",
            markup=False,
            soft_wrap=True,
        )
    console.print(str(plan.out / "index.html"), markup=False, soft_wrap=True)
