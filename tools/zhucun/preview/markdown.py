"""Text of any origin as Markdown that says just that: it pings nobody and forges nothing.

Forges read Markdown differently and look for mentions, issues and addresses after rendering, so a
backslash protects little. What may mean anything to one of them becomes its full-width twin.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from zhucun.schema.disclosure import without_numbers

#: What a text may be at most; the rest gives way to an ellipsis.
LONGEST: Final = 300
#: More marks on one letter than any script needs.
_MOST_MARKS: Final = 2

_MEANINGFUL: Final = "\\`*{}[]()<>#!|~@&$%^:;\"'="
_TWINS: Final = {ord(mark): chr(ord(mark) + 0xFEE0) for mark in _MEANINGFUL} | {
    ord("'"): "’",
    ord('"'): "”",
}
_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_REFERENCE = re.compile(r"(?<=[A-Za-z])-(?=[0-9])")
# Between letters it marks nothing: attendance.min_days.
_UNDERLINE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_ADDRESS = re.compile(r"(?i)\bwww\.")
_SPACES = re.compile(r"\s+")


def plain(text: str, longest: int = LONGEST) -> str:
    """A text as one piece of a line of Markdown, shown as it reads and nothing more.

    Line breaks become spaces; characters that can't be seen or that turn the direction of reading
    are left out; ID numbers and mobile numbers are struck out.
    """
    seen = _SPACES.sub(" ", "".join(_visible(without_numbers(text)))).strip()
    if len(seen) > longest:
        seen = f"{seen[: longest - 1]}…"
    seen = _ADDRESS.sub(lambda found: f"{found[0][:-1]}．", seen)
    return _UNDERLINE.sub("＿", _REFERENCE.sub("‐", seen)).translate(_TWINS)


def _visible(text: str) -> list[str]:
    """The characters to be shown, white space of every kind as a space."""
    shown: list[str] = []
    marks = 0
    for character in text:
        if character.isspace():
            shown.append(" ")
            continue
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind not in _HARMFUL and marks <= _MOST_MARKS:
            shown.append(character)
    return shown


def bold(text: str) -> str:
    """A text in bold."""
    return f"**{plain(text)}**"


def link(text: str, address: str) -> str:
    """A link with any text to an address of our own making; the text alone without one."""
    return f"[{plain(text)}]({address})" if address else plain(text)
