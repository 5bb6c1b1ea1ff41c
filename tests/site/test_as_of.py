"""What the site shows of one day: acts after it have not happened, and what is missing is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from site_tree import COUNTY, TOWN, built, change, consent, each_county, planted, write

from zhucun.publish import model
from zhucun.publish.projection.county import project_county

CASE = f"{COUNTY}/cases/990101-c009.yml"
CADRE = f"{COUNTY}/cadres/990101-002.yml"
PROJECT = f"{TOWN}/projects/lawn-cooler.yml"


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def county(tree: Path, as_of: str = "2026-11-05") -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def named(shown: model.County) -> model.Case:
    return next(c for c in shown.cases if c.id == "990101-c009")


def text_of(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def test_a_named_case_is_counted_by_the_day(tree: Path) -> None:
    (tree / f"{COUNTY}/cases/990101-c001.yml").unlink()
    change(tree, CASE, lambda d: d["publication"].update(date="2026-09-12"))
    assert county(tree, "2026-09-11").case_counts == model.CaseCounts(0, 0)
    assert county(tree, "2026-09-12").case_counts == model.CaseCounts(1, 0)
    assert county(tree, "2026-09-20").case_counts == model.CaseCounts(0, 1)


@pytest.mark.parametrize("published", [True, False])
def test_a_nameless_case_is_counted_when_its_month_is_over(tree: Path, published: bool) -> None:
    """Or the day on which the number moves would be the day of its opening, or of its end."""
    (tree / f"{COUNTY}/cases/990101-c001.yml").unlink()

    def nameless(case: dict[str, Any]) -> None:
        case["closed"]["date"] = "2026-10-08"
        case["publication"].update(show_name=False, date="2026-10-09")
        if not published:
            case.pop("publication")

    change(tree, CASE, nameless)
    assert county(tree, "2026-09-30").case_counts == model.CaseCounts(0, 0)
    assert county(tree, "2026-10-01").case_counts == model.CaseCounts(1, 0)
    assert county(tree, "2026-10-31").case_counts == model.CaseCounts(1, 0)
    assert county(tree, "2026-11-01").case_counts == model.CaseCounts(0, 1)


def test_acts_after_the_day_are_not_shown(tree: Path) -> None:
    change(tree, CASE, lambda d: d["publication"].update(date="2026-09-12"))
    before, between = named(county(tree, "2026-09-12")), named(county(tree, "2026-09-13"))
    assert (before.dispositions, before.closed_on, before.outcome) == ((), "", "")
    assert between.dispositions == (("批评教育", "2026-09-13"),)
    assert named(county(tree)).closed_on == "2026-09-20"
    withdrawn = {"by": "county-od", "date": "2026-10-25", "reason": "查无此事"}
    change(tree, CASE, lambda d: d.update(withdrawn=withdrawn))
    assert "990101-c009" in {c.id for c in county(tree, "2026-10-24").cases}
    assert "990101-c009" not in {c.id for c in county(tree, "2026-10-25").cases}


def test_a_case_published_later_does_not_stop_an_article(tree: Path) -> None:
    case = {
        "id": "990101-c010", "cadre": "990101-002", "kind": "工作不认真",
        "found_on": "2026-10-30", "opened": {"by": "county-od", "date": "2026-11-01"},
        "closed": {"by": "county-od", "date": "2026-11-04", "outcome": "已整改"},
        "publication": {"by": "county-od", "date": "2026-11-02", "show_name": True,
                        "statement": "一名干部工作不认真。"},
    }  # fmt: skip
    write(tree, f"{COUNTY}/cases/990101-c010.yml", case)
    slug = "990101100000-cold-store-two"
    shown = {d: slug in {a.slug for a in county(tree, d).articles}
             for d in ("2026-11-01", "2026-11-03", "2026-11-05")}  # fmt: skip
    assert shown == {"2026-11-01": True, "2026-11-03": False, "2026-11-05": True}


def test_a_project_as_of_a_day(tree: Path) -> None:
    acts: dict[str, Any] = {
        "posted_on": "2026-03-01",
        "progress": [{"date": "2026-04-01", "percent": 40}, {"date": "2026-06-01", "percent": 80}],
        "completed_on": "2026-07-01",
    }
    change(tree, PROJECT, lambda d: d.update(acts))
    assert county(tree, "2026-02-28").projects == ()
    assert county(tree, "2026-05-31").projects[0].percent == 40
    early, late = county(tree, "2026-06-30").projects[0], county(tree, "2026-07-01").projects[0]
    assert (early.completed_on, early.percent) == ("", 80)
    assert (late.completed_on, late.percent) == ("2026-07-01", 100)


def test_a_consent_withdrawn_later_still_holds(tree: Path) -> None:
    given = consent("专栏", withdrawn="2026-11-04")
    change(tree, CADRE, lambda d: d.update(consents=given))
    assert county(tree, "2026-11-03").articles
    assert not county(tree, "2026-11-04").articles


def test_a_seal_and_an_end_after_the_day(tree: Path) -> None:
    end = {"date": "2026-11-04", "reason": "工作调动"}
    change(tree, CADRE, lambda d: d["postings"][0].update(ended=end))
    early, late = (
        next(c for c in county(tree, d).cadres if c.id == "990101-002")
        for d in ("2026-11-01", "2026-11-04")
    )
    assert early.months[-1].month == "2026-10"
    assert (early.months[-1].sealed_on, late.months[-1].sealed_on) == ("", "2026-11-02")
    assert (early.posting.ended, late.posting.ended) == (False, True)
    assert late.posting.until == "2026-11-04" != early.posting.until


def test_what_is_no_longer_shown_names_nobody(tree: Path) -> None:
    """A cadre who left the site leaves projects, cases and texts too."""
    leave = {"date": "2026-08-07", "reason": "工作调动"}
    for cadre in ("990101-001", "990101-004"):
        change(
            tree,
            f"{COUNTY}/cadres/{cadre}.yml",
            lambda d: d["postings"][0].update(ended=leave),
        )
    change(tree, PROJECT, lambda d: d.update(cadre="990101-001", goal="示例甲牵头。"))
    stays, gone = county(tree, "2026-11-05"), county(tree, "2026-11-06")
    assert (stays.projects[0].cadre, stays.projects[0].goal) == ("990101-001", "示例甲牵头。")
    assert (gone.projects[0].cadre, gone.projects[0].goal) == ("", "〔姓名已隐去〕牵头。")
    assert (named(stays).name, named(stays).village) == ("示例丁", "示例镇")
    case = next(c for c in gone.cases if c.kind == "工作不认真")
    assert not any((case.name, case.cadre, case.village, case.township, case.role, case.id))


@pytest.mark.parametrize(
    ("setting", "shown"),
    [("公开", "示例乙"), ("掩码", "示*"), ("不公开", "〔姓名已隐去〕")],
)
def test_names_in_texts_follow_the_region(tree: Path, setting: str, shown: str) -> None:
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(names=setting))
    words = "示例乙同示 例 乙和示例委员己商量"
    change(
        tree,
        PROJECT,
        lambda d: d.update(
            title=words, goal=words, measures=words, responsible=words,
            progress=[{"date": "2026-06-01", "percent": 1, "text": words}],
        ),
    )  # fmt: skip
    profile = f"{TOWN}/profiles/cold-store-two.md"
    change(
        tree,
        profile,
        lambda d: d.update(
            title=words, summary=words, deed=words, method=words, experience=words,
            photo={**d["photo"], "alt": words},
        ),
    )  # fmt: skip
    with (tree / profile).open("a", encoding="utf-8") as file:
        file.write(f"\n{words}")
    change(tree, CASE, lambda d: d["publication"].update(statement=words))
    whole = county(tree)
    project, case = whole.projects[0], named(whole)
    article = next(a for a in whole.articles if a.slug.endswith("cold-store-two"))
    assert article.photo
    again = "示 例 乙" if setting == "公开" else shown
    for text in (
        project.title, project.goal, project.measures, project.responsible,
        project.progress[0].text, article.title, article.summary, article.deed, article.method,
        article.experience, article.body[-1], article.photo.alt, case.statement,
    ):  # fmt: skip
        assert text == f"{shown}同{again}和〔姓名已隐去〕商量"
    change(tree, CASE, lambda d: d["publication"].update(show_name=False))
    unnamed = next(c for c in county(tree).cases if c.kind == "工作不认真")
    assert unnamed.statement == "〔姓名已隐去〕同〔姓名已隐去〕和〔姓名已隐去〕商量"


def test_a_month_nobody_registered_is_not_a_failure(tree: Path, tmp_path: Path) -> None:
    (tree / TOWN / "attendance" / "2026-10.yml").unlink()
    built(tree, tmp_path / "site")
    site = tmp_path / "site"
    for page in ("region/990101100201", "cadre/990101-001"):
        text = text_of(site, page)
        assert "10月还没有登记。" in text
        assert "没有达到" not in text
    home = text_of(site, "")
    assert "2026年9月到岗" in home
    assert "10月还没有登记。" in home
    board = text_of(site, "board/attendance/990101000000")
    assert "10月还没有登记。" in board
    assert "9月已登记 4 人" in board


def test_who_is_not_registered_is_not_judged(tree: Path, tmp_path: Path) -> None:
    change(
        tree,
        f"{TOWN}/attendance/2026-10.yml",
        lambda d: d["sheets"].pop("990101-002"),
    )
    built(tree, tmp_path / "site")
    board = text_of(tmp_path / "site", "board/attendance/990101000000")
    assert "10月应达标</dt><dd>3<" in board
    assert "10月已登记 3 人；还有 1 人没有登记，不算达标，也不算没有达标。" in board
    row = board[board.index("990101-002") :]
    assert '<td data-label="在村"></td>' in row[: row.index("</tr>")]
    village = text_of(tmp_path / "site", "cadre/990101-002")
    assert "10月还没有登记。9月在村" in village
    data = (tmp_path / "site" / "data" / "v1" / "attendance.csv").read_text(encoding="utf-8-sig")
    missing = next(row for row in data.splitlines() if "990101-002,示例乙,2026-10," in row)
    assert ",,,,,,,20,未登记," in missing


def test_each_township_shows_its_own_newest_week(tree: Path, tmp_path: Path) -> None:
    change(
        tree,
        f"{COUNTY}/cadres/990101-003.yml",
        lambda d: d["postings"][0].update(village="990101200201"),
    )
    other = f"{COUNTY}/linzhen"
    village = {"code": "990101200201", "name": "邻村", "kind": "村"}
    region = {"level": "乡镇", "name": "邻镇", "code": "990101200000", "villages": [village]}
    write(tree, f"{other}/region.yml", region)
    line = {"周一": "在村", "周二": "因公外出", "周三": "请假"}
    write(
        tree,
        f"{other}/whereabouts/2026-W40.yml",
        {"week": "2026-W40", "whereabouts": {"990101-003": line}},
    )
    boards = {c.id: c.board for c in county(tree).cadres}
    assert boards["990101-003"]
    assert (boards["990101-003"].week, boards["990101-003"].marks) == ("2026-W40", "vb-----")
    assert boards["990101-001"]
    assert boards["990101-001"].week == "2026-W44"
    built(tree, tmp_path / "site")
    board = text_of(tmp_path / "site", "board/whereabouts/990101000000")
    assert board.index("2026年10月26日至") < board.index("2026年9月28日至")
    assert "最近登记的一周" in board
    earlier = {c.id: c.board for c in county(tree, "2026-10-11").cadres}
    assert earlier["990101-001"]
    assert earlier["990101-001"].week == "2026-W41"


def test_the_banner_follows_the_region(tree: Path, tmp_path: Path) -> None:
    """A real county beside a sample one: its own pages have no banner, shared ones say which."""
    import shutil

    second = tree / "records" / "shili" / "zhenxian"
    shutil.copytree(tree / COUNTY, second)
    for path in sorted(second.rglob("*"), reverse=True):
        if path.is_file() and path.suffix in (".yml", ".md"):
            text = path.read_text(encoding="utf-8").replace("990101", "990102")
            path.write_text(text.replace("示例县", "真县"), encoding="utf-8")
        if "990101" in path.name:
            path.rename(path.with_name(path.name.replace("990101", "990102")))
    change(tree, "records/shili/zhenxian/region.yml", lambda d: d.update(sample=False))
    built(tree, tmp_path / "site")
    site = tmp_path / "site"
    whole = "示例数据</b> 这里的人员"
    for code in ("990101", "990102"):
        for page in (
            f"region/{code}000000", f"region/{code}100000", f"region/{code}100201",
            f"cadre/{code}-001", f"column/{code}100000-cold-store-two",
            f"board/attendance/{code}000000", f"board/cases/{code}000000",
        ):  # fmt: skip
            text = text_of(site, page)
            assert (whole in text) == (code == "990101"), page
            assert "示例数据</b>：" not in text, page
    for page in ("", "board/attendance", "column", "data", "about", "region/990100000000"):
        assert "示例数据</b>：示例县的人员" in text_of(site, page), page
