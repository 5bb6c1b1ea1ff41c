"""Inspections: made as the regulation says, and followed up where a post was found empty."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cadre_named, officer_named
from zhucun.facts.cases import UNEXCUSED, Case
from zhucun.facts.county import CountyFacts
from zhucun.facts.inspections import ABSENT, Visit
from zhucun.facts.leaves import Leave
from zhucun.facts.presence import value_of
from zhucun.facts.sheets import BUSINESS, REST
from zhucun.law.workdays import CalendarMissing


@rule(
    title="督查编号不重复",
    why="案件按编号引用督查；两次督查一个编号，依据就说不清。",
    mend="请给其中一次换一个序号，并改正引用它的案件。",
)
def inspection_id_is_given_once(county: CountyFacts) -> Iterator[Found]:
    """No two inspections that this county can refer to share an id."""
    seen: dict[str, str] = {}
    for inspection in county.inspections:
        here = f"{inspection.path}#{inspection.pointer}"
        first = seen.setdefault(inspection.id, here)
        if first != here:
            yield Found(
                inspection.path,
                f"{inspection.pointer}/id",
                f"督查编号 {inspection.id} 用了两次。",
                period=inspection.date[:7],
                got=inspection.id,
                evidence=(first,),
            )


@rule(
    title="督查编号含本级代码和年月",
    why="编号以市四位或县六位代码和年月开头，才不会与别处的重复。",
    mend="请改正编号：本级代码、督查的年月、两位序号。",
)
def inspection_id_has_the_code_and_month(county: CountyFacts) -> Iterator[Found]:
    """An id begins with the city's four or the county's six digits and the inspection's month."""
    city, own = county.city_region, county.region
    for inspection in county.inspections:
        region, digits = (own, 6) if inspection.path.startswith(f"{county.path}/") else (city, 4)
        if region is None:
            continue
        need = f"{region.data['code'][:digits]}-{inspection.date[:4]}{inspection.date[5:7]}"
        if inspection.id.rpartition("-")[0] != need:
            yield Found(
                inspection.path,
                f"{inspection.pointer}/id",
                f"{inspection.date} 的督查编号是 {inspection.id}，应以 {need} 开头。",
                period=inspection.date[:7],
                got=inspection.id,
                need=need,
            )


@rule(
    title="督查记在组织它的一级",
    why="各级督查次数分开统计；市里组织的记在县里，市的次数就少了。",
    mend="请改正层级，或把这次督查移到组织它的市或县的文件里。",
    severity="warn",
)
def inspection_level_fits_its_file(county: CountyFacts) -> Iterator[Found]:
    """The city's file holds the city's inspections, the county's those of county and township."""
    for inspection in county.inspections:
        levels = ("县", "乡镇") if inspection.path.startswith(f"{county.path}/") else ("市",)
        if inspection.level not in levels:
            yield Found(
                inspection.path,
                f"{inspection.pointer}/level",
                f"督查 {inspection.id} 由{inspection.level}一级组织，"
                f"而这个文件记的是{'、'.join(levels)}组织的督查。",
                period=inspection.date[:7],
                got=inspection.level,
                need="、".join(levels),
            )


@rule(
    title="督查人不查自己",
    why="自己查自己，等于没有查。",
    mend="请由别人查看该干部，改正督查人员或删去这一条查看。",
    rows=("S0-70", "S1-20"),
    private=True,
)
def inspector_is_not_inspected(county: CountyFacts) -> Iterator[Found]:
    """Nobody inspects himself."""
    for inspection in county.inspections:
        visits = {v.cadre: v for v in inspection.visits}
        for index, id_ in enumerate(inspection.inspectors):
            for term in county.officers.get(id_, ()):
                if term.cadre in visits:
                    yield Found(
                        inspection.path,
                        f"{inspection.pointer}/inspectors/{index}",
                        f"{inspection.date} 的督查 {inspection.id} 中，"
                        f"{officer_named(county, id_)}查看的是本人（{term.cadre}）。",
                        subject=term.cadre,
                        period=inspection.date[:7],
                        got=id_,
                        evidence=(
                            f"{term.path}#{term.pointer}",
                            f"{inspection.path}#{visits[term.cadre].pointer}",
                        ),
                    )
                    break


@rule(
    title="被查的人当天在任",
    why="还没有到任或已经离任的人，不能查他在不在岗。",
    mend="请核对干部编号和督查日期，或先改正任职的起止日期。",
    private=True,
)
def inspected_cadre_was_posted(county: CountyFacts) -> Iterator[Found]:
    """Whoever is looked for has a posting on the day of the inspection."""
    for id_, visits in county.visits.items():
        cadre = county.cadres.get(id_)
        if cadre is None:
            continue
        for visit in visits:
            if cadre.posting_on(visit.date) is None:
                yield Found(
                    visit.path,
                    f"{visit.pointer}/cadre",
                    f"督查 {visit.inspection} 在 {visit.date} 查看了{cadre_named(county, id_)}，"
                    "当天没有任职。",
                    subject=id_,
                    period=visit.date[:7],
                    got=id_,
                    evidence=tuple(f"{p.path}#{p.pointer}" for p in cadre.postings),
                )


