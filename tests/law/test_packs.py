"""The five packs of the project: every value has its article or its decision, and holds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from zhucun.law.cite import Cite
from zhucun.law.faults import check_pack
from zhucun.law.fingerprint import holds
from zhucun.law.keys import KINDS, REQUIRED
from zhucun.law.ladder import Step
from zhucun.law.pack import DISPATCHED, VILLAGERS, Law, Pack
from zhucun.law.table import Filing

DAY = "2026-10-17"
#: The packs on dispatched cadres, and all.
DISPATCHING = ("s0", "s1", "s4")
IDS = ("s0", "s1", "s2", "s3", "s4")


def dispatching(law: Law) -> list[Pack]:
    return [pack for pack in law if pack.population == DISPATCHED]


def test_the_packs_have_no_fault(packs: dict[str, Any]) -> None:
    assert {f"records/regulations/{id_}.yml" for id_ in IDS} <= set(packs)
    found = {path: check_pack(raw, path) for path, raw in packs.items()}
    assert found == {path: [] for path in packs}


def _cites(pack: Pack) -> Iterator[Cite]:
    for parameter in pack.parameters.values():
        yield from (value.cite for value in parameter.values if value.cite)
    for editions in pack.tables.values():
        for table in editions:
            yield from (row.cite for row in table.entries if row.cite)
    for ladders in pack.ladders.values():
        for step in (step for ladder in ladders for step in ladder.steps):
            yield from (cite for cite in (step.cite, *_required(step)) if cite)


def _required(step: Step) -> list[Cite | None]:
    return [required.cite for required in step.dispositions]


@pytest.mark.parametrize(("id", "least"), [("s0", 80), ("s1", 45), ("s4", 40)])
def test_every_quote_holds_verbatim(law: Law, id: str, least: int) -> None:
    cites = list(_cites(law.pack(id)))
    assert len(cites) >= least
    assert [cite for cite in cites if not holds(cite.regulation, cite.article, cite.quote)] == []
    assert max(len(cite.quote) for cite in cites) <= 20


@pytest.mark.parametrize("id", IDS)
def test_no_value_is_without_article_decision_or_silence(law: Law, id: str) -> None:
    pack = law.pack(id)
    for value in pack.values(DAY):
        assert value.cite or value.decision or value.undetermined, value.key
        assert not value.undetermined or value.note, value.key


@pytest.mark.parametrize("id", IDS)
def test_every_decision_is_whole_and_chinese(law: Law, id: str) -> None:
    for decision in law.pack(id).decisions.values():
        told = (decision.title, decision.question, decision.choice, decision.reason)
        for text in (*told, decision.effect):
            assert any("一" <= character <= "鿿" for character in text), decision.id
        assert decision.rows, decision.id


@pytest.mark.parametrize("id", DISPATCHING)
def test_every_pack_has_every_key_the_program_needs(law: Law, id: str) -> None:
    pack = law.pack(id)
    assert [key for key in REQUIRED if not pack.has(key)] == []
    assert pack.table("leave.levels", DAY).unit == "天"
    assert pack.ladder("absence", DAY).counts == "无故不在岗"


def test_whom_the_packs_are_about(law: Law) -> None:
    assert tuple(pack.id for pack in dispatching(law)) == DISPATCHING
    assert {pack.population for pack in law} == {DISPATCHED, VILLAGERS}


def test_twenty_days_everywhere(law: Law) -> None:
    for pack in dispatching(law):
        value = pack.value("attendance.min_days", DAY)
        assert value.integer() == 20
        assert value.shown == "20 天"
        assert value.cite
        assert "20天" in value.cite.quote


def test_a_value_knows_where_it_stands(law: Law) -> None:
    value = law.pack("s0").value("attendance.min_days", DAY)
    assert value.since == "2017-12-01"
    assert value.rows == ("S0-56",)
    assert value.cite == Cite("s0", "第十六条", "每月在村工作时间不得少于20天")
    path, _, pointer = value.where.partition("#")
    assert path == "records/regulations/s0.yml"
    assert pointer.startswith("/parameters/")
    assert pointer.endswith("/values/0")


def test_marks_within_a_quote_become_single() -> None:
    assert Cite("s0", "第十五条", "选派“第一书记”的村").quoted == "“选派‘第一书记’的村”"


@pytest.mark.parametrize(
    ("days", "approver", "filings"),
    [
        (1, "乡镇党委书记", ()),
        (2, "乡镇党委书记", ()),
        (3, "县委组织部", (Filing("备案", "市委组织部", "县委组织部"),)),
        (10, "县委组织部", (Filing("备案", "市委组织部", "县委组织部"),)),
        (11, "市委组织部", (Filing("备案", "省同步小康驻村工作办公室", "市委组织部"),)),
        (365, "市委组织部", (Filing("备案", "省同步小康驻村工作办公室", "市委组织部"),)),
    ],
)
def test_leave_levels_of_s0(
    law: Law, days: int, approver: str, filings: tuple[Filing, ...]
) -> None:
    row = law.pack("s0").table("leave.levels", DAY).look(days)
    assert row
    assert row.text("approver") == approver
    assert row.filings == filings


def test_ten_days_is_a_declared_reading(law: Law) -> None:
    row = law.pack("s0").table("leave.levels", DAY).look(10)
    assert row
    assert row.decision
    assert row.decision.id == "A7"
    assert law.pack("s0").value("leave.boundary_days", DAY).integer() == 10


@pytest.mark.parametrize("id", ["s1", "s4"])
def test_leave_levels_are_silent_elsewhere(law: Law, id: str) -> None:
    table = law.pack(id).table("leave.levels", DAY)
    assert table.undetermined
    assert table.look(3) is None
    assert "由县里的文件补充" in table.note
    assert "leave.levels" in [value.key for value in law.pack(id).nulls(DAY)]


def test_provincial_units_file_twice_more(law: Law) -> None:
    extra = law.pack("s0").value("leave.provincial_overlay", DAY).mapping()
    assert extra["min_days"] == 3
    assert extra["filings"] == (
        {"kind": "抄报", "to": "省直相关工委", "by": "市委组织部"},
        {"kind": "备案", "to": "省同步小康驻村工作办公室", "by": "市委组织部"},
    )


def test_the_ladder_of_absences(law: Law) -> None:
    ladder = law.pack("s0").ladder("absence")
    assert ladder.step(0) is None
    steps = [ladder.step(n) for n in (1, 2, 3, 4)]
    assert all(steps)
    assert [step.n for step in steps if step] == [1, 2, 3, 3]
    assert [step.cap for step in steps if step] == [
        "below_excellent",
        "below_excellent",
        "lowest",
        "lowest",
    ]
    assert [[required.kind for required in step.dispositions] for step in steps if step][:3] == [
        [],
        ["取消年度目标(绩效)考核奖励", "约谈派出单位分管领导", "抄报上级组织部门"],
        [
            "取消年度目标(绩效)考核奖励",
            "约谈派出单位主要领导",
            "召回",
            "责令另行选派",
            "通报派出单位",
        ],
    ]
    assert ladder.grades == ("年终考核", "驻村工作考核")
    assert ladder.window == "posting"
    assert [decision.id for decision in ladder.decisions] == ["A10", "A11", "A12"]


@pytest.mark.parametrize("id", ["s1", "s4"])
def test_no_ladder_of_absences_elsewhere(law: Law, id: str) -> None:
    ladder = law.pack(id).ladder("absence", DAY)
    assert ladder.undetermined
    assert ladder.step(1) is None
    assert ladder.note


def test_conduct_has_its_dispositions(law: Law) -> None:
    ladder = law.pack("s0").ladder_of("不负责任造成不良后果")
    assert ladder
    step = ladder.step(1)
    assert step
    assert step.dispositions[0].accepted == ("及时调整", "召回")
    assert step.dispositions[0].shown == "及时调整或召回"
    assert law.pack("s0").ladder_of("挂名") is None
    signing = law.pack("s1").ladder_of("随意签字")
    assert signing
    assert signing.steps[0].dispositions[0].kind == "组织调整乡镇党委书记"


def test_weights_of_s0_are_exact_and_sum_to_one(law: Law) -> None:
    pack = law.pack("s0")
    weights = [
        pack.value(f"scores.weights.{part}", DAY).number()
        for part in ("daily", "half_year", "year_end")
    ]
    assert weights == [Decimal("0.2"), Decimal("0.3"), Decimal("0.5")]
    assert sum(weights) == 1


@pytest.mark.parametrize("id", ["s1", "s4"])
def test_assessment_is_silent_elsewhere(law: Law, id: str) -> None:
    silent = {value.key for value in law.pack(id).nulls(DAY)}
    assert {
        "scores.weights.daily",
        "scores.weights.half_year",
        "scores.weights.year_end",
        "scores.scale",
        "scores.cutoffs",
        "grade.vocabulary.civil_servant",
        "grassroots.min_months",
    } <= silent


def test_what_s0_leaves_open(law: Law) -> None:
    assert {value.key for value in law.pack("s0").nulls(DAY)} >= {
        "scores.cutoffs",
        "negative_list.points",
        "inspection.filing_months",
        "insurance.sum",
        "fund.min_per_year",
    }


def test_money(law: Law) -> None:
    assert law.pack("s0").value("subsidy.per_day", DAY).number() == 55
    assert law.pack("s1").value("subsidy.per_month", DAY).number() == 1700
    assert law.pack("s1").value("subsidy.eligible_levels", DAY).texts() == ("市直",)
    assert law.pack("s4").value("subsidy.per_day", DAY).number() == 100
    assert law.pack("s4").value("subsidy.excluded", DAY).texts() == ("社区",)
    assert law.pack("s4").value("subsidy.township_per_day", DAY).undetermined


def test_benefits_of_s4_began_before_the_rest(law: Law) -> None:
    pack = law.pack("s4")
    assert pack.value("subsidy.per_day", "2018-03-01").number() == 100
    assert pack.value("attendance.min_days", "2018-05-28").undetermined
    assert pack.value("attendance.min_days", "2018-05-29").integer() == 20


@pytest.mark.parametrize(("people", "teams"), [(1, 1), (50, 1), (51, 2), (100, 2), (101, 3)])
def test_teams_by_headcount_in_s4(law: Law, people: int, teams: int) -> None:
    row = law.pack("s4").table("unit.teams", DAY).look(people)
    assert row
    assert row.integer("teams") == teams


def test_unknown_dates_are_declared(law: Law) -> None:
    for pack in (law.pack(id_) for id_ in IDS):
        assert pack.effective.since == ""
        assert pack.effective.assumed
        assert pack.effective.basis
        assert pack.effective.decision


@pytest.mark.parametrize("id", IDS)
def test_every_decision_is_used(packs: dict[str, Any], id: str) -> None:
    raw = packs[f"records/regulations/{id}.yml"]
    used = set(_decisions_named({key: raw[key] for key in raw if key != "decisions"}))
    declared = {item["id"] for item in raw["decisions"]}
    # A15 is about the province of the text, which no value rests on.
    assert declared - used <= {"A15"}


def _decisions_named(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, item in part.items():
            if key == "decision":
                yield item
            elif key == "decisions":
                yield from item
            else:
                yield from _decisions_named(item)
    elif isinstance(part, list):
        for item in part:
            yield from _decisions_named(item)


def test_what_a_ladder_counts_is_on_the_negative_list(law: Law) -> None:
    # Neither is a case: 不胜任 is proposed by the leading group, the years are a clock.
    apart = {"不胜任", "任职满的年数"}
    for pack in dispatching(law):
        kinds = set(pack.value("negative_list.kinds", DAY).texts())
        counted = {ladders[-1].counts for ladders in pack.ladders.values()}
        assert counted - apart <= kinds, pack.id


def test_what_a_county_may_set_has_a_kind(law: Law) -> None:
    open_ = [
        (pack.id, key)
        for pack in law
        for key, parameter in pack.parameters.items()
        if parameter.overlay and key not in KINDS and not pack.norms.kind_of(key)
    ]
    assert open_ == []


def test_who_may_grade_a_year_is_who_assesses_it(law: Law) -> None:
    for pack in law:
        for cadence in pack.norms.cadences:
            if cadence.act == "annual":
                graders = pack.value("assessment.grader_roles", DAY).texts()
                assert sorted(cadence.by) == sorted(graders), (pack.id, cadence.key)
