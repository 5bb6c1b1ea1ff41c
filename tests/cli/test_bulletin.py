"""`zhucun bulletin`: a draft from the records, and no file of somebody else's overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import command_line
from zhucun.read.strict import parse_front_matter

FILE = "records/shili/shilixian/bulletins/2026-09.md"


def run(
    capsys: pytest.CaptureFixture[str], tree: Path, *arguments: str, region: str = "shili/shilixian"
) -> tuple[int, str, str]:
    place = ("--root", str(tree), "--region", region)
    given = arguments if "--as-of" in arguments else (*arguments, "--as-of", "2026-11-05")
    return command_line.run(capsys, "bulletin", *given, *place)


def test_it_writes_a_draft_where_it_belongs(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    code, out, _ = run(capsys, tree, "2026-09")
    assert code == 0
    assert "写好了" in out
    parsed = parse_front_matter((tree / FILE).read_bytes())
    assert isinstance(parsed.value, dict)
    assert parsed.value["month"] == "2026-09"
    assert "一、本月情况" in parsed.body
    assert {p.name for p in (tree / FILE).parent.iterdir()} == {"2026-09.md", "2026-10.md"}
    code, _, _ = command_line.run(capsys, "check", "--root", str(tree), "--as-of", "2026-11-05")
    assert code == 0


def test_the_same_records_give_the_same_bytes(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    _, printed, _ = run(capsys, tree, "2026-09", "--out", "-")
    assert not (tree / FILE).exists()
    run(capsys, tree, "2026-09", "--out", str(tree / "draft.md"))
    assert (tree / "draft.md").read_text(encoding="utf-8") == printed
    code, out, _ = run(capsys, tree, "2026-09", "--out", str(tree / "draft.md"))
    assert (code, "没有改动" in out) == (0, True)


def test_an_edited_draft_is_kept_unless_forced(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    run(capsys, tree, "2026-09")
    draft = (tree / FILE).read_text(encoding="utf-8")
    (tree / FILE).write_text(draft + "\n我加的一段。\n", encoding="utf-8")
    code, _, err = run(capsys, tree, "2026-09")
    assert (code, "没有动它" in err) == (2, True)
    assert "我加的一段" in (tree / FILE).read_text(encoding="utf-8")
    assert run(capsys, tree, "2026-09", "--force")[0] == 0
    assert (tree / FILE).read_text(encoding="utf-8") == draft


def test_an_issued_bulletin_is_never_overwritten(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    run(capsys, tree, "2026-09")
    issued = (tree / FILE).read_text(encoding="utf-8").replace(
        "month:", "issued: {by: county-od, date: 2026-11-05}\nmonth:", 1
    )  # fmt: skip
    (tree / FILE).write_text(issued, encoding="utf-8")
    code, _, err = run(capsys, tree, "2026-09", "--force")
    assert (code, "已经刊发，不能覆盖" in err) == (2, True)
    assert (tree / FILE).read_text(encoding="utf-8") == issued


def test_a_write_that_fails_leaves_nothing_behind(
    capsys: pytest.CaptureFixture[str], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, tree, "2026-09")
    old = (tree / FILE).read_text(encoding="utf-8") + "旧的。\n"
    (tree / FILE).write_text(old, encoding="utf-8")

    def fails(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    code, _, err = run(capsys, tree, "2026-09", "--force")
    assert (code, "写不进去" in err) == (2, True)
    assert (tree / FILE).read_text(encoding="utf-8") == old
    assert {p.name for p in (tree / FILE).parent.iterdir()} == {"2026-09.md", "2026-10.md"}


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["2026-13"], "不是月份"),
        (["十月"], "不是月份"),
        (["2026-10", "--as-of", "2026-10-31"], "还没有过完"),
        (["2026-08"], "从 2026-09 起才有记录"),
        ([], "缺少"),
    ],
)
def test_a_mistake_is_answered_in_chinese(
    arguments: list[str], phrase: str, capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    code, _, err = run(capsys, tree, *arguments)
    assert (code, phrase in err) == (2, True), err
    assert not (tree / FILE).exists()


@pytest.mark.parametrize(
    ("region", "phrase"),
    [("shili", "简报一次写一个县"), ("nowhere/x", "没有“nowhere”"), ("shili/x", "没有“x”")],
)
def test_it_takes_one_county(
    region: str, phrase: str, capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    code, _, err = run(capsys, tree, "2026-09", region=region)
    assert (code, phrase in err) == (2, True), err


def test_no_figures_from_records_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    (tree / "records/shili/shilixian/cadres/990101-003.yml").write_text("id: [", encoding="utf-8")
    code, _, err = run(capsys, tree, "2026-09")
    assert (code, "没有计入" in err) == (2, True)


def test_only_a_file_is_written_over(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    """A device or a pipe would be replaced by a file."""
    pipe = tree / "pipe"
    os.mkfifo(pipe)
    code, _, err = run(capsys, tree, "2026-09", "--out", str(pipe), "--force")
    assert (code, "不是普通文件" in err) == (2, True)
    assert pipe.is_fifo()


def test_the_systems_refusal_is_told_in_chinese(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    within_a_file = tree / "mkdocs.yml" / "2026-09.md"
    within_a_file.parent.write_text("", encoding="utf-8")
    code, _, err = run(capsys, tree, "2026-09", "--out", str(within_a_file))
    assert code == 2
    assert "写不进去（那里有一个同名的文件）" in err
