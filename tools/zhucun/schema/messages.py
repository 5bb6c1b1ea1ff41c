"""Chinese sentences for what a schema refuses, built from the schema's own titles."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

from zhucun.schema.store import Schema, resolve, schema_of

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": " true 或 false",
    "array": "列表（每项一行，以“- ”开头）",
    "object": "若干“名称: 内容”",
    "null": "空",
}
_NUMBERS = frozenset({"integer", "number"})
_BARE = "（不写单位和逗号）"
_SHOWN = 60
PUBLIC = "public"
_KEY = re.compile(r"[A-Za-z_]{1,30}")


class Spot:
    """The schema node an error came from, with what it is called on the way there.

    `is_public` is false inside anything that a schema does not mark public: what was written
    there is not repeated, because a message may end up in a public log.

    `path` is the error's evaluation path: keywords and property names, `$ref` included.
    """

    def __init__(self, kind: str, path: Iterable[str | int]) -> None:
        home = kind
        node: Any = schema_of(kind)
        self.label = str(node.get("title", ""))
        self.is_public = True
        self.hint = ""
        self.owner: Schema = node
        steps = list(path)[:-1]
        if steps[:1] == ["$defs"] and "$defs" not in node:
            # a name refused by propertyNames: the path is that of the shared definition
            home, node = "common", schema_of("common")
        for step in steps:
            if step == "$ref":
                home, node = resolve(home, node["$ref"])
                self.hint = node.get("description", self.hint)
                continue
            node = node[int(step) if isinstance(node, list) else step]
            if isinstance(node, dict) and "title" in node:
                self.label = node["title"]
                self.is_public = self.is_public and node.get("x-disclosure", PUBLIC) == PUBLIC
                self.hint = node.get("description", "")
            if isinstance(node, dict) and node.get("type") == "object":
                self.owner = node
        self.node: Schema = node if isinstance(node, dict) else {}
        self.home = home


def _written(spot: Spot, value: object, discreet: bool) -> str:
    # what stands where a group of things belongs may be any of them, internal ones too
    told = spot.is_public and not (discreet and spot.node.get("type") in ("object", "array"))
    return f"写成了{_show(value)}" if told else ""


def _show(value: object) -> str:
    text = str(value)
    if value is None:
        return "空"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "一组内容"
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def _property(spot: Spot, name: str) -> Schema:
    # a condition (if/then) asks for a property that what it stands in describes
    for owner in (spot.node, spot.owner, schema_of(spot.home)):
        node = owner.get("properties", {}).get(name)
        if isinstance(node, dict):
            return node
    return {}


def _title(spot: Spot, name: str) -> str:
    title = _property(spot, name).get("title", "")
    return f"“{title}”({name})" if title and title != name else f"“{name}”"


def _unexpected(spot: Spot, names: list[str], discreet: bool) -> str:
    known = list(spot.node.get("properties", {}))
    near = difflib.get_close_matches(names[0], known, n=1, cutoff=0.5)
    # a name in Chinese may be a piece of somebody's text that lost its quotes
    told = [] if discreet else [name for name in names if near or _KEY.fullmatch(name)]
    shown = "、".join(f"“{name}”" for name in told) or "一项不认识的内容"
    sentence = f"{spot.label}里多了{shown}"
    if near:
        return f"{sentence}；是不是想写“{near[0]}”？"
    return f"{sentence}；这里只能写：{'、'.join(known)}。" if known else f"{sentence}；请删除。"


def _allowed(options: list[object]) -> str:
    return "、".join(str(o) for o in options)


def sentence_of(
    kind: str,
    path: list[str | int],
    detail: dict[str, Any],
    instance: object,
    *,
    discreet: bool = False,
) -> str:
    """What is wrong and what to write instead.

    `path` is the error's evaluation path, `detail` the error kind's own values (`name` is the
    keyword), `instance` the offending value. A `discreet` one repeats no name that somebody
    wrote, which may be a person's or a piece of text that lost its quotes, and no text in the
    place of a group.
    """
    spot = Spot(kind, path)
    keyword = detail["name"]
    label, told = spot.label, _written(spot, instance, discreet)
    written = told or "的写法不对"
    hint = f"应为：{spot.hint}" if spot.hint else "请核对格式。"
    match keyword:
        case "required":
            missing = detail["property"]
            node = _property(spot, missing)
            return f"{label}缺少{_title(spot, missing)}；请补上。{node.get('description', '')}"
        case "additionalProperties" | "unevaluatedProperties":
            return _unexpected(spot, list(detail["unexpected"]), discreet)
        case "enum":
            options = spot.node.get("enum", detail.get("options", []))
            return f"“{label}”{written}；只能是：{_allowed(options)}。"
        case "const":
            return f"“{label}”{written}；只能是 {spot.node.get('const')}。"
        case "type":
            types = spot.node.get("type", detail.get("types", []))
            names = [types] if isinstance(types, str) else list(types)
            wanted = "或".join(_TYPES.get(str(t), str(t)) for t in names)
            bare = _BARE if isinstance(instance, str) and _NUMBERS.intersection(names) else ""
            return f"“{label}”应为{wanted}{bare}{f'，{told}' if told else ''}；{hint}"
        case "format" if spot.node.get("format") == "date":
            return f"“{label}”{written}，日历上没有这一天；请核对这个月有几天。"
        case "pattern" | "format":
            return f"“{label}”{written}；{hint}"
        case "propertyNames":
            name = "" if discreet else _show(detail["error"].instance)
            return f"{label}里的名称{name}格式不对；{hint}"
        case "minLength" | "minItems" | "minProperties":
            return f"“{label}”是空的或太少；至少要有 {detail['limit']} 项（字）。"
        case "maxLength" | "maxItems" | "maxProperties":
            return f"“{label}”太长；最多 {detail['limit']} 项（字）。"
        case "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum":
            low, high = spot.node.get("minimum", "不限"), spot.node.get("maximum", "不限")
            beyond = f"{told}，超出范围" if told else "超出范围"
            return f"“{label}”{beyond}；应在 {low} 到 {high} 之间。"
        case "uniqueItems":
            return f"“{label}”里有重复的项；请删去重复的。"
        case "falseSchema":
            return f"{label}这一级的记录里不写“{path[-1]}”；请删除或移到它应在的一级。"
        case "oneOf":
            choices = "、".join(
                k for option in spot.node.get("oneOf", []) for k in option.get("required", [])
            )
            return f"{label}须在 {choices} 中写一项，且只写一项。"
        case _:
            return f"“{label}”{written}；{hint}"
