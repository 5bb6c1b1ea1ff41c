"""What the check finds on one cadre: every finding with its article and quote."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.trace import Section, Trace
from zhucun.check.catalogue import RULES
from zhucun.check.finding import SEVERITIES, Found
from zhucun.check.grounding import articles_of
from zhucun.check.registry import Rule
from zhucun.check.report.wording import LEVELS
from zhucun.facts.county import CountyFacts
from zhucun.law.grounds import cited

TITLE = "检查发现"


def findings_section(county: CountyFacts, cadre: str) -> Section:
    """All findings of every rule whose subject is the cadre, of whatever year, the gravest first.

    One without an article of its own rests on the articles of its rule's rows, as far as they
    belong to the regulation in force.
    """
    found = sorted(_findings(county, cadre), key=_order)
    traces = tuple(_trace(county, rule, each) for rule, each in found)
    nothing = Trace(TITLE, "无", f"截至 {county.as_of} 没有发现问题。")
    return Section(TITLE, traces or (nothing,))


def _findings(county: CountyFacts, cadre: str) -> Iterator[tuple[Rule, Found]]:
    for rule in RULES.values():
        for found in rule.judge(county) if rule.judge else ():
            if found.subject == cadre:
                yield rule, found


def _order(each: tuple[Rule, Found]) -> tuple[int, str, str, str]:
    rule, found = each
    severity = SEVERITIES.index(found.severity or rule.severity)
    return severity, found.period, found.path, found.message


def _trace(county: CountyFacts, rule: Rule, found: Found) -> Trace:
    mend = found.mend or rule.mend
    message = found.message if found.message.endswith("。") else f"{found.message}。"
    return Trace(
        found.title or rule.title,
        LEVELS[found.severity or rule.severity],
        f"{message}{mend}",
        cited(*articles_of(county, rule, found)),
        (f"{found.path}#{found.pointer}", *found.evidence),
    )
