"""The rules, each registered under its function's name, in the order they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhucun.check.finding import Found, Severity
from zhucun.facts.county import CountyFacts

RuleFunction = Callable[[CountyFacts], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `title` is its sentence, `why` the reason, `mend` the next step, all Chinese.

    `judge` is None for rules that the reader or the schema layer carries out. The messages of a
    `private` rule tell what a schema keeps internal (leave, cases, scores, names) wherever they
    point: they are for a person at a terminal, and logs show the rule's title in their place.
    """

    id: str
    title: str
    why: str
    mend: str
    severity: Severity
    rows: tuple[str, ...]
    judge: RuleFunction | None = None
    private: bool = False


RULES: dict[str, Rule] = {}


def declare(rule: Rule) -> Rule:
    """Adds a rule; two rules under one id are a programmer's error."""
    if rule.id in RULES:
        raise ValueError(f"rule {rule.id} is registered twice")
    RULES[rule.id] = rule
    return rule


def rule(
    *,
    title: str,
    why: str,
    mend: str,
    rows: tuple[str, ...] = (),
    severity: Severity = "block",
    private: bool = False,
) -> Callable[[RuleFunction], RuleFunction]:
    """Registers a generator over a county's facts as a rule named after the function."""

    def register(judge: RuleFunction) -> RuleFunction:
        declare(Rule(judge.__name__, title, why, mend, severity, rows, judge, private))
        return judge

    return register
