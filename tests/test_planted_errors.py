"""Each blocking example of the scenarios, planted and run through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mini.judge import REPOSITORY, play
from mini.tree import AS_OF, plant
from scenario_files import Example, rule_examples
from zhucun.cli.main import main

PLANTED = [
    e
    for e in rule_examples()
    if e.expected and e.expected["级别"] == "block" and "行" in e.expected
]


def run(root: Path, as_of: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--root", str(root), "--as-of", as_of, "--jobs", "1"])
    return int(stop.value.code or 0), capsys.readouterr().out


@pytest.mark.parametrize("planted", PLANTED, ids=str)
def test_check_names_place_article_and_next_step(
    planted: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play(tmp_path, planted.setting)
    code, out = run(tmp_path, planted.setting.as_of, capsys)
    assert code == 1
    expected = planted.expected or {}
    blocks = out.split(f"{expected['文件']}:{expected['行']}:")[1:]
    ours = [b for b in blocks if f"[{planted.rule}]" in b.partition("\n")[0]]
    assert ours, out
    assert expected.get("条", "") in ours[0]
    assert "Traceback" not in out


def test_there_are_more_than_thirty_planted_errors() -> None:
    assert len({(e.rule, e.setting.name) for e in PLANTED}) > 30


def test_nothing_planted_nothing_blocks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(tmp_path, REPOSITORY)
    code, out = run(tmp_path, AS_OF, capsys)
    assert code == 0
    assert "没有阻止合并的问题" in out
