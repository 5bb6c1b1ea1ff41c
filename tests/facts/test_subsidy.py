"""Whom a subsidy is for, in the words of the pack: units by reference, and who is left out."""

from __future__ import annotations

import pytest

from zhucun.facts.people import Unit
from zhucun.facts.subsidy import follows_by_reference, in_words
from zhucun.law.value import Value


def texts(*words: str) -> Value:
    return Value("k", "某", "", words or None, "2018-05-29", None, None, (), "p#/parameters/0")


@pytest.mark.parametrize(
    ("level", "kind", "fiscal", "word", "follows"),
    [
        ("中央", "机关", True, "中央驻固单位", True),
        ("中央", "机关", True, "国有企业", False),
        ("省直", "国有企业", True, "国有企业", True),
        ("省直", "国有企业", True, "市直国有企业", False),
        ("市直", "国有企业", True, "市直国有企业", True),
        ("市直", "机关", True, "市直国有企业", False),
        ("县直", "事业单位", False, "非财政负担的企事业单位", True),
        ("县直", "事业单位", True, "非财政负担的企事业单位", False),
        ("县直", "事业单位", False, "别的单位", False),
    ],
)
def test_a_word_names_units(level: str, kind: str, fiscal: bool, word: str, follows: bool) -> None:
    unit = Unit("u", "某单位", kind, level, fiscal)
    assert follows_by_reference(unit, texts("别的", word)) is follows
    assert not follows_by_reference(unit, texts())


def test_who_is_left_out_is_in_the_packs_words() -> None:
    assert in_words(texts("社区"), texts("第一书记")) == "驻社区的第一书记"
    assert in_words(texts("社区", "乡镇"), None) == "驻社区、乡镇的人"
