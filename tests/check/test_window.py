"""A change judged in its window brings about the same blocking findings as judged by everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from check.edits import Clerk, Edits
from check.overlaid import Overlaid, written
from zhucun.check.comparison import compared
from zhucun.check.finding import Finding
from zhucun.check.run import Report, Scope, check
from zhucun.check.window import ABOUT, ELSEWHERE, FEW, window_of
from zhucun.facts.acts import STREAMS
from zhucun.facts.load import LoadedCommons, load_city, load_commons, load_county
from zhucun.facts.window import DAILY, PAYMENTS, Window
from zhucun.read.files import Disk, Files
from zhucun.read.layout import place_of
from zhucun.read.tree import Record, read_city, read_county, read_record
from zhucun.schema.store import kinds, validator

AS_OF = "2026-11-22"
TREE = Disk(Path(__file__).parents[2])
HEISHAN = "records/jinzhou/heishan"
SHEET = f"{HEISHAN}/fangshan/attendance/2026-05.yml"
Identity = tuple[str, str, str, str, str, str]


@cache
def commons() -> LoadedCommons:
    return load_commons(TREE)


@dataclass(frozen=True)
class Place:
    """A county of the sample, as some files have it."""

    files: Files
    city: str
    county: str

    @property
    def scope(self) -> Scope:
        return Scope(False, {self.city: [self.county]})

    @property
    def records(self) -> dict[str, Record]:
        city = read_city(self.files, self.city).batch.records
        county = read_county(self.files, self.city, self.county).batch.records
        return {record.path: record for record in (*city, *county)}

    def edited(self, edits: Edits) -> Place:
        return replace(self, files=Overlaid(self.files, edits))

    def whole(self) -> Report:
        return check(self.files, self.scope, AS_OF, commons=commons(), progress=silent)

    def windowed(self, window: Window) -> Report:
        return check(
            self.files, self.scope, AS_OF, commons=commons(), window=window, progress=silent
        )

    def to(self, other: Place, edits: Edits, window: Window | None) -> Report:
        """What the edits that lead to `other` bring about."""
        found = compared(
            self.files,
            other.files,
            edits,
            self.scope,
            AS_OF,
            commons=commons(),
            window=window,
            progress=silent,
        )
        return found.report


def silent(done: int, total: int) -> None:
    assert done <= total


def blocks(report: Report) -> Counter[Identity]:
    return Counter(identity(each) for each in report.findings if each.severity == "block")


def identity(each: Finding) -> Identity:
    return (each.rule, each.severity, each.path, each.subject, each.period, each.message)


def usable(edits: Edits) -> Edits:
    """Without what its schema refuses: such a change has no window."""
    return {path: content for path, content in edits.items() if not _is_refused(path, content)}


def _is_refused(path: str, content: bytes | None) -> bool:
    if content is None:
        return False
    record = read_record(Overlaid(TREE, {path: content}), path)
    if not isinstance(record, Record):
        return True
    return not validator(record.place.kind).is_valid(record.data)


# -- the property --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("city", "county"), [("jinzhou", "heishan"), ("guyuan", "xiji"), ("shili", "shilixian")]
)
def test_the_window_sees_whatever_a_change_makes_block(city: str, county: str, seed: int) -> None:
    """Over a county in which much is wrong already, by several hands."""
    clean = Place(TREE, city, county)
    before = clean.edited(usable(Clerk(clean.records, seed).edits(30)))
    there = blocks(before.whole())
    clerk = Clerk(before.records, seed + 100)
    narrowed = found = 0
    for number in (1, 1, 1, 2, 3, 1, 1, 2):
        edits = clerk.edits(number)
        after = before.edited(edits)
        window = window_of(edits, before.files, after.files)
        if window is None:
            continue
        narrowed += 1
        fresh = blocks(after.whole()) - there
        found += fresh.total()
        assert blocks(before.to(after, edits, window)) == fresh, edits
        seen = blocks(after.windowed(window)) - blocks(before.windowed(window))
        assert seen == fresh, edits
    assert narrowed


def test_what_blocks_in_a_window_blocks_in_the_whole_county() -> None:
    """On records that block nothing by themselves: the window invents nothing."""
    clean = Place(TREE, "jinzhou", "heishan")
    assert not blocks(clean.whole())
    for month in ("2026-01", "2026-05", "2026-10"):
        path = f"{HEISHAN}/fangshan/attendance/{month}.yml"
        window = window_of([path], TREE, TREE)
        assert window is not None
        assert not blocks(clean.windowed(window))
        assert not blocks(clean.windowed(replace(window, people=None)))
        assert not blocks(clean.windowed(replace(window, people=None, shut=frozenset())))


# -- what is in it -------------------------------------------------------------------------


def window(edits: Mapping[str, Any]) -> Window | None:
    after = Overlaid(TREE, {path: data and written(data) for path, data in edits.items()})
    return window_of(edits, TREE, after)


def data_of(path: str) -> dict[str, Any]:
    record = read_record(TREE, path)
    assert isinstance(record, Record)
    return record.data


def test_a_sheet_needs_its_quarter_and_those_it_names() -> None:
    found = window({SHEET: None})
    assert found is not None
    assert sorted(found.months) == ["2026-04", "2026-05", "2026-06"]
    assert found.people == frozenset(data_of(SHEET)["sheets"])
    assert found.shut == ELSEWHERE


def test_a_log_needs_whom_its_name_says_and_whom_it_names() -> None:
    path, other = f"{HEISHAN}/fangshan/logs/2026-05/210726-002.yml", "210726-003"
    found = window({path: {**data_of(path), "cadre": other}})
    assert found is not None
    assert found.people == frozenset({"210726-002", other})
    place = place_of(path)
    assert place is not None
    assert found.opens(place)


def test_a_file_under_anothers_name_is_refused_in_its_window() -> None:
    path = f"{HEISHAN}/fangshan/logs/2026-05/210726-002.yml"
    clean = Place(TREE, "jinzhou", "heishan")
    edits: Edits = {path: written({**data_of(path), "cadre": "210726-003"})}
    after = clean.edited(edits)
    found = blocks(clean.to(after, edits, window_of(edits, TREE, after.files)))
    assert "file_name_matches_content" in {rule for rule, *_ in found}


def test_a_leave_needs_all_the_quarters_that_it_reaches_by_its_weeks() -> None:
    path = f"{HEISHAN}/daxing/leave/2026-04.yml"
    data = data_of(path)
    first = {**data["leaves"][0], "from": "2026-04-30", "to": "2026-06-30"}
    found = window({path: {**data, "leaves": [first, *data["leaves"][1:]]}})
    assert found is not None
    # 30 June 2026 is a Tuesday: the log of its week is July's
    assert {"2026-04", "2026-06", "2026-07"} <= found.months
    assert "2026-01" not in found.months


def test_both_sides_of_a_change_count() -> None:
    path = f"{HEISHAN}/payments/2026-Q2.yml"
    data = data_of(path)
    months = {month for each in data["payments"] for month in each["months"]}
    moved = [{**data["payments"][0], "months": ["2026-09"]}]
    found = window({path: {"quarter": "2026-Q2", "payments": moved}})
    assert found is not None
    assert months | {"2026-09"} <= found.months


def test_a_case_needs_the_months_of_its_inspections_and_everybodys_records() -> None:
    path = "records/shili/shilixian/cases/990101-c002.yml"
    case = {**data_of(path), "inspections": ["9901-202602-01"]}
    found = window({path: case})
    assert found is not None
    assert "2026-02" in found.months
    assert found.people is None
    assert not found.shut


def test_what_happens_in_a_place_calls_for_whoever_is_posted_there() -> None:
    path = "records/guyuan/xiji/huoshizhai/visits/2026.yml"
    found = window_of([path], TREE, TREE)
    assert found is not None
    assert found.people is None
    assert found.shut == ELSEWHERE


@pytest.mark.parametrize(
    "path",
    [
        f"{HEISHAN}/region.yml",
        f"{HEISHAN}/cadres/210726-002.yml",
        "records/jinzhou/units.yml",
        "records/regulations/s1.yml",
        "records/calendar/2026.yml",
        f"{HEISHAN}/fangshan/attendance/notes.txt",
    ],
)
def test_what_bears_on_everything_has_no_window(path: str) -> None:
    assert window_of([path, SHEET], TREE, TREE) is None


def test_a_record_that_cannot_be_used_has_no_window() -> None:
    assert window({SHEET: {"month": "2026-05"}}) is None
    broken = Overlaid(TREE, {SHEET: b"month: ["})
    assert window_of([SHEET], TREE, broken) is None
    assert window_of([SHEET], broken, TREE) is None


def test_what_is_no_record_needs_nothing() -> None:
    found = window_of(["README.md", "records/README.md", "docs/index.md"], TREE, TREE)
    assert found == Window(frozenset(), ELSEWHERE, frozenset())


def test_every_kind_is_known_to_be_of_a_month_of_none_or_of_all() -> None:
    everything = {"region", "units", "cadre", "regulation", "calendar"}
    assert {*kinds(), "photo"} == {*ABOUT, *ELSEWHERE, *FEW, *everything}
    assert {*ABOUT} >= DAILY


def test_no_cadence_that_counts_daily_acts_blocks() -> None:
    """It would count over more than a quarter, which no window holds."""
    for pack in commons().law:
        for cadence in pack.norms.cadences:
            counted = {*STREAMS[cadence.act].kinds} & {*DAILY, PAYMENTS}
            assert not (counted and cadence.severity == "block"), cadence.key


# -- what is read of it --------------------------------------------------------------------


def test_a_window_opens_no_file_that_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = Disk.read

    def noted(disk: Disk, path: str, *limit: int) -> Any:
        read.append(path)
        return plain(disk, path, *limit)

    found = window_of([SHEET], TREE, TREE)
    assert found is not None
    assert found.people is not None
    city = load_city(TREE, "jinzhou")
    monkeypatch.setattr(Disk, "read", noted)
    county = load_county(TREE, commons(), city, "heishan", AS_OF, found).facts
    places = [place_of(path) for path in read]
    assert all(found.opens(place) for place in places if place)
    logs = {(p.period, p.name) for p in places if p and p.kind == "log"}
    assert logs == {(month, id_) for month in found.months for id_ in found.people
                    if (month, id_) in logs}  # fmt: skip
    assert {*county.cadres} == found.people
    assert not [path for path in read if "/projects/" in path or "/papers/" in path]
    assert f"{HEISHAN}/fangshan/logs/2026-01/" in county.unopened
    assert f"{HEISHAN}/fangshan/projects/" in county.unopened


def test_what_is_left_out_is_lacking_and_not_missing() -> None:
    found = window_of([SHEET], TREE, TREE)
    city = load_city(TREE, "jinzhou")
    county = load_county(TREE, commons(), city, "heishan", AS_OF, found).facts
    whole = load_county(TREE, commons(), city, "heishan", AS_OF).facts
    other = next(id_ for id_ in whole.cadres if id_ not in county.cadres)
    assert county.lacks(f"{HEISHAN}/cadres/{other}.yml")
    assert county.lacks(f"{HEISHAN}/cadres/")
    assert county.lacks(f"{HEISHAN}/fangshan/attendance/2026-01.yml")
    assert county.lacks(f"{HEISHAN}/papers/")
    assert not county.lacks(SHEET, f"{HEISHAN}/fangshan/leave/")
    assert county.opened("2026-04-01", "2026-06-30", "attendance", "log", "leave")
    assert not county.opened("2026-03-31", "2026-04-01", "attendance")
    assert not county.opened("2026-04-01", "2026-04-01", "papers")
    assert not county.has_everybody
    assert whole.has_everybody
    assert not whole.lacks(f"{HEISHAN}/cadres/", f"{HEISHAN}/papers/")
    assert whole.opened("2020-01-01", "2030-01-01", "attendance", "papers")


def test_a_region_is_missed_by_what_was_not_opened() -> None:
    gone: Edits = {f"{HEISHAN}/daxing/region.yml": None}
    files = Overlaid(TREE, gone)
    city = load_city(files, "jinzhou")
    found = window_of([SHEET], files, files)
    county = load_county(files, commons(), city, "heishan", AS_OF, found).facts
    assert county.missing_regions == tuple(gone)


def test_a_number_written_as_an_escape_is_still_read() -> None:
    people = Window(frozenset({"2026-05"}), frozenset(), frozenset({"210726-002"}))
    place = place_of(f"{HEISHAN}/fangshan/leave/2026-05.yml")
    assert place is not None
    assert people.heeds(place, b"cadre: 210726-002")
    assert not people.heeds(place, b"cadre: 210726-003")
    assert people.heeds(place, b'cadre: "210726-00\x32"')
    assert people.heeds(place, b"leaves: []")
    paid = place_of(f"{HEISHAN}/payments/2026-Q2.yml")
    assert paid is not None
    assert people.heeds(paid, b"{cadre: 210726-002, months: [2026-05]}")
    assert not people.heeds(paid, b"{cadre: 210726-002, months: [2026-08]}")
