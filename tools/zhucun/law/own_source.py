"""What is wrong with the requirement rows and the fingerprints that a pack brings along."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from zhucun.law import fingerprint, rows
from zhucun.law.basis import PackFault, cite_faults
from zhucun.law.build import Raw
from zhucun.read.marks import child

_DIGESTS: Final = re.compile(f"([0-9a-f]{{{fingerprint.DIGITS}}})+")


def own_source_faults(raw: Raw) -> Iterator[PackFault]:
    """Sections that the tool has of this regulation already, and rows that are no rows of it."""
    regulation = str(raw["id"])
    here = {
        rows.SECTION: regulation in rows.shipped(),
        fingerprint.SECTION: fingerprint.articles(regulation) is not None,
    }
    for section, beside_the_tool in here.items():
        if beside_the_tool and section in raw:
            message = f"{regulation} 的 {section} 由程序自带，制度包里不能另写；请删去这一段。"
            yield PackFault(f"/{section}", "source-shipped", message)
    if not here[rows.SECTION]:
        yield from _row_faults(raw, regulation)
    for label, digests in raw.get(fingerprint.SECTION, {}).items():
        if not _DIGESTS.fullmatch(digests):
            message = f"“{label}”的指纹写法不对；请用 zhucun fingerprint 重新算出这一段。"
            yield PackFault(child(f"/{fingerprint.SECTION}", label), "digests", message)


def _row_faults(raw: Raw, regulation: str) -> Iterator[PackFault]:
    start = f"{regulation.upper()}-"
    items = raw.get(rows.SECTION, ())
    counts = Counter(str(item["id"]) for item in items)
    seen: set[str] = set()
    for index, item in enumerate(items):
        pointer, own = f"/{rows.SECTION}/{index}", str(item["id"])
        if not own.startswith(start):
            message = f"条目编号应当以 {start} 开头，{own} 不是。"
            yield PackFault(f"{pointer}/id", "row-prefix", message)
        if counts[own] > 1 and own in seen:
            message = f"条目编号 {own} 写了两次，请改编号。"
            yield PackFault(f"{pointer}/id", "duplicate-id", message)
        seen.add(own)
        yield from cite_faults(raw, item, pointer)
