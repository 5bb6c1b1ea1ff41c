"""Weak villages: what was not reached in time is answered, and the answer is on record."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.weak_villages import (
    ENDINGS,
    REMOVALS,
    clocks_of,
    dispositions_of,
    weak_villages,
)


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
            void = "".join(f"；{wrong}，不算" for wrong in milestone.void)
            yield Found(
                clock.village.path,
                f"{clock.village.pointer}/weak",
                f"{cadre_named(county, clock.cadre.id)}从 {clock.service.start} 起任"
                f"{clock.village.name}第一书记，到 {milestone.deadline} "
                f"{milestone.step.condition}{reached}，没有{owed}的记录{void}。",
                subject=clock.cadre.id,
                period=milestone.deadline[:7],
                got=milestone.reached_on or "没有",
                need=owed,
                cite=milestone.owed[0].cite or milestone.step.cite,
                evidence=tuple(f"{p.path}#{p.pointer}" for p in clock.postings),
            )


@rule(
    title="薄弱村的召回、调整以任职结束为准",
    why="写了召回或者调整而人还在任上，等于没有处理，考勤和补助也照旧计算。",
    mend="请在任职里写明 ended：日期和原因“召回”或“调整”；没有召回的，改正 weak.dispositions。",
    rows=("S1-35",),
    severity="warn",
    private=True,
)
def weak_village_removal_ends_the_posting(county: CountyFacts) -> Iterator[Found]:
    """From the next day on, a cadre recalled or moved over a weak village has left it for that."""
    for village in weak_villages(county):
        for each, place in dispositions_of(village):
            cadre = county.cadres.get(each["cadre"])
            if each["kind"] not in REMOVALS or each["date"] >= county.as_of or cadre is None:
                continue
            posting = _there(cadre, village.code, each["date"])
            if posting is None or posting.ended_reason in ENDINGS:
                continue
            path, _, pointer = place.partition("#")
            yield Found(
                path,
                f"{pointer}/kind",
                f"{cadre_named(county, cadre.id)}在 {each['date']} 因{village.name}没有按期"
                f"做到被{each['kind']}，而第 {posting.serial} 段任职没有以召回或者调整结束。",
                subject=cadre.id,
                period=each["date"][:7],
                got=each["kind"],
                cite=cite_of(county, each["date"], "case.authority_kinds"),
                evidence=(f"{posting.path}#{posting.pointer}",),
            )


def _there(cadre: Cadre, village: str, day: str) -> Posting | None:
    """The posting in a village on a day."""
    here = (p for p in cadre.postings if p.village == village and p.span.covers(day))
    return next(here, None)
