"""A regulation on dispatched cadres that gives no number: everything is 待定, nothing breaks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import run
from mini.judge import REPOSITORY
from mini.tree import AS_OF, edit, plant
from zhucun.law.fingerprint import prints_of
from zhucun.law.keys import REQUIRED, REQUIRED_LADDERS, REQUIRED_TABLES

TEXT = "驻村干部应当持有健康证明。"
SINCE = "2025-01-01"
SILENT = "条文没有写。"


def pack() -> dict[str, Any]:
    """A pack with one article, one condition and every key that the program needs, all silent."""
    silent: list[dict[str, Any]] = [{"from": SINCE, "value": None, "silent": SILENT}]
    quote: dict[str, Any] = {"article": "第一条", "quote": "应当持有健康证明"}
    return {
        "id": "s6",
        "title": "只有一条的办法",
        "source": {"name": "只有一条的办法", "note": "虚构。"},
        "effective": {"from": SINCE, "basis": "虚构。"},
        "requirements": [
            {"id": "S6-01", "title": "持有健康证明", "kind": "eligibility", "mode": "W", **quote}
        ],
        "fingerprints": prints_of([("第一条", TEXT)]),
        "decisions": [],
        "parameters": [{"key": key, "title": key, "values": silent} for key in REQUIRED],
        "tables": [
            {
                "key": key,
                "title": "没有规定的分档",
                "unit": "天",
                "editions": [{"from": SINCE, "entries": None, "silent": SILENT}],
            }
            for key in REQUIRED_TABLES
        ],
        "ladders": [
            {
                "key": key,
                "title": "没有规定的阶梯",
                "counts": "无故不在岗",
                "editions": [{"from": SINCE, "steps": None, "silent": SILENT}],
            }
            for key in REQUIRED_LADDERS
        ],
        "conditions": [
            {
                "key": "health.certified",
                "title": "健康证明",
                "of": "posting",
                "fact": "health_certified_on",
                "test": "present",
                "private": True,
                "cite": quote,
                "rows": ["S6-01"],
                "mend": "请登记体检合格日期。",
            }
        ],
    }


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature's city follows the silent regulation."""
    root = plant(tmp_path_factory.mktemp("silent"), REPOSITORY)
    text = json.dumps(pack(), ensure_ascii=False, indent=1)
    (root / "records/regulations/s6.yml").write_text(text, encoding="utf-8")
    city: dict[str, object] = {
        "文件": "records/shili/region.yml",
        "把": "regulation: s0",
        "换成": "regulation: s6",
    }
    edit(root, [city])
    return root


def asked(capsys: pytest.CaptureFixture[str], tree: Path, *arguments: str) -> Any:
    """What a command answers as JSON."""
    at = ("--root", str(tree), "--format", "json")
    _, shown, complaint = run(capsys, *arguments, *at)
    assert complaint == ""
    return json.loads(shown)


def test_it_is_sound_and_its_own_condition_is_judged(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    findings = asked(capsys, tree, "check", "--as-of", AS_OF)["findings"]
    assert [f for f in findings if f["rule"] == "law_is_sound"] == []
    own = [f for f in findings if f["entry"] == "s6/health.certified"]
    assert {f["cite"]["regulation"] for f in own} == {"s6"}
    assert {f["severity"] for f in own} == {"warn"}


def test_no_figure_is_made_up(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    rows = asked(capsys, tree, "assess", "--as-of", AS_OF, "--table", "month")
    states = {row["state"] for row in rows["cadre_month"]}
    assert states == {"待定"}


def test_its_row_is_covered(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    rows = asked(capsys, tree, "coverage", "--regulation", "s6")["rows"]
    assert [(row["id"], row["state"]) for row in rows] == [("S6-01", "done")]
