"""`zhucun verify`: an honest site is proven, and nothing else is, whoever tampered with it."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from git_tree import committed, git
from site_tree import COUNTY, TOWN, change, planted

from command_line import run
from zhucun.cli.build import build
from zhucun.cli.verify import command as verify
from zhucun.publish.proof.manifest import MAX_BYTES, NAME, files_of, parse

Tamper = Callable[[Path], object]
PAGE = "about/index.html"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A repository with a site that was built from its only commit."""
    made = planted(tmp_path_factory.mktemp("verify") / "tree", root)
    committed(made)
    build_in(made)
    return made


@pytest.fixture
def site(tree: Path, tmp_path: Path) -> Path:
    """A copy of the site, to be tampered with."""
    return Path(shutil.copytree(tree / "site", tmp_path / "site"))


def build_in(tree: Path, *options: str) -> Path:
    done = CliRunner().invoke(build, ["--root", str(tree), *options])
    assert done.exit_code == 0, done.output
    return tree / "site"


def told(site: Path, repo: Path, *options: str) -> tuple[int, str]:
    """Exit code and text of a verification; no step may say more than one line of its own."""
    done = CliRunner().invoke(verify, [str(site), str(repo), *options])
    assert "Traceback" not in done.output
    return done.exit_code, done.output


def steps(site: Path, repo: Path, *options: str) -> dict[str, str]:
    """The verdict of each step."""
    done = CliRunner().invoke(verify, [str(site), str(repo), "--format", "json", *options])
    return {step["step"]: step["verdict"] for step in json.loads(done.output)["steps"]}


def relisted(site: Path) -> None:
    """Rewrites the manifest so that it fits the files, as a forger would."""
    file = site / NAME
    text = file.read_text(encoding="utf-8")
    head, _, _ = text.partition('"files": {\n')
    lines = ",\n".join(
        f'  "{path}": {{"size": {f.size}, "sha256": "{f.sha256}"}}'
        for path, f in sorted(files_of(site).items())
    )
    file.write_text(f'{head}"files": {{\n{lines}\n }}\n}}\n', encoding="utf-8")
    parse(file.read_bytes())


def edited(site: Path, old: str, new: str) -> None:
    file = site / NAME
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# -- honest sites ------------------------------------------------------------------------------


def test_a_site_is_proven(tree: Path, tmp_path: Path) -> None:
    code, text = told(tree / "site", tree)
    assert code == 0, text
    lines = text.splitlines()
    assert [line.partition("：")[0] for line in lines] == [
        "清单", "文件", "提交", "记录", "重新生成", "结论",
    ]  # fmt: skip
    assert all("：通过。" in line for line in lines[:5])
    assert "main 的历史里" in lines[2]
    assert "结论：证实。" in lines[5]
    assert git(tree, "rev-parse", "HEAD")[:8] in lines[5]
    assert git(tree, "status", "--porcelain") == ""


def test_a_bare_repository_will_do_and_later_commits_do_not_matter(
    tree: Path, site: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(tree), "later")
    change(tmp_path / "later", f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(goal="新"))
    committed(tmp_path / "later")
    git(tmp_path, "clone", "--quiet", "--bare", "later", "bare.git")
    code, text = told(site, tmp_path / "bare.git")
    assert code == 0, text
    assert "结论：证实。" in text


def test_options_of_the_build_are_followed(tree: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(tree), "partial")
    partial = tmp_path / "partial"
    (partial / TOWN / "projects" / "half.yml").write_text("title: 半截\n", encoding="utf-8")
    committed(partial)
    site = build_in(partial, "--allow-partial", "--region", "shili", "--as-of", "2026-10-20")
    code, text = told(site, partial)
    assert code == 0, text
    assert "数据截至 2026-10-20" in text
    edited(site, '"allow_partial": true', '"allow_partial": false')
    code, text = told(site, partial)
    assert code == 1, text
    assert "生成不出网站" in text


def test_quick_finds_nothing_but_proves_nothing(tree: Path, site: Path) -> None:
    code, text = told(site, tree, "--quick")
    assert code == 0
    assert "结论：没有发现不符" in text
    assert "还不能证明" in text
    assert steps(site, tree, "--quick")["rebuild"] == "skipped"


def test_json_says_the_same(tree: Path) -> None:
    done = CliRunner().invoke(
        verify, [str(tree / "site"), str(tree), "--quick", "--format", "json"]
    )
    report = json.loads(done.output)
    assert done.exit_code == 0
    assert report["result"] == "consistent"
    assert report["commit"] == git(tree, "rev-parse", "HEAD")
    assert report["as_of"] == "2026-11-05"
    assert {step["step"] for step in report["steps"]} == {
        "manifest", "files", "commit", "records", "rebuild",
    }  # fmt: skip


