"""`zhucun build` on the command line: what it says, and how it refuses."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from site_tree import TOWN, digest, planted

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


def test_a_place_that_cannot_be_written_to_is_a_sentence(tree: Path) -> None:
    done = run(tree, "--out", "/proc/nowhere/site")
    assert done.exit_code == 2
    assert done.output.splitlines()[-1].endswith("写不进去；请换一个可以写的文件夹。")


def test_a_full_disk_is_a_sentence_and_the_old_site_stays(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOSPC, "no space")

    out = tmp_path / "site"
    assert run(tree, "--out", str(out)).exit_code == 0
    before = digest(out)
    monkeypatch.setattr("zhucun.publish.site.render_pages", full)
    done = run(tree, "--out", str(out))
    assert done.exit_code == 2
    assert "磁盘满了" in done.output
    assert digest(out) == before
    assert {path.name for path in tmp_path.iterdir()} == {"site", "build"}


def test_an_unusable_record_is_named_and_left_out(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    (tree / TOWN / "projects" / "lawn-cooler.yml").write_text("title: 半截\n", encoding="utf-8")
    refused = run(tree)
    assert refused.exit_code == 1
    assert "projects/lawn-cooler.yml" in refused.output
    assert "--allow-partial" in refused.output
    assert not (tree / "site").exists()
    done = run(tree, "--allow-partial")
    assert done.exit_code == 0
    assert "projects/lawn-cooler.yml" in done.output
    for page in ("", "region/990101000000", "board/attendance", "board/cases/990101000000"):
        text = (tree / "site" / page / "index.html").read_text(encoding="utf-8")
        assert "有 1 个文件没有计入" in text, page
    assert "半截" not in (tree / "site" / "data" / "v1" / "projects.json").read_text(
        encoding="utf-8"
    )


def test_a_county_without_its_region_is_a_sentence(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    (tree / TOWN).parent.joinpath("region.yml").write_text("level: 县\n", encoding="utf-8")
    done = run(tree)
    assert done.exit_code == 1
    assert "shilixian/region.yml" in done.output
    assert "Traceback" not in done.output
    alone = run(tree, "--allow-partial")  # no county is left
    assert alone.exit_code == 2
    assert "没有一个县能生成网页" in alone.output
    (tree / TOWN).parent.joinpath("region.yml").unlink()
    missing = run(tree)
    assert missing.exit_code == 1
    assert "shilixian/region.yml" in missing.output


def test_an_unusable_law_blocks_too(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    (tree / "records" / "regulations" / "s4.yml").write_text("title: 半截\n", encoding="utf-8")
    done = run(tree)
    assert done.exit_code == 1
    assert "regulations/s4.yml" in done.output


def test_the_site_cannot_stand_where_its_pages_are_written(tree: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "build", tree / "records" / "site"):
        done = run(tree, "--out", str(place))
        assert done.exit_code == 2
        assert "网站不能写到" in done.output
        assert not place.exists()


@pytest.mark.parametrize("folder", ["build/docs", "build/data", "site"])
def test_nothing_unmarked_is_deleted(tmp_path: Path, root: Path, folder: str) -> None:
    tree = planted(tmp_path / "tree", root)
    letter = tree / folder / "letter.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("dear")
    (tree / folder / "version.json").write_text('{"version": "1.0"}')  # another program's
    done = run(tree)
    assert done.exit_code == 2
    assert "已有别的文件" in done.output
    assert letter.read_text() == "dear"


def test_an_interrupted_build_leaves_the_old_site(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = planted(tmp_path / "tree", root)

    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("zhucun.publish.site.index_pages", interrupted)
        first = run(tree)
    assert first.exit_code == 2
    assert "已中断，没有生成网站。" in first.output
    assert not (tree / "site").exists()
    assert run(tree).exit_code == 0
    before = digest(tree / "site"), digest(tree / "build")
    with monkeypatch.context() as patch:
        patch.setattr("zhucun.publish.site.index_pages", interrupted)
        broken = run(tree)
    assert broken.exit_code == 2
    assert "已中断，原来的网站没有改动。" in broken.output
    assert (digest(tree / "site"), digest(tree / "build")) == before
    assert {p.name for p in tree.iterdir()} == {"records", "site", "build"}
    again = run(tree)
    assert again.exit_code == 0, again.output
    assert {p.name for p in tree.iterdir()} == {"records", "site", "build"}
