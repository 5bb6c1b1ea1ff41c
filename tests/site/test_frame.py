"""What stands around every page: its policy, language, landmarks; and that no page goes past it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from renderers import zensical
from site_tree import built, planted
from test_in_browser import PAGES

from zhucun.publish import offline
from zhucun.publish.page import description_of, render
from zhucun.publish.rendering import render_pages

pytest_plugins = ["site_fixture"]

Attributes = dict[str, str | None]
# A data block: described, never run.
DATA_BLOCK = "application/ld+json"
ADDRESSED = {"src", "href", "action", "formaction", "poster", "data", "srcset", "content"}


ELSEWHERE = re.compile(r"\s*(javascript:|data:|blob:|https?:|//)")


class Tags(HTMLParser):
    """Every start tag of a page with its attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, name: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.found if tag == name]


def policy_of(tags: Tags) -> dict[str, list[str]]:
    """The directives of the one policy of a page."""
    metas = [m for m in tags.named("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert len(metas) == 1
    parts = [part.split() for part in (metas[0]["content"] or "").split(";")]
    return {name: values for name, *values in parts}


def violations(tags: Tags) -> Iterator[str]:
    """What of a page its policy refuses, or what it should have refused."""
    for tag, attributes in tags.found:
        if tag in ("style", "base", "iframe", "object", "embed", "frame"):
            yield f"<{tag}>"
        if tag == "script" and not attributes.get("src") and attributes.get("type") != DATA_BLOCK:
            yield "inline script"
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"<{tag} {name}>"
            elif name in ADDRESSED and ELSEWHERE.match(value or ""):
                yield f"<{tag} {name}={value}>"


@pytest.fixture(scope="module")
def renderings(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site as MkDocs renders it, and as Zensical does."""
    other = zensical(site.parent / "build" / "docs", tmp_path_factory.mktemp("zensical"))
    return site, other


def pages_of(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert len(found) > 25
    return found


def test_every_page_carries_the_policy_and_keeps_it(renderings: tuple[Path, Path]) -> None:
    for folder in renderings:
        for path in pages_of(folder):
            tags = Tags(path.read_text(encoding="utf-8"))
            policy = policy_of(tags)
            assert policy.pop("default-src") == ["'none'"]
            assert policy.pop("base-uri") == ["'none'"]
            compiles = path.relative_to(folder).as_posix() == "search/index.html"
            scripts = ["'self'", "'wasm-unsafe-eval'"] if compiles else ["'self'"]
            assert policy.pop("script-src") == scripts, path
            assert set(map(tuple, policy.values())) == {("'self'",)}, policy
            assert {"style-src", "img-src", "connect-src", "worker-src"} <= policy.keys()
            assert not list(violations(tags)), path


def test_the_policy_stands_before_what_it_governs(site: Path) -> None:
    for path in pages_of(site):
        head = [tag for tag, _ in Tags(path.read_text(encoding="utf-8")).found]
        assert head[:4] == ["html", "head", "meta", "meta"], path


def test_the_servers_policy_is_that_of_the_pages(site: Path, root: Path) -> None:
    """What docs/hosting.md tells a server to send: the search page's, and nobody may frame it."""
    text = (site / "search" / "index.html").read_text(encoding="utf-8")
    (meta,) = [m for m in Tags(text).named("meta") if m.get("http-equiv")]
    told = re.findall(r"default-src [^`\"]*", (root / "docs" / "hosting.md").read_text("utf-8"))
    assert told == [f"{meta['content']}; frame-ancestors 'none'"] * 3


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<script type="text/javascript">a()</script>',
        "<style>a{}</style>",
        '<p style="color:red">',
        '<p onclick="a()">',
        '<a href="javascript:a()">',
        '<img src="https://example.org/a.png">',
        '<img src="//example.org/a.png">',
        '<base href="/">',
        '<iframe src="a/">',
        '<img src="data:image/png;base64,AA==">',
    ],
)
def test_a_violation_is_told(html: str) -> None:
    assert list(violations(Tags(html)))


def test_what_is_allowed_is_not_told() -> None:
    tags = Tags(
        '<script src="a.js"></script><script type="application/ld+json">{}</script>'
        '<a href="../a/" class="b">https://example.org/</a><svg fill="currentColor"></svg>'
    )
    assert not list(violations(tags))


def test_the_frame_speaks_chinese(site: Path) -> None:
    for path in pages_of(site):
        text = path.read_text(encoding="utf-8")
        tags = Tags(text)
        assert tags.named("html")[0]["lang"] == "zh-CN"
        assert len(tags.named("main")) == len(tags.named("h1")) == len(tags.named("title")) == 1
        for _, attributes in tags.found:
            label = attributes.get("aria-label")
            assert label is None or re.search("[一-龥]", label), (path, label)
        described = [m["content"] for m in tags.named("meta") if m.get("name") == "description"]
        assert len(described) == 1, path
        assert described[0], path
        if path.name == "index.html":
            labels = {n.get("aria-label") for n in tags.named("nav")}
            assert {"栏目", "全部栏目"} <= labels, path
            assert tags.named("a")[0] == {"class": "skip", "href": "#content"}


def test_the_section_of_a_page_is_marked(site: Path) -> None:
    expected = {
        "": [("./", "page")],
        "region/": [("../region/", "page")],
        "region/990101100201/": [("../../region/", "true")],
        "board/attendance/": [("../../board/", "true")],
        "search/": [],
    }
    for path, marked in expected.items():
        text = (site / path / "index.html").read_text(encoding="utf-8")
        top = text[: text.index("</header>")]
        links = Tags(top).named("a")
        found = [(a["href"], a["aria-current"]) for a in links if "aria-current" in a]
        assert found == marked, path


def test_what_is_secondary_stands_in_the_foot(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    foot = {a["href"] for a in Tags(text[text.rindex("<footer") :]).named("a")}
    head = {a["href"] for a in Tags(text[: text.index("</header>")]).named("a")}
    assert head - foot == {"#content", "./search/"}


def test_the_wrong_address_reads_without_style(renderings: tuple[Path, Path]) -> None:
    """Where the site stands is not known, so its page for wrong addresses asks for nothing."""
    for folder in renderings:
        tags = Tags((folder / "404.html").read_text(encoding="utf-8"))
        assert not [a for tag, a in tags.found if a.get("src") or a.get("href")]


def test_the_wrong_address_finds_the_site_whose_address_is_known(tmp_path: Path) -> None:
    sections = ("", "region/", "board/", "column/", "bulletin/", "changes/", "regulation/", "data/")
    for name in (*(f"{section}index.md" for section in sections), "about.md"):
        source = tmp_path / "docs" / name
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text("---\ntitle: 一\n---\n二\n", encoding="utf-8")
    for folder, address in (("known", "https://example.org/zhucun/"), ("unknown", "")):
        render_pages(tmp_path / "docs", tmp_path / folder, 0, address)
    tags = Tags((tmp_path / "known" / "404.html").read_text(encoding="utf-8"))
    links = {a["href"] for tag, a in tags.found if tag in ("a", "link")} - {"#content"}
    assert {"/zhucun/", "/zhucun/region/", "/zhucun/assets/zhucun.css"} <= links
    assert all(link and link.startswith("/zhucun/") for link in links)
    about = [(tmp_path / f / "about" / "index.html").read_text() for f in ("known", "unknown")]
    assert about[0] == about[1]  # the others are written for any place


def test_no_style_is_left_over(root: Path) -> None:
    """Each class that the stylesheet knows is given by a template, a script or a picture."""
    folders = (root / "site_overrides", root / "docs" / "site", root / "tools/zhucun/publish")
    files = [p for f in folders for p in f.rglob("*") if p.suffix in (".j2", ".html", ".js", ".py")]
    given = set(re.findall(r"[\w-]+", " ".join(p.read_text(encoding="utf-8") for p in files)))
    style = (root / "site_overrides/theme/assets/zhucun.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", style, flags=re.DOTALL)
    known = set(re.findall(r"\.([a-z][\w-]*)", rules))
    computed = {name for name in known if name.startswith("s-")}  # of a state: page.shape_of
    assert not known - given - computed


def test_each_kind_of_page_is_looked_at(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each template, the tests in the browser open a page."""
    kinds: dict[str, set[str]] = {}

    def noted(templates: Any, page: Any, *others: Any) -> str:
        kinds.setdefault(page.template, set()).add(page.path)
        return render(templates, page, *others)

    monkeypatch.setattr("zhucun.publish.site.render", noted)
    built(planted(tmp_path / "tree", root), tmp_path / "site")
    assert len(kinds) > 20
    unseen = {name: sorted(paths)[:2] for name, paths in kinds.items() if not paths & set(PAGES)}
    assert not unseen
    by_hand = {f"{p.stem}/" for p in (root / "docs" / "site").glob("*.md")}
    assert by_hand | {"404.html"} <= set(PAGES)


def test_a_page_is_described_by_its_answer() -> None:
    html = '<p class="answer">在村 <b>22</b> 天，\n“够”&lt;20&gt;。</p><p class="answer">二</p>'
    assert description_of(html) == "在村 22 天， “够”<20>。"
    assert description_of("<p>无</p>") == ""
    assert len(description_of(f'<p class="answer">{"长" * 500}</p>')) == 120


# -- the worker --------------------------------------------------------------------------------


def rendered(folder: Path, **pages: str) -> str:
    """A worker stamped for a site of the pages; its text."""
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "a.css").write_text("", encoding="utf-8")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / offline.WORKER).write_text(f"a = {offline.PLACEHOLDER};", encoding="utf-8")
    offline.stamp(folder, "0123abcd")
    return (folder / offline.WORKER).read_text(encoding="utf-8")


def test_the_worker_differs_with_any_page(tmp_path: Path) -> None:
    first = rendered(tmp_path / "a", one="一", two="二")
    assert rendered(tmp_path / "b", one="一", two="二") == first
    others = (
        rendered(tmp_path / "c", one="一"),
        rendered(tmp_path / "d", one="一", two="三"),
        rendered(tmp_path / "e", one="一", three="二"),
    )
    assert len({first, *others}) == 4
    assert '"assets/a.css"' in first
    assert rendered(tmp_path / "f", one="一0123abcd", two="二") == first  # only another commit


def test_the_site_has_its_worker(site: Path) -> None:
    text = (site / offline.WORKER).read_text(encoding="utf-8")
    assert offline.PLACEHOLDER not in text
    assert re.search(r'"version": "[0-9a-f]{16}"', text)
    kept = re.findall(r'"((?:assets/|offline/)[^"]*)"', text)
    for path in kept:
        file = site / path
        assert file.is_file() or (file / "index.html").is_file(), path
    assert not [path for path in kept if path.startswith(("data", "feeds", "pagefind"))]
