"""Answers in one sentence, as a villager would be told them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from zhucun.facts.presence import UNREGISTERED
from zhucun.publish.model import BUSINESS, IN_VILLAGE, Board, Cadre, Month
from zhucun.publish.page import cn_day, short_month
from zhucun.publish.pages.tallies import month_of, tally

#: States of a month that say more than that it was met, in the order of the legend.
_OTHERS = ("有说明", "待说明")
_MARKS = {IN_VILLAGE: "在村", BUSINESS: "因公外出"}


def today_of(cadre: Cadre, as_of: str, required: bool = True) -> str:
    """Where the published board has somebody on the day of the data, or which week is the last.

    `required` says whether the regulation in force wants such a board every day. A day that is
    neither in the village nor on business isn't told apart from an unregistered one.
    """
    board = cadre.board
    if board is None:
        return "没有登记去向" if required else "没有登记去向（制度没有要求每天公示）"
    if as_of in board.days:
        word = _MARKS.get(board.marks[board.days.index(as_of)], "")
        return f"{cn_day(as_of)}登记：{word or '其他（包括没有登记）'}"
    last = f"最近登记的一周（{week_of(board)}）{_days_of(board)}"
    return f"{cn_day(as_of)}这一周还没有登记去向；{last}"


def today_together(
    cadres: Collection[Cadre], as_of: str, required: bool = True
) -> tuple[str, dict[str, str]]:
    """What is said once about all of some cadres, and about each by his id, as by `today_of`.

    Only where all of them were registered last for the same week is anything said once.
    """
    boards = [c.board for c in cadres]
    last = boards[0] if boards else None
    alike = last is not None and all(b is not None and b.week == last.week for b in boards)
    if last is None or not alike or as_of in last.days:
        return "", {c.id: today_of(c, as_of, required) for c in cadres}
    once = f"{cn_day(as_of)}这一周还没有登记去向，下面是最近登记的一周（{week_of(last)}）。"
    return once, {c.id: _days_of(c.board) for c in cadres if c.board}


def _days_of(board: Board) -> str:
    days = ((word, board.marks.count(mark)) for mark, word in _MARKS.items())
    counted = "、".join(f"{word} {count} 天" for word, count in days if count)
    return counted or "其他（包括没有登记）"


def is_in_village(cadre: Cadre, as_of: str) -> bool:
    """Whether the board has the cadre in the village on the day of the data."""
    board = cadre.board
    return board is not None and (as_of, IN_VILLAGE) in zip(board.days, board.marks, strict=True)


def present_of(place: str, cadres: Iterable[Cadre], as_of: str) -> str:
    """How many cadres of a place the boards have in the village on the day of the data.

    Where no board of that week was registered, which week is the last.
    """
    shown = [c for c in cadres if c.active and c.board]
    known = [c for c in shown if c.board and as_of in c.board.days]
    if not shown:
        return f"{place}没有登记去向。"
    if not known:
        last = max((c.board for c in shown if c.board), key=lambda board: board.week)
        return f"{cn_day(as_of)}这一周，{place}还没有登记去向；最近登记的是{week_of(last)}。"
    there = sum(is_in_village(c, as_of) for c in known)
    return f"{cn_day(as_of)}：{place}登记了 {len(known)} 名驻村干部的去向，{there} 人在村。"


def week_of(board: Board) -> str:
    """The week of a board: 10月26日至11月1日."""
    return f"{cn_day(board.days[0])}至{cn_day(board.days[-1])}"


def kept_days(place: str, cadres: Iterable[Cadre], month: str) -> str:
    """The sentence of `standing` about a place by its name; "" when nobody served that month."""
    said = standing(cadres, month)
    return said and f"{short_month(month)}：{place} {said}"


def standing(cadres: Iterable[Cadre], month: str) -> str:
    """Whether some cadres were there as many days of a month as they had to be.

    "" when none of them served in the month, or the month is "".
    """
    months = [m for c in cadres if (m := month_of(c, month))]
    if not months:
        return ""
    judged = [m for m in months if m.state not in ("不计", UNREGISTERED)]
    unregistered = sum(m.state == UNREGISTERED for m in months)
    if unregistered == len(months):
        return f"{unregistered} 名驻村干部都还没有登记。"
    said = [f"{len(months)} 名驻村干部", *_judged(judged)]
    partly = len(months) - len(judged) - unregistered
    if partly:
        said.append(f"{partly} 人任职不满一个月，不判断")
    if unregistered:
        said.append(f"{unregistered} 人还没有登记")
    return "，".join(said) + "。"


def _judged(months: list[Month]) -> list[str]:
    if not months:
        return []
    open_ = sum(m.need is None for m in months)
    needs = {m.need for m in months if m.need is not None}
    said = []
    if needs:
        wanted = f"每月 {needs.pop()} 天的要求" if len(needs) == 1 else "每月天数的要求"
        said.append(f"{sum(m.state == '达标' for m in months)} 人达到{wanted}")
        counts = ((state, sum(m.state == state for m in months)) for state in _OTHERS)
        said += [f"{count} 人{state}" for state, count in counts if count]
    if open_:
        said.append(f"{open_} 人要在村多少天，制度没有写（待定）")
    return said


def newest_answer(place: str, cadres: Iterable[Cadre], month: str) -> str:
    """The sentence of the newest registered month; a later month without sheets is said first."""
    cadres = tuple(cadres)
    due = tally(cadres, month).due
    late = f"{short_month(due)}还没有登记。" if due > month else ""
    return late + kept_days(place, cadres, month)


def months_served(since: str, until: str) -> int:
    """Whole months from a day to another: 2025-03-01 to 2026-11-05 is 20."""
    years, months = int(until[:4]) - int(since[:4]), int(until[5:7]) - int(since[5:7])
    return max(0, 12 * years + months - (until[8:] < since[8:]))
