"""The forge's list of reviewers: generated, checked, and never out of step with the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run
from gate.changes import finds
from gate.forge import COUNTY, REPOSITORY, TOWN, Forge
from zhucun.gate.codeowners import MARK, codeowners, head_of
from zhucun.read.git import Repository
from zhucun.read.snapshot import Snapshot

RULE = "codeowners_is_current"
CITY = "records/shili"
OWNERS = ".github/CODEOWNERS"
GITLAB = ".gitlab/CODEOWNERS"
GITEA = ".gitea/CODEOWNERS"
HEAD = "* @shili/weihu\n/tools/ @shili/chengxu\n"
LINES = (
    "/records/shili/ @shili/zuzhibu\n"
    "/records/shili/shilixian/ @shilixian/zuzhibu @zhang-san\n"
    "/records/shili/shilixian/region.yml @shili/zuzhibu\n"
    "/records/shili/shilixian/shilizhen/ @zhen-wei\n"
    "/records/shili/shilixian/shilizhen/region.yml @shilixian/zuzhibu @zhang-san\n"
)


def generated(repo: Forge, path: str, head: str = HEAD) -> str:
    """The list that the draft's records give."""
    tree = repo.objects.write_tree(repo.leaves)
    with Repository(repo.folder) as repository:
        return codeowners(Snapshot(repository, tree), path, head)


@pytest.fixture
def reviewed(repo: Forge) -> Forge:
    """The world with reviewers in three regions, and their list."""
    repo.append(f"{CITY}/region.yml", 'reviewers: ["@shili/zuzhibu"]\n')
    repo.append(f"{COUNTY}/region.yml", 'reviewers: ["@shilixian/zuzhibu", "@zhang-san"]\n')
    repo.append(f"{TOWN}/region.yml", 'reviewers: ["@zhen-wei"]\n')
    repo.write(OWNERS, generated(repo, OWNERS))
    repo.settle("有审核人")
    return repo


def test_each_region_has_its_folder_and_the_level_above_its_region_file(reviewed: Forge) -> None:
    assert reviewed.read(OWNERS) == f"{HEAD}{MARK}\n{LINES}"


def test_a_region_without_reviewers_is_its_superiors(reviewed: Forge) -> None:
    text = reviewed.read(f"{COUNTY}/region.yml")
    reviewed.write(f"{COUNTY}/region.yml", text.partition("reviewers:")[0])
    assert generated(reviewed, OWNERS, "").splitlines()[1:] == [
        "/records/shili/ @shili/zuzhibu",
        "/records/shili/shilixian/shilizhen/ @zhen-wei",
        "/records/shili/shilixian/shilizhen/region.yml @shili/zuzhibu",
    ]


def test_gitea_reads_regular_expressions(reviewed: Forge) -> None:
    lines = generated(reviewed, GITEA, "").splitlines()
    assert lines[1] == "records/shili/.* @shili/zuzhibu"
    assert lines[3] == r"records/shili/shilixian/region\.yml @shili/zuzhibu"
    assert generated(reviewed, GITLAB) == generated(reviewed, OWNERS)


def test_what_is_no_account_makes_no_line_of_its_own(reviewed: Forge) -> None:
    reviewed.edit(f"{TOWN}/region.yml", '["@zhen-wei"]', '["@zhen-wei\\n* @everybody", "zhen", 3]')
    assert "shilizhen" not in generated(reviewed, OWNERS)


def test_the_head_is_what_stands_above_the_mark() -> None:
    assert head_of(f"{HEAD}{MARK}\n{LINES}") == HEAD
    assert head_of("* @a") == "* @a\n"
    assert head_of("") == ""


def test_reviewers_change_together_with_their_list(reviewed: Forge) -> None:
    reviewed.edit(f"{TOWN}/region.yml", "@zhen-wei", "@zhen-wei-2")
    reviewed.commit("换审核人")
    [found] = finds(reviewed, RULE)
    assert found.path == OWNERS
    reviewed.write(OWNERS, generated(reviewed, OWNERS))
    reviewed.commit("清单也换")
    assert finds(reviewed, RULE) == []


