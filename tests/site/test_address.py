"""A site that knows its address says it in full, and can be proven like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from git_tree import committed
from lxml import etree
from site_tree import planted

from zhucun.cli.build import build
from zhucun.cli.verify import command as verify
from zhucun.publish.proof.manifest import ADDRESS, NAME, ManifestError, parse

GIVEN = "https://zhucun.example/jz"
WHOLE = f"{GIVEN}/"


def test_a_site_with_an_address_is_whole_and_proven(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    committed(tree)
    runner = CliRunner()
    done = runner.invoke(build, ["--root", str(tree), "--address", GIVEN])
    assert done.exit_code == 0, done.output
    site = tree / "site"
    raw = (site / NAME).read_bytes()
    assert parse(raw).address == WHOLE
    pages = {p.parent.relative_to(site).as_posix() for p in site.rglob("index.html")}
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = [e.text or "" for e in etree.parse(site / "sitemap.xml").iter(f"{space}loc")]
    assert {f"{WHOLE}{p}/" if p != "." else WHOLE for p in pages} >= set(listed)
    assert len(listed) > 25
    for name in ("sitemap.xml", "robots.txt", "feeds/column.atom"):
        assert name in parse(raw).files
    told = json.loads((site / "feeds/column.json").read_text(encoding="utf-8"))
    assert all(item["url"].startswith(WHOLE) for item in told["items"])
    openapi = json.loads((site / "data/v1/openapi.json").read_text(encoding="utf-8"))
    assert openapi["servers"] == [{"url": GIVEN}]
    package = json.loads((site / "data/v1/datapackage.json").read_text(encoding="utf-8"))
    assert package["homepage"] == f"{WHOLE}data/"
    done = runner.invoke(verify, [str(site), str(tree)])
    assert done.exit_code == 0, done.output
    changed = raw.replace(GIVEN.encode(), b"https://other.example")
    (site / NAME).write_bytes(changed)
    assert runner.invoke(verify, [str(site), str(tree)]).exit_code == 1


@pytest.mark.parametrize(
    "address",
    ["zhucun.example", "ftp://zhucun.example", "https://", "https://a b/", "https://a/?x=1",
     "https://user@a/", "https://a/<script>", "javascript:alert(1)", ""],
)  # fmt: skip
def test_what_is_no_address_is_refused(tmp_path: Path, root: Path, address: str) -> None:
    tree = planted(tmp_path / "tree", root)
    done = CliRunner().invoke(build, ["--root", str(tree), "--address", address])
    assert done.exit_code == 2
    assert "--address 要写网站的网址" in done.output
    assert not (tree / "site").exists()


def test_an_old_state_has_no_address(tmp_path: Path, root: Path) -> None:
    options = ["--root", str(root), "--rev", "HEAD", "--out", str(tmp_path / "x")]
    done = CliRunner().invoke(build, [*options, "--address", GIVEN])
    assert done.exit_code == 2
    assert "不要加 --address" in done.output


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("https://a.example/", True),
        ("http://127.0.0.1:8000/", True),
        ("https://a.example/x/y-z/", True),
        ("https://a.example", False),
        ("https://a.example//", False),
        ("https://a.example/../x/", False),
        ("https://a.example/x/./", False),
        ("https://a.example/.x/", True),
        ("https://a.example/x", False),
        ('https://a.example/"/', False),
    ],
)
def test_what_an_address_may_be(address: str, whole: bool) -> None:
    assert bool(ADDRESS.fullmatch(address)) == whole


def test_a_manifest_with_another_address_is_refused() -> None:
    with pytest.raises(ManifestError):
        parse(b'{"format": "zhucun-manifest", "version": 2, "options": {"address": 1}}')
