"""What is final: every act of an officer, and what the table names beyond them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from zhucun.check.officers import ACTS
from zhucun.gate.final import Finality, final_differences, finalities
from zhucun.gate.items import differences
from zhucun.schema.items import Node, node_of
from zhucun.schema.store import kinds

EVERY_ACT = [(kind, *act) for kind, acts in ACTS.items() for act in acts]


def altered(kind: str, old: dict[str, Any], new: dict[str, Any]) -> set[str]:
    return {d.item for d in final_differences(kind, old, new)}


def built(place: str, value: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record that holds an object at a place, and the object."""
    parts = place.split("/") if place else []
    for part in reversed(parts):
        value = [value] if part == "*" else {part: value}  # type: ignore[assignment]
    found: Any = value
    for part in parts:
        found = found[0] if part == "*" else found[part]
    return value, found


@pytest.mark.parametrize(("kind", "place", "officer", "day", "what"), EVERY_ACT)
def test_every_act_is_final(kind: str, place: str, officer: str, day: str, what: str) -> None:
    old, act = built(place, {officer: "zhen", day: "2026-10-01"})
    if kind == "attendance":
        assert what == "盖章"
    for key, value in ((officer, "xian"), (day, "2026-10-02")):
        new = deepcopy(old)
        _, copied = new, _at(new, place)
        copied[key] = value
        assert altered(kind, old, new), f"{place}/{key}"
    without = deepcopy(old)
    del _at(without, place)[officer]
    assert altered(kind, old, without)
    assert altered(kind, old, {}), "gone with its record"
    assert act[officer] == "zhen"


def _at(data: Any, place: str) -> Any:
    for part in place.split("/") if place else []:
        data = data[0] if part == "*" else data[part]
    return data


NAMED = [(kind, each) for kind in kinds() for each in finalities(kind)]


@pytest.mark.parametrize(("kind", "finality"), NAMED, ids=lambda x: getattr(x, "place", x))
def test_the_table_names_what_the_schemas_have(kind: str, finality: Finality) -> None:
    node = _node(node_of(kind), finality.place)
    for key in (*finality.fixed, *finality.since):
        assert key in node.schema["properties"], key
    if (kind, finality.place) in {(k, place) for k, place, *_ in EVERY_ACT}:
        return  # an act may be given an end whether its schema has one or not
    for place in finality.adds:
        assert _node(node, place).schema, place


def _node(node: Node, place: str) -> Node:
    for part in place.split("/") if place else []:
        node = _member(node) if part == "*" else node.below(part)
    return node


def _member(node: Node) -> Node:
    """What a list holds, or a map under any of its keys."""
    if not node.is_map:
        return node.item
    patterns = node.schema.get("patternProperties", {})
    return Node(node.home, next(iter(patterns.values()))) if patterns else node.below("*")


LEAVE: dict[str, Any] = {
    "month": "2026-10",
    "leaves": [
        {
            "cadre": "990101-001",
            "from": "2026-10-01",
            "to": "2026-10-02",
            "approval": {"by": "zhen", "date": "2026-09-30"},
            "filings": [{"kind": "备案", "to": "市委组织部", "date": "2026-09-30"}],
        },
        {"cadre": "990101-002", "from": "2026-10-01", "to": "2026-10-02"},
    ],
}
CASE: dict[str, Any] = {
    "id": "990101-c001",
    "cadre": "990101-001",
    "kind": "无故不在岗",
    "found_on": "2026-10-01",
    "opened": {"by": "xian", "date": "2026-10-02"},
    "facts": "不在村。",
}
CONFIRMED: dict[str, Any] = {**CASE, "confirmed": {"by": "xian", "date": "2026-10-03"}}
REGION: dict[str, Any] = {
    "level": "乡镇",
    "code": "990101100000",
    "name": "示例镇",
    "officers": [
        {
            "id": "zhen",
            "name": "甲",
            "role": "乡镇党委书记",
            "from": "2026-01-01",
            "keys": [{"key": "k"}],
        },
        {"id": "fu", "name": "乙", "role": "乡镇党委", "from": "2026-01-01"},
    ],
    "villages": [{"code": "990101100201", "waivers": [{"by": "xian", "date": "2026-01-01"}]}],
}
SEALED: dict[str, Any] = {
    "month": "2026-10",
    "sheets": {"990101-001": {"在村": "1-31"}},
    "seal": {"by": "zhen", "date": "2026-11-01"},
}
GRADED: dict[str, Any] = {
    "half_year": {"by": "xian", "date": "2026-07-01", "score": 90},
    "grades": {"by": "xian", "date": "2026-12-30", "year_end": "称职"},
}
POSTED: dict[str, Any] = {
    "id": "990101-001",
    "name": "甲",
    "phone": "1",
    "postings": [{"serial": 1, "from": "2026-01-01", "to": "2027-12-31", "managers": ["甲"]}],
}


