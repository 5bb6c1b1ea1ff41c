"""Facts of a posting, its cadre, its place and its unit, by the names that packs use."""

from __future__ import annotations

from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.matching import value_at
from zhucun.facts.people import Posting
from zhucun.facts.weak_villages import is_weak


def _of_cadre(name: str, title: str) -> None:
    @fact("posting", name, title, at=f"/{name}")
    def read(county: CountyFacts, posting: Posting, _day: str) -> object:
        return county.cadres[posting.cadre].data.get(name)


for _name, _title in (
    ("identity", "人员身份"),
    ("rank", "职级"),
    ("reserve", "后备干部"),
    ("political_status", "政治面貌"),
    ("retire_date", "退休日期"),
    ("tags", "类别"),
    ("expertise", "专长"),
):
    _of_cadre(_name, _title)


def _of_posting(name: str, title: str, path: str) -> None:
    @fact("posting", name, title)
    def read(_county: CountyFacts, posting: Posting, _day: str) -> object:
        return value_at(posting.data, path)


def _of_lodging(name: str, title: str, field: str) -> None:
    @fact("posting", name, title)
    def read(county: CountyFacts, posting: Posting, _day: str) -> object:
        lodging = posting.data.get("lodging")
        if not isinstance(lodging, dict) or lodging["from"] > county.as_of:
            return None
        return lodging.get(field)


for _name, _title, _path in (
    ("organiser", "统筹机关", "selection.organiser"),
    ("pool", "来源", "selection.pool"),
    ("opinion", "考察意见", "selection.opinion"),
    ("health_certified_on", "体检合格日期", "selection.health_certified_on"),
    ("managers", "管理机关", "managers"),
    ("roles", "兼任职务", "roles"),
    ("party_relation_on", "组织关系转入日期", "party_relation.date"),
    ("detached_on", "脱钩声明日期", "detached.date"),
    ("detached_confirmed", "派出单位确认脱钩", "detached.unit_signed"),
    ("renewal", "连任", "renewal_of"),
    ("issuer", "任命机关", "appointment.issuer"),
):
    _of_posting(_name, _title, _path)


for _name, _title, _field in (
    ("lodging_kind", "住处类型", "kind"),
    ("lodging_in_township", "住在乡村", "in_township"),
):
    _of_lodging(_name, _title, _field)


@fact("posting", "role", "职务", public=True)
def role(_county: CountyFacts, posting: Posting, _day: str) -> object:
    """The role of the posting."""
    return posting.role


@fact("posting", "village", "驻地代码", public=True)
def village(_county: CountyFacts, posting: Posting, _day: str) -> object:
    """The code of the place."""
    return posting.village


@fact("posting", "term_start", "到任日期", public=True)
def term_start(_county: CountyFacts, posting: Posting, _day: str) -> object:
    """The posting's first day."""
    return posting.span.start


@fact("posting", "term_end", "任期届满日期", public=True)
def term_end(_county: CountyFacts, posting: Posting, _day: str) -> object:
    """The last day of the term."""
    return posting.term_end


@fact("posting", "work_years", "工作年限", unit="年", at="/work_start")
def work_years(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whole years of work when the posting begins, from the month that work began."""
    began = county.cadres[posting.cadre].data.get("work_start")
    if not began:
        return None
    start = posting.span.start
    months = (int(start[:4]) - int(began[:4])) * 12 + int(start[5:7]) - int(began[5:7])
    return months // 12


@fact("posting", "place", "驻地类型", public=True)
def place(county: CountyFacts, posting: Posting, _day: str) -> object:
    """村 or 社区; nothing for a township."""
    return _in_village(county, posting, "kind")


@fact("posting", "category", "村的类别")
def category(county: CountyFacts, posting: Posting, _day: str) -> object:
    """The category of the village."""
    return _in_village(county, posting, "category")


@fact("posting", "poor_registered", "建档立卡贫困村")
def poor_registered(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether the village is a registered poor one."""
    return _in_village(county, posting, "poor_registered")


@fact("posting", "weak", "集体经济薄弱村")
def weak(county: CountyFacts, posting: Posting, day: str) -> object:
    """Whether the village is listed as weak on the day."""
    found = county.villages.get(posting.village)
    if found is None:
        return UNSEEN if county.lacks_a_region else None
    return is_weak(found, day)


def _in_village(county: CountyFacts, posting: Posting, name: str) -> object:
    found = county.villages.get(posting.village)
    if found is None:
        return UNSEEN if county.lacks_a_region else None
    return found.data.get(name)


@fact("posting", "unit_kind", "派出单位性质", public=True)
def unit_kind(county: CountyFacts, posting: Posting, _day: str) -> object:
    """What kind of body the unit is."""
    return _in_unit(county, posting, "kind")


@fact("posting", "unit_level", "派出单位层级", public=True)
def unit_level(county: CountyFacts, posting: Posting, _day: str) -> object:
    """The unit's level."""
    return _in_unit(county, posting, "level")


@fact("posting", "fiscal", "派出单位由财政负担")
def fiscal(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether the unit lives on the budget."""
    return _in_unit(county, posting, "fiscal")


def _in_unit(county: CountyFacts, posting: Posting, name: str) -> object:
    found = county.units.get(county.cadres[posting.cadre].unit)
    return getattr(found, name) if found else UNSEEN
