"""CSV that is safe to open in a spreadsheet: no cell of text is taken for a formula.

A spreadsheet may run what follows = + - @ (also in full width), a tab, a carriage return or |,
even after blanks, quotes and marks that nobody sees. Such a text gets an apostrophe before it, and
so does one that begins with an apostrophe itself: taking one leading apostrophe away gives every
text back. Numbers, true, false and empty cells are written as they are, -5 included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from zhucun.publish.open_data.api import SEPARATOR, Value

BOM: Final = "\ufeff"
GUARD: Final = "'"
_BREAKS: Final = frozenset("\t\r\n")
_STARTS: Final = frozenset("=+-@|＝＋－＠｜﹦﹢﹣﹫−")
_QUOTES: Final = frozenset("\"'`‘’“”＂＇")
_QUOTED = re.compile(r"[,;；\"'\s|]")


def line(values: Iterable[Value]) -> str:
    """One record of CSV with its line end, as RFC 4180 has it."""
    return ",".join(map(_quoted, map(cell, values))) + "\r\n"


def cell(value: Value) -> str:
    """A value as the text of a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return guarded(value)
        case _:
            # A separator inside an item would make two of it.
            return guarded(SEPARATOR.join(item.replace(SEPARATOR, "，") for item in value))


def guarded(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet might run it."""
    if text[:1].isalnum():
        return text
    return f"{GUARD}{text}" if text.startswith(GUARD) or _runs(text) else text


def _runs(text: str) -> bool:
    for letter in text:
        if letter in _BREAKS or letter in _STARTS:
            return True
        # A reader may trim what is no letter yet, or not show it.
        if letter.isprintable() and not letter.isspace() and letter not in _QUOTES:
            return False
    return False


def _quoted(text: str) -> str:
    """In quotes where any reader might cut it in two."""
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
