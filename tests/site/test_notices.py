"""Public notices on the site: only what was decided, gone when withdrawn, silent on objections."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from site_tree import CASE, COUNTY, TOWN, built, change, contents, digest, each_county, planted

from mini.tree import plant
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of
from zhucun.publish import model
from zhucun.publish.projection.county import project_county

NOTICES = f"{COUNTY}/notices/2026.yml"
PROJECT = f"{TOWN}/projects/lawn-cooler.yml"
REGION = "records/shili/region.yml"
WITHDRAWN = {"by": "county-od", "date": "2026-11-03", "reason": "金丝雀说的理由"}
OF_THE_CASE: dict[str, Any] = {
    "id": "990101-n009",
    "kind": "负面清单",
    "files": ["cases/990101-c009.yml"],
    "decision": {"by": "county-od", "date": "2026-10-26"},
}
OBJECTION = {"date": "2026-10-28", "how": "实名", "matter": "金丝雀说的异议"}
REPLY = {"by": "county-group", "date": "2026-10-30", "result": "成立", "text": "金丝雀说的答复"}


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def county(tree: Path, as_of: str = "2026-11-05") -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def add(tree: Path, notice: dict[str, Any]) -> None:
    change(tree, NOTICES, lambda d: d["notices"].append(notice))


def notice(tree: Path, number: int, **changed: Any) -> None:
    change(tree, NOTICES, lambda d: d["notices"][number - 1].update(changed))


def windows(tree: Path, **days: int) -> None:
    change(tree, REGION, lambda d: d["publication"].update(notice_days=days))


def table(shown: model.County, name: str) -> list[dict[str, str]]:
    found = next(t for t in shown.tables if t.name == name)
    keys = [c.key for c in found.columns]
    return [dict(zip(keys, (cell.text for cell in row), strict=True)) for row in found.rows]


def everything(folder: Path) -> str:
    """All text of the site and of what it was built from."""
    parts = [raw for part in ("site", "build") for _, raw in contents(folder / part)]
    return b"\n".join(parts).decode("utf-8", errors="ignore").replace("\u200b", "")


# -- what is shown -------------------------------------------------------------------------------


def test_a_promise_shows_from_its_decision_on(tree: Path) -> None:
    assert [p.id for p in county(tree).projects] == ["lawn-cooler"]
    notice(tree, 1, decision={"by": "county-od", "date": "2026-11-05"})
    assert county(tree, "2026-11-04").projects == ()
    assert county(tree, "2026-11-04").undecided_projects == 1
    assert [p.id for p in county(tree).projects] == ["lawn-cooler"]
    assert county(tree).undecided_projects == 0


def test_a_promise_without_a_decision_is_in_no_output(tree: Path, tmp_path: Path) -> None:
    change(tree, PROJECT, lambda d: d.update(title="金丝雀冷库", goal="金丝雀目标"))
    built(tree, tmp_path / "site")
    assert "金丝雀冷库" in everything(tmp_path)
    change(tree, NOTICES, lambda d: d["notices"].pop(0))
    built(tree, tmp_path / "site")
    text = everything(tmp_path)
    assert "金丝雀" not in text
    assert "另有 1 件没有公开决定或已经撤回，只计数。" in text


def test_a_notice_for_another_purpose_publishes_no_promise(tree: Path) -> None:
    notice(tree, 1, kind="荣誉")
    assert county(tree).projects == ()


def test_a_project_of_the_park_shows_in_no_table_without_a_decision(
    tmp_path: Path, root: Path
) -> None:
    tree = plant(tmp_path / "tree", root, "s1")
    assert [row["project"] for row in table(county(tree), "park_projects")] == ["示例镇分拣车间"]
    park = "shilizhen/projects/park-workshop.yml"
    change(tree, NOTICES, lambda d: d["notices"][0]["files"].remove(park))
    assert table(county(tree), "park_projects") == []


def test_the_board_tells_until_when(tree: Path) -> None:
    row = {
        "statement": "拟推荐样例村第一书记为县级优秀第一书记。",
        "kind": "荣誉",
        "since": "2026-09-07",
        "id": "990101-n002",
    }

    def shown(as_of: str) -> tuple[str, str]:
        found = next(r for r in table(county(tree, as_of), "notices") if r["id"] == row["id"])
        assert row.items() <= found.items()
        return found["until"], found["stage"]

    assert shown("2026-09-07") == ("待定", "公示中")
    assert shown("2026-09-18") == ("2026-09-18", "已公布")
    windows(tree, 荣誉=5)
    assert shown("2026-09-11") == ("2026-09-11", "公示中")
    assert shown("2026-09-12") == ("2026-09-11", "公示期满")
    assert shown("2026-09-18") == ("2026-09-18", "已公布")


def test_names_in_a_statement_follow_the_region(tree: Path) -> None:
    notice(tree, 2, statement="拟推荐示例乙，示例组丙经办，电话 13912345678。")
    change(tree, REGION, lambda d: d["publication"].update(names="掩码"))
    row = next(r for r in table(county(tree), "notices") if r["id"] == "990101-n002")
    assert row["statement"] == "拟推荐示*，〔姓名已隐去〕经办，电话 〔号码已隐去〕。"


def test_who_left_the_site_takes_his_notice_along(tree: Path) -> None:
    """A notice of promises is about nobody in particular, and stays."""
    ended = {"date": "2026-08-07", "reason": "工作调动"}
    for cadre in ("990101-001", "990101-002"):
        path = f"{COUNTY}/cadres/{cadre}.yml"
        change(tree, path, lambda d: d["postings"][0].update(ended=ended))
    days = ("2026-11-05", "2026-11-06")
    ids = [[r["id"] for r in table(county(tree, day), "notices")] for day in days]
    assert ids == [["990101-n002", "990101-n001"], ["990101-n001"]]


def test_what_is_still_shown_comes_first(tree: Path) -> None:
    add(
        tree,
        {**OF_THE_CASE, "kind": "荣誉", "files": ["cadres/990101-001.yml"], "statement": "某。"},
    )
    rows = [(r["id"], r["stage"]) for r in table(county(tree), "notices")]
    assert rows == [
        ("990101-n009", "公示中"),
        ("990101-n002", "已公布"),
        ("990101-n001", "已公布"),
    ]


# -- the negative list ---------------------------------------------------------------------------


def case(shown: model.County) -> model.Case | None:
    return next((c for c in shown.cases if c.id == "990101-c009"), None)


def test_a_published_case_tells_of_its_notice(tree: Path) -> None:
    without = case(county(tree))
    assert without
    assert (without.stage, without.notice_until) == ("公示中", "")
    windows(tree, 负面清单=7)
    without = case(county(tree))
    assert without
    assert (without.stage, without.notice_until) == ("公示期满", "2026-09-27")
    add(tree, {**OF_THE_CASE, "decision": {"by": "county-od", "date": "2026-10-30"}})
    running = case(county(tree))
    assert running
    assert (running.stage, running.notice_until) == ("公示中", "2026-11-05")


def test_an_unnamed_case_tells_no_day_of_its_notice(tree: Path) -> None:
    windows(tree, 负面清单=7)
    change(
        tree, f"{COUNTY}/cases/990101-c009.yml", lambda d: d["publication"].update(show_name=False)
    )
    add(tree, OF_THE_CASE)
    shown = next(c for c in county(tree).cases if c.kind == CASE["kind"])
    assert (shown.stage, shown.notice_until) == ("公示期满", "2026-11")
    assert "990101-n009" not in str(county(tree))


def test_a_withdrawn_entry_leaves_only_a_count(tree: Path, tmp_path: Path) -> None:
    """From every page, data file and index; the count of the withdrawn says that there was one."""
    statement = "金丝雀工作不认真，已改正。"
    change(
        tree,
        f"{COUNTY}/cases/990101-c009.yml",
        lambda d: d["publication"].update(statement=statement),
    )
    add(tree, OF_THE_CASE)
    built(tree, tmp_path / "site")
    before, counted = everything(tmp_path), county(tree).case_counts
    assert statement in before
    assert "990101-c009" in before
    notice(tree, 4, withdrawn=WITHDRAWN)
    built(tree, tmp_path / "site")
    after = everything(tmp_path)
    for trace in ("金丝雀", "990101-c009", "990101-n009"):
        assert trace not in after
    assert case(county(tree, "2026-11-02"))
    assert not case(county(tree, "2026-11-03"))
    counts = {r["kind"]: r for r in table(county(tree), "notice_counts")}
    assert (counts["负面清单"]["withdrawn"], counts["负面清单"]["running"]) == ("1", "0")
    with (tmp_path / "site/data/v1/notice_counts.csv").open(encoding="utf-8-sig") as file:
        rows = {row["kind"]: row for row in csv.DictReader(file)}
    assert rows["负面清单"]["withdrawn"] == "1"
    assert county(tree).case_counts == counted


def test_a_withdrawn_notice_leaves_only_a_count(tree: Path, tmp_path: Path) -> None:
    notice(tree, 2, statement="金丝雀拟推荐。")
    built(tree, tmp_path / "site")
    assert "金丝雀拟推荐。" in everything(tmp_path)
    notice(tree, 2, withdrawn=WITHDRAWN)
    built(tree, tmp_path / "site")
    after = everything(tmp_path)
    assert "金丝雀" not in after
    assert "990101-n002" not in after
    counts = {r["kind"]: r for r in table(county(tree), "notice_counts")}
    assert counts["荣誉"]["withdrawn"] == "2"


def test_what_was_withdrawn_may_be_shown_again(tree: Path) -> None:
    add(tree, {**OF_THE_CASE, "withdrawn": WITHDRAWN})
    assert not case(county(tree))
    again = {"by": "county-od", "date": "2026-11-04"}
    add(tree, {**OF_THE_CASE, "id": "990101-n010", "decision": again})
    assert not case(county(tree, "2026-11-03"))
    assert case(county(tree, "2026-11-04"))


def test_a_withdrawn_promise_leaves(tree: Path) -> None:
    notice(tree, 1, withdrawn=WITHDRAWN)
    assert county(tree).projects == ()
    assert [p.id for p in county(tree, "2026-11-02").projects] == ["lawn-cooler"]


# -- objections ----------------------------------------------------------------------------------

OBJECTED: list[list[dict[str, Any]]] = [
    [OBJECTION],
    [{**OBJECTION, "reply": REPLY}],
    [{**OBJECTION, "reply": {**REPLY, "result": "不成立"}}, {**OBJECTION, "how": "匿名"}],
]


def objected(tree: Path, days: int, objections: list[dict[str, Any]]) -> Path:
    """A notice of the negative list and one of an honour, with the same objections to both."""
    if days:
        windows(tree, 荣誉=days, 负面清单=days)
    more = {"objections": objections} if objections else {}
    honour = {"kind": "荣誉", "files": ["cadres/990101-001.yml"], "statement": "某。"}
    add(tree, {**OF_THE_CASE, **more})
    add(tree, {**OF_THE_CASE, "id": "990101-n010", **honour, **more})
    return tree


@pytest.mark.parametrize("objections", OBJECTED, ids=["open", "accepted", "several"])
@pytest.mark.parametrize("days", [0, 3, 30], ids=["undetermined", "over", "running"])
def test_nothing_public_follows_from_objections(
    tmp_path: Path, root: Path, objections: list[dict[str, Any]], days: int
) -> None:
    """Open, accepted or refused, in every window."""
    trees = [planted(tmp_path / name, root) for name in ("a", "b")]
    objected(trees[0], days, [])
    objected(trees[1], days, objections)
    assert county(trees[0]) == county(trees[1])
    assert _progress(trees[0]) != _progress(trees[1])


def test_objections_change_no_public_byte(tmp_path: Path, root: Path) -> None:
    made = []
    for name, objections in (("a", []), ("b", OBJECTED[1] + OBJECTED[2])):
        folder = tmp_path / name
        built(objected(planted(folder / "tree", root), 3, objections), folder / "site")
        made.append((digest(folder / "site"), digest(folder / "build")))
        assert "金丝雀" not in everything(folder)
    assert made[0] == made[1]


def _progress(tree: Path) -> list[object]:
    """What the staff read, to show that the edit was not an idle one."""
    facts = next(each_county(tree, "2026-11-05"))
    rows = cells_of(facts, TABLES["notices"], 2026)
    return [(row["progress"].value, row["objections"].value) for row in rows]


def test_the_silence_register_lists_windows_nobody_gave(tree: Path, tmp_path: Path) -> None:
    windows(tree, 荣誉=5)
    built(tree, tmp_path / "site")
    page = (tmp_path / "site/silence/index.html").read_text(encoding="utf-8")
    section = page[page.index('id="notices"') :]
    assert '<td data-label="荣誉">5 天</td>' in section
    assert '<td data-label="负面清单">待定</td>' in section
    assert "负面清单公示几天" in page[: page.index('id="notices"')]
