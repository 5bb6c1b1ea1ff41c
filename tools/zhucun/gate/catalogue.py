"""Every rule on history: importing this module registers them all."""

from zhucun.gate import law, paths, separation
from zhucun.gate.registry import HISTORY

__all__ = ["HISTORY", "law", "paths", "separation"]
