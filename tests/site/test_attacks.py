"""What a reader who means ill could work out from all that is public, and must not."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from site_tree import COUNTY, TOWN, built, change, contents, digest, each_county, planted

from zhucun.facts.dates import month_length
from zhucun.publish import model
from zhucun.publish.projection import project_county

pytest_plugins = ["site_fixture"]

Sheets = dict[str, dict[str, Any]]
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
    with (site / "data" / "weeks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    mine = {r["week"]: r["level"] for r in rows if r["cadre"] == "990101-003"}
    assert mine["2026-W42"] == "0–2"
    assert {r["level"] for r in rows} <= {"", "0–2", "3–4", "5–7"}


def test_only_the_board_has_a_row_for_a_day(site: Path) -> None:
    """A column of days that isn't an act's date is where a day of absence would stand."""
    for path in (site / "data").glob("*.csv"):
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
