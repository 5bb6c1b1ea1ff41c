"""What single rules of the gate find in a forged change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from gate.forge import Forge
from zhucun.check.finding import Found
from zhucun.gate.catalogue import HISTORY
from zhucun.gate.change import Change, change_of
from zhucun.read.git import Repository

T = TypeVar("T")


@contextmanager
def change_in(repo: Forge, as_of: str | None = None) -> Iterator[Change]:
    """BASE..`head` of a forged repository."""
    with Repository(repo.folder) as repository:
        base, head = repository.commit(repo.base), repository.commit(repo.head)
        yield change_of(repository, base, head, as_of)


def in_change(repo: Forge, read: Callable[[Change], T], as_of: str | None = None) -> T:
    """What a function makes of BASE..`head`."""
    with change_in(repo, as_of) as change:
        return read(change)


def finds(repo: Forge, rule: str, as_of: str | None = None) -> list[Found]:
    """What one rule finds in BASE..`head`."""
    with change_in(repo, as_of) as change:
        return list(HISTORY[rule].judge(change))
