"""A change of the miniature without a second copy: one tree with other files laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from zhucun.preview.effects import preview_of
from zhucun.preview.model import Preview
from zhucun.preview.render import markdown
from zhucun.read.files import Disk, Files, Name
from zhucun.read.source import MAX_BYTES
from zhucun.read.strict import Fault

CITY: Final = "records/shili"
COUNTY: Final = f"{CITY}/shilixian"
TOWN: Final = f"{COUNTY}/shilizhen"
AS_OF: Final = "2026-11-05"


@dataclass(frozen=True, eq=False)
class Overlaid:
    """The files of a tree, with the content of some replaced or added; None is a file removed."""

    below: Files
    files: Mapping[str, bytes | None] = field(default_factory=dict)

    def names(self, folder: str) -> tuple[Name, ...] | None:
        found = {each.name: each for each in self.below.names(folder) or ()}
        for path, content in self.files.items():
            if path.startswith(f"{folder}/"):
                head, slash, _ = path.removeprefix(f"{folder}/").partition("/")
                if content is not None:
                    found[head] = Name(head, bool(slash), bool(slash))
                elif not slash:
                    found.pop(head, None)
        return tuple(found[name] for name in sorted(found)) or None

    def is_folder(self, path: str) -> bool:
        return self.names(path) is not None

    def read(self, path: str, most: int = MAX_BYTES) -> tuple[bytes, Fault | None]:
        content = self.files.get(path)
        return (content, None) if content is not None else self.below.read(path, most)

    def expect(self, paths: Iterable[str]) -> None:
        """Files are read one by one."""


def edited(root: Path, changes: Iterable[Mapping[str, Any]]) -> Overlaid:
    """The tree below `root` with a list of 改动 as scenarios write them."""
    files: dict[str, bytes | None] = {}
    for change in changes:
        path = str(change["文件"])
        if change.get("删除"):
            files[path] = None
        elif "写成" in change:
            files[path] = str(change["写成"]).encode()
        else:
            known = files.get(path)
            text = known.decode() if known else (root / path).read_text(encoding="utf-8")
            old = str(change["把"])
            assert text.count(old) == 1, f"{path}：“{old}”出现 {text.count(old)} 次，应恰好一次"
            files[path] = text.replace(old, str(change["换成"])).encode()
    return Overlaid(Disk(root), files)


def preview(
    root: Path,
    changes: Iterable[Mapping[str, Any]],
    *,
    as_of: str = AS_OF,
    public: bool = False,
    workers: int = 1,
) -> Preview:
    """What a list of 改动 does to the tree below `root`."""
    after = edited(root, changes)
    return preview_of(Disk(root), after, after.files, as_of, public=public, workers=workers)


def told(root: Path, *changes: Mapping[str, Any], public: bool = False, site: str = "") -> str:
    """The same as Markdown."""
    return markdown(preview(root, changes, public=public), site=site)


def replaced(path: str, old: str, new: str) -> dict[str, Any]:
    """A 改动 that replaces a text."""
    return {"文件": path, "把": old, "换成": new}


def written(path: str, text: str) -> dict[str, Any]:
    """A 改动 that writes a file."""
    return {"文件": path, "写成": text}
