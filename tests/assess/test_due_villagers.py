"""What village cadres, and places where some are, owe: in the list of what is due."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import COUNTY, TOWN, cadence, county_of, meetings, post, village_cadre
from two_populations import NEXT, S0, neighbour, region, villagers
from zhucun.assess.catalogue import TABLES
from zhucun.assess.due import Due
from zhucun.assess.due_calendar import calendar_of
from zhucun.assess.due_render import json_of, text_of
from zhucun.assess.due_standing import dues_of
from zhucun.assess.registry import frame_of
from zhucun.assess.render import records
from zhucun.facts.county import CountyFacts

AS_OF = "2026-11-20"


def of(county: CountyFacts, key: str) -> list[Due]:
    return [due for due in dues_of(county) if due.key == key]


def test_a_village_cadre_owes_himself() -> None:
    pack = villagers(
        cadences=[cadence(key="own", scope="village_cadre", count="once", owner="本人")]
    )
    dues = of(county_of(S0, region(TOWN, "s2"), village_cadre(), others=[pack]), "s2/own")
    assert [(d.period, d.state) for d in dues] == [
        ("2026-Q1", "逾期"),
        ("2026-Q2", "逾期"),
        ("2026-Q3", "逾期"),
        ("2026-Q4", "待办"),
    ]
    first = dues[0]
    assert (first.kind, first.subject, first.name) == (
        "village_cadre",
        "990101-v001",
        "990101-v001",
    )
    assert (first.person, first.owner) == ("村干部1", "本人")
    assert first.place == f"{TOWN}/village-cadres/990101-v001.yml#/posts/0"
    assert "对象：990101-v001" in text_of(dues, AS_OF, full=False)
    assert "对象：村干部1（990101-v001）" in text_of(dues, AS_OF, full=True)
    assert "村干部1" not in json_of(dues, AS_OF)
    assert "村干部1" not in calendar_of(dues, AS_OF, full=True).decode()


def test_how_much_of_a_sum_is_done_is_told() -> None:
    pack = villagers(
        cadences=[cadence(key="days", scope="township", per="year", count="days", sum="days")]
    )
    held = meetings("2026-02-03", path=f"{TOWN}/meetings/2026.yml", days=2.5)
    county = county_of(S0, region(TOWN, "s2"), held, village_cadre(), others=[pack])
    (due,) = of(county, "s2/days")
    assert (due.need, due.done, due.kind, due.name) == (5, 2.5, "township", "某镇")
    assert due.number == "应 5 次，已有 2.5 次"
    assert '"done": 2.5' in json_of([due], AS_OF)


WAIVER = {"reason": "因故", "by": "zzb", "date": "2026-01-05", "until": "2026-12-31"}


@pytest.mark.parametrize(
    ("of_kind", "fact", "waived", "told"),
    [
        ("village_cadre", "secretary", "c", 1),
        ("enrolment", "kind", "c", 1),
        ("enrolment", "kind", "other", 0),
    ],
)
def test_a_waiver_that_ends_is_told(of_kind: str, fact: str, waived: str, told: int) -> None:
    asked = {
        "key": "c",
        "title": "条件",
        "of": of_kind,
        "fact": fact,
        "test": "is",
        "value": "别的",
        "waiver": True,
        "rows": ["S0-09"],
    }
    more: dict[str, Any] = {"enrolments": [{"kind": "书记", "from": "2026-03-01"}]}
    person = village_cadre(1, waivers=[{**WAIVER, "condition": waived}], **more)
    pack = villagers(conditions=[asked])
    county = county_of(S0, region(COUNTY), region(TOWN, "s2"), person, others=[pack])
    dues = of(county, "waiver/s2/c")
    assert [(d.due, d.kind, d.subject, d.person) for d in dues] == [
        ("2026-12-31", "village_cadre", "990101-v001", "村干部1")
    ] * told


@pytest.mark.parametrize(
    ("scope", "changed", "rows"),
    [
        ("township", {}, ["应开 1"]),
        ("township", {"sum": "days"}, []),
        ("village", {}, []),
        ("village_cadre", {}, []),
    ],
)
def test_the_table_of_meetings_is_about_levels_that_hold_them(
    scope: str, changed: dict[str, Any], rows: list[str]
) -> None:
    asked = cadence(key="held", scope=scope, per="year", count="once", **changed)
    pack = villagers(cadences=[asked])
    county = county_of(S0, region(TOWN, "s2"), village_cadre(), others=[pack])
    found = records(frame_of(county, TABLES["meetings"], 2026))
    assert [f"应开 {row['need']}" for row in found] == rows


def test_the_table_of_reports_is_about_dispatched_cadres() -> None:
    asked = cadence(key="paper", act="paper", scope="village_cadre", per="half_year", count="once")
    county = county_of(
        S0, region(TOWN, "s2"), village_cadre(), others=[villagers(cadences=[asked])]
    )
    assert records(frame_of(county, TABLES["reports"], 2026)) == []
    assert [row["owed"] for row in records(frame_of(county, TABLES["report_totals"], 2026))] == [
        1,
        1,
    ]


def test_nobody_is_reminded_of_a_post_that_is_over() -> None:
    asked = {"key": "c", "title": "条件", "of": "village_cadre", "fact": "secretary", "test": "is"}
    pack = villagers(conditions=[{**asked, "value": "别的", "waiver": True, "rows": ["S0-09"]}])
    for end, count in (("2026-11-20", 1), ("2026-11-19", 0)):
        person = village_cadre(1, post("2026-01-01", end), waivers=[{**WAIVER, "condition": "c"}])
        county = county_of(S0, region(COUNTY), region(TOWN, "s2"), person, others=[pack])
        assert len(of(county, "waiver/s2/c")) == count


@pytest.mark.parametrize(
    ("adopters", "followers"),
    [
        ((TOWN,), [("township", "zhen")]),
        ((TOWN, NEXT), [("township", "linzhen"), ("township", "zhen")]),
        ((COUNTY, TOWN), [("county", "")]),
        ((), []),
    ],
)
def test_what_a_source_leaves_open_is_told_of_whoever_follows_it(
    adopters: tuple[str, ...], followers: list[tuple[str, str]]
) -> None:
    pack = villagers()
    pack["parameters"].append(
        {
            "key": "open",
            "title": "留白",
            "rows": ["S2-26"],
            "values": [{"from": "2017-12-01", "value": None, "silent": "没有写明。"}],
        }
    )
    regions = [region(path, *(["s2"] if path in adopters else [])) for path in (COUNTY, TOWN, NEXT)]
    county = county_of(S0, *regions, village_cadre(), neighbour(), others=[pack])
    assert [(d.kind, d.subject) for d in of(county, "s2/open")] == followers
