"""Whether a site was built from a commit: the manifest, the files, the records, a build anew.

Nothing is believed of the site: its manifest only says what to compare with what. The proof is the
build anew, by the tool that is running, from git's objects.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Final

from zhucun.publish.proof.manifest import (
    Manifest,
    ManifestError,
    Records,
    UnknownVersionError,
    files_of,
    parse,
)
from zhucun.publish.proof.origin import keyed, moment_of, records_held
from zhucun.publish.proof.tool import packages, running_tool, tool_of
from zhucun.publish.proof.verify_files import Difference, changed, differences, read_manifest
from zhucun.read.git import Commit, GitError, Repository
from zhucun.read.printable import shown

#: Differing files that are named; of the others only the number is told.
MOST_NAMED: Final = 20

#: Builds the site of a commit as a manifest says, into a folder.
Build = Callable[[Manifest, Commit, Path], None]


class Verdict(StrEnum):
    """What a step found."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    SKIPPED = "skipped"


class Result(StrEnum):
    """What all steps together show: `consistent` is all that can be had without a build anew."""

    PROVEN = "proven"
    CONSISTENT = "consistent"
    DIFFERS = "differs"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key, its verdict, a Chinese sentence; files that differ, and how many more."""

    key: str
    verdict: Verdict
    message: str
    files: tuple[Difference, ...] = ()
    more: int = 0


class NotBuiltError(Exception):
    """The commit can't be built as the manifest says, by its records; a Chinese sentence."""


class MachineError(Exception):
    """The build anew failed by this machine; the message is a Chinese sentence."""


@dataclass
class Verification:
    """A site folder held against a repository; `build` is None where nothing is to be built."""

    site: Path
    repository: Repository
    build: Build | None
    manifest: Manifest | None = None
    commit: Commit | None = None

    def steps(self) -> Iterator[Step]:
        """The steps in their order, each done when it is asked for; none is left out."""
        yield (step := self._read())
        if self.manifest is None:
            for key in ("files", "commit", "records", "rebuild"):
                yield Step(key, Verdict.SKIPPED, "清单用不了，没有核对。")
            return
        sound = step.verdict is Verdict.PASSED
        for act in (self._files, self._commit, self._records):
            yield (step := act(self.manifest))
            sound = sound and step.verdict is Verdict.PASSED
        if self.build is None:
            yield Step("rebuild", Verdict.SKIPPED, "按 --quick 没有重新生成。")
        elif not sound or self.commit is None:
            yield Step("rebuild", Verdict.SKIPPED, "前面没有都通过，没有重新生成。")
        else:
            yield self._rebuild(self.manifest, self.commit, self.build)

    # -- the steps -----------------------------------------------------------------------

    def _read(self) -> Step:
        try:
            self.manifest = parse(read_manifest(self.site))
        except UnknownVersionError as error:
            return Step("manifest", Verdict.UNDECIDED, str(error))
        except ManifestError as error:
            return Step("manifest", Verdict.FAILED, str(error))
        return Step("manifest", Verdict.PASSED, f"列有 {len(self.manifest.files)} 个文件。")

    def _files(self, manifest: Manifest) -> Step:
        named, more = _first(differences(self.site, manifest.files))
        if named:
            count = len(named) + more
            return Step("files", Verdict.FAILED, f"{count} 个文件和清单不符。", named, more)
        return Step("files", Verdict.PASSED, "清单里的文件都在，内容相同，没有多出来的。")

    def _commit(self, manifest: Manifest) -> Step:
        if manifest.commit is None:
            return Step(
                "commit",
                Verdict.FAILED,
                "清单写明网站不是由哪个提交生成的：生成时的记录或工具与提交不同，或不在 git 中，"
                "无法核对。请提交以后重新生成网站。",
            )
        short = manifest.commit[:8]
        try:
            commit = self.repository.commit(manifest.commit)
        except GitError:
            return self._missing(short)
        if commit.sha != manifest.commit:
            return Step("commit", Verdict.FAILED, f"{short} 在这个记录库里不是提交。")
        if moment_of(commit) != manifest.committed:
            return Step("commit", Verdict.FAILED, f"清单写的时间不是提交 {short} 的时间。")
        place = self._place_of(commit)
        if not place:
            return Step(
                "commit",
                Verdict.FAILED,
                f"提交 {short} 不在任何分支或标签的历史里：可能没有合并，或者已被撤下。"
                "请先用 git fetch 取来最新的历史再核对。",
            )
        self.commit = commit
        return Step("commit", Verdict.PASSED, f"提交 {short}（{commit.date}）在 {place} 的历史里。")

    def _missing(self, short: str) -> Step:
        _, out = self.repository.refer("rev-parse", "--is-shallow-repository")
        if out.strip() == b"true":
            return Step(
                "commit",
                Verdict.UNDECIDED,
                f"这个记录库是浅克隆，没有提交 {short}；请先 git fetch --unshallow，再核对。",
            )
        return Step(
            "commit",
            Verdict.FAILED,
            f"记录库里没有提交 {short}；请先用 git fetch 取来最新的历史，"
            "仍然没有的，网站不是由这个记录库生成的。",
        )

    def _place_of(self, commit: Commit) -> str:
        """The name of a branch or a tag whose history holds the commit; "" if there is none."""
        _, out = self.repository.refer(
            "for-each-ref",
            "--contains",
            commit.sha,
            "--count=1",
            "--format=%(refname:short)",
            "refs/heads",
            "refs/tags",
            "refs/remotes",
        )
        name = out.decode("utf-8", "replace").strip()
        if name:
            return shown(name)
        try:
            head = self.repository.commit("HEAD")
        except GitError:
            return ""
        return "HEAD" if self.repository.is_ancestor(commit, head) else ""

    def _records(self, manifest: Manifest) -> Step:
        if self.commit is None or manifest.records is None:
            return Step("records", Verdict.SKIPPED, "没有可以核对的提交。")
        try:
            held = records_held(self.repository, self.commit.tree, manifest.region)
            own = keyed(self.repository, self.commit, held)
        except GitError as error:
            return Step("records", Verdict.UNDECIDED, str(error))
        wrong = tuple(_scopes_apart(own, manifest.records))
        if wrong:
            named, more = _first(Difference(scope, "记录和提交里的不同") for scope in wrong)
            return Step(
                "records", Verdict.FAILED, f"{len(wrong)} 处记录的摘要和提交不符。", named, more
            )
        return Step("records", Verdict.PASSED, f"{len(own.counties)} 个县的记录都是这个提交里的。")

    def _rebuild(self, manifest: Manifest, commit: Commit, build: Build) -> Step:
        running, held = running_tool(), tool_of(self.repository, commit.tree)
        if manifest.tool != running:
            return Step("rebuild", Verdict.UNDECIDED, _other_tool(commit, manifest.tool == held))
        with tempfile.TemporaryDirectory(prefix="zhucun-verify-") as folder:
            made = Path(folder) / "site"
            try:
                build(manifest, commit, made)
            except NotBuiltError as error:
                return Step("rebuild", Verdict.FAILED, str(error))
            except (MachineError, GitError) as error:
                return Step("rebuild", Verdict.UNDECIDED, str(error))
            named, more = _first(changed(files_of(made), manifest.files))
        if not named:
            note = "" if held in (None, running) else "（用的是现在运行的工具，不是提交里的那一份）"
            return Step("rebuild", Verdict.PASSED, f"从这个提交重新生成，每个文件都相同{note}。")
        count = len(named) + more
        apart = _packages_apart(manifest)
        if apart:
            return Step(
                "rebuild",
                Verdict.UNDECIDED,
                f"有 {count} 个文件不同，但这里装的 {apart} 和生成网站时的版本不同；"
                "请用 make venv 装好工具要求的版本，再核对。",
                named,
                more,
            )
        return Step("rebuild", Verdict.FAILED, f"{count} 个文件和重新生成的不同。", named, more)


