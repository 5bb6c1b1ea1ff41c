"""The miniature county, planted anew for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.tree import plant


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    """A folder with the miniature, free to be changed."""
    return plant(tmp_path, root)
