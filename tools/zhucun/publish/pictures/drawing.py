"""Pictures: the marks of a drawing, the words that stand for it, and the table behind it.

Places across are per cent of the picture's width, or em where `Picture.unit` says so; places
down are em of its type. So a picture fills the page on any screen and its words never shrink with
it. What a mark means shows in its shape (full, shaded, open, dashed), never in its colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

FULL, SHADED, OPEN, DASHED, FAINT = "full", "shaded", "open", "dashed", "faint"

#: How wide one em is at most, in per cent of the picture, on a phone of 320 px in large type.
EM = 5.3


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle with its upper left corner at `x`, `y`; `css` is its style."""

    x: float
    y: float
    width: float
    height: float
    css: str = FULL

    def placed(self, unit: str) -> str:
        """Its place as attributes."""
        return _attributes(
            unit, (("x", self.x), ("width", self.width)), (("y", self.y), ("height", self.height))
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    css: str = "axis"

    def placed(self, unit: str) -> str:
        """Its place as attributes."""
        return _attributes(
            unit, (("x1", self.x1), ("x2", self.x2)), (("y1", self.y1), ("y2", self.y2))
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Text on the baseline `y`; `anchor` says which part of it stands at `x`."""

    x: float
    y: float
    text: str
    css: str = ""
    anchor: str = "middle"

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it reaches on a narrow phone, in per cent."""
        width = ems(self.text) * EM
        start = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return start, start + width

    def placed(self, unit: str) -> str:
        """Its place as attributes; a picture's words stand on their middle unless they say so."""
        anchor = "" if self.anchor == "middle" else f'text-anchor="{self.anchor}" '
        return anchor + _attributes(unit, (("x", self.x),), (("y", self.y),))


@dataclass(frozen=True, slots=True)
class Name:
    """A name from the records at the left edge, `room` wide: what is longer is cut off there."""

    y: float
    room: float
    text: str

    def placed(self, unit: str) -> str:
        """The field that it is seen in, as attributes; its baseline lies 1 em below its top."""
        return _attributes(unit, (("width", self.room),), (("y", self.y - 1), ("height", 1.4)))


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing `width` wide (in `unit`) and `height` em high; `label` is what it says in words."""

    label: str
    height: float
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    words: tuple[Word, ...] = ()
    names: tuple[Name, ...] = ()
    unit: str = "%"
    width: float = 100
    css: str = ""

    @property
    def shapes(self) -> list[tuple[str, list[str]]]:
        """The bars' places by style, each style in the order of its first bar."""
        found: dict[str, list[str]] = {}
        for bar in self.bars:
            found.setdefault(bar.css, []).append(bar.placed(self.unit))
        return list(found.items())

    @property
    def texts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The words with their places by style, each style in the order of its first word."""
        found: dict[str, list[tuple[str, str]]] = {}
        for word in self.words:
            found.setdefault(word.css, []).append((word.placed(self.unit), word.text))
        return list(found.items())

    @property
    def size(self) -> str:
        """Its size as attributes."""
        return _attributes(self.unit, (("width", self.width),), (("height", self.height),))


@dataclass(frozen=True, slots=True)
class Key:
    """What a mark means: a small drawing of it in a field of one em, and the words."""

    bars: tuple[Bar, ...]
    words: str

    @property
    def shapes(self) -> list[tuple[str, str]]:
        """The bars' styles and places."""
        return [(bar.css, bar.placed("em")) for bar in self.bars]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table behind a picture; the first cell of a row is its heading."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its key, a sentence about it, and its tables ("" and () where none)."""

    picture: Picture
    keys: tuple[Key, ...] = ()
    note: str = ""
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A row of a panel: its heading, the page that leads to ("" for none), cells, a picture."""

    name: str
    path: str
    cells: tuple[str, ...]
    picture: Picture


@dataclass(frozen=True, slots=True)
class Panel:
    """A table with a picture in each row: the table that stands behind a picture is itself."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[PanelRow, ...]
    keys: tuple[Key, ...]
    note: str


def ems(text: str) -> float:
    """How wide a text is in em: letters and digits .58, everything else a whole one."""
    return sum(0.58 if char.isascii() else 1.0 for char in text)


def clipped(text: str, width: float) -> str:
    """The text, cut with … where it is wider than `width` em."""
    if ems(text) <= width:
        return text
    kept = ""
    for char in text:
        if ems(kept + char) > width - 1:
            break
        kept += char
    return f"{kept}…"


def wrapped(text: str, width: float, lines: int) -> tuple[str, ...]:
    """The text in lines of at most `width` em, about as long as each other; at most `lines`.

    What they don't hold ends in ….
    """
    count = min(max(math.ceil(ems(text) / width), 1), lines)
    found: list[str] = []
    rest = text
    for left in range(count, 1, -1):
        cut = len(rest)
        while cut > 1 and (ems(rest[:cut]) > width or ems(rest[: cut - 1]) >= ems(rest) / left):
            cut -= 1
        found.append(rest[:cut])
        rest = rest[cut:]
    return (*found, clipped(rest, width))


def swatch(css: str) -> tuple[Bar, ...]:
    """A square of a style, for a key."""
    return (Bar(0.05, 0.05, 0.9, 0.9, css),)


def half(x: float, y: float, width: float, height: float) -> tuple[Bar, ...]:
    """A box whose lower half is full."""
    return (Bar(x, y, width, height, OPEN), Bar(x, y + height / 2, width, height / 2))


def listed(parts: Iterable[str]) -> str:
    """Parts of a label as one sentence."""
    return "；".join(parts) + "。"


def _attributes(
    unit: str, across: Iterable[tuple[str, float]], down: Iterable[tuple[str, float]]
) -> str:
    """Measures as attributes, without digits that nobody sees: x="12.5%" y="7em"."""
    told = [f'{name}="{round(value, 2):g}{unit}"' for name, value in across]
    told += [f'{name}="{round(value, 2):g}em"' for name, value in down]
    return " ".join(told)
