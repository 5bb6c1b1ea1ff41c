from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assess.planted import COMMUNITY, COUNTY, TOWN, VILLAGE, A, Tree, Trees, whole
from zhucun.assess.explain import explain
from zhucun.assess.explain_render import evidence_lines, explain_json, explain_text
from zhucun.assess.tables import assess_county
from zhucun.assess.trace import Section, Trace

AS_OF = "2026-12-31"


def traces(sections: list[Section], title: str) -> dict[str, Trace]:
    section = next(s for s in sections if s.title == title)
    return {t.figure: t for t in section.traces}


def quotes(trace: Trace) -> set[str]:
    return {g.cite.quote for g in trace.grounds if g.cite}


def decisions(trace: Trace) -> set[str]:
    return {g.decision.id for g in trace.grounds if g.decision}


def three_absences(tree: Tree) -> None:
    tree.cadre()
    tree.absence(1, "2026-05-20")
    tree.absence(2, "2026-06-20", "约谈派出单位分管领导")
    tree.absence(3, "2026-07-20", "召回")


def test_three_absences_name_caps_dispositions_articles_and_lines(tree: Tree) -> None:
    three_absences(tree)
    sections = explain(tree.facts(AS_OF), A, 2026)
    found = traces(sections, "无故不在岗与案件")
    third = found["第 3 次无故不在岗（990101-c003）"]
    assert "评定为最低等次" in third.value
    assert quotes(third) == {"发现三次的"}
    recall = found["应作的处理：召回（990101-c003）"]
    assert (recall.value, quotes(recall)) == ("已做", {"实行召回管理"})
    assert recall.evidence == (f"{COUNTY}/cases/990101-c003.yml#/dispositions/0",)
    notice = found["应作的处理：通报派出单位（990101-c003）"]
    assert (notice.value, quotes(notice)) == ("还欠", {"对派出单位进行通报"})
    assert found["阶梯"].value == "第 3 级"
    assert "还欠 6 项" in found["阶梯"].how
    assert decisions(found["阶梯"]) == {"A10", "A11", "A12"}
    top = traces(sections, "等次")["最高可评等次"]
    assert (top.value, "发现三次的" in quotes(top)) == ("不称职", True)
    text = explain_text(sections, tree.root)
    assert f"{COUNTY}/cases/990101-c003.yml:4" in text  # the line of found_on
    assert "第十九条“发现三次的”（s0）" in text


@pytest.mark.parametrize(
    ("again", "second", "counted"),
    [
        ("2026-07-01", "是任职期间第 2 次", "任职期间认定的无故不在岗共 2 次"),
        ("2026-09-01", "是任职期间第 1 次", "2024-07-01 起 1 次，2026-09-01 起 1 次"),
    ],
)
def test_a_second_posting_of_the_year_wipes_no_absence(
    tree: Tree, again: str, second: str, counted: str
) -> None:
    postings = [("2024-07-01", "2026-06-30", VILLAGE), (again, "2028-06-30", COMMUNITY)]
    tree.cadre(postings=postings)
    tree.absence(1, "2026-05-20")
    only = explain(tree.facts("2026-10-01"), A, 2026)
    assert traces(only, "等次")["最高可评等次"].value == "称职"
    assert f"{again} 至 2028-06-30" in traces(only, "基本情况")["第 2 段任职"].how
    assert "2024-07-01 至 2026-06-30" in traces(only, "基本情况")["第 1 段任职"].how
    tree.absence(2, "2026-10-20")
    found = traces(explain(tree.facts(AS_OF), A, 2026), "无故不在岗与案件")
    latest = next(t for name, t in found.items() if name.endswith("次无故不在岗（990101-c002）"))
    assert second in latest.how
    assert counted in found["阶梯"].how


