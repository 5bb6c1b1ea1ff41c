"""What the rules on history say: what was altered, why that is final, what to write instead."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from zhucun.check.officers import acts_on, vouching
from zhucun.check.wording import before_number
from zhucun.facts.corrections import home_of
from zhucun.gate.altered import Altered, as_record, is_valid
from zhucun.gate.change import Change
from zhucun.gate.items import Difference, day_changes
from zhucun.read.layout import Place

#: How many places a message spells out.
MOST_TOLD: Final = 20
_LONGEST: Final = 60

_DECIDE_ANEW: Final = (
    "要改怎样公开的，先撤回公示（withdrawn），改好以后重新公示，决定日期写重新决定的那天。"
)

#: (kind, place) of what is altered -> what an honest author may have meant, and how to write it.
_MEANT: Final[Mapping[tuple[str, str], str]] = {
    ("leave", "leaves/*/to"): "提前回来的，写 returned（销假日期）；续假的，另写一条。",
    ("leave", "leaves/*"): "不休了的假，写 cancelled。",
    ("cadre", "postings/*/to"): "提前结束的，写 ended；连任的，另写一段任职。",
    ("cadre", "postings/*"): "任职结束的，写 ended。",
    ("village_cadre", "posts/*/to"): "提前结束的，写 ended；连任的，另写一段任职。",
    ("village_cadre", "posts/*"): "任职结束的，写 ended。",
    ("village_cadre", "enrolments/*"): "退出专业化管理的，写 ended。",
    ("village_cadre", "tiers/*"): "调整档次的，另加一条。",
    ("village_cadre", "tiers/*/tier"): "调整档次的，另加一条。",
    ("reserves", "reserves/*"): "调出后备干部的，写 to。",
    ("region", "officers/*/name"): "换人的，给原来的人写 to，另加一条新的。",
    ("region", "officers/*"): "离任、换人的，给原来的人写 to，另加一条新的。",
    ("region", "regulations/*"): "不再执行的制度，写 to。",
    ("case", "opened"): "不成立的案件，写 withdrawn。",
    ("case", "publication/statement"): _DECIDE_ANEW,
    ("case", "publication/show_name"): _DECIDE_ANEW,
    ("case", "publication/date"): _DECIDE_ANEW,
    ("case", "publication"): "不再公开的，撤回公示（withdrawn）。",
    ("notices", "notices/*/statement"): "要改公示文字的，先撤回（withdrawn），改好以后重新公示。",
    ("notices", "notices/*"): "不再公示的，写 withdrawn。",
    ("profile", "body"): "文章要撤下的，写 withdrawn。",
    ("bulletin", "body"): "简报要撤下的，写 withdrawn。",
}
#: Kind -> the same of a file that goes.
_MEANT_BY_DELETING: Final[Mapping[str, str]] = {
    "cadre": "干部离任的，在任职里写 ended，档案留着；",
    "village_cadre": "村干部离任的，在任职里写 ended，档案留着；",
    "reserves": "调出后备干部的，写 to；",
    "region": "人员离任、换人的，给原来的人写 to，另加一条新的；",
    "leave": "不休了的假，写 cancelled；",
    "case": "不成立的案件，写 withdrawn；",
    "profile": "要撤下的文章，写 withdrawn；",
    "bulletin": "要撤下的简报，写 withdrawn；",
    "notices": "不再公示的，写 withdrawn；",
}


def told(altered: Altered, found: Sequence[Difference]) -> str:
    """Differences as a sentence goes on: sheets day by day, other things with both values."""
    parts: dict[str, None] = {}
    for difference in found:
        if altered.place.kind == "attendance" and difference.place.startswith("sheets/*"):
            parts |= dict.fromkeys(_days_told(altered, difference))
        else:
            parts[_one(difference)] = None
    shown = list(parts)[:MOST_TOLD]
    rest = f"，等 {len(parts)} 处" if len(parts) > MOST_TOLD else ""
    return f"{'；'.join(shown)}{rest}"


def _one(difference: Difference) -> str:
    if isinstance(difference.old, Mapping) and difference.new is None:
        return difference.item
    if difference.old is None and isinstance(difference.new, Mapping):
        return f"增加 {difference.item}"
    name, title = difference.item.rpartition("/")[2], difference.node.title
    title = f"（{title}）" if title and title != name else ""
    return f"{difference.item}{title}：{short(difference.old)} → {short(difference.new)}"


def _days_told(altered: Altered, difference: Difference) -> list[str]:
    cadre = difference.item.split("/")[1]
    month = str(altered.old.get("month", ""))
    try:
        changed = day_changes(month, *(_line(data, cadre) for data in (altered.old, altered.new)))
    except ValueError:  # no month that the calendar has
        changed = ()
    return [f"{cadre} {each.told(month)}" for each in changed] or [_one(difference)]


def _line(data: Mapping[str, Any] | None, cadre: str) -> Mapping[str, Any]:
    sheets = (data or {}).get("sheets")
    line = sheets.get(cadre) if isinstance(sheets, Mapping) else None
    return line if isinstance(line, Mapping) else {}


def short(value: Any) -> str:
    """A value in a sentence."""
    if value is None:
        return "无"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.rstrip("。")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def why_final(change: Change, altered: Altered, found: Sequence[Difference]) -> str:
    """In brackets, by whose acts what is altered became final; "" where nobody signed.

    An act that is itself altered is named alone.
    """
    if altered.place.kind == "whereabouts":
        return "（那些日子的考勤已经盖章，或者已有督查）"
    record = as_record(altered.entry.path, altered.place, altered.old)
    if not is_valid(record):
        return ""
    vouched = vouching(record)
    said: dict[str, None] = {}
    for difference in found:
        here = f"{difference.pointer_old}/"
        acts = [a for a in acts_on(vouched, difference.pointer_old) if a.first == a.last]
        own = [a for a in acts if here.startswith(f"{a.pointer.rpartition('/')[0]}/")]
        named = [a for a in own if a.pointer.count("/") > 1] or acts
        said |= {
            f"{before_number(_officer(change, altered.place, a.officer))}{a.first} {a.what}": None
            for a in named
        }
    return f"（{'、'.join(said)}）" if said else ""


def _officer(change: Change, place: Place, officer: str) -> str:
    """An officer's name with the id, as BASE registers him around a place."""
    folders = [part for part in ("records", place.city, place.county, place.township) if part]
    for length in range(2, len(folders) + 1):
        region = change.before(f"{'/'.join(folders[:length])}/region.yml") or {}
        for term in region.get("officers") or ():
            if isinstance(term, Mapping) and term.get("id") == officer:
                return f"{term.get('name')}（{officer}）"
    return officer


