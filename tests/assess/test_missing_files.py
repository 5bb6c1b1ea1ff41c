"""Tables, what is due and the explanations survive any file that is missing or broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mini.tree import AS_OF, REGIMES, plant
from zhucun.assess.catalogue import TABLES
from zhucun.assess.due_standing import dues_of
from zhucun.assess.explain import explain
from zhucun.assess.registry import frame_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_city, load_commons, load_county

REPOSITORY = Path(__file__).parents[2]
YEAR = int(AS_OF[:4])


def load(root: Path) -> CountyFacts:
    return load_county(root, load_commons(root), load_city(root, "shili"), "shilixian", AS_OF).facts


@pytest.fixture(scope="module", params=REGIMES)
def tree(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("missing"), REPOSITORY, request.param)


def tell(county: CountyFacts) -> int:
    """Every table of the year, what is due, and each cadre explained; how many rows in all."""
    rows = sum(len(frame_of(county, table, YEAR)) for table in TABLES.values())
    rows += len(dues_of(county))
    return rows + sum(len(explain(county, cadre, YEAR)) for cadre in county.cadres)


def test_any_file_may_be_missing(tree: Path) -> None:
    whole = load(tree)
    assert tell(whole)
    for path in (r.path for r in (*whole.records, *whole.city_records)):
        less = replace(
            whole,
            records=tuple(r for r in whole.records if r.path != path),
            city_records=tuple(r for r in whole.city_records if r.path != path),
        )
        tell(less)
    tell(replace(whole, records=(), city_records=()))


@pytest.mark.parametrize("folder", ["", "shilixian/", "shilixian/shilizhen/"])
@pytest.mark.parametrize("text", ["", "name: [", "name: 某地\n"])
def test_a_region_may_be_broken(tree: Path, folder: str, text: str) -> None:
    file = tree / f"records/shili/{folder}region.yml"
    before = file.read_bytes()
    file.write_text(text, encoding="utf-8")
    try:
        tell(load(tree))
    finally:
        file.write_bytes(before)
