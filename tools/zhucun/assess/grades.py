"""Grades of a year: the words for the cadre's identity, the highest grade allowed and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zhucun.assess.scores import Scores
from zhucun.facts.county import CountyFacts
from zhucun.facts.ladder import KEY, LadderState
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.grounds import Ground, decided, grounds, unique
from zhucun.law.ladder import BELOW_EXCELLENT, LOWEST
from zhucun.law.numbers import plain
from zhucun.law.pack import Pack
from zhucun.law.value import Value

CIVIL_SERVANT = "公务员"
CAPS = {"": "", BELOW_EXCELLENT: "不得评为优秀", LOWEST: "评定为最低等次"}
PENDING = "等次待组织评定"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The grades that fit an identity, best first; none where the regulation names none."""

    grades: tuple[str, ...]
    value: Value | None

    @property
    def shown(self) -> str:
        """The grades in words, 待定 if there are none."""
        return "、".join(self.grades) or "待定"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The highest grade a year allows ('' while the vocabulary is undetermined), and why.

    `cap` is the ladder's effect in Chinese ('' for none).
    """

    grade: str
    cap: str
    why: str
    grounds: tuple[Ground, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """Whether an 优秀 leaves the unit's quota untouched (S0 art. 11); None where not said."""

    exempt: bool | None
    how: str
    grounds: tuple[Ground, ...]


def vocabulary_of(cadre: Cadre, pack: Pack | None, day: str) -> Vocabulary:
    """The words for a civil servant's grades, or for those of anybody else."""
    name = "civil_servant" if cadre.identity == CIVIL_SERVANT else "other"
    value = value_of(pack, f"grade.vocabulary.{name}", day)
    known = value is not None and not value.undetermined
    return Vocabulary(value.texts() if value and known else (), value)


def ceiling_of(
    words: Vocabulary, ladder: LadderState, scores: Scores, pack: Pack | None, day: str
) -> Ceiling:
    """The highest grade that the year's absences, and cut-offs if there are any, allow."""
    cutoffs = value_of(pack, "scores.cutoffs", day)
    places = [_place_by_cap(ladder.cap, words)]
    reasons = [_cap_reason(ladder, pack, day)]
    if ladder.cap != LOWEST:  # the lowest grade is settled whatever the score
        place, reason = _place_by_score(scores, _limits(cutoffs, words), words)
        places.append(place)
        reasons.append(reason)
    if not words.grades:
        reasons.append("现行制度没有规定等次用语，最高可评等次待定")
    rung = ladder.capped_by
    caps = grounds(rung.step if rung else None)
    if rung and pack and KEY in pack.ladders:
        edition = pack.ladder(KEY, rung.case.found_on)
        caps += decided(*edition.decisions)
    return Ceiling(
        grade=words.grades[max(places)] if words.grades else "",
        cap=CAPS[ladder.cap],
        why="；".join(reasons) + "。",
        grounds=unique((*caps, *grounds(words.value, cutoffs))),
        evidence=(f"{rung.case.path}#/found_on",) if rung else (),
    )


def quota_of(county: CountyFacts, cadre: Cadre, pack: Pack | None, day: str) -> Quota:
    """Whether an 优秀 given to the cadre counts against the quota of the unit that sends him."""
    levels = value_of(pack, "quota_exempt.levels", day)
    unit = county.units.get(cadre.unit)
    if levels is None or levels.undetermined:
        return Quota(None, "现行制度没有规定评优是否占派出单位指标。", grounds(levels))
    if unit is None:
        return Quota(None, "派出单位没有登记，不知道层级。", grounds(levels))
    exempt = unit.level in levels.texts()
    verdict = "不占" if exempt else "占"
    how = f"{unit.name}是{unit.level}单位，评为优秀{verdict}派出单位的优秀指标。"
    return Quota(exempt, how, grounds(levels))


def _place_by_cap(cap: str, words: Vocabulary) -> int:
    if cap == LOWEST:
        return max(0, len(words.grades) - 1)
    return 1 if cap == BELOW_EXCELLENT else 0


def _place_by_score(
    scores: Scores, limits: list[Decimal] | None, words: Vocabulary
) -> tuple[int, str]:
    """The place of the grade that the composite reaches (0 while that is open), and a reason."""
    if limits is None:
        return 0, f"综合得分对应等次的界线待定，{PENDING}"
    if scores.composite is None:
        return 0, f"没有综合得分，{PENDING}"
    place = sum(scores.composite < limit for limit in limits)
    return place, f"综合得分 {plain(scores.composite)} 分，按界线对应{words.grades[place]}"


def _cap_reason(ladder: LadderState, pack: Pack | None, day: str) -> str:
    rung = ladder.capped_by
    if rung is None and (not pack or KEY not in pack.ladders or pack.ladder(KEY, day).undetermined):
        return "现行制度没有因无故不在岗限制等次的规定"
    if rung is None:
        return "本年没有认定的无故不在岗，等次不受限制"
    return (
        f"{rung.case.found_on} 发现的无故不在岗（{rung.case.id}）是任职期间第 {rung.n} 次，"
        f"{CAPS[ladder.cap]}"
    )


def _limits(cutoffs: Value | None, words: Vocabulary) -> list[Decimal] | None:
    """Scores from which on a grade is reached, best first; None unless one fewer than grades."""
    if cutoffs is None or not isinstance(cutoffs.value, tuple) or not words.grades:
        return None
    found = [item for item in cutoffs.value if isinstance(item, int | float)]
    limits = sorted((Decimal(str(item)) for item in found), reverse=True)
    return limits if len(limits) == len(words.grades) - 1 else None
