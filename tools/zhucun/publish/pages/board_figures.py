"""The few numbers that a board of tables heads with, counted from its own public tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zhucun.publish.model import County, Table, TableCell
from zhucun.publish.page import wan

PROJECT_STATES = ("按期完成", "逾期完成", "进行中", "已逾期")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name and unit."""

    title: str
    value: str
    unit: str = ""


def figures_of(slug: str, tables: Iterable[Table]) -> tuple[Figure, ...]:
    """The figures of a board, over the tables of any number of counties; none for other boards.

    Where a table has no row, its figure is left out: nothing was asked for, or nothing registered.
    """
    make = _BOARDS.get(slug)
    found = make(_Rows(tuple(tables))) if make else ()
    return tuple(figure for figure in found if figure.value)


def tables_over(counties: Iterable[County], slug: str) -> Iterator[Table]:
    """A board's tables over some counties; what is about a whole city, once for each city."""
    told: set[tuple[str, str]] = set()
    for county in counties:
        for table in county.tables_of(slug):
            of_city = (county.city_code, table.name)
            if of_city in told:
                continue
            if table.name in _OF_CITIES and table.rows:
                told.add(of_city)
            yield table


#: Tables whose rows are those of the whole city in each of its counties.
_OF_CITIES = frozenset({"spot_checks"})


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a board's tables by column."""

    tables: tuple[Table, ...]

    def of(self, name: str) -> Iterator[dict[str, TableCell]]:
        """Every row of the tables of this name."""
        for table in self.tables:
            if table.name == name:
                yield from table.keyed()

    def count(self, name: str, **wanted: object) -> str:
        """How many rows hold these values, any but none and 0 for `...`; "" for no rows."""
        fits = [
            all(
                row[key].value not in (None, 0) if value is ... else row[key].value == value
                for key, value in wanted.items()
            )
            for row in self.of(name)
        ]
        return str(sum(fits)) if fits else ""

    def total(self, name: str, key: str) -> str:
        """The sum of a column; "" for no rows, or none with a number."""
        values = [v for row in self.of(name) if isinstance(v := row[key].value, int | float)]
        return f"{sum(values):.10g}" if values else ""


def _posting(rows: _Rows) -> Iterator[Figure]:
    yield Figure("在任", rows.total("posting_counts", "serving"), "人")
    yield Figure("有第一书记的村和社区", rows.count("village_teams", secretaries=...), "个")
    yield Figure("有驻村干部的村和社区", rows.count("village_teams", members=...), "个")
    yield Figure("届满没有交代", rows.total("posting_counts", "open"), "人")


def _duties(rows: _Rows) -> Iterator[Figure]:
    yield Figure("记下的履职", rows.total("duty_totals", "count"), "条")
    yield Figure("走访贫困户", rows.total("household_totals", "visited"), "户")
    yield Figure("有去向牌的村", rows.count("whereabouts_boards", location=...), "个")


def _supervision(rows: _Rows) -> Iterator[Figure]:
    yield Figure("今年督查", rows.total("inspections_by_month", "inspections"), "次")
    yield Figure("市里季度抽查抽中", rows.total("spot_checks", "sample"), "人次")
    yield Figure("季度点评", rows.total("quarterly_comments", "done"), "人次")
    yield Figure("通报的问题已整改", rows.count("circulars", state="已整改"), "期")


def _work(rows: _Rows) -> Iterator[Figure]:
    yield Figure("反映的问题没有办结", rows.total("problem_totals", "open"), "件")
    yield Figure("其中没有反馈过", rows.total("problem_totals", "unanswered"), "件")
    yield Figure("应开的会开齐了", rows.count("meetings", state="已完成"), "期")
    yield Figure("应报的材料已报", rows.total("report_totals", "done"), "份")


def _economy(rows: _Rows) -> Iterator[Figure]:
    yield Figure("列为薄弱村", rows.count("weak_villages"), "个")
    yield Figure("已经摘帽", rows.count("weak_villages", lifted=...), "个")
    yield Figure("有增收渠道", rows.count("weak_villages", channel=...), "个")
    yield Figure("今年的项目", rows.total("cadre_projects", "projects"), "个")


def _support(rows: _Rows) -> Iterator[Figure]:
    yield _money("工作经费", rows.total("village_funds", "work"))
    yield _money("已支出", rows.total("village_funds", "spent"))
    yield _money("专项帮扶经费", rows.total("village_funds", "aid"))
    yield _money("已算出的补助", rows.total("county_quarter", "payable"))


def _money(title: str, yuan: str) -> Figure:
    value, _, unit = wan(float(yuan)).partition(" ") if yuan else ("", "", "")
    return Figure(title, value, unit)


def _notices(rows: _Rows) -> Iterator[Figure]:
    yield Figure("公示中", rows.total("notice_counts", "running"), "件")
    yield Figure("公示期满", rows.total("notice_counts", "over"), "件")
    yield Figure("已公布", rows.total("notice_counts", "published"), "件")
    yield Figure("已撤回", rows.total("notice_counts", "withdrawn"), "件")


def _dossier(rows: _Rows) -> Iterator[Figure]:
    yield Figure("资料袋", rows.total("dossier_counts", "dossiers"), "份")
    yield Figure("材料齐全", rows.total("dossier_counts", "complete"), "份")
    yield Figure("已建档的村", rows.count("village_dossier", state="已建档"), "个")


def _secretaries(rows: _Rows) -> Iterator[Figure]:
    yield Figure("应纳入至少", rows.total("enrolled_villages", "need"), "人")
    yield Figure("在今年的名单上", rows.total("enrolled_villages", "enrolled"), "人")
    yield Figure("另有年轻干部", rows.total("enrolled_villages", "young"), "人")
    yield Figure("今年的村党组织书记后备", rows.total("village_reserves", "secretaries"), "人")


def _pledges(rows: _Rows) -> Iterator[Figure]:
    for state in PROJECT_STATES:
        yield Figure(state, rows.count("commitments", state=state), "件")


_BOARDS: dict[str, Callable[[_Rows], Iterator[Figure]]] = {
    "posting": _posting,
    "duties": _duties,
    "supervision": _supervision,
    "work": _work,
    "economy": _economy,
    "support": _support,
    "notices": _notices,
    "dossier": _dossier,
    "secretaries": _secretaries,
    "pledges": _pledges,
}
