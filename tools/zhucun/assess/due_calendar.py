"""The list of what is due as an iCalendar file (RFC 5545): one all-day event for each group.

No clock: every event is stamped with the day judged as of, so the same records give the same
bytes. An event's UID stays the same while its obligation does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Final

from icalendar import Calendar, Event

from zhucun.assess.due import Due
from zhucun.assess.due_render import Group, article_of, groups_of

PRODUCT: Final = "-//zhucun//due//ZH"
NAME: Final = "驻村待办"


def calendar_of(dues: Iterable[Due], as_of: str, *, full: bool) -> bytes:
    """Dated obligations as events on the days they are due; private matters only if `full`."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    dated = (d for d in dues if d.due and (full or not d.private))
    for group in groups_of(dated):
        calendar.add_component(_event(group, as_of))
    written: bytes = calendar.to_ical()
    return written


def _event(group: Group, as_of: str) -> Event:
    first = group.first
    day = date.fromisoformat(first.due)
    event = Event()
    event.add("uid", f"{_digest(first)}@zhucun")
    stamp = date.fromisoformat(as_of)
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{first.state}：{first.area}{first.title}{_number(group)}")
    event.add("description", _description(group))
    event.add("categories", [first.state])
    event.add("transp", "TRANSPARENT")
    return event


def _number(group: Group) -> str:
    return f"（{len(group.members)} 项）" if len(group.members) > 1 else ""


def _description(group: Group) -> str:
    first = group.first
    lines = [f"责任人：{first.owner or '未定'}", f"对象：{group.about(full=False)}"]
    if group.detail:
        lines.append(f"周期：{group.detail}")
    if first.workday and first.workday != first.due:
        lines.append(f"最后一个工作日：{first.workday}")
    if first.cite:
        lines.append(f"依据：{article_of(first.cite)}")
    return "\n".join(lines)


def _digest(first: Due) -> str:
    """Names the group by what doesn't change as its members get done."""
    own = f"{first.region}|{first.key}|{first.owner}|{first.period}|{first.due}"
    return blake2b(own.encode(), digest_size=12).hexdigest()
