"""What is wrong with the norms of a pack that its schema cannot see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhucun.law.build import Raw
from zhucun.law.fault import PackFault, basis_faults, cite_faults, decision_faults, row_faults
from zhucun.law.keys import NAMES, kind_of_value
from zhucun.law.norms import NAMED
from zhucun.law.rows import rows

#: What a condition may be compared with; `present` is compared with nothing.
OPERANDS = ("value", "parameter", "other")
POSTED_PERIODS = ("service_year", "term")


def norm_faults(raw: Raw, regulation: str) -> Iterator[PackFault]:
    """Faults of cadences, conditions, parts, words, duties and materials, in file order."""
    parameters = {str(item["key"]): item for item in raw.get("parameters", ())}
