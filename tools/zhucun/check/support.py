"""Support: accident insurance for the whole posting and for its sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.insurance import (
    SumAsked,
    first_uncovered,
    policies_between,
    stretches_to_insure,
    sum_asked,
)
from zhucun.facts.people import Cadre
from zhucun.law.numbers import plain


@rule(
    title="保险覆盖任职期",
    why="驻村期间出了意外而没有保险，干部和单位都没有保障。",
    mend="请补办人身意外保险，写明起止日期。",
    rows=("S0-84", "S1-57", "S4-72"),
    severity="warn",
    private=True,
)
def insurance_covers_the_posting(county: CountyFacts) -> Iterator[Found]:
    """Accident insurance covers every day of a posting for which the law asks for it, up to now."""
    for cadre, posting in county.postings:
        gaps = (
            (gap, required)
            for start, last, required in stretches_to_insure(county, cadre, posting)
            if (gap := first_uncovered(cadre, start, last))
        )
        gap, required = next(gaps, ("", None))
        if required:
            yield Found(
                posting.path,
                "/insurance" if cadre.data.get("insurance") else posting.pointer,
                f"{cadre.id} {posting.span.start} 到任，从 {gap} 起没有人身意外保险。",
                subject=cadre.id,
                got=gap,
                cite=required.cite,
                evidence=(f"{posting.path}#{posting.pointer}",),
            )


@rule(
    title="保险金额符合制度",
    why="保额是制度定的；低了，出了事保障就不够；定数以外的，要看得出是怎么来的。",
    mend="请核对保单的保额：低了的补足或另加一份；高于定数的登记错了就改正，确实如此的如实保留。",
    rows=("S1-57", "S4-72"),
    severity="warn",
    private=True,
)
def insurance_has_the_sum(county: CountyFacts) -> Iterator[Found]:
    """On every insured day of a posting, the policies in force come to the sum that is given."""
    for cadre, posting in county.postings:
        found: dict[tuple[int, ...], Found] = {}
        for start, last, _ in stretches_to_insure(county, cadre, posting):
            for day, held in policies_between(cadre, start, last):
                asked = sum_asked(county, day)
                policies = [cadre.data["insurance"][index] for index in held]
                if asked and held not in found and not asked.fits(policies):
                    found[held] = _sum_found(cadre, day, held, policies, asked)
        yield from found.values()


def _sum_found(
    cadre: Cadre, day: str, held: tuple[int, ...], policies: list[dict[str, Any]], asked: SumAsked
) -> Found:
    sums = [policy["sum"] for policy in policies if policy.get("sum") is not None]
    got, need = sum(sums) if sums else None, asked.value.number()
    total = "合计" if len(held) > 1 else "是"
    written = f"保额{total} {got} 元" if sums else "没有写保额"
    should = f"应{'为' if asked.exact else '不低于'} {plain(need)} 元"
    since = day if len(held) > 1 else policies[0]["from"]
    place = f"/insurance/{held[-1]}"
    return Found(
        cadre.path,
        f"{place}/sum" if policies[-1].get("sum") is not None else place,
        f"{cadre.id} {since} 起的保险{written}，{should}。",
        subject=cadre.id,
        got=got,
        need=float(need),
        cite=asked.value.cite,
    )