RATED: dict[str, Any] = {
    "level": "乡镇",
    "rural_income": {"2025": 21000},
    "villages": [{"code": "x", "name": "甲", "stars": {"2025": 5}}],
}
ENROLLED: dict[str, Any] = {
    "id": "990101-v001",
    "name": "甲",
    "posts": [{"serial": 1, "from": "2022-01-01"}],
    "certificate": {"number": "1", "date": "2025-01-01"},
    "enrolments": [{"kind": "书记", "from": "2026-01-01", "rank": {"place": 2}}],
    "secondments": [{"id": "s1", "logs": [{"date": "2026-10-01", "text": "甲"}]}],
    "duty_logs": [
        {"month": "2026-08", "entries": 8, "checked": {"by": "z", "date": "2026-09-05"}},
        {"month": "2026-09", "entries": 8},
    ],
}
PROMISED: dict[str, Any] = {
    "targets": [
        {"id": "t1", "practical": [{"id": "p1", "text": "修路"}], "published_on": "2026-01-20"}
    ]
}
EVALUATED: dict[str, Any] = {
    "evaluations": [
        {
            "id": "e1",
            "by": "z",
            "date": "2026-07-06",
            "ballots": {"党员": {"ballots": 9, "competent": 8}},
        }
    ]
}
SCORED: dict[str, Any] = {
    "year": 2025,
    "by": "z",
    "date": "2026-01-10",
    "scores": [{"village": "x", "score": 800}],
    "removals": [
        {"village": "x", "village_cadre": "v", "proposed": {"by": "z", "date": "2026-01-12"}}
    ],
}
TRAINED: dict[str, Any] = {
    "meetings": [{"id": "m1", "days": 3, "village_cadres": [{"id": "990101-v001"}]}]
}


