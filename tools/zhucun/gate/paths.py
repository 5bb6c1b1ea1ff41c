"""Rules on what git names and how: nothing out of sight, nothing that is another name elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from zhucun.check.finding import Found
from zhucun.gate.change import MOST_FILES, Change, Entry
from zhucun.gate.registry import history_rule
from zhucun.read.git import EXECUTABLE, FILE, SUBMODULE, SYMLINK
from zhucun.read.layout import RECORDS
from zhucun.read.printable import shown

_MODES: Final = {
    SYMLINK: "是符号链接",
    SUBMODULE: "是子模块",
    EXECUTABLE: "被标成了可执行程序",
}
# Characters that some file systems drop from a name, so that `.g<ZWNJ>it` becomes `.git` there.
_IGNORED: Final = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])


def is_reviewable(change: Change) -> bool:
    """Whether the change is small enough to be judged at all."""
    return len(change.entries) <= MOST_FILES


@history_rule(
    title="一次改动看得过来",
    why="太大的改动没有人能逐一核对，也会拖住别人的改动。",
    mend="请按县、按月分成几次提交；大批迁入历史记录的，请与维护人员商定分批办法。",
)
def change_is_of_a_reviewable_size(change: Change) -> Iterator[Found]:
    """A change touches at most MOST_FILES paths."""
    if not is_reviewable(change):
        message = f"这次改动的文件超过一次 {MOST_FILES} 个的上限"
        yield Found(RECORDS, "", message, need=MOST_FILES, line=1, column=1)


@history_rule(
    title="文件名在哪里都是同一个名字",
    why="换行、控制字符、特殊编码的文件名，在别人的电脑上是另一个名字，或者根本看不见。",
    mend="请把文件改成记录规定的名字（小写字母、数字和连字符）再提交。",
)
def path_is_written_plainly(change: Change) -> Iterator[Found]:
    """The paths that a change adds are printable, in Unicode's composed form, not git's own."""
    for entry in change.entries:
        if entry.new is None:
            continue
        fault = _name_fault(entry.path)
        if fault:
            yield _at(entry, f"文件名 {shown(entry.path)} {fault}")


def _name_fault(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError:
        return "不是 UTF-8 编码"
    if not path.isprintable():
        return "含有换行或控制字符"
    if not unicodedata.is_normalized("NFC", path):
        return "用了分解形式的字符，与看上去相同的名字不是同一个"
    parts = path.split("/")
    if any(_is_git(part) for part in parts):
        return "里藏着另一个 git 库"
    if any(part in ("", ".", "..") or part != part.rstrip(". ") for part in parts):
        return "里有空的、以点或空格结尾的部分"
    if parts[0] != RECORDS and parts[0].casefold() == RECORDS:
        return f"与 {RECORDS} 只差大小写"
    return ""


def _is_git(part: str) -> bool:
    plain = part.translate(_IGNORED).casefold().rstrip(". ")
    return plain == ".git" or plain.startswith(("git~", ".git:"))


@history_rule(
    title="记录是普通的文件",
    why="符号链接、子模块指到别处，内容不在这里，也就无从检查。",
    mend="请换成真正的文件（普通权限 100644）再提交。",
)
def record_is_an_ordinary_file(change: Change) -> Iterator[Found]:
    """Below records/, and in its place, there is nothing but plain files; no submodule anywhere."""
    for entry in change.entries:
        if entry.new is None or entry.new.mode == FILE:
            continue
        below = entry.path == RECORDS or entry.path.startswith(f"{RECORDS}/")
        if below or entry.new.mode == SUBMODULE:
            what = _MODES.get(entry.new.mode, f"的类型是 {entry.new.mode}")
            yield _at(entry, f"{shown(entry.path)} {what}")


@history_rule(
    title="记录目录里没有别的文件",
    why="放错位置、改了扩展名或以点开头的文件不参加检查，等于藏了起来。",
    mend="请核对文件夹和文件名，移到应在的位置，或删除这个文件。",
)
def records_hold_only_records(change: Change) -> Iterator[Found]:
    """A file that a change puts below records/ is in a place where one belongs, or a README."""
    for entry in change.entries:
        if entry.new is None or not entry.path.startswith(f"{RECORDS}/"):
            continue
        is_readme = entry.path.rpartition("/")[2] == "README.md"
        if entry.place is None and not is_readme:
            yield _at(entry, f"{shown(entry.path)} 这个位置不放任何记录")


@history_rule(
    title="没有只差大小写的文件",
    why="两个只差大小写或编码形式的名字，在有的电脑上是同一个文件，会互相覆盖。",
    mend="请给新加的文件另起一个名字；改大小写的，请先删去旧名的文件。",
)
def names_do_not_collide(change: Change) -> Iterator[Found]:
    """No path that a change adds has a sibling that some systems take for the same."""
    siblings: dict[str, dict[str, set[str]]] = {}
    reported: set[str] = set()
    for entry in change.entries:
        if not entry.added:
            continue
        parts = entry.path.split("/")
        for depth, name in enumerate(parts):
            folder = "/".join(parts[:depth])
            if folder not in siblings:
                siblings[folder] = _by_folded_name(change, folder)
            others = siblings[folder].get(_folded(name), set()) - {name}
            here = f"{folder}/{name}"
            if others and here not in reported:
                reported.add(here)
                other = shown(min(others))
                yield _at(entry, f"{shown(entry.path)} 里的 {shown(name)} 与已有的 {other} 会混同")


def _by_folded_name(change: Change, folder: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, *_ in change.head_files.names(folder) or ():
        found.setdefault(_folded(name), set()).add(name)
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def _at(entry: Entry, message: str) -> Found:
    return Found(shown(entry.path), "", message, line=1, column=1)
