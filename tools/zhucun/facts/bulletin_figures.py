"""What a county's monthly bulletin counts, each figure with the value of the law that it rests on.

Everything here may be read by anybody: figures that the boards show for all cadres of a month,
and numbers of what was decided to be published. A later act doesn't count: a day is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, Literal

from zhucun.facts.case_counts import open_and_closed
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over, month_span, next_month
from zhucun.facts.logweeks import LogWeeks, log_weeks
from zhucun.facts.notices import PLANS, is_on_negative_list, notices_of, shown_notices
from zhucun.facts.people import Cadre
from zhucun.facts.presence import NOT_ASSESSED, UNREGISTERED, State, presence_of, value_of
from zhucun.facts.profiles import stands_on as article_stands_on
from zhucun.facts.projects import PROJECT_STATES, RUNNING, state_on
from zhucun.facts.weak_villages import is_weak, recorded_on, weak_villages
from zhucun.law.cite import Cite
from zhucun.schema.disclosure import consents, publication_of

Section = Literal["本月情况", "承诺与项目", "督查与整改", "在第一线", "下月"]
SECTIONS: Final[tuple[Section, ...]] = (
    "本月情况",
    "承诺与项目",
    "督查与整改",
    "在第一线",
    "下月",
)
#: Figures that are only told where there is something to tell; elsewhere nothing means 0.
RARE: Final = frozenset({"待定", "不计", "薄弱村", "已摘帽", "按期完成", "逾期完成"})

_STATES: Final[tuple[State, ...]] = (
    "达标",
    "有说明",
    "待说明",
    "待定",
    NOT_ASSESSED,
    UNREGISTERED,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `kinds` are the record kinds that it is counted from, `cite` the article that it
    is held against, None where there is none.
    """

    name: str
    value: int
    unit: str
    section: Section
    kinds: frozenset[str]
    cite: Cite | None = None


def figures_of(county: CountyFacts, month: str, day: str) -> tuple[Figure, ...]:
    """The figures of a month that was over by a day, as of that day, in the order of a bulletin."""
    found = _Counted(county, month, day)
    figures = (
        *found.people(),
        *found.promises(),
        *found.supervision(),
        *found.column(),
        *found.ahead(),
    )
    return tuple(f for f in figures if f.value or f.name not in RARE)


def needs(county: CountyFacts, month: str) -> bool:
    """Whether everything that the figures are counted from was read."""
    first, last = month_span(month)
    opened = county.opened(first, last, "attendance", "whereabouts", "log", "project", "notices")
    return opened and county.has_everybody and not county.unusable and not county.lacks_a_region


