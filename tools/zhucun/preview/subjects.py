"""Whom a change is about: the group that a row, an obligation, a finding or an edit belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhucun.check.finding import Found
from zhucun.facts.county import CountyFacts
from zhucun.preview.model import Kind
from zhucun.preview.rows import RowChange
from zhucun.read.layout import place_of

Subject = tuple[Kind, str]
WHOLE_COUNTY: Final[Subject] = ("county", "")
#: Kinds of obligation subjects and of key columns that make a group of their own.
_OWN: Final[tuple[Kind, ...]] = ("cadre", "village", "township", "unit")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The people and places of a county before and after a change."""

    before: CountyFacts
    after: CountyFacts
    public: bool

    def of_row(self, change: RowChange) -> Subject:
        """The first cadre, village, township or unit that the row goes by; else the county."""
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
        """Its subject, as far as that is a cadre, a village or a unit; else its file's place."""
        if found.subject:
            for kind, known in (("cadre", "cadres"), ("village", "villages"), ("unit", "units")):
                if any(found.subject in getattr(side, known) for side in (self.after, self.before)):
                    return self._known(kind, found.subject)  # type: ignore[arg-type]
        return self.of_path(found.path, found.subject)

    def of_path(self, path: str, subject: str = "") -> Subject:
        """The cadre that a file is about, the township that it lies in, or the county."""
        place = place_of(path)
        if place is None:
            return WHOLE_COUNTY
        township = self._township(subject) or place.township
        if place.name in self.after.cadres or place.name in self.before.cadres:
            return "cadre", place.name
        return ("township", township) if township else WHOLE_COUNTY

    def _known(self, kind: Kind, id_: str) -> Subject:
        """A township by its folder, whichever way it is named; a township's seat is no village."""
        if kind == "cadre" or kind == "unit":
            return kind, id_
        township = self._township(id_)
        return ("township", township) if township else (kind, id_)

    def _township(self, id_: str) -> str:
        """The folder of a township by its folder or code; "" for anything else."""
        for side in (self.after, self.before):
            for slug, township in side.townships.items():
                if id_ in (slug, township.code):
                    return slug
        return ""
