"""`zhucun build` on the command line: what it says, and how it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from site_tree import TOWN, planted

from zhucun.cli.build import build


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    return planted(tmp_path_factory.mktemp("command") / "tree", root)


def run(tree: Path, *arguments: str) -> Result:
    return CliRunner().invoke(build, ["--root", str(tree), "--as-of", "2026-11-05", *arguments])


def test_it_says_what_it_found_and_where(tree: Path) -> None:
    done = run(tree)
    assert done.exit_code == 0, done.output
    *steps, found, place = done.output.splitlines()
    assert [step.partition("] ")[2][:2] for step in steps] == ["读取", "写出", "用 ", "用 "]
    assert found.startswith("1 个县，3 个村和社区，4 名干部，2 篇文章，共 ")
    assert place == str(tree / "site" / "index.html")
    assert Path(place).is_file()


def test_one_county(tree: Path, tmp_path: Path) -> None:
    done = run(tree, "--region", "shili/shilixian", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "region" / "990101000000" / "index.html").is_file()
    assert (tmp_path / "build" / "docs" / "index.md").is_file()


def test_an_unknown_region_is_a_sentence(tree: Path) -> None:
    done = run(tree, "--region", "nowhere")
    assert done.exit_code == 2
    assert "没有“nowhere”这个市" in done.output


def test_a_folder_with_other_files_is_refused(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    done = run(tree, "--out", str(tmp_path))
    assert done.exit_code == 2
    assert "已有别的文件" in done.output


def test_an_unusable_record_is_named_and_left_out(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    (tree / TOWN / "projects" / "lawn-cooler.yml").write_text("title: 半截\n", encoding="utf-8")
    done = run(tree)
    assert done.exit_code == 0
    assert "projects/lawn-cooler.yml" in done.output
    assert "半截" not in (tree / "site" / "data" / "projects.json").read_text(encoding="utf-8")


def test_a_county_without_its_region_is_a_sentence(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    (tree / TOWN).parent.joinpath("region.yml").write_text("level: 县\n", encoding="utf-8")
    done = run(tree)
    assert done.exit_code == 2
    assert "没有可用的 region.yml" in done.output
    assert "Traceback" not in done.output
