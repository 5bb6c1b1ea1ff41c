"""A published case is decided anew once its public notices are withdrawn.

What a case decided to publish is final while the public may read it. The way to alter it is the
one that the public can follow: withdraw the notice, decide anew, publish again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from zhucun.facts.corrections import home_of
from zhucun.facts.notices import NEGATIVE_LIST
from zhucun.gate.change import Change, Entry
from zhucun.gate.items import Difference

#: Where a case says how it is published.
PUBLICATION: Final = "publication"


def is_decided_anew(
    change: Change, entry: Entry, new: Mapping[str, Any] | None, difference: Difference
) -> bool:
    """Whether a difference belongs to a new decision to publish a case, taken no earlier than the
    withdrawal of every notice that BASE has of it.
    """
    if entry.place is None or entry.place.kind != "case":
        return False
    if difference.place.partition("/")[0] != PUBLICATION or difference.new is None:
        return False
    decision = (new or {}).get(PUBLICATION)
    day = decision.get("date") if isinstance(decision, Mapping) else None
    withdrawn = list(_withdrawals(change, entry.path, home_of(entry.place)))
    return bool(withdrawn) and all(each and each <= str(day) for each in withdrawn)


def _withdrawals(change: Change, path: str, home: str) -> Iterator[str]:
    """For every notice of a case that BASE has, the day of its withdrawal in the result, or ""."""
    file, folder = path.removeprefix(home), f"{home}notices"
    for name in change.base_files.names(folder) or ():
        told = f"{folder}/{name.name}"
        now = {notice.get("id"): notice for notice in notices_in(change.after(told))}
        for notice in notices_in(change.before(told)):
            if notice.get("kind") == NEGATIVE_LIST and file in (notice.get("files") or ()):
                act = now.get(notice.get("id"), {}).get("withdrawn")
                yield str(act.get("date", "")) if isinstance(act, Mapping) else ""


def notices_in(data: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """The notices of a version of a file; what is no notice is left out."""
    notices = (data or {}).get("notices")
    items = notices if isinstance(notices, list) else []
    return [each for each in items if isinstance(each, Mapping)]
