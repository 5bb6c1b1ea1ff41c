"""What the records are read from: a folder on disk, or a tree in git (read/snapshot.py).

Paths are relative to the root and `/`-separated; the root itself is "".
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from zhucun.read.source import MAX_BYTES, read_source
from zhucun.read.strict import Fault


class Name(NamedTuple):
    """One entry of a folder. `leads` tells a folder, or a link that leads to one."""

    name: str
    is_folder: bool
    leads: bool


class Files(Protocol):
    """A tree of files. What is refused, and why, is the same wherever the files are."""

    def __hash__(self) -> int: ...

    def names(self, folder: str) -> tuple[Name, ...] | None:
        """What a folder holds, in order of name; None for what can't be opened as a folder."""
        ...

    def is_folder(self, path: str) -> bool:
        """Whether a path is a folder, or a link that leads to one."""
        ...

    def read(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, Fault | None]:
        """The bytes of a file, at most so many; empty, with the fault, when it is refused."""
        ...

    def expect(self, paths: Iterable[str]) -> None:
        """Announces files that will be read in this order, so that they can be fetched together."""
        ...


@dataclass(frozen=True, slots=True)
class Disk:
    """The files below a folder."""

    root: Path

    def names(self, folder: str) -> tuple[Name, ...] | None:
        """What a folder holds, in order of name; None for what can't be opened as a folder."""
        try:
            with os.scandir(self.root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            return None
        return tuple(Name(e.name, e.is_dir(follow_symlinks=False), _leads(e)) for e in entries)

    def is_folder(self, path: str) -> bool:
        """Whether a path is a folder, or a link that leads to one."""
        return (self.root / path).is_dir()

    def read(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, Fault | None]:
        """The bytes of a file, at most so many; empty, with the fault, when it is refused."""
        return read_source(self.root, path, most)

    def expect(self, paths: Iterable[str]) -> None:
        """Nothing to do: reading one file after another costs no more."""


def _leads(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links
        return False


def files_of(source: Path | Files) -> Files:
    """The files below a folder, or files as they are."""
    return Disk(source) if isinstance(source, Path) else source
