"""Runs git on a repository's objects without a word of that repository's settings.

Configuration, attributes and hooks of a repository name programs; grafts, replacements and
commit graphs of its rewrite its history. So only its names (branches, tags) are asked for where it
lies; everything else is read through a bare folder of our own that borrows its objects.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhucun.read.printable import shown

# Settings that would run a program, or change what is read, where a repository is asked itself.
HARMLESS: Final = (
    "-c", "core.fsmonitor=false",
    "-c", "core.attributesFile=/dev/null",
    "-c", "core.commitGraph=false",
    "-c", "core.quotePath=false",
    "-c", "log.showSignature=false",
    "-c", "gpg.program=false",
    "-c", "gpg.openpgp.program=false",
    "-c", "gpg.x509.program=false",
    "-c", "gpg.ssh.program=ssh-keygen",
    "-c", "diff.renames=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
# What a caller's environment must not decide.
_SCRUBBED: Final = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
)
# How git ends when it doesn't know an option.
_USAGE: Final = 129
_TOO_OLD: Final = "git 不认识要用的选项，多半版本太旧；请安装 git 2.38 或更新的版本。"
# Where a hook's new objects lie until they are accepted.
_QUARANTINE: Final = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


class GitError(Exception):
    """Why git's objects can't tell what was asked: a Chinese sentence with the next step."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a repository lies: its folder, its objects' folders, the file of a shallow clone."""

    folder: Path
    objects: tuple[Path, ...]
    shallow: Path
    object_format: str


def environment() -> dict[str, str]:
    """The environment for asking a repository itself; a hook's quarantine of objects is kept."""
    kept = {k: v for k, v in os.environ.items() if k not in _SCRUBBED}
    if "GIT_QUARANTINE_PATH" not in kept:
        for name in _QUARANTINE:
            kept.pop(name, None)
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def secluded(asked: Mapping[str, str]) -> dict[str, str]:
    """The environment inside: nobody's settings, no quarantine but what the folder borrows."""
    kept = {
        k: v
        for k, v in asked.items()
        if k not in _QUARANTINE and not k.startswith(("GIT_CONFIG", "GIT_TRACE", "GIT_QUARANTINE"))
    }
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def home_of(path: Path, asked: Mapping[str, str]) -> Home:
    """Where the repository at a path (or above it) lies; GitError where there is none."""
    wanted = ("--absolute-git-dir", "--git-path", "objects", "--git-path", "shallow")
    try:
        done = subprocess.run(
            ["git", *HARMLESS, "-C", str(path), "rev-parse", "--path-format=absolute",
             *wanted, "--show-object-format"],
            capture_output=True,
            check=False,
            env=asked,
        )  # fmt: skip
    except FileNotFoundError:
        raise GitError("没有找到 git；请先安装 git 2.38 或更新的版本。") from None
    if done.returncode != 0:
        if b"dubious ownership" in done.stderr:
            raise GitError(
                f"{path} 属于另一个用户，git 不肯打开；请用记录库所有者的身份运行，"
                "或用 git config --global --add safe.directory 登记这个目录。"
            )
        raise GitError(f"{path} 不是 git 记录库；请改用记录库所在的目录。")
    told = os.fsdecode(done.stdout).removesuffix("\n").split("\n")
    if len(told) != 4:  # an older git repeats the options that it doesn't know
        raise GitError(f"{_TOO_OLD}版本够新的，请把记录库移到路径里没有换行的目录。")
    folder, objects, shallow, object_format = told
    alternates = asked.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)
    places = (Path(objects), *(Path(a) for a in alternates if a))
    return Home(Path(folder), places, Path(shallow), object_format)


def commit_named(home: Home, revision: str, asked: Mapping[str, str]) -> str:
    """The id of the commit that a revision names; GitError for none, and for a name of several."""
    wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    code, out = run(home.folder, wanted, asked, None, (0, 1, 128))
    sha = out.decode().strip()
    if code != 0 or not sha:
        raise GitError(
            f"这里没有 {_bulletin(revision)} 这个提交；"
            "请核对写法，或先用 git fetch 取来（浅克隆请加 --unshallow）。"
        )
    if revision != sha:
        names = [f"refs/{kind}/{revision}" for kind in ("heads", "tags", "remotes")]
        listed = ("for-each-ref", "--format=%(refname)", *names)
        found = os.fsdecode(run(home.folder, listed, asked, None, (0,))[1]).splitlines()
        same = [name for name in names if name in found]
        if len(same) > 1:
            raise GitError(
                f"{_bulletin(revision)} 不知道指哪一个；请写全名：{_bulletin('、'.join(same))}。"
            )
    return sha


def make_borrower(home: Home) -> Path:
    """A new bare repository, in a temporary folder, that borrows the objects and nothing else."""
    folder = Path(tempfile.mkdtemp(prefix="zhucun-git-"))
    (folder / "objects" / "info").mkdir(parents=True)
    (folder / "refs").mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
    version = 0 if home.object_format == "sha1" else 1
    settings = f"[core]\n\trepositoryformatversion = {version}\n\tbare = true\n"
    if version:
        settings += f"[extensions]\n\tobjectFormat = {home.object_format}\n"
    (folder / "config").write_text(settings, encoding="ascii")
    borrowed = "".join(f"{_quoted(place)}\n" for place in home.objects)
    (folder / "objects" / "info" / "alternates").write_text(
        borrowed, encoding="utf-8", errors="surrogateescape"
    )
    if home.shallow.is_file():
        (folder / "shallow").write_bytes(home.shallow.read_bytes())
    return folder


def remove_borrower(folder: Path, owner: int) -> None:
    """Removes it, unless in a process that was only forked from the one that made it."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def _quoted(place: Path) -> str:
    """A path as git's list of alternates takes it, whatever characters it has."""
    text = str(place)
    if text.startswith(('"', "#")) or "\n" in text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return text


def run(
    folder: Path,
    arguments: Sequence[str],
    inside: Mapping[str, str],
    stdin: bytes | None,
    ok: Sequence[int],
) -> tuple[int, bytes]:
    """Exit code and output of git at a folder; GitError when the code is not among `ok`."""
    done = subprocess.run(
        ["git", *HARMLESS, f"--git-dir={folder}", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=inside,
        cwd=folder,  # no work tree's attributes
    )
    if done.returncode not in ok:
        raise GitError(_TOO_OLD if done.returncode == _USAGE else _told(done.stderr))
    return done.returncode, done.stdout


def _told(stderr: bytes) -> str:
    said = stderr.decode("utf-8", "replace").strip().splitlines()
    reason = _bulletin(said[-1]) if said else "没有说明原因"
    return f"git 读不出记录库（{reason}）；请用 git fsck 检查，或重新克隆再试。"


def _bulletin(text: str) -> str:
    """A caller's or git's text in a message: not too long."""
    return shown(text)[:120]
