"""What a person is shown of a refusal: the cause first, its consequences counted."""

from __future__ import annotations

import json

from click.testing import CliRunner

from gate.forge import COUNTY, TOWN, Forge
from zhucun.cli.gate import command
from zhucun.gate.abridged import MOST_ALIKE, abridged
from zhucun.gate.judge import Verdict, judge
from zhucun.read.git import Repository

CADRE = f"{COUNTY}/cadres/990101-001.yml"
AS_OF = "2026-11-05"


def verdict(repo: Forge) -> Verdict:
    with Repository(repo.folder) as repository:
        return judge(repository, repo.base, repo.head, AS_OF)


def told(repo: Forge, *options: str) -> str:
    asked = [repo.base, repo.head, "--repo", str(repo.folder), "--as-of", AS_OF, *options]
    return CliRunner().invoke(command, asked).output


def delete_a_cadre(repo: Forge) -> None:
    repo.delete(CADRE)
    repo.commit("删了一个人")


def test_the_cause_comes_first_and_its_many_consequences_are_counted(repo: Forge) -> None:
    delete_a_cadre(repo)
    whole = verdict(repo).report
    alike = [f for f in whole.findings if f.rule == "cadre_is_known"]
    assert len(alike) > MOST_ALIKE + 1, "the miniature has too few records of the cadre to tell"
    report = abridged(verdict(repo))
    assert report.findings[0].rule == "nothing_final_is_deleted"
    assert sum(f.rule == "cadre_is_known" for f in report.findings) == MOST_ALIKE
    assert any(f"另有 {len(alike) - MOST_ALIKE} 处同样的问题" in note for note in report.notes)
    assert report.count("block") == whole.count("block")


def test_everything_is_listed_in_full_and_in_json(repo: Forge) -> None:
    delete_a_cadre(repo)
    whole = verdict(repo).report
    assert "处同样的问题" in told(repo)
    full = told(repo, "--full")
    assert "处同样的问题" not in full
    assert full.count("[cadre_is_known]") > MOST_ALIKE
    assert len(json.loads(told(repo, "--format", "json"))["findings"]) == len(whole.findings)


def test_what_was_wrong_before_is_one_line(repo: Forge) -> None:
    repo.write(f"{COUNTY}/notes.txt", "放错了地方\n")
    repo.settle()
    repo.append(f"{TOWN}/meetings/2026.yml", "# 备注\n")
    repo.commit("无关的改动")
    given = verdict(repo)
    assert given.inherited
    report = abridged(given)
    assert not report.blocks
    assert report.findings == ()
    assert any("改动以前就有" in note for note in report.notes)
