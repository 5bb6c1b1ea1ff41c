"""The coverage of the rows as text, as JSON and as Markdown. Nothing is computed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from zhucun.assess.coverage import STATES, Coverage, counted

NOTHING = "—"


def coverage_text(found: Sequence[Coverage]) -> str:
    """A line per row, by regulation, then the counts; what is to do says what it lacks."""
    lines = []
    for regulation, rows in groupby(found, key=lambda each: each.row.regulation):
        lines.append(f"{regulation}：")
        for each in rows:
            where = "、".join(judge.name for judge in each.judges) or NOTHING
            lacking = f"  缺：{'；'.join(each.missing)}" if each.missing else ""
            row = each.row
            what = f"{row.id:7} {row.mode:3} {each.shown}  {row.article} {row.title}"
            lines.append(f"  {what}  {where}{lacking}")
    return "\n".join((*lines, counts_sentence(found))) + "\n"


def counts_sentence(found: Iterable[Coverage]) -> str:
    """How many rows are in each state, in one sentence."""
    counts = counted(found)
    parts = "，".join(f"{STATES[state]} {n} 条" for state, n in counts.items())
    return f"共 {sum(counts.values())} 条：{parts}。"


def coverage_markdown(found: Sequence[Coverage]) -> str:
    """A table per regulation with each row's state and what it lacks."""
    lines = [counts_sentence(found)]
    for regulation, rows in groupby(found, key=lambda each: each.row.regulation):
        lines += ["", f"## {regulation}", "", "| 条目 | 条文 | 要求 | 处理 | 状态 | 落实 | 场景 |"]
        lines.append("| --- | --- | --- | --- | --- | --- | --- |")
        for each in rows:
            state = "；".join((each.shown, *each.missing))
            names = "<br>".join(f"`{judge.name}`" for judge in each.judges) or NOTHING
            files = "<br>".join(f"`{file}`" for file in each.files) or NOTHING
            row = each.row
            lines.append(
                f"| {row.id} | {row.article} | {row.title} | {row.mode} | {state} "
                f"| {names} | {files} |"
            )
    return "\n".join(lines) + "\n"


def coverage_json(found: Sequence[Coverage]) -> str:
    """{"rows": [{id, …, state, missing}], "counts": {state: n}}."""
    whole = {"rows": [_plain(each) for each in found], "counts": counted(found)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _plain(each: Coverage) -> dict[str, object]:
    row = each.row
    return {
        "id": row.id,
        "regulation": row.regulation,
        "article": row.article,
        "title": row.title,
        "quote": row.quote,
        "mode": row.mode,
        "state": each.state,
        "missing": list(each.missing),
        "pack": [{"place": e.place, "key": e.key, "title": e.title} for e in each.entries],
        "decisions": list(each.decisions),
        "rules": [judge.name for judge in each.rules],
        "tables": [judge.name for judge in each.tables],
        "schemas": [field.place for field in each.fields],
        "pages": list(each.pages),
        "scenarios": list(each.files),
    }
