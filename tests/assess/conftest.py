"""A small tree written record by record, loaded the way the commands load it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assess.planted import Tree
from zhucun.facts.load import LoadedCommons, load_commons

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def commons() -> LoadedCommons:
    """The repository's own packs and calendars."""
    return load_commons(ROOT)


@pytest.fixture
def tree(tmp_path: Path, commons: LoadedCommons) -> Tree:
    """An empty county under S0."""
    return Tree(tmp_path, commons)


@pytest.fixture
def trees(tmp_path: Path, commons: LoadedCommons) -> Callable[[str], Tree]:
    """Empty counties under the regulation named."""
    return lambda regulation: Tree(tmp_path / regulation, commons, regulation=regulation)
