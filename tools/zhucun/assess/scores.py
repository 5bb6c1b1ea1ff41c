"""The composite score of a year: daily 20 %, half-year 30 %, year-end 50 % where S0 is in force."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zhucun.assess.trace import plain
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre
from zhucun.facts.presence import value_of
from zhucun.law.pack import Pack
from zhucun.law.value import Value

PARTS = (("daily", "日常"), ("half_year", "半年"), ("year_end", "年终"))
COMPUTED = "已计算"
UNDETERMINED = "待定"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `title` 日常, 半年 or 年终; `score` as recorded, None while it is not.

    `weight` None or undetermined means that the regulation gives no weight.
    """

    key: str
    title: str
    score: Decimal | None
    weight: Value | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """A year's parts and their composite, exact and unrounded.

    `composite` is None unless every part has a score and a weight; `state` is 已计算, 待定 (no
    weights) or 缺 with the parts that are missing; `how` says it in one Chinese sentence.
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
    parts = []
    for key, title in PARTS:
        part = record.data.get(key) if record else None
        parts.append(
            Part(
                key=key,
                title=title,
                score=Decimal(str(part["score"])) if part else None,
                weight=value_of(pack, f"scores.weights.{key}", day),
                evidence=(f"{record.path}#/{key}/score",) if record and part else (),
            )
        )
    composite, state, how = composed(parts)
    return Scores(tuple(parts), composite, state, how, value_of(pack, "scores.scale", day))


def composed(parts: list[Part]) -> tuple[Decimal | None, str, str]:
    """The composite of the parts, its state, and the arithmetic or the reason why there is none."""
    unweighted = [p.title for p in parts if p.weight is None or p.weight.undetermined]
    if unweighted:
        how = f"{'、'.join(unweighted)}考核的权重制度没有规定，不能合成综合得分。"
        return None, UNDETERMINED, how
    absent = [p.title for p in parts if p.score is None]
    if absent:
        names = "、".join(absent)
        return None, f"缺{names}", f"还没有{names}考核的得分，缺一项就不合成综合得分。"
    total = Decimal(0)
    terms = []
    for part in parts:
        if part.weight is not None and part.score is not None:
            total += part.weight.number() * part.score
            terms.append(f"{part.title} {plain(part.score)} × {part.weight.shown}")
    return total, COMPUTED, f"{' + '.join(terms)} = {plain(total)} 分。"
