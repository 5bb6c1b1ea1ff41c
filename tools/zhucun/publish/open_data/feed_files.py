"""Feeds as files: Atom (RFC 4287), JSON Feed 1.1, and public notices as a calendar (RFC 5545).

No clock: every moment is the beginning of a day of the records, in Beijing. Without the site's own
address links are relative to the file that they stand in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from icalendar import Calendar, Event

from zhucun.publish.model import County, Site
from zhucun.publish.open_data.feeds import (
    FOLDER,
    Entry,
    Feed,
    Shown,
    feeds_of,
    lasting_id,
    notices_of,
)

FORMS: Final = {"atom": "application/atom+xml", "json": "application/feed+json"}
CALENDAR: Final = "notices.ics"
CALENDAR_TYPE: Final = "text/calendar"
LANGUAGE: Final = "zh-CN"
_ATOM: Final = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no place for; records hold none, and a feed must never be unreadable.
_UNFIT = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def write(folder: Path, site: Site) -> None:
    """Writes every feed and calendar below a folder that becomes the top of the site."""
    address = site.address
    for feed in feeds_of(site):
        for form, text in (("atom", atom(feed, address)), ("json", json_feed(feed, address))):
            _write(folder / feed.path(form), text)
    _write(folder / FOLDER / CALENDAR, calendar(site.counties, site.as_of, "公示"))
    for county in site.counties:
        text = calendar((county,), site.as_of, f"公示：{county.name}")
        _write(folder / FOLDER / county.code / CALENDAR, text)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def link(source: str, target: str, address: str) -> str:
    """A link from one file of the site to a path of it, absolute where the address is known."""
    return f"{address}{target}" if address else "../" * source.count("/") + target


def moment(day: str) -> str:
    """The beginning of a day in Beijing, as RFC 3339 writes it."""
    return f"{day}T00:00:00+08:00"


def atom(feed: Feed, address: str = "") -> bytes:
    """The feed as an Atom document."""
    here = feed.path("atom")
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": LANGUAGE})
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    _put(root, "subtitle", feed.kind.description)
    _put(root, "updated", moment(feed.updated))
    _put(_put(root, "author"), "name", feed.author)
    itself = {"rel": "self", "type": FORMS["atom"], "href": link(here, here, address)}
    _put(root, "link", **itself)
    _put(root, "link", rel="alternate", type="text/html", href=link(here, feed.page, address))
    for entry in feed.entries:
        item = _put(root, "entry")
        _put(item, "id", entry.id)
        _put(item, "title", entry.title)
        _put(item, "published", moment(entry.published))
        _put(item, "updated", moment(entry.updated))
        page = link(here, entry.path, address)
        _put(item, "link", rel="alternate", type="text/html", href=page)
        for tag in entry.tags:
            _put(item, "category", term=_fit(tag))
        _put(item, "content", entry.text, type="text")
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _put(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, attributes)
    if text:
        made.text = _fit(text)
    return made


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def json_feed(feed: Feed, address: str = "") -> bytes:
    """The feed as a JSON Feed, one entry a line."""
    here = feed.path("json")
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.kind.description,
        "home_page_url": link(here, feed.page, address),
        "feed_url": link(here, here, address),
        "language": LANGUAGE,
        "authors": [{"name": feed.author}],
    }
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(
        json.dumps(_item(entry, here, address), ensure_ascii=False) for entry in feed.entries
    )
    body = f"\n{lines}\n" if lines else ""
    return f'{opening},\n "items": [{body}]\n}}\n'.encode()


def _item(entry: Entry, here: str, address: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": link(here, entry.path, address),
        "title": entry.title,
        "content_text": entry.text,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "tags": list(entry.tags),
    }


def calendar(counties: Iterable[County], as_of: str, name: str) -> bytes:
    """The notices that are being shown, each as an all-day event over its window.

    A window that nobody gives has no end: the event is of its first day, and says 到期待定.
    """
    made = Calendar()
    made.add("prodid", "-//zhucun//notices//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for county in counties:
        for notice in notices_of(county):
            if notice.stage == "公示中":
                made.add_component(_event(county, notice, as_of))
    written: bytes = made.to_ical()
    return written


def _event(county: County, notice: Shown, as_of: str) -> Event:
    first = date.fromisoformat(notice.since)
    last = date.fromisoformat(notice.until) if notice.until else first
    stamp = date.fromisoformat(as_of)
    event = Event()
    event.add("uid", lasting_id("notice", notice.id).removeprefix("urn:uuid:"))
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    undetermined = "" if notice.until else "（到期待定）"
    event.add("summary", f"{county.name}{notice.kind}公示{undetermined}")
    told = (notice.statement, notice.window, "有异议的，公示期内可以向县委组织部提出，可以匿名。")
    event.add("description", "\n".join(part for part in told if part))
    event.add("categories", [notice.kind])
    event.add("transp", "TRANSPARENT")
    return event