# -- tampering with the files ------------------------------------------------------------------


def one_byte(site: Path) -> None:
    raw = bytearray((site / PAGE).read_bytes())
    raw[100] ^= 1
    (site / PAGE).write_bytes(raw)


def swapped(site: Path) -> None:
    one, other = site / "board" / "cases" / "index.html", site / "board" / "index.html"
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def linked(site: Path) -> None:
    """The same bytes, but elsewhere: whoever serves the site serves what stands there later."""
    kept = site.parent / "kept.html"
    (site / PAGE).rename(kept)
    (site / PAGE).symlink_to(kept)


def folder_linked(site: Path) -> None:
    (site / "about").rename(site.parent / "about")
    (site / "about").symlink_to(site.parent / "about")


def pipe(site: Path) -> None:
    (site / PAGE).unlink()
    os.mkfifo(site / PAGE)


def plugged(site: Path) -> None:
    (site / PAGE).unlink()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(site / PAGE))


FILES: list[tuple[Tamper, str]] = [
    (one_byte, f"“{PAGE}”：内容和清单里的不同"),
    (swapped, "“board/cases/index.html”：内容和清单里的不同"),
    (lambda s: (s / PAGE).unlink(), f"“{PAGE}”：清单里有，网站里没有"),
    (lambda s: (s / "new.html").write_text("x"), "“new.html”：清单里没有"),
    (lambda s: (s / ".hidden").write_text("x"), "“.hidden”：清单里没有"),
    (lambda s: (s / "a\n::error::b").write_text("x"), "“a\\u000a::error::b”：清单里没有"),
    (lambda s: (s / "\x1b[31m").write_text("x"), "“\\u001b[31m”：清单里没有"),
    (lambda s: Path(os.fsdecode(bytes(s) + b"/\xff")).write_text("x"), "\\xff”：清单里没有"),
    (linked, f"“{PAGE}”：是符号链接"),
    (folder_linked, "“about”：是符号链接"),
    (lambda s: (s / "etc").symlink_to("/etc"), "“etc”：是符号链接"),
    (lambda s: (s / "loop").symlink_to("."), "“loop”：是符号链接"),
    (pipe, f"“{PAGE}”：不是普通文件"),
    (lambda s: (s / "board" / "index.html").write_bytes(b""), "内容和清单里的不同"),
]


@pytest.mark.parametrize(("tamper", "phrase"), FILES)
def test_a_file_that_is_not_as_listed(tree: Path, site: Path, tamper: Tamper, phrase: str) -> None:
    tamper(site)
    code, text = told(site, tree)
    assert code == 1
    assert phrase in text
    assert "结论：不符" in text
    assert "\x1b" not in text
    assert not re.search(r"^\s*::", text, re.MULTILINE)
    assert steps(site, tree)["rebuild"] == "skipped"


