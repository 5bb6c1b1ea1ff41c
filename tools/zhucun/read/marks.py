"""Where a parser stands in a text: events, marks and pointers, counted from line 1, column 1."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

MAX_DEPTH: Final = 40  # collections inside one another; no record comes near

Place = tuple[int, int]

# libyaml when PyYAML was built with it, else the same events from the pure parser.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FRONT_MATTER = re.compile(r"---[ ]*\n(?:.*\n)*?(?P<end>---[ ]*(?:\n|\Z))")


def events(raw: bytes) -> Any:
    """The loader whose `get_event` gives the YAML events of `raw`, then None."""
    return _LOADER(raw)


def front_matter(text: str) -> str | None:
    """The front matter of a Markdown file with its opening `---`; None when it has none."""
    found = _FRONT_MATTER.match(text)
    return None if found is None else text[: found.start("end")]


def mark_place(mark: Any) -> Place:
    """The place of a parser's mark, which counts from zero."""
    return mark.line + 1, mark.column + 1


def text_place(text: str, index: int) -> Place:
    """The place of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def child(pointer: str, name: object) -> str:
    """The pointer to a member of what `pointer` points to."""
    return f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"
