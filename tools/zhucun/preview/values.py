"""Values of tables in words, and what became of one: 19 → 20, 1210 元 → 1100 元（−110 元）."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhucun.assess.naming import name_of
from zhucun.assess.registry import NAMED_KINDS, PEOPLE, Column, Kind
from zhucun.facts.county import CountyFacts
from zhucun.facts.periods import in_words
from zhucun.law.numbers import exact, percent, plain
from zhucun.preview.rows import RowChange, Values

ARROW, MINUS = " → ", "−"
NOTHING, UNDETERMINED = "无", "待定"
_YUAN: Final = "（元）"
#: Kinds whose figure the law may leave open.
_FIGURES: Final = ("count", "score", "yuan", "share")
#: List entries told of a change before the others are only counted.
_MOST_ENTRIES: Final = 6


@dataclass(frozen=True, slots=True)
class Words:
    """How the values of one county are told: by names to staff, by ids to the public."""

    before: CountyFacts
    after: CountyFacts
    public: bool

    def named(self, kind: Kind, id_: str) -> str:
        """A person as 示例甲（990101-001）, or by id alone; a place or a unit by its name."""
        if kind in PEOPLE and self.public:
            return id_
        name = name_of(self.after, kind, id_) or name_of(self.before, kind, id_)
        if name is None:
            return id_
        return f"{name}（{id_}）" if kind in PEOPLE else name

    def group(self, kind: str, id_: str) -> str:
        """The heading of a group: a person with his post, a place or a unit by its name."""
        if kind == "county":
            return "全县"
        for own in NAMED_KINDS:
            if own == kind:
                return self.named(own, id_) + (self._post(id_) if kind in PEOPLE else "")
        return id_

    def _post(self, id_: str) -> str:
        villager = self.after.village_cadres.get(id_) or self.before.village_cadres.get(id_)
        post = villager.post_on(self.after.as_of) if villager else None
        if post:
            return f"，{self.named('village', post.village)} {post.post}"
        cadre = self.after.cadres.get(id_) or self.before.cadres.get(id_)
        posting = cadre.posting_on(self.after.as_of) if cadre else None
        if posting is None:
            return ""
        return f"，{self.named('village', posting.village)} {posting.role}"

    def value(self, column: Column, value: object, *, is_open: bool = False) -> str:
        """A value of a column. `is_open` says that what is missing is 待定, not merely nothing."""
        if value is None or value in ("", ()):
            return UNDETERMINED if is_open and column.kind in _FIGURES else NOTHING
        if column.kind in NAMED_KINDS:
            return self.named(column.kind, str(value))
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, tuple):
            return "、".join(str(item) for item in value)
        if isinstance(value, int | float):
            return _number(column.kind, value)
        return in_words(str(value)) if column.kind in ("month", "text") else str(value)

    def became(self, column: Column, change: RowChange) -> str:
        """What became of one column of a row; its value where the row comes or goes."""
        title = column.title.removesuffix(_YUAN)
        if change.old is None or change.new is None:
            values = change.values
            shown = self.value(column, values[column.key], is_open=_is_open(change, values))
            return f"{title} {shown}"
        old, new = change.old[column.key], change.new[column.key]
        if isinstance(old, tuple) and isinstance(new, tuple):
            return f"{title}：{_of_lists(old, new)}"
        was = self.value(column, old, is_open=_is_open(change, change.old))
        will = self.value(column, new, is_open=_is_open(change, change.new))
        return f"{title} {was}{ARROW}{will}{_signed(column, old, new)}"


def difference(old: object, new: object) -> float:
    """How much more a figure is; 0 where either side has none."""
    both = isinstance(old, int | float) and isinstance(new, int | float)
    return float(exact(float(new)) - exact(float(old))) if both else 0  # type: ignore[arg-type]


def signed_yuan(yuan: float) -> str:
    """+110 元 or −110 元, with a proper minus."""
    sign = "+" if yuan > 0 else MINUS
    return f"{sign}{plain(exact(abs(yuan)))} 元"


def _number(kind: Kind, value: float) -> str:
    if kind == "share":
        return percent(value)
    told = plain(exact(value)).replace("-", MINUS)
    return f"{told} 元" if kind == "yuan" else told


def _signed(column: Column, old: object, new: object) -> str:
    yuan = difference(old, new) if column.kind == "yuan" else 0
    return f"（{signed_yuan(yuan)}）" if yuan else ""


def _is_open(change: RowChange, values: Values) -> bool:
    states = (values[c.key] for c in change.table.columns if c.kind == "state")
    return UNDETERMINED in states


def _of_lists(old: tuple[object, ...], new: tuple[object, ...]) -> str:
    came = [str(item) for item in new if item not in old]
    went = [str(item) for item in old if item not in new]
    parts = [f"增加{_some(came)}" if came else "", f"去掉{_some(went)}" if went else ""]
    return "，".join(part for part in parts if part) or "次序有变"


def _some(items: list[str]) -> str:
    more = f"等 {len(items)} 项" if len(items) > _MOST_ENTRIES else ""
    return "“" + "”“".join(items[:_MOST_ENTRIES]) + "”" + more
