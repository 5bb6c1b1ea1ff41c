"""Our scripts and styles in the browsers of old Android phones: Chrome 61 knows ES2017."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from old_browsers import new_in_script, new_in_style

pytest_plugins = ["site_fixture"]


# Only asked for where names were not enough; an old browser drops the file and goes without it.
NEWER = {"fulltext.js": ["import()"]}


def test_scripts_need_nothing_newer(site: Path) -> None:
    """Ours, that is: Pagefind's own come by that import."""
    scripts = [*(site / "assets").glob("*.js"), site / "sw.js"]
    assert len(scripts) >= 4
    for path in scripts:
        found = new_in_script(path.read_text(encoding="utf-8"))
        assert found == NEWER.get(path.name, []), path.name


def test_no_script_is_a_module(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert 'type="module"' not in path.read_text(encoding="utf-8"), path


def test_styles_fall_back(site: Path) -> None:
    text = (site / "assets" / "zhucun.css").read_text(encoding="utf-8")
    assert not new_in_style(text)


def test_colours_are_tokens(site: Path) -> None:
    """A colour of its own would stay behind in the dark, in high contrast, and on paper."""
    text = (site / "assets" / "zhucun.css").read_text(encoding="utf-8")
    for line in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines():
        if re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", line):
            assert line.lstrip().startswith(("--", ":root { --")), line


@pytest.mark.parametrize(
    "text",
    [
        "const a = b?.c;",
        "const a = b ?? c;",
        "a ??= 1;",
        "a ||= 1;",
        "try { a(); } catch { b(); }",
        "const a = { ...b };",
        "const { a, ...rest } = b;",
        r"const a = /\p{Script=Han}/u;",
        r"const a = /(?<year>\d+)/;",
        "const a = /./s;",
        "class A { b = 1; }",
        "const a = 1n;",
        "import('./a.js');",
        "a.replaceAll('b', 'c');",
        "list.replaceChildren();",
        "async function f() { for await (const a of b) c(a); }",
    ],
)
def test_a_newer_script_is_told(text: str) -> None:
    assert new_in_script(text), text


def test_an_older_script_passes() -> None:
    assert not new_in_script(
        """const f = async (a, ...rest) => { try { await a(...rest); } catch (error) { return; } };
        for (const [k, v] of Object.entries({ a: 1 })) { f(`${k}`, v ** 2, /[一-龥]+/u); }"""
    )


@pytest.mark.parametrize(
    "text",
    [
        ".a { color: color-mix(in srgb, red, blue); }",
        ".a { color: color-mix(in srgb, red, blue); color: red; }",
        ":root { --a: red; --a: color-mix(in srgb, red, blue); }",
        ".a { width: min(10rem, 100%); }",
        ".a { display: flex; gap: 1rem; }",
        ".a { inset: 0; }",
        ".a { margin-inline: auto; }",
        ".a:is(.b, .c) { color: red; }",
        ".a { .b { color: red; } }",
        ".a { & .b { color: red; } }",
        "a:hover, a:focus-visible { color: red; }",
        "@media (width <= 40rem) { .a { color: red; } }",
        "@media screen { .a { gap: 1rem; } }",
        "@layer a { .a { color: red; } }",
        "@container (min-width: 1rem) { .a { color: red; } }",
        ".a { height: 100dvh; }",
    ],
)
def test_a_newer_style_is_told(text: str) -> None:
    assert new_in_style(text), text


def test_an_older_style_passes() -> None:
    assert not new_in_style(
        """.a { width: 10rem; width: min(10rem, 100%); display: grid; grid-gap: 1rem; }
        @media screen and (max-width: 42rem) { .a { color: var(--b); } }
        @page { margin: 2cm; @bottom-right { content: counter(page); } }
        .a:focus-visible { outline: 1px solid; }"""
    )
