"""Waivers: each names a condition that may be waived."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.subjects import WAIVED_IN, subjects_of, waived_in


@rule(
    title="豁免写明是哪一项条件",
    why="条件的名称写错了，这项豁免就不起作用，要等到追究时才发现。",
    mend="请把 condition 改成制度包里可以豁免的条件。",
    severity="warn",
    private=True,
)
def waiver_names_a_condition(county: CountyFacts) -> Iterator[Found]:
    """A waiver's condition is one that an adopted pack lets be waived for such a subject."""
    for record, kinds in WAIVED_IN.items():
        known = _waivable(county, record)
        told: set[tuple[str, str]] = set()
        for subject in (each for kind in kinds for each in subjects_of(county, kind)):
            for index, waiver in enumerate(subject.data.get("waivers", ())):
                at = f"{subject.waivers}/{index}/condition"
                if waiver["condition"] in known or (subject.path, at) in told:
                    continue
                told.add((subject.path, at))
                yield Found(
                    subject.path,
                    at,
                    f"{subject.name}的豁免写的是 {waiver['condition']}，没有这样一项可以豁免的条件",
                    subject=subject.id,
                    period=waiver["date"][:7],
                    got=waiver["condition"],
                    need="、".join(known),
                    mend=_advice(known),
                )


def _waivable(county: CountyFacts, record: str) -> dict[str, str]:
    """Titles by key of what may be waived in a kind of records by any regulation adopted here."""
    return {
        each.key: each.title
        for pack in county.law
        if pack.id in county.adopted_ids
        for each in pack.norms.conditions
        if each.waiver and waived_in(each.of) == record
    }


def _advice(known: dict[str, str]) -> str:
    if not known:
        return "所执行的制度没有可以豁免的条件，请删去这一项。"
    named = "、".join(f"{key}（{title}）" for key, title in known.items())
    return f"可以豁免的有：{named}；请改正 condition。"
