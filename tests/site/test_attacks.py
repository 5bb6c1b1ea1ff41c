"""What a reader who means ill could work out from all that is public, and must not."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from site_tree import COUNTY, TOWN, built, change, contents, digest, each_county, planted, write

from mini.tree import plant
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of
from zhucun.facts.dates import month_length
from zhucun.publish import model
from zhucun.publish.projection.county import project_county

pytest_plugins = ["site_fixture"]

CASES = f"{COUNTY}/cases"
OCTOBER = f"{TOWN}/attendance/2026-10.yml"
SEPTEMBER = f"{TOWN}/attendance/2026-09.yml"


def county(tree: Path, as_of: str = "2026-11-05") -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def register(tree: Path, path: str, cadre: str, sheet: dict[str, str]) -> None:
    change(tree, path, lambda d: d["sheets"].update({cadre: sheet}))


def publish(tree: Path, week: str, cadre: str, **days: str) -> None:
    """Rewrites one line of a board."""
    change(
        tree,
        f"{TOWN}/whereabouts/{week}.yml",
        lambda d: d["whereabouts"].update({cadre: days}),
    )


WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def line(statuses: str) -> dict[str, str]:
    """A board's line from seven letters: 村 假 休."""
    words = {"村": "在村", "假": "请假", "休": "休息"}
    return dict(zip(WEEK, (words[s] for s in statuses), strict=True))


def leave_first(tree: Path) -> None:
    """Leave 14-17 September, in the village 18-20; leave 12-18 October, rest 4-7."""
    register(
        tree,
        SEPTEMBER,
        "990101-002",
        {
            "在村": "1-11, 18-20, 22-25, 28-30",
            "请假": "14-17",
            "因公外出": "21",
            "休息": "12-13, 26-27",
        },
    )
    publish(tree, "2026-W38", "990101-002", **line("假假假假村村村"))


def leave_last(tree: Path) -> None:
    register(
        tree,
        SEPTEMBER,
        "990101-002",
        {"在村": "1-11, 14-15, 18, 22-25, 28-30", "请假": "16-17, 19-20", "因公外出": "21",
         "休息": "12-13, 26-27"},
    )  # fmt: skip
    publish(tree, "2026-W38", "990101-002", **line("村村假假村假假"))


def rest_among_leave(tree: Path) -> None:
    """Which of the seven days are leave and which rest, in the week of 7 September."""
    register(
        tree,
        SEPTEMBER,
        "990101-001",
        {"在村": "1-9, 14-18, 20-21, 23-25, 28-30", "请假": "12-13", "缺岗": "22",
         "休息": "10-11, 19, 26-27"},
    )  # fmt: skip
    publish(tree, "2026-W37", "990101-001", **line("村村村休休假假"))


def bytes_of(folder: Path, root: Path, *changes: Callable[[Path], None]) -> dict[str, str]:
    tree = planted(folder / "tree", root)
    for one in changes:
        one(tree)
    built(tree, folder / "site")
    return {
        **digest(folder / "site"),
        **{f"build/{k}": v for k, v in digest(folder / "build").items()},
    }


def test_the_days_of_a_week_cannot_be_told_apart(tmp_path: Path, root: Path) -> None:
    """Which days of a week were leave, rest or in the village changes no public byte."""
    usual = bytes_of(tmp_path / "a", root, leave_first)
    assert bytes_of(tmp_path / "b", root, leave_last) == usual
    assert bytes_of(tmp_path / "c", root, leave_first, rest_among_leave) == usual


def test_the_test_above_would_see_a_difference(tmp_path: Path, root: Path) -> None:
    def one_more(tree: Path) -> None:
        register(tree, OCTOBER, "990101-001", {"在村": "7-31", "休息": "1-6"})
        publish(tree, "2026-W41", "990101-001", **line("休休村村村村村"))

    assert bytes_of(tmp_path / "a", root) != bytes_of(tmp_path / "b", root, one_more)


