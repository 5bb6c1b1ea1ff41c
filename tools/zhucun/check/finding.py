"""What a check yields: a finding is its own proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from zhucun.law.pack import Cite

Severity = Literal["block", "warn", "info"]
SEVERITIES: tuple[Severity, ...] = ("block", "warn", "info")


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule yields. `message` says what is wrong; `mend`, if given, replaces the rule's own
    next step. `evidence` are `path#pointer` places; `severity` is set only where it differs from
    the rule's.

    Logs show the message only if nothing is private: neither the rule, nor this finding
    (`private`), nor the place that it points at. Else they show `discreet`, or the title.
    """

    path: str
    pointer: str
    message: str
    subject: str = ""
    period: str = ""
    got: object = None
    need: object = None
    cite: Cite | None = None
    evidence: tuple[str, ...] = ()
    mend: str = ""
    severity: Severity | None = None
    rows: tuple[str, ...] | None = None
    entry: str = ""
    title: str = ""
    private: bool = False
    discreet: str = ""
    at_key: bool = False
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement, placed. `message` includes the next step; `line` and `column` are 1-based.

    `discreet` is the message for a log that others may read: it holds nothing that a schema
    keeps internal. `entry` names the entry of a pack that it is about, "" for a rule of its own.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    pointer: str
    subject: str
    period: str
    message: str
    got: object = None
    need: object = None
    cite: Cite | None = None
    evidence: tuple[str, ...] = ()
    rows: tuple[str, ...] = field(default=())
    discreet: str = ""
    entry: str = ""
