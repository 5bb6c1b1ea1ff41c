"""The site of the repository's own records, built once for all test workers."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from site_tree import built

#: The last day that the sample tells of.
AS_OF = "2026-11-22"


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory, root: Path, worker_id: str) -> Path:
    """The folder of the built sample site: five counties, every kind of page with real weight."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = shared / "sample"
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "site").is_dir():
            built(root, folder / "site", AS_OF)
    return folder / "site"
