"""`zhucun preview` on real git histories: what it prints, where, and with which exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import run
from gate.forge import TOWN, Forge, Foundry, found

REFUSED = 2


@pytest.fixture(scope="module")
def foundry(tmp_path_factory: pytest.TempPathFactory) -> Foundry:
    return found(tmp_path_factory.mktemp("foundry"))


@pytest.fixture
def repo(foundry: Foundry, tmp_path: Path) -> Forge:
    return foundry.copy(tmp_path / "repo.git")


def _told(
    repo: Forge, capsys: pytest.CaptureFixture[str], *options: str, head: str = ""
) -> tuple[int, str, str]:
    return run(
        capsys, "preview", repo.base, head or repo.head, "--repo", str(repo.folder), *options
    )


def _income(repo: Forge) -> None:
    repo.edit(f"{TOWN}/region.yml", '"2026": 61000', '"2026": 91000')


def test_a_change_is_told_from_a_bare_repository(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    _income(repo)
    repo.commit("收入")
    code, out, err = _told(repo, capsys)
    assert (code, err) == (0, "")
    assert "收入 61000 元 → 91000 元（+30000 元）" in out
    assert "判断到 2026-11-05" in out
    assert _told(repo, capsys) == (0, out, "")
    assert _told(repo, capsys, "--jobs", "4") == (0, out, "")


@pytest.mark.slow
def test_the_text_is_the_same_in_every_process(repo: Forge) -> None:
    repo.edit(
        f"{TOWN}/attendance/2026-10.yml", "seal: {by: zhen-secretary, date: 2026-11-02}\n", ""
    )
    repo.edit(
        "records/regulations/s0.yml",
        "value: 20, cite: {article: 第十六条",
        "value: 25, cite: {article: 第十六条",
    )
    _income(repo)
    repo.commit("多处")
    command = [sys.executable, "-m", "zhucun", "preview", repo.base, repo.head]
    texts = {
        subprocess.run(
            [*command, "--repo", repo.folder],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(texts) == 1
    assert "4 名干部、1 个村、1 个乡镇有变化" in texts.pop().decode()


def test_it_is_judged_for_the_day_given(repo: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    _income(repo)
    repo.commit("收入")
    assert "判断到 2026-12-01" in _told(repo, capsys, "--as-of", "2026-12-01")[1]


def test_it_is_written_to_a_file(
    repo: Forge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _income(repo)
    repo.commit("收入")
    file = tmp_path / "preview.md"
    code, out, _ = _told(repo, capsys, "--out", str(file))
    assert (code, out) == (0, "")
    assert file.read_text(encoding="utf-8") == _told(repo, capsys)[1]
    code, _, err = _told(repo, capsys, "--out", str(tmp_path / "none" / "preview.md"))
    assert code == REFUSED
    assert "请核对 --out 的路径" in err


def test_articles_link_to_the_site_that_base_names(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("mkdocs.yml", "site_name: 驻村\nsite_url: https://example.org/zhucun/\n")
    repo.settle()
    repo.edit(f"{TOWN}/attendance/2026-10.yml", "在村: 8-31", "在村: 8-30")
    repo.write("mkdocs.yml", "site_name: 驻村\nsite_url: https://evil.example/\n")
    repo.commit("改网址")
    out = _told(repo, capsys)[1]
    assert "](https://example.org/zhucun/coverage/#S0-56)" in out
    assert "evil" not in out
    other = _told(repo, capsys, "--site-url", "https://other.example")[1]
    assert "](https://other.example/coverage/#S0-56)" in other


def test_without_a_site_articles_are_words(repo: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    repo.edit(f"{TOWN}/attendance/2026-10.yml", "在村: 8-31", "在村: 8-30")
    repo.commit("十月")
    out = _told(repo, capsys)[1]
    assert "（s0 第十六条“每月在村工作时间不得少于20天”）" in out
    assert "](" not in out


def test_what_the_gate_refuses_has_a_preview(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write(f"{TOWN}/attendance/2026-10.yml", "sheets: [\n")
    repo.symlink(f"{TOWN}/leave/2026-10.yml", "/etc/passwd")
    repo.write("tools/x.py", "1")
    _income(repo)
    repo.commit("读不了")
    code, out, _ = _told(repo, capsys)
    assert code == 0
    assert "有 2 个文件读不了或不合格式" in out
    assert "收入 61000 元 → 91000 元" in out
    assert "未登记" not in out


def test_a_change_of_documents_is_one_sentence(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("docs/guide.md", "# 说明\n")
    repo.commit("说明")
    code, out, _ = _told(repo, capsys)
    assert code == 0
    assert out.splitlines()[2:] == ["这次改动没有动记录和制度，不影响考核、应办、补助和看板。"]


def test_no_change_is_one_sentence(repo: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _told(repo, capsys, head=repo.base)
    assert code == 0
    assert "没有动记录和制度" in out


def test_a_county_that_is_removed_or_new_is_a_sentence(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.delete("records/shili/shilixian")
    gone = repo.commit("删县")
    assert "这次改动删去了这个县的全部记录。" in _told(repo, capsys)[1]
    code, out, _ = run(capsys, "preview", gone, repo.base, "--repo", str(repo.folder))
    assert code in (0, REFUSED), out


def test_a_change_of_the_law_is_told_for_every_county(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = "records/regulations/s0.yml"
    repo.edit(pack, "value: 20, cite: {article: 第十六条", "value: 22, cite: {article: 第十六条")
    repo.commit("改口径")
    code, out, _ = _told(repo, capsys, "--jobs", "2")
    assert code == 0
    assert "### 制度和市级记录" in out
    assert "要求天数 20 → 22" in out


def test_a_pack_that_cannot_be_used_counts_as_it_was(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("records/regulations/s0.yml", "id: s0\n")
    repo.commit("坏制度")
    code, out, _ = _told(repo, capsys)
    assert code == 0
    assert "- records/regulations/s0.yml" in out
    assert "其余的改动不影响" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "nowhere"),
        (("HEAD", "--as-of", "昨天"), "--as-of"),
        (("HEAD", "--site-url", "javascript:x"), "--site-url"),
        ((), "基准"),
    ],
)
def test_wrong_usage_is_a_sentence(
    arguments: tuple[str, ...], said: str, repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "preview", *arguments, "--repo", str(repo.folder))
    assert (code, out) == (REFUSED, "")
    assert said in err
    assert "Traceback" not in err


def test_histories_in_conflict_are_a_sentence(
    repo: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"{TOWN}/attendance/2026-10.yml"
    repo.edit(path, "在村: 8-31", "在村: 8-30")
    change = repo.commit("一")
    repo.at(repo.base).edit(path, "在村: 8-31", "在村: 8-29")
    repo.settle("二")
    code, out, err = _told(repo, capsys, head=change)
    assert (code, out) == (REFUSED, "")
    assert err.endswith("。\n")
