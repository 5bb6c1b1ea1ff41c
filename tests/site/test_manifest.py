"""What a site says of its own making, and when it claims to be of a commit."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from git_tree import committed, git
from site_tree import COUNTY, PROFILE, TOWN, change, contents, photo, planted, write

from zhucun.cli.build import build, plan_of
from zhucun.publish.output import OutputError
from zhucun.publish.proof.manifest import (
    NAME,
    File,
    Manifest,
    ManifestError,
    UnknownVersionError,
    files_of,
    parse,
)
from zhucun.publish.proof.origin import Noted, Origin, keyed, records_held
from zhucun.publish.proof.tool import running_tool, tool_of, tool_on_disk
from zhucun.read.files import Disk
from zhucun.read.git import Repository
from zhucun.read.layout import place_of

pytest_plugins = ["site_fixture"]

BORROWED = f"{TOWN}/profiles/neighbour.jpg"  # whose article nobody consented to


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A committed tree with a photo that the site doesn't show."""
    tree = planted(tmp_path_factory.mktemp("manifest") / "tree", root)
    profile = {**PROFILE, "photo": {"file": "neighbour.jpg", "alt": "门前"}, "cadre": "990101-003"}
    write(tree, f"{TOWN}/profiles/neighbour.md", profile, "正文。\n")
    photo(tree / BORROWED)
    committed(tree)
    return tree


@pytest.fixture
def tree(tmp_path: Path, original: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "tree"))


def made(tree: Path, *options: str) -> Manifest:
    """The manifest of a build of the tree."""
    done = CliRunner().invoke(build, ["--root", str(tree), *options])
    assert done.exit_code == 0, done.output
    return parse((tree / "site" / NAME).read_bytes())


def claimed(tree: Path) -> bool:
    """Whether what the tree holds now is what its commit holds, without building."""
    with Repository(tree) as repository:
        files = Noted(Disk(tree))
        for path in sorted((tree / "records").rglob("*")):
            relative = path.relative_to(tree).as_posix()
            place = place_of(relative)
            if place and place.kind != "photo":
                files.read(relative)
        return Origin(repository, repository.commit("HEAD"), files, False).records(None) is not None


# -- what it says ------------------------------------------------------------------------------


def test_it_names_the_commit_and_every_file(tree: Path) -> None:
    manifest = made(tree)
    site = tree / "site"
    published = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    del published[NAME]
    assert len(published) > 100
    assert manifest.files == {
        path: File(file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest())
        for path, file in published.items()
    }
    assert manifest.commit == git(tree, "rev-parse", "HEAD")
    assert (manifest.committed, manifest.as_of) == ("2026-11-05T09:00:00+08:00", "2026-11-05")
    assert (manifest.region, manifest.allow_partial) == (None, False)
    assert manifest.tool == running_tool()
    assert "mkdocs" in manifest.packages
    assert json.loads((site / "version.json").read_bytes())["version"] == manifest.commit[:8]


def test_the_digests_are_those_that_the_page_on_them_describes(tree: Path) -> None:
    """Worked out anew from git alone, as docs/verify.md says."""
    manifest = made(tree, "--region", "shili/shilixian")
    key = subprocess.run(
        ["git", "-C", str(tree), "cat-file", "commit", "HEAD"], check=True, capture_output=True
    ).stdout
    lines = ""
    for path in sorted(git(tree, "ls-files", COUNTY).splitlines()):
        content = (tree / path).read_bytes()
        lines += f"{path}\0{hashlib.sha256(content).hexdigest()}\n"
    assert BORROWED in lines
    assert manifest.region == "shili/shilixian"
    assert manifest.records is not None
    assert manifest.records.counties == {
        "shili/shilixian": hmac.new(key, lines.encode(), "sha256").hexdigest()
    }
    assert set(manifest.records.cities) == {"shili"}


def test_the_same_commit_gives_the_same_manifest(tree: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(tree), "clone")
    texts = {made(place).text() for place in (tree, tmp_path / "clone")}
    assert len(texts) == 1
    assert not [text for text in texts if str(tmp_path) in text]


def test_outside_git_it_claims_nothing(site: Path) -> None:
    manifest = parse((site / NAME).read_bytes())
    assert (manifest.commit, manifest.committed, manifest.records) == (None, None, None)
    assert json.loads(manifest.text())["dirty"] is True


