"""Villages' own secretaries on the site: what readers ask, and what a neighbour must not learn."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from site_tree import TOWN, built, change, contents, each_county, planted
from villager_tree import ADOPTED, CADRES, NAMES, VILLAGES, enrolled

from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of
from zhucun.publish import model
from zhucun.publish.pages.village_cadres import answer_of, tasks_told
from zhucun.publish.projection.county import project_county

pytest_plugins = ["site_fixture"]

AS_OF, CODE = "2026-11-05", "990101000000"
Edit = Callable[[dict[str, Any]], object]


def county(tree: Path, as_of: str = AS_OF) -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def page(site: Path, path: str) -> str:
    """What a reader reads of a page, its markup taken away."""
    html = (site / path / "index.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def villages(shown: model.County) -> dict[str, model.Village]:
    return {v.code: v for t in shown.townships for v in t.villages}


def rows(site: Path, name: str) -> list[dict[str, str]]:
    with (site / f"data/v1/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def of_cadre(tree: Path, number: int, edit: Edit) -> None:
    change(tree, f"{TOWN}/village-cadres/{CADRES[number]}.yml", edit)


# -- what a villager asks ------------------------------------------------------------------------


def test_a_villager_reads_who_the_secretary_is(site: Path) -> None:
    text = page(site, f"region/{VILLAGES[0]}")
    assert f"村党组织书记是{NAMES[0]}，2019年3月1日起任。" in text
    assert "在今年专业化管理的名单上" in text
    assert "2025 年 4 星；2024 年 4 星" in text
    assert "在今年专业化管理的名单上" not in page(site, f"region/{VILLAGES[2]}")


def test_a_villager_reads_what_is_promised(site: Path) -> None:
    text = page(site, f"region/{VILLAGES[0]}")
    assert "2026 年的承诺，经审核同意，2026年1月20日公开。" in text
    for told in (
        "装路灯二十盏 按期完成 ，2026年6月20日办成，期限2026年6月30日",
        "修水渠一里 逾期完成",
        "建晒谷场 已逾期 ，期限2026年10月31日",
        "办农家书屋 进行中",
        "修好村道。",
        "三年内路灯全亮。",
    ):
        assert told in text
    assert "今年没有公开的承诺。" in page(site, f"region/{VILLAGES[1]}")


def test_office_is_held_since_the_first_of_unbroken_terms(tree: Path) -> None:
    of_cadre(tree, 0, lambda d: d["posts"][0]["ended"].update(date="2022-02-20"))
    secretary = villages(county(tree))[VILLAGES[0]].secretary
    assert secretary
    assert secretary.since == "2022-03-01"


def test_a_village_without_a_secretary_says_so(tree: Path, tmp_path: Path) -> None:
    ended = {"date": "2026-10-01", "kind": "调整", "by": "zhen-secretary"}
    of_cadre(tree, 2, lambda d: d["posts"][1].update(ended=ended))
    assert villages(county(tree))[VILLAGES[2]].secretary is None
    assert villages(county(tree, "2026-09-30"))[VILLAGES[2]].secretary
    built(tree, tmp_path / "site")
    assert "村党组织书记 没有登记" in page(tmp_path / "site", f"region/{VILLAGES[2]}")


@pytest.mark.parametrize(("names", "shown"), [("掩码", "村*"), ("不公开", "")])
def test_names_are_as_the_region_publishes_them(
    tree: Path, tmp_path: Path, names: str, shown: str
) -> None:
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(names=names))
    change(
        tree,
        f"{TOWN}/targets/2026.yml",
        lambda d: d["targets"][0].update(annual=[f"{NAMES[0]}和{NAMES[1]}、{NAMES[2]}一起办"]),
    )
    of_cadre(tree, 2, lambda d: [p.update(post="村委会委员") for p in d["posts"]])
    secretary = villages(county(tree))[VILLAGES[0]].secretary
    assert secretary
    assert secretary.name == shown
    built(tree, tmp_path / "site")
    for path, raw in contents(tmp_path / "site"):
        text = raw.decode("utf-8", errors="ignore")
        for name in NAMES:
            assert name not in text, (path, name)


def test_reserves_and_others_are_named_nowhere(site: Path) -> None:
    for path, raw in contents(site):
        text = raw.decode("utf-8", errors="ignore")
        for word in ("后备丁某", "没有公开的实事", "没有公开的目标", "内部的职责甲", *CADRES):
            assert word not in text, (path, word)


def test_a_secretary_is_found_by_a_name_that_is_published_in_full(
    site: Path, tree: Path, tmp_path: Path
) -> None:
    (index,) = (site / "find").glob("names-*/0.json")
    entry = [VILLAGES[0], NAMES[0], 2, "示例村 村党组织书记"]
    assert entry in json.loads(index.read_text(encoding="utf-8"))
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(names="掩码"))
    built(tree, tmp_path / "site")
    (index,) = (tmp_path / "site" / "find").glob("names-*/0.json")
    assert "村党组织书记" not in index.read_text(encoding="utf-8")


# -- when a promise is public --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "public"),
    [
        (lambda t: t.pop("published_on"), True),  # posted in the village
        (lambda t: [t.pop("published_on"), t.pop("posted_on")], False),
        (lambda t: t.pop("approved"), True),  # came through the review
        (lambda t: [t.pop("approved"), t.pop("review")], False),
        (lambda t: t.update(published_on="2026-11-06", posted_on="2026-11-06"), False),
    ],
)
def test_a_promise_is_shown_once_agreed_and_made_public(
    tree: Path, edit: Edit, public: bool
) -> None:
    change(tree, f"{TOWN}/targets/2026.yml", lambda d: edit(d["targets"][0]))
    shown = county(tree)
    table = shown.table("commitments")
    assert table
    assert bool(shown.pledges) == public
    assert len(table.rows) == (4 if public else 0)


def test_promises_of_others_than_the_secretary_are_not_public(tree: Path) -> None:
    of_cadre(tree, 0, lambda d: [p.update(post="村委会主任") for p in d["posts"]])
    assert county(tree).pledges == ()


def test_promises_are_among_the_changes(tree: Path) -> None:
    task = {"id": "p9", "text": "铺好广场。", "due": "2026-10-31", "done_on": "2026-10-20"}

    def late(target: dict[str, Any]) -> None:
        target.update(practical=[task], posted_on="2026-10-01", published_on="2026-10-02")

    change(tree, f"{TOWN}/targets/2026.yml", lambda d: late(d["targets"][0]))
    told = [(e.date, e.kind, e.text) for e in county(tree).events]
    assert ("2026-10-01", "承诺", "示例村村党组织书记公开承诺（2026 年）") in told
    assert ("2026-10-20", "完成", "示例村办成实事：铺好广场") in told
    assert "铺好广场" not in str(county(tree, "2026-09-30"))


def test_a_corrected_promise_says_so(tree: Path) -> None:
    entry = {
        "file": "shilizhen/targets/2026.yml",
        "changes": [
            {"item": "targets/t01/practical/p1/done_on", "old": "2026-06-25", "new": "2026-06-20"}
        ],
        "reason": "登记错了。",
        "by": "zhen-secretary",
        "date": "2026-10-20",
        "approval": {"by": "county-od", "date": "2026-10-21"},
    }
    path = "records/shili/shilixian/corrections/2026.yml"
    (tree / path).parent.mkdir(parents=True, exist_ok=True)
    (tree / path).write_text(json.dumps({"year": 2026, "corrections": [entry]}), encoding="utf-8")
    table = county(tree).table("commitments")
    assert table
    assert [c.text for c in table.corrected] == ["更正了表里的内容"]


# -- what a journalist asks ----------------------------------------------------------------------


def test_a_journalist_reads_how_many_are_enrolled_and_on_what_basis(site: Path) -> None:
    text = page(site, f"board/secretaries/{CODE}")
    assert "今年有 2 名村党组织书记在专业化管理的名单上，按比例应有 1 到 2 名。" in text
    assert "第一条 “行政村总数的50%”" in text
    assert "《市村党组织书记专业化管理办法》 示例县示例镇执行。" in text
    assert "第二条至第五条、第二章和第三章的标题都看不到" in text
    assert "今年有 2 名村党组织书记在专业化管理的名单上" in page(site, f"region/{CODE}")
    township = page(site, "region/990101100000")
    assert "行政村 3，应纳入至少 1，应纳入至多 2，今年名单 2" in township
    assert "专业化管理 足数" in township


def test_the_board_of_promises_counts_by_state(site: Path) -> None:
    text = page(site, "board/pledges")
    assert "今年公开承诺的实事 4 件，办成 2 件（逾期 1 件），过了期限还没有办成 1 件。" in text
    for state in ("按期完成", "逾期完成", "进行中", "已逾期"):
        assert f"{state} 1 件" in text


def test_the_method_says_how_the_list_is_counted(site: Path) -> None:
    text = page(site, f"method/{CODE}")
    assert "应纳入的人数 = 本乡镇行政村的数 × 50%；社区不算在行政村里。" in text
    assert "今年里哪一天在名单上，这一年都算在名单上。" in text
    html = (site / f"method/{CODE}/index.html").read_text(encoding="utf-8")
    assert html.count('id="secretaries"') == html.count('id="pledges"') == 1


def test_a_regulation_says_whom_it_is_about_who_follows_it_and_what_is_missing(site: Path) -> None:
    text = page(site, "regulation/s2")
    assert "管的是谁 村干部" in text
    assert "执行地区 示例县示例镇" in text
    assert "只刊出 2366 字" in text
    assert (
        "集体经济收入" in text.partition("待定：原文没有规定")[2].partition("口径：原文怎么读")[0]
    )
    assert "管的是谁 驻村干部" in page(site, "regulation/s0")
    score = page(site, "regulation/s3")
    assert "对连续三年考核处于末位" in score
    assert "当年考核处于末位且得分在800分以下" in score


def test_the_data_say_it_too(site: Path) -> None:
    first = next(row for row in rows(site, "villages") if row["code"] == VILLAGES[0])
    assert (first["secretary"], first["secretary_since"], first["listed"]) == (
        NAMES[0],
        "2019-03-01",
        "true",
    )
    assert (first["stars"], first["stars_year"]) == ("4", "2025")
    assert {row["listed"] for row in rows(site, "villages")} == {"true", "false"}
    assert [row["state"] for row in rows(site, "commitments")] == [
        "按期完成",
        "逾期完成",
        "已逾期",
        "进行中",
    ]
    (enrolment,) = rows(site, "enrolled_villages")
    assert (enrolment["township_name"], enrolment["enrolled"]) == ("示例镇", "2")


def test_a_community_is_on_no_list_of_villages(tree: Path) -> None:
    change(tree, f"{TOWN}/region.yml", lambda d: d["villages"][2].update(kind="社区"))
    secretary = villages(county(tree))[VILLAGES[2]].secretary
    assert secretary
    assert secretary.listed is None


def test_nothing_to_count_gives_no_sentence() -> None:
    assert answer_of("secretaries", ()) == answer_of("pledges", ()) == ""
    assert answer_of("posting", ()) == ""
    assert tasks_told(Counter()) == ""


# -- where no regulation on village cadres is followed --------------------------------------------


def test_a_county_that_follows_none_has_no_boards(tree: Path, tmp_path: Path) -> None:
    """Nor does anything of its village cadres show, though they are registered."""
    change(tree, f"{TOWN}/region.yml", lambda d: d.pop("regulations"))
    shown = county(tree)
    assert shown.villager_law == ()
    assert shown.pledges == ()
    assert not shown.tables_of("secretaries")
    assert not any(v.secretary for v in villages(shown).values())
    site = tmp_path / "site"
    built(tree, site)
    for board in ("secretaries", "pledges"):
        assert not (site / "board" / board).exists()
    assert rows(site, "enrolled_villages") == rows(site, "commitments") == []
    assert not (site / "regulation" / "s2").exists()
    for path in ("", f"region/{CODE}", f"region/{VILLAGES[0]}", f"method/{CODE}"):
        assert "书记承诺" not in page(site, path)


def test_a_regulation_without_a_list_says_nothing_of_one(tree: Path) -> None:
    change(tree, f"{TOWN}/region.yml", lambda d: d.update(regulations=ADOPTED[1:]))
    shown = county(tree)
    assert [law.regulation for law in shown.villager_law] == ["s3"]
    secretary = villages(shown)[VILLAGES[0]].secretary
    assert secretary
    assert secretary.listed is None
    formula = next(m.formula for m in shown.methods if m.slug == "secretaries")
    assert formula[0] == "执行的制度没有专业化管理的名单，只列登记了的事。"


# -- what a neighbour who means ill must not learn -----------------------------------------------


def staff_rows(tree: Path, table: str) -> list[dict[str, object]]:
    facts = next(each_county(tree, AS_OF))
    cells = cells_of(facts, TABLES[table], 2026)
    return [{key: cell.value for key, cell in row.items()} for row in cells]


def twins(folder: Path, root: Path) -> tuple[Path, Path]:
    return planted(folder / "a", root), planted(folder / "b", root)


def stays(data: dict[str, Any]) -> None:
    del data["enrolments"][0]["ended"]


def other_reason(data: dict[str, Any]) -> None:
    data["enrolments"][0]["ended"] = {
        "date": "2026-10-30",
        "reason": "本人申请",
        "by": "zhen-secretary",
    }


@pytest.mark.parametrize("edit", [stays, other_reason])
@pytest.mark.parametrize("as_of", ["2026-08-31", "2026-09-01", AS_OF, "2026-12-31"])
def test_leaving_the_list_moves_nothing_before_the_year_is_over(
    tmp_path: Path, root: Path, edit: Edit, as_of: str
) -> None:
    """Nobody sees in September that the one who was rated too low in July is no more on it."""
    one, other = twins(tmp_path, root)
    of_cadre(other, 0, edit)
    assert staff_rows(one, "enrolments") != staff_rows(other, "enrolments")
    assert county(one, as_of) == county(other, as_of)


def test_the_next_list_is_without_who_left(tmp_path: Path, root: Path) -> None:
    one, other = twins(tmp_path, root)
    of_cadre(other, 0, stays)
    seen = [villages(county(tree, "2027-01-05"))[VILLAGES[0]].secretary for tree in (one, other)]
    assert [s and s.listed for s in seen] == [False, True]


def sent(data: dict[str, Any]) -> None:
    data["secondments"] = [
        {
            "id": "s09",
            "host": "示例局",
            "level": "市直",
            "post": "跟班",
            "from": "2026-10-12",
            "to": "2026-12-12",
        }
    ]


@pytest.mark.parametrize("as_of", ["2026-10-11", "2026-10-12", AS_OF, "2026-12-31"])
def test_a_secondment_after_leaving_the_list_doesnt_tell_of_it(
    tmp_path: Path, root: Path, as_of: str
) -> None:
    """Everybody there sees that he is away; the number mustn't say that he didn't count."""
    one, other = twins(tmp_path, root)
    for tree in (one, other):
        of_cadre(tree, 0, sent)
    of_cadre(other, 0, stays)
    assert county(one, as_of) == county(other, as_of)


@pytest.mark.parametrize("as_of", ["2026-08-31", "2026-09-01", "2026-10-01", "2026-12-31"])
def test_who_takes_a_place_on_the_list_doesnt_show_that_it_was_free(
    tmp_path: Path, root: Path, as_of: str
) -> None:
    """As many names are on the list as its number says."""
    one, other = twins(tmp_path, root)
    of_cadre(one, 2, lambda d: d.update(enrolments=[enrolled(**{"from": "2026-09-15"})]))
    assert staff_rows(one, "enrolments") != staff_rows(other, "enrolments")
    shown = county(one, as_of)
    table = shown.table("enrolled_villages")
    assert table
    assert [row["enrolled"].value for row in table.keyed()] == [2]
    assert sum(bool(v.secretary and v.secretary.listed) for v in villages(shown).values()) == 2
    assert shown == county(other, as_of)


@pytest.mark.parametrize("as_of", ["2026-10-31", "2026-11-01", AS_OF, "2026-12-31"])
def test_no_number_drops_when_somebody_from_the_reserves_takes_the_post(
    tmp_path: Path, root: Path, as_of: str
) -> None:
    """Whether the new secretary had been held in reserve isn't told, nor who is taken off."""
    one, other = twins(tmp_path, root)
    left = {"date": "2026-10-31", "kind": "免职", "by": "zhen-secretary"}
    post = {"serial": 3, "village": VILLAGES[0], "post": "村党组织书记", "from": "2026-11-01"}
    for tree in (one, other):
        of_cadre(tree, 0, lambda d: d["posts"][-1].update(ended=left))
        of_cadre(tree, 2, lambda d: d["posts"].append(post))
        change(
            tree,
            f"{TOWN}/reserves.yml",
            lambda d: d["reserves"][0].update(village=VILLAGES[0], post="村党组织书记"),
        )
    change(
        other,
        f"{TOWN}/reserves.yml",
        lambda d: d["reserves"][0].update(village_cadre=CADRES[2], to="2026-12-01"),
    )
    assert county(one, as_of) == county(other, as_of)


