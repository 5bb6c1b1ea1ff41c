"""Weak villages: what was not reached in time is answered, and the answer is on record."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named
from zhucun.facts.county import CountyFacts
from zhucun.facts.weak_villages import clocks_of


@rule(
    title="薄弱村到期没有做到的，约谈或者调整并记录在案",
    why="到了年限没有思路、没有渠道、没有摘帽，光记下来而没有人过问，要求就落空了。",
    mend="请约谈或者召回调换，在本村的 weak.dispositions 里写明干部、第几年、方式、作出人和日期。",
    rows=("S1-35",),
    severity="warn",
    private=True,
)
def weak_village_failure_is_answered(county: CountyFacts) -> Iterator[Found]:
    """Each step of the ladder that a first secretary failed carries its disposition."""
    for clock in clocks_of(county):
        for milestone in clock.milestones:
            if not milestone.owed:
                continue
            reached = f"，{milestone.reached_on} 才做到" if milestone.reached_on else ""
            owed = "、".join(required.shown for required in milestone.owed)
            yield Found(
                clock.village.path,
                f"{clock.village.pointer}/weak",
                f"{cadre_named(county, clock.cadre.id)}从 {clock.service.start} 起任"
                f"{clock.village.name}第一书记，到 {milestone.deadline} "
                f"{milestone.step.condition}{reached}，没有{owed}的记录。",
                subject=clock.cadre.id,
                period=milestone.deadline[:7],
                got=milestone.reached_on or "没有",
                need=owed,
                cite=milestone.owed[0].cite or milestone.step.cite,
                evidence=tuple(f"{p.path}#{p.pointer}" for p in clock.postings),
            )
