"""Where pages stand: addresses below the site's top, by code and permanent, each ending in "/"."""

from __future__ import annotations

from typing import Final

from zhucun.facts.dates import month_of

CHANGES: Final = "changes/"


def region_path(code: str) -> str:
    """The page of a city, a county, a township or a village."""
    return f"region/{code}/"


def cadre_path(cadre: str) -> str:
    """A cadre's page."""
    return f"cadre/{cadre}/"


def board_path(slug: str, county: str = "") -> str:
    """A board, or its page for one county."""
    return f"board/{slug}/{county}/" if county else f"board/{slug}/"


def attendance_path(county: str, month: str) -> str:
    """The attendance board of a county and month."""
    return f"{board_path('attendance', county)}{month}/"


def column_path(part: str) -> str:
    """An article of the column by its slug, or the articles of a county or of a month."""
    return f"column/{part}/"


def bulletin_path(county: str, month: str = "") -> str:
    """A county's bulletins, or that of one month."""
    return f"bulletin/{county}/{month}/" if month else f"bulletin/{county}/"


def method_path(county: str) -> str:
    """How a county's figures are made."""
    return f"method/{county}/"


def changes_path(county: str, date: str = "") -> str:
    """What changed in a county; in one month of it where a day or a month is given."""
    return f"{CHANGES}{county}/{month_of(date)}/" if date else f"{CHANGES}{county}/"


def change_anchor(date: str) -> str:
    """The place of a day, or of a month, on a page of changes."""
    return f"{'m' if date == month_of(date) else 'd'}{date}"
