"""Townships and villages."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.publish.model.villagers import Secretary


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community. `kind` is 村 or 社区; dates are "" where not stated.

    `secretary` is None where the post is empty, or no regulation on village cadres is followed;
    `stars` are the ratings of its Party branch as (year, stars), the newest first.
    """

    code: str
    name: str
    kind: str
    contact: str
    board: str
    board_since: str
    weak_listed: str
    weak_lifted: str
    secretary: Secretary | None = None
    stars: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Township:
    """A township with its villages in the order of the record."""

    code: str
    name: str
    villages: tuple[Village, ...]

    @property
    def places(self) -> frozenset[str]:
        """Where somebody may serve in it: its own code and those of its villages."""
        return frozenset((self.code, *(village.code for village in self.villages)))
