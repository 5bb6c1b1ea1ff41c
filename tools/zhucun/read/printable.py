"""Text of any origin as a message may hold it: nothing in it speaks to a terminal or hides."""

from __future__ import annotations

from typing import Final

# Where Python keeps the bytes of a name that are no UTF-8.
_BYTES: Final = range(0xDC80, 0xDD00)


def shown(text: str) -> str:
    """A text on one line: what can't be printed, and bytes that are no UTF-8, as escapes."""
    return "".join(c if c.isprintable() else _escaped(ord(c)) for c in text)


def _escaped(code: int) -> str:
    return f"\\x{code - 0xDC00:02x}" if code in _BYTES else f"\\u{code:04x}"
