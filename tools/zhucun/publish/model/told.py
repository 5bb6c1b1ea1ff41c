"""What is told by month and by day: briefs, and what changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the records say happened on a day, in one sentence.

    `kind` groups events on the page of changes (到任, 离任, 登记, 更正, 承诺, 进展, 负面清单, 公示,
    刊发, 撤下); `path` is the page it leads to, "" for none.
    """

    date: str
    kind: str
    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A county's brief of one month. `figures` are title and value; `body` paragraphs as typed."""

    month: str
    title: str
    figures: tuple[tuple[str, str], ...]
    body: tuple[str, ...]
    issued_on: str
