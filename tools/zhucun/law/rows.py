"""The 339 requirement rows: what each article of the five regulations asks for, quoted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhucun.law.cite import Cite
from zhucun.read.strict import parse

FILE = Path(__file__).with_name("rows.yml")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row. `mode`: B blocks, B* blocks what is unexplained, W warns, C computes, H is for a
    person to judge, I informs; B/C does both. `title` says what it requires in at most 20
    characters; "" for regulations that are not carried out row by row.
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
    """All rows by id, in the order of the regulations."""
    parsed = parse(FILE.read_bytes())
    if not isinstance(parsed.value, Mapping):
        raise ValueError(f"{FILE.name} is damaged: {parsed.fault}")
    found = {}
    for regulation, items in parsed.value.items():
        for item in items:
            row = Requirement(regulation=regulation, **item)
            found[row.id] = row
    return found
