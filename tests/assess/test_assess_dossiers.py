"""Dossiers, results, the progress of assessments, and how an explanation tells of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.planted import COUNTY, TOWN, VILLAGE, A, B, Tree, whole
from zhucun.assess.catalogue import TABLES
from zhucun.assess.explain import explain
from zhucun.assess.registry import cells_of
from zhucun.assess.trace import Trace
from zhucun.facts.county import CountyFacts
from zhucun.facts.dossier import SOURCES, dossier_of
from zhucun.law.pack import Law

AS_OF = "2026-12-31"


def rows(facts: CountyFacts, name: str, year: int = 2026) -> list[dict[str, Any]]:
    return [{k: c.value for k, c in row.items()} for row in cells_of(facts, TABLES[name], year)]


def section(facts: CountyFacts, title: str, year: int = 2026) -> dict[str, Trace]:
    found = next(s for s in explain(facts, A, year) if s.title == title)
    return {trace.figure: trace for trace in found.traces}


def papers(tree: Tree, *items: dict[str, Any], year: int = 2026) -> None:
    data = {"cadre": A, "year": year, "papers": list(items)}
    tree.write(f"{COUNTY}/papers/{year}/{A}.yml", data)


def paper(kind: str, date: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "date": date, "title": f"示例{kind}", **more}


def term(tree: Tree, date: str, grade: str, serial: int = 1) -> None:
    path = f"{COUNTY}/assessments/terms/{A}-{serial}.yml"
    given = {"cadre": A, "serial": serial, "unit": "city", "with": ["县委组织部"]}
    tree.write(path, {**given, "by": "county-od", "date": date, "grade": grade})


# -- dossiers ----------------------------------------------------------------------------


def test_every_material_has_a_source(commons: Any) -> None:
    law: Law = commons.law
    named = {m.source for pack in law for m in pack.norms.materials}
    assert named == set(SOURCES)


def test_a_paper_belongs_to_the_year_it_is_about(trees: Callable[[str], Tree]) -> None:
    tree = trees("s1")
    tree.cadre()
    sent = ["派出单位", "上一级党委"]
    summary = paper("半年总结", "2027-01-08", period="2026-H2", sent_to=sent)
    papers(tree, summary, paper("调研报告", "2026-05-01"))
    facts = tree.facts("2027-01-31")
    kept = {k.material.title: len(k.items) for k in dossier_of(facts, A, 2026, facts.pack(AS_OF))}
    assert (kept["工作总结"], kept["调研报告"], kept["会议记录"]) == (1, 1, 0)


def test_what_is_dated_later_is_not_in_the_dossier_yet(trees: Callable[[str], Tree]) -> None:
    tree = trees("s1")
    tree.cadre()
    papers(tree, paper("调研报告", "2026-05-01"), paper("调研报告", "2026-11-20"))
    (row,) = rows(tree.facts("2026-10-31"), "dossier")
    assert (row["research"], row["kept"], row["state"]) == (1, 1, "不齐")


def test_minutes_come_from_meetings_too(trees: Callable[[str], Tree]) -> None:
    tree = trees("s1")
    tree.cadre()
    tree.cadre(B)
    meetings = [
        {
            "id": "m01",
            "kind": "座谈会",
            "date": "2026-06-01",
            "cadres": [A],
            "minutes": "档案 6 号",
        },
        {"id": "m02", "kind": "座谈会", "date": "2026-07-01", "cadres": [A, B]},
    ]
    tree.write(f"{COUNTY}/meetings/2026.yml", {"year": 2026, "meetings": meetings})
    by_cadre = {row["cadre"]: row["minutes"] for row in rows(tree.facts(AS_OF), "dossier")}
    assert by_cadre == {A: 1, B: 0}
    assert rows(tree.facts(AS_OF), "dossier_counts") == [{"dossiers": 2, "complete": 0}]


def test_a_village_keeps_what_happened_in_it(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 20))
    (row,) = rows(tree.facts(AS_OF), "village_dossier")
    assert (row["township"], row["village"], row["secretary"]) == ("town", VILLAGE, A)
    assert (row["attendance"], row["logs"], row["kept"], row["state"]) == (1, 0, 3, "已建档")
    assert "工作日志" in row["missing"]


def test_a_three_year_plan_stands_in_each_of_its_years(tree: Tree) -> None:
    tree.cadre()
    plan = {
        "id": "p01",
        "kind": "三年规划",
        "village": VILLAGE,
        "from_year": 2025,
        "to_year": 2027,
        "date": "2025-04-01",
        "items": [{"goal": "建成冷库"}],
    }
    path = f"{TOWN}/plans/{A}.yml"
    tree.write(path, {"cadre": A, "plans": [plan]})
    facts = tree.facts(AS_OF)
    assert [rows(facts, "village_dossier", year)[0]["plans"] for year in (2025, 2026)] == [1, 1]


def test_a_team_member_alone_makes_no_village_file(tree: Tree) -> None:
    tree.cadre(role="驻村工作队员")
    assert rows(tree.facts(AS_OF), "village_dossier") == []


# -- results -----------------------------------------------------------------------------


def test_the_newest_result_decides(tree: Tree) -> None:
    tree.cadre(reserve=True)
    tree.assessment(2025, grade="优秀")
    assert rows(tree.facts(AS_OF), "priority")[0]["reserve"] is True
    tree.assessment(2026, grade="称职")
    assert rows(tree.facts(AS_OF), "priority")[0]["reserve"] is False
    assert rows(tree.facts(AS_OF), "priority", 2025)[0]["reserve"] is True


def test_a_term_is_due_done_or_cut_short(tree: Tree) -> None:
    tree.cadre()

    def states(as_of: str) -> list[str]:
        return [row["state"] for row in rows(tree.facts(as_of), "term_end", 2027)]

    assert states("2027-02-28") == ["未期满"]
    assert states("2027-03-01") == ["待考核"]
    term(tree, "2027-03-10", "称职")
    assert states("2027-03-20") == ["已考核"]


def test_counts_tell_no_grade(tree: Tree) -> None:
    tree.cadre()
    tree.assessment(2026, 90, 80, 85, grade="称职")
    (row,) = rows(tree.facts(AS_OF), "assessment_counts")
    assert (row["cadres"], row["daily"], row["year_end"], row["graded"]) == (1, 1, 1, 1)
    assert (row["annual"], row["forms_filed"], row["priority"]) == (0, 0, 0)
    public = {
        c.key
        for t in ("assessment_progress", "priority", "term_end", "dossier")
        for c in TABLES[t].public_columns
    }
    assert public == set()


def test_progress_shows_no_score(tree: Tree) -> None:
    tree.cadre()
    tree.assessment(2026, 91.5, 82.5, 87.5, grade="称职")
    (row,) = rows(tree.facts(AS_OF), "assessment_progress")
    assert row["state"] == "已计算"
    assert not any(score in str(row) for score in ("91.5", "82.5", "87.5", "称职"))
    assert row["why"] == "日常考核占 20%、半年考核占 30%、年终考核占 50%。"


# -- the explanation ---------------------------------------------------------------------


def test_every_finding_is_told_with_article_and_quote(tree: Tree) -> None:
    tree.cadre()
    tree.assessment(2025, 90, 80, 85, grade="合格")
    found = section(tree.facts(AS_OF), "检查发现")
    told = found["等次用语与身份相符"]
    assert told.value == "阻止合并"
    (ground,) = told.grounds
    assert ground.cite is not None
    assert (ground.cite.article, ground.cite.quote[:4]) == ("第十三条", "“优秀”")
    assert told.evidence[0] == f"{COUNTY}/assessments/2025/{A}.yml#/grades/year_end"
    methods = found["年终考核的方式"]
    assert (methods.value, "听取汇报" in methods.how) == ("提醒", True)
    assert all(trace.grounds for trace in found.values() if trace.value != "无")


def test_findings_on_others_are_not_told(tree: Tree) -> None:
    tree.cadre()
    tree.cadre(B)
    tree.assessment(2025, 90, 80, 85, grade="合格")
    sections = explain(tree.facts(AS_OF), B, 2026)
    told = next(s for s in sections if s.title == "检查发现").traces
    assert "等次用语与身份相符" not in {trace.figure for trace in told}


def test_the_slots_of_s1_are_explained(trees: Callable[[str], Tree]) -> None:
    tree = trees("s1")
    tree.cadre()
    found = section(tree.facts(AS_OF), "考核得分")
    assert list(found) == ["述职", "组织评价", "群众评议", "核查", "综合得分"]
    assert found["综合得分"].value == "待定"
    assert "权重制度没有规定" in found["综合得分"].how
    assert {g.decision.id for g in found["综合得分"].grounds if g.decision} == {"A18"}


def test_terms_outcomes_and_dossier_are_explained(tree: Tree) -> None:
    outcome = {"kind": "晋升职级", "date": "2027-04-01", "by": "示例市", "assessment": "期满-1"}
    tree.cadre(outcomes=[outcome])
    term(tree, "2027-03-10", "优秀")
    found = section(tree.facts("2027-05-01"), "期满考核和结果运用")
    assert found["第 1 段任职期满考核（期满-1）"].value == "优秀（2027-03-10）"
    promoted = found["结果运用：晋升职级"]
    assert promoted.how == "2027-04-01 由示例市决定，依据第 1 段任职期满考核。"
    assert promoted.evidence[1] == f"{COUNTY}/assessments/terms/{A}-1.yml#/grade"
    assert section(tree.facts("2027-05-01"), "资料袋")["资料袋"].value == "无"
