"""Whom a change is about: the group that a row, an obligation, a finding or an edit belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.check.finding import Found
from zhucun.facts.county import CountyFacts
from zhucun.facts.signing_keys import fingerprint_of
from zhucun.preview.model import Kind
from zhucun.preview.rows import RowChange
from zhucun.read.layout import place_of

Subject = tuple[Kind, str]
_NORM: Final = re.compile(r"[a-z_]+\.[a-z_]+")
WHOLE_COUNTY: Final[Subject] = ("county", "")
#: Kinds of obligation subjects and of key columns that make a group of their own.
_OWN: Final[tuple[Kind, ...]] = ("cadre", "village_cadre", "village", "township", "unit")
#: Where a county's facts hold those whom findings name.
_KNOWN: Final[tuple[tuple[Kind, str], ...]] = (
    ("cadre", "cadres"),
    ("village_cadre", "village_cadres"),
    ("village", "villages"),
    ("unit", "units"),
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """The people and places of a county: `sides` are its facts after a change and before it, none
    for what belongs to no county. `public` says who reads.
    """

    sides: tuple[CountyFacts, ...]
    public: bool

    def of_row(self, change: RowChange) -> Subject:
        """The first person, village, township or unit that the row goes by; else the county."""
        columns = [c for c in change.keys if c.public or not self.public]
        for kind in _OWN:
            for column in columns:
                value = change.values[column.key]
                if column.kind == kind and value:
                    return self._known(kind, str(value))
        return WHOLE_COUNTY

    def of_obligation(self, kind: str, subject: str) -> Subject:
        """Whom an obligation is about."""
        found = next((own for own in _OWN if own == kind), None)
        return self._known(found, subject) if found and subject else WHOLE_COUNTY

    def of_finding(self, found: Found) -> Subject:
        """Its subject, as far as that is a person, a village or a unit; else its file's place."""
        if found.subject:
            for kind, known in _KNOWN:
                if any(found.subject in getattr(side, known) for side in self.sides):
                    return self._known(kind, found.subject)
        return self.of_path(found.path, found.subject)

    def of_path(self, path: str, subject: str = "") -> Subject:
        """The person that a file is about, the township that it lies in, or the county."""
        place = place_of(path)
        if place is None:
            return WHOLE_COUNTY
        township = self._township(subject) or place.township
        person = self.person(place.name)
        if person:
            return person
        return ("township", township) if township else WHOLE_COUNTY

    def may_be_told(self, change: RowChange) -> bool:
        """Whether the public may read of a row: all whom it names or is about are in post, and
        no gate keeps it in, before or after.
        """
        sides = [side for side in (change.old, change.new) if side is not None]
        gates = [column.key for column in change.table.columns if column.gate]
        if not all(side[key] for side in sides for key in gates):
            return False
        about = (
            change.values[column.key]
            for column in change.table.columns
            if column.subject or (column.kind == "cadre" and column.public)
        )
        return all(self.serves(id_) for value in about for id_ in _ids(value))

    def serves(self, id_: str) -> bool:
        """Whether a cadre is in post on the day judged, so that the site shows him."""
        after = self.sides[0]
        cadre = after.cadres.get(id_)
        return cadre is not None and cadre.posting_on(after.as_of) is not None

    def person(self, id_: str) -> Subject | None:
        """The cadre or the village cadre of the county that goes by an id, before or after."""
        if any(id_ in side.cadres for side in self.sides):
            return "cadre", id_
        villager = any(id_ in side.village_cadres for side in self.sides)
        return ("village_cadre", id_) if villager else None

    def named_in(self, things: Iterable[Mapping[str, Any]]) -> tuple[Subject, ...]:
        """The village, or the person, whom each thing says it is about; none twice."""
        found: list[Subject] = []
        for thing in things:
            place = thing.get("village", thing.get("code"))
            person = self.person(str(thing.get("village_cadre", thing.get("cadre", ""))))
            if isinstance(place, str) and self._is_village(place):
                found.append(("village", place))
            elif person:
                found.append(person)
        return tuple(dict.fromkeys(found))

    def shown(self, id_: str) -> str:
        """An id by its name: a village, a unit, and to staff a cadre or an officer; a norm by its
        title, a public key by its fingerprint. Anything else as it is.
        """
        for side in self.sides:
            if id_ in side.villages:
                return side.villages[id_].name
            if id_ in side.units:
                return side.units[id_].name
            someone = side.cadres.get(id_) or side.village_cadres.get(id_)
            if someone and not self.public:
                return f"{someone.name}（{id_}）"
            if id_ in side.officers and not self.public:
                return side.officers[id_][0].name
            for pack in side.law if _NORM.fullmatch(id_) else ():
                for norm in pack.norms.each():
                    if norm.key == id_:
                        return norm.title
        return fingerprint_of(id_) or id_

    def _is_village(self, code: str) -> bool:
        return any(code in side.villages for side in self.sides)

    def _known(self, kind: Kind, id_: str) -> Subject:
        """A township by its folder, whichever way it is named; a township's seat is no village."""
        if kind in ("cadre", "village_cadre", "unit"):
            return kind, id_
        township = self._township(id_)
        return ("township", township) if township else (kind, id_)

    def _township(self, id_: str) -> str:
        """The folder of a township by its folder or code; "" for anything else."""
        for side in self.sides:
            for slug, township in side.townships.items():
                if id_ in (slug, township.code):
                    return slug
        return ""


def _ids(value: object) -> tuple[str, ...]:
    """The ids in a cell of one or of several."""
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return (str(value),) if value else ()
