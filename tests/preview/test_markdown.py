"""Record text in a preview is text: it pings nobody, links nowhere, forges and breaks nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from preview.overlaid import COUNTY, TOWN, replaced, told, written
from zhucun.preview.markdown import LONGEST, link, plain
from zhucun.preview.render import is_base

ATTACKS = (
    "@octocat 请看",
    "\\@octocat",
    "#1 关闭",
    "fixes GH-12",
    "org/repo#3",
    "!4 %5 $6 ~bug &7 ^8",
    "https://evil.example/x",
    "www.evil.example",
    "ftp://evil.example",
    "a@evil.example",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "&lt;script&gt; &#64;octocat",
    "<!-- 隐藏 -->",
    "`code` ```\n# 标题\n- [ ] 任务",
    "*粗* _斜_ ~~删~~ **粗** __粗__",
    "| 表 | 格 |\n| --- | --- |",
    "正文\n\n## 影响预览\n\n改动的记录不影响考核",
    "/close\n/assign @me",
    ":tada: :+1:",
    "甲\u202e乙\u2066丙\u200b丁\ufeff\x00\x1b[31m",
    "e" + "\u0301" * 40,
    "1. 列表",
    "===\n---",
    "${{ github.token }} {{ x }} {% x %}",
    "身份证 210726198501011234 电话 13812341234",
)
#: What any of the forges would make more of than text.
LIVE = re.compile(
    r"[\\`*<>#@|~$^&{}\[\]!:\x00-\x08\x0b-\x1f\u200b\u202a-\u202e\u2066-\u2069\ufeff]"
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_record_text_is_nothing_but_text(attack: str) -> None:
    shown = plain(attack)
    assert not LIVE.search(shown), shown
    assert "\n" not in shown
    assert not re.search(r"(?i)www\.|\bGH-\d|://|\d{17}|1381234", shown)
    assert not re.search(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", shown)


def test_a_text_reads_as_it_was_written() -> None:
    assert (
        plain("示例镇  一名第一书记\n19 → 20（−55 元）") == "示例镇 一名第一书记 19 → 20（−55 元）"
    )
    assert plain("2026-Q4 990101-001 2026-10-31 attendance.min_days") == (
        "2026-Q4 990101-001 2026-10-31 attendance.min_days"
    )
    assert plain("@甲 #1") == "＠甲 ＃1"


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert plain("长" * 1000) == "长" * (LONGEST - 1) + "…"


def test_a_link_leads_where_we_say() -> None:
    assert link("条](https://evil.example)[", "https://x.example/") == (
        "[条］（https：//evil.example）［](https://x.example/)"
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://x.example/)[evil](https://y.example",
        "https://user@x.example/",
        "https://x.example/?q=1#a",
        "//x.example",
        "https://x.example/ y",
        "",
    ],
)
def test_what_is_no_address_makes_no_links(address: str) -> None:
    assert not is_base(address)


@pytest.mark.parametrize("address", ["https://x.example", "http://10.0.0.1:8080/zhu-cun/"])
def test_an_address_makes_links(address: str) -> None:
    assert is_base(address)


HOSTILE = "坏@octocat #1 [x](https://evil.example) <b> `c` | www.evil.example"

SHORT = "坏@octocat <b> `c`"


def test_no_field_of_a_record_reaches_the_markup(mini: Path) -> None:
    """Names and texts that a preview shows, each replaced with what would forge."""
    text = told(
        mini,
        replaced(f"{TOWN}/region.yml", "name: 示例村, kind", f'name: "{HOSTILE}", kind'),
        replaced(f"{TOWN}/region.yml", '"2026": 61000', '"2026": 91000'),
        replaced(f"{TOWN}/problems/2026.yml", "to: 县交通局", f'to: "{HOSTILE}"'),
        replaced(f"{COUNTY}/cadres/990101-001.yml", "name: 示例甲", f'name: "{SHORT}"'),
        replaced(f"{TOWN}/attendance/2026-10.yml", "在村: 8-31", "在村: 8-30"),
    )
    assert "没有计入" not in text
    assert "坏＠octocat" in text
    assert "@octocat" not in text
    assert "evil.example)" not in text
    assert "<b>" not in text
    for line in text.splitlines():
        assert re.match(r"(?:#{2,4} |- \*\*[^*]+\*\* |\S)|$", line), line
        assert not LIVE.search(re.sub(r"^(?:#{2,4} |- \*\*[^*]+\*\* )", "", line)), line


def test_no_file_name_reaches_the_markup(mini: Path) -> None:
    text = told(mini, written(f"{TOWN}/@octocat [x](http:y) \n## z.yml", "a: 1\n"))
    assert "＠octocat" in text
    assert "@octocat" not in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## 影响预览"]
