"""The sample: it tells of every kind of record, is written as it stands, and checks as it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.sample.write import write_sample

from zhucun.check.run import Report, check, whole_tree
from zhucun.law.rows import rows
from zhucun.read.layout import place_of
from zhucun.schema.store import kinds

AS_OF = "2026-11-22"

# What records/README.md says is planted: rule or norm, and the files that it is found in.
PLANTED = {
    "absence_dispositions_are_recorded": {
        "shili/shilixian/cases/990101-c006.yml",
        "shili/yanglixian/cases/990102-c002.yml",
    },
    "boundary_leave_is_noted": {"shili/shilixian/shilizhen/leave/2026-05.yml"},
    "conduct_dispositions_are_recorded": {"shili/yanglixian/cases/990102-c004.yml"},
    "in_village_day_has_whereabouts": {
        "shili/yanglixian/yanglizhen/attendance/2026-03.yml",
        "shili/yanglixian/yanglizhen/attendance/2026-05.yml",
    },
    "s0/meeting.township": {"shili/yanglixian/nanpo/region.yml"},
    "s0/review.quarterly_comment": {"shili/yanglixian/cadres/990102-003.yml"},
    "s2/certificate.held": {"shili/fanliqu/donglingzhen/village-cadres/990103-v033.yml"},
    "s2/enrolment.number": {"shili/fanliqu/donglingzhen/region.yml"},
    "s2/reserve.for_secretary": {"shili/fanliqu/fanlizhen/region.yml"},
    "s2/secondment.city": {"shili/fanliqu/hewanjiedao/region.yml"},
    "s2/training.reflection": {"shili/fanliqu/fanlizhen/meetings/2026.yml"},
    "s3/circular.monthly": {"shili/fanliqu/hewanjiedao/region.yml"},
    "s3/debrief.to_villagers": {"shili/fanliqu/hewanjiedao/village-cadres/990103-v063.yml"},
    "s3/health_check.in_time": {"shili/fanliqu/hewanjiedao/village-cadres/990103-v051.yml"},
    "s3/reserve.woman": {"shili/fanliqu/hewanjiedao/region.yml"},
    "s3/team.second_age": {"shili/fanliqu/hewanjiedao/region.yml"},
    "s4/community.first_secretary": {"guyuan/xiji/jiqiang/region.yml"},
    "s4/village.first_secretary": {
        "guyuan/xiji/huoshizhai/region.yml",
        "guyuan/xiji/jiangtai/region.yml",
        "guyuan/xiji/jiqiang/region.yml",
    },
    "shortfall_is_explained": {"shili/yanglixian/nanpo/attendance/2026-10.yml"},
}


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return check(root, whole_tree(root), AS_OF, progress=lambda done, total: None)


def test_every_kind_of_record_is_told_of(root: Path) -> None:
    paths = (p.relative_to(root).as_posix() for p in (root / "records").rglob("*") if p.is_file())
    told = {place.kind for path in paths if (place := place_of(path))}
    assert told >= set(kinds())


def test_nothing_blocks_and_only_what_is_planted_is_found(report: Report) -> None:
    found: dict[str, set[str]] = {}
    for finding in report.findings:
        path = finding.path.removeprefix("records/")
        found.setdefault(finding.entry or finding.rule, set()).add(path)
    assert report.count("block") == 0
    assert found == PLANTED


def test_every_finding_has_its_article(report: Report) -> None:
    for finding in report.findings:
        assert finding.cite is not None, finding
        assert set(finding.rows) <= set(rows())


def test_misconduct_is_only_told_of_the_city_that_does_not_exist(root: Path) -> None:
    cases = {p.relative_to(root / "records").parts[0] for p in root.glob("records/*/*/cases/*.yml")}
    assert cases == {"shili"}


def test_objections_are_only_told_of_that_city(root: Path) -> None:
    told: dict[str, str] = {}
    for path in root.glob("records/*/*/notices/*.yml"):
        city = path.relative_to(root / "records").parts[0]
        told[city] = told.get(city, "") + path.read_text("utf-8")
    assert {c for c, text in told.items() if "objections:" in text} == {"shili"}
    assert {c for c, text in told.items() if "withdrawn:" in text} == {"shili"}
    assert len(told) == 3


def test_the_records_are_what_the_generator_writes(root: Path, tmp_path: Path) -> None:
    write_sample(tmp_path)
    written = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    cities = {path.parts[0] for path in written}
    kept = {
        p.relative_to(root / "records"): p.read_bytes()
        for city in cities
        for p in (root / "records" / city).rglob("*")
        if p.is_file()
    }
    assert kept == written
