"""What village cadres' evaluations and scores leave to be done: talks, decisions by people, lists.

The sources give no day for any of it, so that it is open until it is done, never overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.assess.due import Due, due
from zhucun.facts import competence, thousand_points
from zhucun.facts.competence import Evaluation, evaluations_of, still_listed
from zhucun.facts.county import CountyFacts
from zhucun.facts.obligations import DONE, OPEN, State
from zhucun.facts.reserves import reserves_on
from zhucun.facts.subjects import VILLAGE, VILLAGE_CADRE
from zhucun.facts.thousand_points import Standing, removal_state, standings_of, talk_state
from zhucun.facts.village_cadres import AS_YOUNG
from zhucun.facts.villager_law import said, villager_value
from zhucun.law.value import Value

#: Whose Party committee talks, finds and decides.
COMMITTEE: Final = "乡镇（街道）党（工）委"
IN_RESERVES: Final = "young.joins_reserves"


def competence_answers(county: CountyFacts) -> Iterator[Due]:
    """Talks that a low rate calls for, and what people have to decide on an exit of somebody who
    is still under professional management.
    """
    for each in evaluations_of(county):
        if each.act.date > county.as_of:
            continue
        if each.calls_for_a_talk:
            held = each.talk_state(county.as_of) == competence.TALKED
            yield _answer(county, each, "talk", "约谈（胜任度评价）", _done(held), each.talk_below)
        if each.calls_for_an_exit:
            state = each.exit_state(county.as_of)
            decided = state in (competence.CONFIRMED, competence.DECLINED)
            if not decided and not still_listed(county, each):
                continue
            what = (
                "确认是否退出专业化管理"
                if state == competence.TO_CONFIRM
                else "研究是否确实不能胜任"
            )
            yield _answer(county, each, "exit", what, _done(decided), each.exit_below)
            if state == competence.CONFIRMED:
                yield _taken_off(county, each)


def _taken_off(county: CountyFacts, each: Evaluation) -> Due:
    """The list of professional management, once an exit is confirmed."""
    title, left = "在档案登记退出专业化管理", not still_listed(county, each)
    return _answer(county, each, "list", title, _done(left), each.exit_below)


def _done(is_done: bool) -> State:
    return DONE if is_done else OPEN


def _answer(
    county: CountyFacts, each: Evaluation, name: str, title: str, state: State, law: Value | None
) -> Due:
    return due(
        county,
        key=f"competence/{each.ref}/{name}",
        title=title,
        owner=COMMITTEE,
        kind=VILLAGE_CADRE,
        subject=each.cadre,
        name=each.cadre,
        period=each.half,
        day="",
        state=state,
        cite=county.law.article(law),
        rows=law.rows if law else (),
        private=True,
        place=each.where,
    )


def score_answers(county: CountyFacts) -> Iterator[Due]:
    """Talks with the heads of those last in the scores, and removals that people have to decide
    on: of the newest year scored, and talks of earlier years that are still owed.
    """
    newest = {s.village.code: s.year for s in standings_of(county)}
    for each in standings_of(county):
        if each.act.date > county.as_of:
            continue
        held = talk_state(county, each) == thousand_points.TALKED
        is_newest = newest[each.village.code] == each.year
        if each.calls_for_a_talk and (is_newest or not held):
            yield _of_score(county, each, "talk", "与主要负责人诫勉谈话", _done(held), each.line)
        if each.calls_for_a_removal and is_newest:
            state = removal_state(county, each)
            decided = state in (thousand_points.CONFIRMED, thousand_points.DECLINED)
            proposed = state == thousand_points.TO_CONFIRM
            title = "确认是否免去主要负责人" if proposed else "研究是否免去主要负责人"
            yield _of_score(county, each, "removal", title, _done(decided), each.removal_years)


def _of_score(
    county: CountyFacts, each: Standing, name: str, title: str, state: State, law: Value | None
) -> Due:
    return due(
        county,
        key=f"village_scores/{name}",
        title=f"{title}（千分制考核）",
        owner=COMMITTEE,
        kind=VILLAGE,
        subject=each.village.code,
        name=each.village.name,
        period=str(each.year),
        day="",
        state=state,
        cite=county.law.article(law),
        rows=law.rows if law else (),
        private=True,
        place=each.where,
    )


def young_reserves(county: CountyFacts) -> Iterator[Due]:
    """Young cadres under professional management who are to stand among the reserves for
    secretary.
    """
    kept = {r.village_cadre for r in reserves_on(county, county.as_of) if r.is_for_secretary}
    for cadre in county.village_cadres.values():
        enrolment = cadre.enrolment_on(county.as_of)
        asked = said(villager_value(county, cadre.township, IN_RESERVES, county.as_of))
        if enrolment is None or enrolment.kind != AS_YOUNG or asked is None or not asked.truth():
            continue
        yield due(
            county,
            key=IN_RESERVES,
            title="列入村党组织书记后备干部库",
            owner=COMMITTEE,
            kind=VILLAGE_CADRE,
            subject=cadre.id,
            name=cadre.id,
            day="",
            state=_done(cadre.id in kept),
            cite=county.law.article(asked),
            rows=asked.rows,
            private=True,
            place=f"{enrolment.path}#{enrolment.pointer}",
        )
