"""Exits for want of competence and removals for low scores: never without their ground, nor
without a person's decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.competence import EXIT_BELOW, Evaluation, evaluations_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.thousand_points import KIND, YEARS, Answer, Standing, removals_of, standings_of
from zhucun.facts.village_cadres import Enrolment
from zhucun.facts.villager_law import article, said, villager_value
from zhucun.law.numbers import percent, plain
from zhucun.law.value import Value

#: The reason, as records have it, of an enrolment that an evaluation ended.
FOR_COMPETENCE: Final = "胜任度评价"


@rule(
    title="因胜任度退出要由人确认",
    why="胜任率低只是线索，确实不能胜任要由人认定；没有确认就退出，或者拿别的测评作依据，都站不住。",
    mend="请在 evaluation 写明是哪一次评价（如 2026/e01），在那次评价的 exit 登记提出、认定和确认；"
    "没有确认的先不退出，因别的原因退出的改写原因。",
    rows=("S2-45",),
    private=True,
)
def exit_is_confirmed(county: CountyFacts) -> Iterator[Found]:
    """Who left professional management for an evaluation had one of his own, below the limit,
    with an exit confirmed by the day on which he left.
    """
    for cadre in county.village_cadres.values():
        for enrolment in cadre.enrolments:
            ended = enrolment.data.get("ended", {})
            limit = said(villager_value(county, enrolment.township, EXIT_BELOW, _end(enrolment)))
            if ended.get("reason") != FOR_COMPETENCE or limit is None:
                continue
            if _lacks_evaluations(county, enrolment):
                continue
            found = _evaluation(county, enrolment)
            why = _fault(enrolment, found, limit)
            if why:
                yield Found(
                    enrolment.path,
                    f"{enrolment.pointer}/ended",
                    f"{enrolment.cadre} {_end(enrolment)} 因胜任度评价退出，{why}",
                    subject=enrolment.cadre,
                    period=_end(enrolment)[:7],
                    got=ended.get("evaluation"),
                    cite=article(county, limit),
                    evidence=(found.place,) if found else (),
                )


def _end(enrolment: Enrolment) -> str:
    return str(enrolment.data.get("ended", {}).get("date", enrolment.span.start))


def _lacks_evaluations(county: CountyFacts, enrolment: Enrolment) -> bool:
    """Whether the file that ought to hold the evaluation can't be seen."""
    year = str(enrolment.data["ended"].get("evaluation", "")).partition("/")[0]
    folder = f"{county.path}/{enrolment.township}/competence"
    return county.lacks(f"{folder}/{year}.yml")


def _evaluation(county: CountyFacts, enrolment: Enrolment) -> Evaluation | None:
    """The evaluation that an exit names, if it is of the same person."""
    ref = enrolment.data["ended"].get("evaluation")
    for each in evaluations_of(county):
        if each.ref == ref and each.cadre == enrolment.cadre:
            return each
    return None


def _fault(enrolment: Enrolment, found: Evaluation | None, limit: Value) -> str:
    """What an exit lacks, in words; "" for nothing."""
    if found is None:
        return "没有查到本人的这次评价。"
    if found.lower is not None and not found.calls_for_an_exit:
        rate, least = percent(float(found.lower)), percent(float(limit.number()))
        groups = "和".join(found.deciding)
        return f"而{groups}中低的胜任率是 {rate}，没有低于 {least}。"
    confirmed = found.exit.get("confirmed", {}).get("date")
    if confirmed is None:
        return "没有登记确认。"
    return f"而 {confirmed} 才确认。" if confirmed > _end(enrolment) else ""


@rule(
    title="免职建议要有连续几年的得分",
    why="免职是对人的决定；不到连续的年数，或者有一年不在末位、得分高于分数线的，没有依据。",
    mend="请核对各年的千分制得分，漏登的年份补登；确实不够年数的，删去这条免职建议，只登记谈话。",
    rows=("S3-28",),
    private=True,
)
def removal_rests_on_the_years(county: CountyFacts) -> Iterator[Found]:
    """A removal is proposed only for who was last and at or below the line for enough years."""
    standings = {(s.village.code, s.year): s for s in standings_of(county)}
    for removal in removals_of(county):
        village = county.villages.get(removal.village)
        if village is None:
            continue
        day = f"{removal.year}-12-31"
        years = said(villager_value(county, village.township, YEARS, day))
        if years is None or _lacks_scores(county, village.township, removal.year, years.integer()):
            continue
        standing = standings.get((removal.village, removal.year))
        if standing is None or standing.calls_for_a_removal is False:
            yield _removal_found(county, removal, standing, years)


def _lacks_scores(county: CountyFacts, township: str, year: int, years: int) -> bool:
    """Whether a file that may hold one of the years' scores can't be seen."""
    wanted = range(year - years + 1, year + 1)
    folder = f"{county.path}/{township}/scores"
    return county.lacks(*(f"{folder}/{each}.yml" for each in wanted)) or not county.opened(
        f"{wanted[0]}-01-01", f"{year}-12-31", KIND
    )


def _removal_found(
    county: CountyFacts, removal: Answer, standing: Standing | None, years: Value
) -> Found:
    run = standing.years if standing else 0
    name = county.villages[removal.village].name
    shown = f"{removal.year} 年得 {plain(standing.score)} 分" if standing else "没有登记得分"
    return Found(
        removal.path,
        removal.pointer,
        f"{removal.cadre}（{name}）提出免职，而{name} {shown}，"
        f"末位而且不高于分数线的只有连续 {run} 年，应满 {years.shown}。",
        subject=removal.cadre,
        period=str(removal.year),
        got=run,
        need=years.integer(),
        cite=article(county, years),
        evidence=(standing.where,) if standing else (),
    )
