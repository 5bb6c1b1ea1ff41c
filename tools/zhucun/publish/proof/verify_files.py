"""A site folder of unknown making against the files that its manifest lists.

The folder may be hostile: no link is followed, no pipe or device is opened, nothing outside it is
read, and a file is only read if it has the size that is listed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from zhucun.publish.proof.manifest import MAX_BYTES, NAME, File, ManifestError, entries_below
from zhucun.read.printable import shown

_CHUNK: Final = 1024 * 1024


class Difference(NamedTuple):
    """One file that isn't as listed: its path, fit to be shown, and what is wrong in Chinese."""

    path: str
    what: str


def read_manifest(site: Path) -> bytes:
    """The bytes of the manifest of a site; ManifestError where none can be read."""
    try:
        opened = _opened(site / NAME)
    except FileNotFoundError:
        raise ManifestError(
            f"这里没有 {NAME}：要么不是 zhucun build 生成的网站，要么清单被删去了。"
        ) from None
    except OSError:
        raise ManifestError(f"{NAME} 不是能读的普通文件。") from None
    with os.fdopen(opened, "rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ManifestError(f"{NAME} 超过 {MAX_BYTES // 1024 // 1024} MiB，没有读它。")
    return raw


def differences(site: Path, listed: Mapping[str, File]) -> Iterator[Difference]:
    """The files of a folder that are not as listed, and those that are missing from it."""
    missing = set(listed)
    for path, entry in entries_below(site):
        missing.discard(path)
        what = _wrong_with(path, entry, listed)
        if what:
            yield Difference(shown(path), what)
    for path in sorted(missing):
        yield Difference(shown(path), "清单里有，网站里没有")


def changed(made: Mapping[str, File], listed: Mapping[str, File]) -> Iterator[Difference]:
    """How the files of a site made anew differ from those listed, in order of path."""
    for path in sorted(made.keys() | listed.keys()):
        if path not in listed:
            yield Difference(shown(path), "重新生成的有，网站里没有")
        elif path not in made:
            yield Difference(shown(path), "网站里有，重新生成的没有")
        elif made[path] != listed[path]:
            yield Difference(shown(path), "内容和重新生成的不同")


def _wrong_with(path: str, entry: os.DirEntry[str] | None, listed: Mapping[str, File]) -> str:
    """What is wrong with one entry; "" where nothing is."""
    if entry is None:
        return "这个文件夹打不开"
    if entry.is_symlink():
        return "是符号链接，没有读它"
    if not entry.is_file(follow_symlinks=False):
        return "不是普通文件（是管道或设备），没有读它"
    if path == NAME:
        return ""
    if path not in listed:
        return "清单里没有"
    return "" if _is(Path(entry.path), listed[path]) else "内容和清单里的不同"


def _is(path: Path, listed: File) -> bool:
    try:
        opened = _opened(path)
    except OSError:
        return False
    digest, size = hashlib.sha256(), 0
    with os.fdopen(opened, "rb") as file:
        if os.fstat(opened).st_size != listed.size:
            return False
        while size <= listed.size and (chunk := file.read(_CHUNK)):
            digest.update(chunk)
            size += len(chunk)
    return size == listed.size and digest.hexdigest() == listed.sha256


def _opened(path: Path) -> int:
    """A descriptor of a plain file; OSError for a link and for anything else."""
    opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError("not a plain file")
    return opened
