"""One site of the miniature tree for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_tree import built, planted


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The folder of a built site; build/docs and build/data stand beside it."""
    folder = tmp_path_factory.mktemp("site")
    tree = planted(folder / "tree", root)
    built(tree, folder / "site")
    return folder / "site"
