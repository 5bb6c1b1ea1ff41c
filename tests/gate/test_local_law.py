"""Adoptions and overlays begin after the months that are sealed, or a correction says why not."""

from __future__ import annotations

import re
from typing import Final

import pytest

from gate.changes import finds
from gate.forge import COUNTY, NEXT_COUNTY, TOWN, Forge

RULE: Final = "local_law_leaves_sealed_months_alone"
CITY: Final = "records/shili/region.yml"
REGION: Final = f"{COUNTY}/region.yml"
ADOPTED: Final = "{regulation: s0, from: 2025-01-01}"


def overlay(repo: Forge, since: str, path: str = REGION) -> None:
    """A county's overlay that begins on a day."""
    repo.append(
        path,
        "overlays:\n  - {regulation: s0, key: attendance.seal_days, "
        f"from: {since}, document: 示例文件, value: 5, by: county-od}}\n",
    )
    repo.commit("本地补充")


def adopt(repo: Forge, township: str, since: str) -> None:
    """A township adopts a regulation on village cadres."""
    region = f"{township}/region.yml"
    repo.append(region, f"regulations:\n  - {{regulation: s2, from: {since}}}\n")
    repo.commit("采用制度")


def evaluate(repo: Forge, township: str) -> None:
    """The township's village cadres were evaluated for the half-year, in the week after it."""
    repo.write(
        f"{township}/competence/2026.yml",
        "year: 2026\nevaluations:\n  - {id: e01, village_cadre: 990101-v001, half: 2026-H1, "
        "date: 2026-07-06, by: zhen-secretary}\n",
    )
    repo.settle("评价")


@pytest.mark.parametrize(
    ("since", "periods"),
    [("2026-06-30", ["2026-H1"]), ("2026-07-06", ["2026-H1"]), ("2026-07-07", [])],
)
def test_an_adoption_by_a_township(repo: Forge, since: str, periods: list[str]) -> None:
    evaluate(repo, TOWN)
    adopt(repo, TOWN, since)
    found = finds(repo, RULE)
    assert [each.period for each in found] == periods
    assert all("2026 年上半年的胜任度评价已经登记" in each.message for each in found)


def test_sealed_attendance_is_no_matter_of_village_cadres(repo: Forge) -> None:
    adopt(repo, TOWN, "2025-01-01")
    assert finds(repo, RULE) == []


def test_an_evaluation_is_no_matter_of_dispatched_cadres(repo: Forge) -> None:
    for month, day in (("2026-09", "10-02"), ("2026-10", "11-02")):
        seal = f"seal: {{by: zhen-secretary, date: 2026-{day}}}\n"
        repo.edit(f"{TOWN}/attendance/{month}.yml", seal, "")
    evaluate(repo, TOWN)
    overlay(repo, "2026-06-01")
    assert finds(repo, RULE) == []


@pytest.mark.parametrize(
    ("path", "text", "period"),
    [
        (
            "scores/2025.yml",
            "year: 2025\ndate: 2026-01-10\nscores: [{village: x, score: 9}]\n",
            "2025",
        ),
        ("pay/2026.yml", "year: 2026\npay: [{id: p01, from: 2026-01, to: 2026-06}]\n", "2026-06"),
        ("appraisals/2025.yml", "year: 2025\nappraisals: [{id: a01, date: 2026-01-09}]\n", "2025"),
    ],
)
def test_other_rounds(repo: Forge, path: str, text: str, period: str) -> None:
    repo.write(f"{TOWN}/{path}", text)
    repo.settle("登记")
    adopt(repo, TOWN, "2026-01-05")
    assert [each.period for each in finds(repo, RULE)] == [period]


def test_what_a_township_adopts_is_no_matter_to_its_neighbours_months(repo: Forge) -> None:
    next_town = f"{COUNTY}/linzhen"
    repo.write(
        f"{next_town}/region.yml",
        'level: 乡镇\nname: 邻镇\ncode: "990101101000"\nvillages:\n'
        '  - {code: "990101101200", name: 邻村, kind: 村}\n',
    )
    evaluate(repo, TOWN)
    adopt(repo, next_town, "2026-05-15")
    assert finds(repo, RULE) == []


