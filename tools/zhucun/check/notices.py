"""Public notices: what they are about, who decides and answers, and what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.bodies import roles_above
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import (
    ASSESSMENTS,
    DECIDERS,
    HONOURS,
    NEGATIVE_LIST,
    PLANS,
    Notice,
    Objection,
    cadres_of,
    notices_of,
    record_at,
)
from zhucun.facts.presence import value_of
from zhucun.read.layout import place_of
from zhucun.schema.disclosure import without_numbers

#: Which records a notice of a kind may be about, and how they are called.
ABOUT: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    NEGATIVE_LIST: (("case",), "案件（cases）"),
    PLANS: (("plans", "project"), "规划（plans）或项目（projects）"),
    ASSESSMENTS: (("assessment", "term_assessment"), "考核（assessments）"),
    HONOURS: (("cadre",), "干部档案（cadres）"),
}
#: What of an assessment is never announced: scores, and grades that nobody is proposed for.
RESULTS: Final = re.compile(r"[0-9][0-9.]*\s*分(?!之)|基本称职|不称职|基本合格|不合格")


def _deciders(notice: Notice) -> Iterator[tuple[str, str, str, str]]:
    """Who decides on the notice, confirms and withdraws it: what, who, when, pointer."""
    for name, what, officer, day in (
        ("decision", "决定公示", notice.decided_by, notice.decided_on),
        ("confirmed", "确认公布", notice.confirmed_by, notice.confirmed_on),
        ("withdrawn", "撤回公示", notice.withdrawn_by, notice.withdrawn_on),
    ):
        if officer:
            yield what, officer, day, f"{notice.pointer}/{name}"


def _replied(notice: Notice) -> Iterator[Objection]:
    return (objection for objection in notice.objections if objection.replied_on)


# -- what it is about --------------------------------------------------------------------------


@rule(
    title="公示有本县的记录作依据",
    why="公示的事项找不到记录，公众看到的就没有根据；事项和记录对不上，撤回也撤不到。",
    mend="请在 files 写本县里这一类记录的路径，从县的目录写起，如 cases/案件编号.yml。",
    private=True,
)
def notice_has_its_record(county: CountyFacts) -> Iterator[Found]:
    """A notice names records of this county that are of the kind it announces."""
    for notice in notices_of(county):
        kinds, called = ABOUT[notice.kind]
        for index, path in enumerate(notice.files):
            place = place_of(path)
            if place is None or place.kind not in kinds:
                wrong = f"不是{called}"
            elif record_at(county, path) is None and not county.lacks(path):
                wrong = "不存在"
            else:
                continue
            yield Found(
                notice.path,
                f"{notice.pointer}/files/{index}",
                f"公示 {notice.id}（{notice.kind}）依据的 {notice.data['files'][index]} {wrong}",
                period=notice.decided_on[:7],
                got=notice.data["files"][index],
                need=called,
            )


@rule(
    title="负面清单先决定怎样公开再公示",
    why="公开不公开姓名、用什么文字，写在案件的 publication 里；没有它，公示没有内容。",
    mend="请先在案件写 publication（决定人、日期、是否公开姓名、公开文字），再写公示。",
    private=True,
)
def case_notice_follows_its_publication(county: CountyFacts) -> Iterator[Found]:
    """A notice of the negative list is of a case that was decided to be published by then.

    After a notice was withdrawn the case may be decided anew, with another text.
    """
    for notice in notices_of(county):
        record = record_at(county, notice.files[0]) if notice.kind == NEGATIVE_LIST else None
        if record is None or record.place.kind != "case":
            continue
        decided = str(record.data.get("publication", {}).get("date", ""))
        if decided and (decided <= notice.decided_on or notice.withdrawn_on):
            continue
        wrong = f"{decided} 才决定公开" if decided else "没有公开决定"
        yield Found(
            notice.path,
            f"{notice.pointer}/decision/date",
            f"公示 {notice.id} 写在 {notice.decided_on}，而案件 {record.data['id']} {wrong}",
            subject=record.data["cadre"],
            period=notice.decided_on[:7],
            got=notice.decided_on,
            need=decided,
            evidence=(f"{record.path}#",),
        )


@rule(
    title="公示编号只用一次",
    why="两件公示用了同一个编号，答复和撤回就说不清是哪一件。",
    mend="请给后写的一件换一个没有用过的编号；撤回过的编号也不再用。",
)
def notice_id_is_given_once(county: CountyFacts) -> Iterator[Found]:
    """No two notices of a county share an id, whatever the year."""
    first: dict[str, Notice] = {}
    for notice in notices_of(county):
        earlier = first.setdefault(notice.id, notice)
        if earlier is not notice:
            yield Found(
                notice.path,
                f"{notice.pointer}/id",
                f"公示编号 {notice.id} 已经用过",
                got=notice.id,
                evidence=(f"{earlier.path}#{earlier.pointer}/id",),
            )


@rule(
    title="一件案件只有一个没有撤回的公示",
    why="同一件案件公示了两次，撤回其中一个，网站上还在。",
    mend="请撤回其中一个；更正以后重新公示的，先撤回原来的。",
    severity="warn",
    private=True,
)
def case_has_one_standing_notice(county: CountyFacts) -> Iterator[Found]:
    """A case stands in at most one notice that was not withdrawn."""
    standing: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices_of(county):
        if notice.kind == NEGATIVE_LIST and notice.is_shown(county.as_of):
            standing[notice.files[0]].append(notice)
    for path, found in standing.items():
        for notice in found[1:]:
            yield Found(
                notice.path,
                f"{notice.pointer}/files/0",
                f"公示 {notice.id} 的案件已由 {found[0].id} 公示，还没有撤回",
                period=notice.decided_on[:7],
                got=path,
                evidence=(f"{found[0].path}#{found[0].pointer}",),
            )


# -- who -----------------------------------------------------------------------------------------


@rule(
    title="决定公示的人有权决定",
    why="公示代表组织对外说话；谁都能公示、撤回，公示就没有公信力。",
    mend="请由有权的机关的人员决定，改写人员和日期；职责登记有误的，先改正 region.yml。",
    private=True,
)
def notice_decider_has_the_role(county: CountyFacts) -> Iterator[Found]:
    """Notices are decided, confirmed and withdrawn by those whom the law of the day names."""
    for notice in notices_of(county):
        for what, officer, day, pointer in _deciders(notice):
            value = value_of(county.pack(day), DECIDERS, day)
            held = roles_above(county, officer, day)
            if value is None or value.undetermined or not county.in_office(officer, day):
                continue
            if set(held) & set(value.texts()):
                continue
            yield Found(
                notice.path,
                f"{pointer}/by",
                f"公示 {notice.id} 在 {day} 由{officer_named(county, officer)}{what}，"
                f"应由{'或'.join(value.texts())}{what}",
                period=day[:7],
                got="、".join(held),
                need="、".join(value.texts()),
                cite=value.cite,
                evidence=tuple(f"{t.path}#{t.pointer}" for t in county.in_office(officer, day)),
            )


@rule(
    title="本人不办自己的公示",
    why="自己决定公示、撤回自己的事项，自己答复别人对自己的异议，没有公信力。",
    mend="请由别人决定和答复，改写人员和日期。",
    private=True,
)
def notice_actor_is_not_the_subject(county: CountyFacts) -> Iterator[Found]:
    """Nobody decides on, confirms, withdraws or answers for a notice about himself."""
    for notice in notices_of(county):
        about = set(cadres_of(county, notice))
        acts = [(what, officer, pointer) for what, officer, _, pointer in _deciders(notice)]
        acts += [("答复异议", o.replied_by, f"{o.pointer}/reply") for o in _replied(notice)]
        for what, officer, pointer in acts:
            own = [t for t in county.officers.get(officer, ()) if t.cadre and t.cadre in about]
            if own:
                yield Found(
                    notice.path,
                    f"{pointer}/by",
                    f"公示 {notice.id} 涉及本人，却由本人"
                    f"（{officer_named(county, officer)}）{what}",
                    subject=own[0].cadre,
                    got=officer,
                    evidence=tuple(f"{t.path}#{t.pointer}" for t in own),
                )


@rule(
    title="异议由决定公示以外的人核实答复",
    why="决定公示的人核实对自己决定的异议，核实就走了过场。",
    mend="请由别人核实并答复；只有一名人员的，登记另一名参加核实的人员。",
    severity="warn",
    private=True,
)
def objection_is_answered_by_another(county: CountyFacts) -> Iterator[Found]:
    """Whoever decided on a notice doesn't answer the objections to it."""
    for notice in notices_of(county):
        for objection in _replied(notice):
            if objection.replied_by == notice.decided_by:
                yield Found(
                    notice.path,
                    f"{objection.pointer}/reply/by",
                    f"公示 {notice.id} 的异议由决定公示的"
                    f"{officer_named(county, notice.decided_by)}答复",
                    period=objection.replied_on[:7],
                    got=objection.replied_by,
                    evidence=(f"{notice.path}#{notice.pointer}/decision/by",),
                )


