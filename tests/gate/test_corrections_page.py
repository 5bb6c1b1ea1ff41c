"""docs/corrections.md: what it gives to copy is read, fits the schema and gets past the gate."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from gate.forge import COUNTY, TOWN, Forge
from zhucun.check.registry import RULES
from zhucun.gate.registry import HISTORY
from zhucun.read.layout import place_of
from zhucun.read.strict import parse
from zhucun.schema.items import index
from zhucun.schema.store import validator

PAGE: Final = Path(__file__).parents[2] / "docs" / "corrections.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
EXAMPLES: Final = tuple(re.findall(r"```yaml\n# (\S+)\n(.*?)```", TEXT, re.DOTALL))
LATE_MEETING: Final = "  - {id: m98, kind: 座谈会, date: 2026-09-16, chair: county-od}\n"


def loaded(text: str) -> dict[str, Any]:
    parsed = parse(text.encode())
    assert parsed.fault is None, parsed.fault
    assert isinstance(parsed.value, dict)
    return parsed.value


def corrections() -> list[tuple[str, str]]:
    return [(path, text) for path, text in EXAMPLES if "corrections:" in text]


def names_of(examples: list[tuple[str, str]]) -> list[str]:
    return [loaded(text)["corrections"][0]["changes"][0]["item"] for _, text in examples]


def applied(repo: Forge, path: str, changes: list[Mapping[str, Any]]) -> None:
    """Makes the changes that a correction tells of, in the record itself."""
    place = place_of(path)
    assert place is not None
    data = loaded(repo.read(path))
    for change in changes:
        found = index(place.kind, data).get(change["item"])
        assert (found.value if found else None) == change["old"], change["item"]
        parent, _, name = change["item"].rpartition("/")
        around = index(place.kind, data).get(parent) if parent else None
        inside = around.value if around else data
        if isinstance(inside, list):
            assert found is not None
            inside.remove(found.value)
        elif change["new"] is None:
            del inside[name]
        else:
            inside[name] = change["new"]
    repo.write(path, json.dumps(data, ensure_ascii=False, indent=1))


def test_there_are_examples_of_both() -> None:
    assert len(corrections()) >= 6
    assert [text for _, text in EXAMPLES if "late:" in text]
    assert TEXT.count("```yaml") == len(EXAMPLES)


@pytest.mark.parametrize(("path", "text"), EXAMPLES)
def test_an_example_fits_its_schema(path: str, text: str) -> None:
    place = place_of(path)
    assert place is not None
    assert place.kind == "corrections"
    errors = [e.message for e in validator("corrections").iter_errors(loaded(text))]
    assert not errors


@pytest.mark.parametrize(("path", "text"), corrections(), ids=names_of(corrections()))
def test_an_example_gets_past_the_gate(repo: Forge, path: str, text: str) -> None:
    """And what it corrects doesn't without it."""
    home = path.partition("corrections/")[0]
    for correction in loaded(text)["corrections"]:
        applied(repo, f"{home}{correction['file']}", correction["changes"])
    adds_only = all(
        c["old"] is None for each in loaded(text)["corrections"] for c in each["changes"]
    )
    repo.commit("只改记录")
    assert adds_only or repo.rules()
    repo.write(path, text)
    repo.commit("连同更正")
    assert repo.rules() == set(), [f.message for f in repo.judge().findings]


def test_the_example_of_a_late_record_gets_past_the_gate(repo: Forge) -> None:
    ((path, text),) = [(path, text) for path, text in EXAMPLES if "late:" in text]
    repo.append(f"{COUNTY}/region.yml", "gate: {late_after_days: 30}\n")
    repo.settle()
    meetings = f"{COUNTY}/meetings/2026.yml"
    assert f"{COUNTY}/{loaded(text)['late'][0]['files'][0]}" == meetings
    repo.append(meetings, LATE_MEETING)
    repo.commit("补录")
    assert repo.rules() == {"late_record_is_explained"}
    repo.write(path, text)
    repo.commit("连同说明")
    assert repo.rules() == set()


def test_the_places_that_it_lists_are_there(repo: Forge) -> None:
    rows = re.findall(r"^\| `(\S+\.yml)` \| `(\S+)` \|", TEXT, re.MULTILINE)
    assert len(rows) >= 9
    for file, item in rows:
        path = f"{COUNTY}/{file}"
        place = place_of(path)
        assert place is not None
        assert index(place.kind, loaded(repo.read(path))).get(item) is not None, (file, item)


def test_the_refusals_that_it_explains_are_titles_of_rules() -> None:
    table = TEXT.partition("## 常见的拦法")[2].partition("| --- | --- |")[2]
    told = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", table, re.MULTILINE)
    rules = (*RULES.values(), *(each.rule for each in HISTORY.values()))
    titles = {rule.title for rule in rules}
    assert len(told) >= 6
    assert [title for title in told if title not in titles] == []


def test_the_town_of_the_examples_is_that_of_the_forge() -> None:
    assert all(path.startswith("records/shili/") for path, _ in EXAMPLES)
    assert TOWN.endswith("shilizhen")
