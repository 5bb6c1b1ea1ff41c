"""What townships record of their village cadres: it names what exists, once, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.check.officers import about
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.matching import value_at
from zhucun.facts.periods import first_day, in_words
from zhucun.read.select import select
from zhucun.read.tree import Record

#: The kind of meeting that reviews targets.
REVIEW: Final = "评审会议"
#: kind -> (place of objects, first and last of what they last for, what).
_SPANS: Final[Mapping[str, tuple[tuple[str, str, str, str], ...]]] = {
    "village_cadre": (
        ("posts/*", "from", "to", "任职"),
        ("study/*", "from", "to", "学历教育"),
        ("secondments/*", "from", "to", "挂职"),
    ),
    "pay": (("pay/*", "from", "to", "报酬"),),
    "reserves": (("reserves/*", "from", "to", "列入后备干部"),),
}
#: The same for what was ended: (list, what).
_ENDED: Final = (("posts", "任职"), ("enrolments", "纳入专业化管理"))
#: kind -> (place of a list's items, what tells them apart, what they are).
_ONCE: Final[Mapping[str, tuple[tuple[str, tuple[str, ...], str], ...]]] = {
    "village_cadre": (
        ("duty_logs/*", ("month",), "这个月的履责全程纪实"),
        ("tiers/*", ("from",), "从这一天起的补贴档次"),
    ),
    "targets": (("targets/*", ("village_cadre",), "这名村干部的目标"),),
    "competence": (("evaluations/*", ("village_cadre", "half"), "这名村干部这半年的评价"),),
    "village_scores": (("scores/*", ("village",), "这个村的得分"),),
    "appraisals": (("appraisals/*", ("village_cadre",), "这名村干部的考核"),),
    "reserves": (("reports/*", ("year",), "这一年的培养情况报告"),),
}
#: kind -> (place of objects, where their day is, where their period is; what is done for it).
_FOR_A_PERIOD: Final = {
    "competence": ("evaluations/*", "date", "half", "胜任度评价"),
    "debriefs": ("debriefs/*", "date", "half", "述职"),
    "appraisals": ("appraisals/*", "date", "", "年度考核"),
    "village_scores": ("", "date", "year", "千分制考核"),
    "circulars": ("circulars/*", "date", "month", "通报"),
    "village_cadre": ("duty_logs/*", "checked.date", "month", "履责全程纪实的检查"),
}


@rule(
    title="村干部记录的起止不颠倒",
    why="起止颠倒的一段没有一天有效，年限和金额都会算错。",
    mend="请改正起止日期。",
    private=True,
)
def villager_spans_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """What lasts in the records of village cadres does not end before it begins."""
    for kind, places in _SPANS.items():
        for record in county.of(kind):
            for place, first, last, what in places:
                for pointer, item in select(record.data, place):
                    if last in item and item[last] < item[first]:
                        yield _reversed(record, f"{pointer}/{last}", what, item[first], item[last])
    for record in county.of("village_cadre"):
        for part, what in _ENDED:
            for pointer, item in select(record.data, f"{part}/*"):
                last = item.get("ended", {}).get("date", item["from"])
                if last < item["from"]:
                    yield _reversed(record, f"{pointer}/ended/date", what, item["from"], last)


def _reversed(record: Record, pointer: str, what: str, first: str, last: str) -> Found:
    return Found(
        record.path,
        pointer,
        f"{what}从 {first} 开始，却到 {last} 结束。",
        subject=about(record, pointer),
        got=last,
        need=first,
    )


@rule(
    title="村干部的同一件事只记一次",
    why="同一个人同一时期记了两条，哪一条算数就说不清。",
    mend="请合成一条，或改正人员、村和时期。",
    private=True,
)
def villager_items_are_given_once(county: CountyFacts) -> Iterator[Found]:
    """Nobody has two targets, evaluations, appraisals or duty logs of one period, no village two
    scores and no township two reports of a year.
    """
    for kind, places in _ONCE.items():
        for record in county.of(kind):
            for place, key, what in places:
                seen: set[tuple[object, ...]] = set()
                for pointer, item in select(record.data, place):
                    mine = tuple(item[name] for name in key)
                    if mine in seen:
                        yield Found(
                            record.path,
                            f"{pointer}/{key[0]}",
                            f"{what}在这个文件里记了两次：{'、'.join(map(str, mine))}。",
                            subject=about(record, pointer),
                            got=item[key[0]],
                        )
                    seen.add(mine)


@rule(
    title="评审、评价和后备的出处存在",
    why="写了编号而找不到记录，这一步有没有做过就没有依据。",
    mend="请核对编号和日期；确有其事的，先把那一条补登记。",
    private=True,
)
def villager_references_exist(county: CountyFacts) -> Iterator[Found]:
    """The meeting that reviewed a target, the evaluation that ended an enrolment, the entry of the
    reserves that a secretary came from: each exists in the township, of the same person and day.
    """
    for record in county.of("targets"):
        for pointer, item in select(record.data, "targets/*"):
            review = item.get("review")
            if review and not _met(county, record, review):
                wrong = f"{review['date']} 编号为 {review['meeting']} 的{REVIEW}"
                yield _missing(record, f"{pointer}/review/meeting", wrong, review["meeting"])
    for record in county.of("village_cadre"):
        for pointer, item in select(record.data, "enrolments/*"):
            named = item.get("ended", {}).get("evaluation")
            if named and not _evaluated(county, record, named):
                yield _missing(record, f"{pointer}/ended/evaluation", f"胜任度评价 {named}", named)
        for pointer, item in select(record.data, "posts/*"):
            named = item.get("reserve")
            if named and not _reserved(county, record, named):
                yield _missing(record, f"{pointer}/reserve", f"本人的后备记录 {named}", named)


def _missing(record: Record, pointer: str, what: str, got: str) -> Found:
    whose = about(record, pointer)
    message = f"{whose} 写的{what}，在本乡镇没有登记。"
    return Found(record.path, pointer, message, subject=whose, got=got)


def _met(county: CountyFacts, record: Record, review: Mapping[str, Any]) -> bool:
    here = _kept(county, record, f"meetings/{review['date'][:4]}.yml", "meetings")
    return here is None or any(
        (m["id"], m["date"], m["kind"]) == (review["meeting"], review["date"], REVIEW) for m in here
    )


def _evaluated(county: CountyFacts, record: Record, named: str) -> bool:
    year, _, id_ = named.partition("/")
    here = _kept(county, record, f"competence/{year}.yml", "evaluations")
    return here is None or any(
        e["id"] == id_ and e["village_cadre"] == record.data["id"] for e in here
    )


def _reserved(county: CountyFacts, record: Record, named: str) -> bool:
    here = _kept(county, record, "reserves.yml", "reserves")
    own = record.data["id"]
    return here is None or any(
        r["id"] == named and r.get("village_cadre", own) == own for r in here
    )


def _kept(
    county: CountyFacts, record: Record, file: str, part: str
) -> tuple[Mapping[str, Any], ...] | None:
    """The items of another file of a record's township; None where it is there but not seen."""
    path = f"{county.path}/{record.place.township}/{file}"
    if county.lacks(path):
        return None
    found = county.once(_by_path).get(path)
    return tuple(found.data[part]) if found else ()


