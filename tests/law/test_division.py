"""How any official text falls into articles."""

from __future__ import annotations

import pytest

from zhucun.law.division import divided, number_of


def test_by_articles_without_the_headings_of_chapters() -> None:
    text = (
        "某办法\n第一章 总则\n第一条 甲。\n（一）乙；\n第二章 职责\n第二条　丙。\n第三条之一 丁。"
    )
    found = divided(text)
    assert found.kind == "按“第…条”"
    assert found.parts == (
        ("引言", "某办法"),
        ("第一条", "甲。（一）乙；"),
        ("第二条", "丙。"),
        ("第三条之一", "丁。"),
    )
    assert found.gaps == ()


def test_an_article_named_in_a_sentence_begins_none() -> None:
    found = divided("第一条 依照第二条办理。\n依照第三条的规定办理。\n第二条 甲。")
    assert [label for label, _ in found.parts] == ["第一条", "第二条"]


def test_articles_that_are_missing_are_told() -> None:
    assert divided("第一条 甲\n第七条 乙\n第八条 丙").gaps == (("第一条", "第七条"),)


def test_parts_of_one_label_are_joined() -> None:
    assert divided("第一条 甲\n第二条 乙\n第一条 丙").parts == (
        ("第一条", "甲丙"),
        ("第二条", "乙"),
    )


def test_by_sections_with_their_items() -> None:
    found = divided("通知\n一、目标\n甲\n（一）范围\n1.乙\n2．丙\n(二)方法\n二、要求\n1、丁")
    assert found.kind == "按“一、（一）1.”的层次"
    assert dict(found.parts) == {
        "引言": "通知",
        "一": "一、目标甲（一）范围1.乙2．丙(二)方法",
        "一(一)": "（一）范围1.乙2．丙",
        "一(一)1": "1.乙",
        "一(一)2": "2．丙",
        "一(二)": "(二)方法",
        "二": "二、要求1、丁",
        "二1": "1、丁",
    }


def test_an_amount_begins_no_item() -> None:
    assert dict(divided("一、甲\n1.5 倍以上").parts) == {"一": "一、甲1.5 倍以上"}


def test_by_paragraphs_where_there_is_neither() -> None:
    assert divided("甲段\n\n 乙段 ").parts == (("P1", "甲段"), ("P2", "乙段"))


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("一百零三", 103),
        ("7", 7),
    ],
)
def test_numerals(numeral: str, number: int) -> None:
    assert number_of(numeral) == number
