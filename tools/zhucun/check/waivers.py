"""Waivers: each names a condition that may be waived."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.subjects import POSTING, VILLAGE, subjects_of


@rule(
    title="豁免写明是哪一项条件",
    why="条件的名称写错了，这项豁免就不起作用，要等到追究时才发现。",
    mend="请把 condition 改成制度包里可以豁免的条件。",
    severity="warn",
    private=True,
)
def waiver_names_a_condition(county: CountyFacts) -> Iterator[Found]:
    """A waiver's condition is one that an adopted pack lets be waived for such a subject."""
    for kind in (POSTING, VILLAGE):
        known = _waivable(county, kind)
        told: set[tuple[str, str]] = set()
        for subject in subjects_of(county, kind):
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


def _waivable(county: CountyFacts, kind: str) -> dict[str, str]:
    """Titles by key of what may be waived under any regulation that the city has adopted."""
    adoptions = county.city_region.data["regulations"] if county.city_region else ()
    adopted = {adoption["regulation"] for adoption in adoptions}
    return {
        each.key: each.title
        for pack in county.law
        if pack.id in adopted
        for each in pack.norms.conditions
        if each.waiver and each.of == kind
    }


def _advice(known: dict[str, str]) -> str:
    if not known:
        return "所执行的制度没有可以豁免的条件，请删去这一项。"
    named = "、".join(f"{key}（{title}）" for key, title in known.items())
    return f"可以豁免的有：{named}；请改正 condition。"
