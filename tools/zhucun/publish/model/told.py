"""What is told by month and by day: bulletins, and what changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the records say happened, in one sentence.

    `date` is a day, or a month (2026-10) where the day must not be told. `kind` groups events on
    the page of changes (`projection.changes.KINDS`); `path` is the page it leads to, "" for none.
    """

    date: str
    kind: str
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a public figure was corrected: on which day (or in which month), and how, in words.

    `path` leads to the entry among the changes.
    """

    date: str
    text: str
    path: str


class Correctable:
    """What may have been corrected since it was published; `corrected` has the newest first."""

    __slots__ = ()
    corrected: tuple[Corrected, ...]

    @property
    def corrected_on(self) -> str:
        """When it was last corrected; "" if never."""
        return self.corrected[0].date if self.corrected else ""


@dataclass(frozen=True, slots=True)
class BulletinFigure:
    """One number of a bulletin; `regulation` and `article` are "" where no article asks for it."""

    name: str
    value: int
    unit: str
    regulation: str
    article: str


@dataclass(frozen=True, slots=True)
class Bulletin(Correctable):
    """A county's bulletin of one month, issued. `as_of` is the day that its figures were
    counted on, `body` paragraphs as typed; one that begins like 一、 is a heading.
    """

    month: str
    title: str
    as_of: str
    figures: tuple[BulletinFigure, ...]
    body: tuple[str, ...]
    issued_on: str
    corrected: tuple[Corrected, ...] = ()
