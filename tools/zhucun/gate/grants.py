"""What a version of a region file gives to whom that the one before it didn't."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from zhucun.gate.change import Change
from zhucun.gate.versions import versions_of
from zhucun.read.git import RawEntry
from zhucun.read.tree import Record

#: What may be added to a term or a key without giving anything: it takes away.
_ENDS = frozenset({"to", "revoked"})
_OPEN = "9999-12-31"
#: Of a body only its head has a power.
_HEADED = frozenset({"kind", "head", "from"})


def granted(change: Change, entry: RawEntry) -> frozenset[str]:
    """The officers to whom an altered region file gives a term, a key or a body to head, or whose
    term or key it prolongs or revives.
    """
    versions = change.once(versions_of)
    before = versions.record(entry.path, entry.old_sha)
    after = versions.record(entry.path, entry.new_sha)
    was = dict(_gifts(before)) if before else {}
    gifts = _gifts(after) if after else iter(())
    return frozenset(
        key[0] for key, ends in gifts if key not in was or not _only_ends(was[key], ends)
    )


def _only_ends(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether what ends a gift is as it was, sooner, or newly there."""
    if "revoked" in old and "revoked" not in new:
        return False
    return str(new.get("to", _OPEN)) <= str(old.get("to", _OPEN))


def _gifts(record: Record) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """(officer, gift as canonical text) with what ends it."""
    for officer in record.data.get("officers", ()):
        who = officer["id"]
        term = {k: v for k, v in officer.items() if k not in {*_ENDS, "keys"}}
        yield (who, _text(term)), officer
        for key in officer.get("keys", ()):
            gift = {k: v for k, v in key.items() if k not in _ENDS}
            yield (who, _text([officer["role"], officer["from"], gift])), key
    for body in record.data.get("bodies", ()):
        if "head" in body:
            gift = {k: v for k, v in body.items() if k in _HEADED}
            yield (body["head"], _text(gift)), body


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
