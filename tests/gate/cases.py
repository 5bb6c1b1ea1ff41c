"""The cases that the gate is held to: attacks that it refuses, honest changes that it lets pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gate.forge import Forge

#: What the cases are about, in the order in which the page tells them.
GROUPS: Final = (
    "已经定下的记录",
    "更正",
    "职责和权限",
    "签名",
    "制度和程序",
    "历史和合并",
    "文件名和文件类型",
    "别处读法不同的 YAML",
    "记录库的设置和命令行",
    "如实的改动",
)
#: Makes a history in a repository of the world, whose change is then BASE..`head`.
Make = Callable[[Forge], None]


@dataclass(frozen=True, slots=True)
class Attack:
    """A history that must be refused: by a rule, or, where `usage` says, as a wrong usage.

    `path` is the file that the finding names; `says` a part of its sentence; `secret` are texts
    that no log may hold. `asks` stands for BASE and HEAD on the command line.
    """

    group: str
    title: str
    make: Make
    refused_by: str
    path: str = ""
    says: str = ""
    as_of: str = ""
    secret: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def is_usage(self) -> bool:
        """Whether nothing can be judged, so that the exit code is 2."""
        return not self.refused_by

    def __str__(self) -> str:
        return self.make.__name__


@dataclass(frozen=True, slots=True)
class Honest:
    """A history that must pass."""

    group: str
    title: str
    make: Make
    as_of: str = ""

    def __str__(self) -> str:
        return self.make.__name__


ATTACKS: list[Attack] = []
HONEST: list[Honest] = []


def attack(
    title: str,
    *,
    refused_by: str = "",
    path: str = "",
    says: str = "",
    as_of: str = "",
    secret: tuple[str, ...] = (),
    asks: tuple[str, ...] = (),
) -> Callable[[Make], Make]:
    """Registers a function that makes a history as an attack, in the group of its module."""

    def register(make: Make) -> Make:
        group = _group_of(make)
        ATTACKS.append(Attack(group, title, make, refused_by, path, says, as_of, secret, asks))
        return make

    return register


def honest(title: str, *, as_of: str = "") -> Callable[[Make], Make]:
    """Registers a function that makes a history as an honest change."""

    def register(make: Make) -> Make:
        HONEST.append(Honest(_group_of(make), title, make, as_of))
        return make

    return register


def _group_of(make: Make) -> str:
    group = make.__globals__["GROUP"]
    assert isinstance(group, str)
    assert group in GROUPS
    return group