# -- what it must not say ----------------------------------------------------------------------


def test_the_digests_do_not_tell_which_records_changed(tree: Path) -> None:
    """Two commits of the same records: no digest is the same, so none that is the same tells."""
    with Repository(tree) as repository:
        digests = []
        for message in ("记录", "又一次"):
            commit = repository.commit(committed(tree, message))
            held = records_held(repository, commit.tree, None)
            records = keyed(repository, commit, held)
            digests.append({records.commons, *records.cities.values(), *records.counties.values()})
    assert len(digests[0]) == 3
    assert not digests[0] & digests[1]


def test_of_a_hidden_change_the_site_tells_the_commit_alone(tree: Path, tmp_path: Path) -> None:
    """Every page is the same but for the commit's digits, every list but for the digests."""
    git(tmp_path, "clone", "--quiet", str(tree), "other")
    leave = f"{TOWN}/leave/2026-09.yml"
    change(tmp_path / "other", leave, lambda d: d["leaves"][0].update(reason_kind="病假"))
    committed(tmp_path / "other")
    texts, manifests = [], []
    for place in (tree, tmp_path / "other"):
        manifest = made(place)
        assert manifest.commit
        short = manifest.commit[:8].encode()
        texts.append(
            {
                path.relative_to(place / "site").as_posix(): raw.replace(short, b"version")
                for path, raw in contents(place / "site")
                if path.name != NAME
            }
        )
        manifests.append(manifest)
    assert texts[0] == texts[1]
    one, other = manifests
    assert one.commit != other.commit
    assert replace(one, commit=None, records=None, files={}) == replace(
        other, commit=None, records=None, files={}
    )
    assert one.records
    assert other.records
    assert one.records.commons != other.records.commons  # whose records are the same


def test_no_digest_can_be_tried_out_without_the_commit(tree: Path) -> None:
    """Who knows every record but one can't check a guess at that one."""
    manifest = made(tree)
    known = {p: hashlib.sha256((tree / p).read_bytes()).hexdigest() for p in _records_of(tree)}
    lines = "".join(f"{path}\0{known[path]}\n" for path in sorted(known)).encode()
    told = json.dumps(json.loads(manifest.text())["records"])
    assert hashlib.sha256(lines).hexdigest() not in told
    assert not [digest for digest in known.values() if digest in told]


def _records_of(tree: Path) -> list[str]:
    return [p for p in git(tree, "ls-files", COUNTY).splitlines() if place_of(p)]


def test_a_region_is_its_own_files_those_of_its_city_and_the_law(tree: Path) -> None:
    elsewhere = (
        "records/shili/region.yml",
        f"{COUNTY}/region.yml",
        "records/shili/linxian/region.yml",
        "records/linshi/region.yml",
        "records/linshi/shilixian/region.yml",
        "records/regulations/s0.yml",
    )
    for path in elsewhere[2:5]:
        write(tree, path, {"level": "县"})
    sha = committed(tree)
    with Repository(tree) as repository:
        held = {
            region: {
                path
                for path in records_held(repository, repository.commit(sha).tree, region)
                if path in elsewhere
            }
            for region in (None, "shili", "shili/shilixian", "linshi")
        }
    every, city, county, other = held.values()
    assert every == set(elsewhere)
    assert city == {*elsewhere[:3], elsewhere[5]}
    assert county == {*elsewhere[:2], elsewhere[5]}
    assert other == {*elsewhere[3:]}


# -- when it claims a commit -------------------------------------------------------------------


def test_a_changed_record_is_of_no_commit(tree: Path) -> None:
    change(tree, f"{TOWN}/projects/lawn-cooler.yml", lambda d: d.update(goal="另一个目标"))
    manifest = made(tree)
    assert (manifest.commit, manifest.committed, manifest.records) == (None, None, None)
    said = json.loads((tree / "site" / "version.json").read_bytes())
    assert said["version"] == f"{git(tree, 'rev-parse', 'HEAD')[:8]}+"


def test_a_record_that_git_is_told_to_overlook_counts(tree: Path) -> None:
    (tree / ".git" / "info" / "exclude").write_text("*.yml\n", encoding="utf-8")
    assert claimed(tree)
    case = json.loads((tree / COUNTY / "cases" / "990101-c009.yml").read_text(encoding="utf-8"))
    write(tree, f"{COUNTY}/cases/990101-c008.yml", {**case, "id": "990101-c008"})
    assert git(tree, "status", "--porcelain") == ""
    assert not claimed(tree)


