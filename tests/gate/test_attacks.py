"""Every attack is refused with a sentence that helps, every honest change passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command_line import run
from disclosed import internal_texts
from gate import (
    attacks_in_yaml,
    attacks_on_authority,
    attacks_on_corrections,
    attacks_on_files,
    attacks_on_history,
    attacks_on_law,
    attacks_on_notices,
    attacks_on_records,
    attacks_on_repositories,
    attacks_on_signatures,
    attacks_on_sources,
    attacks_on_villagers,
    honest_changes,
    honest_courses,
)
from gate.attacks_on_repositories import PWNED
from gate.cases import ATTACKS, GROUPS, HONEST, Attack, Honest
from gate.forge import WORLD, Forge
from gate.table import PAGE, table
from mini.tree import plant
from zhucun.check.catalogue import RULES
from zhucun.check.finding import Finding
from zhucun.check.report import FORMATS
from zhucun.check.run import Report
from zhucun.cli import gate as command
from zhucun.gate.abridged import abridged
from zhucun.gate.catalogue import HISTORY
from zhucun.gate.judge import Verdict, judge

REPOSITORY = Path(__file__).parents[2]
# Paths, dates and small numbers stand in public records, too.
_IS_PUBLIC = re.compile(r"/|^\d{4}-\d{2}|^[\d-]{1,5}$")
SCHEMAS = REPOSITORY / "schemas"
REGISTERED = (
    attacks_on_records,
    attacks_on_villagers,
    attacks_on_notices,
    attacks_on_corrections,
    attacks_on_authority,
    attacks_on_signatures,
    attacks_on_law,
    attacks_on_sources,
    attacks_on_history,
    attacks_on_files,
    attacks_in_yaml,
    attacks_on_repositories,
    honest_changes,
    honest_courses,
)


@pytest.fixture(scope="session")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The texts of the world that no schema makes public; words of schemas and rules aside."""
    texts = internal_texts(plant(tmp_path_factory.mktemp("hidden"), REPOSITORY))
    said = " ".join(path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json"))
    said += " ".join(f"{r.title} {r.mend}" for r in RULES.values())
    said += " ".join(f"{h.rule.title} {h.rule.mend}" for h in HISTORY.values())
    return {text for text in texts if text not in said and not _IS_PUBLIC.search(text)}


@pytest.mark.parametrize("case", ATTACKS, ids=str)
def test_attack_is_refused(
    case: Attack,
    repo: Forge,
    hidden: set[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verdicts = remembered(monkeypatch)
    case.make(repo)
    code, shown, complaint = run(capsys, "gate", "--format", "github", *asked(case, repo))
    assert not (repo.folder / PWNED).exists(), "设置里的程序被运行了"
    assert "Traceback" not in shown + complaint
    assert "程序自身出错" not in complaint, complaint
    if case.is_usage:
        assert code == 2, shown
        assert case.says in complaint
        assert is_a_sentence(complaint)
        return
    assert code == 1, shown + complaint
    (verdict,) = verdicts
    found = refusals(verdict.report, case)
    assert found, [f"{f.rule} {f.path}: {f.message}" for f in blocks(verdict.report)]
    for finding in blocks(verdict.report):
        assert_helps(finding)
    for name, form in FORMATS.items():
        assert is_plain(form(verdict.report)), name
    commands = [line for line in shown.splitlines() if line.startswith("::")]
    assert len(commands) == len(abridged(verdict).findings)
    assert [text for text in {*hidden, *case.secret} if text in shown] == []


@pytest.mark.parametrize("case", HONEST, ids=str)
def test_honest_change_passes(
    case: Honest, repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    case.make(repo)
    code, shown, complaint = run(capsys, "gate", "--full", *asked(case, repo))
    assert code == 0, shown + complaint
    assert "可以合并" in shown


def test_the_world_is_sound(repo: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    tree = repo.folder.parent / "tree"
    plant(tree, REPOSITORY)
    copied(WORLD, tree)
    code, shown, _ = run(capsys, "check", "--root", str(tree), "--as-of", "2026-11-05")
    assert code == 0
    assert "阻止合并 0，提醒 0" in shown


def test_there_are_many_cases() -> None:
    assert len(ATTACKS) >= 40
    assert len(HONEST) >= 15
    cases: list[Attack | Honest] = [*ATTACKS, *HONEST]
    titles = [case.title for case in cases]
    assert sorted(set(titles)) == sorted(titles)
    assert list(dict.fromkeys(module.GROUP for module in REGISTERED)) == list(GROUPS)


def test_every_rule_on_history_refuses_an_attack() -> None:
    assert set(HISTORY) - {case.refused_by for case in ATTACKS} == set()


def test_the_page_of_attacks_tells_every_case(bless: bool) -> None:
    page = REPOSITORY / PAGE
    if bless:
        page.write_text(table(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == table()


def remembered(monkeypatch: pytest.MonkeyPatch) -> list[Verdict]:
    """What the command judges from here on."""
    verdicts: list[Verdict] = []

    def remember(*arguments: object, **named: object) -> Verdict:
        verdicts.append(judge(*arguments, **named))  # type: ignore[arg-type]
        return verdicts[-1]

    monkeypatch.setattr(command, "judge", remember)
    return verdicts


def asked(case: Attack | Honest, repo: Forge) -> list[str]:
    """The command's arguments: the repository, the date if the case has one, BASE and HEAD."""
    names = {"base": repo.base, "head": repo.head, "first": repo.first}
    given = case.asks if isinstance(case, Attack) else ()
    ends = [text.format(**names) for text in given] or [repo.base, repo.head]
    day = ["--as-of", case.as_of] if case.as_of else []
    return ["--repo", str(repo.folder), "--jobs", "1", *day, *ends]


def blocks(report: Report) -> list[Finding]:
    """The findings that keep a change out."""
    return [f for f in report.findings if f.severity == "block"]


def refusals(report: Report, case: Attack) -> list[Finding]:
    """The findings by which an attack is refused as it should be."""
    return [
        f
        for f in blocks(report)
        if f.rule == case.refused_by and case.path in (f.path, "") and case.says in f.message
    ]


def assert_helps(finding: Finding) -> None:
    """What is wrong and what to do next, in Chinese sentences."""
    for text in (finding.message, finding.discreet):
        assert is_a_sentence(text), text
        assert len([part for part in text.split("。") if part]) > 1, text
    assert finding.line >= 1
    assert finding.path


def is_a_sentence(text: str) -> bool:
    """Whether it is Chinese and ends as a sentence does."""
    words = text.strip()
    return words.endswith(("。", "？", "”。")) and any("\u4e00" <= c <= "\u9fff" for c in words)


def is_plain(text: str) -> bool:
    """Whether nothing in it moves a terminal's cursor or begins another line of its own."""
    return all(c.isprintable() or c == "\n" for c in text)


def copied(source: Path, target: Path) -> None:
    """Lays a folder's files over another."""
    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        other = target / path.relative_to(source)
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_bytes(path.read_bytes())
