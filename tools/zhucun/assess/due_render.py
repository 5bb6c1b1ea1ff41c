"""The list of what is due as text and as JSON.

JSON: `{"as_of": ISO day, "obligations": […], "counts": {state: number}}`; each obligation has
`id` (stays the same), `state` (逾期, 待办, 待定, 已完成), `title`, `owner`, `kind` and `subject`
(cadre, village_cadre, village, township, county, city or unit and its id), `name`, `region`
(city/county),
`period` (2026-Q3, 2026-09, …, or two days with a slash), `due` and `workday` (the last working day
on or before it; null where there is none or the year's calendar isn't loaded), `need` and `done`
(null where nothing is counted), `unit`, `private`, `cite` {regulation, article, quote} or null,
`rows`, `place` (`path#pointer`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from zhucun.assess.due import STATES, Due
from zhucun.facts.obligations import OPEN, OVERDUE
from zhucun.facts.periods import in_words
from zhucun.law.cite import Cite

UNDATED: Final = "没有期限"
PRIVATE: Final = "〔不公开〕"


@dataclass(frozen=True, slots=True)
class Group:
    """Obligations alike in all but whom they are about and how much is done."""

    first: Due
    members: tuple[Due, ...]

    @property
    def detail(self) -> str:
        """The period and, where all owe the same and have done the same, how much."""
        numbers = {d.number for d in self.members}
        shared = self.first.number if len(numbers) == 1 else ""
        return "，".join(part for part in (in_words(self.first.period), shared) if part)

    def about(self, *, full: bool) -> str:
        """Whom they are about, each with how much where that differs."""
        differ = len({d.number for d in self.members}) > 1
        return "、".join(
            _named(d, full) + (f" {d.done}/{d.need} {d.unit}" if differ else "")
            for d in self.members
        )


def merged(of_counties: Iterable[list[Due]]) -> list[Due]:
    """The lists of several counties as one, by region; what a city owes is told once."""
    unique = {due.id: due for dues in of_counties for due in dues}
    return sorted(unique.values(), key=lambda due: due.region)


def still_to_do(dues: Iterable[Due], *, until: str = "") -> list[Due]:
    """What is overdue or open; with `until` (an ISO day) only what is due by then, or undated."""
    return [
        d
        for d in dues
        if d.state == OVERDUE or (d.state == OPEN and (not until or not d.due or d.due <= until))
    ]


def groups_of(dues: Iterable[Due]) -> Iterator[Group]:
    """Obligations that differ only in their subject, together; in the order given."""
    for _, found in groupby(dues, key=_alike):
        members = tuple(found)
        yield Group(members[0], members)


def _alike(due: Due) -> tuple[str, ...]:
    return (due.region, due.state, due.due, due.key, due.title, due.owner, due.period)


def text_of(dues: list[Due], as_of: str, *, full: bool) -> str:
    """The list county by county, overdue first; private matters only if `full`.

    Else it doesn't even count them: one more from a day to the next may be one person's.
    """
    lines = []
    shown = [d for d in dues if full or not d.private]
    for region, of_county in groupby(shown, key=lambda d: d.region):
        found = list(of_county)
        lines.append(f"{found[0].area}（{region}，截至 {as_of}）")
        for state, of_state in groupby(found, key=lambda d: d.state):
            lines.append(f"  {state}")
            for group in groups_of(of_state):
                lines += _group_lines(group, full)
        lines.append("")
    if not full:
        lines.append("（涉及请假、案件、考核的不写进日志，也不计数；加 --full 可以看到。）")
    lines.append(summary_of(shown))
    return "\n".join(lines) + "\n"


def _group_lines(group: Group, full: bool) -> Iterator[str]:
    first = group.first
    when = first.due or UNDATED
    if first.workday and first.workday != first.due:
        when += f"（最后一个工作日 {first.workday}）"
    detail = f"（{group.detail}）" if group.detail else ""
    yield f"    {when}  {first.title}{detail}{PRIVATE if first.private else ''}"
    yield f"        责任人：{first.owner or '未定'}；对象：{group.about(full=full)}"
    if first.cite:
        yield f"        依据：{article_of(first.cite)}"


def _named(due: Due, full: bool) -> str:
    if full and due.person:
        return f"{due.person}（{due.subject}）"
    return due.name


def article_of(cite: Cite) -> str:
    """`s0 第二十四条“每季度主持召开一次调度会”`."""
    return f"{cite.regulation} {cite.article}{cite.quoted}"


def summary_of(dues: list[Due]) -> str:
    """One sentence: how many of each state."""
    counts = Counter(d.state for d in dues)
    told = "，".join(f"{state} {counts[state]} 项" for state in STATES if counts[state])
    return f"{told}。" if told else "没有到期和待办的事项。"


def json_of(dues: list[Due], as_of: str) -> str:
    """The list as described above, private matters included."""
    counts = Counter(d.state for d in dues)
    document = {
        "as_of": as_of,
        "obligations": [_plain(d) for d in dues],
        "counts": {state: counts[state] for state in STATES},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _plain(due: Due) -> dict[str, object]:
    cite = due.cite
    return {
        "id": due.id,
        "state": due.state,
        "title": due.title,
        "owner": due.owner,
        "kind": due.kind,
        "subject": due.subject,
        "name": due.name,
        "region": due.region,
        "period": due.period,
        "due": due.due or None,
        "workday": due.workday or None,
        "need": due.need,
        "done": due.done,
        "unit": due.unit,
        "private": due.private,
        "cite": cite
        and {"regulation": cite.regulation, "article": cite.article, "quote": cite.quote},
        "rows": list(due.rows),
        "place": due.place,
    }
