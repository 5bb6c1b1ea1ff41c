"""What changed: dated facts that other pages tell; addresses that lead on."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from site_tree import COUNTY, TOWN, built, change, consent, each_county, planted, write

from zhucun.publish import model
from zhucun.publish.pages.changes import counted
from zhucun.publish.projection.changes import KINDS
from zhucun.publish.projection.county import project_county
from zhucun.publish.projection.postings import gone_cadres

pytest_plugins = ["site_fixture"]

CASES = f"{COUNTY}/cases"
NOTICES = f"{COUNTY}/notices/2026.yml"
PROJECT = "shilizhen/projects/lawn-cooler.yml"
AUGUST = {"date": "2026-08-07", "reason": "工作调动"}


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def county(tree: Path, as_of: str = "2026-11-05") -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def told(tree: Path, *kinds: str, as_of: str = "2026-11-05") -> list[tuple[str, str]]:
    """Date and sentence of the events of some kinds."""
    return [(e.date, e.text) for e in county(tree, as_of).events if e.kind in kinds]


def text_of(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


# -- what is told ------------------------------------------------------------------------------


def test_the_miniature_s_autumn(tree: Path) -> None:
    shown = county(tree)
    assert [(e.date, e.kind, e.text, e.path) for e in shown.events] == [
        ("2026-11-04", "简报", "发布《示例县 2026 年 10 月驻村工作简报》",
         "bulletin/990101000000/2026-10/"),
        ("2026-11-02", "登记", "示例镇登记了10月到岗，4 人", "region/990101100000/"),
        ("2026-10-28", "刊发", "刊发文章《把冷库建在地头二》",
         "column/990101100000-cold-store-two/"),
        ("2026-10-28", "刊发", "刊发文章《把冷库建在地头》",
         "column/990101100000-gu-wu-dao-jia/"),
        ("2026-10-02", "登记", "示例镇登记了9月到岗，4 人", "region/990101100000/"),
        ("2026-10", "负面清单", "公开不写姓名的 1 件：无故不在岗", "board/cases/990101000000/"),
        ("2026-10", "负面清单", "办结不写姓名的 1 件：无故不在岗", "board/cases/990101000000/"),
        ("2026-10", "撤下", "撤下荣誉公示 1 件", ""),
        ("2026-09-30", "进展", "“示例村果蔬冷库”做到 75%", "region/990101100201/"),
        ("2026-09-21", "负面清单", "公开一件：工作不认真（示例镇乡镇党委副书记(挂任)示例丁）",
         "board/cases/990101000000/"),
        ("2026-09-18", "公示", "确认公布：拟推荐样例村第一书记为县级优秀第一书记。",
         "board/notices/990101000000/"),
        ("2026-09-07", "公示", "开始公示：拟推荐样例村第一书记为县级优秀第一书记。",
         "board/notices/990101000000/"),
    ]  # fmt: skip


def test_everything_leads_to_a_page_and_stands_on_one(site: Path) -> None:
    shown = county(site.parent / "tree")
    assert shown.events
    for event in shown.events:
        assert event.kind in KINDS
        assert not event.path or (site / event.path / "index.html").is_file(), event
        page = text_of(site, f"changes/990101000000/{event.date[:7]}")
        assert event.text in page
        anchor = f'id="{"d" if len(event.date) == 10 else "m"}{event.date}"'
        assert page.count(anchor) == 1


def test_the_first_sentence_answers_what_changed_since_last_month(site: Path) -> None:
    answer = (
        "11月（到5日）有 2 件变动：登记 1，简报 1。"
        "10月有 6 件变动：登记 1，负面清单 2，刊发 2，撤下 1。"
    )
    for page in ("changes", "changes/990101000000"):
        assert f'<p class="answer">{answer}</p>' in text_of(site, page)
    assert answer in text_of(site, "")
    earlier = text_of(site, "changes/990101000000/2026-09")
    assert '<p class="answer">2026年9月有 4 件变动：进展 1，负面清单 1，公示 2。</p>' in earlier
    assert "示例镇登记了10月到岗" not in earlier


def test_a_month_without_any_says_so() -> None:
    assert counted((), "2027-01-05").sentence == "1月（到5日）没有变动。12月没有变动。"


def test_only_this_month_and_the_last_stand_on_the_county_s_page(site: Path) -> None:
    page = text_of(site, "changes/990101000000")
    assert "示例镇登记了9月到岗，4 人" in page
    assert "开始公示：拟推荐样例村" not in page
    assert 'href="2026-09/"' in page or 'href="../../changes/990101000000/2026-09/"' in page


def test_nothing_is_told_before_its_day(tree: Path) -> None:
    for as_of in ("2026-09-19", "2026-10-01", "2026-10-20", "2026-11-01"):
        events = county(tree, as_of).events
        assert events
        assert all(e.date <= as_of for e in events)
    assert not told(tree, "刊发", as_of="2026-10-27")
    assert told(tree, "撤下", as_of="2026-10-19") == []


def test_arrivals_and_departures(tree: Path) -> None:
    path = f"{COUNTY}/cadres/990101-002.yml"
    change(tree, path, lambda d: d["postings"][0].update({"from": "2026-09-01"}))
    assert told(tree, "到任", "离任") == [("2026-09-01", "示例乙到样例村任第一书记")]
    ended = {"date": "2026-10-30", "reason": "召回"}
    change(tree, path, lambda d: d["postings"][0].update(ended=ended))
    assert told(tree, "到任", "离任") == [
        ("2026-10-30", "示例乙离任（样例村第一书记）"),
        ("2026-09-01", "示例乙到样例村任第一书记"),
    ]
    assert told(tree, "离任", as_of="2026-10-29") == []

    def goes_on(data: dict[str, Any]) -> None:
        again = {**data["postings"][0], "serial": 2, "from": "2026-10-31", "to": "2028-10-30"}
        again.pop("ended")
        data["postings"].append(again)

    change(tree, path, goes_on)
    assert told(tree, "到任", "离任") == [
        ("2026-10-31", "示例乙在样例村连任第一书记"),
        ("2026-09-01", "示例乙到样例村任第一书记"),
    ]


def test_names_are_as_the_region_publishes_them(tree: Path) -> None:
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(names="不公开"))
    path = f"{COUNTY}/cadres/990101-002.yml"
    change(tree, path, lambda d: d["postings"][0].update({"from": "2026-09-01"}))
    events = county(tree).events
    assert ("2026-09-01", "990101-002到样例村任第一书记") in [(e.date, e.text) for e in events]
    assert not [e for e in events if re.search("示例[甲乙丙丁]", e.text)]


def test_a_promise_from_its_notice_to_its_end(tree: Path) -> None:
    change(tree, NOTICES, lambda d: d["notices"][0]["decision"].update(date="2026-09-10"))
    change(tree, NOTICES, lambda d: d["notices"][0].pop("confirmed"))
    change(tree, f"{COUNTY}/{PROJECT}", lambda d: d.update(completed_on="2026-10-09"))
    change(
        tree,
        f"{COUNTY}/{PROJECT}",
        lambda d: d["progress"].append({"date": "2026-10-09", "percent": 100}),
    )
    assert told(tree, "承诺", "进展", "完成") == [
        ("2026-10-09", "“示例村果蔬冷库”按期完成"),
        ("2026-09-30", "“示例村果蔬冷库”做到 75%"),
        ("2026-09-10", "公开承诺：“示例村果蔬冷库”"),
    ]
    withdrawn = {"by": "county-od", "date": "2026-10-25", "reason": "有误"}
    change(tree, NOTICES, lambda d: d["notices"][0].update(withdrawn=withdrawn))
    assert told(tree, "承诺", "进展", "完成") == []
    assert ("2026-10", "撤下规划公示 1 件") in told(tree, "撤下")
    same_day = {"by": "county-od", "date": "2026-09-10", "reason": "有误"}
    change(tree, NOTICES, lambda d: d["notices"][0].update(withdrawn=same_day))
    assert not [text for _, text in told(tree, "撤下") if "规划" in text]


def test_what_was_taken_back_is_only_counted(tree: Path) -> None:
    before = {e.text for e in county(tree).events}
    profile = f"{TOWN}/profiles/cold-store-two.md"
    withdrawn = {"by": "county-od", "date": "2026-11-03", "reason": "有误"}
    change(tree, profile, lambda d: d.update(withdrawn=withdrawn))
    events = county(tree).events
    assert ("2026-11", "撤下文章 1 篇".replace("篇", "件")) in told(tree, "撤下")
    assert before - {e.text for e in events} == {"刊发文章《把冷库建在地头二》"}
    assert not [e for e in events if "冷库建在地头二" in e.text]


def test_a_bulletin_that_was_taken_back(tree: Path) -> None:
    bulletin = f"{COUNTY}/bulletins/2026-10.md"
    withdrawn = {"by": "county-od", "date": "2026-11-05", "reason": "有误"}
    change(tree, bulletin, lambda d: d.update(withdrawn=withdrawn))
    assert told(tree, "简报", "撤下") == [
        ("2026-11", "撤下简报 1 件"),
        ("2026-10", "撤下荣誉公示 1 件"),
    ]
    assert told(tree, "撤下", as_of="2026-11-04") == [("2026-10", "撤下荣誉公示 1 件")]


def test_who_took_an_article_back_is_not_told(tree: Path, tmp_path: Path) -> None:
    """A decision and a consent that ends look alike."""
    other = Path(shutil.copytree(tree, tmp_path / "other"))
    withdrawn = {"by": "county-od", "date": "2026-11-03", "reason": "有误"}
    for name in ("cold-store-two", "gu-wu-dao-jia"):
        change(tree, f"{TOWN}/profiles/{name}.md", lambda d: d.update(withdrawn=withdrawn))
    given = [*consent("专栏", withdrawn="2026-11-03"), *consent("照片")]
    change(other, f"{COUNTY}/cadres/990101-002.yml", lambda d: d.update(consents=given))
    assert county(tree) == county(other)
    assert ("2026-11", "撤下文章 2 件") in told(other, "撤下")


def test_an_article_that_never_stood_is_not_counted(tree: Path) -> None:
    change(tree, f"{COUNTY}/cadres/990101-002.yml", lambda d: d.update(consents=[]))
    before = told(tree, "撤下")
    withdrawn = {"by": "county-od", "date": "2026-11-03", "reason": "有误"}
    change(tree, f"{TOWN}/profiles/cold-store-two.md", lambda d: d.update(withdrawn=withdrawn))
    assert told(tree, "撤下") == before


def test_a_case_found_void_is_taken_back_only_if_it_was_public(tree: Path) -> None:
    void = {"by": "county-od", "date": "2026-10-25", "reason": "查无此事"}
    change(tree, f"{CASES}/990101-c009.yml", lambda d: d.update(withdrawn=void))
    assert ("2026-10", "撤下负面清单公示 1 件") in told(tree, "撤下")
    change(tree, f"{CASES}/990101-c009.yml", lambda d: d.pop("publication"))
    assert ("2026-10", "撤下负面清单公示 1 件") not in told(tree, "撤下")


def test_an_unnamed_case_has_no_day(tree: Path) -> None:
    change(tree, f"{CASES}/990101-c009.yml", lambda d: d["publication"].update(show_name=False))
    told_of = told(tree, "负面清单")
    assert {date for date, _ in told_of} == {"2026-09", "2026-10"}
    assert not [text for _, text in told_of if "示例" in text]


# -- addresses ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A site from which one cadre has gone by retention, another left a month ago."""
    tree = planted(tmp_path_factory.mktemp("left") / "tree", root)
    change(
        tree,
        f"{COUNTY}/cadres/990101-001.yml",
        lambda d: d["postings"][0].update(ended=AUGUST | {"date": "2026-10-10"}),
    )
    for cadre in ("990101-002", "990101-004"):
        change(
            tree,
            f"{COUNTY}/cadres/{cadre}.yml",
            lambda d: d["postings"][0].update(ended=AUGUST | {"date": "2026-08-06"}),
        )
    built(tree, tree.parent / "site")
    return tree.parent / "site"


