"""A scenario that is written otherwise than it may be is refused, and told where."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.tree import plant
from mini.what_if import suppose
from scenario_files import (
    DecisionExample,
    Example,
    ScenarioError,
    TableExample,
    examples_of,
)
from zhucun.facts.load import load_commons

REPOSITORY = Path(__file__).parents[1]
RULE = """规则: cadre_is_known
说明: 句
通过:
  - 名称: 好
不通过:
  - 名称: 不好
    改动: [{文件: a.yml, 删除: true}]
    假如: {s0/attendance.min_days: 19}
    落实: [S0-56]
    发现: {级别: block, 文件: a.yml}
"""
TABLE = """表: cadre_year
说明: 句
制度: s1
年: 2025
通过:
  - 名称: 好
    取: {干部编号: 990101-001}
    应为: {年度: 2025}
不通过:
  - 名称: 不好
    取: {干部编号: 990101-002}
    应为: 无
"""
DECISION = """口径: s0/A7
说明: 句
例:
  - 名称: 换一种
    假如: {s0/leave.boundary_days: null}
    新增: []
    消失: [{规则: boundary_leave_is_noted, 文件: a.yml}]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "written.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_file_is_read(tmp_path: Path) -> None:
    good, bad = examples_of(written(tmp_path, RULE))
    assert isinstance(good, Example)
    assert isinstance(bad, Example)
    assert (good.passes, good.rows, bad.rows) == (True, None, ("S0-56",))
    assert bad.setting.what_if == {"s0/attendance.min_days": 19}
    assert str(bad) == "written:不通过:不好"


def test_a_table_file_is_read(tmp_path: Path) -> None:
    good, bad = examples_of(written(tmp_path, TABLE))
    assert isinstance(good, TableExample)
    assert isinstance(bad, TableExample)
    assert (good.year, good.setting.regime, good.expected) == (2025, "s1", {"年度": 2025})
    assert bad.expected is None


def test_a_decision_file_is_read(tmp_path: Path) -> None:
    (example,) = examples_of(written(tmp_path, DECISION))
    assert isinstance(example, DecisionExample)
    assert (example.decision, example.appear, len(example.vanish)) == ("s0/A7", [], 1)


@pytest.mark.parametrize(
    ("text", "old", "new", "told"),
    [
        (RULE, "说明: 句", "说名: 句", "不认识“说名”"),
        (RULE, "说明: 句\n", "", "缺少“说明”"),
        (RULE, "规则: cadre_is_known", "规则: xx\n表: zz", "也只能有一个"),
        (RULE, "名称: 不好", "名字: 不好", "不通过第 1 例：不认识“名字”"),
        (RULE, "文件: a.yml, 删除: true", "文件: a.yml, 把: x", "一处改动要写"),
        (RULE, "级别: block, 文件: a.yml", "级别: block, 文件: a.yml, 条款: x", "不认识“条款”"),
        (RULE, "级别: block, 文件: a.yml", "级别: block", "的发现：缺少“文件”"),
        (RULE, "  - 名称: 好", "  - 好", "通过第 1 例：这里要写成"),
        (TABLE, "制度: s1", "制度: s9", "制度只能是"),
        (TABLE, "    应为: 无\n", "", "缺少“应为”"),
        (DECISION, "    新增: []\n", "", "缺少“新增”"),
        (DECISION, "{规则: boundary_leave_is_noted, 文件: a.yml}", "{文件: a.yml}", "缺少“规则”"),
        (DECISION, "口径: s0/A7", "口径: s0/A7\n通过: []", "不认识“通过”"),
        (RULE, "说明: 句", "说明: 句\n说明: 句", "第 3 行"),
    ],
)
def test_a_wrong_file_is_refused(text: str, old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in text
    with pytest.raises(ScenarioError, match=r"written\.yml") as refused:
        list(examples_of(written(tmp_path, text.replace(old, new))))
    assert told in str(refused.value)


def test_a_supposed_value_is_in_the_planted_pack(tmp_path: Path) -> None:
    suppose(
        plant(tmp_path, REPOSITORY),
        {
            "s0/attendance.min_days": 19,
            "s0/leave.levels": [[1, 2], [3, 9], [10, None]],
            "s0/insurance.sum": 100000,
            "s1/subsidy.per_month": None,
        },
    )
    law = load_commons(tmp_path).law
    day = "2026-11-05"
    assert law.pack("s0").value("attendance.min_days", day).integer() == 19
    row = law.pack("s0").table("leave.levels", day).look(10)
    assert row is not None
    assert row.text("approver") == "市委组织部"
    assert law.pack("s0").value("insurance.sum", day).decision is not None
    assert law.pack("s1").value("subsidy.per_month", day).undetermined


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"s0/no.such": 1}, "不是参数"),
        ({"s0/leave.levels": [[1, 2]]}, "有 3 档"),
        ({"s0/leave.levels": [[1, 2], [4, 9], [10, None]]}, "不成立"),
        ({"s0/attendance.min_days": "二十"}, "不成立"),
        ({"s0/scores.weights.daily": 0.3}, "不成立"),
    ],
)
def test_what_a_pack_may_not_hold_can_not_be_supposed(
    values: dict[str, object], told: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=told):
        suppose(plant(tmp_path, REPOSITORY), values)
