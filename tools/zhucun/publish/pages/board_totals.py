"""The few numbers that a board with a page of its own design heads with, over all counties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from zhucun.publish.model import BUSINESS, IN_VILLAGE, Cadre, Site
from zhucun.publish.pages.board_figures import PROJECT_STATES, Figure


def totals_of(slug: str, site: Site) -> tuple[Figure, ...]:
    """The figures of a board; none for other boards, and for the month's, which is drawn."""
    make = _BOARDS.get(slug)
    return tuple(make(site)) if make else ()


def week_totals(cadres: Iterable[Cadre]) -> tuple[Figure, ...]:
    """What the boards of some cadres' newest week come to; nothing where there is none."""
    marks = [cadre.board.marks for cadre in cadres if cadre.board]
    if not marks:
        return ()
    return (
        Figure("最近一周登记了去向", str(len(marks)), "人"),
        Figure("合计在村", str(sum(m.count(IN_VILLAGE) for m in marks)), "人天"),
        Figure("合计因公外出", str(sum(m.count(BUSINESS) for m in marks)), "人天"),
    )


def _projects(site: Site) -> Iterator[Figure]:
    year = int(site.as_of[:4])
    states = Counter(p.state for c in site.counties for p in c.projects if p.year == year)
    for state in PROJECT_STATES:
        yield Figure(state, str(states[state]), "件")


def _cases(site: Site) -> Iterator[Figure]:
    counts = [county.case_counts for county in site.counties]
    yield Figure("未结", str(sum(c.open for c in counts)), "件")
    yield Figure("已结", str(sum(c.closed for c in counts)), "件")
    yield Figure("其中公开", str(sum(len(c.cases) for c in site.counties)), "件")


def _assessment(site: Site) -> Iterator[Figure]:
    steps = [county.completeness for county in site.counties]
    yield Figure("应考", str(sum(s.cadres for s in steps)), "人")
    yield Figure("日常已评", str(sum(s.daily for s in steps)), "人")
    yield Figure("年终已评", str(sum(s.year_end for s in steps)), "人")
    yield Figure("已定等次", str(sum(s.graded for s in steps)), "人")


def _whereabouts(site: Site) -> Iterator[Figure]:
    shown = [c for county in site.counties for c in county.cadres if c.active]
    yield Figure("现有驻村干部", str(len(shown)), "人")
    yield Figure("登记过去向", str(sum(c.board is not None for c in shown)), "人")


_BOARDS: dict[str, Callable[[Site], Iterator[Figure]]] = {
    "projects": _projects,
    "cases": _cases,
    "assessment": _assessment,
    "whereabouts": _whereabouts,
}
