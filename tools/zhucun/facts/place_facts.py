"""Facts of villages, townships, the county and units, by the names that packs use."""

from __future__ import annotations

from zhucun.facts.conditions import fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.matching import value_at
from zhucun.facts.people import Unit
from zhucun.facts.places import Township, Village
from zhucun.facts.subjects import TOWNSHIP, UNIT, VILLAGE, has_cadre
from zhucun.facts.weak_villages import is_weak
from zhucun.schema.openness import is_public


def _of_village(name: str, title: str, path: str) -> None:
    @fact(
        "village", name, title, public=is_public("region", f"/villages/0/{path.replace('.', '/')}")
    )
    def read(_county: CountyFacts, village: Village, _day: str) -> object:
        return value_at(village.data, path)


for _name, _title, _path in (
    ("place", "类型", "kind"),
    ("category", "类别", "category"),
    ("poor_registered", "建档立卡贫困村", "poor_registered"),
    ("problem", "突出问题", "problem"),
    ("exited_on", "退出日期", "exited_on"),
    ("equipment", "干群连心室物品", "equipment"),
    ("board_location", "去向牌位置", "board.location"),
    ("joint_units", "联合党委单位", "joint_units"),
    ("team_leader", "队长", "team.leader"),
):
    _of_village(_name, _title, _path)


@fact("village", "weak", "集体经济薄弱村", public=True)
def weak(_county: CountyFacts, village: Village, day: str) -> object:
    """Whether it is listed as weak on the day."""
    return is_weak(village, day)


@fact("village", "has_team", "有驻村工作队", public=True)
def has_team(_county: CountyFacts, village: Village, day: str) -> object:
    """Whether it has a team on the day."""
    team = village.data.get("team")
    return team is not None and team["from"] <= day <= team.get("to", day)


@fact("village", "posted", "有驻村干部", public=True)
def posted(county: CountyFacts, village: Village, day: str) -> object:
    """Whether some cadre is posted there on the day."""
    return has_cadre(county, VILLAGE, village.code, day)


@fact("township", "posted", "有驻村干部", public=True)
def posted_in_township(county: CountyFacts, township: Township, day: str) -> object:
    """Whether some cadre is posted in the township on the day."""
    return has_cadre(county, TOWNSHIP, township.slug, day)


@fact("unit", "posted", "有在任的驻村干部", public=True)
def posted_from_unit(county: CountyFacts, unit: Unit, day: str) -> object:
    """Whether some cadre whom it sent is posted on the day."""
    return has_cadre(county, UNIT, unit.id, day)


@fact("unit", "kind", "性质", public=True)
def kind(_county: CountyFacts, unit: Unit, _day: str) -> object:
    """What kind of body it is."""
    return unit.kind


@fact("unit", "level", "层级", public=True)
def level(_county: CountyFacts, unit: Unit, _day: str) -> object:
    """Its level."""
    return unit.level


@fact("unit", "fiscal", "由财政负担")
def fiscal(_county: CountyFacts, unit: Unit, _day: str) -> object:
    """Whether it lives on the budget."""
    return unit.fiscal
