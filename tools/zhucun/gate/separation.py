"""Rules on what may change together: records, the law they are judged by, the tool that judges."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.gate.change import Area, Change
from zhucun.gate.registry import history_rule


def _first(change: Change, area: Area) -> str:
    return next(entry.path for entry in change.entries if entry.area == area)


@history_rule(
    title="记录和程序分开改",
    why="同一次改动既改程序又改记录，就可以先放宽检查、再放进不合格的记录。",
    mend="请把程序（tools、schemas、.github 等）和记录分成两次改动，先合并程序的一次。",
)
def records_and_tool_change_apart(change: Change) -> Iterator[Found]:
    """A change that touches the tool touches neither records nor the law.

    Tests are of the tool, but a change of the law comes with its scenarios.
    """
    areas = change.areas
    if "tool" in areas and areas & {"records", "law"}:
        path = _first(change, "tool")
        kind = "记录" if "records" in areas else "制度包或日历"
        yield Found(path, "", f"这次改动同时改了程序（如 {path}）和{kind}", line=1, column=1)
    elif {"tests", "records"} <= areas:
        path = _first(change, "tests")
        yield Found(path, "", f"这次改动同时改了测试（如 {path}）和记录", line=1, column=1)


@history_rule(
    title="制度和记录分开改",
    why="同一次改动既改数值又改记录，就可以先改标准、再放进不达标的记录。",
    mend="请把制度包、日历的改动单独提交，合并以后再提交记录。",
)
def law_and_records_change_apart(change: Change) -> Iterator[Found]:
    """A change that touches a pack or a calendar touches no records."""
    if "law" in change.areas and "records" in change.areas:
        path = _first(change, "law")
        yield Found(path, "", f"这次改动同时改了 {path} 和记录", line=1, column=1)
