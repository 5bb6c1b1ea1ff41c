"""What a page's head says of its data and feeds: links to the feeds that follow it, and JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.publish.model import County, Site
from zhucun.publish.open_data.feed_files import CALENDAR, CALENDAR_TYPE, FORMS
from zhucun.publish.open_data.feeds import FOLDER, KINDS, Kind
from zhucun.publish.open_data.linked_data import linked_data
from zhucun.publish.page import Page


def front_matter(page: Page, site: Site) -> dict[str, Any]:
    """`alternate`: type, title and path of feeds; `linked`: JSON-LD; each only where it is."""
    found = {"alternate": list(_alternates(page, site)), "linked": linked_data(page, site)}
    return {name: value for name, value in found.items() if value}


def _alternates(page: Page, site: Site) -> Iterator[list[str]]:
    """The home page and a county's own have every feed, a page that feeds follow has its own."""
    code = page.path.rstrip("/").rpartition("/")[2]
    county = next((c for c in site.counties if c.code == code), None)
    own = f"{code}/" if county else ""
    every = page.path == (f"region/{own}" if county else "")
    for kind in KINDS:
        if every or page.path == f"{kind.page}{own}":
            yield from _of(kind, county)


def _of(kind: Kind, county: County | None) -> Iterator[list[str]]:
    title = f"{kind.title}：{county.name}" if county else kind.title
    code = county.code if county else ""
    for form, media in FORMS.items():
        yield [media, title, kind.path(form, code)]
    if kind.name == "notices":
        path = "/".join(part for part in (FOLDER, code, CALENDAR) if part)
        yield [CALENDAR_TYPE, f"{title}（日历）", path]
