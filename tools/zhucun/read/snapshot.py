"""The files of a git tree, read from the object store: no checkout, no work tree.

Trees are opened one by one as they are asked for, and files fetched by the hundred, so that what a
scope doesn't open costs nothing, however long the history and however large the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

from zhucun.read.files import Name
from zhucun.read.git import FOLDER, SYMLINK, Repository
from zhucun.read.source import MAX_BYTES, name_fault, refusal
from zhucun.read.strict import Fault

#: How many announced files are fetched together.
AT_ONCE: Final = 200
# Files of any permission, those of old repositories too.
_FILES: Final = "100"
# What a tree says twice is neither of the two.
_TWICE: Final = ("", "")

_Folder = dict[str, tuple[str, str]]


class Snapshot:
    """The files of one tree (its id), as Files.

    A link is refused even if it leads to a file of the tree: git keeps only where it points to.
    """

    def __init__(self, repository: Repository, tree: str) -> None:
        self.repository, self.tree = repository, tree
        self.opened = 0
        self._folders: dict[str, _Folder | None] = {}
        self._expected: deque[str] = deque()
        self._fetched: dict[str, bytes | None] = {}

    def names(self, folder: str) -> tuple[Name, ...] | None:
        """What a folder holds, in order of name; None for what is no folder."""
        entries = self._entries(folder)
        if entries is None:
            return None
        kinds = ((name, mode == FOLDER) for name, (mode, _) in sorted(entries.items()))
        return tuple(Name(name, is_folder, is_folder) for name, is_folder in kinds)

    def is_folder(self, path: str) -> bool:
        """Whether a path is a folder."""
        return self._entries(path) is not None

    def read(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, Fault | None]:
        """The bytes of a file, at most so many; empty, with the fault, when it is refused."""
        fault = name_fault(path) or self._fault(path)
        if fault:
            return b"", fault
        if path not in self._fetched:
            self._fetch(path, most)
        content = self._fetched.pop(path)
        return (b"", refusal("too_big")) if content is None else (content, None)

    def expect(self, paths: Iterable[str]) -> None:
        """Announces files that will be read in this order, so that they are fetched together."""
        self._fetched.clear()
        self._expected = deque(path for path in paths if self._fault(path) is None)

    # -- objects -------------------------------------------------------------------------

    def _fetch(self, path: str, most: int) -> None:
        """Fetches a file and, when it is the next one announced, those that follow."""
        wanted = [path]
        if self._expected and self._expected[0] == path:
            wanted = [self._expected.popleft() for _ in range(min(AT_ONCE, len(self._expected)))]
        ids = {each: self._entry(each)[1] for each in wanted}
        sizes = dict(zip(ids, self.repository.sizes(ids.values()), strict=True))
        small = [each for each in wanted if sizes[each] <= most]
        blobs = self.repository.blobs([ids[each] for each in small])
        self._fetched.update(dict.fromkeys(wanted))
        self._fetched.update(zip(small, blobs, strict=True))
        self.opened += len(small)

    def _fault(self, path: str) -> Fault | None:
        """Why what the tree has at a path is no file to read; its size is not looked at."""
        mode, _ = self._entry(path)
        if mode.startswith(_FILES):
            return None
        if mode == FOLDER:
            return refusal("directory")
        if mode == SYMLINK:
            return refusal("symlink")
        return refusal("unreadable" if mode == "absent" else "not_a_file")

    def _entry(self, path: str) -> tuple[str, str]:
        """Mode and id of what is at a path; the mode "absent" where there is nothing."""
        folder, _, name = path.rpartition("/")
        return (self._entries(folder) or {}).get(name, ("absent", ""))

    def _entries(self, folder: str) -> _Folder | None:
        if folder not in self._folders:
            self._folders[folder] = self._opened(folder)
        return self._folders[folder]

    def _opened(self, folder: str) -> _Folder | None:
        mode, sha = self._entry(folder) if folder else (FOLDER, self.tree)
        if mode != FOLDER:
            return None
        self.opened += 1
        entries: _Folder = {}
        for name, *entry in self.repository.tree(sha):
            entries[name] = _TWICE if name in entries else (entry[0], entry[1])
        return entries
