"""The year's part of an explanation: the ladder, scores, grades, experience."""

from __future__ import annotations

from zhucun.assess.grades import CAPS
from zhucun.assess.scores import Part
from zhucun.assess.trace import Section, Trace
from zhucun.assess.years import YearFigures
from zhucun.facts.cases import Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.inspections import Visit
from zhucun.facts.ladder import KEY, Rung
from zhucun.facts.people import Posting
from zhucun.facts.presence import value_of
from zhucun.law.grounds import cited, decided, grounds, unique
from zhucun.law.ladder import Required
from zhucun.law.numbers import plain

_GRADES = (("year_end", "年终考核等次"), ("village_work", "驻村工作考核等次"))


def subject_section(county: CountyFacts, figures: YearFigures) -> Section:
    """Who is explained, where he is posted, and which regulation judges him."""
    cadre, pack = figures.cadre, figures.pack
    unit = county.units.get(cadre.unit)
    postings = cadre.postings_in(f"{figures.year:04d}-01-01", figures.day)
    sender = f"{unit.name}（{unit.level}，{unit.kind}）" if unit else cadre.unit
    traces = [
        Trace("干部", f"{cadre.name}（{cadre.id}）", f"{cadre.identity}，{sender}选派。"),
        *(_posting(county, posting, len(postings) == 1) for posting in postings),
        Trace(
            "适用的制度",
            f"《{pack.title}》" if pack else "待定",
            f"以 {figures.day} 为准。" if pack else f"{figures.day} 没有登记执行的制度。",
        ),
    ]
    return Section("基本情况", tuple(traces))


def _posting(county: CountyFacts, posting: Posting, only: bool) -> Trace:
    village = county.villages.get(posting.village)
    township = county.townships.get(county.township_of(posting.village))
    where = (township.name if township else "") + (village.name if village else "")
    span = f"{posting.span.start} 至 {posting.span.end or '今'}"
    return Trace(
        "任职" if only else f"第 {posting.serial} 段任职",
        posting.role,
        f"{where or posting.village}，{span}。",
        evidence=(f"{posting.path}#{posting.pointer}",),
    )


def ladder_section(county: CountyFacts, figures: YearFigures) -> Section:
    """Every confirmed absence of the year's service with what it calls for; other open cases."""
    ladder, pack = figures.ladder, figures.pack
    visits = county.visits.get(figures.cadre.id, [])
    traces: list[Trace] = []
    for rung in ladder.rungs:
        traces.append(_rung(rung, figures.year, visits))
        traces += [_disposition(county, rung, required) for required in rung.step.dispositions]
    if pack is None or KEY not in pack.ladders:
        traces.append(Trace("阶梯", "待定", "现行制度没有无故不在岗的阶梯。"))
    else:
        edition = pack.ladder(KEY, figures.day)
        how = f"{_counted(figures)}；还欠 {len(ladder.owed)} 项处理。"
        if edition.undetermined:
            how = edition.note or "现行制度没有无故不在岗的阶梯。"
        value = "待定" if edition.undetermined else f"第 {ladder.step} 级"
        traces.append(Trace("阶梯", value, how, decided(*edition.decisions)))
    on_ladder = {rung.case.id for rung in ladder.rungs}
    traces += [_open_case(c) for c in figures.open_cases if c.id not in on_ladder]
    return Section("无故不在岗与案件", tuple(traces))


def _counted(figures: YearFigures) -> str:
    """How many absences were confirmed, by service where the year has an interrupted one."""
    first = f"{figures.year:04d}-01-01"
    dates = [rung.case.found_on for rung in figures.ladder.rungs]
    services = [s for s in figures.cadre.services if s.meets(first, figures.day)]
    if len(services) < 2:
        return f"任职期间认定的无故不在岗共 {len(dates)} 次"
    counts = "，".join(f"{s.start} 起 {sum(map(s.covers, dates))} 次" for s in services)
    return f"任职有中断，认定的无故不在岗分段计次：{counts}"