def _by_path(county: CountyFacts) -> dict[str, Record]:
    return {record.path: record for record in county.records}


@rule(
    title="胜任票不多于票数",
    why="胜任的票比收回的还多，胜任率就超过百分之百。",
    mend="请核对两个票数。",
    private=True,
)
def competence_ballots_fit(county: CountyFacts) -> Iterator[Found]:
    """Of each group's ballots no more say competent than were cast."""
    for record in county.of("competence"):
        for pointer, item in select(record.data, "evaluations/*"):
            for group, cast in item.get("ballots", {}).items():
                if cast["competent"] > cast["ballots"]:
                    yield Found(
                        record.path,
                        f"{pointer}/ballots/{group}/competent",
                        f"{item['village_cadre']} 的{group}测评收回 {cast['ballots']} 票，"
                        f"胜任却有 {cast['competent']} 票。",
                        subject=item["village_cadre"],
                        period=item["half"],
                        got=cast["competent"],
                        need=cast["ballots"],
                    )


@rule(
    title="评价以后才约谈、提出退出，提出以后才决定",
    why="约谈和退出都以评价为依据；日期在前的，或者又确认又否决的，说不清依据哪一次评价、作了什么决定。",
    mend="请核对日期；登记错了地方的，移到所依据的那次评价；只留一个决定。",
    private=True,
)
def competence_acts_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """A talk and the proposal of an exit do not precede the evaluation that they rest on, nor the
    decision the proposal; an exit is not both confirmed and declined.
    """
    for record in county.of("competence"):
        for pointer, item in select(record.data, "evaluations/*"):
            for place, date, what, first, before in _steps(item):
                if date < first:
                    yield Found(
                        record.path,
                        f"{pointer}/{place}/date",
                        f"{item['village_cadre']} {date} {what}，而 {first} 才{before}。",
                        subject=item["village_cadre"],
                        period=item["half"],
                        got=date,
                        need=first,
                    )
            if {"confirmed", "declined"} <= item.get("exit", {}).keys():
                yield Found(
                    record.path,
                    f"{pointer}/exit",
                    f"{item['village_cadre']} 的退出既登记了确认，又登记了不予退出。",
                    subject=item["village_cadre"],
                    period=item["half"],
                )


