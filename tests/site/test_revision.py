"""`zhucun build --rev`: the site as things stood at a commit, from git's objects alone."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from corrections import correct
from git_tree import committed, git
from site_tree import TOWN, change, digest, planted

from zhucun.cli.build import build
from zhucun.cli.verify import command as verify
from zhucun.publish.proof.manifest import NAME, parse
from zhucun.read import weight
from zhucun.read.git import GitError, Repository
from zhucun.read.weight import refuse_a_trap

PROJECT = f"{TOWN}/projects/lawn-cooler.yml"
NOTE = re.compile(r'<aside class="sample then".*?</aside>|\n<meta name="robots" content="noindex">')


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Two commits: in the second a promise has another goal and a sheet is corrected."""
    made = planted(tmp_path_factory.mktemp("revision") / "tree", root)
    change(made, PROJECT, lambda d: d.update(goal="原来的目标。"))
    committed(made, when="2026-11-04T09:00:00+08:00")
    git(made, "tag", "first")
    change(made, PROJECT, lambda d: d.update(goal="后来的目标。"))
    correct(
        made,
        "shilizhen/attendance/2026-10.yml",
        "2026-11-05",
        ("sheets/990101-002/在村", "5-10, 12-17, 19-24, 26-31", "5-10, 12-17, 19-24, 26-30"),
        ("sheets/990101-002/休息", "1-4, 11, 18, 25", "1-4, 11, 18, 25, 31"),
    )
    committed(made)
    return made


@pytest.fixture(scope="module")
def first(tree: Path) -> Path:
    """The site of the first commit, where it stands by default."""
    done = run(tree, "--rev", "first")
    assert done.exit_code == 0, done.output
    note, place = done.output.splitlines()[-2:]
    assert note.startswith("这是 2026-11-04 提交 ")
    assert "不要对外发布" in note
    assert Path(place).is_file()
    return tree / f"site-{git(tree, 'rev-parse', 'first')[:8]}"


def run(tree: Path, *arguments: str) -> Result:
    return CliRunner().invoke(build, ["--root", str(tree), *arguments])