def _rung(rung: Rung, year: int, visits: list[Visit]) -> Trace:
    case, step = rung.case, rung.step
    in_year = case.found_on[:4] == str(year)
    limit = CAPS[step.cap] or "等次不受限制"
    how = f"{case.found_on} 发现，{case.confirmed_on} 认定，是任职期间第 {rung.n} 次"
    how += f"；{case.found_on[:4]} 年的等次：{limit}"
    how += "。" if in_year else f"，不影响 {year} 年。"
    seen = tuple(f"{v.path}#{v.pointer}" for v in visits if v.inspection in case.inspections)
    return Trace(
        f"第 {rung.n} 次无故不在岗（{case.id}）",
        f"第 {step.n} 级 · {limit}",
        how,
        grounds(step),
        (f"{case.path}#/found_on", f"{case.path}#/confirmed", *seen, *case.evidence),
    )


def _disposition(county: CountyFacts, rung: Rung, required: Required) -> Trace:
    case = rung.case
    act = next((d for d in case.dispositions if d.kind in required.accepted), None)
    name = f"应作的处理：{required.shown}（{case.id}）"
    if act is None:
        how = f"对象是{required.target}，还没有记录；请在案件的 dispositions 中补记。"
        return Trace(name, "还欠", how, cited(required.cite), (f"{case.path}#/dispositions",))
    officer = next(iter(county.in_office(act.by, act.date)), None)
    who = f"{officer.name}（{officer.role}）" if officer else act.by
    how = f"{act.date} 由{who}作出{act.kind}，对象是{required.target}。"
    return Trace(name, "已做", how, cited(required.cite), (f"{act.path}#{act.pointer}",))


def _open_case(case: Case) -> Trace:
    how = f"{case.found_on} 发现，{case.opened_on} 立案，尚未办结。"
    return Trace(f"在办案件（{case.id}）", case.kind, how, evidence=(f"{case.path}#/opened",))


def score_section(figures: YearFigures) -> Section:
    """The parts and the composite, or why there is none."""
    scores = figures.scores
    weights = grounds(*(part.weight for part in scores.parts))
    value = scores.state if scores.composite is None else f"{plain(scores.composite)} 分"
    places = tuple(place for part in scores.parts for place in part.evidence)
    whole = Trace("综合得分", value, scores.how, unique((*weights, *grounds(scores.scale))), places)
    return Section("考核得分", (*(_part(part) for part in scores.parts), whole))


def _part(part: Part) -> Trace:
    value = "没有得分" if part.score is None else f"{plain(part.score)} 分"
    weight = part.weight.shown if part.weight else "待定"
    how = f"权重{'' if weight == '待定' else ' '}{weight}。"
    return Trace(part.shown, value, how, grounds(part.weight), part.evidence)


def grade_section(figures: YearFigures) -> Section:
    """The highest grade allowed and why, its words, the unit's quota, the grades recorded."""
    ceiling, words, quota = figures.ceiling, figures.vocabulary, figures.quota
    exempt = {True: "不占", False: "占", None: "待定"}[quota.exempt]
    identity = f"身份是{figures.cadre.identity}。"
    traces = [
        Trace("等次用语", words.shown, identity, grounds(words.value), _identity(figures)),
        Trace(
            "最高可评等次", ceiling.grade or "待定", ceiling.why, ceiling.grounds, ceiling.evidence
        ),
        Trace("是否占派出单位优秀指标", exempt, quota.how, quota.grounds),
    ]
    record = figures.record
    for part, title in _GRADES:
        grade = figures.grade(part)
        if grade is not None and record is not None:
            place = (f"{record.path}#/grades/{part}",)
            how = f"{record.data['grades']['date']} 评定。"
            traces.append(Trace(title, grade, how, evidence=place))
        else:
            cutoffs = value_of(figures.pack, "scores.cutoffs", figures.day)
            traces.append(Trace(title, "没有评定", "等次待组织评定。", grounds(cutoffs)))
    return Section("等次", tuple(traces))


def _identity(figures: YearFigures) -> tuple[str, ...]:
    return (f"{figures.cadre.path}#/identity",)


def experience_section(figures: YearFigures) -> Section:
    """Whether the posting counts as grassroots work experience."""
    found = figures.experience
    trace = Trace("视为基层工作经历", found.state, found.how, found.grounds, found.evidence)
    return Section("基层工作经历", (trace,))
