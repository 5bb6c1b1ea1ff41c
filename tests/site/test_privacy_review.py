"""What nobody may read off the site: not of one build, and not of what differs between two.

Each hidden fact is put into a tree, and every output has to stay as it was, on every day asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from corrections import Change, correct
from site_tree import CASE, COUNTY, TOWN, built, change, digest, each_county, planted, write

from zhucun.publish import model
from zhucun.publish.projection.county import project_county
from zhucun.read.layout import place_of
from zhucun.read.strict import parse_file
from zhucun.schema.store import resolve, schema_of, validator

Edit = Callable[[Path], object]
CASES = f"{COUNTY}/cases"
OCTOBER = f"{TOWN}/attendance/2026-10.yml"
#: The last day of a month, the first of one, the day of the miniature, and much later.
DAYS = ("2026-10-31", "2026-11-01", "2026-11-05", "2027-02-10")


def county(tree: Path, as_of: str) -> model.County:
    return project_county(next(each_county(tree, as_of)), tree)


def edited(path: str, edit: Callable[[dict[str, Any]], object]) -> Edit:
    return lambda tree: change(tree, path, edit)


def cadre(number: str, edit: Callable[[dict[str, Any]], object]) -> Edit:
    return edited(f"{COUNTY}/cadres/990101-{number}.yml", edit)


def case(kind: str, found_on: str, of: str = "990101-002", **acts: object) -> Edit:
    """A case opened on the day after, that nobody decided to publish."""
    data = {
        "id": "990101-c010",
        "cadre": of,
        "kind": kind,
        "found_on": found_on,
        "opened": {"by": "county-od", "date": found_on[:8] + f"{int(found_on[8:]) + 1:02d}"},
        **acts,
    }
    return lambda tree: write(tree, f"{CASES}/990101-c010.yml", data)


def leave(number: str, first: str, last: str) -> Edit:
    entry = {
        "cadre": f"990101-{number}",
        "from": first,
        "to": last,
        "reason_kind": "护理假",
        "note": "家人住院",
        "approval": {"by": "county-od", "date": first},
        "returned": f"{last[:8]}{int(last[8:]) + 1:02d}",
    }
    return edited(f"{TOWN}/leave/2026-10.yml", lambda d: d["leaves"].append(entry))


def without_upload(tree: Path) -> None:
    """990101-004 uploaded no log of the week of 19 October, and gave no reason."""
    change(
        tree,
        f"{TOWN}/logs/2026-10/990101-004.yml",
        lambda d: d.update(uploads=[u for u in d["uploads"] if u["week"] != "2026-W43"]),
    )


def off_post(tree: Path) -> None:
    """990101-002 was off his post on 21 October, by the sheet; nobody opened a case yet."""
    days = {"在村": "5-10, 12-17, 19-20, 22-24, 26-31", "休息": "1-4, 11, 18, 25", "缺岗": 21}
    change(tree, OCTOBER, lambda d: d["sheets"].update({"990101-002": days}))


def unpublished(tree: Path) -> None:
    """Nobody published where 990101-002 was on 21 October."""
    path = f"{TOWN}/whereabouts/2026-W43.yml"
    change(tree, path, lambda d: d["whereabouts"]["990101-002"].pop("周三"))


def nameless(**acts: object) -> Edit:
    """A case that was published without the name in September, with what was done about it."""
    data: dict[str, Any] = {
        "id": "990101-c011",
        "cadre": "990101-003",
        "kind": "工作不认真",
        "found_on": "2026-09-10",
        "opened": {"by": "county-od", "date": "2026-09-11"},
        "confirmed": {"by": "county-od", "date": "2026-09-12"},
        "publication": {
            "by": "county-od",
            "date": "2026-09-21",
            "show_name": False,
            "statement": "一名驻村干部工作不认真。",
        },
        **acts,
    }
    return lambda tree: write(tree, f"{CASES}/990101-c011.yml", data)


def closed(day: str) -> dict[str, str]:
    return {"by": "county-od", "date": day, "outcome": "已召回"}


def answered(day: str) -> list[dict[str, str]]:
    return [{"kind": "召回", "by": "county-od", "date": day}]


def payment(data: dict[str, Any]) -> None:
    data["payments"][0].update(yuan=1)


def objection(data: dict[str, Any]) -> None:
    entry = {"date": "2026-09-10", "how": "匿名", "matter": "反映一件事。"}
    data["notices"][1]["objections"].append(entry)


def nothing(_: Path) -> None:
    """Nothing but the hidden fact differs."""


LATE = {
    "files": ["shilizhen/leave/2026-10.yml"],
    "reason": "停电。",
    "by": "zhen-secretary",
    "date": "2026-10-20",
}


def late(tree: Path) -> None:
    write(tree, f"{COUNTY}/corrections/2026.yml", {"year": 2026, "late": [LATE]})


def correction(file: str, *changes: Change) -> Edit:
    """One that is told of; the record says already what it led to."""
    return lambda tree: correct(tree, file, "2026-11-03", *changes, apply=False)


#: What both trees have, what only one has, and the days on which nobody may see a difference.
HIDDEN: dict[str, tuple[Edit, Edit, tuple[str, ...]]] = {
    "a leave": (nothing, leave("001", "2026-10-08", "2026-10-09"), DAYS),
    "a week of leave without a log": (
        without_upload,
        leave("004", "2026-10-19", "2026-10-25"),
        DAYS,
    ),
    "why he is on leave": (
        nothing,
        edited(f"{TOWN}/leave/2026-10.yml", lambda d: d["leaves"][0].update(reason_kind="病假")),
        DAYS,
    ),
    "a case opened this month": (nothing, case("工作不认真", "2026-11-02"), DAYS[:3]),
    "a case opened and closed this month": (
        nothing,
        case("工作不认真", "2026-11-01", closed=closed("2026-11-04")),
        DAYS[:3],
    ),
    "a case of a day off post": (off_post, case("无故不在岗", "2026-10-21"), DAYS[:1]),
    "a case of a day off post, opened late": (
        off_post,
        case(
            "无故不在岗", "2026-10-21", opened={"by": "county-od", "date": "2026-11-03"}
        ),
        DAYS[:3],
    ),
    "a case of a day that nobody published": (
        unpublished,
        case("无故不在岗", "2026-10-21", opened={"by": "county-od", "date": "2026-11-03"}),
        DAYS[:3],
    ),
    "whose the nameless case is": (
        off_post,
        edited(f"{CASES}/990101-c001.yml", lambda d: d.update(cadre="990101-002")),
        DAYS,
    ),
    "how a nameless case was answered this month": (
        nameless(),
        nameless(dispositions=answered("2026-11-03")),
        DAYS[:3],
    ),
    "that a nameless case was closed this month": (
        nameless(dispositions=answered("2026-10-03")),
        nameless(dispositions=answered("2026-10-03"), closed=closed("2026-11-04")),
        DAYS[:3],
    ),
    "on which day a nameless case was answered and closed": (
        nameless(dispositions=answered("2026-10-03"), closed=closed("2026-10-30")),
        nameless(dispositions=answered("2026-10-20"), closed=closed("2026-10-21")),
        (*DAYS, "2027-10-21", "2027-10-30", "2027-10-31", "2027-11-01"),
    ),
    "an insurance": (nothing, cadre("001", lambda d: d.pop("insurance")), DAYS),
    "a check-up": (nothing, cadre("001", lambda d: d.pop("health_checks")), DAYS),
    "a payment": (nothing, edited(f"{COUNTY}/payments/2026-Q4.yml", payment), DAYS),
    "an objection": (nothing, edited(f"{COUNTY}/notices/2026.yml", objection), DAYS),
    "a late entry": (nothing, late, DAYS),
    "a correction of a reserve": (
        nothing,
        correction("cadres/990101-001.yml", ("reserve", True, False)),
        DAYS,
    ),
    "a correction of a grade": (
        nothing,
        correction(
            "assessments/2025/990101-001.yml", ("grades/village_work", "优秀", "称职")
        ),
        DAYS,
    ),
    "a correction of leave to rest": (
        nothing,
        correction(
            "shilizhen/attendance/2026-10.yml",
            ("sheets/990101-004/休息", "1-6, 11, 18, 25", "1-7, 11, 18, 25"),
            ("sheets/990101-004/请假", "7", None),
        ),
        DAYS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_no_day_tells_a_hidden_fact(tmp_path: Path, root: Path, name: str) -> None:
    shared, hidden, days = HIDDEN[name]
    one, other = planted(tmp_path / "a", root), planted(tmp_path / "b", root)
    shared(one)
    shared(other)
    hidden(other)
    assert digest(one / "records") != digest(other / "records")
    for day in days:
        assert county(one, day) == county(other, day), day


def test_what_the_test_above_would_see(tmp_path: Path, root: Path) -> None:
    """Months later, and published with the name, each of these does show."""
    one, other, third = (planted(tmp_path / name, root) for name in "abc")
    off_post(one)
    off_post(other)
    case("无故不在岗", "2026-10-21")(other)
    assert county(one, "2026-10-31") == county(other, "2026-10-31")
    assert county(one, "2026-11-01").case_counts != county(other, "2026-11-01").case_counts
    decision = {"by": "county-od", "date": "2026-10-23", "show_name": True, "statement": "一件。"}
    change(other, f"{CASES}/990101-c010.yml", lambda d: d.update(publication=decision))
    off = {
        tree: next(c for c in county(tree, "2026-11-05").cadres if c.id == "990101-002").months[-1]
        for tree in (one, other)
    }
    assert (off[one].off_post, off[other].off_post) == (0, 1)
    nameless(dispositions=answered("2026-10-03"), closed=closed("2026-10-30"))(third)
    seen = [
        next(c for c in county(third, day).cases if c.statement == "一名驻村干部工作不认真。")
        for day in ("2026-10-31", "2026-11-01")
    ]
    assert [(c.dispositions, c.closed_on) for c in seen] == [
        ((), ""),
        ((("已处理", ""),), "2026-10"),
    ]


@pytest.mark.parametrize("gone", ["withdrawn", "notice", "retention"])
def test_a_bulletin_does_not_keep_what_was_taken_back(
    tmp_path: Path, root: Path, gone: str
) -> None:
    """A case found void or past its time, a withdrawn notice: also where a bulletin quotes it."""
    tree = planted(tmp_path / "tree", root)
    bulletin = tree / COUNTY / "bulletins/2026-10.md"
    said = "拟推荐样例村第一书记为县级优秀第一书记。"
    if gone != "notice":
        said = "一名干部工作不认真,已改正。"
        assert said in str(CASE["publication"])
    bulletin.write_text(
        bulletin.read_text(encoding="utf-8") + f"\n公开了：{said}\n", encoding="utf-8"
    )
    assert county(tree, "2026-11-04").bulletins[0].body[-1] == f"公开了：{said}"
    act = {"by": "county-od", "date": "2026-11-05", "reason": "查无此事"}
    if gone == "withdrawn":
        change(tree, f"{CASES}/990101-c009.yml", lambda d: d.update(withdrawn=act))
    elif gone == "notice":
        change(tree, f"{COUNTY}/notices/2026.yml", lambda d: d["notices"][1].update(withdrawn=act))
    day = "2026-11-05" if gone != "retention" else "2027-10-05"
    assert county(tree, day).bulletins[0].body[-1] == "公开了：〔公示已撤下〕"


def test_a_notice_that_cannot_be_read_brings_nothing_back(tmp_path: Path, root: Path) -> None:
    """With --allow-partial a site is made without it: what it withdrew stays withdrawn."""
    tree = planted(tmp_path / "tree", root)
    taken = {
        "id": "990101-n009",
        "kind": "负面清单",
        "files": ["cases/990101-c009.yml"],
        "decision": {"by": "county-od", "date": "2026-09-21"},
        "withdrawn": {"by": "county-od", "date": "2026-10-21", "reason": "有误"},
    }
    notices = f"{COUNTY}/notices/2026.yml"
    assert "990101-c009" in {c.id for c in county(tree, "2026-11-05").cases}
    change(tree, notices, lambda d: d["notices"].append(taken))
    assert "990101-c009" not in {c.id for c in county(tree, "2026-11-05").cases}
    (tree / notices).write_text("notices: [", encoding="utf-8")
    assert county(tree, "2026-11-05").unusable == 1
    assert county(tree, "2026-11-05").cases == ()


# -- every property that is not public, all at once ----------------------------------------------

#: Hidden properties from which a public figure is made, each of them read and found to tell nobody:
#: counts of days, inspections, meetings rightly chaired, and of who was drawn; names where they are
#: struck out; consents; categories and duties of which only sums stand. Others move nothing.
COUNTED = {
    ("attendance", "/sheets/*"),
    ("whereabouts", "/whereabouts/*"),
    ("draw", "/seed"),
    ("draw", "/frame"),
    ("draw", "/sample"),
    ("inspections", "/inspections/inspectors"),
    ("inspections", "/inspections/visits/cadre"),
    ("circulars", "/circulars/inspections"),
    ("region", "/officers/id"),
    ("region", "/officers/name"),
    ("region", "/officers/role"),
    ("region", "/officers/cadre"),
    ("region", "/villages/category"),
    ("assessment", "/year"),
    ("cadre", "/name"),
    ("village_cadre", "/name"),
    ("cadre", "/phone"),
    ("cadre", "/consents"),
    ("case", "/cadre"),
    ("notices", "/notices/withdrawn"),
    ("leave", "/leaves/cadre"),
    ("leave", "/leaves/approval"),
    ("leave", "/leaves/from"),
    ("leave", "/leaves/to"),
    ("meetings", "/meetings/chair"),
    ("log", "/entries"),
    ("log", "/missing"),
}


def test_no_other_hidden_property_moves_a_public_byte(tmp_path: Path, root: Path) -> None:
    """Nor with all of them changed at once does one file differ, of whatever kind."""
    one, other = planted(tmp_path / "one/tree", root), planted(tmp_path / "other/tree", root)
    moved = {place for path in sorted((other / "records").rglob("*")) for place in _moved(path)}
    assert len(moved) > 80, sorted(moved)
    assert {kind for kind, _ in moved} >= {
        "cadre", "case", "leave", "payments", "assessment", "notices", "inspections", "region",
    }  # fmt: skip
    sites = []
    for tree in (one, other):
        built(tree, tree.parent / "site", address="https://zhucun.example/")
        sites.append({**digest(tree.parent / "site"), **digest(tree.parent / "build")})
    assert {f for f in sites[0] if sites[0][f] != sites[1].get(f)} == set()
    assert sites[0].keys() == sites[1].keys()


def _moved(path: Path) -> Iterator[tuple[str, str]]:
    """Changes every hidden value of a record that stays valid by it; which places those are."""
    root = next(p.parent for p in path.parents if p.name == "records")
    place = place_of(path.relative_to(root).as_posix()) if path.is_file() else None
    if place is None or place.kind in ("regulation", "calendar", "photo"):
        return
    parsed = parse_file(path.name, path.read_bytes())
    data: Any = parsed.value
    for holder, key, name in list(_hidden(place.kind, "", schema_of(place.kind), data, False)):
        if any((place.kind, part) in COUNTED for part in _above(name)):
            continue
        old = holder[key]
        for new in _others(old):
            holder[key] = new
            if validator(place.kind).is_valid(data):
                yield place.kind, name
                break
        else:
            holder[key] = old
    write(root, path.relative_to(root).as_posix(), data, parsed.body)


def _hidden(
    kind: str, name: str, part: dict[str, Any], value: Any, hidden: bool
) -> Iterator[tuple[Any, Any, str]]:
    """The leaves that aren't public: what holds each, its key there, its place in the schema."""
    reference = part.get("$ref", "")
    node = resolve("common", reference)[1] if reference else part
    items: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        if isinstance(value, dict):
            own = key in node.get("properties", {})
            sub = node["properties"][key] if own else node.get("additionalProperties", {})
            closed_ = own and sub.get("x-disclosure", "internal") != "public"
            where, below = f"{name}/{key if own else '*'}", hidden or closed_
        else:
            sub, where, below = node.get("items", {}), name, hidden
        if isinstance(inner, dict | list):
            yield from _hidden(kind, where, sub if isinstance(sub, dict) else {}, inner, below)
        elif below:
            yield value, key, where


def _above(name: str) -> Iterator[str]:
    parts = name.split("/")
    return ("/".join(parts[: end + 1]) for end in range(1, len(parts)))


def _others(value: object) -> tuple[object, ...]:
    """Other values of its kind."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int | float):
        return (value + 7, value - 1)
    text = str(value)
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return (f"{text}改", "county-leader", "zhen-secretary", "990101-004", f"{text}0", "其他")
    return tuple((day + datetime.timedelta(days=n)).isoformat() for n in (-3, 3))
