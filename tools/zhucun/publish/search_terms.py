"""Search terms of a name, so that any inner part of it is found.

Pagefind cuts Chinese into dictionary words, and place names aren't in its dictionary: 三台子村 may
become 三 台子 村 or 三台 子村. Besides the name itself a page therefore carries every ending of the
name as one Latin word (four letters a character). Pagefind matches the start of words, and each
inner part starts some ending. The search box writes a query in the same letters (zhucun.js).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


@lru_cache(maxsize=8192)
def coded(text: str) -> str:
    """The characters of a text as Latin letters, four for each: 台 is fdpa."""
    return "".join(f"{ord(c):04x}".translate(_LETTERS) for c in text if not c.isspace())


@lru_cache(maxsize=8192)
def endings(name: str) -> tuple[str, ...]:
    """Every ending of the name, coded, from the whole name to its last character."""
    name = "".join(name.split())
    return tuple(coded(name[start:]) for start in range(len(name)))


def terms_of(names: Iterable[str]) -> tuple[str, ...]:
    """The distinct terms of several names, in order."""
    return tuple(dict.fromkeys(term for name in names for term in endings(name)))
