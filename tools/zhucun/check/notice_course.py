"""Public notices over time: their order, their window, and what objections call for."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import (
    NEGATIVE_LIST,
    Notice,
    least_end,
    notices_of,
    record_at,
    unsettled_on,
    window_days,
    window_end,
)


@rule(
    title="公示按先后办",
    why="先决定公示，再收异议、答复，最后公布或撤回；日期倒着走，说明有一处写错了。",
    mend="请核对决定、收到异议、答复、确认公布和撤回的日期，改正写错的一个。",
    private=True,
)
def notice_acts_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """Objections, replies, the confirmation and the withdrawal follow what they answer."""
    for notice in notices_of(county):
        for before, first, after, second, pointer in _sequence(notice):
            if second < first:
                yield Found(
                    notice.path,
                    pointer,
                    f"公示 {notice.id} 的{after}日期 {second} 早于{before}日期 {first}",
                    period=second[:7],
                    got=second,
                    need=first,
                )


def _sequence(notice: Notice) -> Iterator[tuple[str, str, str, str, str]]:
    """What must not precede what: first act and day, second act and day, its pointer."""
    decided, here = notice.decided_on, notice.pointer
    for objection in notice.objections:
        at = objection.pointer
        yield "决定公示", decided, "收到异议", objection.received_on, f"{at}/date"
        if objection.replied_on:
            received = objection.received_on
            yield "收到异议", received, "答复异议", objection.replied_on, f"{at}/reply/date"
    if notice.confirmed_on:
        yield "决定公示", decided, "确认公布", notice.confirmed_on, f"{here}/confirmed/date"
    if notice.withdrawn_on:
        last = max(decided, notice.confirmed_on)
        before = "确认公布" if notice.confirmed_on else "决定公示"
        yield before, last, "撤回", notice.withdrawn_on, f"{here}/withdrawn/date"


@rule(
    title="公示期满、异议办结以后才公布",
    why="公示期没有满、异议还没有答复就公布，公示和异议都成了摆设。",
    mend="请等公示期满、异议都答复并办结以后再确认公布。",
    private=True,
)
def confirmation_waits_for_the_notice(county: CountyFacts) -> Iterator[Found]:
    """A notice is confirmed only after its window and once objections received are settled.

    Of the window by the law and by its own decision: regions' settings have no dates, and the
    gate holds each confirmation to those of its day (gate/notices.py).
    """
    for notice in notices_of(county):
        day = notice.confirmed_on
        if not day:
            continue
        end = least_end(county, notice)
        open_ = [o for o in notice.objections if o.is_open_on(day)]
        unsettled = unsettled_on(county, notice, day)
        if end and day <= end:
            wrong, evidence = f"公示到 {end} 才满", f"{notice.pointer}/decision/date"
        elif open_:
            wrong, evidence = "还有异议没有答复", open_[0].pointer
        elif unsettled:
            wrong, evidence = "成立的异议还没有撤回或更正", unsettled[0].pointer
        else:
            continue
        yield Found(
            notice.path,
            f"{notice.pointer}/confirmed/date",
            f"公示 {notice.id} 在 {day} 确认公布，{wrong}",
            period=day[:7],
            got=day,
            need=end,
            evidence=(f"{notice.path}#{evidence}",),
        )


@rule(
    title="公示天数不少于本地的规定",
    why="一件公示自己缩短天数，公众来不及看到；本地没有规定天数的，写了也不自动公布。",
    mend="请把 days 改为本地规定的天数，或者删去；要自动公布的，先在 region.yml 的"
    " publication.notice_days 写明天数。",
    severity="warn",
)
def notice_is_long_enough(county: CountyFacts) -> Iterator[Found]:
    """A window written into a decision is not shorter than the law's and the region's, as long as
    the notice is open.
    """
    for notice in notices_of(county):
        if notice.ended_on(county.as_of):
            continue
        need = window_days(county, notice.kind, notice.decided_on)
        if not notice.days or (need is not None and notice.days >= need):
            continue
        rule_ = "本地没有规定天数" if need is None else f"本地规定 {need} 天"
        yield Found(
            notice.path,
            f"{notice.pointer}/decision/days",
            f"公示 {notice.id}（{notice.kind}）写了公示 {notice.days} 天，{rule_}",
            period=notice.decided_on[:7],
            got=notice.days,
            need=need,
        )


@rule(
    title="公示期满以后的异议由人决定怎样办",
    why="期满以后收到的异议也要答复，但不能当作公示期间的异议；日期也可能写错了。",
    mend="请核对收到的日期；确在期满以后收到的，照样核实答复，成立的撤回或更正。",
    severity="info",
    private=True,
)
def objection_is_within_the_notice(county: CountyFacts) -> Iterator[Found]:
    """An objection is received within the window, where the window is known."""
    for notice in notices_of(county):
        end = window_end(county, notice)
        for objection in notice.objections if end else ():
            if objection.received_on > end:
                yield Found(
                    notice.path,
                    f"{objection.pointer}/date",
                    f"公示 {notice.id} 到 {end} 期满，异议在 {objection.received_on} 收到",
                    period=objection.received_on[:7],
                    got=objection.received_on,
                    need=end,
                )


@rule(
    title="成立的异议要撤回或更正",
    why="认定异议成立，网站上却还是原来的内容，等于没有核实。",
    mend="请撤回公示（withdrawn），更正后可以重新公示；只改个别内容的，登记更正（corrections）。",
    severity="warn",
    private=True,
)
def accepted_objection_is_followed(county: CountyFacts) -> Iterator[Found]:
    """An objection that proved true leads to a withdrawal or a correction."""
    for notice in notices_of(county):
        for objection in unsettled_on(county, notice, county.as_of):
            yield Found(
                notice.path,
                f"{objection.pointer}/reply/result",
                f"公示 {notice.id} 的异议在 {objection.replied_on} 答复{objection.result}，"
                "还没有撤回或更正",
                period=objection.replied_on[:7],
                got=objection.result,
            )


@rule(
    title="撤销的案件撤回公示",
    why="案件撤销了，网站上不再显示，公示却还算在件数里，本人也没有得到说法。",
    mend="请在公示写明 withdrawn：撤回人、日期和理由。",
    severity="warn",
    private=True,
)
def withdrawn_case_ends_its_notice(county: CountyFacts) -> Iterator[Found]:
    """A case that was withdrawn has no notice left that wasn't."""
    for notice in notices_of(county):
        record = record_at(county, notice.files[0]) if notice.kind == NEGATIVE_LIST else None
        withdrawn = record.data.get("withdrawn") if record else None
        if record and withdrawn and notice.is_shown(county.as_of):
            yield Found(
                notice.path,
                notice.pointer,
                f"案件 {record.data['id']} 在 {withdrawn['date']} 撤销，"
                f"公示 {notice.id} 还没有撤回",
                subject=record.data["cadre"],
                period=withdrawn["date"][:7],
                evidence=(f"{record.path}#/withdrawn",),
            )
