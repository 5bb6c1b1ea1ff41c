"""The rows and fingerprints that a pack brings along: held to the same as those of the tool."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhucun.law.faults import check_pack
from zhucun.law.fingerprint import prints_of
from zhucun.law.pack import load_law
from zhucun.law.rows import shipped
from zhucun.read.strict import parse

PATH = "records/regulations/s99.yml"
TEXT = Path(__file__).parents[1] / "sixth" / PATH


@pytest.fixture
def s99() -> Any:
    """The parsed record of the invented sixth regulation, for a test to damage."""
    return parse(TEXT.read_bytes()).value


def codes(raw: Any, path: str = PATH) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in check_pack(raw, path)]


def test_it_has_no_fault(s99: Any) -> None:
    assert codes(s99) == []


def test_its_rows_are_known_by_their_id(s99: Any) -> None:
    law = load_law({PATH: s99})
    row = law.requirement("S99-04")
    assert row is not None
    assert (row.regulation, row.article, row.title) == ("s99", "第五条", "每月走访每名书记")
    assert law.requirement("S99-99") is None
    assert law.requirement("S0-01") is None
    assert {"S0-01", "S99-04"} <= set(law.requirements())
    norm = next(n for n in law.pack("s99").norms.each() if n.key == "duty.monthly")
    assert norm.article is not None
    assert norm.article.article == "第四条"


DAMAGES: list[tuple[str, str, Callable[[Any], object]]] = [
    ("/requirements/0/id", "row-prefix", lambda raw: raw["requirements"][0].update(id="S6-01")),
    ("/requirements/1/id", "duplicate-id", lambda raw: raw["requirements"][1].update(id="S99-01")),
    (
        "/requirements/2/quote",
        "quote-not-found",
        lambda raw: raw["requirements"][2].update(quote="每月记录值班和办事情况不少于七条"),
    ),
    (
        "/requirements/2/article",
        "unknown-article",
        lambda raw: raw["requirements"][2].update(article="第四十条"),
    ),
    (
        "/parameters/1/values/0/cite/quote",
        "quote-not-found",
        lambda raw: raw["fingerprints"].update(prints_of([("第四条", "别的条文，别的字句。")])),
    ),
    (
        "/fingerprints/第一条",
        "digests",
        lambda raw: raw["fingerprints"].update({"第一条": raw["fingerprints"]["第一条"][:-1]}),
    ),
    (
        "/fingerprints/第一条",
        "digests",
        lambda raw: raw["fingerprints"].update({"第一条": "原文。"}),
    ),
    ("/conditions/0/rows/0", "unknown-row", lambda raw: raw["requirements"].pop(1)),
    ("/effective/rows/0", "foreign-row", lambda raw: raw["effective"].update(rows=["S0-01"])),
]


@pytest.mark.parametrize(("pointer", "code", "damage"), DAMAGES)
def test_damage_is_found(
    s99: Any, pointer: str, code: str, damage: Callable[[Any], object]
) -> None:
    damage(s99)
    assert (pointer, code) in codes(s99)


def test_without_fingerprints_the_next_step_is_told(s99: Any) -> None:
    del s99["fingerprints"]
    faults = check_pack(s99, PATH)
    assert {fault.code for fault in faults} == {"no-fingerprint"}
    assert "zhucun fingerprint 原文.txt --regulation s99" in faults[0].message


def test_a_quote_of_another_pack_of_this_kind_is_not_verified(s99: Any) -> None:
    s99["parameters"][1]["values"][0]["cite"]["regulation"] = "s6"
    (fault,) = check_pack(s99, PATH)
    assert fault.code == "no-fingerprint"
    assert "程序自带指纹" in fault.message


@pytest.mark.parametrize("section", ["requirements", "fingerprints"])
def test_what_comes_with_the_tool_is_not_declared_anew(s0: Any, s99: Any, section: str) -> None:
    s0[section] = s99[section]
    assert codes(s0, "records/regulations/s0.yml") == [(f"/{section}", "source-shipped")]


def test_the_rows_of_five_regulations_come_with_the_tool() -> None:
    assert shipped() == {"s0", "s1", "s2", "s3", "s4"}
