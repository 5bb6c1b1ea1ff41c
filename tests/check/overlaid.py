"""Files with some of them changed, in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from zhucun.read.files import Files, Name
from zhucun.read.source import MAX_BYTES
from zhucun.read.strict import Fault


class Overlaid:
    """Other files with the contents given; None for a file that is gone."""

    def __init__(self, files: Files, changed: Mapping[str, bytes | None]) -> None:
        self.files, self.changed = files, changed

    def names(self, folder: str) -> tuple[Name, ...] | None:
        """What a folder holds."""
        there = self.files.names(folder)
        if there is None:
            return None
        names = {each.name: each for each in there}
        for path, content in self.changed.items():
            home, _, name = path.rpartition("/")
            if home == folder:
                names.pop(name, None)
                if content is not None:
                    names[name] = Name(name, False, False)
        return tuple(names[name] for name in sorted(names))

    def is_folder(self, path: str) -> bool:
        """Whether a path is a folder."""
        return self.files.is_folder(path)

    def read(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, Fault | None]:
        """The bytes of a file."""
        content = self.changed.get(path)
        return self.files.read(path, most) if content is None else (content, None)

    def expect(self, paths: Iterable[str]) -> None:
        """Nothing to do."""


def written(data: object) -> bytes:
    """A record's data as a file: JSON is YAML."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
