"""Groups of which exactly the same is to be told, together: a law touches many cadres alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhucun.preview.model import Group, Line


@dataclass(frozen=True, slots=True)
class Cluster:
    """One group, or several of one kind with the same lines."""

    groups: tuple[Group, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is told of each."""
        return self.groups[0].lines


def clusters_of(groups: Iterable[Group]) -> tuple[Cluster, ...]:
    """The groups, those alike put together where the first of them stands."""
    alike: dict[tuple[str, tuple[Line, ...]], list[Group]] = {}
    for group in groups:
        alike.setdefault((group.kind, group.lines), []).append(group)
    return tuple(Cluster(tuple(found)) for found in alike.values())
