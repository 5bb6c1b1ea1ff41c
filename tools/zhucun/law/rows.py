"""What each article of a regulation asks for, quoted: the requirement rows.

The 339 rows of the five regulations that come with the tool stand beside it; any other pack holds
its own in its section `requirements`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhucun.law.build import Raw
from zhucun.law.cite import Cite
from zhucun.read.strict import parse

FILE = Path(__file__).with_name("rows.yml")
#: The section of a pack that holds the rows of its own regulation.
SECTION = "requirements"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row. `mode`: B blocks, B* blocks what is unexplained, W warns, C computes, H is for a
    person to judge, I informs; B/C does both. `title` says what it requires in at most 20
    characters.
    """

    id: str
    regulation: str
    article: str
    kind: str
    mode: str
    quote: str
    title: str = ""

    @property
    def cite(self) -> Cite:
        """The row's quote at its article."""
        return Cite(self.regulation, self.article, self.quote)


@lru_cache(maxsize=1)
def rows() -> Mapping[str, Requirement]:
    """The rows that come with the tool by id, in the order of the regulations."""
    parsed = parse(FILE.read_bytes())
    if not isinstance(parsed.value, Mapping):
        raise ValueError(f"{FILE.name} is damaged: {parsed.fault}")
    found = {}
    for regulation, items in parsed.value.items():
        for item in items:
            row = Requirement(regulation=regulation, **item)
            found[row.id] = row
    return found


@lru_cache(maxsize=1)
def shipped() -> frozenset[str]:
    """The regulations whose rows come with the tool."""
    return frozenset(row.regulation for row in rows().values())


@lru_cache(maxsize=16)
def shipped_of(regulation: str) -> Mapping[str, Requirement]:
    """The rows of one regulation that come with the tool."""
    return {id_: row for id_, row in rows().items() if row.regulation == regulation}


def requirements_of(raw: Raw) -> Mapping[str, Requirement]:
    """The rows of a pack's regulation by id: the tool's, else those of the pack itself."""
    regulation = str(raw["id"])
    if regulation in shipped():
        return shipped_of(regulation)
    own = (Requirement(regulation=regulation, **item) for item in raw.get(SECTION, ()))
    return {row.id: row for row in own}
