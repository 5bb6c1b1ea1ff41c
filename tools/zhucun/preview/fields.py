"""One thing of a record that is said otherwise, in words: where it is, what it was and will be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.gate.items import Difference
from zhucun.preview.secrecy import is_prose, is_sensitive, is_told, nodes_of
from zhucun.preview.subjects import Subjects
from zhucun.preview.values import ARROW
from zhucun.read.marks import child
from zhucun.schema.items import Node, name_of

SECRET, PROSE = "内容不在这里写", "（文字略）"
#: Properties told of a thing that is new or gone.
_MOST_LEAVES: Final = 6
_MARKS: Final = {name_of(mark): mark for mark in "~/:#"}
_ESCAPED: Final = re.compile("~[0-9]")
#: What settings say in English.
_WORDS: Final = {"required": "必须"}
_COUNTS_DAYS: Final = re.compile(r"_days(?:/|$)")


@dataclass(frozen=True, slots=True)
class Fields:
    """How the fields of one kind of record are told. Free text and what is sensitive never are;
    the public is told what the schema makes public.
    """

    kind: str
    subjects: Subjects

    def told(self, difference: Difference, about: str = "", *, whole: bool = False) -> str:
        """One difference as 请假（2026-10-17）的止：10-18 → 10-20; "" for nothing to tell.

        `about` is the id that the reader knows already; in a `whole` record that comes or goes
        nothing needs to be called new.
        """
        old, new = difference.old, difference.new
        pointer = difference.pointer_old if new is None else difference.pointer_new
        where = self._where(difference, pointer, about)
        if is_sensitive(self.kind, pointer):
            return "" if self.subjects.public else f"{where}有变化，{SECRET}"
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            return self._of_things(difference, pointer, where, about, whole=whole)
        if not is_told(self.kind, pointer, public=self.subjects.public):
            return ""
        if is_prose(self.kind, pointer):
            what = "写了" if old is None else "删去了" if new is None else "改写了"
            return f"{what}{where}"
        node = difference.node
        was, will = (None if v is None else self._value(node, v, pointer) for v in (old, new))
        if will is None:
            return f"{where}：{was}" if whole else f"删去{where} {was}"
        return f"{where}：{will}" if was is None else f"{where}：{was}{ARROW}{will}"

    def _of_things(
        self, difference: Difference, pointer: str, where: str, about: str, *, whole: bool
    ) -> str:
        """A thing with properties that comes, goes, or is something else altogether."""
        old, new = difference.old, difference.new
        leaves = list(self._leaves(difference.node, old if new is None else new, pointer, about))
        if self.subjects.public and not leaves:
            return ""
        what = "新增" if old is None else "删去" if new is None else "改为"
        start = where if whole else f"{what}{where}"
        more = f"等 {len(leaves)} 项" if len(leaves) > _MOST_LEAVES else ""
        rest = "，".join(leaves[:_MOST_LEAVES])
        return f"{start}：{rest}{more}" if rest else start

    def _where(self, difference: Difference, pointer: str, about: str) -> str:
        """The titles on the way, each item of a list by its key as far as that may be told."""
        told: list[str] = []
        names = difference.item.split("/")
        place = ""
        tokens = pointer.split("/")[1:]
        steps = zip(tokens, nodes_of(self.kind, pointer), strict=False)
        for index, (token, (_, raw)) in enumerate(steps):
            parent, place = place, f"{place}/{token}"
            title = str(raw.get("title", ""))
            if title:
                told.append(title)
            elif told and index < len(names):
                name = self._key(parent, place, names[index], about)
                told[-1] += f"（{name}）" if name else ""
        return "的".join(told)

    def _key(self, parent: str, place: str, name: str, about: str) -> str:
        """An item's name without what is free text, sensitive, or known to the reader; a
        member's of a map as it is.
        """
        if _is_map(self.kind, parent):
            return "" if name == about else self.subjects.shown(_plain_name(name))
        parts = [_plain_name(part) for part in name.partition("#")[0].split(":")]
        open_ = (
            part
            for key, part in zip(_keys_of(self.kind, parent), parts, strict=False)
            if is_told(self.kind, f"{place}/{key}", public=self.subjects.public)
            and not is_prose(self.kind, f"{place}/{key}")
        )
        return "，".join(self.subjects.shown(part) for part in open_ if part not in ("", about))

    def _leaves(self, node: Node, value: Any, pointer: str, about: str) -> Iterator[str]:
        """The properties of a thing that may be told, each with its title, or with its name where
        the thing is a map.
        """
        if not isinstance(value, Mapping):
            return
        known = _keys_of(self.kind, pointer.rpartition("/")[0])
        named = _is_map(self.kind, pointer)
        for key, inner in value.items():
            below, place = node.below(key), child(pointer, key)
            title = self.subjects.shown(key) if named else _title(self.kind, place)
            if is_sensitive(self.kind, place) or key in known or inner == about:
                continue
            if isinstance(inner, Mapping):
                within = "，".join(self._leaves(below, inner, place, about))
                if within:
                    yield f"{title}（{within}）"
            elif below.lists_objects:
                if inner and not self.subjects.public:
                    yield f"{title} {len(inner)} 项"
            elif is_told(self.kind, place, public=self.subjects.public):
                free = is_prose(self.kind, place)
                yield f"{title}{PROSE}" if free else f"{title} {self._value(below, inner, place)}"

    def _value(self, node: Node, value: Any, pointer: str) -> str:
        """A scalar or a list of scalars: ids as names, truth as 是 and 否."""
        if isinstance(value, list):
            return "、".join(self._value(node.item, item, pointer) for item in value) or "空"
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Mapping):
            return f"{len(value)} 项"
        if isinstance(value, int) and _COUNTS_DAYS.search(pointer):
            return f"{value} 天"
        return _WORDS.get(value) or self.subjects.shown(str(value))


def _plain_name(name: str) -> str:
    """A name of an address as the record has it."""
    return _ESCAPED.sub(lambda found: _MARKS.get(found[0], found[0]), name)


def _keys_of(kind: str, pointer: str) -> tuple[str, ...]:
    """The properties that tell the items of a list at a place apart; none elsewhere."""
    nodes = [node for _, node in nodes_of(kind, pointer)] if pointer else []
    return tuple(nodes[-1].get("x-key", ())) if nodes else ()


def _is_map(kind: str, pointer: str) -> bool:
    """Whether names stand at a place, such as the years of an income, and not properties."""
    nodes = [node for _, node in nodes_of(kind, pointer)] if pointer else []
    return bool(nodes) and (
        isinstance(nodes[-1].get("additionalProperties"), Mapping)
        or "patternProperties" in nodes[-1]
    )


def _title(kind: str, pointer: str) -> str:
    """The nearest title on the way to a place."""
    titles = [str(node["title"]) for _, node in nodes_of(kind, pointer) if "title" in node]
    return titles[-1] if titles else ""