def test_the_list_is_not_edited_by_hand(reviewed: Forge) -> None:
    reviewed.edit(OWNERS, "/records/shili/shilixian/shilizhen/ @zhen-wei\n", "")
    reviewed.commit("手改")
    assert len(finds(reviewed, RULE)) == 1
    reviewed.write(OWNERS, f"{HEAD}/records/ @nobody\n")
    reviewed.commit("去掉分隔线")
    assert len(finds(reviewed, RULE)) == 1


def test_another_change_asks_nothing(reviewed: Forge) -> None:
    reviewed.edit(f"{TOWN}/region.yml", "name: 示例镇\n", "name: 示例新镇\n")
    reviewed.commit("改名")
    assert finds(reviewed, RULE) == []


def test_who_reviews_the_tool_changes_by_itself(reviewed: Forge) -> None:
    reviewed.edit(OWNERS, "/tools/ @shili/chengxu", "/tools/ @zhen-wei")
    reviewed.commit("改手写部分")
    assert finds(reviewed, RULE) == []
    reviewed.edit(f"{TOWN}/region.yml", "name: 示例镇\n", "name: 示例新镇\n")
    reviewed.commit("夹在记录里")
    assert "手写的部分" in finds(reviewed, RULE)[0].message


def test_the_list_is_not_dropped_along_with_records(reviewed: Forge) -> None:
    reviewed.delete(OWNERS)
    reviewed.commit("不用了")
    assert finds(reviewed, RULE) == []
    reviewed.edit(f"{TOWN}/region.yml", "name: 示例镇\n", "name: 示例新镇\n")
    reviewed.commit("又改记录")
    assert "删去" in finds(reviewed, RULE)[0].message


def test_every_list_of_the_repository_is_kept(reviewed: Forge) -> None:
    reviewed.write(GITEA, generated(reviewed, GITEA, ""))
    reviewed.commit("两个平台")
    assert finds(reviewed, RULE) == []
    reviewed.edit(GITEA, "shilizhen/.* @zhen-wei", "shilizhen/.* @li-si")
    reviewed.commit("只改一个")
    assert [f.path for f in finds(reviewed, RULE)] == [GITEA]


# -- the command --------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree with reviewers in a city."""
    region = tmp_path / CITY / "region.yml"
    region.parent.mkdir(parents=True)
    region.write_text('level: 市\nreviewers: ["@shili/zuzhibu"]\n', encoding="utf-8")
    return tmp_path


def test_the_command_prints_writes_and_checks(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--root", str(tree))
    assert "/records/shili/ @shili/zuzhibu\n" in run(capsys, "codeowners", *at)[1]
    assert run(capsys, "codeowners", *at, "--check")[0] == 0
    owners = tree / OWNERS
    owners.parent.mkdir()
    owners.write_text(HEAD, encoding="utf-8")
    code, out, _ = run(capsys, "codeowners", *at, "--check")
    assert code == 1
    assert "请运行 zhucun codeowners --out .github/CODEOWNERS" in out
    assert run(capsys, "codeowners", *at, "--out", OWNERS)[0] == 0
    assert owners.read_text(encoding="utf-8") == f"{HEAD}{MARK}\n/records/shili/ @shili/zuzhibu\n"
    assert run(capsys, "codeowners", *at, "--check")[0] == 0


def test_what_cannot_be_written_is_a_sentence(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, said = run(capsys, "codeowners", "--root", str(tree), "--out", str(tree / CITY))
    assert code == 2
    assert "写不进去" in said


def test_the_samples_list_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "codeowners", "--root", str(REPOSITORY), "--check")[0] == 0
    assert "/records/shili/shilixian/ @zhucun-shili/" in (REPOSITORY / OWNERS).read_text("utf-8")
