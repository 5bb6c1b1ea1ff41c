"""The scenarios of tests/scenarios, read strictly: what an official writes is what is judged.

A file shows one thing: a rule (规则, of a norm with its 条目), a table (表) or a decision (口径).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mini.tree import AS_OF, FOLDERS, REGIMES
from zhucun.read.strict import parse

SCENARIOS = Path(__file__).parent / "scenarios"

#: The keys that each part of a file may have, and those it must have.
HEAD = {"说明", "制度", "截至"}
HEADS: Mapping[str, tuple[set[str], set[str]]] = {
    "规则": (HEAD | {"规则", "条目", "通过", "不通过"}, {"规则", "说明", "通过", "不通过"}),
    "表": (HEAD | {"表", "年", "通过", "不通过"}, {"表", "说明", "通过", "不通过"}),
    "口径": (HEAD | {"口径", "例"}, {"口径", "说明", "例"}),
}
SETTING = {"名称", "改动", "假如", "制度", "截至"}
EXAMPLES_KEYS: Mapping[tuple[str, str], tuple[set[str], set[str]]] = {
    ("规则", "通过"): (SETTING | {"落实"}, {"名称"}),
    ("规则", "不通过"): (SETTING | {"落实", "发现"}, {"名称", "发现"}),
    ("表", "通过"): (SETTING | {"落实", "取", "应为", "年"}, {"名称", "取", "应为"}),
    ("表", "不通过"): (SETTING | {"落实", "取", "应为", "年"}, {"名称", "取", "应为"}),
    ("口径", "例"): (SETTING | {"新增", "消失"}, {"名称", "假如", "新增", "消失"}),
}
EXPECTED = {"级别", "文件", "行", "含", "条"}
CHANGED = {"规则", "条目", "文件", "含"}
EDITS = ({"文件", "把", "换成"}, {"文件", "写成"}, {"文件", "删除"})
NOTHING = "无"


class ScenarioError(ValueError):
    """A scenario file that can't be read as one; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an example is played in: the miniature under a regime, edited, with values overridden.

    `what_if` maps "pack/key" to the value to suppose.
    """

    file: str
    name: str
    regime: str
    as_of: str
    changes: list[dict[str, Any]]
    what_if: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule, of a norm of it with `entry`. `expected` is None where it passes;
    `rows` are the requirement rows it shows, None for all of its rule or entry.
    """

    setting: Setting
    rule: str
    entry: str
    expected: Mapping[str, Any] | None
    rows: tuple[str, ...] | None

    def __str__(self) -> str:
        verdict = "通过" if self.expected is None else "不通过"
        return f"{self.setting.file}:{verdict}:{self.setting.name}"

    @property
    def passes(self) -> bool:
        return self.expected is None


@dataclass(frozen=True, slots=True)
class TableExample:
    """An example of a table: the one row that `select` fits has `expected`; None: no row fits."""

    setting: Setting
    table: str
    year: int
    passes: bool
    select: Mapping[str, Any]
    expected: Mapping[str, Any] | None
    rows: tuple[str, ...] | None

    def __str__(self) -> str:
        return f"{self.setting.file}:{'通过' if self.passes else '不通过'}:{self.setting.name}"


@dataclass(frozen=True, slots=True)
class DecisionExample:
    """What changes when a decision is taken otherwise: exactly these findings come and go."""

    setting: Setting
    decision: str
    appear: list[Mapping[str, Any]]
    vanish: list[Mapping[str, Any]]

    def __str__(self) -> str:
        return f"{self.setting.file}:{self.setting.name}"


Any_Example = Example | TableExample | DecisionExample


def examples_of(path: Path) -> Iterator[Any_Example]:
    """The examples of one file; ScenarioError for one that is written otherwise than it may be."""
    parsed = parse(path.read_bytes())
    if parsed.fault:
        raise ScenarioError(f"{path.name} 第 {parsed.fault.line} 行：{parsed.fault.message}")
    head: Any = parsed.value
    kinds = [kind for kind in HEADS if kind in head]
    if len(kinds) != 1:
        raise ScenarioError(f"{path.name}：“规则”“表”“口径”要有一个，也只能有一个。")
    (kind,) = kinds
    _keys(path.name, head, *HEADS[kind])
    for part in ("通过", "不通过", "例"):
        for index, raw in enumerate(head.get(part) or (), start=1):
            where = f"{path.name} {part}第 {index} 例"
            _keys(where, raw, *EXAMPLES_KEYS[kind, part])
            yield _example(where, path.stem, kind, part, head, raw)


def _example(
    where: str, file: str, kind: str, part: str, head: Mapping[str, Any], raw: Mapping[str, Any]
) -> Any_Example:
    setting = _setting(where, file, head, raw)
    rows = tuple(raw["落实"]) if "落实" in raw else None
    if kind == "规则":
        expected = raw.get("发现")
        if expected is not None:
            _keys(f"{where}的发现", expected, EXPECTED, {"级别", "文件"})
        return Example(setting, head["规则"], head.get("条目", ""), expected, rows)
    if kind == "表":
        year = raw.get("年", head.get("年", int(setting.as_of[:4])))
        values = None if raw["应为"] == NOTHING else raw["应为"]
        return TableExample(setting, head["表"], year, part == "通过", raw["取"], values, rows)
    for changed in (*raw["新增"], *raw["消失"]):
        _keys(f"{where}的新增和消失", changed, CHANGED, {"规则", "文件"})
    return DecisionExample(setting, head["口径"], raw["新增"], raw["消失"])


def _setting(where: str, file: str, head: Mapping[str, Any], raw: Mapping[str, Any]) -> Setting:
    regime = raw.get("制度", head.get("制度", REGIMES[0]))
    if regime not in (*REGIMES, *FOLDERS):
        raise ScenarioError(f"{where}：制度只能是 {'、'.join(REGIMES)}，不是 {regime}。")
    changes = raw.get("改动") or []
    for change in changes:
        if set(change) not in EDITS:
            shapes = "，或 ".join("、".join(sorted(keys)) for keys in EDITS)
            raise ScenarioError(f"{where}：一处改动要写 {shapes}，不是 {'、'.join(change)}。")
    as_of = raw.get("截至", head.get("截至", AS_OF))
    return Setting(file, raw["名称"], regime, as_of, changes, raw.get("假如") or {})


def _keys(where: str, raw: object, allowed: set[str], required: set[str]) -> None:
    if not isinstance(raw, Mapping):
        raise ScenarioError(f"{where}：这里要写成“名称: 内容”的样子。")
    unknown = [key for key in raw if key not in allowed]
    if unknown:
        raise ScenarioError(
            f"{where}：不认识“{'”“'.join(unknown)}”；可以写的是 {'、'.join(sorted(allowed))}。"
        )
    missing = sorted(required - set(raw))
    if missing:
        raise ScenarioError(f"{where}：缺少“{'”“'.join(missing)}”。")


@cache
def all_examples(folder: Path = SCENARIOS) -> tuple[Any_Example, ...]:
    """Every example of every file of a folder, in order of file names."""
    return tuple(x for path in sorted(folder.glob("*.yml")) for x in examples_of(path))


def rule_examples(folder: Path = SCENARIOS) -> list[Example]:
    """The examples of rules."""
    return [x for x in all_examples(folder) if isinstance(x, Example)]


def table_examples(folder: Path = SCENARIOS) -> list[TableExample]:
    """The examples of tables."""
    return [x for x in all_examples(folder) if isinstance(x, TableExample)]


def decision_examples() -> list[DecisionExample]:
    """The examples of decisions."""
    return [x for x in all_examples() if isinstance(x, DecisionExample)]
