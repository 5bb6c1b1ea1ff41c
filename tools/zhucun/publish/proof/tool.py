"""Which tool builds a site: a digest of its own files, and the libraries that shape the bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Final

from zhucun.publish.proof.git_files import files_below
from zhucun.publish.rendering import REPOSITORY
from zhucun.read.git import Repository

# What of the repository takes part in a build, beside the records.
_FOLDERS: Final = ("docs/site", "schemas", "site_overrides", "tools/zhucun")
_FILES: Final = ("mkdocs.yml", "requirements.txt")
_LIBRARIES: Final = (
    "jinja2",
    "markdown",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
    "pagefind-bin-extended",
    "pandas",
    "pillow",
    "pyyaml",
)


@cache
def running_tool() -> str:
    """The digest of the tool that is running: that of its files when it was first asked for."""
    return tool_on_disk(REPOSITORY)


def tool_on_disk(repository: Path) -> str:
    """The digest of the tool in a work tree."""
    files = sorted(_below(repository))
    return _digest((path, (repository / path).read_bytes()) for path in files)


def tool_of(repository: Repository, tree: str) -> str | None:
    """The digest of the tool that a tree of git holds; None if it holds none."""
    listed = files_below(repository, tree, (*_FOLDERS, *_FILES))
    found = sorted((path, sha) for path, sha in listed if _takes_part(path))
    if not any(path.startswith("tools/zhucun/") for path, _ in found):
        return None
    contents = repository.blobs([sha for _, sha in found])
    return _digest(zip((path for path, _ in found), contents, strict=True))


def packages() -> dict[str, str]:
    """The releases of the libraries that the bytes of a site depend on, as installed."""
    return {name: metadata.version(name) for name in _LIBRARIES}


def _below(repository: Path) -> Iterator[str]:
    within = (f for folder in _FOLDERS for f in (repository / folder).rglob("*"))
    for file in chain(within, (repository / name for name in _FILES)):
        path = file.relative_to(repository).as_posix()
        if _takes_part(path) and file.is_file():
            yield path


def _takes_part(path: str) -> bool:
    return not any(part.startswith(".") or part == "__pycache__" for part in path.split("/"))


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for path, content in files:
        line = f"{path}\0{hashlib.sha256(content).hexdigest()}\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