def text_of(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def test_it_shows_what_was_known_then(tree: Path, first: Path) -> None:
    for page in ("region/990101100201", "board/projects/990101000000"):
        assert "后来的目标" not in text_of(first, page)
    assert "原来的目标。" in text_of(first, "region/990101100201")
    assert "已更正" not in text_of(first, "cadre/990101-002")
    said = json.loads((first / "version.json").read_bytes())
    assert said == {"as_of": "2026-11-04", "version": git(tree, "rev-parse", "first")[:8]}


def test_every_page_says_what_it_is(tree: Path, first: Path) -> None:
    sha = git(tree, "rev-parse", "first")[:8]
    pages = sorted(first.rglob("index.html"))
    assert len(pages) > 50
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert f"这是 2026年11月4日 版本 {sha} 的样子" in text, page
        assert '<meta name="robots" content="noindex">' in text, page


def test_every_board_says_its_day_and_commit(tree: Path, first: Path) -> None:
    sha = git(tree, "rev-parse", "first")[:8]
    told = [p for p in first.rglob("index.html") if p.relative_to(first).parts[0] in FIGURES]
    assert len({p.relative_to(first).parts[0] for p in told}) == len(FIGURES)
    for page in told:
        text = page.read_text(encoding="utf-8")
        assert "<dt>数据截至</dt><dd>2026年11月4日</dd>" in text, page
        assert f'<dt>版本</dt><dd class="mono">{sha}</dd>' in text, page


FIGURES = (
    "board",
    "bulletin",
    "cadre",
    "changes",
    "column",
    "data",
    "method",
    "region",
    "regulation",
)


def test_the_same_revision_gives_the_same_bytes(tree: Path, first: Path, tmp_path: Path) -> None:
    """Also from a bare clone, and in the place of an old site."""
    git(tmp_path, "clone", "--quiet", "--bare", str(tree), "bare")
    again = Path(shutil.copytree(first, tmp_path / "again"))
    (again / "index.html").write_text("", encoding="utf-8")
    done = run(tmp_path / "bare", "--rev", "first", "--out", str(again))
    assert done.exit_code == 0, done.output
    assert digest(again) == digest(first)


@pytest.fixture(scope="module")
def now(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The present site."""
    out = tmp_path_factory.mktemp("now") / "site"
    done = run(tree, "--out", str(out))
    assert done.exit_code == 0, done.output
    return out


def test_the_present_commit_is_the_present_site_but_for_the_note(
    tree: Path, now: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    done = run(tree, "--rev", "HEAD", "--out", str(old))
    assert done.exit_code == 0, done.output
    told, known = digest(old), digest(now)
    assert told.keys() == known.keys()
    apart = {path for path in known if told[path] != known[path]}
    assert {p for p in apart if not p.endswith(".html")} <= {NAME, "sw.js"}
    for path in (p for p in apart if p.endswith(".html")):
        one, other = ((out / path).read_text(encoding="utf-8") for out in (old, now))
        assert NOTE.sub("", one) == other, path


def test_an_old_site_is_proven_like_any(tree: Path, first: Path) -> None:
    manifest = parse((first / NAME).read_bytes())
    assert manifest.revision
    assert manifest.commit == git(tree, "rev-parse", "first")
    done = CliRunner().invoke(verify, [str(first), str(tree)])
    assert done.exit_code == 0, done.output
    assert "结论：证实" in done.output


# -- what is left alone ------------------------------------------------------------------------


def test_the_present_site_is_not_replaced(tree: Path, now: Path) -> None:
    before = digest(now)
    done = run(tree, "--rev", "first", "--out", str(now))
    assert done.exit_code == 2
    assert "里是现在的网站，没有动它" in done.output
    assert digest(now) == before
    manifest = (now / NAME).read_bytes()
    (now / NAME).unlink()
    assert run(tree, "--rev", "first", "--out", str(now)).exit_code == 2
    (now / NAME).write_bytes(manifest)


def test_an_old_state_does_not_stand_inside_a_site(tree: Path, now: Path) -> None:
    """There it would be served to everybody, with all that was taken back since."""
    for place in ("then", "a/b/then"):
        done = run(tree, "--rev", "first", "--out", str(now / place))
        assert done.exit_code == 2
        assert "会跟着一起公开" in done.output
        assert not (now / place).exists()


def test_nothing_else_is_touched(tree: Path, first: Path) -> None:
    """Neither the work tree nor the pages and data of the present site."""
    assert git(tree, "status", "--porcelain", "records") == ""
    assert {p.name for p in (tree / "build").iterdir()} == {first.name}


# -- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revision", "phrase"),
    [
        ("nowhere", "这里没有 nowhere 这个提交"),
        ("", "--rev 要写一个提交"),
        (" ", "--rev 要写一个提交"),
        ("--all", "这里没有 --all 这个提交"),
        ("first..HEAD", "这里没有"),
        ("HEAD^{tree}", "这里没有"),
        ("HEAD:records", "这里没有"),
        ("twice", "不知道指哪一个"),
    ],
)
def test_what_is_no_commit_is_a_sentence(tree: Path, revision: str, phrase: str) -> None:
    if revision == "twice":
        git(tree, "branch", "--force", "twice", "first")
        git(tree, "tag", "--force", "twice", "HEAD")
    done = run(tree, "--rev", revision)
    assert done.exit_code == 2
    assert phrase in done.output
    assert "Traceback" not in done.output


def test_outside_git_is_a_sentence(tmp_path: Path, root: Path) -> None:
    plain = planted(tmp_path / "plain", root)
    done = run(plain, "--rev", "HEAD")
    assert done.exit_code == 2
    assert "不是 git 记录库" in done.output


def test_other_options_hold(tree: Path, tmp_path: Path) -> None:
    out = tmp_path / "one"
    wrong = run(tree, "--rev", "first", "--region", "nowhere", "--out", str(out))
    assert wrong.exit_code == 2
    assert "没有“nowhere”这个市" in wrong.output
    assert "不是日期" in run(tree, "--rev", "first", "--as-of", "昨天").output
    options = ("--region", "records/shili/shilixian/", "--as-of", "2026-10-20")
    done = run(tree, "--rev", "first", *options, "--out", str(out))
    assert done.exit_code == 0, done.output
    manifest = parse((out / NAME).read_bytes())
    assert (manifest.region, manifest.as_of) == ("shili/shilixian", "2026-10-20")


def test_records_of_then_that_are_of_no_use_now(tree: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(tree), "clone")
    clone = tmp_path / "clone"
    (clone / PROJECT).write_text("title: 半截\n", encoding="utf-8")
    committed(clone)
    done = run(clone, "--rev", "HEAD", "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "这个提交里的这些文件，现在的工具用不了" in done.output
    assert not (tmp_path / "out").exists()
    done = run(clone, "--rev", "HEAD", "--out", str(tmp_path / "out"), "--allow-partial")
    assert done.exit_code == 0, done.output


# -- traps -------------------------------------------------------------------------------------


def commit_of(repo: Path, records: str) -> str:
    """A commit whose folder records/ is a tree."""
    top = git(repo, "mktree", stdin=f"040000 tree {records}\trecords\n")
    return git(repo, "commit-tree", top, "-m", "陷阱")


def repeated(repo: Path, wide: int, deep: int) -> str:
    """A tree that holds another so many times over, which holds yet another so."""
    (repo / "x").write_text("x", encoding="utf-8")
    inner = f"100644 blob {git(repo, 'hash-object', '-w', 'x')}"
    for _ in range(deep):
        lines = "".join(f"{inner}\tn{n:03d}\n" for n in range(wide))
        inner = f"040000 tree {git(repo, 'mktree', stdin=lines)}"
    return inner.split()[-1]


@pytest.mark.parametrize(
    ("wide", "deep", "phrase"),
    [(10, 12, "文件超过 1000000 个"), (1, 150, "文件夹套得太深"), (200, 60, "文件超过")],
)
def test_a_bomb_is_refused_before_it_is_read(
    tmp_path: Path, wide: int, deep: int, phrase: str
) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit = commit_of(tmp_path, repeated(tmp_path, wide, deep))
    done = run(tmp_path, "--rev", commit, "--out", str(tmp_path / "out"))
    assert done.exit_code == 2
    assert phrase in done.output
    assert "没有读它" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("limit", "value", "phrase"),
    [
        ("MOST_OF_A_COUNTY", 20, "一个县的文件超过"),
        ("MOST_BYTES", 2 * 1024 * 1024, ""),
        ("MOST_BYTES", 1024, "一个县的记录超过"),
        ("MOST_LISTED", 100, "一个文件夹里的文件太多"),
        ("MOST_FOLDERS", 3, "文件夹超过 3 个"),
    ],
)
def test_every_limit_holds(
    tree: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, phrase: str
) -> None:
    monkeypatch.setattr(weight, limit, value)
    with Repository(tree) as repository:
        commit = repository.commit("HEAD")
        if not phrase:
            refuse_a_trap(repository, commit)
            return
        with pytest.raises(GitError, match=phrase):
            refuse_a_trap(repository, commit)


def test_a_commit_without_records(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "readme").write_text("x", encoding="utf-8")
    committed(tmp_path)
    done = run(tmp_path, "--rev", "HEAD")
    assert done.exit_code == 2
    assert "没有 records 文件夹" in done.output