def test_a_record_whose_change_git_hides_counts(tree: Path) -> None:
    path = f"{TOWN}/projects/lawn-cooler.yml"
    git(tree, "update-index", "--assume-unchanged", path)
    change(tree, path, lambda d: d.update(goal="另一个目标"))
    assert git(tree, "status", "--porcelain") == ""
    assert not claimed(tree)


def test_a_deleted_record_counts(tree: Path) -> None:
    (tree / COUNTY / "cases" / "990101-c009.yml").unlink()
    assert not claimed(tree)


def test_what_no_build_reads_does_not_count(tree: Path) -> None:
    (tree / "records" / "README.md").write_text("说明", encoding="utf-8")
    (tree / "notes.txt").write_text("随手记", encoding="utf-8")
    assert claimed(tree)


def test_a_photo_counts_even_unshown(tree: Path) -> None:
    assert claimed(tree)
    (tree / BORROWED).write_bytes(b"another")
    assert not claimed(tree)


def test_a_file_that_changes_while_it_is_read_is_of_no_commit(tree: Path) -> None:
    files = Noted(Disk(tree))
    path = f"{COUNTY}/region.yml"
    before, _ = files.read(path)
    digest = files.digests[path]
    (tree / path).write_bytes(before + b"# later\n")
    files.read(path)
    assert files.digests[path] not in (digest, hashlib.sha256(before + b"# later\n").hexdigest())


def test_a_changed_tool_beside_the_records_is_of_no_commit(tree: Path) -> None:
    """The tool of the work tree has to be the commit's, where the commit has one."""

    def with_tool(files: Noted) -> bool:
        with Repository(tree) as repository:
            for path in records_held(repository, repository.commit("HEAD").tree, None):
                files.read(path, 1 << 30)
            origin = Origin(repository, repository.commit("HEAD"), files, with_tool=True)
            return origin.records(None) is not None

    assert with_tool(Noted(Disk(tree)))  # records only: any tool will do
    (tree / "tools" / "zhucun").mkdir(parents=True)
    (tree / "tools" / "zhucun" / "old.py").write_text("", encoding="utf-8")
    committed(tree)
    assert not with_tool(Noted(Disk(tree)))


