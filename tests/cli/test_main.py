"""The command line: exit codes, and every mistake answered in Chinese without a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from git_tree import committed

from command_line import run
from mini.tree import AS_OF
from zhucun.cli import check as check_command

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["chek"], "没有 chek 这个命令"),
        (["check", "--nope"], "没有 --nope 这个选项"),
        (["check", "--format", "xml"], "--format 的值不对"),
        (["check", "--jobs", "0"], "--jobs 的值不对"),
        (["check", "--as-of", "2026-02-30"], "不是日期"),
        (["check", "--as-of", "20261105"], "不是日期"),
        (["check", "--as-of", "9999-12-31"], "不是日期"),
        (["check", "--root", "/nowhere"], "没有 records 文件夹"),
        (["check", "recrods/shili/typo.yml"], "请核对路径"),
        (["check", "--as-of"], "--as-of 后面缺少内容"),
        (["check", "/etc/passwd"], "不在记录库"),
        (["assess", "--region", "nowhere"], "没有“nowhere”这个市"),
        (["assess", "--year", "20"], "--year 的值不对"),
        (["explain"], "缺少 干部编号"),
        (["explain", "990101-999"], "990101-999"),
        (["explain", "张三"], "张三"),
        (["build", "--region", "nowhere"], "没有“nowhere”这个市"),
    ],
)
def test_a_mistake_is_a_sentence_and_exit_2(
    arguments: list[str],
    phrase: str,
    tree: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tree)
    if "--as-of" not in arguments and arguments[0] != "chek":
        arguments = [*arguments, "--as-of", AS_OF]
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert phrase in err
    assert CHINESE.search(err)
    assert "Traceback" not in out + err


@pytest.mark.parametrize("command", ["check", "assess", "explain", "build", "serve"])
def test_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert out.startswith("用法")
    assert not re.search(r"\b(Usage|Options|Show|Commands)\b", out)


def test_outside_git_the_date_must_be_given(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tree.parent))
    code, _, err = run(capsys, "check", "--root", str(tree))
    assert code == 2
    assert "--as-of" in err


def test_the_date_is_that_of_the_commit_in_shanghai(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 17:00 UTC on the 2nd is already the 3rd in Shanghai: what was done on the 3rd is not ahead
    committed(tree, when="2026-11-02T17:00:00+00:00")
    code, out, _ = run(capsys, "check", "--root", str(tree))
    assert code == 0, out


def test_a_fault_of_the_tool_is_a_sentence_too(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(check_command, "check", broken)
    code, out, err = run(capsys, "check", "--root", str(tree), "--as-of", AS_OF)
    assert code == 2
    assert "程序自身出错" in err
    assert "Traceback" not in out + err


def test_without_git_the_date_is_asked_for(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tree))
    code, _, err = run(capsys, "check", "--root", str(tree))
    assert code == 2
    assert "--as-of" in err
    assert "程序自身" not in err


def test_without_git_the_site_still_builds(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tree))
    out = tree / "out" / "site"
    code, shown, err = run(
        capsys, "build", "--root", str(tree), "--as-of", AS_OF, "--out", str(out)
    )
    assert code == 0, err
    assert "版本 未提交" in shown
    assert (out / "index.html").is_file()


def test_a_closed_folder_is_a_finding(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = str(tree / "records/shili/shilixian/shilizhen/leave")
    plain = os.scandir

    def scandir(path: str | os.PathLike[str]) -> object:
        if str(path) == closed:
            raise PermissionError(13, "Permission denied")
        return plain(path)

    monkeypatch.setattr(os, "scandir", scandir)
    code, out, err = run(capsys, "check", "--root", str(tree), "--as-of", AS_OF, "--jobs", "1")
    assert code == 1
    assert "shilizhen/leave:1:1" in out
    assert "打不开" in out
    assert not err


def test_a_deleted_file_names_its_county(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = "records/shili/shilixian/shilizhen/leave/2026-09.yml"
    (tree / path).unlink()
    code, out, _ = run(capsys, "check", "--root", str(tree), "--as-of", AS_OF, path)
    assert code == 1
    assert "[leave_days_are_covered]" in out


def test_an_answer_that_nobody_reads_is_no_yes(tree: Path) -> None:
    unread, out = os.pipe()
    os.close(unread)
    command = [sys.executable, "-m", "zhucun", "check", "--root", str(tree), "--as-of", AS_OF]
    with os.fdopen(out, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert done.returncode != 0
    assert done.stderr == b""
