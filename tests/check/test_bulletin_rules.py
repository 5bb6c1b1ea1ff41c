"""The rule on a bulletin's figures where only part of a county was read."""

from __future__ import annotations

from pathlib import Path

from zhucun.check.catalogue import RULES
from zhucun.check.finding import Found
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.facts.window import Window, quarters_around

AS_OF = "2026-11-22"


def found(root: Path, window: Window | None) -> list[Found]:
    commons = load_commons(root)
    city = load_city(root, "jinzhou", window)
    facts = load_county(root, commons, city, "heishan", AS_OF, window).facts
    assert facts.of("bulletin")
    judge = RULES["bulletin_figures_agree"].judge
    assert judge
    return list(judge(facts))


def test_what_was_not_read_is_not_missing(root: Path) -> None:
    months = quarters_around([("2026-05-01", "2026-05-31")])
    for window in (
        Window(months),
        Window(months, frozenset({"project", "notices"}), frozenset({"210726-001"})),
        Window(quarters_around([("2026-09-01", "2026-10-31")]), people=frozenset({"210726-001"})),
    ):
        assert found(root, window) == []


def test_the_sample_agrees(root: Path) -> None:
    assert found(root, None) == []
