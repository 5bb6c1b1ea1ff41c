"""No text in a CSV is taken for a formula, and every text can be had back."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zhucun.publish.open_data.api import SEPARATOR, Value
from zhucun.publish.open_data.spreadsheets import cell, guarded, line

STARTS = "=+-@|＝＋－＠｜﹢﹣﹦﹫−"
BEFORE = "\t\r\n \u3000\u00a0\u200b\ufeff\u202e\u2066\"'`“‘”＂\u00ad\x00"
NASTY = st.text(
    st.one_of(st.sampled_from(STARTS + BEFORE + ",;；甲1a"), st.characters(codec="utf-8")),
    max_size=12,
)


def unguarded(text: str) -> str:
    """What the page of data tells readers to do with a text."""
    return text.removeprefix("'")


def opened(text: str) -> list[list[str]]:
    """The cells as a program reads them."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def bare(text: str) -> str:
    """What a spreadsheet sees after all that it may trim, hide or take for a quote."""
    kept = (c for c in text if c not in "\"'`“”‘’＂＇" and unicodedata.category(c)[0] not in "CZ")
    return "".join(kept)


def runs(text: str) -> bool:
    """Whether a spreadsheet might run a cell: a judgement of its own, not the writer's."""
    return text.startswith(("\t", "\r", "\n")) or bare(text).startswith(tuple(STARTS))


@pytest.mark.parametrize("start", STARTS + "\t\r\n")
@pytest.mark.parametrize("before", ["", *BEFORE, "“ ", '" '])
def test_a_formula_is_guarded(before: str, start: str) -> None:
    text = f"{before}{start}cmd|' /C calc'!A0"
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["普通的话", "0–2", "5–7", "2026-10-05", "a=b", "第1-2条", "“引”", "210726101000", ""]
)
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        (-5, "-5"),
        (-0.5, "-0.5"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        ((), ""),
        (("甲", "乙"), "甲；乙"),
        (("甲；丙", "乙"), "甲，丙；乙"),
        (("=甲",), "'=甲"),
        ("'已有撇号", "''已有撇号"),
    ],
)
def test_a_value_is_written(value: Value, told: str) -> None:
    assert cell(value) == told


@given(st.lists(NASTY, min_size=2, max_size=4))
@example(["=1", ""])
@example(["a;=1", "b\n=1", 'c","=1'])
def test_a_line_holds_what_it_was_given(texts: list[str]) -> None:
    (cells,) = opened(line(texts))
    assert [unguarded(each) for each in cells] == texts
    for each in cells:
        # A leading apostrophe makes it text; without one there is nothing to run.
        assert each.startswith("'") or not runs(each)


@given(st.lists(NASTY.filter(lambda t: t and SEPARATOR not in t), max_size=3))
def test_a_list_can_be_had_back(items: list[str]) -> None:
    told = unguarded(cell(tuple(items)))
    assert (told.split(SEPARATOR) if told else []) == items


@given(NASTY.filter(lambda t: any(c in t for c in ",;\"'\t\r\n|")))
def test_what_another_reader_might_cut_is_quoted(text: str) -> None:
    assert line((text,)).startswith('"')
