"""Findings of the check that a change brings or ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from zhucun.check.catalogue import RULES
from zhucun.check.finding import Found, Severity
from zhucun.check.grounding import grounded
from zhucun.check.place import placed
from zhucun.check.registry import Rule
from zhucun.facts.county import CountyFacts
from zhucun.law.pack import Law
from zhucun.preview.model import Line, source_of
from zhucun.preview.secrecy import hides_finding
from zhucun.preview.subjects import Subject, Subjects
from zhucun.read.files import Files

Judged = tuple[Rule, Found]
_LABELS: Final[dict[Severity, str]] = {
    "block": "新的问题（阻止合并）",
    "warn": "新的提醒",
    "info": "新的说明",
}
_STILL: Final[dict[Severity, str]] = {
    "block": "仍有的问题（阻止合并）",
    "warn": "仍有的提醒",
    "info": "仍有的说明",
}
_GONE: Final[dict[Severity, str]] = {
    "block": "不再有的问题",
    "warn": "不再提醒",
    "info": "不再说明",
}


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """Findings that come, that say otherwise now and that go, each in the order of the rules."""

    came: tuple[Judged, ...]
    altered: tuple[Judged, ...]
    went: tuple[Judged, ...]


def finding_changes(before: CountyFacts, after: CountyFacts) -> FindingChanges:
    """What rules find on one side only. Where in a file it stands makes no difference."""
    old, new = _judged(before), _judged(after)
    came, went = _without(new, old, _identity), _without(old, new, _identity)
    fresh = _without(came, went, _matter)
    altered = tuple(judged for judged in came if judged not in fresh)
    return FindingChanges(fresh, altered, _without(went, came, _matter))


def _judged(county: CountyFacts) -> list[Judged]:
    return [
        (rule, grounded(county, rule, found))
        for rule in RULES.values()
        if rule.judge
        for found in rule.judge(county)
    ]


def _without(
    ones: Iterable[Judged], others: Iterable[Judged], by: Callable[[Judged], tuple[str, ...]]
) -> tuple[Judged, ...]:
    left = Counter(by(judged) for judged in others)
    kept = []
    for judged in ones:
        key = by(judged)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(judged)
    return tuple(kept)


def _identity(judged: Judged) -> tuple[str, ...]:
    return *_matter(judged), judged[1].message


def _matter(judged: Judged) -> tuple[str, ...]:
    """What it is about, whatever it says."""
    rule, found = judged
    severity = found.severity or rule.severity
    return rule.id, severity, found.entry, found.path, found.subject, found.period


def finding_lines(
    changes: FindingChanges, before: Files, after: Files, subjects: Subjects, law: Law
) -> Iterator[tuple[Subject, Line]]:
    """A line for each finding that comes or says otherwise now, then for each that goes.

    The public reads of those only whose sentence may stand in a log.
    """
    for label, judged, files in (
        (_LABELS, changes.came, after),
        (_STILL, changes.altered, after),
        (_GONE, changes.went, before),
    ):
        for rule, found in judged:
            finding = placed(files, [(rule, found)])[0]
            whom, hidden = subjects.of_finding(found), hides_finding(law, found)
            if subjects.public and (hidden or finding.discreet != finding.message):
                continue
            # what to do about it concerns nobody once it is gone
            message = found.message if label is _GONE else finding.message
            text = rule.title if hidden else message
            source = source_of(finding.cite, finding.rows)
            yield whom, Line(label[finding.severity], text, (source,) if source else ())
