"""Whom a regulation is written for, and whom it manages only by reference (参照)."""

from __future__ import annotations

from typing import Final

from zhucun.facts.conditions import fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import value_of
from zhucun.facts.teams import FIRST_SECRETARY
from zhucun.law.pack import Pack

BY_REFERENCE: Final = "参照"
ROLES: Final = "scope.first_secretary_roles"


def is_first_secretary(pack: Pack | None, role: str, day: str) -> bool:
    """Whether the law of a day counts those of a role as first secretaries."""
    value = value_of(pack, ROLES, day)
    roles = (FIRST_SECRETARY,) if value is None or value.undetermined else value.texts()
    return role in roles


def only_by_reference(pack: Pack | None, role: str, day: str) -> bool:
    """Whether the law of a day manages those of a role by reference."""
    value = value_of(pack, "scope.team_member", day)
    reference = value is not None and value.value == BY_REFERENCE
    return reference and not is_first_secretary(pack, role, day)


def role_on(cadre: Cadre | None, day: str) -> str:
    """The cadre's role on a day, or the last one before it; first secretary where none is known."""
    begun = [p for p in cadre.postings if p.span.start <= day] if cadre else []
    return max(begun, key=lambda p: p.span.start).role if begun else FIRST_SECRETARY


@fact("posting", "as_first_secretary", "按第一书记管理", public=True)
def as_first_secretary(county: CountyFacts, posting: Posting, day: str) -> object:
    """Whether the law of the day counts the posting as a first secretary's."""
    return is_first_secretary(county.pack(day), posting.role, day)
