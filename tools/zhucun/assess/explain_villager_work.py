"""An explanation of a village cadre's work: targets, competence, scores, training, care."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.trace import Section, Trace
from zhucun.assess.villager_commitments import published_on, task_state
from zhucun.assess.villager_scores import AMOUNT, PLACES, is_prized, prize_law
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.competence import (
    DECIDING,
    EXIT_BELOW,
    INFORMING,
    TALK_BELOW,
    Evaluation,
    evaluations_in,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import in_words
from zhucun.facts.thousand_points import (
    LINE,
    YEARS,
    Standing,
    head_on,
    removal_state,
    standings_in,
    talk_state,
)
from zhucun.facts.village_cadres import VillageCadre
from zhucun.facts.villager_law import grounds_of
from zhucun.law.grounds import grounds
from zhucun.law.numbers import percent, plain

#: Streams of what was done for a village cadre: what each is called, the fields told, the law.
_CARE = (
    ("training_attendance", "培训", (("days", "天数"), ("reflection", "学习体会"))),
    ("poor_study", "学习效果差", (("makeup", "补学"),)),
    ("secondment", "挂职", (("host", "单位"), ("level", "层级"), ("to", "到"))),
    ("certificate", "农村干部资格证", (("issuer", "发证"),)),
    ("home_visit", "走访", ()),
    ("village_health_check", "体检", ()),
    ("village_disposition", "处理", (("ground", "情形"), ("kind", "处理"))),
    ("village_debrief", "述职", (("half", "半年"),)),
    ("appraisal", "年度考核", (("id", "编号"),)),
)
_LAW_OF_CARE = {
    "training_attendance": ("training.city_days", "training.township_days"),
    "poor_study": ("training.follow_up",),
    "secondment": ("secondment.min_months",),
    "certificate": ("certificate.holders", "certificate.courses"),
    "home_visit": ("home_visit.per_year",),
    "village_health_check": ("health_check.years",),
    "village_disposition": ("disposition.grounds", "disposition.kinds"),
    "village_debrief": ("debrief.per_half_year",),
    "appraisal": ("pay.performance_basis", "appraisal.per_year"),
}


def target_section(county: CountyFacts, cadre: VillageCadre, year: int) -> Section:
    """Targets of the year, and each practical task with how it stands."""
    traces: list[Trace] = []
    for target in _mine(county, "target", cadre.id, year, by_period=True):
        law = grounds_of(county, cadre.township, target.law_day, "target.per_year")
        public = published_on(target, county.as_of)
        how = f"{target.date} 提出，" + (f"{public} 公开。" if public else "还没有公开。")
        goals = len(target.data.get("annual", ()))
        traces.append(Trace("年度目标和计划", f"{goals} 项", how, law, (_place(target),)))
        tasks = grounds_of(county, cadre.township, target.law_day, "commitment.per_year")
        for index, task in enumerate(target.data.get("practical", ())):
            done = f"，{task['done_on']} 办完" if "done_on" in task else ""
            traces.append(
                Trace(
                    f"实事：{task['text']}",
                    task_state(task, county.as_of),
                    f"期限 {task.get('due', '没有定')}{done}。",
                    tasks,
                    (f"{_place(target)}/practical/{index}",),
                )
            )
    return _section("目标和承诺", traces, "当年没有登记目标。")


def competence_section(county: CountyFacts, cadre: VillageCadre, year: int) -> Section:
    """Every evaluation of the year's halves: each group's rate, the lower, the talk, the exit."""
    held = (e for e in evaluations_in(county, cadre.township, year) if e.cadre == cadre.id)
    traces = [trace for each in held for trace in _evaluation(county, cadre, each)]
    return _section("胜任度评价", traces, "当年没有评价。")


def _evaluation(county: CountyFacts, cadre: VillageCadre, each: Evaluation) -> Iterator[Trace]:
    half, day = in_words(each.half), each.act.law_day
    ballots = (f"{each.where}/ballots",)
    for group, rate in each.rates.items():
        cast = each.act.data["ballots"][group]
        key = DECIDING if group in each.deciding else INFORMING
        counts = "" if group in each.deciding else "；只作次年调整的参考"
        yield Trace(
            f"{half}{group}胜任率",
            percent(float(rate)),
            f"胜任 {cast['competent']} 票 ÷ 收回 {cast['ballots']} 票{counts}。",
            grounds_of(county, cadre.township, day, key),
            ballots,
        )
    if each.lower is not None:
        pooled = f"合计 {percent(float(each.pooled))}，只作对照" if each.pooled else "没有合计"
        yield Trace(
            f"{half}低的一组",
            percent(float(each.lower)),
            f"{'、'.join(each.deciding)}中低的；{pooled}。",
            grounds(each.talk_below, each.exit_below),
            ballots,
        )
    for name, state, key in (
        ("约谈", each.talk_state(county.as_of), TALK_BELOW),
        ("退出", each.exit_state(county.as_of), EXIT_BELOW),
    ):
        law = grounds_of(county, cadre.township, day, key)
        yield Trace(f"{half}{name}", state, "", law, (each.where,))


def score_section(county: CountyFacts, cadre: VillageCadre, year: int) -> Section:
    """The scores of the villages whose head the cadre was on the day that they were settled."""
    mine = [
        each
        for each in standings_in(county, year)
        if each.act.date <= county.as_of
        and (head := head_on(county, each.village.code, each.act.date))
        and head.id == cadre.id
    ]
    traces = [trace for each in mine for trace in _standing(county, cadre, each)]
    return _section("千分制考核", traces, "当年没有作为主要负责人的得分。")


def _standing(county: CountyFacts, cadre: VillageCadre, each: Standing) -> Iterator[Trace]:
    day, score = each.act.law_day, (f"{each.where}/score",)
    name = each.village.name
    on_the_line = "，正好在分数线上" if each.on_the_line else ""
    yield Trace(
        f"{name}得分",
        f"{plain(each.score)} 分",
        f"{each.of} 个{each.village.kind}里第 {each.place} 名"
        f"{'，末位' if each.is_last else ''}{on_the_line}。",
        grounds_of(county, cadre.township, day, "score.places"),
        score,
    )
    law = grounds_of(county, cadre.township, day, LINE)
    yield Trace("诫勉谈话", talk_state(county, each), "", law, (each.where,))
    yield Trace(
        "免职",
        removal_state(county, each),
        f"连续 {each.years} 年末位而且不高于分数线。",
        grounds_of(county, cadre.township, day, YEARS),
        (each.where,),
    )
    places = prize_law(county, each, PLACES[each.village.kind])
    if places is not None:
        prized = is_prized(county, each)
        yield Trace(
            "目标考核奖",
            "待定" if prized is None else "得奖" if prized else "不得奖",
            f"{each.village.kind}奖前 {places.shown}。",
            grounds(places, prize_law(county, each, AMOUNT)),
            score,
        )


def development_section(county: CountyFacts, cadre: VillageCadre, year: int) -> Section:
    """What was done with and for the cadre in the year: training, secondments, care, answers."""
    traces = []
    for stream, title, fields in _CARE:
        for act in _mine(county, stream, cadre.id, year):
            law = grounds_of(county, cadre.township, act.date, *_LAW_OF_CARE[stream])
            told = [f"{name} {act.data[key]}" for key, name in fields if key in act.data]
            how = f"{'，'.join(told)}。" if told else ""
            traces.append(Trace(title, act.date, how, law, (_place(act),)))
    return _section("培养和管理", traces, "当年没有登记。")


def _mine(
    county: CountyFacts, stream: str, cadre: str, year: int, *, by_period: bool = False
) -> Iterator[Act]:
    """A village cadre's acts of a stream and year, recorded by `as_of`."""
    for act in acts_of(county, stream):
        when = act.period if by_period else act.date
        if act.village_cadre == cadre and when[:4] == f"{year:04d}" and act.date <= county.as_of:
            yield act


def _place(act: Act) -> str:
    return f"{act.path}#{act.pointer}"


def _section(title: str, traces: list[Trace], nothing: str) -> Section:
    return Section(title, tuple(traces) or (Trace(title, "无", nothing),))
