"""The pre-receive hook: real pushes into a bare repository, and what the pusher reads."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gate.forge import DATE, TOWN, Forge, Foundry
from gate.objects import ENVIRONMENT, git
from zhucun.gate import push
from zhucun.read.git import GitError, Repository

HOOK = Path(__file__).parents[2] / "tools" / "forges" / "pre-receive"
SHEET = f"{TOWN}/attendance/2026-10.yml"
DAYS = "在村: 8-10, 12-17, 19-23, 26-31\n    因公外出: 24"
FEWER = "在村: 8-10, 12-17, 19-23\n    因公外出: 24, 26-31"
TODAY = "2026-11-05"


@dataclass
class Pushed:
    """How a push ended; `said` is what the pusher's git printed."""

    code: int
    said: str

    @property
    def accepted(self) -> bool:
        return self.code == 0


@dataclass
class Server:
    """A bare repository with the hook installed as docs/gate.md says."""

    folder: Path
    environment: dict[str, str]

    def tip(self, ref: str = "refs/heads/main") -> str:
        """The commit a reference points to; "" without one."""
        return git(self.folder, "for-each-ref", "--format=%(objectname)", ref).decode().strip()

    def has(self, sha: str) -> bool:
        """Whether an object has come into its store."""
        found = git(self.folder, "cat-file", "--batch-check", stdin=f"{sha}\n".encode())
        return b"missing" not in found

    def configure(self, *arguments: str) -> None:
        git(self.folder, "config", *arguments)

    def is_sound(self) -> bool:
        """Whether git finds nothing damaged or missing."""
        command = ["git", f"--git-dir={self.folder}", "fsck", "--full", "--strict", "--no-dangling"]
        done = subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
        return done.returncode == 0 and not done.stdout.strip()

    def start(self, client: Forge, *refs: str) -> subprocess.Popen[str]:
        """A push under way, in a process group of its own."""
        command = ["git", f"--git-dir={client.folder}", "push", self.folder.as_uri(), *refs]
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=self.environment,
            start_new_session=True,
        )

    def push(self, client: Forge, *refs: str) -> Pushed:
        """A push and its end."""
        process = self.start(client, *refs)
        said, _ = process.communicate(timeout=120)
        return Pushed(process.returncode, said)


def hooked(folder: Path, scratch: Path) -> Server:
    (folder / "hooks").mkdir(exist_ok=True)
    shutil.copy2(HOOK, folder / "hooks" / "pre-receive")
    stub = scratch / "bin" / "date"
    stub.parent.mkdir(exist_ok=True)
    stub.write_text(f'#!/bin/sh\ntest "$TZ $*" = "CST-8 +%F" && echo {TODAY}\n', encoding="utf-8")
    stub.chmod(0o755)
    environment = {**ENVIRONMENT, "PATH": f"{stub.parent}:{ENVIRONMENT['PATH']}"}
    server = Server(folder, environment)
    server.configure("zhucun.command", str(Path(sys.executable).with_name("zhucun")))
    return server


@pytest.fixture
def server(foundry: Foundry, tmp_path: Path) -> Server:
    foundry.copy(tmp_path / "server.git")
    return hooked(tmp_path / "server.git", tmp_path)


@pytest.fixture
def client(repo: Forge) -> Forge:
    return repo


def unexplained(client: Forge) -> str:
    """A commit that rewrites a sealed month, so that it falls short."""
    client.edit(SHEET, DAYS, FEWER)
    return client.commit("十月考勤")


def honest(client: Forge, text: str = "再写一句。\n") -> str:
    client.append("docs/guide.md", text)
    return client.commit("说明")


# Accepted and refused


def test_an_honest_push_is_accepted(server: Server, client: Forge) -> None:
    head = honest(client)
    pushed = server.push(client, f"{head}:refs/heads/main")
    assert pushed.accepted, pushed.said
    assert "remote: 合并把关 refs/heads/main：通过。" in pushed.said
    assert server.tip() == head
    assert server.is_sound()


def test_a_refused_push_says_why_and_leaves_nothing(server: Server, client: Forge) -> None:
    before, head = server.tip(), unexplained(client)
    pushed = server.push(client, f"{head}:refs/heads/main")
    assert not pushed.accepted
    assert "remote: 合并把关 refs/heads/main：不接受。" in pushed.said
    assert f"remote: {SHEET}:" in pushed.said
    assert "阻止合并" in pushed.said
    assert server.tip() == before
    assert not server.has(head)
    assert server.is_sound()


