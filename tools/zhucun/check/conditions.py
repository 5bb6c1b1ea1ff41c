"""Conditions: a finding for each subject that lacks a fact; one for many villages alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.norm_frame import among, framed, measured, named, shown
from zhucun.check.registry import rule
from zhucun.facts.by_reference import only_by_reference
from zhucun.facts.conditions import Lacking, conditions_for, lacking
from zhucun.facts.county import CountyFacts
from zhucun.facts.matching import is_recorded
from zhucun.facts.places import COMMUNITY
from zhucun.facts.subjects import KINDS, POSTING, TOWNSHIP, VILLAGE, Subject, subjects_of
from zhucun.facts.waivers import law_day
from zhucun.law.norms import Condition, article_of
from zhucun.law.pack import VILLAGERS, Pack

#: More villages of a township than this that lack the same are told in one finding.
TOLD_APART: Final = 3
_TESTS: Final = {
    "is": "应是{}",
    "in": "应在{}之中",
    "any_in": "应在{}之中",
    "includes": "应包括{}",
    "at_least": "应不少于{}",
    "at_most": "应不超过{}",
    "less_than": "应少于{}",
    "before": "应早于{}",
    "after": "应晚于{}",
}
_AMONG: Final = ("in", "any_in")
#: How the title of a fact ends that tells a difference: 相差 1 名.
_APART: Final = "相差"
#: Of dates one says so otherwise.
_OF_DATES: Final = {"at_least": "应不早于{}", "at_most": "应不晚于{}"}


@dataclass(frozen=True, slots=True)
class _Failing:
    """A subject that doesn't meet a condition of the pack in force for it."""

    pack: Pack
    condition: Condition
    subject: Subject
    lack: Lacking

    @property
    def told(self) -> str:
        """What it lacks, in Chinese."""
        return _lack(self.lack, self.condition.test)

    @property
    def place(self) -> str:
        """The pointer of the waiver or of the field that the finding is about."""
        return self.lack.waiver_at or self.lack.fact.at or self.subject.pointer


@rule(
    title="条件符合，或经批准例外",
    why="制度写明的条件是选人和安排的依据；原文留有余地的，例外要有理由、批准人和期限。",
    mend="请核对记录；确实不符合的，改派，或按制度允许的例外登记豁免（waivers）。",
    severity="warn",
)
def condition_is_met(county: CountyFacts) -> Iterator[Found]:
    """Each subject shows the facts that conditions ask for, or has a waiver that counts.

    One that has run out since is no contradiction of whatever else changes: it never blocks.
    """
    alike: dict[tuple[str, ...], list[_Failing]] = {}
    for each in _failing(county):
        if each.subject.kind == VILLAGE and not each.lack.waiver_at:
            key = (each.pack.id, each.condition.key, each.subject.path, each.told)
            alike.setdefault(key, []).append(each)
        else:
            yield _found(county, each)
    for found in alike.values():
        if len(found) > TOLD_APART:
            yield _of_township(county, found)
        else:
            yield from (_found(county, each) for each in found)


def _failing(county: CountyFacts) -> Iterator[_Failing]:
    for kind in _kinds(county):
        for subject in subjects_of(county, kind):
            told: set[tuple[str, str]] = set()
            for pack, condition in conditions_for(county, subject):
                if pack.population == VILLAGERS and _is_clouded(county, subject):
                    continue
                lack = lacking(county, pack, condition, subject)
                fault = (pack.id, condition.fact)
                # what was wrong from the first day is told once, not again as lasting
                if lack and not (condition.lasting and fault in told):
                    told.add(fault)
                    yield _Failing(pack, condition, subject, lack)


def _is_clouded(county: CountyFacts, subject: Subject) -> bool:
    """Whether village cadres or reserves are unusable that a village or a township counts."""
    home = f"{county.path}/{subject.township}"
    return subject.kind in (VILLAGE, TOWNSHIP) and county.lacks(
        f"{home}/village-cadres/", f"{home}/reserves.yml"
    )


def _kinds(county: CountyFacts) -> tuple[str, ...]:
    """The kinds of subjects that conditions of the packs adopted here are about; acts last."""
    packs = (pack for pack in county.law if pack.id in county.adopted_ids)
    asked = {condition.of for pack in packs for condition in pack.norms.conditions}
    own = tuple(kind for kind in KINDS if kind in asked)
    return (*own, *sorted(asked.difference(KINDS)))


def _found(county: CountyFacts, each: _Failing) -> Found:
    subject, condition = each.subject, each.condition
    act, day = subject.act, law_day(county, condition, subject)
    who = named(county, subject, condition.private)
    by_reference = subject.kind == POSTING and only_by_reference(each.pack, subject.thing.role, day)
    lenient = by_reference or each.lack.ran_out
    hidden = not each.lack.fact.public or bool(each.lack.waiver)
    frame = framed(each.pack, condition, lenient=lenient, hidden=hidden)
    if condition.waiver and subject.waivers and not each.lack.waiver_at:
        frame["mend"] += f"（登记豁免时，condition 写 {condition.key}。）"
    return Found(
        subject.path,
        each.place,
        f"{f'{who}：' if who else ''}{condition.title}——{each.told}。",
        subject=subject.id,
        period=(act.period or act.date[:7]) if act else "",
        got=each.lack.got,
        need=each.lack.need,
        cite=article_of(condition, each.lack.value),
        **frame,
    )


def _of_township(county: CountyFacts, found: list[_Failing]) -> Found:
    """One finding for villages of one township's file that lack the same."""
    first = found[0]
    condition, lack = first.condition, first.lack
    township = county.townships.get(first.subject.township)
    return Found(
        first.subject.path,
        first.place,
        f"{_counted(found)}：{condition.title}——{first.told}。",
        subject=township.code if township else first.subject.township,
        got=lack.got,
        need=lack.need,
        cite=article_of(condition, lack.value),
        evidence=tuple(f"{each.subject.path}#{each.place}" for each in found[1:]),
        **framed(first.pack, condition, hidden=not lack.fact.public),
    )


def _counted(found: list[_Failing]) -> str:
    """甲村、乙村、丙村等 15 个村."""
    kinds = {each.subject.thing.kind for each in found}
    what = kinds.pop() if len(kinds) == 1 else f"村、{COMMUNITY}"
    names = "、".join(each.subject.name for each in found[:TOLD_APART])
    return f"{names}等 {len(found)} 个{what}"


def _lack(lack: Lacking, test: str) -> str:
    """What is recorded, and what should be."""
    title, unit = lack.fact.title, lack.fact.unit
    waiver = f"；{lack.waiver}" if lack.waiver else ""
    if not is_recorded(lack.got):
        got = f"没有登记{title}"
    elif isinstance(lack.got, bool):
        got = f"{title}：{shown(lack.got)}"
    else:
        got = f"{title}{'' if title.endswith(_APART) else '是'}{measured(lack.got, unit)}"
    if title.endswith(_APART) and not lack.need:
        return f"{got}{waiver}"
    if test == "present" or isinstance(lack.need, bool):
        return f"{got}{waiver}"
    if test in _AMONG and isinstance(lack.need, list | tuple) and lack.need:
        return f"{got}，{among(lack.need)}{waiver}"
    tests = {**_TESTS, **_OF_DATES} if isinstance(lack.need, str) else _TESTS
    need = tests[test].format(measured(lack.need, unit))
    return f"{got}，{need}{waiver}"
