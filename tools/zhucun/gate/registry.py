"""The rules on history, each registered under its function's name, in the order written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhucun.check.finding import Found, Severity
from zhucun.check.registry import RULES, Rule
from zhucun.gate.change import Change

HistoryFunction = Callable[[Change], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """A rule on a change. What it is called and says is a `Rule`, as of the check."""

    rule: Rule
    judge: HistoryFunction


HISTORY: dict[str, HistoryRule] = {}


def history_rule(
    *,
    title: str,
    why: str,
    mend: str,
    severity: Severity = "block",
    private: bool = False,
    rows: tuple[str, ...] = (),
) -> Callable[[HistoryFunction], HistoryFunction]:
    """Registers a generator over a change as a rule named after the function.

    Two rules of one name, here or in the check, are a programmer's error.
    """

    def register(judge: HistoryFunction) -> HistoryFunction:
        name = judge.__name__
        if name in HISTORY or name in RULES:
            raise ValueError(f"rule {name} is registered twice")
        said = Rule(name, title, why, mend, severity, rows, None, private)
        HISTORY[name] = HistoryRule(said, judge)
        return judge

    return register