def test_the_tool_counts_where_it_stands_beside_the_records(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counts() -> bool:
        origin = plan_of(str(tree), None, None).origin
        assert origin
        origin.repository.close()
        return origin.with_tool

    assert not counts()
    monkeypatch.setattr("zhucun.cli.build.REPOSITORY", tree.resolve())
    assert counts()


def test_a_tool_has_the_same_digest_on_disk_and_in_git(tmp_path: Path, root: Path) -> None:
    copy = tmp_path / "copy"
    skipped = shutil.ignore_patterns("__pycache__", ".*")
    for part in ("docs/site", "schemas", "site_overrides", "tools/zhucun"):
        shutil.copytree(root / part, copy / part, ignore=skipped)
    for part in ("mkdocs.yml", "requirements.txt", "README.md"):
        shutil.copy2(root / part, copy / part)
    committed(copy)
    before = tool_on_disk(copy)
    with Repository(copy) as repository:
        assert tool_of(repository, repository.commit("HEAD").tree) == before
    (copy / "README.md").write_text("no part of it", encoding="utf-8")
    (copy / "tools" / "zhucun" / "__pycache__").mkdir()
    (copy / "tools" / "zhucun" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert tool_on_disk(copy) == before
    for part in ("mkdocs.yml", "requirements.txt", "schemas/case.json", "docs/site/about.md"):
        kept = (copy / part).read_bytes()
        (copy / part).write_bytes(kept + b"\n")
        assert tool_on_disk(copy) != before, part
        (copy / part).write_bytes(kept)
    (copy / "site_overrides" / "new.html").write_text("", encoding="utf-8")
    assert tool_on_disk(copy) != before


def test_records_alone_hold_no_tool(tree: Path) -> None:
    with Repository(tree) as repository:
        assert tool_of(repository, repository.commit("HEAD").tree) is None


# -- writing and reading one -------------------------------------------------------------------


def test_a_name_that_leads_elsewhere_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "a b.html").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="不该有"):
        files_of(tmp_path)
    (tmp_path / "a b.html").unlink()
    (tmp_path / "link").symlink_to("/etc/hostname")
    with pytest.raises(OutputError, match="不该有"):
        files_of(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "phrase"),
    [
        ('"format": "zhucun', '"format": "other', "不是 zhucun build 写的清单"),
        ('"dirty": true', '"dirty": false', "写法和 zhucun build 写的不同"),
        ('"404.html"', '"../404.html"', "可能指到网站之外"),
        ('"404.html"', '"/etc/passwd"', "可能指到网站之外"),
        ('"404.html"', '"a\\nb.html"', "可能指到网站之外"),
        ('"404.html"', '"manifest.json"', "可能指到网站之外"),
        ('"404.html"', '"a/./404.html"', "可能指到网站之外"),
        ('"404.html"', '"\\ud800.html"', "可能指到网站之外"),
        ('"404.html"', '"about/index.html"', "重复的键"),
        ('"404.html": {', '"404.html": 7, "b.html": {', "files"),
        ('"size": ', '"size": -', "size"),
        ('"size": ', '"size": 1e3, "was": ', "size"),
        ('"size": ', '"size": true, "was": ', "size"),
        ('"size": ', f'"size": {"9" * 5000}, "was": ', "完整的 JSON"),
        ('"size": ', '"size": NaN, "was": ', "完整的 JSON"),
        ('"size": ', '"size": [[[], []]], "was": ', "不该有的内容"),
        ('"as_of": "2026', '"as_of": "1926', "as_of"),
        ('"as_of"', '"note": "x", "as_of"', "写法和 zhucun build 写的不同"),
        ('"region": null', '"region": "../shili"', "region"),
        ('"allow_partial": false', '"allow_partial": 0', "allow_partial"),
        ('"commit": null', f'"commit": "{"0" * 40}"', "都有，或者都没有"),
        ('"commit": null', '"commit": "HEAD"', "commit"),
        ('"records": null', '"records": {}', "commons"),
        ('"mkdocs": "', '"mkdocs": "\\u001b[31m', "不该有的内容"),
        ('"mkdocs": "', '"mkdocs": " ', "mkdocs"),
        ('"files": {', '"files": 1, "other": {', "files"),
        ("\n", "\r\n", "写法和 zhucun build 写的不同"),
        ("{", "\ufeff{", "完整的 JSON"),
        ("{", "", "完整的 JSON"),
        ("{", '{"a":' * 5000, "完整的 JSON"),
    ],
)
def test_a_manifest_that_no_build_wrote(site: Path, old: str, new: str, phrase: str) -> None:
    text = (site / NAME).read_text(encoding="utf-8")
    assert parse(text.encode()).files
    assert old in text
    with pytest.raises(ManifestError, match=phrase):
        parse(text.replace(old, new, 1).encode("utf-8", "surrogatepass"))


def test_a_later_version_asks_for_a_later_tool(site: Path) -> None:
    text = (site / NAME).read_text(encoding="utf-8").replace('"version": 2', '"version": 3', 1)
    with pytest.raises(UnknownVersionError, match="第 3 版"):
        parse(text.encode())
    with pytest.raises(ManifestError, match="写法"):
        parse(text.replace('"version": 3', '"version": true', 1).encode())


@pytest.mark.parametrize("raw", [b"", b"null", b"1", b'"x"', b"\xff\xfe", b"{}"])
def test_bytes_that_are_no_manifest(raw: bytes) -> None:
    with pytest.raises(ManifestError):
        parse(raw)


def test_the_page_on_manifests_names_every_key(site: Path, root: Path) -> None:
    page = (root / "docs" / "verify.md").read_text(encoding="utf-8")
    described = re.findall(r"`(\w+)`", page.partition("## 清单的格式")[2])
    keys = json.loads((site / NAME).read_bytes())
    inner = {*keys["options"], *keys["tool"], "commons", "cities", "counties", "size", "sha256"}
    assert {*keys, *inner} <= set(described)


def test_the_data_page_leads_to_it(site: Path) -> None:
    page = (site / "data" / "index.html").read_text(encoding="utf-8")
    assert f'href="../{NAME}"' in page
    assert "zhucun verify" in page
