"""Where the value at a JSON pointer stands in its file.

Records carry no positions, because keeping them would slow every reading for the few values that
are ever reported; a finding's pointer is looked up by walking the one file again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import yaml

from zhucun.read.marks import MAX_DEPTH, Place, child, events, front_matter, mark_place


def locate(raw: bytes, pointer: str, *, key: bool = False) -> Place:
    """Line and column of the value at an RFC 6901 pointer, or of its key.

    An item of a list has no key of its own: its value is meant. A pointer to what is not there
    gives its nearest ancestor that is; a file that does not parse gives (1, 1).
    """
    table = _table(raw)
    while pointer and pointer not in table:
        pointer = pointer.rpartition("/")[0]
    places = table.get(pointer)
    return (1, 1) if places is None else places[0 if key else 1]


def places(raw: bytes) -> Iterator[tuple[str, Place, Place]]:
    """Pointer, place of the key, place of the value of every node, in the order of the file.

    Raises yaml.YAMLError where the file stops being YAML, ValueError where it stops being the
    kind that the strict reader accepts.
    """
    loader = events(raw)
    open_nodes: list[_Open] = []
    for event in iter(loader.get_event, None):
        if event.__class__ in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            open_nodes.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        value_place = key_place = mark_place(event.start_mark)
        pointer = ""
        if open_nodes:
            parent = open_nodes[-1]
            if parent.awaits_key:
                if event.__class__ is not yaml.ScalarEvent:
                    raise ValueError("a key that is not a scalar")
                parent.key, parent.key_place = event.value, value_place
                continue
            pointer = child(parent.pointer, parent.next_name())
            key_place = parent.key_place or value_place
            parent.key_place = None
        yield pointer, key_place, value_place
        if isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append(_Open(pointer, event.__class__ is yaml.MappingStartEvent))
            if len(open_nodes) > MAX_DEPTH:
                raise ValueError("nested too deep")


class _Open:
    """A collection whose end has not come: its pointer and what is known of its next member."""

    __slots__ = ("count", "is_mapping", "key", "key_place", "pointer")

    def __init__(self, pointer: str, is_mapping: bool) -> None:
        self.pointer, self.is_mapping = pointer, is_mapping
        self.count = 0
        self.key = ""
        self.key_place: Place | None = None

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and self.key_place is None

    def next_name(self) -> str:
        if self.is_mapping:
            return self.key
        self.count += 1
        return str(self.count - 1)


@lru_cache(maxsize=4)  # the findings of one file are reported together
def _table(raw: bytes) -> dict[str, tuple[Place, Place]]:
    try:
        head = front_matter(raw.decode())
        walk = places(raw if head is None else head.encode())
        return {pointer: (key, value) for pointer, key, value in walk}
    except (yaml.YAMLError, ValueError):
        return {}
