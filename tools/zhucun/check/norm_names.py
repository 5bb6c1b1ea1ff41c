"""Names in a pack's norms that only the program knows: streams of acts, and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from zhucun.facts.acts import STREAMS
from zhucun.facts.known import FACTS
from zhucun.facts.subjects import POSTING, waived_in
from zhucun.law.basis import PackFault

#: The kind of subject whose facts choose a cadence's scope.
_SUBJECT: Final = {"cadre": POSTING}


def name_faults(raw: Mapping[str, Any]) -> Iterator[PackFault]:
    """Streams and facts that a pack names and nothing provides."""
    for section in ("cadences", "parts", "words"):
        for index, item in enumerate(raw.get(section, ())):
            if item["act"] not in STREAMS:
                yield _fault(f"/{section}/{index}/act", "行为", item["act"], STREAMS)
    for index, item in enumerate(raw.get("cadences", ())):
        kind = _SUBJECT.get(item["scope"], item["scope"])
        yield from _fact_faults(kind, item.get("of", {}), f"/cadences/{index}/of")
    for index, item in enumerate(raw.get("conditions", ())):
        pointer = f"/conditions/{index}"
        if item["of"] not in subjects_with_facts():
            known = subjects_with_facts()
            yield _fault(f"{pointer}/of", "对象", item["of"], known)
            continue
        if item.get("waiver") and not waived_in(item["of"]):
            message = f"{item['of']} 的记录里没有豁免（waivers），不能写 waiver。"
            yield PackFault(f"{pointer}/waiver", "nowhere-to-waive", message)
        yield from _fact_faults(item["of"], item.get("when", {}), f"{pointer}/when")
        for field in ("fact", "other"):
            if field in item:
                yield from _fact_faults(item["of"], (item[field],), f"{pointer}/{field}", "")


def subjects_with_facts() -> frozenset[str]:
    """The kinds of subjects, and the streams, that some fact is told of."""
    return frozenset(kind for kind, _ in FACTS)


def _fact_faults(
    kind: str, names: Iterable[str], pointer: str, below: str = "/{}"
) -> Iterator[PackFault]:
    known = [name for of, name in FACTS if of == kind]
    for name in names:
        if name not in known:
            yield _fault(pointer + below.format(name), "事实", name, known)


def _fault(pointer: str, what: str, name: str, known: Iterable[str]) -> PackFault:
    near = "、".join(get_close_matches(name, list(known)))
    hint = f"是不是 {near}？" if near else f"现有：{'、'.join(sorted(known)) or '无'}。"
    return PackFault(pointer, "unknown-name", f"没有叫“{name}”的{what}。{hint}")
