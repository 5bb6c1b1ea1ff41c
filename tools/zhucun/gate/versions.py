"""Records as they stood at any commit of a change, by the id of their content."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhucun.gate.change import Change
from zhucun.read.git import Repository
from zhucun.read.layout import place_of
from zhucun.read.source import MAX_BYTES
from zhucun.read.strict import parse_file
from zhucun.read.tree import Record
from zhucun.schema.store import kinds, validator


@dataclass
class Versions:
    """Reads each version of a record once."""

    repository: Repository
    _read: dict[tuple[str, str], Record | None] = field(default_factory=dict)

    def record(self, path: str, sha: str) -> Record | None:
        """The record whose file at `path` has the content `sha`.

        None without a content (""), and where it is no record that matches its schema: what stands
        in it is then nobody's word.
        """
        if not sha:
            return None
        if (path, sha) not in self._read:
            self._read[path, sha] = self._record(path, sha)
        return self._read[path, sha]

    def _record(self, path: str, sha: str) -> Record | None:
        place = place_of(path)
        if place is None or place.kind not in kinds() or self.repository.size(sha) > MAX_BYTES:
            return None
        raw = self.repository.blob(sha)
        parsed = parse_file(path, raw)
        if parsed.fault or not isinstance(parsed.value, dict):
            return None
        if not validator(place.kind).is_valid(parsed.value):
            return None
        return Record(path, place, parsed.value, parsed.body)


def versions_of(change: Change) -> Versions:
    """The versions of a change's records; ask for it by `change.once`."""
    return Versions(change.repository)