def test_what_is_refused_can_be_mended_and_pushed_again(server: Server, client: Forge) -> None:
    refused = unexplained(client)
    assert not server.push(client, f"{refused}:refs/heads/main").accepted
    client.at(client.base)
    head = honest(client)
    assert server.push(client, f"{head}:refs/heads/main").accepted
    assert server.tip() == head


def test_a_forced_push_is_refused(server: Server, client: Forge) -> None:
    before = server.tip()
    client.at(client.first)
    head = honest(client)
    for refs in ([f"+{head}:refs/heads/main"], [f"+{client.first}:refs/heads/main"]):
        pushed = server.push(client, *refs)
        assert not pushed.accepted
        assert "会丢掉分支上已有的提交" in pushed.said
    assert server.tip() == before


def test_the_branch_can_not_be_deleted(server: Server, client: Forge) -> None:
    server.configure("receive.denyDeletes", "false")
    server.configure("receive.denyDeleteCurrent", "ignore")
    pushed = server.push(client, ":refs/heads/main")
    assert not pushed.accepted
    assert "不能删除" in pushed.said
    assert server.tip()


def test_other_branches_and_tags_are_free(server: Server, client: Forge) -> None:
    head = unexplained(client)
    refs = ("refs/heads/clerk", "refs/tags/v1", "refs/heads/main-draft")
    pushed = server.push(client, *(f"{head}:{ref}" for ref in refs))
    assert pushed.accepted, pushed.said
    assert [server.tip(ref) for ref in refs] == [head] * 3
    assert server.push(client, ":refs/heads/clerk").accepted


def test_one_bad_reference_refuses_the_whole_push(server: Server, client: Forge) -> None:
    head = unexplained(client)
    pushed = server.push(client, f"{head}:refs/heads/clerk", f"{head}:refs/heads/main")
    assert not pushed.accepted
    assert server.tip("refs/heads/clerk") == ""


# What is protected


def test_settings_name_what_is_protected(server: Server, client: Forge) -> None:
    server.configure("--add", "zhucun.protected", "release")
    server.configure("--add", "zhucun.protected", "refs/tags/official")
    head = unexplained(client)
    for ref in ("refs/heads/release", "refs/tags/official"):
        assert "阻止合并" in server.push(client, f"{head}:{ref}").said
        assert server.tip(ref) == ""
    assert server.push(client, f"{head}:refs/heads/main").accepted
    client.at(client.base)
    good = honest(client)
    assert not server.push(client, f"{good}:refs/heads/release").accepted  # main has moved on
    assert server.push(client, f"{head}:refs/heads/release").accepted


def test_a_new_protected_branch_comes_off_the_main_one(server: Server, client: Forge) -> None:
    server.configure("--add", "zhucun.protected", "main")
    server.configure("--add", "zhucun.protected", "release")
    client.at(client.first)
    pushed = server.push(client, f"{honest(client)}:refs/heads/release")
    assert "要从主分支上开出来" in pushed.said
    assert server.tip("refs/heads/release") == ""
    client.at(client.base)
    assert server.push(client, f"{honest(client)}:refs/heads/release").accepted


@pytest.mark.parametrize("ref", ["refs/heads/MAIN", "refs/heads/Main"])
def test_a_branch_that_some_systems_take_for_the_main_one(
    server: Server, client: Forge, ref: str
) -> None:
    pushed = server.push(client, f"{honest(client)}:{ref}")
    assert "只差大小写" in pushed.said
    assert server.tip(ref) == ""


