"""Whether somebody from below put nothing but acts of his own into a file above him.

A township opens a case, evaluates, scores: its acts stand in the county's files.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from zhucun.gate.acts import TOLD, WRITTEN_BY_OTHERS, Deed, deeds_at, remove
from zhucun.gate.change import Change
from zhucun.gate.versions import versions_of
from zhucun.read.git import RawEntry


def holds_only_own_acts(change: Change, entry: RawEntry, officer: str) -> bool:
    """Whether a commit's difference in a file is acts of an officer and nothing else."""
    versions, at = change.once(versions_of), change.once(deeds_at)
    after = versions.record(entry.path, entry.new_sha)
    before = versions.record(entry.path, entry.old_sha)
    if after is None or (entry.old_sha and before is None):
        return False
    known = {deed.strong for deed in at(entry.path, entry.old_sha)}
    new = [deed for deed in at(entry.path, entry.new_sha) if deed.strong not in known]
    if not new or any(deed.officer != officer or _is_told(deed) for deed in new):
        return False
    if before is None:
        return any(not deed.root for deed in new)
    return (_without(after.data, new), after.body) == (before.data, before.body)


def _is_told(deed: Deed) -> bool:
    """Whether others write it down: naming oneself there is no act."""
    return (deed.kind, deed.place) in TOLD | WRITTEN_BY_OTHERS


def _without(data: dict[str, Any], deeds: Iterable[Deed]) -> dict[str, Any]:
    """A record without what its acts cover, the empty lists that this leaves too."""
    left = deepcopy(data)
    roots = {deed.root or deed.act.pointer.rpartition("/")[0] for deed in deeds}
    for pointer in sorted(roots, key=_order, reverse=True):
        if pointer:
            remove(left, pointer)
    return left


def _order(pointer: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in pointer.split("/")]
