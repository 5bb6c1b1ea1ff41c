"""The page that tells an official what the gate holds, made of the cases themselves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gate.cases import ATTACKS, GROUPS, HONEST
from zhucun.check.catalogue import RULES
from zhucun.gate.catalogue import HISTORY

PAGE: Final = "docs/attacks.md"
_HEAD: Final = """# 合并把关守住什么

合并把关（`zhucun gate`）对下面每一种做法都有检验：每一条都是一段真实的 git 历史，在测试里逐条重演。
前面是必须拦下的，写明由哪条规则拦下；后面是如实的改动，必须放行。
本页由测试生成，请不要手改；增减情形后用 `make bless` 更新。
"""
_UNJUDGED: Final = "无从判断，退回并说明怎样补齐"


def table() -> str:
    """The page, in Markdown."""
    return "\n".join([_HEAD, *_attacks(), *_honest()]) + "\n"


def _attacks() -> Iterator[str]:
    yield f"## 必须拦下的（{len(ATTACKS)} 种）\n"
    ordered = sorted(ATTACKS, key=lambda case: GROUPS.index(case.group))
    for group, cases in groupby(ordered, key=lambda case: case.group):
        yield f"### {group}\n"
        yield "| 做法 | 拦下它的规则 |"
        yield "| --- | --- |"
        for case in cases:
            rule = case.refused_by
            yield f"| {_cell(case.title)} | {_cell(_title(rule)) if rule else _UNJUDGED} |"
        yield ""


def _honest() -> Iterator[str]:
    yield f"## 必须放行的（{len(HONEST)} 种）\n"
    for case in HONEST:
        yield f"- {case.title}"


def _title(rule: str) -> str:
    return HISTORY[rule].rule.title if rule in HISTORY else RULES[rule].title


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
