"""The trail behind a figure: its arithmetic, what it rests on, the records."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.law.grounds import Ground


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure: its Chinese name, its value as text, one Chinese sentence with the arithmetic.

    `evidence` are `path#pointer` places of the records that it was counted from.
    """

    figure: str
    value: str
    how: str = ""
    grounds: tuple[Ground, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Traces of one subject under a Chinese title."""

    title: str
    traces: tuple[Trace, ...]