def test_a_socket_is_not_opened(tree: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    plugged(site)
    code, text = told(site, tree)
    assert code == 1
    assert f"“{PAGE}”：不是普通文件" in text


def test_only_the_first_of_many_differences_are_named(tree: Path, site: Path) -> None:
    for number in range(30):
        (site / f"extra-{number:02}.html").write_text("x")
    code, text = told(site, tree, "--quick")
    assert code == 1
    assert "30 个文件和清单不符" in text
    assert text.count("清单里没有") == 20
    assert "另有 10 个" in text


def test_a_forged_list_is_found_by_building_anew(tree: Path, site: Path) -> None:
    one_byte(site)
    (site / "new.html").write_text("x")
    (site / "404.html").unlink()
    relisted(site)
    assert steps(site, tree, "--quick")["files"] == "passed"
    code, text = told(site, tree)
    assert code == 1
    assert f"“{PAGE}”：内容和重新生成的不同" in text
    assert "“new.html”：网站里有，重新生成的没有" in text
    assert "“404.html”：重新生成的有，网站里没有" in text
    assert "3 个文件和重新生成的不同" in text


# -- tampering with the manifest ---------------------------------------------------------------


def too_big(site: Path) -> None:
    with (site / NAME).open("r+b") as file:
        file.truncate(MAX_BYTES + 1)


def manifest_linked(site: Path) -> None:
    (site / NAME).rename(site.parent / NAME)
    (site / NAME).symlink_to(site.parent / NAME)


def manifest_piped(site: Path) -> None:
    (site / NAME).unlink()
    os.mkfifo(site / NAME)


def manifest_a_folder(site: Path) -> None:
    (site / NAME).unlink()
    (site / NAME).mkdir()


MANIFESTS: list[tuple[Tamper, str]] = [
    (lambda s: (s / NAME).unlink(), "这里没有 manifest.json"),
    (too_big, "超过 64 MiB"),
    (manifest_linked, "不是能读的普通文件"),
    (manifest_piped, "不是能读的普通文件"),
    (manifest_a_folder, "不是能读的普通文件"),
    (lambda s: edited(s, '"404.html"', '"../../etc/passwd"'), "可能指到网站之外）；没有读它"),
    (lambda s: edited(s, '"404.html"', '"about/index.html"'), "重复的键"),
    (lambda s: edited(s, '"size": ', '"size":  '), "写法和 zhucun build 写的不同"),
    (lambda s: (s / NAME).write_bytes(b"[" * 1000), "不该有的内容"),
]


@pytest.mark.parametrize(("tamper", "phrase"), MANIFESTS)
def test_a_hostile_manifest(tree: Path, site: Path, tamper: Tamper, phrase: str) -> None:
    tamper(site)
    code, text = told(site, tree)
    assert code == 1
    assert phrase in text
    assert set(steps(site, tree).values()) == {"failed", "skipped"}


def test_a_later_manifest_is_not_judged(tree: Path, site: Path) -> None:
    edited(site, '"version": 2', '"version": 3')
    code, text = told(site, tree)
    assert code == 2
    assert "请用生成网站的那个版本的工具核对" in text
    assert "结论：还不能证明" in text


def test_other_records_than_the_commit_s(tree: Path, site: Path) -> None:
    manifest = parse((site / NAME).read_bytes())
    assert manifest.records
    digest = manifest.records.counties["shili/shilixian"]
    edited(site, digest, "0" * 64)
    edited(site, manifest.records.commons, "1" * 64)
    code, text = told(site, tree)
    assert code == 1
    assert "2 处记录的摘要和提交不符" in text
    assert "“shili/shilixian”：记录和提交里的不同" in text
    assert "“制度和日历”" in text


def test_a_manifest_that_leaves_out_a_county(tree: Path, site: Path) -> None:
    manifest = parse((site / NAME).read_bytes())
    assert manifest.records
    digest = manifest.records.counties["shili/shilixian"]
    edited(site, f'{{\n   "shili/shilixian": "{digest}"\n  }}', "{}")
    assert steps(site, tree)["records"] == "failed"


# -- which commit ------------------------------------------------------------------------------


def test_a_commit_of_another_history(tree: Path, site: Path, tmp_path: Path, root: Path) -> None:
    other = planted(tmp_path / "other", root)
    committed(other, "别的记录库")
    code, text = told(site, other)
    assert code == 1
    assert "记录库里没有提交" in text
    assert "git fetch" in text


def test_a_commit_of_the_same_records_is_not_the_one(tree: Path, site: Path) -> None:
    """The manifest names another commit, whose records and time are the same."""
    manifest = parse((site / NAME).read_bytes())
    assert manifest.commit
    other = git(tree, "commit-tree", "HEAD^{tree}", "-m", "别的")
    git(tree, "tag", "other", other)
    edited(site, manifest.commit, other)
    verdicts = steps(site, tree)
    git(tree, "tag", "-d", "other")
    assert (verdicts["commit"], verdicts["records"]) == ("passed", "failed")


def test_a_commit_that_was_never_merged(tree: Path, site: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(tree), "clone")
    clone = tmp_path / "clone"
    change(clone, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(goal="没有合并的目标"))
    git(clone, "checkout", "--quiet", "-b", "proposal")
    committed(clone)
    made = build_in(clone)
    assert told(made, clone, "--quick")[0] == 0
    git(clone, "checkout", "--quiet", "main")
    git(clone, "branch", "-D", "proposal")
    code, text = told(made, clone, "--quick")
    assert code == 1
    assert "不在任何分支或标签的历史里" in text


def test_a_tag_is_no_commit(tree: Path, site: Path) -> None:
    git(tree, "tag", "--annotate", "--message=标签", "tagged")
    tag = git(tree, "rev-parse", "refs/tags/tagged")
    git(tree, "tag", "--delete", "tagged")
    manifest = parse((site / NAME).read_bytes())
    assert manifest.commit not in (None, tag)
    edited(site, str(manifest.commit), tag)
    code, text = told(site, tree)
    assert code == 1
    assert "不是提交" in text


def test_another_time_than_the_commit_s(tree: Path, site: Path) -> None:
    edited(site, '"committed": "2026-11-05T09', '"committed": "2026-11-05T08')
    code, text = told(site, tree)
    assert code == 1
    assert "不是提交" in text


def test_a_site_of_no_commit(tree: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(tree), "clone")
    clone = tmp_path / "clone"
    change(clone, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(goal="没有提交的目标"))
    code, text = told(build_in(clone, "--as-of", "2026-11-05"), clone)
    assert code == 1
    assert "不是由哪个提交生成的" in text
    assert "请提交以后重新生成网站" in text


def test_a_shallow_repository_says_what_to_do(tree: Path, site: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(tree), "later")
    committed(tmp_path / "later", "空的提交")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}/later", "shallow")
    code, text = told(site, tmp_path / "shallow")
    assert code == 2
    assert "git fetch --unshallow" in text


