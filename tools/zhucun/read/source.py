"""Reads one file of the tree as bytes, refusing what is no ordinary small file inside the tree."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Final

from zhucun.read.strict import Fault

MAX_BYTES: Final = 1024 * 1024

_MESSAGES: Final = {
    "file_name": "文件名含有特殊编码的字符（与看上去相同的名字不是同一个），请重新键入文件名。",
    "outside": "这个路径指到了记录目录之外，请改用记录目录里的文件。",
    "symlink": "这是指向记录目录之外的符号链接，请换成真正的文件。",
    "directory": "这是一个目录，却用了记录文件的名字，请改名或删去。",
    "not_a_file": "这不是普通文件（可能是管道或设备），请换成真正的文件。",
    "too_big": "文件超过 1 MiB，请按月份或按人分成几个文件。",
    "unreadable": "文件不存在或者无法读取，请检查文件是否还在、是否有读取权限。",
}


def read_source(root: Path, relative: str) -> tuple[bytes, Fault | None]:
    """The bytes of the file at `relative` under `root`; empty, with the fault, when refused.

    Nothing is opened before its kind and size are known, so that neither a pipe nor a huge file
    holds up the reading of the others.
    """
    code = _bad_name(relative)
    if code is None:
        try:
            return _read(root, relative)
        except _RefusedError as refused:
            code = refused.code
        except (OSError, ValueError, RuntimeError):  # RuntimeError: a loop of links, in Python 3.11
            code = "unreadable"
    return b"", Fault(code, _MESSAGES[code], 1, 1)


class _RefusedError(Exception):
    """Carries the code of a refusal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _bad_name(relative: str) -> str | None:
    """Why a path is refused by its spelling alone: it would not name one place on every system."""
    path = PurePosixPath(relative)
    if path.is_absolute() or ".." in path.parts:
        return "outside"
    if not relative.isprintable() or not unicodedata.is_normalized("NFC", relative):
        return "file_name"
    return None


def _read(root: Path, relative: str) -> tuple[bytes, Fault | None]:
    path = root
    status: os.stat_result | None = None
    for part in PurePosixPath(relative).parts:
        path /= part
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            # Only now is the costly resolution needed: without a link nothing can lead outside.
            path = path.resolve(strict=True)
            if not path.is_relative_to(root.resolve()):
                raise _RefusedError("symlink")
            status = path.stat()
    if status is None or stat.S_ISDIR(status.st_mode):
        raise _RefusedError("directory")
    if not stat.S_ISREG(status.st_mode):
        raise _RefusedError("not_a_file")
    if status.st_size > MAX_BYTES:
        raise _RefusedError("too_big")
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:  # it grew since, or never told its size
        raise _RefusedError("too_big")
    return raw, None