def rated(share: float) -> Edit:
    """All ballots of the first half with another share of yes."""

    def edit(data: dict[str, Any]) -> None:
        for each in data["evaluations"]:
            for ballots in each["ballots"].values():
                ballots["competent"] = round(ballots["ballots"] * share)
        data["evaluations"][0].pop("talk", None)
        data["evaluations"][0].pop("exit", None)

    return edit


def test_no_public_byte_follows_ratings_talks_scores_pay_or_reserves(
    tmp_path: Path, root: Path
) -> None:
    """Everything about persons is another; what townships did, how many and when, is the same."""
    one, other = twins(tmp_path, root)
    change(other, f"{TOWN}/competence/2026.yml", rated(0.99))
    of_cadre(other, 0, stays)
    of_cadre(
        other,
        1,
        lambda d: d.update(enrolments=[enrolled(rank={"year": 2025, "place": 2, "total": 3})]),
    )
    for number in range(3):
        of_cadre(
            other,
            number,
            lambda d: d.update(
                gender="男",
                birth="1971-01",
                education={"level": "高中", "full_time": False},
                tiers=[
                    {"from": "2026-01-01", "tier": "三档", "by": "zhen-mayor", "date": "2026-01-09"}
                ],
                dispositions=[
                    {
                        "date": "2026-08-01",
                        "ground": "作风不实、履职不到位",
                        "kind": "批评教育",
                        "by": "zhen-mayor",
                    }
                ],
                health_checks=[],
                home_visits=[],
            ),
        )
    change(
        other,
        f"{TOWN}/scores/2026.yml",
        lambda d: [s.update(score=s["score"] + 200) for s in d["scores"]],
    )
    change(other, f"{TOWN}/scores/2026.yml", lambda d: [d.pop("talks"), d.pop("removals")])
    change(
        other,
        f"{TOWN}/pay/2026.yml",
        lambda d: d["pay"][0].update(basic=1, tier="三档", prize=9000),
    )
    change(
        other, f"{TOWN}/appraisals/2025.yml", lambda d: d["appraisals"][0].update(daily="很好。")
    )
    change(other, f"{TOWN}/debriefs/2026.yml", lambda d: d["debriefs"][0].update(comments="很好。"))
    change(
        other,
        f"{TOWN}/reserves.yml",
        lambda d: d["reserves"][0].update(
            name="后备戊某", gender="男", birth="1990-01", village=VILLAGES[1]
        ),
    )
    for table in ("competence", "enrolments", "village_pay", "village_scores"):
        assert staff_rows(one, table) != staff_rows(other, table), table
    assert county(one) == county(other)


