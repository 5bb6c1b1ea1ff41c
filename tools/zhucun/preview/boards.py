"""Entries of the public negative list that a change brings or takes away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.facts.cases import Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import is_on_negative_list
from zhucun.preview.model import Line
from zhucun.preview.subjects import WHOLE_COUNTY, Subject, Subjects
from zhucun.schema.disclosure import publication_of

LABEL: Final = "负面清单看板"


def board_lines(
    before: CountyFacts, after: CountyFacts, subjects: Subjects
) -> Iterator[tuple[Subject, Line]]:
    """A line for each case that the public will read of, or no longer.

    To the public a case without a name is told of the whole county, and without its number.
    """
    old, new = entries_of(before), entries_of(after)
    for what, ones, others in (("新增", new, old), ("撤下", old, new)):
        for id_, case in ones.items():
            if id_ in others:
                continue
            named = bool(case.data["publication"]["show_name"])
            how = "公开姓名" if named else "不公开姓名"
            if not subjects.public:
                yield ("cadre", case.cadre), Line(LABEL, f"{what}案件 {id_}（{how}）")
            elif named and subjects.serves(case.cadre):
                yield ("cadre", case.cadre), Line(LABEL, f"{what}一条")
            else:
                yield WHOLE_COUNTY, Line(LABEL, f"{what}一条，{how}")


def entries_of(county: CountyFacts) -> dict[str, Case]:
    """The cases that the public negative list of a county shows on its day, by id."""
    regions = (county.city_region, county.region)
    settings = publication_of(*(r.data.get("publication", {}) if r else {} for r in regions))
    return {
        case.id: case
        for cases in county.cases.values()
        for case in cases
        if is_on_negative_list(county, case, settings.closed_case_days)
    }
