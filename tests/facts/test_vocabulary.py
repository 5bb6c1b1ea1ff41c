"""Streams and facts are the words that packs are written in: each says the right thing of the
miniature, and docs/norms.md lists them all."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mini.tree import AS_OF, REGIMES, edit, plant
from zhucun.facts.acts import STREAMS, acts_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.known import FACTS
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.facts.subjects import subjects_of
from zhucun.read.strict import parse

REPOSITORY = Path(__file__).parents[2]
#: Streams of records that the miniature doesn't have; tests/facts/test_acts.py reads the sample's.
OF_THE_SAMPLE = {"accountability", "bulletin", "talk", "term_end"}


def read_yaml(path: Path) -> dict[str, Any]:
    parsed = parse(path.read_bytes())
    assert isinstance(parsed.value, dict), parsed.fault
    return parsed.value


SAID = read_yaml(Path(__file__).parent / "vocabulary.yml")


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CountyFacts]:
    found = {}
    for regime in REGIMES:
        root = plant(tmp_path_factory.mktemp(regime), REPOSITORY, regime)
        edit(root, [each for each in SAID["改动"] if each.get("制度", REGIMES[0]) == regime])
        city = load_city(root, "shili")
        found[regime] = load_county(root, load_commons(root), city, "shilixian", AS_OF).facts
    return found


def test_every_word_has_its_example() -> None:
    assert set(SAID["streams"]) == set(STREAMS) - OF_THE_SAMPLE
    assert set(SAID["facts"]) == {f"{kind}.{name}" for kind, name in FACTS}


@pytest.mark.parametrize("name", sorted(SAID["streams"]))
def test_a_stream_tells_of_the_miniature(counties: dict[str, CountyFacts], name: str) -> None:
    said = SAID["streams"][name]
    first = acts_of(counties[said["in"]], name)[0]
    assert f"{first.path}#{first.pointer}" == said["at"]
    assert "/".join(dict.fromkeys((first.start, first.end))) == said["days"]
    whose = (first.cadre, first.village_cadre, first.village, first.township, first.unit)
    assert [each for each in whose if each] == said["of"]
    assert first.level == said["level"]


@pytest.mark.parametrize("name", sorted(SAID["facts"]))
def test_a_fact_tells_of_the_miniature(counties: dict[str, CountyFacts], name: str) -> None:
    said = SAID["facts"][name]
    kind, _, fact = name.partition(".")
    county = counties[said["in"]]
    subject = next(s for s in subjects_of(county, kind) if s.id == said["of"])
    got = FACTS[kind, fact].read(county, subject.thing, AS_OF)
    assert (list(got) if isinstance(got, tuple) else got) == said["is"]


# -- docs/norms.md -----------------------------------------------------------------------


@cache
def page() -> str:
    return (REPOSITORY / "docs/norms.md").read_text(encoding="utf-8")


def table_under(heading: str) -> list[list[str]]:
    """The rows of the table in a section, without its head."""
    section = page().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]


def test_the_page_lists_the_streams() -> None:
    wanted = [[s.name, s.title, ", ".join(s.kinds)] for _, s in sorted(STREAMS.items())]
    assert table_under("Streams") == wanted


def test_the_page_lists_the_facts() -> None:
    wanted = [
        [f.kind, f.name, f.title + (f"（{f.unit}）" if f.unit else "")]
        for _, f in sorted(FACTS.items())
    ]
    assert table_under("Facts") == wanted


def test_the_pages_examples_are_entries_of_a_pack() -> None:
    packs = sorted((REPOSITORY / "records/regulations").glob("*.yml"))
    texts = [path.read_text(encoding="utf-8") for path in packs]
    examples = re.findall(r"```yaml\n(.*?)```", page(), re.S)
    assert len(examples) == 7
    for example in examples:
        assert any(example in text for text in texts), example
