"""What every legal value rests on: a quoted article, or a declared reading of the text."""

from dataclasses import dataclass
from typing import Final

_INNER: Final = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Cite:
    """A quote of at most 20 characters at an article: Cite("s0", "第十六条", "请假2天以内的")."""

    regulation: str
    article: str
    quote: str

    @property
    def quoted(self) -> str:
        """The quote in quotation marks; the text's own become single ones: “选派‘第一书记’的村”."""
        return f"“{self.quote.translate(_INNER)}”"


@dataclass(frozen=True, slots=True)
class Decision:
    """How a silent or ambiguous text is read here (口径).

    `effect` says what would change if it were read otherwise; `rows` are the ids of the
    requirement rows (rows.yml) that the reading touches.
    """

    id: str
    title: str
    question: str
    choice: str
    reason: str
    effect: str
    rows: tuple[str, ...]
    where: str