def test_ten_days_of_leave_quote_the_tier_and_the_decision(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", 在村="1-21", 请假="22-31")
    tree.leave("2026-10-22", "2026-10-31", "county-od")
    found = traces(explain(tree.facts(AS_OF), A, 2026), "请假")["2026-10-22 起请假"]
    assert found.value == "10 天 · 县"
    assert "10 天应由县委组织部审批，并备案市委组织部" in found.how
    assert "3天至10天的" in quotes(found)
    assert "A7" in decisions(found)


def test_touching_leaves_are_judged_by_their_merged_length(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", 在村="1-27", 请假="28-31")
    tree.leave("2026-10-28", "2026-10-29", "town-secretary")
    tree.leave("2026-10-30", "2026-10-31", "town-secretary")
    found = traces(explain(tree.facts(AS_OF), A, 2026), "请假")
    assert "合并为 2026-10-28 至 2026-10-31 共 4 天" in found["2026-10-28 起请假"].how
    assert "4 天应由县委组织部审批" in found["2026-10-30 起请假"].how


@pytest.mark.parametrize(("unit", "asked"), [("province", True), ("city", False)])
def test_leave_of_provincial_units_needs_more_filings(tree: Tree, unit: str, asked: bool) -> None:
    tree.cadre(unit=unit)
    tree.month("2026-10", 在村="1-28", 请假="29-31")
    tree.leave("2026-10-29", "2026-10-31", "county-od")
    found = traces(explain(tree.facts(AS_OF), A, 2026), "请假")["2026-10-29 起请假"]
    assert ("请假3天及以上的" in quotes(found)) is asked


def test_leave_without_tiers_says_so_until_the_county_sets_them(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre()
    tree.month("2026-10", 在村="1-28", 请假="29-31")
    tree.leave("2026-10-29", "2026-10-31", "county-od")
    found = traces(explain(tree.facts(AS_OF), A, 2026), "请假")["2026-10-29 起请假"]
    assert any(g.silence for g in found.grounds)
    levels = [
        {"min": 1, "max": 5, "approver": "乡镇党委书记"},
        {"min": 6, "approver": "县委组织部"},
    ]
    tree.overlay("s4", "leave.levels", levels=levels)
    found = traces(explain(tree.facts(AS_OF), A, 2026), "请假")["2026-10-29 起请假"]
    assert "3 天应由乡镇党委书记审批" in found.how
    assert "县组发〔2020〕9 号" in explain_text(explain(tree.facts(AS_OF), A, 2026), tree.root)


def test_the_composite_shows_its_arithmetic(tree: Tree) -> None:
    tree.cadre()
    tree.assessment(2026, 90, 80, 85)
    whole_score = traces(explain(tree.facts(AS_OF), A, 2026), "考核得分")["综合得分"]
    assert whole_score.how == "日常 90 × 20% + 半年 80 × 30% + 年终 85 × 50% = 84.5 分。"
    assert whole_score.evidence == tuple(
        f"{COUNTY}/assessments/2026/{A}.yml#/{part}/score"
        for part in ("daily", "half_year", "year_end")
    )


def test_money_shows_its_arithmetic(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", published=False, **whole("2026-10", 22))
    for day in range(1, 21):
        tree.publish(f"2026-10-{day:02d}")
    tree.unsealed.add("2026-10")
    found = traces(explain(tree.facts(AS_OF), A, 2026), "补助")["2026-10 补助"]
    assert found.how == (
        "在村 22 天 − 2 天（没有公示去向，作缺岗） = 20 天；55 元 × 20 天 = 1100 元；"
        "考勤表尚未封存，金额是预计数。"
    )
    assert {"55元/人/天", "作缺岗处理"} <= quotes(found)


def test_a_shortfall_says_why_it_stands_as_it_does(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 18))
    found = traces(explain(tree.facts(AS_OF), A, 2026), "到岗不足")["2026-10 到岗不足"]
    assert found.value == "待说明"
    assert "20 − 18 = 2 天" in found.how
    assert "Z1" in decisions(found)


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        (VILLAGE, "每月驻村时间不少于20天"),
        pytest.param(COMMUNITY, "第一书记每月驻社区时间不少于20天"),
    ],
)
def test_s4_holds_communities_to_their_own_article(trees: Any, place: str, quote: str) -> None:
    tree = trees("s4")
    tree.cadre(postings=[("2025-03-01", "2027-02-28", place)])
    tree.month("2026-10", **whole("2026-10", 18))
    sections = explain(tree.facts(AS_OF), A, 2026)
    for section, figure in (("每月到岗", "2026-10 到岗"), ("到岗不足", "2026-10 到岗不足")):
        assert quote in quotes(traces(sections, section)[figure])


def test_tables_and_explanation_agree(tree: Tree) -> None:
    three_absences(tree)
    tree.assessment(2026, 91, 82.5, 77)
    for month in ("2026-09", "2026-10"):
        tree.month(month, **whole(month, 21))
    facts = tree.facts(AS_OF)
    row = assess_county(facts, 2026).cadre_year.iloc[0]
    sections = explain(facts, A, 2026)
    assert traces(sections, "考核得分")["综合得分"].value == f"{row['composite']} 分"
    assert traces(sections, "等次")["最高可评等次"].value == row["highest_grade"]
    assert traces(sections, "基层工作经历")["视为基层工作经历"].value == row["grassroots"]
    months = traces(sections, "补助")
    assert (months["2026-09 补助"].value, months["2026-10 补助"].value) == ("1155 元", "1155 元")


def test_every_figure_that_rests_on_law_names_it(tree: Tree) -> None:
    three_absences(tree)
    tree.month("2026-10", 在村="1-20", 请假="21-22", 休息="23-31")
    tree.leave("2026-10-21", "2026-10-22", "town-secretary")
    sections = explain(tree.facts(AS_OF), A, 2026)
    bare = {
        t.figure
        for s in sections
        for t in s.traces
        if s.title not in ("基本情况", "工作日志") and not t.grounds and t.value != "无"
    }
    assert bare == {"2026-10 请假合计", "2026 年补助合计"}  # sums of what names it


def test_evidence_is_the_line_of_the_record(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 20))
    facts = tree.facts(AS_OF)
    path = f"{TOWN}/attendance/2026-10.yml"
    lines = (tree.root / path).read_text(encoding="utf-8").splitlines()
    expected = next(n for n, line in enumerate(lines, 1) if line.strip() == f"{A}:")
    place = f"{path}#/sheets/{A}"
    assert evidence_lines(explain(facts, A, 2026), tree.root)[place] == f"{path}:{expected}"


