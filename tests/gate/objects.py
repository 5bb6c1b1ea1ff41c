"""Git objects written byte by byte, so that a test can make what git itself refuses to make."""

from __future__ import annotations

import hashlib
import os
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE, EXECUTABLE, SYMLINK, SUBMODULE, FOLDER = "100644", "100755", "120000", "160000", "40000"

#: No setting of the machine or of its user reaches a git that a test starts.
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "LC_ALL": "C",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """What git prints about the repository at a folder; it must succeed."""
    command = ["git", f"--git-dir={folder}", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


@dataclass(frozen=True, slots=True)
class Leaf:
    """A path's side in a tree: git mode and object id."""

    mode: str
    sha: str


@dataclass
class Folder:
    """A folder of a tree under construction; `raw` entries are added as they are, even twice, and
    `last` ones at the end, out of order.
    """

    leaves: dict[bytes, Leaf] = field(default_factory=dict)
    folders: dict[bytes, Folder] = field(default_factory=dict)
    raw: list[tuple[bytes, Leaf]] = field(default_factory=list)
    last: list[tuple[bytes, Leaf]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Objects:
    """The object store of a repository's folder, written loose and without git."""

    folder: Path

    def write(self, kind: str, content: bytes) -> str:
        """Stores an object, whatever it holds; gives its id."""
        header = f"{kind} {len(content)}\0".encode()
        sha = hashlib.sha1(header + content).hexdigest()
        self._store(sha, zlib.compress(header + content, 1))
        return sha

    def write_zeros(self, mebibytes: int) -> str:
        """Stores a file of nothing but zeros that is small on disk; gives its id.

        Blocks that end with a full flush stand alone, so one is compressed and then repeated.
        """
        block, size = bytes(1 << 20), mebibytes << 20
        header = f"blob {size}\0".encode()
        digest, check = hashlib.sha1(header), zlib.adler32(header)
        for _ in range(mebibytes):
            digest.update(block)
            check = zlib.adler32(block, check)
        packer = zlib.compressobj(6)
        start = packer.compress(header) + packer.flush(zlib.Z_FULL_FLUSH)
        middle = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        end = packer.flush(zlib.Z_FINISH)
        sha = digest.hexdigest()
        self._store(sha, start + middle * mebibytes + end + check.to_bytes(4, "big"))
        return sha

    def _store(self, sha: str, packed: bytes) -> None:
        path = self.folder / "objects" / sha[:2] / sha[2:]
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(packed)

    def write_tree(
        self,
        leaves: Mapping[bytes, Leaf],
        raw: Iterable[tuple[bytes, bytes, Leaf]] = (),
        last: Iterable[tuple[bytes, bytes, Leaf]] = (),
    ) -> str:
        """Stores the tree of these paths.

        `raw` and `last` are (folder, name, leaf) added without question, in order or at the end.
        """
        top = Folder()
        for path, leaf in leaves.items():
            *above, name = path.split(b"/")
            _descend(top, above).leaves[name] = leaf
        for path, name, leaf in raw:
            _descend(top, _parts(path)).raw.append((name, leaf))
        for path, name, leaf in last:
            _descend(top, _parts(path)).last.append((name, leaf))
        return self._write_folder(top)

    def _write_folder(self, folder: Folder) -> str:
        entries = [*folder.leaves.items(), *folder.raw]
        entries += [
            (name, Leaf(FOLDER, self._write_folder(inner)))
            for name, inner in folder.folders.items()
        ]
        # git sorts a folder as if its name ended with a slash
        entries.sort(key=lambda e: e[0] + (b"/" if e[1].mode == FOLDER else b""))
        entries += folder.last
        lines = [
            leaf.mode.encode() + b" " + name + b"\0" + bytes.fromhex(leaf.sha)
            for name, leaf in entries
        ]
        return self.write("tree", b"".join(lines))


def _parts(path: bytes) -> list[bytes]:
    return [part for part in path.split(b"/") if part]


def _descend(folder: Folder, parts: Iterable[bytes]) -> Folder:
    for part in parts:
        folder = folder.folders.setdefault(part, Folder())
    return folder


def leaves_of(folder: Path, revision: str) -> dict[bytes, Leaf]:
    """Every file of a commit's or a tree's, by path."""
    found = {}
    for line in git(folder, "ls-tree", "-r", "-z", "--full-tree", revision).split(b"\0"):
        if line:
            meta, _, path = line.partition(b"\t")
            mode, _, sha = meta.decode().split(" ")
            found[path] = Leaf(mode, sha)
    return found
