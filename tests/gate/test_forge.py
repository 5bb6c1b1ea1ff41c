"""The forge makes what git itself would make, and what it would not."""

from __future__ import annotations

import subprocess
from pathlib import Path

from gate.forge import COUNTY, TOWN, Forge
from gate.objects import ENVIRONMENT, FILE, git, leaves_of

SHEET = f"{TOWN}/attendance/2026-09.yml"


def fsck(repo: Forge) -> subprocess.CompletedProcess[bytes]:
    command = ["git", f"--git-dir={repo.folder}", "fsck", "--strict", "--no-dangling"]
    return subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)


def test_an_ordinary_draft_is_a_sound_commit(repo: Forge) -> None:
    repo.edit(SHEET, "month: 2026-09\n", "# 九月\nmonth: 2026-09\n")
    repo.write("docs/new/page.md", "# 一页\n")
    repo.delete(f"{COUNTY}/reviews")
    repo.rename("docs/guide.md", "docs/book.md")
    head = repo.commit("改动", date="2026-11-05T10:00:00+08:00")
    assert fsck(repo).returncode == 0
    told = git(repo.folder, "show", "--no-renames", "--name-status", "--format=%cI %an %s", head)
    assert told.decode().split("\n")[:1] == ["2026-11-05T10:00:00+08:00 录入员 改动"]
    assert {line[0] for line in told.decode().split("\n")[2:] if line} == {"A", "D", "M"}
    assert leaves_of(repo.folder, head) == repo.leaves


def test_git_verifies_the_signatures(repo: Forge, tmp_path: Path) -> None:
    signers = tmp_path / "signers"
    signers.write_text(f"zhen {repo.keys['zhen'].public}\n", encoding="utf-8")
    repo.write("docs/guide.md", "# 说明\n")
    good = repo.commit("签名", key=repo.keys["zhen"])
    bad = repo.commit("别人签名", key=repo.keys["other"])
    setting = f"gpg.ssh.allowedSignersFile={signers}"
    told = git(repo.folder, "-c", setting, "log", "--no-walk", "--format=%G?", good, bad)
    assert told.split() == [b"G", b"U"]


def test_git_finds_fault_with_a_name_written_twice(repo: Forge) -> None:
    sha = repo.objects.write("blob", b"x\n")
    repo.graft(f"{TOWN}/attendance", b"2026-09.yml", FILE, sha)
    repo.commit("重名")
    assert b"duplicateEntries" in fsck(repo).stderr


def test_a_file_of_zeros_is_small_on_disk_and_whole_to_git(repo: Forge) -> None:
    sha = repo.objects.write_zeros(3)
    assert git(repo.folder, "cat-file", "blob", sha) == bytes(3 << 20)
    assert (repo.folder / "objects" / sha[:2] / sha[2:]).stat().st_size < 20_000


def test_the_history_begins_with_an_older_state(repo: Forge) -> None:
    then, now = (leaves_of(repo.folder, sha) for sha in (repo.first, repo.base))
    assert then.keys() == now.keys()
    assert then[SHEET.encode()] != now[SHEET.encode()]
    assert git(repo.folder, "rev-list", "main").decode().split() == [repo.base, repo.first]


def test_each_copy_is_a_repository_of_its_own(repo: Forge) -> None:
    repo.write("docs/guide.md", "# 说明\n")
    settled = repo.settle()
    assert git(repo.folder, "rev-parse", "main").decode().strip() == settled
    assert repo.at(repo.first).head == repo.first
    assert repo.base == settled
