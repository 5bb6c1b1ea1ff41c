"""Conditions: each test on each kind of fact, and waivers that count or don't."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import cadre, county_of, officer, pack_of, posting
from zhucun.facts.conditions import (
    FACTS,
    UNSEEN,
    Lacking,
    conditions_for,
    fact,
    lacking,
    value_of_fact,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.known import FACTS as KNOWN
from zhucun.facts.subjects import subjects_of
from zhucun.law.norms import Condition

LISTS = {"least": 2, "names": ["甲", "乙"], "silent": None}


def condition(**changed: Any) -> dict[str, Any]:
    entry = {
        "key": "c",
        "title": "条件",
        "of": "posting",
        "fact": "political_status",
        "test": "is",
        "rows": ["S0-09"],
    }
    if "test" not in changed:
        entry["value"] = "中共正式党员"
    return {**entry, **changed}


def lacks(county: CountyFacts) -> Lacking | None:
    pack = county.pack(county.as_of)
    assert pack is not None
    (entry,) = pack.norms.conditions
    assert isinstance(entry, Condition)
    found = [lacking(county, pack, entry, s) for s in subjects_of(county, entry.of)]
    return next((each for each in found if each), None)


def judged(entry: dict[str, Any], start: str = "2026-01-01", **data: Any) -> Lacking | None:
    own = cadre(1, posting(start), **data)
    return lacks(county_of(pack_of(LISTS, conditions=[entry]), own))


TESTS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    (condition(), {"political_status": "中共正式党员"}, True),
    (condition(), {"political_status": "其他"}, False),
    (condition(), {}, False),
    (condition(if_recorded=True), {}, True),
    (condition(test="present"), {"political_status": "其他"}, True),
    (condition(test="present"), {}, False),
    (condition(fact="reserve", test="present"), {"reserve": False}, False),
    (condition(fact="tags", test="in", parameter="names"), {"tags": ["甲"]}, True),
    (condition(fact="tags", test="in", parameter="names"), {"tags": ["甲", "丙"]}, False),
    (condition(fact="tags", test="any_in", parameter="names"), {"tags": ["甲", "丙"]}, True),
    (condition(fact="tags", test="any_in", parameter="names"), {"tags": ["丙"]}, False),
    (
        condition(fact="tags", test="includes", parameter="names"),
        {"tags": ["丙", "乙", "甲"]},
        True,
    ),
    (condition(fact="tags", test="includes", parameter="names"), {"tags": ["甲"]}, False),
    (condition(fact="rank", test="in", value=["处级", "科级"]), {"rank": "科级"}, True),
    (
        condition(fact="work_years", test="at_least", parameter="least"),
        {"work_start": "2024-01"},
        True,
    ),
    (
        condition(fact="work_years", test="at_least", parameter="least"),
        {"work_start": "2024-02"},
        False,
    ),
    (
        condition(fact="work_years", test="at_most", parameter="least"),
        {"work_start": "2023-01"},
        False,
    ),
    (
        condition(fact="work_years", test="at_least", parameter="silent"),
        {"work_start": "2025-12"},
        True,
    ),
    (
        condition(fact="retire_date", test="after", other="term_end"),
        {"retire_date": "2028-01-01"},
        True,
    ),
    (
        condition(fact="retire_date", test="after", other="term_end"),
        {"retire_date": "2027-12-31"},
        False,
    ),
    (
        condition(fact="retire_date", test="before", other="term_end"),
        {"retire_date": "2027-12-31"},
        False,
    ),
    (condition(fact="rank", test="is", other="pool"), {"rank": "科级"}, True),
    (condition(fact="rank", test="at_least", parameter="least"), {"rank": "科级"}, True),
    (condition(when={"rank": "科级"}), {"rank": "处级"}, True),
    (condition(when={"rank": ["处级", "科级"]}), {"rank": "处级"}, False),
    (condition(when={"rank": True}), {"rank": "处级"}, False),
    (condition(when={"rank": True}), {}, True),
    (condition(when={"place": "社区"}), {}, True),
    (condition(**{"from": "2026-01-02"}), {}, True),
    (condition(**{"from": "2026-01-01"}), {}, False),
]


@pytest.mark.parametrize(("entry", "data", "met"), TESTS, ids=range(len(TESTS)))
def test_a_fact_meets_the_condition(entry: dict[str, Any], data: dict[str, Any], met: bool) -> None:
    assert (judged(entry, **data) is None) == met


@pytest.mark.parametrize(
    ("lasting", "start", "end", "held"),
    [
        (False, "2026-01-01", "2027-12-31", True),
        (False, "2017-06-01", "2027-12-31", False),
        (False, "2027-01-01", "2028-12-31", True),
        (True, "2017-06-01", "2027-12-31", True),
        (True, "2026-01-01", "2026-11-20", True),
        (True, "2026-01-01", "2026-11-19", False),
        (True, "2026-11-21", "2028-11-20", False),
    ],
)
def test_what_lasts_is_asked_of_whoever_is_in_post(
    lasting: bool, start: str, end: str, held: bool
) -> None:
    """The regulation is adopted on 2018-01-01; it is judged on 2026-11-20."""
    entry = condition(lasting=True) if lasting else condition()
    county = county_of(pack_of(LISTS, conditions=[entry]), cadre(1, posting(start, end)))
    (subject,) = subjects_of(county, "posting")
    assert bool(list(conditions_for(county, subject))) == held


def test_what_is_told_of_a_lack() -> None:
    found = judged(
        condition(fact="work_years", test="at_least", parameter="least"), work_start="2025-01"
    )
    assert found is not None
    assert (found.got, found.need, found.fact.title, found.fact.unit) == (1, 2, "工作年限", "年")
    assert found.value is not None
    assert found.value.key == "least"


WAIVER = {
    "condition": "c",
    "reason": "因故",
    "by": "od",
    "date": "2026-01-05",
    "until": "2026-12-31",
}


@pytest.mark.parametrize(
    ("waiver", "allowed", "fault"),
    [
        (WAIVER, True, None),
        (WAIVER, False, "余地"),
        ({**WAIVER, "condition": "other"}, True, ""),
        ({**WAIVER, "until": "2025-12-31"}, True, "到任的 2026-01-01 已过期"),
        ({**WAIVER, "until": "2026-01-01"}, True, None),
        ({**WAIVER, "date": "2026-11-21"}, True, "还没有到"),
        ({**WAIVER, "date": "2019-12-31"}, True, "不在任"),
        ({**WAIVER, "by": "nobody"}, True, "不在任"),
    ],
)
def test_a_waiver_counts(waiver: dict[str, Any], allowed: bool, fault: str | None) -> None:
    """What a posting needs from the start is waived if it was on its first day, 2026-01-01."""
    pack = pack_of(LISTS, conditions=[condition(waiver=allowed)])
    officers = [officer("od", "县委组织部", "2020-01-01")]
    found = lacks(county_of(pack, cadre(1, waivers=[waiver]), officers=officers))
    if fault is None:
        assert found is None
    else:
        assert found is not None
        assert fault in found.waiver
        assert bool(found.waiver_at) == bool(fault)
        assert not found.ran_out


@pytest.mark.parametrize(
    ("until", "fault", "ran_out"),
    [
        ("2026-11-20", None, False),
        ("2026-11-19", "豁免到 2026-11-19 为止，已经过期", True),
        ("2026-01-01", "已经过期", True),
        ("2025-12-31", "已经过期", False),  # it never held in this posting
    ],
)
def test_a_waiver_of_what_lasts_is_to_last(until: str, fault: str | None, ran_out: bool) -> None:
    pack = pack_of(LISTS, conditions=[condition(waiver=True, lasting=True)])
    own = cadre(1, waivers=[{**WAIVER, "until": until}])
    found = lacks(county_of(pack, own, officers=[officer("od", "县委组织部")]))
    assert (found is None) == (fault is None)
    if found:
        assert str(fault) in found.waiver
        assert found.ran_out == ran_out


def test_a_waiver_that_was_never_good_has_not_run_out() -> None:
    pack = pack_of(LISTS, conditions=[condition(waiver=True, lasting=True)])
    own = cadre(1, waivers=[{**WAIVER, "by": "nobody", "until": "2026-02-28"}])
    found = lacks(county_of(pack, own, officers=[officer("od", "县委组织部")]))
    assert found
    assert not found.ran_out
    assert "不在任" in found.waiver


def test_one_waiver_that_counts_is_enough() -> None:
    pack = pack_of(LISTS, conditions=[condition(waiver=True)])
    waivers = [WAIVER, {**WAIVER, "until": "2026-02-01"}]
    officers = [officer("od", "县委组织部")]
    assert lacks(county_of(pack, cadre(1, waivers=waivers), officers=officers)) is None


@pytest.mark.parametrize(
    ("by", "fault"),
    [("od", ""), ("city", ""), ("town", "没有批准的职责，应由市委组织部或县委组织部批准")],
)
def test_a_waiver_is_approved_by_those_whom_the_law_names(by: str, fault: str) -> None:
    roles = {"waiver.roles": ["市委组织部", "县委组织部"]}
    officers = [
        officer("od", "县委组织部"),
        officer("city", "市委组织部"),
        officer("town", "乡镇党委书记"),
    ]
    for law, expected in ((roles, fault), ({}, "")):
        pack = pack_of({**LISTS, **law}, conditions=[condition(waiver=True)])
        own = cadre(1, waivers=[{**WAIVER, "by": by}])
        found = lacks(county_of(pack, own, officers=officers))
        assert (found is None) == (expected == "")
        assert expected in (found.waiver if found else "")


def test_a_village_has_its_own_waivers() -> None:
    entry = condition(of="village", fact="category", test="is", value="贫困村", waiver=True)
    pack = pack_of(LISTS, conditions=[entry])
    officers = [officer("od", "县委组织部")]
    assert lacks(county_of(pack, village={"waivers": [WAIVER]}, officers=officers)) is not None
    entry["when"] = {"posted": True}
    county = county_of(pack, village={"waivers": [WAIVER]}, officers=officers)
    assert lacks(county) is None  # the community has no cadre


def test_nothing_is_judged_that_cannot_be_seen() -> None:
    entry = condition(fact="category", test="is", value="贫困村")
    own = cadre(1, posting(village="990101100299"))
    pack = pack_of(LISTS, conditions=[entry])
    assert lacks(county_of(pack, own)) is not None
    assert lacks(county_of(pack, own, unusable=["records/shi/xian/zhen/region.yml"])) is None
    assert lacks(county_of(pack_of(LISTS, conditions=[condition(fact="nothing")]))) is None


def test_a_fact_is_registered_once() -> None:
    assert KNOWN is FACTS
    with pytest.raises(ValueError, match="twice"):
        fact("posting", "role", "职务")(lambda county, thing, day: None)


def test_a_fact_nobody_registered_is_unseen() -> None:
    county = county_of(pack_of({}))
    (subject,) = subjects_of(county, "posting")
    assert value_of_fact(county, subject, "nothing", county.as_of) is UNSEEN


WEAK = {"weak": {"listed": "2026-02-01", "lifted": "2026-06-01"}}


@pytest.mark.parametrize(
    ("day", "weak"), [("2026-01-31", False), ("2026-02-01", True), ("2026-06-01", False)]
)
def test_weak_on_a_day(day: str, weak: bool) -> None:
    county = county_of(pack_of({}), village=WEAK)
    for kind in ("posting", "village"):
        assert value_of_fact(county, subjects_of(county, kind)[0], "weak", day) is weak


TEAM = {"team": {"leader": "990101-001", "from": "2026-02-01", "to": "2026-05-31"}}


@pytest.mark.parametrize(
    ("day", "has"),
    [("2026-01-31", False), ("2026-02-01", True), ("2026-05-31", True), ("2026-06-01", False)],
)
def test_a_team_on_a_day(day: str, has: bool) -> None:
    county = county_of(pack_of({}), village=TEAM)
    village, community = subjects_of(county, "village")
    assert value_of_fact(county, village, "has_team", day) is has
    assert value_of_fact(county, community, "has_team", day) is False


def test_every_fact_reads_the_bare_minimum() -> None:
    county = county_of(pack_of({}))
    for kind, name in FACTS:
        for subject in subjects_of(county, kind):
            value_of_fact(county, subject, name, county.as_of)