@pytest.mark.parametrize(("since", "month"), [("2026-09-15", "2026-09"), ("2026-10-31", "2026-10")])
def test_an_overlay_that_reaches_into_a_sealed_month(repo: Forge, since: str, month: str) -> None:
    overlay(repo, since)
    (found,) = finds(repo, RULE)
    assert (found.path, found.period) == (REGION, month)
    assert found.pointer == "/overlays/0"


def test_an_overlay_that_begins_after_the_last_sealed_month(repo: Forge) -> None:
    overlay(repo, "2026-11-01")
    assert finds(repo, RULE) == []


def test_a_month_that_is_open_is_reached(repo: Forge) -> None:
    for month, day in (("2026-09", "10-02"), ("2026-10", "11-02")):
        seal = f"seal: {{by: zhen-secretary, date: 2026-{day}}}\n"
        repo.edit(f"{TOWN}/attendance/{month}.yml", seal, "")
    repo.settle("都没有盖章")
    overlay(repo, "2026-09-15")
    assert finds(repo, RULE) == []


def test_another_countys_seals_are_none_of_this_ones(repo: Forge) -> None:
    overlay(repo, "2026-09-15", f"{NEXT_COUNTY}/region.yml")
    assert finds(repo, RULE) == []


def test_an_adoption_reaches_every_county_of_its_city(repo: Forge) -> None:
    repo.edit(CITY, ADOPTED, "{regulation: s0, from: 2025-01-01, to: 2026-10-30}")
    repo.edit(
        CITY, "to: 2026-10-30}\n", "to: 2026-10-30}\n  - {regulation: s4, from: 2026-10-31}\n"
    )
    repo.commit("换制度")
    assert {f.got for f in finds(repo, RULE)} == {"2026-10-31"}
    assert len(finds(repo, RULE)) == 2


def test_an_adoption_that_follows_the_sealed_months(repo: Forge) -> None:
    repo.edit(CITY, ADOPTED, "{regulation: s0, from: 2025-01-01, to: 2026-10-31}")
    repo.edit(
        CITY, "to: 2026-10-31}\n", "to: 2026-10-31}\n  - {regulation: s4, from: 2026-11-01}\n"
    )
    repo.commit("换制度")
    assert finds(repo, RULE) == []


def test_an_end_that_was_written_is_changed_by_a_correction_only(repo: Forge) -> None:
    repo.edit(CITY, ADOPTED, "{regulation: s0, from: 2025-01-01, to: 2026-12-31}")
    repo.settle()
    repo.edit(CITY, "to: 2026-12-31", "to: 2026-09-30")
    repo.commit("提前结束")
    assert finds(repo, RULE) == []
    assert len(finds(repo, "final_record_changes_by_correction")) == 1


def test_a_township_has_no_law_of_its_own(repo: Forge) -> None:
    officer = "  - {id: zhen-new, name: 示例辰, role: 乡镇党委, from: 2026-09-01}\n"
    repo.edit(f"{TOWN}/region.yml", "officers:\n", f"officers:\n{officer}")
    repo.delete(f"{NEXT_COUNTY}/region.yml")
    repo.commit("登记一人，删去一县")
    assert finds(repo, RULE) == []


def test_the_correction_that_the_message_gives_covers_it(repo: Forge) -> None:
    overlay(repo, "2026-10-01")
    (found,) = finds(repo, RULE)
    line = re.search(r"- (\{file: .*\}\})", found.message)
    assert line
    text = line[1].replace("提出人编号", "county-team").replace("批准人编号", "city-od")
    repo.write(f"{COUNTY}/corrections/2026.yml", f"year: 2026\ncorrections:\n  - {text}\n")
    repo.commit("更正")
    assert repo.rules() == set()


def test_what_is_no_date_is_for_the_schema(repo: Forge) -> None:
    overlay(repo, "去年")
    assert finds(repo, RULE) == []
