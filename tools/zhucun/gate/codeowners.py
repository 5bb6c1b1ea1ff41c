"""The forge's list of reviewers by path, generated from the `reviewers` of region files.

Where no signatures are asked for, who may change what is the forge's to say: it wants a review by
the owners of the paths that a change touches. The list is part of the repository, so it has to say
what the records say. Its first part, down to a mark, is written by hand and says who reviews the
tool, the law and the forge's own files; the lines below the mark are generated, and the last line
that fits a path wins. A region file says who acts there, so the level above reviews it.

GitHub reads `.github/CODEOWNERS`, GitLab `.gitlab/CODEOWNERS`: both know a folder by its path.
Gitea reads `.gitea/CODEOWNERS`, whose paths are regular expressions, and only asks the owners for
their review: that one is given has to be required in the branch's protection there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhucun.check.finding import Found
from zhucun.gate.change import OWNERS, Change, Entry
from zhucun.gate.registry import history_rule
from zhucun.read.files import Files, files_of
from zhucun.read.layout import RECORDS, place_of
from zhucun.read.tree import Record, list_cities, list_counties, read_record

MARK: Final = "# ── 以下各行由 zhucun codeowners 按各地 region.yml 的 reviewers 生成，不要手改 ──"
HEAD: Final = """\
# 谁审核什么：代码平台按这个文件要求审核，以最后一条符合的为准。
# 这条分隔线以上由维护人员手写：程序、制度包和平台设置由谁审核。
"""
GITEA: Final = ".gitea/CODEOWNERS"
#: Where GitLab and Gitea look first, and GitHub last: a list here stands in for the generated one.
SHADOWS: Final = ("CODEOWNERS", "docs/CODEOWNERS")
_ACCOUNT: Final = re.compile(r"@[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)?")


@dataclass(frozen=True, slots=True)
class Owned:
    """A path with who reviews it; a folder ends with a slash and stands for all that it holds."""

    path: str
    reviewers: tuple[str, ...]


def owned_paths(source: Path | Files) -> Iterator[Owned]:
    """What the region files of a tree give to whom, the wider before the narrower."""
    files = files_of(source)
    for city in list_cities(files):
        yield from _region(files, f"{RECORDS}/{city}", ())


def _region(files: Files, folder: str, above: tuple[str, ...]) -> Iterator[Owned]:
    if place_of(f"{folder}/region.yml") is None:
        return
    own = _reviewers(files, folder)
    if own:
        yield Owned(f"{folder}/", own)
        if above:
            yield Owned(f"{folder}/region.yml", above)
    depth = folder.count("/")
    inside: list[str] = []
    if depth == 1:
        inside = list_counties(files, folder.split("/")[1])
    elif depth == 2:
        inside = [name.name for name in files.names(folder) or () if name.is_folder]
    for name in inside:
        yield from _region(files, f"{folder}/{name}", own or above)


def _reviewers(files: Files, folder: str) -> tuple[str, ...]:
    """The accounts of a region, without what is no account: it would be a line of its own."""
    region = read_record(files, f"{folder}/region.yml")
    found = region.data.get("reviewers") if isinstance(region, Record) else None
    if not isinstance(found, list):
        return ()
    return tuple(r for r in found if isinstance(r, str) and _ACCOUNT.fullmatch(r))


def head_of(text: str) -> str:
    """The part of a list that is written by hand: what stands above the mark, or all of it."""
    head = text.partition(MARK)[0]
    return head if head.endswith("\n") or not head else f"{head}\n"


def codeowners(source: Path | Files, path: str, head: str = HEAD) -> str:
    """The whole list for the forge that reads it at a path, below the given head."""
    write = _gitea_line if path == GITEA else _line
    lines = "".join(write(owned) for owned in owned_paths(source))
    return f"{head}{MARK}\n{lines}"


def _line(owned: Owned) -> str:
    return f"/{owned.path} {' '.join(owned.reviewers)}\n"


def _gitea_line(owned: Owned) -> str:
    pattern = owned.path.replace(".", r"\.")
    return f"{pattern}{'.*' if pattern.endswith('/') else ''} {' '.join(owned.reviewers)}\n"


@history_rule(
    title="审核人清单与记录一致",
    why="平台按清单要求审核；清单与 region.yml 写的不一样，该审的人就没有审。",
    mend="请运行 zhucun codeowners --out 这个文件，把生成的清单放进同一次改动；"
    "分隔线以上手写的部分（程序、制度由谁审核），请另外单独提交。",
)
def codeowners_is_current(change: Change) -> Iterator[Found]:
    """A list of the result is what the result's records give; its head doesn't change with them."""
    yield from _shadows(change)
    touched = {entry.path: entry for entry in change.entries if entry.path in OWNERS}
    if not touched and not any(_may_alter(change, entry) for entry in change.records):
        return
    for path in OWNERS:
        before, after = (_text(files, path) for files in (change.base_files, change.head_files))
        if after is None:
            if path in touched and "records" in change.areas:
                yield _found(path, f"这次改动删去了 {path}，又改了记录；不再用它的，请单独提交")
            continue
        if after != codeowners(change.head_files, path, head_of(after)):
            yield _found(path, f"{path} 与各地 region.yml 的 reviewers 不一致")
        elif before is not None and "records" in change.areas and head_of(before) != head_of(after):
            yield _found(path, f"{path} 手写的部分与记录在同一次改动里改了")


def _shadows(change: Change) -> Iterator[Found]:
    """Lists that the change puts where a forge reads them instead of the generated one."""
    sides = (change.base_files, change.head_files)
    if not any(_text(files, path) is not None for files in sides for path in OWNERS):
        return
    for entry in change.entries:
        if entry.path in SHADOWS and entry.new is not None:
            yield _found(
                entry.path,
                f"有的平台先读 {entry.path}，生成的清单就不起作用了",
                "请删去这个文件；程序、制度由谁审核，写在生成的清单分隔线以上。",
            )


def _may_alter(change: Change, entry: Entry) -> bool:
    if entry.place is None or entry.place.kind != "region":
        return False
    sides = (change.before(entry.path), change.after(entry.path))
    before, after = ((side or {}).get("reviewers") for side in sides)
    return bool(before != after)


def _text(files: Files, path: str) -> str | None:
    folder, _, name = path.rpartition("/")
    if not any(each.name == name for each in files.names(folder) or ()):
        return None
    raw, fault = files.read(path)
    return "" if fault else raw.decode("utf-8", "replace")


def _found(path: str, message: str, mend: str = "") -> Found:
    return Found(path, "", message, discreet=f"{message}。", mend=mend, line=1, column=1)
