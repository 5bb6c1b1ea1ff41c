"""Folders that a build replaces as a whole: made beside the old one, put in its place at the end.

Whatever goes wrong before that end, the old folder stays as it was. Only a folder that an earlier
build marked as its own, or an empty one, is ever given up.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from itertools import count
from pathlib import Path

SITE_MARKER = "version.json"  # in a site; it also says which data the site shows
WORK_MARKER = ".zhucun"  # in the folders of pages and data that a site is rendered from


class OutputError(Exception):
    """The output folder can't be used; the message is a Chinese sentence."""


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A new folder beside `target`; when the block ends well it takes the target's place.

    OutputError when `target` holds something that no build made, when nothing can be written
    there, and when the disk is full.
    """
    refuse_foreign(target)
    made = _beside(target, "tmp")
    try:
        made.mkdir(parents=True)
    except OSError as error:
        raise OutputError(f"{target} 写不进去；请换一个可以写的文件夹。") from error
    try:
        yield made
        _swap(made, target)
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise OutputError(f"磁盘满了，没有写到 {target}；请腾出地方再试。") from error
        raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def refuse_foreign(target: Path) -> None:
    """OutputError unless `target` is missing, empty or marked as made by an earlier build."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError(f"{target} 不是文件夹；请换一个位置。")
    if target.is_dir() and any(target.iterdir()) and not _is_ours(target):
        raise OutputError(
            f"{target} 里已有别的文件，没有动它；请换一个空文件夹，或确认不要后自己删除它。"
        )


def mark(folder: Path) -> None:
    """Marks a folder of pages or data as made by a build."""
    (folder / WORK_MARKER).write_text("zhucun build\n", encoding="utf-8")


def mark_site(site: Path, as_of: str, version: str) -> None:
    """Marks a site, and says in it which data it shows."""
    text = json.dumps({"as_of": as_of, "version": version}) + "\n"
    (site / SITE_MARKER).write_text(text, encoding="utf-8")


def _is_ours(folder: Path) -> bool:
    return (folder / WORK_MARKER).is_file() or is_site(folder)


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site that a build made."""
    try:
        said = json.loads((folder / SITE_MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.keys() == {"as_of", "version"}


def _beside(target: Path, word: str) -> Path:
    """A path next to `target` that nothing has: on the same disk, so that a rename is enough."""
    names = (f"{target.name}.{word}-{os.getpid()}-{n}" for n in count())
    return next(p for name in names if not (p := target.with_name(name)).exists())


def _swap(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    old = _beside(target, "old")
    target.rename(old)
    try:
        made.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
