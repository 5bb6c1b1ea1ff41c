"""Every rule on history: importing this module registers them all."""

from zhucun.gate import (
    authority,
    codeowners,
    codes,
    commit_dates,
    excuses,
    history,
    late,
    law,
    local_law,
    notice_days,
    paths,
    pictures,
    separation,
    signatures,
    trees,
)
from zhucun.gate.registry import HISTORY

__all__ = [
    "HISTORY",
    "authority",
    "codeowners",
    "codes",
    "commit_dates",
    "excuses",
    "history",
    "late",
    "law",
    "local_law",
    "notice_days",
    "paths",
    "pictures",
    "separation",
    "signatures",
    "trees",
]
