"""What public notices still want: replies, follow-ups, confirmations, and when windows end."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.due import Due, county_name, due, state_on
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import (
    ASSESSMENTS,
    DECIDERS,
    NEGATIVE_LIST,
    OPEN_ENDED,
    RUNNING,
    Notice,
    notices_of,
    unsettled_on,
    window_end,
)
from zhucun.facts.notices import (
    state_on as notice_state_on,
)
from zhucun.facts.presence import value_of
from zhucun.facts.subjects import COUNTY


def open_notices(county: CountyFacts) -> Iterator[Due]:
    """What is open of each notice that stands; the source gives no day for replies and acts."""
    for notice in notices_of(county):
        if not notice.is_shown(county.as_of):
            continue
        yield from _objections(county, notice)
        state = notice_state_on(county, notice, county.as_of)
        if state == RUNNING:
            yield _due(county, notice, "window", "公示期满", "", day=window_end(county, notice))
        elif state == OPEN_ENDED:
            yield _due(county, notice, "confirm", "确认公布（公示天数待定）", "/decision")


def _objections(county: CountyFacts, notice: Notice) -> Iterator[Due]:
    """Replies owed, and what accepted objections call for."""
    unsettled = unsettled_on(county, notice, county.as_of)
    for index, objection in enumerate(notice.objections):
        at = objection.pointer.removeprefix(notice.pointer)
        if objection.is_open_on(county.as_of):
            key, title = f"reply/{index}", f"答复 {objection.received_on} 收到的异议"
        elif objection in unsettled:
            key, title = f"settle/{index}", f"撤回或更正（异议{objection.result}）"
        else:
            continue
        yield _due(county, notice, key, title, at, private=True)


def _due(
    county: CountyFacts,
    notice: Notice,
    key: str,
    title: str,
    at: str,
    *,
    day: str = "",
    private: bool = False,
) -> Due:
    roles = value_of(county.pack(notice.decided_on), DECIDERS, notice.decided_on)
    named = roles.texts() if roles and not roles.undetermined else ()
    return due(
        county,
        key=f"notice/{notice.id}/{key}",
        title=f"公示 {notice.id}（{notice.kind}）：{title}",
        owner="或".join(named),
        kind=COUNTY,
        subject="",
        name=county_name(county),
        day=day,
        state=state_on(county, day),
        rows=roles.rows if roles else (),
        private=private or notice.kind in (NEGATIVE_LIST, ASSESSMENTS),
        place=f"{notice.path}#{notice.pointer}{at}",
    )
