"""Exits for want of competence and removals for low scores: never without their ground, nor
without a person's decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.check.finding import Found, Severity
from zhucun.check.registry import rule
from zhucun.facts.competence import EXIT_BELOW, Evaluation, evaluations_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.thousand_points import (
    COMMITTEE,
    KIND,
    YEARS,
    Answer,
    Standing,
    is_of_committee,
    removals_of,
    standings_of,
    talk_fault,
    talks_of,
    was_head,
)
from zhucun.facts.village_cadres import Enrolment
from zhucun.facts.villager_law import said, villager_value
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
                    cite=county.law.article(limit),
                    evidence=(found.where,) if found else (),
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
    if not found.exit.get("finding"):
        return "没有写明确实不能胜任的认定。"
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
        f"末位而且不高于分数线的只有连续 {run} 年，应满 {years.shown}"
        "（没有登记得分的年份和采用制度以前的年份不算）。",
        subject=removal.cadre,
        period=str(removal.year),
        got=run,
        need=years.integer(),
        cite=county.law.article(years),
        evidence=(standing.where,) if standing else (),
    )


@rule(
    title="谈话和免职对着主要负责人，由党委决定",
    why="末位的由党委与主要负责人谈话，免职由党委决定；对着别人，或者别人作的决定，不是制度写明的。",
    mend="请核对村干部编号、办理的人和日期；登记错的改正，确实是这样的，请党委补谈或者重新决定。",
    rows=("S3-27", "S3-28"),
    private=True,
)
def score_answers_are_the_committees(county: CountyFacts) -> Iterator[Found]:
    """Talks and removals for low scores concern who headed the village, and the committee talks
    and decides, after the proposal. A talk that was held otherwise stays on record with a warning.
    """
    standings = {(s.village.code, s.year): s for s in standings_of(county)}
    for talk in talks_of(county):
        standing = standings.get((talk.village, talk.year))
        fault = standing and standing.judged and talk_fault(county, talk, standing)
        if standing and fault:
            told = f"{talk.cadre} {talk.data['date']} 的诫勉谈话，{fault}。"
            yield _answer_found(county, talk, standing, told, severity="warn")
    for removal in removals_of(county):
        standing = standings.get((removal.village, removal.year))
        if standing and standing.judged:
            for told in _removal_faults(county, removal, standing):
                yield _answer_found(county, removal, standing, told, severity="block")


def _removal_faults(county: CountyFacts, removal: Answer, standing: Standing) -> Iterator[str]:
    proposed, village = removal.data["proposed"]["date"], standing.village
    run = standing.removal_years.integer() if standing.removal_years else 1
    first = f"{standing.year - run + 1}-01-01"
    if not was_head(county, village.code, removal.cadre, first, proposed):
        yield f"免职的对象 {removal.cadre} 不是{village.name}的主要负责人（村党组织书记）。"
    for name, what in (("confirmed", "确认免职"), ("declined", "决定不免职")):
        decided = removal.data.get(name)
        if decided and decided["date"] < proposed:
            yield f"{removal.cadre} {decided['date']} {what}，而 {proposed} 才提出。"
        if decided and not is_of_committee(county, village, decided["by"], decided["date"]):
            yield f"{removal.cadre} {what}，作决定的 {decided['by']} 不是党委的人。"


def _answer_found(
    county: CountyFacts, answer: Answer, standing: Standing, told: str, *, severity: Severity
) -> Found:
    law = villager_value(county, standing.village.township, COMMITTEE, standing.act.law_day)
    return Found(
        answer.path,
        answer.pointer,
        told,
        subject=answer.cadre,
        period=str(answer.year),
        got=answer.cadre,
        cite=county.law.article(law or standing.line),
        evidence=(standing.where,),
        severity=severity,
    )
