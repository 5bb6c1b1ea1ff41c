"""Monthly bulletins: only issued ones, as typed, with the figures of their day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from site_tree import BULLETIN, COUNTY, built, change, contents, each_county, planted, write

from mini.tree import AS_OF
from zhucun.assess.bulletin_draft import draft_of
from zhucun.facts.bulletin_figures import figures_of
from zhucun.publish.model import County
from zhucun.publish.pages.tallies import tally
from zhucun.publish.projection.county import project_county
from zhucun.read.strict import parse_front_matter
from zhucun.schema.store import validator

pytest_plugins = ["site_fixture"]

OCTOBER = f"{COUNTY}/bulletins/2026-10.md"
SEPTEMBER = f"{COUNTY}/bulletins/2026-09.md"
NINTH: dict[str, Any] = {
    **BULLETIN,
    "title": "示例县 2026 年 9 月驻村工作简报",
    "month": "2026-09",
    "as_of": "2026-10-10",
    "issued": {"by": "county-od", "date": "2026-10-11"},
}


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def county(tree: Path, as_of: str = AS_OF) -> County:
    return project_county(next(each_county(tree, as_of)), tree)


def body(tree: Path, text: str) -> str:
    write(tree, OCTOBER, BULLETIN, text)
    (bulletin,) = county(tree).bulletins
    return "\n".join(bulletin.body)


def months(tree: Path, as_of: str = AS_OF) -> list[str]:
    return [bulletin.month for bulletin in county(tree, as_of).bulletins]


def test_the_newest_comes_first(tree: Path) -> None:
    write(tree, SEPTEMBER, NINTH, "正文。\n")
    assert months(tree) == ["2026-10", "2026-09"]


def test_a_draft_is_none(tree: Path) -> None:
    change(tree, OCTOBER, lambda d: d.pop("issued"))
    assert months(tree) == []


def test_it_stands_from_the_day_of_issue_to_that_of_withdrawal(tree: Path) -> None:
    withdrawn = {"by": "county-od", "date": "2026-11-05", "reason": "数字要核对。"}
    change(tree, OCTOBER, lambda d: d.update(withdrawn=withdrawn))
    assert months(tree, "2026-11-03") == []
    assert months(tree, "2026-11-04") == ["2026-10"]
    assert months(tree, "2026-11-05") == []


def test_a_draft_and_a_withdrawn_one_are_in_no_file(tmp_path: Path, tree: Path) -> None:
    text = "只有这里写着草莓大棚。\n"
    withdrawn = {"by": "county-od", "date": "2026-11-05", "reason": "数字要核对。"}
    write(tree, OCTOBER, {k: v for k, v in BULLETIN.items() if k != "issued"}, text)
    write(tree, SEPTEMBER, {**NINTH, "withdrawn": withdrawn}, text)
    built(tree, tmp_path / "site")
    for folder in ("site", "build"):
        for path, raw in contents(tmp_path / folder):
            said = raw.decode("utf-8", errors="ignore").replace("\u200b", "")
            for word in ("草莓大棚", BULLETIN["title"], NINTH["title"], "数字要核对"):
                assert str(word) not in said, path
    for place in ("bulletin", "bulletin/990101000000"):  # addresses that were there stay
        page = (tmp_path / "site" / place / "index.html").read_text(encoding="utf-8")
        assert "还没有刊发的简报" in page
    assert [p.name for p in (tmp_path / "site/bulletin/990101000000").iterdir()] == ["index.html"]


def test_its_pages_hold_the_text_the_figures_and_the_ways_on(site: Path) -> None:
    page = (site / "bulletin/990101000000/2026-10/index.html").read_text(encoding="utf-8")
    assert "<h2>一、本月情况</h2>" in page
    assert '<p class="text">本月应考核 4 人：达标 3 人，有说明 1 人。</p>' in page
    assert '<th scope="row">达标</th><td>3 人</td>' in page
    assert '<a href="../../../regulation/s0/">第十六条</a>' in page
    assert '<th scope="row">本月公示</th><td>0 件</td><td>—</td>' in page
    assert 'href="../../../board/attendance/990101000000/"' in page
    assert "把冷库建在地头" in page, "articles of the month are led to"
    assert "2026年11月4日刊发" in page
    listed = (site / "bulletin/index.html").read_text(encoding="utf-8")
    assert 'href="../bulletin/990101000000/2026-10/"' in listed
    own = (site / "bulletin/990101000000/index.html").read_text(encoding="utf-8")
    assert 'href="../../bulletin/990101000000/2026-10/"' in own


def test_the_list_of_all_holds_a_year(tree: Path) -> None:
    from zhucun.publish.model import Site
    from zhucun.publish.pages.bulletins import bulletin_pages

    issued = {"by": "county-od", "date": "2026-11-04"}
    for n in range(13):
        month = f"{2025 + n // 12}-{n % 12 + 1:02d}"
        data = {**BULLETIN, "month": month, "issued": issued}
        write(tree, f"{COUNTY}/bulletins/{month}.md", data, "正文。\n")
    shown = county(tree)
    pages = {p.path: p for p in bulletin_pages(Site(AS_OF, "0123abcd", (shown,)))}
    assert len(shown.bulletins) == 14
    listed = [month for month, _ in pages["bulletin/"].context["months"]]
    assert listed == [b.month for b in shown.bulletins[:12]]
    assert pages["bulletin/"].context["is_all"] is False
    assert "bulletin/990101000000/2025-01/" in pages


def test_one_leads_to_the_one_before_and_after(tmp_path: Path, tree: Path) -> None:
    write(tree, SEPTEMBER, NINTH, "正文。\n")
    built(tree, tmp_path / "site")
    older, newer = (
        (tmp_path / f"site/bulletin/990101000000/{month}/index.html").read_text(encoding="utf-8")
        for month in ("2026-09", "2026-10")
    )
    assert "下一期：2026年10月" in older
    assert "上一期" not in older
    assert "上一期：2026年9月" in newer
    assert "下一期" not in newer


@pytest.mark.parametrize(
    ("paragraph", "is_heading"),
    [
        ("一、本月情况", True),
        ("十二、其他", True),
        ("一、本月情况。还有话说", False),
        ("一、第一行\n第二行", False),
        ("## 标题", False),
        ("1、不是", False),
    ],
)
def test_only_an_ordinal_line_is_a_heading(paragraph: str, is_heading: bool) -> None:
    from zhucun.publish.pages.bulletins import HEADING

    assert (HEADING.fullmatch(paragraph) is not None) is is_heading


def test_text_is_no_markup_and_names_follow_the_region(tmp_path: Path, tree: Path) -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} [a](javascript:alert(1))\n---\n"
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(names="掩码"))
    write(tree, OCTOBER, BULLETIN, f"{hostile}\n\n示例乙、示例组丙，手机 13912345678。\n")
    built(tree, tmp_path / "site")
    path = tmp_path / "site/bulletin/990101000000/2026-10/index.html"
    page = path.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} [a](javascript:alert(1))" in page
    assert "<script>alert" not in page
    assert "示*、〔姓名已隐去〕，手机 〔号码已隐去〕。" in page
    for name in ("示例乙", "示例组丙", "13912345678"):
        assert name not in page


def test_it_outlasts_no_article(tree: Path) -> None:
    said = "本月刊发“把冷库建在地头二”和“把冷库建在地头”。"
    assert body(tree, said) == said
    taken = {"by": "county-od", "date": "2026-11-05", "reason": "本人要求。"}
    article = f"{COUNTY}/shilizhen/profiles/cold-store-two.md"
    change(tree, article, lambda d: d.update(withdrawn=taken))
    assert body(tree, said) == "本月刊发“〔文章已撤下〕”和“把冷库建在地头”。"


def test_the_figures_are_those_of_the_public_model(root: Path) -> None:
    """Of every county of the sample and each of its months."""
    for facts in each_county(root, "2026-11-22"):
        shown = project_county(facts, root)
        for month in ("2026-06", "2026-09", "2026-10"):
            found = {f.name: f.value for f in figures_of(facts, month, "2026-11-22")}
            states = tally(shown.cadres, month)
            if month == "2026-10":
                assert found["应考核"] == states.judged
                assert {s: n for s, n in states.states if s != "不计"} == {
                    s: found[s] for s, _ in states.states if s != "不计"
                }
                logs = [x for c in shown.cadres for x in c.logs if x.month == month]
                assert found.get("应传日志", 0) == sum(x.due for x in logs)
                assert found.get("已传日志", 0) == sum(x.uploaded for x in logs)
            projects = [p for p in shown.projects if p.year == 2026]
            assert found["公开的承诺"] == len(projects)
            for state in ("进行中", "按期完成", "逾期完成", "已逾期"):
                assert found.get(state, 0) == sum(p.state == state for p in projects)
            assert found["负面清单未结"] == shown.case_counts.open
            assert found["负面清单已结"] == shown.case_counts.closed
            assert found["负面清单公开"] == len(shown.cases)
            articles = [a for a in shown.articles if a.approved_on[:7] == month]
            assert found["刊发文章"] == len(articles)


def test_who_is_not_registered_and_what_is_not_published(tree: Path) -> None:
    """As on the boards: without a sheet 未登记, even in a month served in part."""

    def ends(cadre: dict[str, Any]) -> None:
        cadre["postings"][-1]["to"] = "2026-10-15"

    before = counted(tree)
    change(tree, f"{COUNTY}/cadres/990101-002.yml", ends)
    leaving = counted(tree)
    assert (leaving["离任"], leaving.get("不计"), leaving["未登记"]) == (1, 1, 0)
    assert leaving["在任干部"] == before["在任干部"] - 1
    (tree / COUNTY / "shilizhen/attendance/2026-10.yml").unlink()
    bare = counted(tree)
    assert (bare["未登记"], bare["应考核"], bare.get("不计")) == (4, 0, None)
    assert bare["未登记"] == tally(county(tree).cadres, "2026-10").of("未登记")
    (tree / COUNTY / "notices/2026.yml").unlink()
    assert (before["公开的承诺"], counted(tree)["公开的承诺"]) == (1, 0)


def counted(tree: Path) -> dict[str, int]:
    facts = next(each_county(tree, AS_OF))
    return {f.name: f.value for f in figures_of(facts, "2026-10", AS_OF)}


def test_what_came_later_doesnt_count(tree: Path) -> None:
    facts = next(each_county(tree, "2026-11-05"))
    early, late = (
        {f.name: f.value for f in figures_of(facts, "2026-09", day)}
        for day in ("2026-10-01", "2026-11-05")
    )
    assert early["负面清单公开"] + 1 == late["负面清单公开"]
    assert early["督查"] == late["督查"]


@pytest.mark.parametrize("month", ["2026-09", "2026-10"])
def test_a_draft_is_a_valid_record_that_says_its_own_figures(tree: Path, month: str) -> None:
    facts = next(each_county(tree, AS_OF))
    parsed = parse_front_matter(draft_of(facts, month).encode())
    assert parsed.fault is None
    data: Any = parsed.value
    assert list(validator("bulletin").iter_errors(data)) == []
    assert "issued" not in data
    assert [(f["name"], f["value"]) for f in data["figures"]] == [
        (f.name, f.value) for f in figures_of(facts, month, AS_OF)
    ]
    met = next(f["value"] for f in data["figures"] if f["name"] == "达标")
    assert f"达标 {met} 人" in parsed.body
    for name in ("示例甲", "示例乙", "990101-"):
        assert name not in parsed.body
