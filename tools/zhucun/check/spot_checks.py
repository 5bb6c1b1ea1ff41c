"""Spot checks that an assessment rests on: they were made, in its year, of its cadre."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.assessments import assessed_years
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import row_cite
from zhucun.facts.county import CountyFacts
from zhucun.facts.inspections import Inspection


@rule(
    title="考核引用的抽查存在，查的是本人",
    why="引一个没有的督查编号，或者引查别人的督查，抽查就是虚报。",
    mend="请核对督查编号；抽查过而没有登记的，先把督查补登；没有抽查过的，从 spot_checks 删去。",
    rows=("S1-48",),
    private=True,
)
def spot_check_visited_the_cadre(county: CountyFacts) -> Iterator[Found]:
    """Every inspection that a yearly assessment names looked for its cadre in that year.

    One of a month before records began can't be known here.
    """
    if any("/inspections/" in path for path in county.unusable):
        return
    known = {each.id: each for each in county.inspections}
    for of in assessed_years(county):
        for index, id_ in enumerate(of.data.get("spot_checks", ())):
            inspection = known.get(id_)
            wrong = _fault(inspection, of.cadre.id, of.year)
            if inspection is None and _month_of(id_) < county.records_from:
                continue
            if wrong:
                yield Found(
                    of.path,
                    f"/spot_checks/{index}",
                    f"{of.who}{of.year} 年的考核引的督查 {id_} {wrong}。",
                    subject=of.cadre.id,
                    period=of.period,
                    got=id_,
                    cite=row_cite(county.pack(of.day), "S1-48"),
                    evidence=(f"{inspection.path}#{inspection.pointer}",) if inspection else (),
                )


def _fault(inspection: Inspection | None, cadre: str, year: int) -> str:
    """What is wrong with a spot check; "" where nothing is."""
    if inspection is None:
        return "不存在，或没有查看过本县的干部"
    if all(visit.cadre != cadre for visit in inspection.visits):
        return "没有查看过本人"
    return "" if inspection.date[:4] == str(year) else f"在 {inspection.date}，不是当年的"


def _month_of(id_: str) -> str:
    """The month in an inspection's number: 990101-202609-01."""
    digits = id_.split("-")[1]
    return f"{digits[:4]}-{digits[4:]}"