def result_of(steps: Iterable[Step]) -> Result:
    """What the steps show together."""
    verdicts = [step.verdict for step in steps]
    if Verdict.FAILED in verdicts:
        return Result.DIFFERS
    if Verdict.UNDECIDED in verdicts:
        return Result.UNDECIDED
    return Result.CONSISTENT if Verdict.SKIPPED in verdicts else Result.PROVEN


def _first(found: Iterator[Difference]) -> tuple[tuple[Difference, ...], int]:
    """The differences to be named, and how many more there are."""
    named = tuple(islice(found, MOST_NAMED))
    return named, sum(1 for _ in found)


def _scopes_apart(own: Records, told: Records) -> Iterator[str]:
    if own.commons != told.commons:
        yield "制度和日历"
    for ours, theirs in ((own.cities, told.cities), (own.counties, told.counties)):
        yield from (s for s in sorted({*ours, *theirs}) if ours.get(s) != theirs.get(s))


def _packages_apart(manifest: Manifest) -> str:
    ours = packages()
    return "、".join(n for n in sorted(ours) if ours[n] != manifest.packages.get(n))


def _other_tool(commit: Commit, is_held: bool) -> str:
    if not is_held:
        return (
            "生成网站的工具既不是现在运行的，也不是提交里的，没有重新生成，不能证明；"
            "请向发布网站的单位要来那个版本的工具，用它核对。"
        )
    return (
        f"网站是用提交 {commit.sha[:8]} 里的工具生成的，和现在运行的不同，没有重新生成，不能证明。"
        f"请在记录库里执行 git worktree add ../verify {commit.sha[:8]}，"
        "进入 ../verify 执行 make venv，再用其中的 .venv/bin/zhucun verify 核对。"
    )
