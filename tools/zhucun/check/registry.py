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

    `judge` is None for rules that the reader or the schema layer carries out.
    """

    id: str
    title: str
    why: str
    mend: str
    severity: Severity
    rows: tuple[str, ...]
    judge: RuleFunction | None = None


RULES: dict[str, Rule] = {}


def declare(rule: Rule) -> Rule:
    """Adds a rule; two rules under one id are a programmer's error."""
    if rule.id in RULES:
        raise ValueError(f"rule {rule.id} is registered twice")
    RULES[rule.id] = rule
    return rule


def rule(
    *, title: str, why: str, mend: str, rows: tuple[str, ...] = (), severity: Severity = "block"
) -> Callable[[RuleFunction], RuleFunction]:
    """Registers a generator over a county's facts as a rule named after the function."""

    def register(judge: RuleFunction) -> RuleFunction:
        declare(Rule(judge.__name__, title, why, mend, severity, rows, judge))
        return judge

    return register
