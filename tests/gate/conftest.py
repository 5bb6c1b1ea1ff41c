"""The forge: a repository of its own for each test, copied from one made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from gate.forge import Forge, Foundry, found


@pytest.fixture(scope="session")
def foundry(tmp_path_factory: pytest.TempPathFactory) -> Foundry:
    """The world that every history begins in."""
    return found(tmp_path_factory.mktemp("foundry"))


@pytest.fixture
def repo(foundry: Foundry, tmp_path: Path) -> Forge:
    """A bare repository of the world, with a draft."""
    return foundry.copy(tmp_path / "repo.git")
