"""The composite score of a year: each part's score by the weight that the regulation gives it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zhucun.facts.county import CountyFacts
from zhucun.facts.parts import GROUPS, Group, group_in_force, part_of
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.numbers import plain
from zhucun.law.pack import Pack
from zhucun.law.value import Value

COMPUTED = "已计算"
UNDETERMINED = "待定"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `title` such as 日常 and `shown` such as 日常考核; `score` as recorded, None while
    it is not. `weight` None or undetermined means that the regulation gives no weight.
    """

    key: str
    title: str
    shown: str
    score: Decimal | None
    weight: Value | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """A year's parts and their composite, exact and unrounded.

    `composite` is None unless every part has a weight, and a score where that is above 0; `state`
    is 已计算, 待定 (no weights) or 缺 with the parts that are missing; `how` says it in one Chinese
    sentence.
    """

    parts: tuple[Part, ...]
    composite: Decimal | None
    state: str
    how: str
    scale: Value | None

    def of(self, key: str) -> Decimal | None:
        """The score of one part."""
        return next((part.score for part in self.parts if part.key == key), None)


def scores_of(county: CountyFacts, cadre: Cadre, year: int, pack: Pack | None, day: str) -> Scores:
    """The scores of a cadre's assessment record, weighted by the pack's values on `day`."""
    record = county.assessments.get((cadre.id, year))
    prefix = group_in_force(pack, day)
    group = GROUPS[prefix]
    parts = []
    for key, title in group.titles.items():
        place = part_of(record.data, key) if record else None
        score = place[1].get("score") if place else None
        parts.append(
            Part(
                key=key,
                title=title,
                shown=group.named(key),
                score=None if score is None else Decimal(str(score)),
                weight=value_of(pack, f"{prefix}.{key}", day),
                evidence=(f"{record.path}#{place[0]}/score",)
                if record and place and score is not None
                else (),
            )
        )
    composite, state, how = composed(parts, group)
    return Scores(tuple(parts), composite, state, how, value_of(pack, "scores.scale", day))


def composed(parts: list[Part], group: Group) -> tuple[Decimal | None, str, str]:
    """The composite of the parts, its state, and the arithmetic or the reason why there is none.

    A part of weight 0 is no part of it.
    """
    unweighted = [p.key for p in parts if p.weight is None or p.weight.undetermined]
    if unweighted:
        how = f"{group.named(*unweighted)}的权重制度没有规定，不能合成综合得分。"
        return None, UNDETERMINED, how
    weighed = [(p, p.weight.number()) for p in parts if p.weight and p.weight.number()]
    absent = [p for p, _ in weighed if p.score is None]
    if absent:
        state = f"缺{'、'.join(p.title for p in absent)}"
        names = group.named(*(p.key for p in absent))
        return None, state, f"还没有{names}的得分，缺一项就不合成综合得分。"
    total = Decimal(0)
    terms = []
    for part, weight in weighed:
        if part.score is not None and part.weight is not None:
            total += weight * part.score
            terms.append(f"{part.title} {plain(part.score)} × {part.weight.shown}")
    return total, COMPUTED, f"{' + '.join(terms)} = {plain(total)} 分。"
