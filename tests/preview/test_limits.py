"""However much a change does, its preview fits a forge's comment and counts what it leaves out."""

from __future__ import annotations

import pytest

from zhucun.preview.model import CountyEffect, Group, Line, Preview, Source
from zhucun.preview.render import (
    LEAST_OF_A_COUNTY,
    MOST_CHARACTERS,
    MOST_GROUPS,
    MOST_LINES,
    markdown,
)

SOURCE = Source("s0 第十六条", "“每月在村工作时间不得少于20天”", "coverage/#S0-56")


def _group(number: int, lines: int, text: str = "计入天数 20 → 19") -> Group:
    effects = tuple(Line("到岗", f"{text} {number} {n}", (SOURCE,)) for n in range(lines))
    return Group(
        "cadre", f"990101-{number:03d}", f"干部{number}（990101-{number:03d}）", (), effects
    )


def _preview(counties: int, groups: int, lines: int, text: str = "计入天数 20 → 19") -> Preview:
    effects = (
        CountyEffect(
            "shi", f"xian{n:02d}", f"某县{n}", tuple(_group(g, lines, text) for g in range(groups))
        )
        for n in range(counties)
    )
    return Preview("2026-11-05", False, tuple(effects))


@pytest.mark.parametrize(
    ("counties", "groups", "lines"), [(1, 1, 1), (1, 500, 40), (60, 200, 30), (400, 3, 9)]
)
def test_it_fits_a_comment(counties: int, groups: int, lines: int) -> None:
    for text in ("计入天数 20 → 19", "长" * 1000, "@#*" * 100):
        shown = markdown(
            _preview(counties, groups, lines, text), site="https://example.org/" + "z" * 60
        )
        assert len(shown) <= MOST_CHARACTERS
        assert shown.endswith("\n")


def test_lines_beyond_the_most_are_counted() -> None:
    shown = markdown(_preview(1, 1, MOST_LINES + 3))
    assert shown.count("- **到岗**") == MOST_LINES
    assert "- 另有 3 处变化没有列出" in shown


def test_groups_beyond_the_most_are_counted_and_named() -> None:
    shown = markdown(_preview(1, MOST_GROUPS + 5, 1))
    assert shown.count("#### ") == MOST_GROUPS
    assert "另有 5 名干部有变化，没有逐项列出：" in shown
    assert f"干部{MOST_GROUPS + 4}（990101-{MOST_GROUPS + 4:03d}）" in shown


def test_counties_share_what_is_told_in_full() -> None:
    shown = markdown(_preview(30, 9, 1))
    assert shown.count("### 某县") == 30
    assert shown.count("#### ") == 30 * LEAST_OF_A_COUNTY
    assert shown.count("9 名干部有变化：到岗 9 处。") == 30


def test_a_summary_tells_what_comes_first_first() -> None:
    labels = [f"第{n}项" for n in "甲乙丙丁戊己庚辛"]
    lines = tuple(Line(label, "有变化") for label in labels)
    groups = tuple(
        Group("cadre", f"{n}", f"干部{n}", (), (*lines, Line("甲", f"{n}"))) for n in range(9)
    )
    shown = markdown(Preview("2026-11-05", False, (CountyEffect("shi", "xian", "某县", groups),)))
    assert "，".join(f"{label} 9 处" for label in labels) in shown


def test_what_is_cut_is_said() -> None:
    shown = markdown(_preview(400, 9, 9, "长" * 200))
    assert "没有列出。" in shown.splitlines()[-3]
    assert "后面的县" in shown


def test_an_article_is_quoted_once() -> None:
    shown = markdown(_preview(2, 2, 2))
    assert shown.count("每月在村工作时间不得少于20天") == 1
    assert shown.count("（s0 第十六条") == 8


def test_those_with_the_same_lines_are_told_together() -> None:
    line = Line("到岗", "要求天数 20 → 22")
    groups = tuple(Group("cadre", f"{n}", f"干部{n}", (), (line,)) for n in range(4))
    other = Group("cadre", "9", "干部9", (), (Line("到岗", "要求天数 20 → 23"),))
    county = CountyEffect("shi", "xian", "某县", (*groups, other))
    shown = markdown(Preview("2026-11-05", False, (county,)))
    assert (
        "#### 4 名干部，变化相同\n\n干部0；干部1；干部2；干部3\n\n- **到岗** 要求天数 20 → 22"
        in shown
    )
    assert "#### 干部9\n" in shown


def test_what_touches_nothing_is_one_sentence() -> None:
    shown = markdown(Preview("2026-11-05", False, ()), touched=False)
    assert shown == ("## 影响预览\n\n这次改动没有动记录和制度，不影响考核、应办、补助和看板。\n")
