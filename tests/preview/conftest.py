"""The miniature, planted once for every test of the preview that changes nothing on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.tree import REGIMES, plant

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature under the first regulation."""
    return plant(tmp_path_factory.mktemp("mini"), REPOSITORY)


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The miniature under each regulation, by its id."""
    return {
        regime: plant(tmp_path_factory.mktemp(regime), REPOSITORY, regime) for regime in REGIMES
    }
