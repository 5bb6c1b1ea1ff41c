"""Which people, cases, articles and photos a site shows, and until when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from site_tree import COUNTY, TOWN, built, change, consent, each_county, planted, write

from zhucun.publish import model
from zhucun.publish.projection.county import project_county

pytest_plugins = ["site_fixture"]

CADRE = f"{COUNTY}/cadres/990101-002.yml"
CASE = f"{COUNTY}/cases/990101-c009.yml"
PROFILE = f"{TOWN}/profiles/cold-store-two.md"


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def county(tree: Path, as_of: str = "2026-11-05") -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def ids(shown: model.County) -> set[str]:
    return {c.id for c in shown.cadres}


def slugs(shown: model.County) -> set[str]:
    return {a.slug for a in shown.articles}


def end(tree: Path, day: str) -> None:
    change(
        tree,
        CADRE,
        lambda d: d["postings"][0].update(ended={"date": day, "reason": "工作调动"}),
    )


def test_an_ended_posting_leaves_after_its_time(tree: Path) -> None:
    end(tree, "2026-08-07")  # 90 days before 2026-11-05
    assert "990101-002" in ids(county(tree))
    assert "990101-002" not in ids(county(tree, "2026-11-06"))


def test_a_posting_that_has_not_begun_is_not_shown(tree: Path) -> None:
    assert "990101-002" not in ids(county(tree, "2025-02-27"))


def test_a_case_without_a_publication_decision_is_only_counted(tree: Path) -> None:
    before = county(tree)
    change(tree, CASE, lambda d: d.pop("publication"))
    after = county(tree)
    assert before.case_counts == after.case_counts
    assert {c.id for c in before.cases} - {c.id for c in after.cases} == {"990101-c009"}
    assert len(before.cases) == len(after.cases) + 1


def test_a_name_stands_in_a_case_only_where_decided(tree: Path) -> None:
    named = next(c for c in county(tree).cases if c.id == "990101-c009")
    assert named.name == "示例丁"
    change(tree, CASE, lambda d: d["publication"].update(show_name=False))
    unnamed = next(c for c in county(tree).cases if c.kind == "工作不认真")
    assert not any(
        (unnamed.id, unnamed.name, unnamed.cadre, unnamed.village, unnamed.township, unnamed.role)
    )
    dates = (unnamed.found_on, unnamed.closed_on, unnamed.published_on)
    assert dates == ("2026-09", "2026-09", "2026-09")
    assert unnamed.dispositions == (("已处理", ""),)
    assert not unnamed.outcome
    change(tree, CASE, lambda d: d.pop("dispositions"))
    unnamed = next(c for c in county(tree).cases if c.kind == "工作不认真")
    assert unnamed.dispositions == ()


def test_a_name_in_a_case_follows_the_region(tree: Path) -> None:
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(names="掩码"))
    named = next(c for c in county(tree).cases if c.id == "990101-c009")
    assert named.name == "示*"


def test_a_closed_case_leaves_after_its_time_and_stays_counted(tree: Path) -> None:
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(closed_case_days=46))
    kept, gone = county(tree, "2026-11-05"), county(tree, "2026-11-06")
    assert "990101-c009" in {c.id for c in kept.cases}
    assert "990101-c009" not in {c.id for c in gone.cases}
    assert len(kept.cases) == len(gone.cases) + 1
    assert kept.case_counts == gone.case_counts


def test_a_withdrawn_case_is_gone(tree: Path) -> None:
    before = county(tree).case_counts
    withdrawn = {"by": "county-od", "date": "2026-09-25", "reason": "查无此事"}
    change(tree, CASE, lambda d: d.update(withdrawn=withdrawn))
    after = county(tree)
    assert after.case_counts.closed == before.closed - 1
    assert "990101-c009" not in {c.id for c in after.cases}


@pytest.mark.parametrize(
    "given", [[], consent("照片"), consent("专栏", withdrawn="2026-10-01")], ids=str
)
def test_an_article_needs_consent(tree: Path, given: Any) -> None:
    assert "990101100000-cold-store-two" in slugs(county(tree))
    change(tree, CADRE, lambda d: d.update(consents=given))
    assert "990101100000-cold-store-two" not in slugs(county(tree))


def test_an_article_needs_its_approval(tree: Path) -> None:
    assert "990101100000-cold-store-two" not in slugs(county(tree, "2026-10-27"))


@pytest.mark.parametrize(
    ("decided", "closed", "stays"),
    [
        ("2026-11-05", "", False),
        ("2026-11-06", "", True),  # decided later than the data
        ("2026-11-01", "2026-11-05", True),
    ],
)
def test_no_article_while_a_case_with_the_name_is_open(
    tree: Path, decided: str, closed: str, stays: bool
) -> None:
    case: dict[str, Any] = {
        "id": "990101-c010",
        "cadre": "990101-002",
        "kind": "工作不认真",
        "found_on": "2026-10-30",
        "opened": {"by": "county-od", "date": "2026-10-31"},
        "publication": {
            "by": "county-od",
            "date": decided,
            "show_name": True,
            "statement": "一名干部工作不认真。",
        },
    }
    if closed:
        case["closed"] = {"by": "county-od", "date": closed, "outcome": "已整改"}
    write(tree, f"{COUNTY}/cases/990101-c010.yml", case)
    assert ("990101100000-cold-store-two" in slugs(county(tree))) is stays


def test_an_article_that_was_withdrawn_is_gone_from_that_day(tree: Path) -> None:
    withdrawn = {"by": "county-od", "date": "2026-11-05", "reason": "内容要重写。"}
    change(tree, PROFILE, lambda d: d.update(withdrawn=withdrawn))
    assert "990101100000-cold-store-two" in slugs(county(tree, "2026-11-04"))
    assert "990101100000-cold-store-two" not in slugs(county(tree))


def test_a_photo_needs_its_own_consent(tree: Path) -> None:
    with_photo = next(a for a in county(tree).articles if a.slug.endswith("cold-store-two"))
    assert with_photo.photo
    change(tree, CADRE, lambda d: d.update(consents=consent("专栏")))
    without = next(a for a in county(tree).articles if a.slug.endswith("cold-store-two"))
    assert without.photo is None


def test_a_folder_with_other_files_is_not_overwritten(tree: Path, tmp_path: Path) -> None:
    from zhucun.publish.output import OutputError

    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(OutputError, match="已有别的文件"):
        built(tree, tmp_path / "home")
    assert (tmp_path / "home" / "letter.txt").exists()