def meant(altered: Altered, found: Sequence[Difference]) -> str:
    """What else the author may have meant to write; "" where nothing comes to mind."""
    kind = altered.place.kind
    return "".join(dict.fromkeys(_MEANT.get((kind, d.place), "") for d in found))


def instead_of_deleting(altered: Altered) -> str:
    """The next step for who deletes or moves a file, as a sentence."""
    meant_ = _MEANT_BY_DELETING.get(altered.place.kind, "")
    return f"请恢复 {altered.entry.path}；{meant_}内容记错的，用更正改正，不要删除或移动文件。"


def corrections_file(place: Place, as_of: str) -> str:
    """Where a correction of a record is written, on a day."""
    return f"{home_of(place)}corrections/{as_of[:4]}.yml"


def where_to_write(change: Change, place: Place, section: str) -> str:
    """How to come to where an entry of `corrections` or `late` is added, as a sentence begins."""
    file = corrections_file(place, change.as_of)
    data = change.after(file)
    if data is None:
        return f"新建 {file}，第一行写 year: {change.as_of[:4]}，第二行写 {section}:，下面加一条"
    if section not in data:
        return f"在 {file} 末尾写一行 {section}:，下面加一条"
    return f"在 {file} 的 {section} 下加一条"


def entry_to_write(path: str, place: Place, found: Sequence[Difference], as_of: str) -> str:
    """The correction that would cover differences, as a line of YAML to copy and fill in."""
    changes = ", ".join(
        f"{{item: {_yaml(d.item)}, old: {_yaml(d.old)}, new: {_yaml(d.new)}}}" for d in found
    )
    file = path.removeprefix(home_of(place))
    return (
        f"- {{file: {file}, changes: [{changes}], reason: 为什么原来的记录不对, by: 提出人编号, "
        f"date: {as_of}, approval: {{by: 批准人编号, date: {as_of}}}}}"
    )


def _yaml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
