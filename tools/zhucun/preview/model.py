"""What a preview holds before it is written as Markdown: plain text, grouped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from zhucun.law.cite import Cite

Kind = Literal["cadre", "village_cadre", "village", "township", "unit", "county"]
#: Whom a group may be about, in the order that a county's groups are told.
KINDS: Final[tuple[Kind, ...]] = (
    "cadre",
    "village_cadre",
    "village",
    "township",
    "unit",
    "county",
)


@dataclass(frozen=True, slots=True)
class Source:
    """An article, its quote in marks, and the site's page that shows it, below the site's top."""

    article: str
    quote: str
    page: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes. `label` says of what kind; both are plain text of any origin.

    `yuan` is how much more (or less) is payable by it.
    """

    label: str
    text: str
    sources: tuple[Source, ...] = ()
    yuan: float = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that changes for one person, village, township or unit, or for the whole county.

    `edits` are what was recorded, `effects` what follows from it.
    """

    kind: Kind
    id: str
    name: str
    edits: tuple[Line, ...]
    effects: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """What was recorded, then what follows."""
        return (*self.edits, *self.effects)


@dataclass(frozen=True, slots=True)
class CountyEffect:
    """One county's groups. `standing` is "" for a county that was there and stays, else says so."""

    city: str
    slug: str
    name: str
    groups: tuple[Group, ...]
    standing: str = ""

    def count(self, kind: Kind) -> int:
        """How many groups of a kind there are."""
        return sum(group.kind == kind for group in self.groups)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change does, as of an ISO date, county by county in order of folder.

    `shared` tells what was changed in the law and in cities' own files; `unusable` are the paths of
    changed files that the result can't be told from.
    """

    as_of: str
    public: bool
    counties: tuple[CountyEffect, ...]
    shared: tuple[Line, ...] = ()
    unusable: tuple[str, ...] = ()


def source_of(cite: Cite | None, rows: tuple[str, ...]) -> Source | None:
    """Where an article stands: on the page of its requirement row, else on its regulation's."""
    if cite is None:
        return None
    start = f"{cite.regulation.upper()}-"
    row = next((row for row in rows if row.startswith(start)), "")
    page = f"coverage/#{row}" if row else f"regulation/{cite.regulation}/"
    return Source(f"{cite.regulation} {cite.article}", cite.quoted, page)
