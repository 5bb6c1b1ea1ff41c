"""What goes back to the dispatching unit after an assessment, and by when a county wants it."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.assessments import assessed_years, year_value
from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import row_cite
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus


@rule(
    title="半年测评结果按时通报派出单位",
    why="派出单位要知道自己派出的人干得怎样；多久算适时，由县里写明。",
    mend="请通报后在 half_year 写明日期（notified_unit_on）。",
    rows=("S0-31",),
    severity="warn",
    private=True,
)
def unit_is_told_of_the_review(county: CountyFacts) -> Iterator[Found]:
    """Where a county set a time for it, the unit was told of the half-year result within it."""
    for of in assessed_years(county):
        days = year_value(county, of, "half_year.unit_notice_days")
        review = of.data.get("half_year")
        if days is None or review is None:
            continue
        due, told = plus(review["date"], days.integer()), review.get("notified_unit_on", "")
        if (told or county.as_of) <= due:
            continue
        how = f"{told} 才通报" if told else "还没有通报"
        yield Found(
            of.path,
            "/half_year/notified_unit_on" if told else "/half_year",
            f"{of.who}{of.year} 年的半年测评结果应在 {due} 前通报派出单位，{how}。",
            subject=of.cadre.id,
            period=of.period,
            got=told or None,
            need=due,
            cite=days.cite or row_cite(county.pack(of.day), "S0-31"),
        )


@rule(
    title="考核登记表反馈并归档",
    why="考核登记表要反馈派出单位，并及时装入干部个人档案。",
    mend="请反馈、归档后写明日期（registration_form 的 sent 和 filed）。",
    rows=("S0-48",),
    severity="warn",
    private=True,
)
def registration_form_is_filed(county: CountyFacts) -> Iterator[Found]:
    """Once graded, the registration form was sent to the unit and put on file.

    At once, as long as nobody set a number of days for it; else within them.
    """
    for of in assessed_years(county):
        cite = row_cite(county.pack(of.day), "S0-48")
        if cite is None or not of.grades:
            continue
        form = of.data.get("registration_form", {})
        filed, days = form.get("filed", ""), year_value(county, of, "registration_form.filing_days")
        due = plus(of.data["grades"]["date"], days.integer()) if days else ""
        if (filed or county.as_of) <= due if due else filed:
            continue
        how = "还没有装入个人档案" if form else "还没有反馈派出单位"
        if filed:
            how = f"应在 {due} 前装入个人档案，{filed} 才装入"
        yield Found(
            of.path,
            "/registration_form" if form else "/grades",
            f"{of.who}{of.year} 年的考核登记表{how}。",
            subject=of.cadre.id,
            period=of.period,
            got=filed or None,
            need=due or None,
            cite=cite,
        )