def test_no_name_is_struck_out_because_it_was_put_in_reserve(tmp_path: Path, root: Path) -> None:
    one, other = twins(tmp_path, root)
    told = {"annual": ["和后备丁某、后备戊某一起修路。"]}
    for tree in (one, other):
        change(tree, f"{TOWN}/targets/2026.yml", lambda d: d["targets"][0].update(told))
    change(other, f"{TOWN}/reserves.yml", lambda d: d["reserves"][0].update(name="后备戊某"))
    assert county(one) == county(other)


def test_no_name_is_struck_out_before_its_post_begins(tmp_path: Path, root: Path) -> None:
    one, other = twins(tmp_path, root)
    post = {"serial": 1, "village": VILLAGES[1], "post": "村委会委员", "from": "2026-11-06"}
    told = {"annual": ["和新任己某一起修路。"]}
    for tree in (one, other):
        change(tree, f"{TOWN}/targets/2026.yml", lambda d: d["targets"][0].update(told))
        of_cadre(tree, 2, lambda d: d.update(name="新任己某", posts=[post]))
    of_cadre(other, 2, lambda d: d.update(name="新任庚某"))
    assert county(one) == county(other)
    assert county(one, "2026-11-06") != county(other, "2026-11-06")


def test_the_test_above_would_see_a_difference(tmp_path: Path, root: Path) -> None:
    one, other = twins(tmp_path, root)
    of_cadre(other, 2, lambda d: d.update(enrolments=[enrolled()]))
    assert county(one) != county(other)


#: The datasets on village cadres, with all that they tell.
PUBLIC = {
    "enrolled_villages": {
        "township", "township_name", "villages", "need", "need_most", "enrolled", "filed", "young",
        "young_most", "state",
    },
    "competence_by_township": {"township", "township_name", "half", "state"},
    "village_training": {
        "township", "township_name", "sessions", "need_sessions", "days", "need_days", "city_days",
        "need_city_days", "activities", "state",
    },
    "village_secondments": {
        "township", "township_name", "to_city", "need_city", "to_township", "need_township",
        "state",
    },
    "village_reserves": {"township", "township_name", "secretaries", "others", "reported"},
    "commitments": {
        "village", "village_name", "year", "text", "due", "done_on", "state", "published_on",
    },
}  # fmt: skip


def test_no_more_is_told_than_was_thought_through(site: Path) -> None:
    """A column that is added has to be tried above, against who could be told by it."""
    for name, columns in PUBLIC.items():
        told = json.loads((site / f"data/v1/{name}.json").read_text(encoding="utf-8"))["columns"]
        assert told.keys() - {"county", "county_name"} == columns, name