def test_a_name_that_stands_for_the_branch_is_the_branch(server: Server, client: Forge) -> None:
    git(server.folder, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    before = server.tip()
    pushed = server.push(client, f"{unexplained(client)}:refs/heads/alias")
    assert not pushed.accepted
    assert server.tip() == before


def test_history_can_not_be_replaced(server: Server, client: Forge) -> None:
    head = honest(client)
    pushed = server.push(client, f"{head}:refs/replace/{client.base}")
    assert "refs/replace/" in pushed.said
    assert not pushed.accepted


# The first push


@pytest.fixture
def empty(tmp_path: Path) -> Server:
    folder = tmp_path / "empty.git"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=master", str(folder))
    return hooked(folder, tmp_path)


def test_the_first_push_is_checked_as_a_whole(empty: Server, client: Forge) -> None:
    pushed = empty.push(client, f"{client.base}:refs/heads/main")
    assert pushed.accepted, pushed.said
    assert empty.tip() == client.base


@pytest.mark.parametrize("branch", ["main", "master", "anything"])
def test_whichever_branch_is_first_it_is_not_free(
    empty: Server, client: Forge, branch: str
) -> None:
    client.edit(SHEET, "month: 2026-10", "month: 2026-13")
    pushed = empty.push(client, f"{client.commit('坏的')}:refs/heads/{branch}")
    assert not pushed.accepted
    assert SHEET in pushed.said
    assert empty.tip(f"refs/heads/{branch}") == ""


def test_a_link_in_the_first_push_is_refused(empty: Server, client: Forge) -> None:
    client.symlink(f"{TOWN}/attendance/2026-11.yml", "/etc/passwd")
    assert "符号链接" in empty.push(client, f"{client.commit('链接')}:refs/heads/main").said


def test_a_program_in_the_first_push_is_refused(empty: Server, client: Forge) -> None:
    client.executable(SHEET)
    assert "可执行程序" in empty.push(client, f"{client.commit('程序')}:refs/heads/main").said


def test_the_first_push_has_an_end(client: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    git(client.folder, "symbolic-ref", "HEAD", "refs/heads/unborn")
    update = push.Update("", client.base, "refs/heads/main")
    with Repository(client.folder) as repository:
        files = len(client.leaves)
        monkeypatch.setattr(push, "_MOST_AT_FIRST", files + 1)
        assert not push.Guard(repository, TODAY).answer(update).refuses
        monkeypatch.setattr(push, "_MOST_AT_FIRST", files)
        with pytest.raises(GitError, match="分几次提交"):
            push.Guard(repository, TODAY).answer(update)


# At once, and cut off


def test_of_two_pushes_at_once_one_wins(
    server: Server, foundry: Foundry, client: Forge, tmp_path: Path
) -> None:
    other = foundry.copy(tmp_path / "other.git")
    heads = [honest(client, "甲\n"), honest(other, "乙\n")]
    clients, ended = [client, other], [Pushed(-1, ""), Pushed(-1, "")]

    def run(which: int) -> None:
        ended[which] = server.push(clients[which], f"{heads[which]}:refs/heads/main")

    threads = [threading.Thread(target=run, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(pushed.accepted for pushed in ended) == [False, True], ended
    winner = 0 if ended[0].accepted else 1
    assert server.tip() == heads[winner]
    assert server.is_sound()
    # whoever lost goes on from there, and is not held up
    loser = clients[1 - winner]
    git(loser.folder, "-c", "protocol.allow=always", "fetch", "-q", server.folder.as_uri(), "main")
    loser.at(heads[winner])
    again = honest(loser, "再来\n")
    assert server.push(loser, f"{again}:refs/heads/main").accepted
    assert server.tip() == again


@pytest.fixture
def slow(server: Server, tmp_path: Path) -> Iterator[Path]:
    """A tool that tells that it runs and then doesn't end; its process is gone after the test."""
    tool, begun = tmp_path / "slow", tmp_path / "begun"
    tool.write_text(
        f'#!/bin/sh\necho $$ > "{begun}.part"\nmv "{begun}.part" "{begun}"\nexec sleep 60\n'
    )
    tool.chmod(0o755)
    server.configure("zhucun.command", str(tool))
    yield begun
    if begun.exists():
        _kill(int(begun.read_text()))


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _await(path: Path) -> int:
    for _ in range(1000):
        if path.exists():
            return int(path.read_text())
        time.sleep(0.01)
    raise AssertionError(f"{path} never came")


@pytest.mark.parametrize("victim", ["everything", "the tool"])
def test_a_push_that_is_killed_midway_leaves_the_repository_sound(
    server: Server, client: Forge, slow: Path, victim: str
) -> None:
    before, head = server.tip(), honest(client)
    process = server.start(client, f"{head}:refs/heads/main")
    tool = _await(slow)
    if victim == "everything":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        _kill(tool)
    process.communicate(timeout=30)
    assert process.returncode != 0
    assert server.tip() == before
    assert not server.has(head)
    assert server.is_sound()
    server.configure("zhucun.command", str(Path(sys.executable).with_name("zhucun")))
    pushed = server.push(client, f"{head}:refs/heads/main")
    assert pushed.accepted, pushed.said
    assert server.tip() == head
    assert server.is_sound()


def test_a_clerk_with_a_shallow_clone_is_not_held_up(server: Server, tmp_path: Path) -> None:
    work = tmp_path / "work"
    who = {
        f"GIT_{role}_{what}": "x@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    when = {"GIT_AUTHOR_DATE": DATE, "GIT_COMMITTER_DATE": DATE}

    def run(*arguments: str) -> None:
        environment = {**server.environment, **who, **when}
        subprocess.run(["git", *arguments], check=True, env=environment, capture_output=True)

    run("clone", "--quiet", "--depth=1", server.folder.as_uri(), str(work))
    (work / "docs" / "guide.md").write_text("# 新的说明\n", encoding="utf-8")
    run("-C", str(work), "commit", "--quiet", "--all", "--message=说明")
    before = server.tip()
    run("-C", str(work), "push", "--quiet", "origin", "HEAD:main")
    assert server.tip() != before
    assert server.is_sound()


def test_a_clone_holds_what_was_pushed(server: Server, client: Forge, tmp_path: Path) -> None:
    head = honest(client)
    assert server.push(client, f"{head}:refs/heads/main").accepted
    clone = ["git", "clone", "--quiet", server.folder.as_uri(), str(tmp_path / "clone")]
    subprocess.run(clone, check=True, env=server.environment)
    assert git(tmp_path / "clone" / ".git", "rev-parse", "HEAD").decode().strip() == head
    guide = (tmp_path / "clone" / "docs" / "guide.md").read_text(encoding="utf-8")
    assert guide.endswith("再写一句。\n")


# The hook and the command themselves


def test_a_server_without_the_tool_accepts_nothing(server: Server, client: Forge) -> None:
    server.configure("zhucun.command", "/nowhere/zhucun")
    pushed = server.push(client, f"{honest(client)}:refs/heads/main")
    assert not pushed.accepted
    assert "服务器上没有找到 zhucun" in pushed.said


def test_nothing_of_the_change_is_run_or_believed(
    server: Server, client: Forge, tmp_path: Path
) -> None:
    """The pusher's tool, and the pusher's settings of Python, stay the pusher's."""
    client.write("tools/zhucun/__init__.py", f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    head = client.commit("工具")
    module = tmp_path / "path" / "zhucun"
    module.mkdir(parents=True)
    (module / "__init__.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    server.environment["PYTHONPATH"] = str(module.parent)
    assert server.push(client, f"{head}:refs/heads/main").accepted
    assert not (tmp_path / "ran").exists()
    client.edit(SHEET, DAYS, FEWER)
    assert not server.push(client, f"{client.commit('考勤')}:refs/heads/main").accepted


def test_no_file_name_speaks_to_the_terminal(server: Server, client: Forge) -> None:
    client.write(f"{TOWN}/attendance/\x1b[2J\n::error::x.yml".encode(), "x: 1\n")
    pushed = server.push(client, f"{client.commit('怪名')}:refs/heads/main")
    assert not pushed.accepted
    assert "\x1b" not in pushed.said
    assert not [line for line in pushed.said.splitlines() if line.startswith("remote: ::")]


def test_no_branch_name_turns_the_text_round(empty: Server, client: Forge) -> None:
    pushed = empty.push(client, f"{client.base}:refs/heads/ma\u202ein")
    assert "合并把关 refs/heads/ma\\u202ein：通过。" in pushed.said


def test_a_long_answer_is_cut(server: Server, client: Forge) -> None:
    for number in range(120):
        client.write(f"{TOWN}/attendance/odd{number}.yml", "x: 1\n")
    pushed = server.push(client, f"{client.commit('许多')}:refs/heads/main")
    assert not pushed.accepted
    assert "行从略；请在本机用 zhucun gate 查看。" in pushed.said
    assert pushed.said.count("\n") < 220


def receive(server: Server, *arguments: str, stdin: str = "") -> Pushed:
    command = [str(Path(sys.executable).with_name("zhucun")), "receive", *arguments]
    done = subprocess.run(
        [*command, "--repo", str(server.folder)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        encoding="utf-8",
    )
    return Pushed(done.returncode, done.stderr)


def test_the_command_needs_a_date(server: Server) -> None:
    answer = receive(server)
    assert answer.code == 2
    assert "--as-of" in answer.said


@pytest.mark.parametrize("text", ["main\n", f"{'0' * 40} x refs/heads/main\n", "a b c\n"])
def test_the_command_reads_what_git_hands_over_and_nothing_else(server: Server, text: str) -> None:
    answer = receive(server, "--as-of", TODAY, stdin=text)
    assert answer.code == 2
    assert "pre-receive" in answer.said


def test_a_commit_that_is_not_there_is_a_fault(server: Server) -> None:
    answer = receive(server, "--as-of", TODAY, stdin=f"{server.tip()} {'1' * 40} refs/heads/main\n")
    assert answer.code == 2
    assert "没有" in answer.said
