"""The four forms of a report, held by golden files; `make bless` rewrites them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mini.tree import AS_OF, edit, plant
from zhucun.check.finding import Finding
from zhucun.check.report import FORMATS
from zhucun.check.run import Report, check, whole_tree

REPOSITORY = Path(__file__).parents[2]
DATA = Path(__file__).parent / "data"
SHEET = "records/shili/shilixian/shilizhen/attendance/2026-09.yml"
PLANTED: list[dict[str, object]] = [
    {
        "文件": SHEET,
        "把": "休息: 12-13, 19, 26-27\n  990101-002",
        "换成": "休息: 12-13, 26-27\n  990101-002",
    },
    {"文件": SHEET, "把": "    缺岗: 22\n", "换成": ""},
    {
        "文件": "records/shili/shilixian/shilizhen/leave/2026-09.yml",
        "把": "reason_kind: 年休假",
        "换成": "reason_kind: 年假",
    },
    {
        "文件": "records/shili/shilixian/shilizhen/whereabouts/2026-W42.yml",
        "把": "990101-001: {周一: 在村, ",
        "换成": "990101-001: {",
    },
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = plant(tmp_path_factory.mktemp("mini"), REPOSITORY)
    edit(root, PLANTED)
    return check(root, whole_tree(root), AS_OF, progress=lambda done, total: None)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_form(form: str, report: Report, bless: bool) -> None:
    golden = DATA / f"report.{form}"
    shown = FORMATS[form](report)
    if bless:
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_json_keeps_its_contract(report: Report) -> None:
    document = json.loads(FORMATS["json"](report))
    assert set(document) == {"findings", "counts"}
    assert set(document["counts"]) == {"block", "warn", "info"}
    assert document["counts"]["block"] == report.count("block") > 0
    keys = (
        "rule severity path line column pointer subject period message got need cite evidence rows "
        "entry"
    )
    for finding in document["findings"]:
        assert list(finding) == keys.split()
        assert finding["cite"] is None or set(finding["cite"]) == {"regulation", "article", "quote"}


FORGED = "一行\n::error::伪造的命令\r| <b>x</b> | [y](javascript:z) `code`"
HOSTILE = Finding(
    rule="days_are_readable",
    severity="block",
    path="records/a,b:c%.yml",
    line=1,
    column=2,
    pointer="",
    subject="",
    period="",
    message=FORGED,
    discreet=FORGED,
)


def test_record_text_forges_no_workflow_command() -> None:
    shown = FORMATS["github"](Report((HOSTILE,), 1, 1))
    commands = [line for line in shown.split("\n") if line.startswith("::")]
    assert len(commands) == 1
    assert "file=records/a%2Cb%3Ac%25.yml,line=1" in commands[0]
    assert "\r" not in shown


def test_record_text_is_no_markup_in_a_summary() -> None:
    shown = FORMATS["markdown"](Report((HOSTILE,), 1, 1))
    row = next(line for line in shown.split("\n") if "伪造" in line)
    assert "<b>" not in row
    assert "\\[y\\]" in row
    assert "\\`code\\`" in row
