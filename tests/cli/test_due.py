"""`zhucun due`: never blocks, tells private matters only where they may be told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import command_line
from zhucun.facts.load import load_commons
from zhucun.law.rows import rows

AS_OF = "2026-11-05"


def run(capsys: pytest.CaptureFixture[str], tree: Path, *arguments: str) -> tuple[int, str, str]:
    return command_line.run(capsys, "due", "--root", str(tree), "--as-of", AS_OF, *arguments)


def test_it_never_blocks(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    (tree / "records/shili/shilixian/shilizhen/attendance/2026-10.yml").unlink()
    code, out, _ = run(capsys, tree, "--full")
    assert code == 0
    assert "月考勤封存（2026 年 10 月）" in out


def test_json_holds_everything(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    code, out, err = run(capsys, tree, "--format", "json", "--all")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["as_of"] == AS_OF
    states = {item["state"] for item in document["obligations"]}
    assert states == {"已完成", "逾期", "待办", "待定"}
    ids = [item["id"] for item in document["obligations"]]
    assert len(ids) == len(set(ids))
    assert all(
        item["cite"] or item["title"] in ("销假", "月考勤封存") for item in document["obligations"]
    )
    assert all(item["owner"] or item["state"] == "待定" for item in document["obligations"])


def test_only_what_is_due_soon(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    _, out, _ = run(capsys, tree, "--format", "json", "--within", "10")
    days = [item["due"] for item in json.loads(out)["obligations"] if item["state"] == "待办"]
    assert all(day is None or day <= "2026-11-15" for day in days)
    _, more, _ = run(capsys, tree, "--format", "json")
    assert len(json.loads(more)["obligations"]) > len(days)


def test_a_calendar(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    code, out, _ = run(capsys, tree, "--format", "ics", "--region", "shili/shilixian")
    assert code == 0
    assert out.startswith("BEGIN:VCALENDAR")
    assert "体检" not in out


def test_what_could_not_be_used_is_said(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    path = tree / "records/shili/shilixian/cadres/990101-003.yml"
    path.write_text("id: [", encoding="utf-8")
    code, _, err = run(capsys, tree)
    assert code == 0
    assert "没有计入" in err


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["--format", "xml"], "--format 的值不对"),
        (["--within", "-1"], "--within 的值不对"),
        (["--region", "nowhere"], "没有“nowhere”这个市"),
    ],
)
def test_a_mistake_is_answered_in_chinese(
    arguments: list[str], phrase: str, capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    code, _, err = run(capsys, tree, *arguments)
    assert code == 2
    assert phrase in err


def test_every_row_that_asks_at_intervals_is_told(root: Path) -> None:
    answered: set[str] = set()
    for pack in load_commons(root).law:
        answered |= {row for cadence in pack.norms.cadences for row in cadence.rows}
        for value in pack.values("2026-11-05"):
            if value.undetermined or value.key in ("log.per_week", "log.daily_entries"):
                answered.update(value.rows)
    asked = {
        row.id
        for row in rows().values()
        if row.kind == "cadence" and row.regulation in ("s0", "s1", "s4")
    }
    assert asked - answered == set()
