"""sitemap.xml and robots.txt, for a site whose own address is known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from zhucun.publish.model import Site

#: As many addresses as one file may hold, by the protocol.
MOST: Final = 50_000
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_UNLISTED: Final = 'name="robots" content="noindex"'


def write(made: Path, site: Site) -> None:
    """Lists every page of a rendered site that asks to be found; nothing without an address."""
    if not site.address:
        return
    pages = sorted(
        file.parent.relative_to(made).as_posix()
        for file in made.rglob("index.html")
        if _UNLISTED not in file.read_text(encoding="utf-8")
    )
    urls = [site.address + ("" if page == "." else f"{quote(page)}/") for page in pages]
    parts = [urls[start : start + MOST] for start in range(0, len(urls), MOST)]
    if len(parts) == 1:
        _put(made / "sitemap.xml", "urlset", "url", urls, site.as_of)
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            _put(made / name, "urlset", "url", part, site.as_of)
        listed = [site.address + name for name in names]
        _put(made / "sitemap.xml", "sitemapindex", "sitemap", listed, site.as_of)
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.address}sitemap.xml\n"
    (made / "robots.txt").write_text(robots, encoding="utf-8")


def _put(file: Path, root: str, item: str, urls: Sequence[str], day: str) -> None:
    lines = (f"<{item}><loc>{escape(url)}</loc><lastmod>{day}</lastmod></{item}>\n" for url in urls)
    text = f'<{root} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{root}>\n'
    file.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', encoding="utf-8")
