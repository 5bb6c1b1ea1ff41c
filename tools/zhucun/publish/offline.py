"""Reading without a network: the service worker of a site knows which build it belongs to.

Its own bytes change with the pages, which is how a phone learns that there is a new build; it then
drops every page that it kept of the old one (site_overrides/theme/sw.js).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

WORKER: Final = "sw.js"
PLACEHOLDER: Final = "/* build */ {}"


def stamp(site: Path, version: str) -> None:
    """Writes the build's digest, and the files a phone keeps from the start, into the worker.

    `site` is the folder as rendered. The digest is over the names and contents of all pages and of
    what they are drawn with, so that the same site gives the same worker, and any other another;
    but for the `version` that pages show, since a commit need not change what the public sees.
    """
    assets = sorted(p for p in (site / "assets").iterdir() if p.is_file())
    digest = hashlib.sha256()
    for path in (*sorted(site.rglob("*.html")), *assets):
        content = hashlib.sha256(path.read_bytes().replace(version.encode(), b"")).hexdigest()
        digest.update(f"{path.relative_to(site).as_posix()} {content}\n".encode())
    build = {
        "version": digest.hexdigest()[:16],
        "frame": ["offline/", *(f"assets/{path.name}" for path in assets)],
    }
    worker = site / WORKER
    text = worker.read_text(encoding="utf-8")
    assert text.count(PLACEHOLDER) == 1, "the worker has one place for its build"
    worker.write_text(text.replace(PLACEHOLDER, json.dumps(build)), encoding="utf-8")
