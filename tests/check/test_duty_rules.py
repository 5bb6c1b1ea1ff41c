"""Rules on duties, logs, events and households say nothing of what they can't see."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.tree import AS_OF, plant
from zhucun.check.finding import Finding
from zhucun.check.run import check, whole_tree

REPOSITORY = Path(__file__).parents[2]
COUNTY = "records/shili/shilixian"
TOWN = f"{COUNTY}/shilizhen"
RULES = {
    "duty_belongs_to_the_place",
    "in_village_day_has_an_entry",
    "visit_entry_has_evidence",
    "must_attend_is_attended",
    "household_is_on_the_register",
    "every_household_is_visited",
    "signing_case_names_the_signer",
}
FILES = (
    f"{COUNTY}/region.yml",
    f"{TOWN}/region.yml",
    f"{COUNTY}/cadres/990101-001.yml",
    f"{COUNTY}/cadres/990101-003.yml",
    f"{TOWN}/attendance/2026-10.yml",
    f"{TOWN}/leave/2026-09.yml",
    f"{TOWN}/leave/2026-10.yml",
    f"{TOWN}/logs/2026-10/990101-001.yml",
    f"{TOWN}/events/2026.yml",
)


def findings(root: Path, as_of: str = AS_OF) -> list[Finding]:
    report = check(root, whole_tree(root), as_of, progress=lambda done, total: None)
    return [f for f in report.findings if f.rule in RULES]


@pytest.mark.parametrize("regime", ["s1", "s4"])
@pytest.mark.parametrize("path", FILES)
def test_nothing_is_blamed_for_an_unreadable_file(path: str, regime: str, tmp_path: Path) -> None:
    plant(tmp_path, REPOSITORY, regime)
    (tmp_path / path).write_bytes(b"a: [1\n")
    assert findings(tmp_path) == []


@pytest.mark.parametrize("path", [f"{TOWN}/visits/2026.yml", f"{COUNTY}/cadres/990101-003.yml"])
def test_visits_that_cannot_be_seen_are_not_missed(path: str, tmp_path: Path) -> None:
    plant(tmp_path, REPOSITORY, "s4")
    region = tmp_path / COUNTY / "region.yml"
    region.write_text(
        region.read_text("utf-8").replace("records_from: 2026-09", "records_from: 2026-01"), "utf-8"
    )
    (tmp_path / path).write_bytes(b"a: [1\n")
    assert findings(tmp_path, "2027-01-05") == []


def test_no_message_names_a_household(tmp_path: Path) -> None:
    plant(tmp_path, REPOSITORY, "s4")
    visits = tmp_path / TOWN / "visits/2026.yml"
    visits.write_text(visits.read_text("utf-8").replace("[h003]}", "[h777]}"), "utf-8")
    (found,) = findings(tmp_path)
    assert found.pointer == "/villages/0/visits/1/households/0"
    assert "h777" not in found.message + found.discreet
