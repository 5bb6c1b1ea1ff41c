"""A change judged in its window brings about the same blocking findings as judged by everything."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from check.edits import Clerk
from check.overlaid import Overlaid, written
from mini.tree import AS_OF, plant
from zhucun.check.comparison import Comparison, compared
from zhucun.check.finding import Finding
from zhucun.check.run import Scope, check
from zhucun.check.window import _ABOUT, _EVERYTHING, _ELSEWHERE, window_of
from zhucun.facts.load import LoadedCommons, load_city, load_commons, load_county
from zhucun.facts.window import DAILY, Window
from zhucun.law.norms import Cadence
from zhucun.read.files import Disk, Files
from zhucun.read.tree import Record, read_city, read_county
from zhucun.schema.store import kinds, validator

REPOSITORY = Path(__file__).parents[2]
