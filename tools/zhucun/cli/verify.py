"""`zhucun verify`: proves offline that a site was built from a commit of a repository."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Final

import click

from zhucun.cli.build import built_by, plan_at
from zhucun.cli.load import Refused
from zhucun.publish.output import OutputError
from zhucun.publish.projection.county import UnfitError
from zhucun.publish.projection.photo import PhotoError
from zhucun.publish.proof.manifest import Manifest
from zhucun.publish.proof.verify import (
    MachineError,
    NotBuiltError,
    Result,
    Step,
    Verdict,
    Verification,
    result_of,
)
from zhucun.publish.rendering import RenderingError
from zhucun.publish.site import PartialError
from zhucun.read.git import Commit, GitError, Repository

_TITLES: Final = {
    "manifest": "清单",
    "files": "文件",
    "commit": "提交",
    "records": "记录",
    "rebuild": "重新生成",
}
_VERDICTS: Final = {
    Verdict.PASSED: "通过",
    Verdict.FAILED: "不符",
    Verdict.UNDECIDED: "不能判断",
    Verdict.SKIPPED: "没有核对",
}
_CODES: Final = {
    Result.PROVEN: 0,
    Result.CONSISTENT: 0,
    Result.DIFFERS: 1,
    Result.UNDECIDED: 2,
}


@click.command("verify", short_help="核对网站是否由某个提交生成")
@click.argument("site", metavar="网站目录")
@click.argument("repo", metavar="记录库")
@click.option("--quick", is_flag=True, help="不重新生成，只核对清单、文件和记录；不能算证明。")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    metavar="格式",
    help="text 或 json。",
)
def command(site: str, repo: str, quick: bool, form: str) -> None:
    """核对网站目录是否由记录库里的某个提交生成，不用联网。

    记录库是 git 记录库，裸库也可以。退出码：0 证实（或按 --quick 没有发现不符），1 不符，
    2 不能判断。
    """
    folder = _folder(site)
    with _repository(repo) as repository:
        verification = Verification(
            folder, repository, None if quick else _Rebuilding(repository).build
        )
        steps = []
        try:
            for step in verification.steps():
                steps.append(step)
                if form == "text":
                    click.echo(_text(step))
        except GitError as error:
            raise Refused(str(error)) from None
    result = result_of(steps)
    if form == "text":
        click.echo(_conclusion(result, verification))
    else:
        click.echo(_json(result, steps, verification))
    sys.exit(_CODES[result])


class _Rebuilding:
    """Builds a site from a commit, as its manifest says."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    def build(self, manifest: Manifest, commit: Commit, out: Path) -> None:
        """Builds into `out`, saying nothing."""
        plan = plan_at(
            self.repository,
            commit,
            out,
            manifest.as_of,
            manifest.region,
            manifest.allow_partial,
            manifest.revision,
            manifest.address or "",
        )
        try:
            built_by(plan, lambda _: None)
        except (PartialError, UnfitError, PhotoError, Refused) as error:
            raise NotBuiltError(f"从这个提交按清单写的办法生成不出网站：{error}") from error
        except (RenderingError, OutputError, OSError) as error:
            raise MachineError(f"在这台机器上没能重新生成网站：{error}") from error


def _folder(site: str) -> Path:
    if re.match(r"[a-z][a-z0-9+.-]*://", site, re.IGNORECASE):
        raise Refused("这里只核对本机上的文件夹；请先按 docs/verify.md 把网站下载下来。")
    folder = Path(site)
    if not folder.is_dir():
        raise Refused(f"没有 {site} 这个文件夹；请写网站所在的文件夹，如 site。")
    return folder.resolve()


def _repository(repo: str) -> Repository:
    if not Path(repo).is_dir():
        raise Refused(f"没有 {repo} 这个文件夹；请写 git 记录库所在的文件夹，如当前目录 . 。")
    try:
        return Repository(Path(repo))
    except GitError as error:
        raise Refused(str(error)) from None


def _text(step: Step) -> str:
    lines = [f"{_TITLES[step.key]}：{_VERDICTS[step.verdict]}。{step.message}"]
    lines += [f"  “{path}”：{what}" for path, what in step.files]
    if step.more:
        lines.append(f"  ……另有 {step.more} 个")
    return "\n".join(lines)


def _conclusion(result: Result, verification: Verification) -> str:
    if result is Result.DIFFERS:
        return "结论：不符。在查清以前，不要采信这个网站；请告诉发布网站的单位。"
    if result is Result.UNDECIDED:
        return "结论：还不能证明。请按上面说的办，再核对一次。"
    commit, manifest = verification.commit, verification.manifest
    assert commit is not None
    assert manifest is not None
    what = f"提交 {commit.sha[:8]}，数据截至 {manifest.as_of}"
    if result is Result.CONSISTENT:
        return f"结论：没有发现不符（{what}），但还不能证明；请去掉 --quick 再核对一次。"
    return f"结论：证实。网站由这个记录库生成（{what}）。"


def _json(result: Result, steps: list[Step], verification: Verification) -> str:
    commit, manifest = verification.commit, verification.manifest
    told = {
        "result": result,
        "commit": commit.sha if commit else None,
        "as_of": manifest.as_of if manifest else None,
        "steps": [
            {
                "step": step.key,
                "verdict": step.verdict,
                "message": step.message,
                "files": [{"path": path, "what": what} for path, what in step.files],
                "more": step.more,
            }
            for step in steps
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
