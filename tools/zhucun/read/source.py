"""Reads one file of the tree as bytes, refusing what is no ordinary small file inside the tree."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path
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


def read_source(root: Path, relative: str, most: int = MAX_BYTES) -> tuple[bytes, Fault | None]:
    """The bytes of the file at `relative` under `root`; empty, with the fault, when refused.

    More than `most` bytes are refused.

    Nothing is opened before its kind and size are known, so that neither a pipe nor a huge file
    holds up the reading of the others.
    """
    fault = name_fault(relative)
    if fault is None:
        try:
            return _read(root, relative, most)
        except _RefusedError as refused:
            fault = refusal(refused.code)
        except (OSError, ValueError, RuntimeError):  # RuntimeError: a loop of links, in Python 3.11
            fault = refusal("unreadable")
    return b"", fault


def refusal(code: str) -> Fault:
    """Why a file is refused, by the code of the reason."""
    return Fault(code, _MESSAGES[code], 1, 1)


def name_fault(relative: str) -> Fault | None:
    """What is wrong with a path's spelling alone; None where nothing is."""
    code = _bad_name(relative)
    return refusal(code) if code else None


class _RefusedError(Exception):
    """Carries the code of a refusal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _bad_name(relative: str) -> str | None:
    """Why a path is refused by its spelling alone: it would not name one place on every system."""
    if relative.startswith("/") or ".." in relative.split("/"):
        return "outside"
    if relative.isascii() and relative.isprintable():
        return None
    if not relative.isprintable() or not unicodedata.is_normalized("NFC", relative):
        return "file_name"
    return None


def _read(root: Path, relative: str, most: int) -> tuple[bytes, Fault | None]:
    # plain strings: this runs for every file, and pathlib would cost as much as the parsing
    base = path = str(root)
    status: os.stat_result | None = None
    for part in relative.split("/"):
        path = f"{path}/{part}"
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            # Only now is the costly resolution needed: without a link nothing can lead outside.
            path = os.path.realpath(path, strict=True)
            if os.path.commonpath((path, os.path.realpath(base))) != os.path.realpath(base):
                raise _RefusedError("symlink")
            status = os.stat(path)  # noqa: PTH116
    if status is None or stat.S_ISDIR(status.st_mode):
        raise _RefusedError("directory")
    if not stat.S_ISREG(status.st_mode):
        raise _RefusedError("not_a_file")
    if status.st_size > most:
        raise _RefusedError("too_big")
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        raw = file.read(most + 1)
    if len(raw) > most:  # it grew since, or never told its size
        raise _RefusedError("too_big")
    return raw, None
