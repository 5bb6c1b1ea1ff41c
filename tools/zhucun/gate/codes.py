"""A rule on the codes of cities and counties, which the check of one county can't compare."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.gate.change import Change, Entry
from zhucun.gate.registry import history_rule
from zhucun.read.layout import RECORDS
from zhucun.read.tree import list_cities, list_counties


@history_rule(
    title="市、县的代码不重复",
    why="干部、案件、督查的编号都以县的代码开头；两个县用一个代码，一个编号就成了两个人。",
    mend="请核对统计用区划代码，改正新登记的一个。",
)
def region_code_is_its_own(change: Change) -> Iterator[Found]:
    """No city or county that a change brings, or gives another code, has the code of another."""
    for entry in change.records:
        code = _new_code(change, entry)
        others = [path for path in _regions(change) if path != entry.path] if code else []
        change.head_files.expect(others)
        for path in others:
            region = change.after(path)
            if region is not None and region.get("code") == code:
                message = f"代码 {code} 已经是{region.get('name')}（{path}）的"
                yield Found(entry.path, "/code", message, got=code, evidence=(f"{path}#/code",))


def _new_code(change: Change, entry: Entry) -> str:
    """The code that a change gives to a city or a county; "" where it gives none."""
    place = entry.place
    if place is None or place.kind != "region" or place.township or entry.removed:
        return ""
    before, after = change.before(entry.path) or {}, change.after(entry.path) or {}
    code = after.get("code")
    return code if isinstance(code, str) and code != before.get("code") else ""


def _regions(change: Change) -> Iterator[str]:
    """Paths of the region files of all cities and counties of the result."""
    for city in list_cities(change.head_files):
        yield f"{RECORDS}/{city}/region.yml"
        for county in list_counties(change.head_files, city):
            yield f"{RECORDS}/{city}/{county}/region.yml"
