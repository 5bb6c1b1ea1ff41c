"""A small tree written record by record, loaded the way the commands load it."""

from __future__ import annotations

import pytest

from assess.planted import Tree, Trees


@pytest.fixture
def tree(trees: Trees) -> Tree:
    """An empty county under S0."""
    return trees("s0")
