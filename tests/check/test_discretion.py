"""What a schema keeps internal is in no log: not names, not leave, not cases, not a wrong value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mini.judge import REPOSITORY, judged, play
from mini.tree import AS_OF, REGIMES
from scenario_files import Example, Setting, rule_examples
from zhucun.check.catalogue import RULES
from zhucun.check.report import FORMATS, as_text
from zhucun.check.run import Report
from zhucun.law.rows import rows

FAILING = [e for e in rule_examples() if not e.passes]
LOGS = ("github", "markdown", "text")
NAME = re.compile(r"name: (示例[^,\n}]+)")
INTERNAL_KEYS = re.compile(
    r"(?:note|facts|explanation|reason|reason_kind|doc_no|outcome|phone|birth): \"?([^,\n}\"]+)"
)


def internal_words(root: Path) -> set[str]:
    """Names of people and the free text, phones and kinds of leave that the tree holds."""
    words: set[str] = set()
    for path in (root / "records" / "shili").rglob("*.yml"):
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.name != "units.yml" and "/projects/" not in path.as_posix():
            words.update(n for n in NAME.findall(text) if n[2:3] not in "市县镇村省")
            words.update(w.strip() for w in INTERNAL_KEYS.findall(text) if len(w.strip()) > 2)
    return words


def reported(root: Path, changes: list[dict[str, object]]) -> Report:
    setting = Setting("", "", REGIMES[0], AS_OF, changes, {})
    return judged(play(root, setting), setting)


@pytest.mark.parametrize("example", FAILING, ids=str)
def test_logs_hold_nothing_internal(example: Example, tmp_path: Path) -> None:
    report = judged(play(tmp_path, example.setting), example.setting)
    # what the catalogue and the law say anyway is no secret
    known = "".join((r.title + r.why + r.mend) for r in RULES.values())
    known += "".join(r.quote for r in rows().values())
    secrets = {w for w in internal_words(tmp_path) if w not in known}
    assert "示例甲" in secrets
    for form in LOGS:
        log = FORMATS[form](report)
        told = {w for w in secrets if w in log}
        assert not told - listed_by_schemas(), (form, told)


def listed_by_schemas() -> set[str]:
    """Words that a schema's message lists as allowed, such as kinds of leave."""
    text = "".join(p.read_text(encoding="utf-8") for p in (REPOSITORY / "schemas").glob("*.json"))
    return set(re.findall(r'"([\u4e00-\u9fff]{2,12})"', text))


def test_a_person_at_a_terminal_gets_the_whole_sentence(tmp_path: Path) -> None:
    leave = "records/shili/shilixian/shilizhen/leave/2026-09.yml"
    change: dict[str, object] = {
        "文件": leave,
        "把": "approval: {by: county-od, date: 2026-09-10}",
        "换成": "approval: {by: zhen-secretary, date: 2026-09-10}",
    }
    report = reported(tmp_path, [change])
    full, log = as_text.render(report, full=True), as_text.render(report)
    assert "2026-09-14 至 2026-09-17" in full
    assert "2026-09-14 至 2026-09-17" not in log
    assert "--full" in log
    assert f"{leave}:" in log


@pytest.mark.parametrize(
    ("path", "old", "new", "secret"),
    [
        ("cadres/990101-002.yml", 'phone: "10000000002"', "phone: 100000000021234", "00000000021"),
        ("cadres/990101-002.yml", 'phone: "10000000002"', 'phone: "100000021234"', "00000021234"),
        ("cadres/990101-002.yml", "gender: 男", "id_number: 110101199003070011", "19900307"),
        ("cadres/990101-002.yml", "gender: 男", "gender: 男\n心脏病史: true", "心脏病"),
        ("shilizhen/leave/2026-09.yml", "reason_kind: 事假", "reason_kind: 手术", "手术"),
        ("inspections/2026-09.yml", "note: 村部无人", "note: 村部无人, 在医院: x", "医院"),
    ],
)
def test_a_wrong_value_is_not_repeated(
    path: str, old: str, new: str, secret: str, tmp_path: Path
) -> None:
    changes: list[dict[str, object]] = [
        {"文件": f"records/shili/shilixian/{path}", "把": old, "换成": new}
    ]
    report = reported(tmp_path, changes)
    assert report.blocks
    for form in LOGS:
        assert secret not in FORMATS[form](report)
