"""Quotes are verified without the texts: verbatim, at their own article, or not at all."""

from __future__ import annotations

import pytest

from zhucun.law import fingerprint
from zhucun.law.articles import s0, s1, s2, s3, s4
from zhucun.law.fingerprint import articles, found_in, holds, stands_in
from zhucun.law.rows import Requirement, rows


def found_at(regulation: str, quote: str) -> list[str]:
    return found_in(articles(regulation) or {}, quote)


def test_there_are_339_rows() -> None:
    counts = dict.fromkeys(("s0", "s1", "s2", "s3", "s4"), 0)
    for row in rows().values():
        counts[row.regulation] += 1
    assert counts == {"s0": 100, "s1": 64, "s2": 56, "s3": 36, "s4": 83}


def test_a_row_s_id_names_its_regulation() -> None:
    assert all(row.id.lower().startswith(f"{row.regulation}-") for row in rows().values())


@pytest.mark.parametrize("row", rows().values(), ids=list(rows()))
def test_every_row_s_quote_holds_at_its_article(row: Requirement) -> None:
    assert len(row.quote) <= 20
    assert holds(row.regulation, row.article, row.quote)


def test_a_typo_does_not_hold() -> None:
    assert holds("s0", "第十六条", "每月在村工作时间不得少于20天")
    assert not holds("s0", "第十六条", "每月在村工作时间不得少于21天")
    assert not holds("s0", "第十六条", "每月在村工作时间不得小于20天")
    assert found_at("s0", "每月在村工作时间不得少于21天") == []


def test_a_quote_does_not_hold_at_another_article() -> None:
    assert not holds("s0", "第十七条", "每月在村工作时间不得少于20天")
    assert found_at("s0", "每月在村工作时间不得少于20天") == ["第十六条"]


def test_words_that_stand_apart_are_no_quote() -> None:
    assert holds("s0", "第十六条", "严格请销假制度")
    assert holds("s0", "第十六条", "每月在村工作")
    assert not holds("s0", "第十六条", "严格每月在村工作")


@pytest.mark.parametrize("quote", ["", "请假", "  请 假 "])
def test_less_than_three_characters_prove_nothing(quote: str) -> None:
    assert not holds("s0", "第十六条", quote)


def test_white_space_is_no_difference() -> None:
    assert holds("s4", "引言", "厅字 〔2017〕 50号")


def test_an_unknown_article_or_regulation_holds_nothing() -> None:
    assert not holds("s0", "第九十九条", "每月在村工作时间")
    assert not holds("s9", "第一条", "每月在村工作时间")
    assert fingerprint.articles("s9") is None


def test_page_chrome_is_not_law() -> None:
    assert found_at("s0", "本文2017-12-01") == []
    assert found_at("s2", "正式会员可完整阅读") == []
    assert found_at("s3", "第10页共10页") == []
    assert found_at("s4", "www.ghpxwh.com") == []
    assert found_at("s4", "版权所有") == []


def test_no_match_across_the_digits_of_two_digests() -> None:
    wanted = fingerprint.fingerprint("甲乙丙")
    assert not stands_in("0" + wanted + "0000", "甲乙丙")
    assert stands_in("00000" + wanted, "甲乙丙")


def test_s0_articles_keep_their_items_and_drop_the_footer() -> None:
    text = "办法名\n第一章 总则\n第一条 甲。\n(一)乙\n第十二条 丙。\n办法名\n本文2017年\n本文链接:x"
    assert s0(text) == [("引言", "办法名"), ("第一条", "甲。(一)乙"), ("第十二条", "丙。")]


def test_s1_paragraphs_are_file_lines_without_the_label_and_the_repeats() -> None:
    assert s1("阅读\n甲段\n乙段\n丙段\n乙段\n丙段") == [
        ("P2", "甲段"),
        ("P3", "乙段"),
        ("P4", "丙段"),
    ]


def test_s2_gap_belongs_to_the_article_before_the_seventh() -> None:
    text = "首页\n为深入贯彻\n第一章 人员\n第一条 甲\n……(省略)…… \n乙\n第七条 丙 ……(未完,全文"
    assert s2(text) == [
        ("引言", "为深入贯彻"),
        ("第一条", "甲"),
        ("第六条", "乙"),
        ("第七条", "丙"),
    ]


def test_s3_page_markers_do_not_split_words_or_items() -> None:
    text = "时间\n1、前言。一、抓甲1、选好能力\n2、强者。第10页共10页2、推行。二、抓乙6、健全。\n此"
    assert s3(text) == [
        ("引言", "前言。"),
        ("1.1", "选好能力强者。"),
        ("1.2", "推行。"),
        ("2.6", "健全。"),
    ]


def test_s4_items_stand_alone_and_in_their_section() -> None:
    text = (
        "题目\n广告 www.ghpxwh.com 广告\n  三、任务\n(一)职责\n1.甲\n5.乙\n六、保障\n(四)待遇\n"
        "中央驻固单位参照。\n更多\n电话"
    )
    parts = dict(s4(text))
    assert parts["引言"] == "题目"
    assert parts["三(一)"] == "(一)职责1.甲5.乙"
    assert parts["三(一)5"] == "5.乙"
    assert parts["六(四)"] == "(四)待遇"
    assert parts["六(末段)"] == "中央驻固单位参照。"
    assert "电话" not in "".join(parts.values())
    assert "广告" not in "".join(parts.values())
