"""How findings name people, and the article that a requirement row rests on.

A cadre goes by the id, which is public. An officer's name is internal: only private rules say it.
"""

from __future__ import annotations

from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.law.cite import Cite
from zhucun.law.pack import Pack
from zhucun.law.rows import rows


def cadre_named(county: CountyFacts, id_: str) -> str:
    """A cadre's or a village cadre's name with his id; the id alone when there is no such file."""
    cadre = county.cadres.get(id_) or county.village_cadres.get(id_)
    return f"{cadre.name}（{id_}）" if cadre else id_


def before_number(name: str) -> str:
    """A name with the space that sets off the number after it; none after a full-width mark."""
    return name if name.endswith("）") else f"{name} "


def officer_named(county: CountyFacts, id_: str) -> str:
    """An officer's name with the id; the id alone when nobody is registered under it."""
    terms = county.officers.get(id_)
    return f"{terms[0].name}（{id_}）" if terms else id_


def cite_of(county: CountyFacts, day: str, *keys: str) -> Cite | None:
    """The first article that the pack in force on a day cites among the keys."""
    pack = county.pack(day)
    values = (value_of(pack, key, day) for key in keys)
    return next((v.cite for v in values if v and v.cite), None)


def row_cite(pack: Pack | None, row: str) -> Cite | None:
    """The article of a requirement row, if the row belongs to the regulation in force."""
    requirement = rows().get(row)
    if pack is None or requirement is None or requirement.regulation != pack.id:
        return None
    return requirement.cite