def _steps(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    """Each step of an evaluation: its place, day and name, and the day and name of that before."""
    leaving = item.get("exit", {})
    if "talk" in item:
        yield "talk", item["talk"]["date"], "约谈", item["date"], "评价"
    if leaving:
        proposed = leaving["proposed"]["date"]
        yield "exit/proposed", proposed, "提出退出", item["date"], "评价"
        for name, what in (("confirmed", "确认退出"), ("declined", "决定不予退出")):
            if name in leaving:
                yield f"exit/{name}", leaving[name]["date"], what, proposed, "提出"


@rule(
    title="时期开始以后才评价、述职、通报",
    why="一年、半年、一个月还没有开始，没有工作可以评价、检查和通报。",
    mend="请核对日期和时期。",
    private=True,
)
def period_has_begun(county: CountyFacts) -> Iterator[Found]:
    """An evaluation, a debrief, a score, a check or a circular is not of a day before the period
    that it is about.
    """
    for kind, (place, day, about_when, what) in _FOR_A_PERIOD.items():
        for record in county.of(kind):
            for pointer, item in select(record.data, place):
                period = value_at(item, about_when) if about_when else record.data["year"]
                done, begun = value_at(item, day), first_day(str(period))
                if period and isinstance(done, str) and done < begun:
                    whose = about(record, pointer)
                    yield Found(
                        record.path,
                        f"{pointer}/{day.replace('.', '/')}",
                        f"{f'{whose} 的' if whose else ''}{what}写在 {done}，"
                        f"{in_words(str(period))}还没有开始。",
                        subject=whose,
                        period=str(period),
                        got=done,
                        need=begun,
                    )


@rule(
    title="通报写在自己的一级",
    why="市里通报督查结果，乡镇每月通报村干部的日常履责；写错了一级，哪边都不算数。",
    mend="请把这一条移到应在的文件夹：有月份的放在乡镇的 circulars，通报督查的放在市的 circulars。",
)
def circular_stands_at_its_level(county: CountyFacts) -> Iterator[Found]:
    """A circular of a month is a township's, one on inspections the city's."""
    for record in (*county.of("circulars"), *_of_the_city(county)):
        for pointer, item in select(record.data, "circulars/*"):
            if ("month" in item) != bool(record.place.township):
                wrong = "没有写是哪个月的" if record.place.township else "写了月份，是乡镇的"
                yield Found(record.path, pointer, f"{item['date']} 的通报{wrong}。")


def _of_the_city(county: CountyFacts) -> Iterator[Record]:
    return (record for record in county.city_records if record.place.kind == "circulars")