@pytest.mark.parametrize("status", ["请假", "休息", ""])
def test_the_board_shows_leave_like_a_day_nobody_registered(
    tmp_path: Path, root: Path, status: str
) -> None:
    tree = planted(tmp_path / "tree", root)
    register(tree, OCTOBER, "990101-001", {"在村": "8-27, 29-31", "休息": "1-7, 28"})

    def publish_wednesday(data: dict[str, Any]) -> None:
        days = data["whereabouts"]["990101-001"]
        days.pop("周三")
        if status:
            days["周三"] = status

    change(tree, f"{TOWN}/whereabouts/2026-W44.yml", publish_wednesday)
    shown = next(c for c in county(tree).cadres if c.id == "990101-001")
    assert shown.board
    assert shown.board.marks == "vv-vvv-"


def test_a_week_never_says_that_all_of_it_was_leave(site: Path) -> None:
    """990101-003 is on leave from Monday to Sunday of 2026-W42: an exact 0 would list his days."""
    with (site / "data" / "v1" / "weeks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    mine = {r["week"]: r["level"] for r in rows if r["cadre"] == "990101-003"}
    assert mine["2026-W42"] == "0–2"
    assert {r["level"] for r in rows} <= {"", "0–2", "3–4", "5–7"}


def test_only_the_board_has_a_row_for_a_day(site: Path) -> None:
    """A column of days that isn't an act's date is where a day of absence would stand."""
    for path in (site / "data").rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            columns = next(csv.reader(file))
        assert ("date" in columns) == (path.stem == "whereabouts"), path


def test_an_unnamed_absence_is_not_placed(site: Path) -> None:
    """990101-001 was absent on 22 September; the case was published without his name."""
    cadre = next(c for c in county(site.parent / "tree").cadres if c.id == "990101-001")
    september = next(m for m in cadre.months if m.month == "2026-09")
    assert september.off_post == 0
    assert september.other == 8
    for path, raw in contents(site):
        text = raw.decode("utf-8", errors="ignore").replace("\u200b", "")
        for clue in ("990101-c001", "2026-09-22", "2026年9月22日", "一名第一书记无故"):
            assert clue not in text, (path, clue)
    case = next(c for c in county(site.parent / "tree").cases if not c.name)
    assert case.statement == "〔地名已隐去〕一名驻村干部无故不在岗一次，已批评教育并整改。"


def test_a_named_absence_is_counted(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    change(tree, f"{CASES}/990101-c001.yml", lambda d: d["publication"].update(show_name=True))
    september = county(tree).cadres[0].months[0]
    assert (september.off_post, september.other) == (1, 7)
    change(tree, f"{CASES}/990101-c001.yml", lambda d: d.pop("publication"))
    september = county(tree).cadres[0].months[0]
    assert (september.off_post, september.other) == (0, 8)


def test_the_days_of_an_inspection_are_folded_too(tmp_path: Path, root: Path) -> None:
    """The case was found a day later than the inspection it rests on."""
    tree = planted(tmp_path / "tree", root)
    change(tree, f"{CASES}/990101-c001.yml", lambda d: d.update(found_on="2026-09-23"))
    september = county(tree).cadres[0].months[0]
    assert (september.off_post, september.other) == (0, 8)


def test_every_month_adds_up(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    # Three days registered in the village of which nobody published the whereabouts.
    change(
        tree,
        f"{TOWN}/whereabouts/2026-W43.yml",
        lambda d: [d["whereabouts"]["990101-002"].pop(day) for day in ("周一", "周二", "周三")],
    )
    shown = county(tree)
    for cadre in shown.cadres:
        for m in cadre.months:
            days = m.in_village + m.business + m.other + m.off_post
            assert days == month_length(m.month), (cadre.id, m)
            assert m.unpublished <= m.off_post
    october = next(c for c in shown.cadres if c.id == "990101-002").months[-1]
    assert (october.in_village, october.off_post, october.unpublished) == (21, 3, 3)
    built(tree, tmp_path / "site")
    page = tmp_path / "site" / "board" / "attendance" / "990101000000" / "index.html"
    assert "登记在村 24，其中 3 天没有公示去向" in page.read_text(encoding="utf-8")


def test_the_sums_of_the_repository_s_own_records(root: Path) -> None:
    for facts in each_county(root, "2026-11-20"):
        for cadre in project_county(facts, root).cadres:
            for m in cadre.months:
                sheet = facts.sheets.get((cadre.id, m.month))
                days = m.in_village + m.business + m.other + m.off_post
                assert days == (len(sheet.marks) if sheet else 0), (cadre.id, m.month)


# -- by subtraction: two trees that differ only in what must stay hidden -----------------------


def staff_rows(tree: Path, table: str) -> list[dict[str, object]]:
    """What the county's staff read of a table: to show that a test's edit is not an idle one."""
    facts = next(each_county(tree, "2026-11-05"))
    cells = cells_of(facts, TABLES[table], 2026)
    return [{key: cell.value for key, cell in row.items()} for row in cells]


def twins(folder: Path, root: Path, regime: str = "s0") -> tuple[Path, Path]:
    """Two trees alike, the second to be changed."""
    one, other = planted(folder / "a", root), planted(folder / "b", root)
    if regime != "s0":
        one, other = (plant(folder / name, root, regime) for name in ("c", "d"))
    return one, other


OPEN_CASE = {
    "id": "990101-c010",
    "cadre": "990101-002",
    "kind": "工作不认真",
    "found_on": "2026-10-30",
    "opened": {"by": "county-od", "date": "2026-10-31"},
}
UNNAMED = {
    "publication": {
        "by": "county-od",
        "date": "2026-11-02",
        "show_name": False,
        "statement": "一名驻村干部工作不认真。",
    }
}


@pytest.mark.parametrize("published", [{}, UNNAMED], ids=["unpublished", "unnamed"])
def test_no_article_goes_because_of_a_case_that_names_nobody(
    tmp_path: Path, root: Path, published: dict[str, Any]
) -> None:
    """Whether the case is about the one in the column or about somebody without an article."""
    trees = twins(tmp_path, root)
    for tree, cadre in zip(trees, ("990101-002", "990101-003"), strict=True):
        case = {**OPEN_CASE, **published, "cadre": cadre}
        write(tree, f"{CASES}/990101-c010.yml", case)
    one, other = map(county, trees)
    assert one == other
    assert any(a.cadre == "990101-002" and a.photo for a in one.articles)


def test_no_public_sum_or_state_follows_a_payment(tmp_path: Path, root: Path) -> None:
    """Who was paid, how much, and for which months together, changes nothing."""
    one, other = twins(tmp_path, root)
    path = f"{COUNTY}/payments/2026-Q4.yml"
    change(other, path, lambda d: d["payments"].pop(0))
    assert staff_rows(one, "county_quarter") != staff_rows(other, "county_quarter")
    assert county(one) == county(other)
    change(other, path, lambda d: d["payments"][0].update(months=["2026-09", "2026-10"], yuan=1))
    mixed = next(row for row in staff_rows(other, "county_quarter") if row["quarter"] == "2026-Q3")
    assert (mixed["payable"], mixed["paid"], mixed["state"]) == (5060, None, "已计算")
    assert county(one) == county(other)
    table = next(t for t in county(one).tables if t.name == "county_quarter")
    assert [c.key for c in table.columns] == [
        "quarter",
        "cadres",
        "undetermined",
        "payable",
        "state",
    ]


ENDINGS = ("召回", "及时调整")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_unnamed_case_does_not_point_at_a_posting_that_ended(
    tmp_path: Path, root: Path, ending: str
) -> None:
    """The posting of 990101-003 ends the same; whether the case ended it stays unknown."""
    trees = twins(tmp_path, root)
    ended = {"date": "2026-10-25", "reason": "召回"}
    for tree, kind, outcome, day in zip(
        trees, ("批评教育", ending), ("已整改", "已召回"), ("2026-09-29", "2026-10-25"), strict=True
    ):
        change(
            tree,
            f"{COUNTY}/cadres/990101-003.yml",
            lambda d: d["postings"][0].update(ended=ended),
        )

        def answer(case: dict[str, Any], kind: str = kind, day: str = day) -> None:
            case["dispositions"] = [{"kind": kind, "by": "county-od", "date": day}]

        def close(case: dict[str, Any], outcome: str = outcome) -> None:
            case["closed"].update(date="2026-10-26", outcome=outcome)

        change(tree, f"{CASES}/990101-c001.yml", answer)
        change(tree, f"{CASES}/990101-c001.yml", close)
    one, other = map(county, trees)
    assert one == other
    case = next(c for c in one.cases if not c.name)
    assert (case.dispositions, case.outcome) == ((("已处理", ""),), "")


def test_two_builds_do_not_tell_the_leave_of_a_month(tmp_path: Path, root: Path) -> None:
    """Leave and rest of October are exchanged: of no day and over no span does a count tell."""
    one, other = twins(tmp_path, root)
    register(one, OCTOBER, "990101-001", {"在村": "8-31", "请假": "1-3", "休息": "4-7"})
    register(other, OCTOBER, "990101-001", {"在村": "8-31", "休息": "1-7"})
    assert county(one) == county(other)
    assert county(one, "2027-02-10") == county(other, "2027-02-10")


def updated(data: dict[str, Any], part: str, values: dict[str, str]) -> None:
    """Changes some values of a part of a record."""
    data[part].update(values)


@pytest.mark.parametrize("grade", ["优秀", "称职", "不称职"])
def test_no_public_count_follows_a_grade(tmp_path: Path, root: Path, grade: str) -> None:
    one, other = twins(tmp_path, root)
    path = f"{COUNTY}/assessments/2025/990101-001.yml"
    for tree, given in ((one, "基本称职"), (other, grade)):
        change(tree, f"{COUNTY}/cadres/990101-001.yml", lambda d: d.update(reserve=True))
        grades = {"year_end": given, "village_work": given}
        change(tree, path, partial(updated, part="grades", values=grades))
    if grade == "优秀":
        assert staff_rows(one, "assessment_counts") != staff_rows(other, "assessment_counts")
    assert county(one) == county(other)


def test_nobody_s_insurance_or_check_up_shows_in_a_count(tmp_path: Path, root: Path) -> None:
    one, other = twins(tmp_path, root)

    def uncovered(cadre: dict[str, Any]) -> None:
        del cadre["insurance"]
        del cadre["health_checks"]

    change(other, f"{COUNTY}/cadres/990101-001.yml", uncovered)
    assert staff_rows(one, "county_support") != staff_rows(other, "county_support")
    assert county(one) == county(other)


def test_who_left_the_site_leaves_the_rows_about_him(tmp_path: Path, root: Path) -> None:
    """He retired in July; when he had come is no more to be read of the weak village."""
    trees = twins(tmp_path, root, "s1")
    path = f"{COUNTY}/cadres/990101-001.yml"
    change(trees[1], path, lambda d: d["postings"][0].update({"from": "2025-04-01"}))
    years = [next(t for t in county(t).tables if t.name == "weak_village_years") for t in trees]
    assert years[0].rows != years[1].rows
    ended = {"ended": {"date": "2026-07-01", "reason": "工作调动"}}
    for tree in trees:
        change(tree, path, lambda d: d["postings"][0].update(ended))
        assert len(staff_rows(tree, "weak_village_years")) == len(years[0].rows)
    one, other = map(county, trees)
    assert one.tables == other.tables
    left = next(t for t in one.tables if t.name == "weak_village_years")
    assert len(left.rows) == len(years[0].rows) - 1