@pytest.mark.parametrize(
    ("file", "item", "named"),
    [
        ("2026-10", f"sheets/{A}/在村", True),
        ("2026-10", f"sheets/{A}", True),
        ("2026-10", "sheets", True),
        ("2026-10", "sheets/990101-009/在村", False),
        ("2026-09", f"sheets/{A}/在村", False),
    ],
)
def test_a_corrected_month_names_its_correction(
    tree: Tree, file: str, item: str, named: bool
) -> None:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 20))
    correction = {
        "file": f"{TOWN.removeprefix(f'{COUNTY}/')}/attendance/{file}.yml",
        "changes": [{"item": item, "old": None, "new": None}],
        "reason": "登记有误。",
        "by": "secretary",
        "date": "2026-11-10",
        "approval": {"by": "county-od", "date": "2026-11-12"},
    }
    page = {"year": 2026, "corrections": [correction]}
    path = tree.write(f"{COUNTY}/corrections/2026.yml", page)
    month = traces(explain(tree.facts(AS_OF), A, 2026), "每月到岗")["2026-10 到岗"]
    assert ("2026-11-12 批准过更正" in month.how) == named
    assert (f"{path}#/corrections/0" in month.evidence) == named


def test_each_evidence_file_is_opened_once(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    three_absences(tree)
    tree.month("2026-10", **whole("2026-10", 20))
    sections = explain(tree.facts(AS_OF), A, 2026)
    opened: list[Path] = []
    read = Path.read_bytes

    def counted(path: Path) -> bytes:
        opened.append(path)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    explain_text(sections, tree.root)
    assert opened
    assert len(opened) == len(set(opened))


def test_json_carries_cites_decisions_and_lines(tree: Tree) -> None:
    three_absences(tree)
    sections = json.loads(explain_json(explain(tree.facts(AS_OF), A, 2026), tree.root))
    figures = {f["figure"]: f for s in sections for f in s["figures"]}
    first = figures["第 1 次无故不在岗（990101-c001）"]
    assert first["cites"] == [{"regulation": "s0", "article": "第十九条", "quote": "发现一次的"}]
    assert first["evidence"][0] == f"{COUNTY}/cases/990101-c001.yml:4"
    assert [d["id"] for d in figures["阶梯"]["decisions"]] == ["A10", "A11", "A12"]


def test_no_posting_in_the_year_gives_no_section(tree: Tree) -> None:
    tree.cadre()
    assert explain(tree.facts(AS_OF), A, 2024) == []


def test_an_unknown_cadre_is_a_key_error(tree: Tree) -> None:
    tree.cadre()
    with pytest.raises(KeyError):
        explain(tree.facts(AS_OF), "990101-999", 2026)


def test_days_written_are_told_where_the_regulation_asks_for_them(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre()
    tree.month("2026-10", 在村="1-20", 休息="21-31")
    entries = [{"date": f"2026-10-{day:02d}", "text": "入户。"} for day in range(1, 19)]
    log = {"cadre": A, "month": "2026-10", "entries": entries}
    path = tree.write(f"{TOWN}/logs/2026-10/{A}.yml", log)
    found = traces(explain(tree.facts(AS_OF), A, 2026), "工作日志")
    assert "2026-10 日志" not in found
    daily = found["2026-10 逐日记录"]
    assert (daily.value, daily.how) == (
        "18 / 20 天",
        "在村 20 天，有日志的 18 天，19、20 日没有记录。",
    )
    assert quotes(daily) == {"每天记录工作日志"}
    assert daily.evidence == (f"{path}#/entries",)
