"""Two populations under their own law: who is judged by which pack, where and by which day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from in_memory import (
    CITY,
    COUNTY,
    TOWN,
    VILLAGE,
    cadence,
    cadre,
    county_of,
    meetings,
    officer,
    pack_of,
    post,
    posting,
    village_cadre,
)
from two_populations import NEXT, NEXT_VILLAGE, S0, neighbour, region, villagers
from zhucun.check.catalogue import RULES
from zhucun.check.finding import Found
from zhucun.facts.acts import STREAMS, Act
from zhucun.facts.acts.registry import Stream, act
from zhucun.facts.conditions import FACTS, Fact, conditions_for, lacking
from zhucun.facts.county import CountyFacts
from zhucun.facts.discretion import is_private
from zhucun.facts.in_force import packs_for
from zhucun.facts.obligations import Obligation, obligations_of
from zhucun.facts.subjects import has_village_cadre, subjects_of
from zhucun.law.pack import load_law


def condition(of: str, **changed: Any) -> dict[str, Any]:
    """A condition that nobody meets."""
    entry = {"key": f"c.{of}", "title": "条件", "of": of, "fact": "never", "rows": ["S0-09"]}
    return {**entry, "test": "is", "value": True, **changed}


@pytest.fixture(autouse=True)
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact of every kind of subject that nobody shows, and an amount of meetings."""
    kinds = ("posting", "village", "township", "county", "unit", "village_cadre", "enrolment")
    for kind in (*kinds, "meeting", "certificate"):
        fact = Fact(kind, "never", "从来没有", "", "", True, lambda county, thing, day: False)
        monkeypatch.setitem(FACTS, (kind, "never"), fact)
    amount = Fact(
        "meeting", "days", "天数", "天", "", True, lambda county, act, day: act.data.get("days")
    )
    monkeypatch.setitem(FACTS, ("meeting", "days"), amount)
    post_name = Fact(
        "village_cadre", "held", "职务", "", "", True, lambda county, thing, day: thing.post
    )
    monkeypatch.setitem(FACTS, ("village_cadre", "held"), post_name)


def told(county: CountyFacts, rule: str = "condition_is_met") -> list[Found]:
    judge = RULES[rule].judge
    assert judge is not None
    return list(judge(county))


def entries(county: CountyFacts, rule: str = "condition_is_met") -> set[tuple[str, str]]:
    """Entry and subject of each finding."""
    return {(found.entry, found.subject) for found in told(county, rule)}


OWN = ("village_cadre", "enrolment")
SHARED = ("village", "township", "county")
ENROLLED: dict[str, Any] = {"enrolments": [{"kind": "书记", "from": "2026-03-01"}]}


# -- where a pack holds ------------------------------------------------------------------


def test_what_one_township_adopts_leaves_its_neighbour_alone() -> None:
    pack = villagers(conditions=[condition(of) for of in (*OWN, *SHARED)])
    people = (village_cadre(1, **ENROLLED), neighbour())
    county = county_of(S0, region(TOWN, "s2"), region(NEXT), *people, others=[pack])
    assert entries(county) == {
        ("s2/c.village_cadre", "990101-v001"),
        ("s2/c.enrolment", "990101-v001"),
        ("s2/c.village", VILLAGE),
        ("s2/c.township", "zhen"),
    }


def test_neighbours_follow_each_their_own() -> None:
    both = [villagers(id_, conditions=[condition("village_cadre")]) for id_ in ("s2", "s3")]
    regions = (region(TOWN, "s2"), region(NEXT, "s3"))
    county = county_of(S0, *regions, village_cadre(), neighbour(), others=both)
    assert entries(county) == {
        ("s2/c.village_cadre", "990101-v001"),
        ("s3/c.village_cadre", "990101-v002"),
    }


def test_what_the_county_adopts_holds_in_all_its_townships() -> None:
    pack = villagers(conditions=[condition(of) for of in ("village_cadre", *SHARED)])
    regions = (region(COUNTY, "s2"), region(TOWN), region(NEXT))
    county = county_of(S0, *regions, village_cadre(), neighbour(), others=[pack])
    assert entries(county) == {
        ("s2/c.village_cadre", "990101-v001"),
        ("s2/c.village_cadre", "990101-v002"),
        ("s2/c.village", VILLAGE),
        ("s2/c.village", NEXT_VILLAGE),
        ("s2/c.township", "zhen"),
        ("s2/c.township", "linzhen"),
        ("s2/c.county", ""),
    }