class _Counted:
    def __init__(self, county: CountyFacts, month: str, day: str) -> None:
        self.county = county
        # what depends on the day is judged on it; months are the same on any day after them
        self.then = county if county.as_of == day else replace(county, as_of=day)
        self.month, self.day = month, day
        self.first, self.last = month_span(month)

    def people(self) -> Iterator[Figure]:
        """In office, arrived and left; how the month stands; the logs."""
        inside = [c for c in self.county.cadres.values() if c.postings_in(self.first, self.last)]
        at_end = [p for c in inside if (p := c.posting_on(self.last))]
        villages = {p.village for p in at_end} & self.county.villages.keys()
        cadre = frozenset({"cadre", "region"})
        yield Figure("在任干部", len(at_end), "人", "本月情况", cadre)
        yield Figure("有人驻的村", len(villages), "个", "本月情况", cadre)
        yield Figure("新到任", self._moved(inside, arrived=True), "人", "本月情况", cadre)
        yield Figure("离任", self._moved(inside, arrived=False), "人", "本月情况", cadre)
        states = Counter(filter(None, map(self._state, inside)))
        days = self._cite("attendance.min_days")
        kinds = frozenset({"attendance", "leave", "whereabouts", "case", "cadre"})
        judged = states.total() - states[NOT_ASSESSED] - states[UNREGISTERED]
        yield Figure("应考核", judged, "人", "本月情况", kinds, days)
        for state in _STATES:
            yield Figure(state, states[state], "人", "本月情况", kinds, days)
        yield from self._logs([log_weeks(self.county, c, self.month) for c in inside])

    def _logs(self, weeks: list[LogWeeks]) -> Iterator[Figure]:
        cite = self._cite("log.per_week")
        kinds = frozenset({"log", "leave", "cadre"})
        due, uploaded = (sum(len(part) for part in parts) for parts in (
            (w.due for w in weeks), (w.uploaded for w in weeks)
        ))  # fmt: skip
        if due:
            yield Figure("应传日志", due, "篇", "本月情况", kinds, cite)
            yield Figure("已传日志", uploaded, "篇", "本月情况", kinds, cite)

    def promises(self) -> Iterator[Figure]:
        """The projects of the year that were published, by state; weak villages."""
        year, kinds = int(self.month[:4]), frozenset({"project", "notices"})
        cite = self._cite("project.min_per_year")
        shown = [data for data in self._promised if data["year"] == year]
        states = Counter(state_on(data, self.day) for data in shown)
        done = sum(self._in_month(str(data.get("completed_on", ""))) for data in shown)
        yield Figure("公开的承诺", len(shown), "项", "承诺与项目", kinds, cite)
        for state in PROJECT_STATES:
            yield Figure(state, states[state], "项", "承诺与项目", kinds, cite)
        yield Figure("本月完成", done, "项", "承诺与项目", kinds, cite)
        listed = weak_villages(self.then)
        weak = sum(is_weak(village, self.day) for village in listed)
        lifted = sum(bool(recorded_on(village, "lifted", self.day)) for village in listed)
        region = frozenset({"region"})
        yield Figure("薄弱村", weak, "个", "承诺与项目", region)
        yield Figure("已摘帽", lifted, "个", "承诺与项目", region)

    def supervision(self) -> Iterator[Figure]:
        """Inspections, the negative list as everybody reads it, notices that began."""
        made = sum(self._in_month(each.date) for each in self.county.inspections)
        cite = self._cite("inspection.methods")
        yield Figure("督查", made, "次", "督查与整改", frozenset({"inspections"}), cite)
        cases = [c for found in self.county.cases.values() for c in found]
        opened, closed = open_and_closed(self.then, self._closed_case_days)
        shown = [c for c in cases if is_on_negative_list(self.then, c, self._closed_case_days)]
        kinds, listed = frozenset({"case", "notices"}), self._cite("negative_list.kinds")
        where: Section = "督查与整改"
        yield Figure("负面清单未结", opened, "件", where, kinds, listed)
        yield Figure("负面清单已结", closed, "件", where, kinds, listed)
        yield Figure("负面清单公开", len(shown), "件", where, kinds, listed)
        begun = [
            n
            for n in notices_of(self.then)
            if self._in_month(n.decided_on) and n.is_shown(self.day)
        ]
        yield Figure("本月公示", len(begun), "件", where, frozenset({"notices"}))

    def column(self) -> Iterator[Figure]:
        """Articles of the column that were approved in the month, and still stand."""
        stand = [
            r.data
            for r in self.county.of("profile")
            if self._in_month(str(r.data["approval"]["date"])) and article_stands_on(r, self.day)
        ]
        agreed = sum(
            consents(cadre.data, "专栏", self.day)
            for data in stand
            if (cadre := self.county.cadres.get(data["cadre"]))
        )
        yield Figure("刊发文章", agreed, "篇", "在第一线", frozenset({"profile", "cadre"}))

    def ahead(self) -> Iterator[Figure]:
        """Published promises that are due next month and not kept yet; terms that end then."""
        after = next_month(self.month)
        due = [
            data
            for data in self._promised
            if data["due"][:7] == after and state_on(data, self.day) == RUNNING
        ]
        ends = [
            p
            for c in self.county.cadres.values()
            if (p := c.posting_on(self.last)) and p.term_end[:7] == after
        ]
        yield Figure("下月到期", len(due), "项", "下月", frozenset({"project", "notices"}))
        yield Figure("下月届满", len(ends), "人", "下月", frozenset({"cadre"}))

    @cached_property
    def _promised(self) -> list[dict[str, Any]]:
        """The projects that the public reads of."""
        return [
            r.data
            for r in self.then.of("project")
            if r.data.get("posted_on", self.day) <= self.day
            and shown_notices(self.then, r.path, PLANS)
        ]

    @property
    def _closed_case_days(self) -> int:
        regions = (self.county.city_region, self.county.region)
        settings = publication_of(*(r.data.get("publication", {}) if r else {} for r in regions))
        return settings.closed_case_days

    def _state(self, cadre: Cadre) -> State | None:
        presence = presence_of(self.county, cadre, self.month)
        if presence is None:
            return None
        return presence.state if presence.sheet else UNREGISTERED

    def _moved(self, cadres: list[Cadre], *, arrived: bool) -> int:
        """How many came, or left without a posting that goes on from there."""
        spans = (span for cadre in cadres for span in cadre.services)
        days = (span.start if arrived else span.end or "" for span in spans)
        return sum(self._in_month(day) and (arrived or is_over(day, self.day)) for day in days)

    def _in_month(self, day: str) -> bool:
        return day[:7] == self.month and day <= self.day

    def _cite(self, key: str) -> Cite | None:
        value = value_of(self.county.pack(self.first), key, self.first)
        return value.cite if value else None