@rule(
    title="查到不在岗的有下文",
    why="督查发现人不在岗，当天又没有事先批准的请假、事先公示的因公外出或休息，就要查清是不是无故；"
    "制度没有每天公示去向的，因公外出和休息以考勤为准。",
    mend="请按无故不在岗立案查实；查否的，补齐当天事先的审批或公示，写明理由撤销，由人核对后放行。",
    rows=("S0-71",),
    severity="warn",
    private=True,
)
def absent_finding_has_a_case(county: CountyFacts) -> Iterator[Found]:
    """A standing case names an empty post that nothing approved or published beforehand explains.

    A case of another kind or a withdrawn one doesn't do: the visit stays in sight of a person.
    Rest on a workday, though published, is to be looked into (Z84): a withdrawn case says it was.
    Without a daily board to publish on, the sheet's rest or business explains it.
    """
    if county.lacks(f"{county.path}/cases/"):
        return
    for id_, visits in county.visits.items():
        if id_ not in county.cadres:
            continue
        cases = [c for c in county.cases.get(id_, []) if c.kind == UNEXCUSED]
        named = {i for case in cases if case.is_standing for i in case.inspections}
        dropped = {i: case for case in cases if not case.is_standing for i in case.inspections}
        for visit in visits:
            if not county.opened(visit.date, visit.date, "attendance", "whereabouts"):
                continue
            if visit.found != ABSENT or visit.inspection in named or _is_excused(county, visit):
                continue
            case = dropped.get(visit.inspection)
            rested = _rest_was_published(county, visit)
            if rested and (case or not _needs_a_look(county, visit.date)):
                continue
            pack = county.pack(visit.date)
            step = None
            if pack and "absence" in pack.ladders:
                step = pack.ladder("absence", visit.date).step(1)
            yield Found(
                visit.path,
                f"{visit.pointer}/found",
                f"{visit.date} 的督查 {visit.inspection} 发现{cadre_named(county, id_)}不在岗，"
                f"{_unanswered(county, visit, case, rested=rested)}。",
                subject=id_,
                period=visit.date[:7],
                got=ABSENT,
                cite=step.cite if step else None,
                evidence=(f"{case.path}#/withdrawn",) if case else (),
            )


def _unanswered(county: CountyFacts, visit: Visit, case: Case | None, *, rested: bool) -> str:
    """Why an empty post still wants an answer; `case` is one that was withdrawn."""
    board = _has_a_daily_board(county, visit.date)
    if rested and board:
        return "当天是工作日，考勤和去向牌写休息，请核对是否事先公示，确属轮休的写明情况"
    if rested:
        return "当天是工作日，考勤写休息，请核对是否事先安排，确属轮休的写明情况"
    state = f"案件 {case.id} 又已撤销" if case else "也没有按无故不在岗立案"
    said = "也没有事先公示的因公外出或休息" if board else "考勤也没有写因公外出或休息"
    return f"当天没有事先批准的请假，{said}，{state}"


def _is_excused(county: CountyFacts, visit: Visit) -> bool:
    """Whether leave approved by that day, or business published for it, explains it.

    What is approved or registered only afterwards could hide an absence; where nothing need be
    published beforehand, the sheet is all there is.
    """
    leaves = county.leaves.get(visit.cadre, [])
    if any(x.approved_on <= visit.date for x in _leaves_on(leaves, visit.date)):
        return True
    return _published(county, visit) == BUSINESS


def _rest_was_published(county: CountyFacts, visit: Visit) -> bool:
    return _published(county, visit) == REST


def _published(county: CountyFacts, visit: Visit) -> str:
    """What both the sheet and the board say of the day; "" where they don't say the same.

    Where the regulation wants no daily board, what the sheet says.
    """
    sheet = county.sheet_of(visit.cadre, visit.date)
    status = sheet.marks[int(visit.date[8:])] if sheet else ""
    if not _has_a_daily_board(county, visit.date):
        return status
    published = county.whereabouts.get(visit.cadre, {}).get(visit.date)
    return status if published is not None and published.status == status else ""


def _has_a_daily_board(county: CountyFacts, day: str) -> bool:
    value = value_of(county.pack(day), "whereabouts.daily", day)
    return value is not None and value.value is True


def _needs_a_look(county: CountyFacts, day: str) -> bool:
    """Whether rest on this day is to be looked into: on a workday, where the decision says so."""
    value = value_of(county.pack(day), "inspection.rest_needs_check", day)
    if value is None or value.value is not True:
        return False
    try:
        return county.calendar.is_workday(day)
    except CalendarMissing:
        return False


def _leaves_on(leaves: list[Leave], day: str) -> list[Leave]:
    return [x for x in leaves if x.is_approved and x.start <= day <= x.taken_until]


@rule(
    title="一次督查对一个人只有一个结论",
    why="同一次督查里又在岗又不在岗，案件就不知道以哪一个为准。",
    mend="请核对现场记录，只留查实的一条；先后去了两次的，分成两次督查登记。",
    severity="warn",
    private=True,
)
def inspection_finds_one_thing(county: CountyFacts) -> Iterator[Found]:
    """One inspection doesn't find one cadre both at the post and away from it."""
    for inspection in county.inspections:
        seen: dict[str, Visit] = {}
        for visit in inspection.visits:
            first = seen.setdefault(visit.cadre, visit)
            if visit.cadre in county.cadres and first.found != visit.found:
                yield Found(
                    visit.path,
                    f"{visit.pointer}/found",
                    f"督查 {inspection.id} 对{cadre_named(county, visit.cadre)}"
                    f"先记{first.found}，又记{visit.found}。",
                    subject=visit.cadre,
                    period=visit.date[:7],
                    got=visit.found,
                    evidence=(f"{first.path}#{first.pointer}",),
                )