def test_a_damaged_repository_is_a_sentence(tree: Path, site: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--no-hardlinks", str(tree), "damaged")
    damaged = tmp_path / "damaged"
    lost = git(damaged, "rev-parse", f"HEAD:{COUNTY}/region.yml")
    (damaged / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    code, text = told(site, damaged)
    assert code == 2
    assert "部分克隆或已损坏" in text


def test_a_commit_that_multiplies_itself_is_not_read_to_its_end(
    tree: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve small trees that stand for a thousand million files."""
    git(tmp_path, "clone", "--quiet", str(tree), "bomb")
    bomb = tmp_path / "bomb"
    (bomb / "x").write_text("x", encoding="utf-8")
    inner = f"100644 blob {git(bomb, 'hash-object', '-w', 'x')}"
    for _ in range(9):
        lines = "".join(f"{inner}\ta{digit}\n" for digit in range(10))
        inner = f"040000 tree {git(bomb, 'mktree', stdin=lines)}"
    records = git(bomb, "mktree", stdin=f"{inner}\trecords\n")
    commit = git(bomb, "commit-tree", records, "-m", "炸弹")
    git(bomb, "branch", "bomb", commit)
    manifest = parse((site / NAME).read_bytes())
    assert manifest.commit
    edited(site, manifest.commit, commit)
    monkeypatch.setattr("zhucun.publish.proof.git_files.MOST_ENTRIES", 10_000)
    code, text = told(site, bomb)
    assert code == 2
    assert "提交：通过" in text
    assert "不像是记录库，没有读完" in text
    assert steps(site, bomb)["rebuild"] == "skipped"


# -- which tool --------------------------------------------------------------------------------


def test_another_tool_proves_nothing(
    tree: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhucun.publish.proof.verify.running_tool", lambda: "0" * 64)
    code, text = told(site, tree)
    assert code == 2
    assert "既不是现在运行的，也不是提交里的" in text
    tool = parse((site / NAME).read_bytes()).tool
    monkeypatch.setattr("zhucun.publish.proof.verify.tool_of", lambda *_: tool)
    code, text = told(site, tree)
    assert code == 2
    assert "git worktree add" in text
    assert "make venv" in text


def test_a_tool_that_the_commit_does_not_hold_is_told(
    tree: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhucun.publish.proof.verify.tool_of", lambda *_: "0" * 64)
    code, text = told(site, tree)
    assert code == 0
    assert "不是提交里的那一份" in text


def test_other_libraries_are_no_proof_of_tampering(
    tree: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_byte(site)
    relisted(site)
    mkdocs = parse((site / NAME).read_bytes()).packages["mkdocs"]
    edited(site, f'"mkdocs": "{mkdocs}"', '"mkdocs": "0.1"')
    code, text = told(site, tree)
    assert code == 2
    assert "mkdocs 和生成网站时的版本不同" in text


# -- usage -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["https://example.invalid/", "."], "只核对本机上的文件夹"),
        (["nowhere", "."], "没有 nowhere 这个文件夹"),
        ([".", "nowhere"], "没有 nowhere 这个文件夹"),
        ([".", "."], "不是 git 记录库"),
        (["."], "缺少 记录库"),
        ([".", ".", "--format", "xml"], "--format 的值不对"),
    ],
)
def test_wrong_usage_is_a_sentence(
    arguments: list[str],
    phrase: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, out, err = run(capsys, "verify", *arguments)
    assert code == 2
    assert phrase in err
    assert "Traceback" not in out + err


def test_its_help_is_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "verify", "--help")
    assert code == 0
    assert out.startswith("用法：zhucun verify [选项] 网站目录 记录库")
    assert "退出码" in out