def edited(record: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with the value at a path set, or without it for None; `+` appends."""
    new = deepcopy(record)
    *way, last = path.split("/")
    at: Any = new
    for part in way:
        at = at[int(part)] if isinstance(at, list) else at[part]
    if last == "+":
        at.append(value)
    elif value is None:
        del at[int(last) if isinstance(at, list) else last]
    else:
        at[last] = value
    return new


ALLOWED: list[tuple[str, dict[str, Any], str, Any]] = [
    ("leave", LEAVE, "leaves/0/returned", "2026-10-03"),
    ("leave", LEAVE, "leaves/0/cancelled", {"by": "zhen", "date": "2026-09-30"}),
    ("leave", LEAVE, "leaves/0/filings/+", {"kind": "抄报", "to": "派出单位"}),
    ("leave", LEAVE, "leaves/1/to", "2026-10-05"),
    ("leave", LEAVE, "leaves/1", None),
    ("leave", LEAVE, "leaves/+", {"cadre": "990101-003", "from": "2026-10-01"}),
    ("case", CASE, "facts", "不在村，也没有请假。"),
    ("case", CASE, "facts", None),
    ("case", CASE, "confirmed", {"by": "xian", "date": "2026-10-03"}),
    ("case", CONFIRMED, "evidence", ["照片"]),
    ("case", CONFIRMED, "dispositions", [{"kind": "约谈", "by": "xian", "date": "2026-10-05"}]),
    ("case", CONFIRMED, "closed", {"by": "xian", "date": "2026-10-05"}),
    ("region", REGION, "name", "新名"),
    ("region", REGION, "officers/0/to", "2026-11-01"),
    ("region", REGION, "officers/0/keys/+", {"key": "k2"}),
    ("region", REGION, "officers/0/keys/0/revoked", {"by": "xian", "date": "2026-11-01"}),
    ("region", REGION, "officers/0/keys/0/to", "2026-11-01"),
    ("region", REGION, "officers/+", {"id": "xin", "role": "乡镇党委", "from": "2026-11-01"}),
    ("region", REGION, "villages/0/kind", "村"),
    ("attendance", {k: v for k, v in SEALED.items() if k != "seal"}, "sheets/990101-001/在村", "1"),
    ("attendance", {k: v for k, v in SEALED.items() if k != "seal"}, "seal", SEALED["seal"]),
    ("assessment", GRADED, "registration_form", {"sent": "2026-12-31"}),
    ("assessment", GRADED, "half_year/notified_unit_on", "2026-07-05"),
    ("cadre", POSTED, "phone", "2"),
    ("cadre", POSTED, "postings/0/managers", ["乙"]),
    ("cadre", POSTED, "postings/0/ended", {"date": "2026-11-01", "reason": "工作调动"}),
    ("cadre", POSTED, "postings/+", {"serial": 2, "from": "2028-01-01"}),
    ("log", {"entries": [{"date": "2026-10-01", "text": "甲"}]}, "entries/0/text", "乙"),
    ("draw", {"by": "shi", "date": "2026-10-01"}, "results", [{"cadre": "990101-001"}]),
    ("inspections", {"inspections": [{"id": "1"}]}, "inspections/0/filed", [{"to": "派出单位"}]),
    ("funds", {"funds": [{"id": "f1"}]}, "funds/0/expenses", [{"date": "2026-10-01"}]),
    ("corrections", {"corrections": []}, "corrections/+", {"file": "a.yml", "date": "2026-10-01"}),
]
ALLOWED += [
    ("events", {"events": [{"id": "e1"}]}, "events/0/reported", {"to": "县", "date": "2026-10-01"}),
    ("papers", {"papers": [{"kind": "报告", "title": "甲"}]}, "papers/0/title", "乙"),
    ("papers", {"papers": [{"kind": "报告", "sent_to": ["县"]}]}, "papers/0/sent_to/+", "市"),
    ("plans", {"plans": [{"id": "p1", "items": [{"goal": "甲"}]}]}, "plans/0/items/0/goal", "乙"),
    ("plans", {"plans": [{"id": "p1", "items": []}]}, "plans/0/items/+", {"goal": "甲"}),
    ("project", {"goal": "甲"}, "goal", "乙"),
    ("project", {"goal": "甲"}, "posted_on", "2026-10-01"),
    ("project", {"posted_on": "2026-10-01"}, "completed_on", "2026-11-01"),
    ("project", {"progress": []}, "progress/+", {"date": "2026-10-01", "percent": 50}),
    ("log", {"uploads": []}, "uploads/+", {"week": "2026-W40", "date": "2026-10-04"}),
    ("region", RATED, "villages/0/stars/2026", 4),
    ("region", RATED, "villages/0/name", "新村"),
    ("region", RATED, "rural_income/2026", 22000),
    ("region", {**RATED, "villages": [{"code": "x"}]}, "villages/0/stars", {"2025": 5}),
    ("village_cadre", ENROLLED, "political_status", "中共党员"),
    ("village_cadre", ENROLLED, "posts/0/opinion", "补写"),
    ("village_cadre", ENROLLED, "secondments/0/unchanged", True),
    ("village_cadre", ENROLLED, "secondments/0/logs/+", {"date": "2026-10-02", "text": "乙"}),
    ("village_cadre", ENROLLED, "duty_logs/1/entries", 9),
    ("village_cadre", ENROLLED, "enrolments/0/indicators", {"工作实绩": "好"}),
    ("targets", {"targets": [{"id": "t1", "annual": ["甲"]}]}, "targets/0/annual", ["乙"]),
    ("targets", PROMISED, "targets/0/practical/0/done_on", "2026-10-20"),
    ("targets", PROMISED, "targets/0/consulted", ["党员"]),
    ("competence", EVALUATED, "evaluations/0/ballots/群众代表", {"ballots": 9, "competent": 9}),
    (
        "competence",
        EVALUATED,
        "evaluations/0/exit",
        {"proposed": {"by": "z", "date": "2026-08-01"}},
    ),
    ("debriefs", {"debriefs": [{"id": "d1"}]}, "debriefs/0/ballots", {"满意": 3}),
    ("village_scores", SCORED, "talks", [{"village": "x", "by": "z", "date": "2026-01-20"}]),
    ("village_scores", SCORED, "removals/0/confirmed", {"by": "z", "date": "2026-02-01"}),
    (
        "appraisals",
        {"appraisals": [{"id": "a1", "by": "z"}]},
        "appraisals/0/outcomes",
        [{"kind": "评先表优", "date": "2026-02-01"}],
    ),
    ("reserves", {"reserves": [{"id": "r1", "gender": "女"}]}, "reserves/0/gender", "男"),
    ("reserves", {"reserves": [{"id": "r1", "from": "2024-01-01"}]}, "reserves/0/to", "2026-01-01"),
    ("meetings", TRAINED, "meetings/0/village_cadres/0/reflection", "2026-05-01"),
    ("meetings", TRAINED, "meetings/0/poor", [{"village_cadre": "990101-v001"}]),
]
REFUSED: list[tuple[str, dict[str, Any], str, Any]] = [
    ("leave", LEAVE, "leaves/0/to", "2026-10-05"),
    ("leave", LEAVE, "leaves/0/note", "补一句"),
    ("leave", LEAVE, "leaves/0/approval", None),
    ("leave", LEAVE, "leaves/0/approval/by", "xian"),
    ("leave", LEAVE, "leaves/0/filings/0/date", "2026-09-29"),
    ("leave", LEAVE, "leaves/0/filings", None),
    ("leave", LEAVE, "leaves/0", None),
    ("leave", LEAVE, "leaves", None),
    ("case", CASE, "kind", "到岗不足"),
    ("case", CASE, "opened/date", "2026-10-01"),
    ("case", CONFIRMED, "facts", "在村。"),
    ("case", CONFIRMED, "confirmed", None),
    ("case", {**CONFIRMED, "closed": {"by": "xian"}}, "explanation", "有事。"),
    ("case", {**CASE, "evidence": ["照片", "笔录"], "confirmed": {"by": "x"}}, "evidence/0", None),
    ("region", REGION, "code", "990101100001"),
    ("region", REGION, "officers/0/name", "丙"),
    ("region", REGION, "officers/0/from", "2025-01-01"),
    ("region", REGION, "officers/0/leading", True),
    ("region", REGION, "officers/0", None),
    (
        "region",
        {**REGION, "officers": [{"id": "a", "to": "2026-01-01"}]},
        "officers/0/to",
        "2027-01-01",
    ),
    ("region", REGION, "villages/0/waivers/0/by", "shi"),
    ("region", REGION, "villages/0", None),
    ("region", REGION, "villages", {}),
    ("attendance", SEALED, "sheets/990101-001/在村", "1-30"),
    ("attendance", SEALED, "sheets/990101-002", {"在村": "1-31"}),
    ("attendance", SEALED, "registrar", "wen"),
    ("attendance", SEALED, "seal", None),
    ("assessment", GRADED, "grades/village_work", "优秀"),
    ("assessment", GRADED, "daily", {"by": "xian", "date": "2026-12-01"}),
    ("assessment", {"half_year": GRADED["half_year"]}, "half_year/score", 95),
    ("cadre", POSTED, "name", "乙"),
    ("cadre", POSTED, "postings/0/to", "2028-12-31"),
    ("cadre", POSTED, "postings/0", None),
    ("log", {"entries": [], "evaluation": {"by": "x"}}, "entries", [{"date": "2026-10-01"}]),
    ("draw", {"by": "shi", "date": "2026-10-01", "sample": ["a"]}, "sample", ["b"]),
    (
        "inspections",
        {"inspections": [{"id": "1", "visits": []}]},
        "inspections/0/visits",
        [{"cadre": "x"}],
    ),
    ("inspections", {"inspections": [{"id": "1"}]}, "inspections/0", None),
    ("payments", {"payments": [{"id": "p1", "yuan": 100}]}, "payments/0/yuan", 200),
    (
        "corrections",
        {"corrections": [{"file": "a.yml", "date": "2026-10-01", "reason": "甲"}]},
        "corrections/0/reason",
        "乙",
    ),
    ("corrections", {"late": [{"date": "2026-10-01", "by": "x"}]}, "late/0", None),
]


REFUSED += [
    ("events", {"events": [{"id": "e1", "date": "2026-10-01"}]}, "events/0/date", "2026-10-02"),
    ("events", {"events": [{"id": "e1"}]}, "events/0", None),
    ("papers", {"papers": [{"kind": "报告", "date": "2026-10-01"}]}, "papers/0", None),
    ("plans", {"plans": [{"id": "p1", "date": "2026-10-01"}]}, "plans/0/date", "2026-09-01"),
    (
        "plans",
        {"plans": [{"id": "p", "items": [{"due": "2026-10-01"}]}]},
        "plans/0/items/0/due",
        "x",
    ),
    ("project", {"posted_on": "2026-10-01", "due": "2026-10-02"}, "due", "2026-12-31"),
    ("project", {"posted_on": "2026-10-01"}, "posted_on", None),
    ("project", {"progress": [{"date": "2026-10-01", "percent": 5}]}, "progress/0/percent", 50),
    (
        "log",
        {"uploads": [{"week": "2026-W40", "date": "2026-10-08"}]},
        "uploads/0/date",
        "2026-10-04",
    ),
    (
        "visits",
        {"villages": [{"village": "x", "visits": [{"date": "2026-10-01"}]}]},
        "villages/0",
        None,
    ),
    ("region", RATED, "villages/0/stars/2025", 4),
    ("region", RATED, "villages/0/stars", None),
    ("region", RATED, "rural_income/2025", 20000),
    ("village_cadre", ENROLLED, "name", "乙"),
    ("village_cadre", ENROLLED, "enrolments/0/from", "2026-02-01"),
    ("village_cadre", ENROLLED, "enrolments/0/rank/place", 1),
    ("village_cadre", ENROLLED, "secondments/0/logs/0/text", "乙"),
    ("village_cadre", ENROLLED, "duty_logs/0/entries", 9),
    ("village_cadre", ENROLLED, "certificate/number", "2"),
    ("targets", PROMISED, "targets/0/practical/0/text", "修桥"),
    ("targets", PROMISED, "targets/0/practical/0", None),
    ("targets", PROMISED, "targets/0/published_on", None),
    ("competence", EVALUATED, "evaluations/0/ballots/党员/competent", 9),
    ("competence", EVALUATED, "evaluations/0", None),
    (
        "debriefs",
        {"debriefs": [{"id": "d1", "ballots": {"满意": 3}}]},
        "debriefs/0/ballots/满意",
        4,
    ),
    ("village_scores", SCORED, "scores/0/score", 801),
    ("village_scores", SCORED, "removals/0/proposed", None),
    (
        "appraisals",
        {"appraisals": [{"id": "a1", "by": "z", "work": "甲"}]},
        "appraisals/0/work",
        "乙",
    ),
    ("pay", {"pay": [{"id": "p1", "basic": 3000}]}, "pay/0/basic", 3100),
    ("pay", {"pay": [{"id": "p1", "basic": 3000}]}, "pay/0/tier", "一档"),
    (
        "reserves",
        {"reserves": [{"id": "r1", "from": "2024-01-01"}]},
        "reserves/0/from",
        "2023-01-01",
    ),
    (
        "reserves",
        {"reports": [{"year": 2025, "date": "2025-12-20"}]},
        "reports/0/date",
        "2025-12-21",
    ),
    ("meetings", TRAINED, "meetings/0/days", 7),
    ("meetings", TRAINED, "meetings/0/village_cadres/+", {"id": "990101-v009"}),
]


@pytest.mark.parametrize(("kind", "record", "path", "value"), ALLOWED)
def test_what_is_not_final_changes_freely(
    kind: str, record: dict[str, Any], path: str, value: Any
) -> None:
    new = edited(record, path, value)
    assert list(differences(kind, record, new)), "an example without a difference shows nothing"
    assert altered(kind, record, new) == set()


@pytest.mark.parametrize(("kind", "record", "path", "value"), REFUSED)
def test_what_is_final_does_not(kind: str, record: dict[str, Any], path: str, value: Any) -> None:
    assert altered(kind, record, edited(record, path, value))


#: kind, place, what it has already, what is fixed once it is there, what may be added.
ONCE: list[tuple[str, str, str, str, str]] = [
    ("assessment", "", "grades", "debrief ratings half_year evidence", "registration_form annual"),
    ("assessment", "", "annual", "year_end daily", "grades registration_form"),
    ("assessment", "registration_form", "sent", "", "filed"),
    ("assessment", "half_year", "by", "score organisers", "notified_unit_on"),
    ("assessment", "annual", "by", "score summary", "filed_to"),
    ("case", "dispositions/*", "by", "kind object note doc_no", "doc_no proposal"),
    ("cadre", "", "id", "name gender birth id_number", "gender birth id_number"),
    (
        "cadre",
        "postings/*",
        "serial",
        "serial role village from to appointment renewal_of ended detached",
        "ended detached",
    ),
    ("cadre", "consents/*", "scope", "scope date withdrawn", "withdrawn"),
    ("cadre", "health_checks/*", "date", "date", ""),
    ("cadre", "honours/*", "title", "level title year date", ""),
    ("cadre", "outcomes/*", "kind", "kind date by assessment", "assessment"),
    ("region", "regulations/*", "regulation", "regulation from to", "to"),
    ("region", "villages/*/weak", "listed", "listed lifted", "lifted"),
    (
        "project",
        "",
        "posted_on",
        "cadre village year goal measures due responsible completed_on",
        "completed_on",
    ),
    ("problems", "problems/*", "id", "village date cadre closed", "closed"),
    ("problems", "problems/*/escalated", "by", "date to owner", "owner"),
]


@pytest.mark.parametrize(("kind", "place", "since", "fixed", "adds"), ONCE)
def test_what_is_there_stays_and_only_what_may_come_comes(
    kind: str, place: str, since: str, fixed: str, adds: str
) -> None:
    for key in fixed.split():
        old, thing = built(place, {since: "x", key: "x"})
        for value in ("y", None):
            new = deepcopy(old)
            at = _at(new, place)
            if value:
                at[key] = value
            else:
                del at[key]
            assert altered(kind, old, new), f"{key} → {value}"
        assert thing[key] == "x"
    for key in {*fixed.split(), *adds.split()} - {since}:
        old, _ = built(place, {since: "x"})
        new = deepcopy(old)
        _at(new, place)[key] = "y"
        assert bool(altered(kind, old, new)) == (key not in adds.split()), f"+ {key}"


def test_filings_of_an_assessment_may_grow_after_it_is_decided() -> None:
    for part in ("half_year", "annual"):
        old = {part: {"by": "x", "date": "d", "filed_to": ["甲"]}, "grades": {"by": "x"}}
        assert altered("assessment", old, edited(old, f"{part}/filed_to/+", "乙")) == set()
        assert altered("assessment", old, edited(old, f"{part}/filed_to", ["乙"]))


def test_what_is_no_object_is_never_final() -> None:
    assert altered("funds", {"funds": ["x"]}, {"funds": ["y"]}) == set()


def test_two_officers_that_change_places_are_two_changes() -> None:
    new = deepcopy(REGION)
    one, other = new["officers"]
    one["name"], other["name"] = other["name"], one["name"]
    assert altered("region", REGION, new) == {
        "officers/zhen:乡镇党委书记:2026-01-01/name",
        "officers/fu:乡镇党委:2026-01-01/name",
    }


def test_the_order_of_a_list_is_nothing_final() -> None:
    new = deepcopy(REGION)
    new["officers"].reverse()
    assert altered("region", REGION, new) == set()
