"""Where what changed stands: the addresses of those pages, and of a day on them."""

from __future__ import annotations

from typing import Final

from zhucun.facts.dates import month_of

PATH: Final = "changes/"


def changes_path(county: str, date: str = "") -> str:
    """A county's page of changes; that of one month where a day or a month is given."""
    return f"{PATH}{county}/{month_of(date)}/" if date else f"{PATH}{county}/"


def anchor(date: str) -> str:
    """The place of a day, or of a month, on such a page."""
    return f"{'m' if date == month_of(date) else 'd'}{date}"
