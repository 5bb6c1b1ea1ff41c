"""Corrections on the site: what they changed is marked, what no page tells leaves no trace."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from corrections import correct
from site_tree import COUNTY, TOWN, built, change, each_county, planted

from zhucun.publish import model
from zhucun.publish.projection.county import project_county

SEPTEMBER = "shilizhen/attendance/2026-09.yml"
OCTOBER = "shilizhen/attendance/2026-10.yml"
PROJECT = "shilizhen/projects/lawn-cooler.yml"
ARTICLE = "shilizhen/profiles/cold-store-two.md"
CASES = f"{COUNTY}/cases"


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def county(tree: Path, as_of: str = "2026-11-05") -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def told(tree: Path, as_of: str = "2026-11-05") -> list[tuple[str, str]]:
    """Date and sentence of what is told of corrections."""
    return [(e.date, e.text) for e in county(tree, as_of).events if e.kind == "更正"]


def text_of(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def month(shown: model.County, cadre: str, which: str) -> model.Month:
    found = next(c for c in shown.cadres if c.id == cadre)
    return next(m for m in found.months if m.month == which)


TO_REST = (
    ("sheets/990101-002/在村", "5-10, 12-17, 19-24, 26-31", "5-10, 12-17, 19-24, 26-30"),
    ("sheets/990101-002/休息", "1-4, 11, 18, 25", "1-4, 11, 18, 25, 31"),
)


def test_a_correction_shows_when_and_how(tree: Path, tmp_path: Path) -> None:
    correct(tree, OCTOBER, "2026-11-04", *TO_REST)
    text = "在村由 24 天改为 23 天，其他由 7 天改为 8 天"
    place = "changes/990101000000/2026-11/#d2026-11-04"
    shown = county(tree)
    corrected = month(shown, "990101-002", "2026-10")
    assert corrected.corrected == (model.Corrected("2026-11-04", text, place),)
    assert corrected.corrected_on == "2026-11-04"
    assert [e for e in shown.events if e.kind == "更正"] == [
        model.Event(
            "2026-11-04", "更正", f"示例乙，2026年10月到岗：{text}（原来2026年11月2日盖章）",
            "cadre/990101-002/",
        )
    ]  # fmt: skip
    others = [m for c in shown.cadres for m in c.months if m.corrected]
    assert others == [corrected]
    site = tmp_path / "site"
    built(tree, site)
    for page in ("cadre/990101-002", "region/990101100202"):
        html = text_of(site, page)
        assert f"</a>：{text}；原登记 2026年11月2日盖章。" in html
        assert f'href="../../{place}">2026年11月4日</a>' in html
    board = text_of(site, "board/attendance/990101000000")
    assert f'{place}">已更正</a>：{text}' in board
    assert 'id="d2026-11-04"' in text_of(site, "changes/990101000000/2026-11")


def test_a_correction_is_told_from_its_day_on(tree: Path) -> None:
    correct(tree, OCTOBER, "2026-11-04", *TO_REST)
    assert not told(tree, as_of="2026-11-03")
    assert not month(county(tree, "2026-11-03"), "990101-002", "2026-10").corrected


def test_two_corrections_of_one_month_are_told_one_after_the_other(tree: Path) -> None:
    correct(tree, OCTOBER, "2026-11-03", *TO_REST)
    back = ((item, new, old) for item, old, new in TO_REST)
    correct(tree, OCTOBER, "2026-11-05", *back)
    texts = [c.text for c in month(county(tree), "990101-002", "2026-10").corrected]
    assert texts == [
        "在村由 23 天改为 24 天，其他由 8 天改为 7 天",
        "在村由 24 天改为 23 天，其他由 7 天改为 8 天",
    ]


def test_days_that_only_move_show_in_the_weeks(tree: Path) -> None:
    """Four days of one week become four of another: no sum changes, two weeks do."""
    correct(
        tree,
        OCTOBER,
        "2026-11-04",
        ("sheets/990101-002/在村", "8-10, 12-17, 19-24, 26-31, 1-3", "5-10, 12-17, 19-24, 26-31"),
        ("sheets/990101-002/休息", "4-7, 11, 18, 25", "1-4, 11, 18, 25"),
    )
    assert month(county(tree), "990101-002", "2026-10").corrected[0].text == "更正了各周在村的天数"


def test_a_stamp_is_corrected_for_the_whole_township_at_once(tree: Path) -> None:
    correct(tree, OCTOBER, "2026-11-05", ("seal/date", "2026-11-01", "2026-11-02"))
    text = "盖章日期由2026年11月1日改为2026年11月2日"
    assert told(tree) == [
        ("2026-11-05", f"示例镇，2026年10月到岗：{text}（原来2026年11月1日盖章）")
    ]
    marked = [m.corrected[0].text for c in county(tree).cadres for m in c.months if m.corrected]
    assert marked == [text] * 4


def test_a_line_left_out_and_put_in(tree: Path) -> None:
    line = {"在村": "5-10, 12-17, 19-24, 26-31", "休息": "1-4, 11, 18, 25"}
    correct(tree, OCTOBER, "2026-11-04", ("sheets/990101-002", None, line))
    assert month(county(tree), "990101-002", "2026-10").corrected[0].text == "补上了登记"


def test_work_and_words_are_corrected_too(tree: Path) -> None:
    correct(tree, PROJECT, "2026-10-05", ("due", "2026-10-20", "2026-12-20"))
    correct(tree, "cases/990101-c009.yml", "2026-10-06", ("closed/outcome", "其他", "已整改"))
    correct(tree, ARTICLE, "2026-11-02", ("summary", "旧", "一座小冷库的事。"))
    correct(
        tree, "cadres/990101-002.yml", "2026-10-07",
        ("postings/1/from", "2025-04-01", "2025-03-01"), apply=False,
    )  # fmt: skip
    assert told(tree) == [
        ("2026-11-02", "文章《把冷库建在地头二》：更正了摘要"),
        ("2026-10-07", "示例乙：起始日期由2025年4月1日改为2025年3月1日"),
        ("2026-10-06", "负面清单（工作不认真，示例丁）：更正了结果"),
        ("2026-10-05", "承诺“示例村果蔬冷库”：期限由2026年10月20日改为2026年12月20日"),
    ]
    shown = county(tree)
    assert shown.projects[0].corrected_on == "2026-10-05"
    assert next(c for c in shown.cases if c.id).corrected_on == "2026-10-06"
    assert next(a for a in shown.articles if a.slug.endswith("two")).corrected_on == "2026-11-02"
    assert next(c for c in shown.cadres if c.id == "990101-002").corrected_on == "2026-10-07"


def test_a_bulletin_is_corrected_figure_by_figure(tree: Path, tmp_path: Path) -> None:
    bulletin = "bulletins/2026-10.md"
    items = [("figures/达标/value", 2, 3), ("body", "全县五人。", "")]
    correct(tree, bulletin, "2026-11-03", *items, apply=False)
    assert not told(tree)
    correct(tree, bulletin, "2026-11-05", *items, apply=False)
    text = "达标由 2 人改为 3 人，更正了正文"
    assert told(tree) == [("2026-11-05", f"《示例县 2026 年 10 月驻村工作简报》：{text}")]
    built(tree, tmp_path / "site")
    page = text_of(tmp_path / "site", "bulletin/990101000000/2026-10")
    assert f"2026年11月5日</a>：{text}。" in page


def test_what_was_corrected_before_it_was_public_leaves_no_trace(tree: Path) -> None:
    before = county(tree)
    correct(tree, PROJECT, "2026-03-01", ("due", "2026-10-20", "2026-12-20"))
    correct(tree, "cases/990101-c009.yml", "2026-09-20", ("closed/outcome", "其他", "已整改"))
    correct(tree, ARTICLE, "2026-10-27", ("summary", "旧", "一座小冷库的事。"))
    assert county(tree) == before


def test_a_correction_of_a_case_without_a_name_has_no_day(tree: Path) -> None:
    case = "cases/990101-c001.yml"
    text = "示例镇一名第一书记无故不在岗一次，已批评教育并整改。"
    correct(tree, case, "2026-10-30", ("publication/statement", "示例镇有一名。", text))
    assert told(tree) == [("2026-10", "负面清单（无故不在岗，不写姓名的一件）：更正了公示文字")]
    assert next(c for c in county(tree).cases if not c.id).corrected_on == "2026-10"


LEAVE = "leaves/990101-001:2026-09-10/reason_kind"


def test_a_name_that_was_taken_back_leaves_no_trace(tree: Path) -> None:
    """That a case which names nobody once named somebody."""
    change(tree, f"{CASES}/990101-c009.yml", lambda d: d["publication"].update(show_name=False))
    before = county(tree)
    item = ("publication/show_name", True, False)
    correct(tree, "cases/990101-c009.yml", "2026-10-06", item, apply=False)
    assert county(tree) == before


UNTRACED: dict[str, tuple[str, str, list[tuple[str, Any, Any]]]] = {
    "rest and leave exchanged": (
        SEPTEMBER, COUNTY,
        [("sheets/990101-001/请假", "12-13", "10-11"),
         ("sheets/990101-001/休息", "10-11, 19, 26-27", "12-13, 19, 26-27")],
    ),
    "an absence that no page names": (
        SEPTEMBER, COUNTY,
        [("sheets/990101-001/缺岗", None, 22),
         ("sheets/990101-001/休息", "12-13, 19, 22, 26-27", "12-13, 19, 26-27")],
    ),
    "the reason of a leave": ("shilizhen/leave/2026-09.yml", COUNTY, [(LEAVE, "病假", "事假")]),
    "who sealed": (OCTOBER, COUNTY, [("seal/by", "zhen-committee", "zhen-secretary")]),
    "an insurance": (
        "cadres/990101-001.yml", COUNTY, [("insurance/2025-03-01/sum", 300000, 500000)],
    ),
    "a payment": ("payments/2026-Q4.yml", COUNTY, [("payments/p01/yuan", 1, 2)]),
    "the facts of a case": (
        "cases/990101-c001.yml", COUNTY, [("facts", "不在。", "暗访时不在村，未请假。")],
    ),
    "whom an inspection found": (
        "inspections/2026-09.yml", COUNTY,
        [("inspections/990101-202609-01/visits/990101-001/found", "在岗", "不在岗")],
    ),
    "a notice that was withdrawn": (
        "notices/2026.yml", COUNTY, [("notices/990101-n003/statement", "旧的文字。", "拟推荐")],
    ),
    "an objection": (
        "notices/2026.yml", COUNTY,
        [("notices/990101-n002/objections/2026-09-09/matter", "别的。", "反映")],
    ),
    "an officer": (
        "region.yml", COUNTY,
        [("officers/county-od:县委组织部:2024-01-01/name", "示例某", "示例组丙")],
    ),
    "an inspection of the city": (
        "inspections/2026-10.yml", "records/shili",
        [("inspections/9901-202610-01/visits/990101-004/time", "15:10", "16:10")],
    ),
    "an old value that no schema takes": (
        OCTOBER, COUNTY, [("sheets/990101-002/在村", True, "5-10")],
    ),
    "a file that isn't there": ("shilizhen/attendance/2026-07.yml", COUNTY, [("month", "x", "y")]),
}  # fmt: skip


@pytest.mark.parametrize("what", UNTRACED)
def test_what_no_page_tells_is_corrected_without_a_trace(tree: Path, what: str) -> None:
    before = county(tree)
    file, folder, changes = UNTRACED[what]
    correct(tree, file, "2026-11-04", *changes, folder=folder, apply=False)
    assert county(tree) == before


def test_a_table_of_a_board_is_corrected_as_a_whole(tree: Path, tmp_path: Path) -> None:
    item = ("meetings/m05/kind", "座谈会", "谈心谈话")
    correct(tree, "meetings/2026.yml", "2026-10-09", item, apply=False)
    shown = county(tree)
    marked = [t for t in shown.tables if t.corrected]
    assert marked
    assert {t.board for t in marked} <= {"work"}
    for table in marked:
        assert ("2026-10-09", f"看板上的“{table.title}”：更正了表里的内容") in told(tree)
    built(tree, tmp_path / "site")
    page = text_of(tmp_path / "site", "board/work/990101000000")
    assert page.count("<b>已更正</b>") == len(marked)


def test_each_day_that_changed_a_table_is_told(tree: Path) -> None:
    kinds = ("谈心谈话", "座谈会", "谈心谈话")
    for day, old, new in zip(("2026-10-08", "2026-10-09"), kinds, kinds[1:], strict=False):
        item = ("meetings/m05/kind", old, new)
        correct(tree, "meetings/2026.yml", day, item, apply=False)
    days = [date for date, text in told(tree) if text.startswith("看板上的")]
    assert set(days) == {"2026-10-08", "2026-10-09"}
    assert days.count("2026-10-08") == days.count("2026-10-09")


def test_the_test_above_would_see_a_trace(tree: Path) -> None:
    before = county(tree)
    back = ((item, new, old) for item, old, new in TO_REST)
    correct(tree, OCTOBER, "2026-11-04", *back, apply=False)
    assert county(tree) != before


def test_a_case_that_is_not_public_is_corrected_without_a_trace(tree: Path) -> None:
    change(tree, f"{CASES}/990101-c009.yml", lambda d: d.pop("publication"))
    before = county(tree)
    item = ("dispositions/批评教育:2026-09-13/kind", "约谈", "批评教育")
    correct(tree, "cases/990101-c009.yml", "2026-10-06", item, apply=False)
    assert county(tree) == before


def test_a_correction_tells_not_whether_a_day_was_rest_or_an_absence(
    tree: Path, tmp_path: Path
) -> None:
    """A day in the village turns out to be rest; or to be one on which nobody was there, by a case
    that names nobody.
    """
    board = f"{TOWN}/whereabouts/2026-W39.yml"
    change(tree, board, lambda d: d["whereabouts"]["990101-001"].update(周二="在村"))
    other = Path(shutil.copytree(tree, tmp_path / "other"))
    was = "1-9, 14-18, 20-25, 28-30"
    village = ("sheets/990101-001/在村", was, "1-9, 14-18, 20-21, 23-25, 28-30")
    rest = ("sheets/990101-001/休息", "12-13, 19, 26-27", "12-13, 19, 22, 26-27")
    correct(tree, SEPTEMBER, "2026-10-12", village, ("sheets/990101-001/缺岗", None, 22))
    correct(other, SEPTEMBER, "2026-10-12", village, rest)
    change(other, f"{COUNTY}/{SEPTEMBER}", lambda d: d["sheets"]["990101-001"].pop("缺岗"))
    assert told(tree) == told(other) != []
    assert county(tree).events == county(other).events
    assert county(tree).cadres == county(other).cadres


def test_a_correction_goes_with_who_left(tree: Path) -> None:
    correct(tree, OCTOBER, "2026-11-04", *TO_REST)
    change(
        tree,
        f"{COUNTY}/cadres/990101-002.yml",
        lambda d: d["postings"][0].update(ended={"date": "2026-08-07", "reason": "工作调动"}),
    )
    assert not told(tree, as_of="2026-11-06")
