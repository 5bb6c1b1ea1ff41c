"""Options and fixtures that every test may use."""

from __future__ import annotations

import shutil
from pathlib import Path

import browser
import pytest

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
