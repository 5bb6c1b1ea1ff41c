"""What the check finds on one cadre: every finding with its article and quote."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.trace import Section, Trace
from zhucun.check.catalogue import RULES
from zhucun.check.finding import SEVERITIES, Found
from zhucun.check.registry import Rule
from zhucun.check.report.wording import LEVELS
from zhucun.check.wording import row_cite
from zhucun.facts.county import CountyFacts
from zhucun.law.grounds import Ground, cited
from zhucun.law.pack import Pack

TITLE = "检查发现"


def findings_section(county: CountyFacts, cadre: str, pack: Pack | None) -> Section:
    """All findings of every rule whose subject is the cadre, of whatever year, the gravest first.

    One without an article of its own rests on the articles of its rule's rows, as far as they
    belong to the regulation in force.
    """
    found = sorted(_findings(county, cadre), key=_order)
    traces = tuple(_trace(rule, each, pack) for rule, each in found)
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


def _trace(rule: Rule, found: Found, pack: Pack | None) -> Trace:
    mend = found.mend or rule.mend
    message = found.message if found.message.endswith("。") else f"{found.message}。"
    return Trace(
        found.title or rule.title,
        LEVELS[found.severity or rule.severity],
        f"{message}{mend}",
        _grounds(rule, found, pack),
        (f"{found.path}#{found.pointer}", *found.evidence),
    )


def _grounds(rule: Rule, found: Found, pack: Pack | None) -> tuple[Ground, ...]:
    if found.cite:
        return cited(found.cite)
    rows = rule.rows if found.rows is None else found.rows
    return cited(*(row_cite(pack, row) for row in rows))
