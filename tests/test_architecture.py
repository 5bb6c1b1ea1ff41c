"""Modules stay small enough to read, and the page that draws the house names every room."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "tools" / "zhucun"
MOST_LINES = 400


def test_no_module_outgrows_a_few_screens() -> None:
    lengths = {
        p.relative_to(PACKAGE).as_posix(): len(p.read_text(encoding="utf-8").splitlines())
        for p in PACKAGE.rglob("*.py")
    }
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


def test_the_architecture_page_names_every_package() -> None:
    page = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = [p.parent.name for p in PACKAGE.glob("*/__init__.py")]
    assert packages
    assert [name for name in packages if f"| `{name}` |" not in page] == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"util", "utils", "helper", "helpers", "common", "misc", "manager"}
    assert [p for p in PACKAGE.rglob("*.py") if p.stem in drawers] == []
