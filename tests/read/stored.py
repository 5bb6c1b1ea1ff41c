"""Puts a folder's files into the object store of a bare repository, without a commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from zhucun.read.git import Repository
from zhucun.read.snapshot import Snapshot

SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


class Store:
    """A bare repository with an index of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._given: list[Repository] = []
        self.git("init", "--quiet", "--bare", str(folder))

    def git(self, *arguments: str, stdin: bytes = b"", work: Path | None = None) -> str:
        """What a git command prints, over the files of a folder if it needs any."""
        own = {"GIT_DIR": str(self.folder), "GIT_INDEX_FILE": str(self.folder / "own-index")}
        places = own | ({"GIT_WORK_TREE": str(work)} if work else {})
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        command = ["git", "-c", "core.autocrlf=false", *arguments]
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            check=True,
            cwd=work,
            env={**kept, **SETTINGS, **places},
        )
        return done.stdout.decode().strip()

    def add(self, root: Path) -> None:
        """Takes everything below a folder as it is."""
        self.git("add", "--all", "--force", ".", work=root)

    def put(self, path: str, mode: str, sha: str) -> None:
        """Takes one entry that no file system would give."""
        self.git("update-index", "--add", "--cacheinfo", f"{mode},{sha},{path}")

    def blob(self, content: bytes) -> str:
        """The id of a content, stored."""
        return self.git("hash-object", "-w", "--stdin", stdin=content)

    def snapshot(self) -> Snapshot:
        """All that was taken, as files."""
        self._given.append(Repository(self.folder))
        return Snapshot(self._given[-1], self.git("write-tree"))

    def of(self, root: Path) -> Snapshot:
        """Everything below a folder, as files."""
        self.add(root)
        return self.snapshot()

    def close(self) -> None:
        """Ends what reads the objects."""
        for repository in self._given:
            repository.close()
