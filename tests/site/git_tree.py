"""Trees of records in git, whatever the machine's own settings of git are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

WHEN = "2026-11-05T09:00:00+08:00"
_SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "示例",
    "GIT_AUTHOR_EMAIL": "author@example.invalid",
    "GIT_COMMITTER_NAME": "示例",
    "GIT_COMMITTER_EMAIL": "committer@example.invalid",
}


def git(folder: Path, *arguments: str, when: str = WHEN, stdin: str = "") -> str:
    """What git says in a folder, without the last line end."""
    done = subprocess.run(
        ["git", "-c", "commit.gpgsign=false", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        input=stdin,
        env={**os.environ, **_SETTINGS, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
    )
    return done.stdout.strip()


def committed(tree: Path, message: str = "记录", when: str = WHEN) -> str:
    """Commits all of a tree, which becomes a repository if it is none; the commit's id."""
    if not (tree / ".git").exists():
        git(tree, "init", "--quiet", "--initial-branch=main")
        (tree / ".git" / "info" / "exclude").write_text("/site\n/build\n", encoding="utf-8")
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--allow-empty", f"--message={message}", when=when)
    return git(tree, "rev-parse", "HEAD")
