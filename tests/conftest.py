"""Options and fixtures that every test may use."""

from __future__ import annotations

import shutil
from pathlib import Path

import browser
import pytest

from assess.planted import Tree, Trees
from zhucun.facts.load import LoadedCommons, load_commons

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless",
        action="store_true",
        help="write what is produced now as the sample that later runs compare with",
    )


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether this run rewrites the samples (`make bless`) instead of comparing with them."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium to drive; `make test` has installed one or said how."""
    name = browser.executable()
    path = shutil.which(name) if name else None
    assert path is not None, "no Chromium found: run `make browser`"
    return path


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def commons() -> LoadedCommons:
    """The repository's own packs and calendars."""
    return load_commons(ROOT)


@pytest.fixture
def trees(tmp_path: Path, commons: LoadedCommons) -> Trees:
    """Empty counties under the regulation named, each written record by record."""
    return lambda regulation: Tree(tmp_path / regulation, commons, regulation=regulation)
