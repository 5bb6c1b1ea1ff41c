"""The public negative list: what a preview says of it is what the site would show."""

from __future__ import annotations

from pathlib import Path

import pytest

from preview.overlaid import COUNTY, replaced, told
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.preview.boards import entries_of
from zhucun.publish.projection.county import project_county
from zhucun.read.tree import list_cities, list_counties

CASE = f"{COUNTY}/cases/990101-c001.yml"
PUBLISHED = (
    "publication:\n  by: county-od\n  date: 2026-10-21\n  show_name: false\n"
    "  statement: 示例镇一名第一书记无故不在岗一次，已批评教育并整改。\n"
)


@pytest.mark.parametrize("as_of", ["2026-10-20", "2026-10-21", "2026-11-05", "2028-01-01"])
def test_it_is_the_list_of_the_site(as_of: str, root: Path, mini: Path) -> None:
    shown = 0
    for tree in (root, mini):
        commons = load_commons(tree)
        for city in list_cities(tree):
            loaded = load_city(tree, city)
            for slug in list_counties(tree, city):
                county = load_county(tree, commons, loaded, slug, as_of).facts
                site = project_county(county, tree).cases
                own = entries_of(county).values()
                assert sorted(c.found_on[:7] for c in site) == sorted(c.found_on[:7] for c in own)
                shown += len(site)
    assert shown or as_of == "2028-01-01"


def test_an_entry_that_goes_is_told(mini: Path) -> None:
    assert "撤下案件 990101-c001（不公开姓名）" in told(mini, replaced(CASE, PUBLISHED, ""))


def test_a_withdrawn_case_leaves_the_list(mini: Path) -> None:
    closed = "closed: {by: county-od, date: 2026-10-20, outcome: 已整改}\n"
    withdrawn = "withdrawn: {by: county-od, date: 2026-11-04, reason: 查无此事。}\n"
    assert "撤下案件 990101-c001" in told(mini, replaced(CASE, closed, withdrawn))


def test_the_public_is_not_told_of_whom(mini: Path) -> None:
    text = told(mini, replaced(CASE, PUBLISHED, ""), public=True)
    assert "#### 全县\n\n- **负面清单看板** 撤下一条，不公开姓名" in text
    assert "990101-001" not in text
    assert "c001" not in text


def test_the_public_reads_of_a_name_that_is_published(mini: Path) -> None:
    text = told(mini, replaced(CASE, "show_name: false", "show_name: true"), public=True)
    assert "负面清单看板" not in text
    gone = replaced(
        CASE,
        "publication:\n  by: county-od\n  date: 2026-10-21\n  show_name: false",
        "publication:\n  by: county-od\n  date: 2026-11-21\n  show_name: true",
    )
    assert "撤下一条" in told(mini, gone, public=True)