def test_two_packs_hold_at_once_and_one_is_held_once() -> None:
    both = [villagers(id_, conditions=[condition("village_cadre")]) for id_ in ("s2", "s3")]
    regions = (region(CITY, "s3"), region(COUNTY, "s2"), region(TOWN, "s3"))
    county = county_of(S0, *regions, village_cadre(), others=both)
    assert [found.entry for found in told(county)] == ["s2/c.village_cadre", "s3/c.village_cadre"]


@pytest.mark.parametrize(
    ("day", "held"),
    [("2026-03-31", False), ("2026-04-01", True), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_an_adoption_holds_on_its_days(day: str, held: bool) -> None:
    pack = villagers(conditions=[condition("village_cadre", lasting=True), condition("township")])
    adopted = region(TOWN, "s2", since="2026-04-01", to="2026-06-30")
    county = county_of(S0, adopted, village_cadre(), others=[pack], as_of=day)
    assert len(told(county)) == (2 if held else 0)


def test_neither_law_judges_the_others_people() -> None:
    own = [condition(of) for of in ("posting", "unit")]
    theirs = [condition(of) for of in OWN]
    regions = (region(CITY, "s2"), region(COUNTY), region(TOWN))
    people = (cadre(), village_cadre(**ENROLLED))
    # each pack asks for what only the other may
    wrong = county_of(
        pack_of({}, conditions=theirs), *regions, *people, others=[villagers(conditions=own)]
    )
    assert entries(wrong) == set()
    right = county_of(
        pack_of({}, conditions=own), *regions, *people, others=[villagers(conditions=theirs)]
    )
    assert entries(right) == {
        ("s0/c.posting", "990101-001"),
        ("s0/c.unit", "unit"),
        ("s2/c.village_cadre", "990101-v001"),
        ("s2/c.enrolment", "990101-v001"),
    }


@pytest.mark.parametrize(
    ("held", "villages", "anywhere"),
    [
        (post(), {VILLAGE}, True),
        (post("2026-11-21"), set(), False),
        (post("2024-01-01", "2026-11-19"), set(), False),
        (post("2024-01-01", "2026-11-20"), {VILLAGE}, True),
    ],
)
def test_a_place_is_judged_while_village_cadres_are_in_post(
    held: dict[str, Any], villages: set[str], anywhere: bool
) -> None:
    pack = villagers(conditions=[condition(of) for of in SHARED])
    county = county_of(S0, region(COUNTY, "s2"), village_cadre(1, held), others=[pack])
    found = entries(county)
    assert {subject for entry, subject in found if entry == "s2/c.village"} == villages
    for entry in (("s2/c.township", "zhen"), ("s2/c.county", "")):
        assert (entry in found) == anywhere


def test_a_place_stands_under_both() -> None:
    pack = pack_of({}, conditions=[condition("village", when={"posted": True})])
    regions = (region(CITY, "s2"), region(COUNTY), region(TOWN))
    other = villagers(conditions=[condition("village")])
    county = county_of(pack, *regions, cadre(), village_cadre(), others=[other])
    assert entries(county) == {("s0/c.village", VILLAGE), ("s2/c.village", VILLAGE)}
    alone = county_of(pack, *regions, cadre(), others=[other])
    assert entries(alone) == {("s0/c.village", VILLAGE)}


def test_the_city_follows_what_it_adopted_itself() -> None:
    regions = (region(CITY, "s2"), region(COUNTY, "s3"), region(TOWN))
    both = [villagers("s2"), villagers("s3")]
    county = county_of(S0, *regions, village_cadre(), others=both)
    (city,), (own,) = subjects_of(county, "city"), subjects_of(county, "county")
    assert [pack.id for pack in packs_for(county, city, county.as_of)] == ["s0", "s2"]
    assert [pack.id for pack in packs_for(county, own, county.as_of)] == ["s0", "s2", "s3"]
    assert has_village_cadre(county, "city", "", county.as_of)


def test_what_the_city_gave_up_the_county_may_follow() -> None:
    regions = (region(CITY, "s2", to="2026-03-31"), region(COUNTY, "s2"), region(TOWN))
    county = county_of(S0, *regions, village_cadre(), others=[villagers()])
    (city,) = subjects_of(county, "city")
    for day, ids in (("2026-03-31", ["s0", "s2"]), ("2026-04-01", ["s0"])):
        assert [pack.id for pack in packs_for(county, city, day)] == ids


# -- by which day ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lasting", "start", "end", "held"),
    [
        (False, "2026-01-01", "2027-12-31", True),
        (False, "2025-12-31", "2027-12-31", False),
        (False, "2026-01-01", "2026-06-30", True),
        (True, "2025-12-31", "2027-12-31", True),
        (True, "2025-12-31", "2026-11-20", True),
        (True, "2025-12-31", "2026-11-19", False),
    ],
)
def test_a_post_stands_under_the_law_of_its_first_day(
    lasting: bool, start: str, end: str, held: bool
) -> None:
    """The regulation is adopted on 2026-01-01; it is judged on 2026-11-20."""
    pack = villagers(conditions=[condition("village_cadre", lasting=lasting)])
    adopted = region(TOWN, "s2", since="2026-01-01")
    county = county_of(S0, adopted, village_cadre(1, post(start, end)), others=[pack])
    (subject,) = subjects_of(county, "village_cadre")
    assert bool(list(conditions_for(county, subject))) == held


@pytest.mark.parametrize(
    ("lasting", "start", "ended", "held"),
    [
        (False, "2026-01-01", "", True),
        (False, "2025-12-31", "", False),
        (True, "2025-12-31", "", True),
        (True, "2025-12-31", "2026-11-19", False),
    ],
)
def test_an_enrolment_stands_under_the_law_of_its_first_day(
    lasting: bool, start: str, ended: str, held: bool
) -> None:
    pack = villagers(conditions=[condition("enrolment", lasting=lasting)])
    item: dict[str, Any] = {"kind": "书记", "from": start}
    if ended:
        item["ended"] = {"date": ended, "reason": "年龄", "by": "x"}
    person = village_cadre(1, post("2020-01-01"), enrolments=[item])
    county = county_of(S0, region(TOWN, "s2", since="2026-01-01"), person, others=[pack])
    (subject,) = subjects_of(county, "enrolment")
    assert bool(list(conditions_for(county, subject))) == held
    assert (subject.township, subject.id) == ("zhen", "990101-v001")


WAIVER = {"condition": "c.enrolment", "reason": "因故", "by": "zzb", "date": "2026-02-20"}


@pytest.mark.parametrize(
    ("until", "fault"),
    [("2026-03-01", None), ("2026-02-28", "豁免到 2026-02-28 为止，纳入的 2026-03-01 已过期")],
)
def test_a_village_cadres_waivers_stand_in_the_file(until: str, fault: str | None) -> None:
    pack = villagers(conditions=[condition("enrolment", waiver=True)])
    person = village_cadre(1, **ENROLLED, waivers=[{**WAIVER, "until": until}])
    county = county_of(S0, region(COUNTY), region(TOWN, "s2"), person, others=[pack])
    found = told(county)
    assert [f.pointer for f in found] == ([] if fault is None else ["/waivers/0"])
    assert all(str(fault) in f.message and f.private for f in found)


# -- acts as subjects --------------------------------------------------------------------

TOWN_MEETINGS = f"{TOWN}/meetings/2026.yml"
NEXT_MEETINGS = f"{NEXT}/meetings/2026.yml"


def days(test: str = "at_least") -> dict[str, Any]:
    return condition("meeting", fact="days", test=test, value=5)


@pytest.mark.parametrize(
    ("test", "number", "message"),
    [
        ("less_than", 4, ""),
        ("less_than", 5, "天数是 5 天，应少于 5 天"),
        ("at_least", 5, ""),
        ("at_least", 4, "天数是 4 天，应不少于 5 天"),
        ("at_most", 5, ""),
        ("less_than", None, "没有登记天数，应少于 5 天"),
    ],
)
def test_an_act_shows_a_fact(test: str, number: int | None, message: str) -> None:
    more = {} if number is None else {"days": number}
    held = meetings("2026-02-03", path=TOWN_MEETINGS, **more)
    pack = villagers(conditions=[days(test)])
    found = told(county_of(S0, region(TOWN, "s2"), held, village_cadre(), others=[pack]))
    assert [f.message for f in found] == ([f"2026-02-03：条件——{message}。"] if message else [])
    assert all((f.path, f.pointer) == (TOWN_MEETINGS, "/meetings/0") for f in found)
    assert all((f.subject, f.period) == ("zhen", "2026-02") for f in found)


@pytest.mark.parametrize(
    ("adopted", "judged"),
    [
        (TOWN, {TOWN_MEETINGS}),
        (COUNTY, {TOWN_MEETINGS, NEXT_MEETINGS, f"{COUNTY}/meetings/2026.yml"}),
    ],
)
def test_an_act_stands_under_the_law_of_its_place(adopted: str, judged: set[str]) -> None:
    paths = (TOWN_MEETINGS, NEXT_MEETINGS, f"{COUNTY}/meetings/2026.yml")
    held = [meetings("2026-02-03", path=path, days=1, agenda=["丙"]) for path in paths]
    needs = {"key": "p", "title": "议题", "act": "meeting", "part": "agenda", "needs": "words"}
    words = {"key": "w", "title": "议题", "act": "meeting", "field": "agenda", "allowed": "words"}
    rows = {"rows": ["S0-94"]}
    pack = villagers(conditions=[days()], parts=[{**needs, **rows}], words=[{**words, **rows}])
    regions = {path: region(path) for path in (COUNTY, TOWN, NEXT)}
    regions[adopted] = region(adopted, "s2")
    county = county_of(S0, *regions.values(), *held, village_cadre(), others=[pack])
    for rule in ("condition_is_met", "parts_are_complete", "word_is_in_the_vocabulary"):
        assert {found.path for found in told(county, rule)} == judged


def test_an_act_stands_under_the_law_of_its_day() -> None:
    pack = villagers(conditions=[days()])
    held = meetings("2026-03-31", "2026-04-01", path=TOWN_MEETINGS, days=1)
    adopted = region(TOWN, "s2", since="2026-04-01", to="2026-09-30")
    county = county_of(S0, adopted, held, village_cadre(), others=[pack])
    assert [found.pointer for found in told(county)] == ["/meetings/1"]


def test_dispatched_cadres_law_may_ask_for_acts_too() -> None:
    held = meetings("2026-02-03", path=TOWN_MEETINGS, days=1)
    county = county_of(pack_of({}, conditions=[days()]), region(NEXT), held)
    assert entries(county) == {("s0/c.meeting", "zhen")}


def test_a_village_cadres_act_is_judged_where_he_is() -> None:
    certificate = {"number": "1", "date": "2026-02-01"}
    people = (
        village_cadre(1, certificate=certificate),
        village_cadre(2, post(village=NEXT_VILLAGE), town=NEXT, certificate=certificate),
    )
    own, theirs = condition("certificate"), condition("certificate", key="c.other")
    county = county_of(
        pack_of({}, conditions=[theirs]),
        *(region(CITY), region(COUNTY), region(TOWN, "s2"), region(NEXT)),
        *people,
        others=[villagers(conditions=[own])],
    )
    assert entries(county) == {("s2/c.certificate", "990101-v001")}
    assert told(county)[0].message.startswith("990101-v001 2026-02-01：")


@pytest.mark.parametrize(
    ("private", "who"), [(True, "村干部1（990101-v001）"), (False, "990101-v001 ")]
)
def test_a_village_cadre_is_named_only_where_logs_do_not_show_it(private: bool, who: str) -> None:
    asked = [condition("certificate", private=private), condition("village_cadre", private=private)]
    person = village_cadre(1, certificate={"number": "1", "date": "2026-02-01"})
    county = county_of(S0, region(TOWN, "s2"), person, others=[villagers(conditions=asked)])
    assert {found.message for found in told(county)} == {
        f"{who.strip()}：条件——从来没有：否。",
        f"{who}2026-02-01：条件——从来没有：否。",
    }


def test_a_dispatched_cadres_act_is_none_of_village_cadres_law() -> None:
    word = {"key": "w", "title": "职务", "act": "posting", "field": "role", "allowed": "words"}
    regions = (region(CITY, "s2"), region(COUNTY), region(TOWN))
    pack = villagers(words=[{**word, "rows": ["S0-94"]}])
    county = county_of(S0, *regions, cadre(), village_cadre(), others=[pack])
    assert told(county, "word_is_in_the_vocabulary") == []


@pytest.mark.parametrize(
    ("parts", "townships"),
    [
        ({"village_cadre": "990101-v001"}, ["zhen"]),
        ({"village_cadre": "990101-v002"}, []),
        ({"village_cadre": "990101-v001", "township": "linzhen"}, ["zhen"]),
        ({"village": VILLAGE}, ["zhen"]),
        ({"village": NEXT_VILLAGE}, []),
        ({"township": "zhen"}, ["zhen"]),
        ({"township": "zhen", "here": False}, []),
        ({}, []),
    ],
)
def test_where_an_act_of_a_county_file_belongs(
    parts: dict[str, Any], townships: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(county: CountyFacts) -> tuple[Act, ...]:
        record = county.region
        return (act(record, "", {}, date="2026-02-03", **parts),) if record else ()

    monkeypatch.setitem(STREAMS, "told", Stream("told", "传闻", ("region",), "", read))
    monkeypatch.setitem(FACTS, ("told", "never"), FACTS["meeting", "never"])
    regions = (region(COUNTY), region(TOWN, "s2"), region(NEXT))
    asked = villagers(conditions=[condition("told")])
    county = county_of(S0, *regions, village_cadre(), neighbour(), others=[asked])
    assert [found.entry for found in told(county)] == ["s2/c.told"] * len(townships)
    assert [s.township for s in subjects_of(county, "told") if told(county)] == townships


def test_only_acts_of_a_persons_own_file_can_be_waived() -> None:
    waiver = {**WAIVER, "condition": "c.certificate", "until": "2026-12-31"}
    asked = [condition("certificate", waiver=True), {**days(), "waiver": True}]
    person = village_cadre(1, certificate={"number": "1", "date": "2026-03-01"}, waivers=[waiver])
    held = meetings("2026-02-03", path=TOWN_MEETINGS, days=1, waivers=[waiver])
    county = county_of(
        S0,
        *(region(COUNTY), region(TOWN, "s2"), person, held),
        others=[villagers(conditions=asked)],
    )
    assert entries(county) == {("s2/c.meeting", "zhen")}
    (meeting,) = subjects_of(county, "meeting")
    assert meeting.waivers == ""
    assert told(county, "waiver_names_a_condition") == []


def test_an_act_that_is_going_on_is_held_against_the_law_of_today() -> None:
    pack = villagers(conditions=[condition("certificate", lasting=True)])
    person = village_cadre(1, certificate={"number": "1", "date": "2026-03-01"})
    county = county_of(S0, region(TOWN, "s2"), person, others=[pack], as_of="2026-03-01")
    (subject,) = subjects_of(county, "certificate")
    assert [entry.key for _, entry in conditions_for(county, subject)] == ["c.certificate"]
    later = county_of(S0, region(TOWN, "s2"), person, others=[pack], as_of="2026-03-02")
    ends = subjects_of(later, "certificate")[0].thing.end
    assert bool(told(later)) == (ends >= "2026-03-02")


# -- what is owed ------------------------------------------------------------------------


def owed(county: CountyFacts) -> list[Obligation]:
    return list(obligations_of(county))


def asking(**changed: Any) -> dict[str, Any]:
    return villagers(cadences=[cadence(count="once", owner="本人", **changed)])


@pytest.mark.parametrize(
    ("scope", "adopted", "subjects"),
    [
        ("village_cadre", TOWN, ["990101-v001"]),
        ("village", TOWN, [VILLAGE]),
        ("township", TOWN, ["zhen"]),
        ("county", TOWN, []),
        ("village_cadre", COUNTY, ["990101-v002", "990101-v001"]),
        ("township", COUNTY, ["linzhen", "zhen"]),
        ("county", COUNTY, [""]),
        ("city", COUNTY, []),
        ("city", CITY, [""]),
        ("cadre", CITY, []),
        ("unit", CITY, []),
    ],
)
def test_who_owes_by_a_pack_on_village_cadres(
    scope: str, adopted: str, subjects: list[str]
) -> None:
    regions = {path: region(path) for path in (CITY, COUNTY, TOWN, NEXT)}
    regions[adopted] = region(adopted, "s2")
    people = (cadre(), village_cadre(), neighbour())
    pack = asking(scope=scope, per="half_year")
    county = county_of(S0, *regions.values(), *people, others=[pack])
    assert [o.subject.id for o in owed(county) if o.period.code == "2026-H1"] == subjects


@pytest.mark.parametrize(("name", "private"), [("held", False), ("secret", True), ("no", True)])
def test_by_what_facts_village_cadres_are_chosen_may_be_nobodys_business(
    name: str, private: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = replace(FACTS["village_cadre", "held"], public=False)
    monkeypatch.setitem(FACTS, ("village_cadre", "secret"), kept)
    pack = load_law({"": asking(scope="village_cadre", of={name: "村党组织书记"})}).pack("s2")
    (only,) = pack.norms.cadences
    assert is_private(only) == private


def test_what_the_county_owes_the_city_need_not() -> None:
    scopes = [cadence(key=f"of.{scope}", scope=scope, count="once") for scope in ("county", "city")]
    regions = (region(COUNTY, "s2"), region(TOWN))
    county = county_of(S0, *regions, village_cadre(), others=[villagers(cadences=scopes)])
    assert {o.cadence.key for o in owed(county)} == {"of.county"}


def test_dispatched_cadres_law_asks_nothing_of_village_cadres() -> None:
    pack = pack_of({"once": 1}, cadences=[cadence(count="once", scope="village_cadre")])
    assert owed(county_of(pack, cadre(), village_cadre())) == []


@pytest.mark.parametrize(
    ("posts", "periods"),
    [
        ([post("2026-01-01")], ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        ([post("2026-01-02")], ["2026-Q2", "2026-Q3", "2026-Q4"]),
        ([post("2026-01-01", "2026-09-29")], ["2026-Q1", "2026-Q2"]),
        (
            [post("2026-01-01", "2026-05-10"), post("2026-05-11", serial=2)],
            ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"],
        ),
        (
            [post("2026-01-01", "2026-05-10"), post("2026-05-12", serial=2)],
            ["2026-Q1", "2026-Q3", "2026-Q4"],
        ),
    ],
)
def test_a_village_cadre_owes_in_periods_that_his_posts_fill(
    posts: list[dict[str, Any]], periods: list[str]
) -> None:
    county = county_of(
        S0, region(TOWN, "s2"), village_cadre(1, *posts), others=[asking(scope="village_cadre")]
    )
    assert [o.period.code for o in owed(county)] == periods
    for each in owed(county):
        assert each.subject.thing.span.covers(each.period.end)


@pytest.mark.parametrize(
    ("first", "then", "periods"),
    [
        ("村委会委员", "村党组织书记", ["2026-Q3", "2026-Q4"]),
        ("村党组织书记", "村委会委员", ["2026-Q1"]),
    ],
)
def test_the_facts_that_choose_are_those_of_the_post_at_each_end(
    first: str, then: str, periods: list[str]
) -> None:
    posts = (post("2026-01-01", "2026-05-10", post=first), post("2026-05-11", post=then, serial=2))
    pack = asking(scope="village_cadre", of={"held": "村党组织书记"})
    county = county_of(S0, region(TOWN, "s2"), village_cadre(1, *posts), others=[pack])
    assert [o.period.code for o in owed(county)] == periods


def test_a_place_owes_while_village_cadres_are_there_at_both_ends() -> None:
    people = (village_cadre(1, post("2026-02-01", "2026-09-29")),)
    county = county_of(
        S0, region(TOWN, "s2"), *people, others=[asking(scope="township", act="meeting")]
    )
    assert [o.period.code for o in owed(county)] == ["2026-Q2"]


@pytest.mark.parametrize(
    ("since", "to", "periods"),
    [
        ("2026-04-01", "2026-09-30", ["2026-Q2", "2026-Q3"]),
        ("2026-04-01", "2026-09-29", ["2026-Q2"]),
        ("2026-04-02", "2026-09-30", ["2026-Q3"]),
    ],
)
def test_a_period_is_owed_that_the_law_fills(since: str, to: str, periods: list[str]) -> None:
    adopted = region(TOWN, "s2", since=since, to=to)
    pack = asking(scope="village_cadre")
    county = county_of(S0, adopted, village_cadre(), others=[pack])
    assert [o.period.code for o in owed(county)] == periods


@pytest.mark.parametrize(
    ("by", "periods"),
    [("own", ["2026-Q2"]), ("neighbour", ["2026-Q1", "2026-Q2"]), ("county", ["2026-Q2"])],
)
def test_an_officer_acts_for_his_own_township(by: str, periods: list[str]) -> None:
    secretary = "乡镇党委书记"
    regions = (
        region(COUNTY, officers=[officer("county", "县委组织部")]),
        region(TOWN, "s2", officers=[officer("own", secretary)]),
        region(NEXT, officers=[officer("neighbour", secretary)]),
    )
    held = meetings("2026-02-03", path=TOWN_MEETINGS, chair=by)
    pack = asking(scope="township", by=[secretary, "县委组织部"])
    people = (village_cadre(), held)
    county = county_of(S0, *regions, *people, others=[pack], as_of="2026-06-30")
    assert [o.period.code for o in owed(county) if o.missing] == periods


def test_a_pack_that_two_townships_follow_is_counted_once() -> None:
    regions = (region(TOWN, "s2"), region(NEXT, "s2"))
    pack = asking(scope="township", per="year")
    county = county_of(S0, *regions, village_cadre(), neighbour(), others=[pack])
    assert [o.subject.id for o in owed(county)] == ["linzhen", "zhen"]


# -- sums --------------------------------------------------------------------------------

SUMS: list[tuple[list[Any], int | float, int | float, str]] = [
    ([5], 5, 0, "已完成"),
    ([2, 2], 4, 1, "待办"),
    ([2.5, 2.5], 5, 0, "已完成"),
    ([0.1, 0.2], 0.3, 4.7, "待办"),
    ([True, "7", None, 3], 3, 2, "待办"),
    ([[1, 2], 3], 6, 0, "已完成"),
    ([], 0, 5, "待办"),
]


@pytest.mark.parametrize(("numbers", "got", "missing", "state"), SUMS, ids=range(len(SUMS)))
def test_a_sum_is_the_acts_numbers(
    numbers: list[Any], got: float, missing: float, state: str
) -> None:
    held = meetings(
        *(f"2026-02-{n:02d}" for n, _ in enumerate(numbers, start=1)), path=TOWN_MEETINGS
    )
    for meeting, number in zip(held[1]["meetings"], numbers, strict=True):
        meeting["days"] = number
    pack = villagers(cadences=[cadence(count="days", scope="township", per="year", sum="days")])
    county = county_of(S0, region(TOWN, "s2"), held, village_cadre(), others=[pack])
    (only,) = owed(county)
    assert (only.got, only.missing, only.state) == (got, missing, state)
    assert type(only.got) is type(got)
    assert len(only.acts) == len(numbers)


def test_what_is_missing_of_a_sum_is_told() -> None:
    held = meetings("2026-02-03", path=TOWN_MEETINGS, days=1.5)
    pack = villagers(cadences=[cadence(count="days", scope="township", sum="days")])
    regions = (region(TOWN, "s2"), held, village_cadre())
    county = county_of(S0, *regions, others=[pack], as_of="2026-07-01")
    (found,) = told(county, "cadence_is_kept")
    assert "2026-Q1 缺 3.5 次；2026-Q2 缺 5 次" in found.message
    assert found.got == 0


def test_lacking_is_none_for_what_is_shown() -> None:
    pack = villagers(conditions=[days("at_most")])
    held = meetings("2026-02-03", path=TOWN_MEETINGS, days=5)
    county = county_of(S0, region(TOWN, "s2"), held, village_cadre(), others=[pack])
    (subject,) = subjects_of(county, "meeting")
    ((own, asked),) = conditions_for(county, subject)
    assert lacking(county, own, asked, subject) is None


def test_a_posting_is_no_subject_of_village_cadres_law() -> None:
    regions = (region(CITY, "s2"), region(COUNTY), region(TOWN))
    county = county_of(S0, *regions, cadre(1, posting()), village_cadre(), others=[villagers()])
    (subject,) = subjects_of(county, "posting")
    assert [pack.id for pack in packs_for(county, subject, county.as_of)] == ["s0"]