# -- what it says --------------------------------------------------------------------------------


@rule(
    title="公示文字不写私人信息",
    why="公示上了网站就收不回来；证件号、手机号、与事项无关的人的姓名、个人的得分和低等次不该出现。",
    mend="请从公示文字里删去；需要联系方式的写单位的座机，考核只公示拟评优秀的。",
    severity="warn",
    private=True,
)
def notice_tells_nothing_private(county: CountyFacts) -> Iterator[Found]:
    """A statement has no number of a person, names nobody whom the notice is not about, and tells
    neither scores nor low grades.
    """
    for notice in notices_of(county):
        told = [*_numbers(notice.statement), *_strangers(county, notice), *_results(notice)]
        if told:
            yield Found(
                notice.path,
                f"{notice.pointer}/statement",
                f"公示 {notice.id} 的公示文字写了{'、'.join(told)}",
                period=notice.decided_on[:7],
                got=told,
            )


def _numbers(text: str) -> Iterator[str]:
    if without_numbers(text) != text:
        yield "证件号或手机号"


def _results(notice: Notice) -> Iterator[str]:
    if notice.kind == ASSESSMENTS:
        yield from (f"“{word}”" for word in dict.fromkeys(RESULTS.findall(notice.statement)))


def _strangers(county: CountyFacts, notice: Notice) -> Iterator[str]:
    """Names in the statement of persons whom the county's records know and it isn't about."""
    about = {county.cadres[id_].name for id_ in cadres_of(county, notice) if id_ in county.cadres}
    officers = {t.name for terms in county.officers.values() for t in terms}
    known = officers | {cadre.name for cadre in county.cadres.values()}
    for name in sorted(known - about):
        if name in notice.statement:
            yield f"无关人员的姓名“{name}”"