def test_a_page_stays_while_it_is_kept_and_says_who_serves_now(left: Path) -> None:
    page = text_of(left, "cadre/990101-001")
    assert "已于2026年10月10日离任。" in page
    assert '<a href="../../cadre/990101-003/">示例丙</a>' in page
    assert 'http-equiv="refresh"' not in page


def test_an_address_leads_on_when_its_page_has_gone(left: Path) -> None:
    page = text_of(left, "cadre/990101-002")
    assert '<meta http-equiv="refresh" content="0; url=../../region/990101000000/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="../../region/990101000000/">示例县</a>' in page
    assert "过了保留的时间，按规定移出" in page
    for hidden in ("示例乙", "样例村", "990101100202", "2026年8月"):
        assert hidden not in page


def test_nothing_leads_to_an_address_that_leads_on(left: Path) -> None:
    assert county(left.parent / "tree").gone == ("990101-002", "990101-004")
    for file in left.rglob("*"):
        if file.is_file() and file.name not in ("manifest.json", "index.html"):
            assert b"990101-002" not in file.read_bytes(), file
    for file in left.rglob("index.html"):
        if file.parent.name != "990101-002":
            assert "990101-002" not in file.read_text(encoding="utf-8"), file


def test_who_never_had_a_page_leaves_no_address(tree: Path) -> None:
    """Gone before the county kept records here, or not yet begun."""
    early = AUGUST | {"date": "2026-05-20"}
    change(
        tree,
        f"{COUNTY}/cadres/990101-002.yml",
        lambda d: d["postings"][0].update(ended=early),
    )
    late = {"from": "2026-12-01", "to": "2028-11-30"}
    change(tree, f"{COUNTY}/cadres/990101-003.yml", lambda d: d["postings"][0].update(late))
    facts = next(each_county(tree, "2026-11-05"))
    assert gone_cadres(facts, 90) == ()
    assert gone_cadres(facts, 120) == ("990101-002",)


def test_events_are_plain_data(tree: Path) -> None:
    """What feeds and files are made of: text without numbers of persons, newest first."""
    write(tree, f"{COUNTY}/corrections/2026.yml", {"year": 2026})
    events = county(tree).events
    dates = [e.date for e in events]
    assert dates == sorted(dates, reverse=True)
    assert json.dumps([[e.date, e.kind, e.text, e.path] for e in events])
