"""The same pages under the successor of mkdocs-material, by the same mkdocs.yml."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from zhucun.publish.rendering import CONFIG, REPOSITORY


def zensical(docs: Path, work: Path) -> Path:
    """The folder of a site that Zensical renders from the sources in `docs`; works in `work`."""
    shutil.copytree(docs, work / "build" / "docs")
    shutil.copytree(REPOSITORY / "site_overrides", work / "site_overrides")
    shutil.copy(CONFIG, work)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return work / "site"
