"""Norms of a pack: read as they stand, and each kind of damage found at its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from zhucun.check.norm_names import name_faults
from zhucun.law.faults import check_pack
from zhucun.law.norms import Cadence, Condition, Duty, Material, Parts, Word
from zhucun.law.pack import load_law

PATH = "records/regulations/s0.yml"
CITE = {"article": "第二十四条", "quote": "每季度主持召开一次调度会"}
NORMS: dict[str, list[dict[str, Any]]] = {
    "cadences": [
        {
            "key": "test.cadence",
            "title": "频次",
            "act": "meeting",
            "where": {"kind": ["调度会", "座谈会"], "minutes": True},
            "scope": "cadre",
            "per": "quarter",
            "count": "meeting.county_per_quarter",
            "by": ["县驻村工作队"],
            "of": {"role": "第一书记"},
            "owner": "本人",
            "grace": "attendance.seal_days",
            "sum": "days",
            "rows": ["S0-94"],
            "mend": "请补做。",
        }
    ],
    "conditions": [
        {
            "key": "test.condition",
            "title": "条件",
            "of": "posting",
            "fact": "political_status",
            "test": "in",
            "value": ["甲", "乙"],
            "when": {"role": "第一书记"},
            "waiver": True,
            "severity": "block",
            "private": True,
            "from": "2020-01-01",
            "cite": CITE,
            "rows": ["S0-09"],
        }
    ],
    "parts": [
        {
            "key": "test.parts",
            "title": "要件",
            "act": "year_end",
            "part": "methods",
            "needs": "year_end.methods",
            "fields": {"听取汇报": "a", "实地查看核实": "b", "组织人员评议": "c"},
            "rows": ["S0-34"],
        }
    ],
    "words": [
        {
            "key": "test.word",
            "title": "用语",
            "act": "village",
            "field": "category",
            "allowed": "scope.village_categories",
            "rows": ["S0-02"],
        }
    ],
    "duties": [{"code": "X01", "title": "职责", "places": ["村"], "cite": CITE, "rows": ["S0-18"]}],
    "materials": [
        {"key": "paper", "title": "材料", "from": "papers", "cite": CITE, "rows": ["S0-52"]}
    ],
}


@pytest.fixture
def pack(s0: Any) -> Any:
    """The project's s0 with norms of the test's own in place of its own."""
    for section, items in NORMS.items():
        s0[section] = [dict(item) for item in items]
    return s0


def test_norms_are_read_as_they_stand(pack: Any) -> None:
    norms = load_law({PATH: pack}).pack("s0").norms
    (cadence,) = norms.cadences
    assert isinstance(cadence, Cadence)
    assert cadence.matching == {"kind": ("调度会", "座谈会"), "minutes": (True,)}
    assert cadence.of == {"role": ("第一书记",)}
    assert (cadence.severity, cadence.private, cadence.since) == ("warn", False, "2017-12-01")
    assert (cadence.where, cadence.mend) == (f"{PATH}#/cadences/0", "请补做。")
    assert cadence.sum == "days"
    (condition,) = norms.conditions
    assert isinstance(condition, Condition)
    assert (condition.value, condition.waiver, condition.if_recorded) == (("甲", "乙"), True, False)
    assert (condition.severity, condition.private, condition.since) == ("block", True, "2020-01-01")
    assert condition.cite is not None
    assert condition.cite.regulation == "s0"
    (parts,), (word,) = norms.parts, norms.words
    assert isinstance(parts, Parts)
    assert parts.fields["听取汇报"] == "a"
    assert isinstance(word, Word)
    assert (word.field, word.allowed) == ("category", "scope.village_categories")
    (duty,), (material,) = norms.duties, norms.materials
    assert isinstance(duty, Duty)
    assert (duty.code, duty.places) == ("X01", ("村",))
    assert isinstance(material, Material)
    assert material.source == "papers"
    assert [norm.key for norm in norms.each()] == [
        "test.cadence",
        "test.condition",
        "test.parts",
        "test.word",
    ]


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("meeting.county_per_quarter", "integer"),
        ("attendance.seal_days", "integer"),
        ("year_end.methods", "texts"),
        ("scope.village_categories", "texts"),
        ("term.years", ""),
    ],
)
def test_what_kind_norms_need_of_a_parameter(pack: Any, key: str, kind: str) -> None:
    assert load_law({PATH: pack}).pack("s0").norms.kind_of(key) == kind


Damage = Callable[[Any], object]


def _operand(raw: Any, **given: Any) -> None:
    entry = raw["conditions"][0]
    entry.pop("value")
    entry.update(given)


def _methods(raw: Any) -> Any:
    return next(p for p in raw["parameters"] if p["key"] == "year_end.methods")["values"]


def _later(value: object) -> dict[str, Any]:
    return {"from": "2030-01-01", "value": value, "cite": CITE}


DAMAGES: list[tuple[str, str, Damage]] = [
    (
        "duplicate-key",
        "/cadences/0/key",
        lambda raw: raw["cadences"][0].update(key="term.years"),
    ),
    (
        "duplicate-key",
        "/words/0/key",
        lambda raw: raw["words"][0].update(key="test.cadence"),
    ),
    (
        "duplicate-key",
        "/cadences/1/key",
        lambda raw: raw["cadences"].append(dict(raw["cadences"][0])),
    ),
    (
        "unknown-parameter",
        "/cadences/0/count",
        lambda raw: raw["cadences"][0].update(count="no.such"),
    ),
    (
        "unknown-parameter",
        "/cadences/0/grace",
        lambda raw: raw["cadences"][0].update(grace="no.such"),
    ),
    (
        "unknown-parameter",
        "/conditions/0/parameter",
        lambda raw: _operand(raw, parameter="no.such"),
    ),
    ("unknown-parameter", "/parts/0/needs", lambda raw: raw["parts"][0].update(needs="no.such")),
    ("unknown-parameter", "/words/0/allowed", lambda raw: raw["words"][0].update(allowed="x.y")),
    (
        "parameter-kind",
        "/cadences/0/count",
        lambda raw: raw["cadences"][0].update(count="year_end.methods"),
    ),
    (
        "parameter-kind",
        "/words/0/allowed",
        lambda raw: raw["words"][0].update(allowed="term.years"),
    ),
    ("parameter-kind", "/parts/0/needs", lambda raw: _methods(raw).append(_later("一句话"))),
    ("condition-operand", "/conditions/0/test", _operand),
    ("condition-operand", "/conditions/0/test", lambda raw: _operand(raw, value=1, other="role")),
    (
        "condition-operand",
        "/conditions/0/test",
        lambda raw: raw["conditions"][0].update(test="present"),
    ),
    (
        "condition-lasting",
        "/conditions/0/lasting",
        lambda raw: raw["conditions"][0].update(of="village", lasting=True),
    ),
    (
        "other-population",
        "/cadences/0/scope",
        lambda raw: raw["cadences"][0].update(scope="village_cadre"),
    ),
    (
        "other-population",
        "/conditions/0/of",
        lambda raw: raw["conditions"][0].update(of="village_cadre"),
    ),
    (
        "other-population",
        "/conditions/0/of",
        lambda raw: raw["conditions"][0].update(of="enrolment", lasting=True),
    ),
    (
        "cadence-period",
        "/cadences/0/per",
        lambda raw: raw["cadences"][0].update(scope="county", per="term"),
    ),
    ("unsourced", "/conditions/0", lambda raw: raw["conditions"][0].pop("cite")),
    ("unsourced", "/duties/0", lambda raw: raw["duties"][0].pop("cite")),
    ("unsourced", "/materials/0", lambda raw: raw["materials"][0].pop("cite")),
    (
        "unknown-decision",
        "/cadences/0/decision",
        lambda raw: raw["cadences"][0].update(decision="Z99"),
    ),
    (
        "quote-not-found",
        "/conditions/0/cite/quote",
        lambda raw: raw["conditions"][0].update(cite={**CITE, "quote": "每季度主持召开两次调度会"}),
    ),
    (
        "quote-not-found",
        "/duties/0/cite/quote",
        lambda raw: raw["duties"][0].update(cite={**CITE, "quote": "没有这句话"}),
    ),
    ("unknown-row", "/words/0/rows/0", lambda raw: raw["words"][0].update(rows=["S0-00"])),
    ("foreign-row", "/words/0/rows/0", lambda raw: raw["words"][0].update(rows=["S1-01"])),
    ("foreign-row", "/duties/0/rows/0", lambda raw: raw["duties"][0].update(rows=["S4-21"])),
    (
        "unknown-part",
        "/parts/0/fields",
        lambda raw: raw["parts"][0].update(fields={**raw["parts"][0]["fields"], "别的": "d"}),
    ),
    (
        "part-without-field",
        "/parts/0/fields",
        lambda raw: raw["parts"][0].update(fields={"听取汇报": "a", "实地查看核实": "b"}),
    ),
    ("duplicate-code", "/duties/1/code", lambda raw: raw["duties"].append(raw["duties"][0])),
    ("duplicate-key", "/materials/1/key", lambda raw: raw["materials"].append(raw["materials"][0])),
]


@pytest.mark.parametrize(("code", "pointer", "damage"), DAMAGES, ids=range(len(DAMAGES)))
def test_damage_is_found(pack: Any, code: str, pointer: str, damage: Damage) -> None:
    before = check_pack(pack, PATH)
    damage(pack)
    new = [fault for fault in check_pack(pack, PATH) if fault not in before]
    assert [(fault.code, fault.pointer) for fault in new] == [(code, pointer)], new


@pytest.mark.parametrize(
    ("scope", "of", "pointers"),
    [
        ("cadre", "unit", ["/cadences/0/scope", "/conditions/0/of"]),
        ("unit", "posting", ["/cadences/0/scope", "/conditions/0/of"]),
        ("village_cadre", "enrolment", []),
        ("township", "village", []),
        ("city", "meeting", []),
    ],
)
def test_a_pack_is_about_its_own_population(
    pack: Any, scope: str, of: str, pointers: list[str]
) -> None:
    pack["population"] = "村干部"
    pack["cadences"][0]["scope"], pack["conditions"][0]["of"] = scope, of
    found = [f for f in check_pack(pack, PATH) if f.code == "other-population"]
    assert [fault.pointer for fault in found] == pointers


def test_what_lasts_may_be_asked_of_acts(pack: Any) -> None:
    before = check_pack(pack, PATH)
    pack["conditions"][0].update(of="meeting", lasting=True)
    assert check_pack(pack, PATH) == before


@pytest.mark.parametrize("section", ["parameters", "tables", "ladders"])
def test_a_pack_on_village_cadres_needs_no_key(pack: Any, section: str) -> None:
    for population, missing in (("驻村干部", True), ("村干部", False)):
        less = {**pack, section: [], "population": population}
        found = [f.pointer for f in check_pack(less, PATH) if f.code == "missing-key"]
        assert bool(found) == missing


NAMES: list[tuple[str, Damage]] = [
    ("/conditions/0/of", lambda raw: raw["conditions"][0].update(of="postings")),
    ("/conditions/0/of", lambda raw: raw["conditions"][0].update(of="city")),
    ("/cadences/0/act", lambda raw: raw["cadences"][0].update(act="meetings")),
    ("/parts/0/act", lambda raw: raw["parts"][0].update(act="yearend")),
    ("/words/0/act", lambda raw: raw["words"][0].update(act="x")),
    ("/cadences/0/of/sort", lambda raw: raw["cadences"][0].update(of={"sort": "第一书记"})),
    ("/conditions/0/when/sort", lambda raw: raw["conditions"][0].update(when={"sort": "x"})),
    ("/conditions/0/fact", lambda raw: raw["conditions"][0].update(fact="political")),
    ("/conditions/0/other", lambda raw: raw["conditions"][0].update(other="nothing")),
]


@pytest.mark.parametrize(("pointer", "damage"), NAMES, ids=range(len(NAMES)))
def test_names_that_nothing_provides_are_found(pack: Any, pointer: str, damage: Damage) -> None:
    assert list(name_faults(pack)) == []
    damage(pack)
    (fault,) = name_faults(pack)
    assert (fault.pointer, fault.code) == (pointer, "unknown-name")


@pytest.mark.parametrize(
    ("of", "fact", "waivable"),
    [
        ("village", "category", True),
        ("enrolment", "kind", True),
        ("secondment", "months", True),
        ("competence", "lower_rate", False),
        ("township", "posted", False),
    ],
)
def test_a_waiver_needs_a_place_to_stand(pack: Any, of: str, fact: str, waivable: bool) -> None:
    pack["conditions"][0].update(of=of, fact=fact, when={fact: True})
    found = [(fault.pointer, fault.code) for fault in name_faults(pack)]
    assert found == ([] if waivable else [("/conditions/0/waiver", "nowhere-to-waive")])


def test_a_name_that_is_nearly_right_is_suggested(pack: Any) -> None:
    pack["cadences"][0]["act"] = "meetings"
    (fault,) = name_faults(pack)
    assert "是不是 meeting" in fault.message


def test_the_projects_norms_have_names_that_exist(packs: Any) -> None:
    assert {path: list(name_faults(raw)) for path, raw in packs.items()} == {
        path: [] for path in packs
    }
