"""A finding without an article of its own rests on those of its rule's rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.judge import judged, play
from mini.tree import AS_OF
from scenario_files import Setting
from zhucun.check.finding import Found
from zhucun.check.grounding import articles_of, grounded
from zhucun.check.registry import Rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.law.cite import Cite

RULE = Rule("a_rule", "标题", "为什么", "下一步。", "warn", ("S0-57", "S4-48", "S4-60"))
OWN = Cite("s4", "一(二)", "基本原则")
ATTENDANCE = "records/shili/shilixian/shilizhen/attendance/2026-10.yml"


def county(root: Path, regime: str) -> CountyFacts:
    play(root, Setting("", "", regime, AS_OF, [], {}))
    commons = load_commons(root)
    return load_county(root, commons, load_city(root, "shili"), "shilixian", AS_OF).facts


def found(**more: object) -> Found:
    return Found("x.yml", "", "不对。", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("regime", "articles"), [("s0", ["第十六条"]), ("s1", []), ("s4", ["四(二)", "五(三)"])]
)
def test_only_rows_of_the_regulation_in_force_count(
    tmp_path: Path, regime: str, articles: list[str]
) -> None:
    facts = county(tmp_path, regime)
    for period in ("2026-10", "2026-10-07", "2026", ""):
        cites = articles_of(facts, RULE, found(period=period))
        assert [cite.article for cite in cites] == articles, period


def test_an_article_of_its_own_stands_alone(tmp_path: Path) -> None:
    facts = county(tmp_path, "s4")
    assert articles_of(facts, RULE, found(cite=OWN)) == (OWN,)
    assert grounded(facts, RULE, found(cite=OWN)).cite == OWN


def test_rows_of_its_own_come_before_the_rule_s(tmp_path: Path) -> None:
    cites = articles_of(county(tmp_path, "s4"), RULE, found(rows=("S4-60",)))
    assert [cite.article for cite in cites] == ["五(三)"]


def test_before_any_regulation_that_of_today_counts(tmp_path: Path) -> None:
    cite = grounded(county(tmp_path, "s4"), RULE, found(period="2019-01")).cite
    assert cite is not None
    assert cite.article == "四(二)"


def test_findings_under_s4_name_their_article(tmp_path: Path) -> None:
    changes = [
        {
            "文件": ATTENDANCE,
            "把": "    休息: 1-7\n  990101-002",
            "换成": "    请假: 1-7\n  990101-002",
        }
    ]
    setting = Setting("", "", "s4", AS_OF, changes, {})
    report = judged(play(tmp_path, setting), setting)
    told = {f.rule: f.cite.article for f in report.findings if f.cite}
    assert told["leave_days_are_covered"] == "四(二)"
