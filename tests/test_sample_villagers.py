"""范例区, the sample's county of village cadres: every row of both regulations has a case in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zhucun.assess.catalogue import TABLES
from zhucun.assess.coverage import coverage_of
from zhucun.assess.registry import Cell
from zhucun.assess.row_sources import Judge
from zhucun.check.village_exits import FOR_COMPETENCE
from zhucun.facts.acts import acts_of
from zhucun.facts.conditions import conditions_for, shows
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.facts.obligations import obligations_of
from zhucun.facts.subjects import subjects_of
from zhucun.facts.thousand_points import removals_of, talks_of
from zhucun.facts.waivers import law_day
from zhucun.law.norms import Parts, Word

AS_OF = "2026-11-22"
REGULATIONS = ("s2", "s3")
JUDGED_MODES = ("B", "B*", "B/C", "C", "W")
#: What a table says where there is nothing to say.
NOTHING = (None, "", (), False, "不涉及", "不要求")
YEARS = (2023, 2024, 2025, 2026)
#: Rules of rows that no norm says, and whether the sample has what each is about.
CASES_OF: dict[str, Callable[[CountyFacts], bool]] = {
    "exit_is_confirmed": lambda county: any(
        e.data.get("ended", {}).get("reason") == FOR_COMPETENCE
        for cadre in county.village_cadres.values()
        for e in cadre.enrolments
    ),
    "removal_rests_on_the_years": lambda county: bool(removals_of(county)),
    "score_answers_are_the_committees": lambda county: bool(
        talks_of(county) and removals_of(county)
    ),
}


@pytest.fixture(scope="module")
def county(root: Path) -> CountyFacts:
    city = load_city(root, "shili")
    return load_county(root, load_commons(root), city, "fanliqu", AS_OF).facts


@pytest.fixture(scope="module")
def judged(county: CountyFacts) -> set[str]:
    """Norms of the packs, as `s2/key`, that something in the sample is held against."""
    return {*_judged_conditions(county), *_judged_cadences(county), *_judged_acts(county)}


def _judged_conditions(county: CountyFacts) -> Iterator[str]:
    asked = {c.of for pack in county.law for c in pack.norms.conditions}
    for kind in asked:
        for subject in subjects_of(county, kind):
            for pack, condition in conditions_for(county, subject):
                day = law_day(county, condition, subject)
                if shows(county, subject, condition.when, day):
                    yield f"{pack.id}/{condition.key}"


def _judged_cadences(county: CountyFacts) -> Iterator[str]:
    for each in obligations_of(county):
        if each.period.end <= AS_OF or not each.missing:
            yield f"{each.pack.id}/{each.cadence.key}"


def _judged_acts(county: CountyFacts) -> Iterator[str]:
    for pack in county.law:
        norms: tuple[Parts | Word, ...] = (*pack.norms.parts, *pack.norms.words)
        for norm in norms:
            if any(act.has(norm.matching) for act in acts_of(county, norm.act)):
                yield f"{pack.id}/{norm.key}"


def _is_shown(judge: Judge, county: CountyFacts, judged: set[str]) -> bool:
    """Whether the sample has something that a judge judges: a norm's subject, a table's figure."""
    if not judge.is_table:
        return judge.part in judged if judge.part else CASES_OF[judge.subject](county)
    table = TABLES[judge.subject]
    rows = (row for year in YEARS for row in table.compute(county, year))
    return any(_told(row.get(judge.part)) if judge.part else True for row in rows)


def _told(value: object) -> bool:
    plain = value.value if isinstance(value, Cell) else value
    return plain not in NOTHING


def test_every_row_that_is_judged_has_a_case(county: CountyFacts, judged: set[str]) -> None:
    rows = [
        each
        for each in coverage_of(county.law, None)
        if each.row.regulation in REGULATIONS and each.row.mode in JUDGED_MODES
    ]
    assert len(rows) > 60
    unshown = {
        each.row.id: [judge.name for judge in each.judges]
        for each in rows
        if each.state != "source-missing"
        and not all(_is_shown(judge, county, judged) for judge in each.judges)
    }
    assert unshown == {}


def test_village_cadres_are_only_told_of_the_city_that_does_not_exist(root: Path) -> None:
    records = root / "records"
    told = {p.relative_to(records).parts[0] for p in records.glob("*/*/*/village-cadres/*.yml")}
    assert told == {"shili"}


def test_everybody_is_invented(county: CountyFacts) -> None:
    people = [cadre.name for cadre in county.village_cadres.values()]
    people += [line["name"] for r in county.of("reserves") for line in r.data["reserves"]]
    assert len(people) > 100
    assert all(name.startswith("示例") for name in people)


def test_there_is_no_identity_number(root: Path) -> None:
    """Eighteen digits are an identity number; codes of places have twelve."""
    for path in (root / "records" / "shili" / "fanliqu").rglob("*.yml"):
        assert not re.search(r"\d{15}", path.read_text("utf-8")), path
