"""五必到: cadres come to what happens where they are posted, or have an excuse that holds."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import cite_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.events import MISSED, contradictions, must_attend

MUST_ATTEND = "event.must_attend"


@rule(
    title="五必到的事项都到场",
    why="重要会议、重点工作、难点问题、重大纠纷和突发事件，驻在当地的干部必到。",
    mend="到了的，登记为到场；请假或因公外出的，写明并补上准假记录；确实没有到的，如实保留，由乡镇党委了解情况。",
    rows=("S1-07", "S1-08", "S1-09", "S1-10", "S1-11"),
    severity="warn",
    private=True,
)
def must_attend_is_attended(county: CountyFacts) -> Iterator[Found]:
    """A cadre posted where an event happens came to it, or was on leave or on business."""
    if county.lacks(f"{county.path}/cadres/"):
        return
    for event in must_attend(county):
        act = event.act
        for turnout in event.turnouts:
            if turnout.state != MISSED:
                continue
            at = f"{act.pointer}/cadres"
            yield Found(
                act.path,
                f"{at}/{turnout.cadre}" if turnout.written else at,
                f"{act.date} 的{event.kind}，{turnout.cadre} 没有到场"
                + (f"：{turnout.why}" if turnout.why else ""),
                subject=turnout.cadre,
                period=act.date[:7],
                got=turnout.written or "没有登记",
                need="到场",
                cite=event.cite,
                at_key=not turnout.written,
            )


@rule(
    title="到场情况与考勤一致",
    why="一处写到场、一处写请假，两份记录至少有一份不实。",
    mend="请核对当天的情况，改正写错的一处。",
    rows=("S1-07", "S1-08", "S1-09", "S1-10", "S1-11"),
    severity="warn",
    private=True,
)
def turnout_agrees_with_sheet(county: CountyFacts) -> Iterator[Found]:
    """Who came to an event was not away by the sheet, and who was on business is so on it."""
    for act, cadre, word, status in contradictions(county):
        sheet = county.sheet_of(cadre, act.date)
        yield Found(
            act.path,
            f"{act.pointer}/cadres/{cadre}",
            f"{act.date} 的{act.data['kind']}，{cadre} 写的是{word}，当天的考勤是{status}。",
            subject=cadre,
            period=act.date[:7],
            got=word,
            need=status,
            cite=cite_of(county, act.date, MUST_ATTEND),
            evidence=(f"{sheet.path}#{sheet.pointer}/{status}",) if sheet else (),
        )
