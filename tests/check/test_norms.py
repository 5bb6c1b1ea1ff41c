"""The four rules of norms: what they say, of whom, at which place, and what a log may show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from in_memory import (
    COMMUNITY,
    COUNTY,
    TOWN,
    VILLAGE,
    cadence,
    cadre,
    county_of,
    meetings,
    officer,
    pack_of,
    posting,
)
from zhucun.check.catalogue import RULES
from zhucun.check.finding import Found
from zhucun.check.place import placed
from zhucun.facts.county import CountyFacts

LISTS = {"once": 1, "twice": 2, "words": ["甲", "乙"], "meetings": 1, "silent": None}
CADRE = f"{COUNTY}/cadres/990101-001.yml"


def found(rule: str, county: CountyFacts) -> list[Found]:
    judge = RULES[rule].judge
    assert judge is not None
    return list(judge(county))


def one(rule: str, county: CountyFacts) -> Found:
    (only,) = found(rule, county)
    return only


# -- cadences ----------------------------------------------------------------------------


def test_a_cadence_is_told_once_for_each_subject() -> None:
    pack = pack_of(LISTS, cadences=[cadence(mend="请补开。")])
    only = one("cadence_is_kept", county_of(pack, meetings("2026-02-03")))
    assert (
        only.message
        == "某县：调度会（应每季度 1 次，县驻村工作队队长负责），2026-Q2、2026-Q3 各缺 1 次。"
    )
    assert (only.path, only.pointer) == (f"{COUNTY}/region.yml", "")
    assert (only.entry, only.rows, only.severity) == ("s0/meeting.county", ("S0-94",), "warn")
    assert (only.title, only.mend, only.private) == ("调度会", "请补开。", False)
    assert (only.period, only.got, only.need) == ("2026-Q3", 0, 1)
    assert only.cite is not None
    assert only.cite.article == "第二十四条"


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ([], "2026-01 至 2026-10 各缺 2 次"),
        (["2026-03-01"], "2026-03 缺 1 次；2026-01、2026-02、2026-04 至 2026-10 各缺 2 次"),
        (
            [f"2026-{month:02d}-{day}" for month in range(1, 11) for day in ("01", "02")],
            "",
        ),
    ],
)
def test_periods_that_lack_the_same_are_told_together(dates: list[str], told: str) -> None:
    pack = pack_of(LISTS, cadences=[cadence(per="month", count="twice")])
    all_found = found("cadence_is_kept", county_of(pack, meetings(*dates)))
    assert [f.message.partition("），")[2].removesuffix("。") for f in all_found] == (
        [told] if told else []
    )


def test_evidence_is_what_was_done() -> None:
    pack = pack_of(LISTS, cadences=[cadence(count="twice")])
    only = one("cadence_is_kept", county_of(pack, meetings("2026-02-03"), as_of="2026-04-01"))
    assert only.evidence == (f"{COUNTY}/meetings/2026.yml#/meetings/0",)


def test_a_period_that_is_in_the_title_is_not_said_twice() -> None:
    pack = pack_of(LISTS, cadences=[cadence(title="每季度调度会", owner="本人")])
    only = one("cadence_is_kept", county_of(pack))
    assert only.message.startswith("某县：每季度调度会（应 1 次），")


@pytest.mark.parametrize(
    ("act", "marked", "private"),
    [("plan", True, True), ("plan", False, False), ("review", False, True)],
)
def test_a_cadre_is_named_only_where_logs_do_not_show_it(
    act: str, marked: bool, private: bool
) -> None:
    entry = cadence(scope="cadre", act=act, private=marked)
    only = one("cadence_is_kept", county_of(pack_of(LISTS, cadences=[entry])))
    assert only.message.startswith("干部1（990101-001）：" if private else "990101-001：")
    assert (only.path, only.pointer, only.subject) == (CADRE, "/postings/0", "990101-001")


@pytest.mark.parametrize("changed", [{"count": "silent"}, {"from": "2027-01-01"}])
def test_what_the_law_does_not_ask_is_not_missed(changed: dict[str, Any]) -> None:
    pack = pack_of(LISTS, cadences=[cadence(**changed)])
    assert found("cadence_is_kept", county_of(pack)) == []


def test_an_unusable_file_is_not_taken_for_missing_meetings() -> None:
    pack = pack_of(LISTS, cadences=[cadence()])
    hidden = county_of(pack, unusable=[f"{COUNTY}/meetings/2026.yml"])
    assert found("cadence_is_kept", hidden) == []


def test_what_has_no_day_is_told_without_blame() -> None:
    pack = pack_of({**LISTS, "grace": None}, cadences=[cadence(grace="grace")])
    only = one("cadence_is_kept", county_of(pack, meetings("2026-02-03")))
    assert only.message.endswith("），2026-Q2、2026-Q3 还没有（没有规定期限，不算逾期）。")
    twice = pack_of(
        {**LISTS, "grace": None}, cadences=[cadence(count="twice", grace="grace", per="half_year")]
    )
    only = one("cadence_is_kept", county_of(twice, meetings("2026-02-03")))
    assert only.message.endswith("），2026-H1 还差 1 次（没有规定期限，不算逾期）。")


def test_counties_that_began_on_different_days_tell_the_same_of_their_city() -> None:
    pack = pack_of(LISTS, cadences=[cadence(scope="city")])
    early, late = (
        found("cadence_is_kept", county_of(pack, records_from=first))
        for first in ("2026-01", "2026-06")
    )
    assert [f.message.partition("），")[2] for f in early] == [
        "2026-Q1 缺 1 次。",
        "2026-Q2 缺 1 次。",
        "2026-Q3 缺 1 次。",
    ]
    assert late == early[2:]


# -- conditions --------------------------------------------------------------------------


def condition(**changed: Any) -> dict[str, Any]:
    entry = {
        "key": "party",
        "title": "党员",
        "of": "posting",
        "fact": "political_status",
        "test": "is",
        "value": "中共正式党员",
        "cite": {"article": "第五条", "quote": "中共正式党员"},
        "rows": ["S0-09"],
    }
    return {**entry, **changed}


CONDITIONS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {}, "990101-001：党员——没有登记政治面貌，应是中共正式党员。"),
    ({}, {"political_status": "其他"}, "990101-001：党员——政治面貌是其他，应是中共正式党员。"),
    (
        {"private": True},
        {"political_status": "其他"},
        "干部1（990101-001）：党员——政治面貌是其他，应是中共正式党员。",
    ),
    ({"test": "present", "value": None}, {}, "990101-001：党员——没有登记政治面貌。"),
    (
        {"fact": "work_years", "test": "at_least", "value": 2},
        {"work_start": "2025-01"},
        "990101-001：党员——工作年限是 1 年，应不少于 2 年。",
    ),
    (
        {"fact": "tags", "test": "includes", "value": ["甲", "乙"]},
        {"tags": ["甲"]},
        "990101-001：党员——类别是甲，应包括甲、乙。",
    ),
    ({"fact": "reserve", "value": True}, {"reserve": False}, "990101-001：党员——后备干部：否。"),
]


@pytest.mark.parametrize(("changed", "data", "message"), CONDITIONS, ids=range(len(CONDITIONS)))
def test_what_is_said_of_a_condition(
    changed: dict[str, Any], data: dict[str, Any], message: str
) -> None:
    pack = pack_of(LISTS, conditions=[condition(**changed)])
    only = one("condition_is_met", county_of(pack, cadre(1, **data)))
    assert only.message == message
    assert only.entry == "s0/party"
    assert only.cite is not None
    assert only.cite.article == "第五条"


def test_it_stands_at_the_field_or_at_the_waiver() -> None:
    pack = pack_of(LISTS, conditions=[condition(waiver=True, lasting=True)])
    assert one("condition_is_met", county_of(pack)).pointer == "/political_status"
    waiver = {
        "condition": "party",
        "reason": "因故",
        "by": "x",
        "date": "2026-01-01",
        "until": "2026-02-01",
    }
    officers = [officer("x", "县委组织部")]
    only = one("condition_is_met", county_of(pack, cadre(1, waivers=[waiver]), officers=officers))
    assert only.pointer == "/waivers/0"
    assert only.message.endswith("；豁免到 2026-02-01 为止，已经过期。")


@pytest.mark.parametrize("of", ["posting", "village"])
@pytest.mark.parametrize(
    ("by", "before", "after"),
    [
        ("x", [], ["warn"]),
        ("nobody", ["block"], ["block"]),  # never approved, so it has not run out
    ],
)
def test_a_waiver_that_ran_out_turns_nothing_red(
    of: str, by: str, before: list[str], after: list[str]
) -> None:
    waiver = {"condition": "party", "reason": "因故", "by": by, "date": "2026-01-01"}
    waivers = {"waivers": [{**waiver, "until": "2026-11-19"}]}
    more: dict[str, Any] = {"lasting": True}
    own, village = cadre(1, **waivers), {}
    if of == "village":
        more = {"fact": "category", "value": "贫困村", "when": {"posted": True}}
        own, village = cadre(1), waivers
    pack = pack_of(LISTS, conditions=[condition(of=of, waiver=True, severity="block", **more)])
    officers = [officer("x", "县委组织部")]
    for day, expected in (("2026-11-19", before), ("2026-11-20", after)):
        county = county_of(pack, own, village=village, officers=officers, as_of=day)
        assert [f.severity for f in found("condition_is_met", county)] == expected


def test_why_a_waiver_does_not_count_is_private_even_of_a_public_fact() -> None:
    entry = condition(fact="role", value="驻村工作队员", waiver=True)
    waiver = {"condition": "party", "reason": "因故", "by": "x", "date": "2026-01-01"}
    county = county_of(pack_of(LISTS, conditions=[entry]), cadre(1, waivers=[waiver]))
    assert one("condition_is_met", county).private
    assert not one("condition_is_met", county_of(pack_of(LISTS, conditions=[entry]))).private


def _villages(*names: str) -> tuple[str, dict[str, Any]]:
    villages = [
        {"code": f"9901011002{n:02}", "name": name, "kind": "村"} for n, name in enumerate(names, 1)
    ]
    region = {"level": "乡镇", "name": "某镇", "code": "990101100000", "villages": villages}
    return f"{TOWN}/region.yml", region


def test_many_villages_of_a_township_that_lack_the_same_are_one_finding() -> None:
    entry = condition(of="village", fact="problem", test="present")
    entry.pop("value")
    pack = pack_of(LISTS, conditions=[entry])
    three = found("condition_is_met", county_of(pack, _villages("甲村", "乙村", "丙村")))
    assert [f.message.partition("：")[0] for f in three] == ["甲村", "乙村", "丙村"]
    only = one("condition_is_met", county_of(pack, _villages("甲村", "乙村", "丙村", "丁村")))
    assert only.message == "甲村、乙村、丙村等 4 个村：党员——没有登记突出问题。"
    assert (only.path, only.pointer, only.subject) == (
        f"{TOWN}/region.yml",
        "/villages/0",
        "990101100000",
    )
    assert only.evidence == tuple(f"{TOWN}/region.yml#/villages/{n}" for n in (1, 2, 3))
    assert (only.entry, only.severity) == ("s0/party", "warn")


def test_only_what_is_lacked_alike_is_told_together() -> None:
    entry = condition(of="village", fact="problem", value="甲")
    path, region = _villages("甲村", "乙村", "丙村", "丁村")
    region["villages"][0]["problem"] = "乙"
    each = found("condition_is_met", county_of(pack_of(LISTS, conditions=[entry]), (path, region)))
    assert len(each) == 4


@pytest.mark.parametrize(
    ("role", "reference", "severity"),
    [
        ("第一书记", "参照", "block"),
        ("驻村工作队员", "参照", "warn"),
        ("驻村工作队员", "不适用", "block"),
    ],
)
def test_what_applies_by_reference_only_warns(role: str, reference: str, severity: str) -> None:
    pack = pack_of(
        {**LISTS, "scope.team_member": reference}, conditions=[condition(severity="block")]
    )
    own = cadre(1, posting(role=role))
    assert one("condition_is_met", county_of(pack, own)).severity == severity


def test_whom_the_law_counts_as_a_first_secretary_it_blocks() -> None:
    law = {"scope.team_member": "参照", "scope.first_secretary_roles": ["第一书记", "挂任"]}
    pack = pack_of({**LISTS, **law}, conditions=[condition(severity="block")])
    for role, severity in (("挂任", "block"), ("驻村工作队员", "warn")):
        own = cadre(1, posting(role=role))
        assert one("condition_is_met", county_of(pack, own)).severity == severity


def test_what_is_lacking_after_the_posting_is_judged_by_the_last_role() -> None:
    law = {"scope.team_member": "参照"}
    entry = parts(act="year_end", part="methods", severity="block")
    pack = pack_of({**LISTS, **law}, parts=[entry])
    data = {"cadre": "990101-001", "year": 2026, "year_end": {"date": "2026-12-28", "methods": []}}
    record = (f"{COUNTY}/assessments/2026/990101-001.yml", data)
    own = cadre(1, posting("2024-07-01", "2026-06-30", role="驻村工作队员"))
    county = county_of(pack, own, record, as_of="2027-02-01")
    assert one("parts_are_complete", county).severity == "warn"


def test_each_kind_of_subject_is_judged() -> None:
    entries = [
        condition(of="village", fact="problem", test="present", value=None),
        condition(of="unit", fact="level", value="省直", key="unit"),
        condition(of="township", fact="posted", value=False, key="township"),
    ]
    for entry in entries:
        entry.pop("value") if entry["value"] is None else None
    all_found = found("condition_is_met", county_of(pack_of(LISTS, conditions=entries)))
    assert {(f.entry, f.subject, f.message.partition("：")[0]) for f in all_found} == {
        ("s0/party", VILLAGE, "某村"),
        ("s0/party", COMMUNITY, "某社区"),
        ("s0/township", "zhen", "某镇"),
        ("s0/unit", "unit", "某局"),
    }


# -- parts -------------------------------------------------------------------------------


def parts(**changed: Any) -> dict[str, Any]:
    entry = {"key": "p", "title": "议题", "act": "meeting", "part": "agenda", "needs": "words"}
    return {**entry, "rows": ["S0-94"], **changed}


def held(**data: Any) -> Any:
    return meetings("2026-02-03", **data)


PARTS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"agenda": ["甲", "乙", "丙"]}, ""),
    ({}, {"agenda": ["甲"]}, "乙"),
    ({}, {}, "甲、乙"),
    ({}, {"agenda": {"甲": 1, "乙": 0}}, ""),
    ({}, {"agenda": {"甲": {"x": 3}, "乙": {"x": 0, "y": 0}}}, "乙"),
    ({}, {"agenda": {"甲": "有", "乙": ""}}, "乙"),
    ({"part": "agenda.what"}, {"agenda": [{"what": "甲"}, {"what": "乙"}]}, ""),
    ({"part": "agenda.what"}, {"agenda": [{"what": "甲"}]}, "乙"),
    ({"part": "title"}, {"title": "甲"}, "乙"),
    ({"part": "", "fields": {"甲": "title", "乙": "minutes"}}, {"title": "有"}, "乙"),
    ({"part": "agenda", "fields": {"甲": "a", "乙": "b"}}, {"agenda": {"a": 1, "b": 2}}, ""),
    ({"part": "agenda", "fields": {"甲": "a", "乙": "title"}}, {"agenda": {"a": 1}}, "乙"),
    ({"where": {"kind": "座谈会"}}, {}, ""),
    ({"needs": "silent"}, {}, ""),
    ({"from": "2026-02-04"}, {}, ""),
]


@pytest.mark.parametrize(("changed", "data", "missing"), PARTS, ids=range(len(PARTS)))
def test_parts_of_an_act(changed: dict[str, Any], data: dict[str, Any], missing: str) -> None:
    pack = pack_of(LISTS, parts=[parts(**changed)])
    all_found = found("parts_are_complete", county_of(pack, held(**data)))
    assert [f.message for f in all_found] == ([f"2026-02-03：议题缺{missing}。"] if missing else [])


def test_parts_stand_at_their_field_with_the_laws_article() -> None:
    pack = pack_of(LISTS, parts=[parts(severity="block")])
    only = one("parts_are_complete", county_of(pack, held(agenda=["甲"])))
    assert (only.path, only.pointer) == (f"{COUNTY}/meetings/2026.yml", "/meetings/0/agenda")
    assert (only.got, only.need, only.severity) == ("甲", "甲、乙", "block")
    assert only.cite is not None


# -- words -------------------------------------------------------------------------------


def word(**changed: Any) -> dict[str, Any]:
    entry = {"key": "w", "title": "类别", "act": "village", "field": "category"}
    return {**entry, "allowed": "words", "rows": ["S0-02"], **changed}


@pytest.mark.parametrize(
    ("category", "wrong"),
    [("甲", ""), ("丙", "丙"), (["甲", "丙", "丁"], "丙、丁"), (None, ""), ([], "")],
)
def test_words_of_an_act(category: Any, wrong: str) -> None:
    pack = pack_of(LISTS, words=[word()])
    village = {} if category is None else {"category": category}
    all_found = found("word_is_in_the_vocabulary", county_of(pack, village=village))
    assert [f.message for f in all_found] == (
        [f"某村：类别写了{wrong}，应在甲、乙之中。"] if wrong else []
    )
    assert [(f.path, f.pointer, f.subject) for f in all_found] == (
        [(f"{TOWN}/region.yml", "/villages/0/category", VILLAGE)] if wrong else []
    )


# -- in a log ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "discreet"),
    [
        ({}, "不符合“党员”。请核对。"),  # a political status is nobody's business
        ({"fact": "role", "value": "x"}, "990101-001：党员——职务是第一书记，应是 x。请核对。"),
        ({"private": True}, "不符合“党员”。请核对。"),
        ({"private": True, "severity": "info"}, "党员。请核对。"),
    ],
)
def test_a_log_shows_the_title_of_a_private_entry(
    changed: dict[str, Any], discreet: str, tmp_path: Any
) -> None:
    (tmp_path / CADRE).parent.mkdir(parents=True)
    (tmp_path / CADRE).write_text("id: 990101-001\n", encoding="utf-8")
    pack = pack_of(LISTS, conditions=[condition(mend="请核对。", **changed)])
    only = one("condition_is_met", county_of(pack))
    (finding,) = placed(tmp_path, [(RULES["condition_is_met"], only)])
    assert finding.discreet == discreet
    assert (finding.entry, finding.rows) == ("s0/party", ("S0-09",))
    assert finding.message.endswith("请核对。")


@pytest.mark.parametrize(
    ("field", "told"), [("kind", True), ("category", False), ("weak.listed", True)]
)
def test_a_word_is_told_only_if_its_field_is_public(field: str, told: bool, tmp_path: Path) -> None:
    village = {"kind": "丙", "category": "丙", "weak": {"listed": "丙"}}
    pack = pack_of(LISTS, words=[word(field=field, where={"name": "某村"})])
    county = county_of(pack, village=village)
    only = one("word_is_in_the_vocabulary", county)
    (tmp_path / TOWN).mkdir(parents=True)
    (tmp_path / only.path).write_text("level: 乡镇\n", encoding="utf-8")
    (finding,) = placed(tmp_path, [(RULES["word_is_in_the_vocabulary"], only)])
    assert ("丙" in finding.message, "丙" in finding.discreet) == (True, told)


def test_what_an_assessment_lacks_is_private_whatever_the_entry_says() -> None:
    data = {"cadre": "990101-001", "year": 2025, "year_end": {"date": "2025-12-28", "methods": []}}
    record = (f"{COUNTY}/assessments/2025/990101-001.yml", data)
    entry = parts(act="year_end", part="methods")
    assert one("parts_are_complete", county_of(pack_of(LISTS, parts=[entry]), record)).private
    assert not one("parts_are_complete", county_of(pack_of(LISTS, parts=[parts()]), held())).private


def test_officers_of_an_act_are_resolved_on_its_day() -> None:
    pack = pack_of(LISTS, cadences=[cadence(by=["县驻村工作队"])])
    officers = [officer("boss", "县驻村工作队", "2020-01-01", to="2026-03-31")]
    county = county_of(pack, meetings("2026-02-03", "2026-05-01", chair="boss"), officers=officers)
    assert "2026-Q2、2026-Q3 各缺 1 次" in one("cadence_is_kept", county).message
