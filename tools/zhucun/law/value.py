"""Dated parameters: of the values of a key, the newest whose `from` is not after the day holds."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from zhucun.law.cite import Cite, Decision


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a parameter, with the article or the decision it rests on.

    `value` is a number, text, truth value, tuple or read-only mapping; None means that the
    source is silent (待定) and `note` says so in Chinese. `where` is "path#/json/pointer" of
    the value's own record: a regulation pack, or a county's region.yml when `from_overlay`.
    """

    key: str
    title: str
    unit: str
    value: object
    since: str
    cite: Cite | None
    decision: Decision | None
    rows: tuple[str, ...]
    where: str
    note: str = ""
    display: str = ""
    document: str = ""
    from_overlay: bool = False

    @property
    def undetermined(self) -> bool:
        """Whether the source gives nothing, so that nothing may be computed from it."""
        return self.value is None

    @property
    def shown(self) -> str:
        """The value as a reader of the site sees it: 20 天, 是, 待定."""
        return self.display or _shown(self.value, self.unit)

    def integer(self) -> int:
        """The value as a whole number; TypeError when it is anything else."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise TypeError(f"{self.key} is not an integer: {self.value!r}")
        return self.value

    def number(self) -> Decimal:
        """The value as an exact decimal (0.2 is 0.2); TypeError when it is no number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise TypeError(f"{self.key} is not a number: {self.value!r}")
        return Decimal(str(self.value))

    def truth(self) -> bool:
        """The value as true or false; TypeError when it is anything else."""
        if not isinstance(self.value, bool):
            raise TypeError(f"{self.key} is not a truth value: {self.value!r}")
        return self.value

    def text(self) -> str:
        """The value as text; TypeError when it is anything else."""
        if not isinstance(self.value, str):
            raise TypeError(f"{self.key} is not text: {self.value!r}")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """The value as a tuple of texts; TypeError when it is anything else."""
        return _texts(self.key, self.value)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The value as a tuple of tuples of texts, such as grades that rank alike."""
        if not isinstance(self.value, tuple):
            raise TypeError(f"{self.key} is not a list of lists: {self.value!r}")
        return tuple(_texts(self.key, group) for group in self.value)

    def mapping(self) -> Mapping[str, object]:
        """The value as a read-only mapping; TypeError when it is anything else."""
        if not isinstance(self.value, Mapping):
            raise TypeError(f"{self.key} is not a mapping: {self.value!r}")
        return self.value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A key with its values in time, oldest first; `overlay`: a county may set it."""

    key: str
    title: str
    unit: str
    overlay: bool
    rows: tuple[str, ...]
    values: tuple[Value, ...]

    def on(self, day: str) -> Value:
        """The value that holds on the day (ISO date); undetermined before the first one."""
        index = bisect_right(self.values, day, key=lambda value: value.since)
        if index:
            return self.values[index - 1]
        first = self.values[0]
        note = f"{self.title}自 {first.since} 起才有规定，{day} 尚未施行。"
        return Value(
            key=self.key,
            title=self.title,
            unit=self.unit,
            value=None,
            since=first.since,
            cite=None,
            decision=None,
            rows=self.rows,
            where=first.where,
            note=note,
        )

    def with_value(self, value: Value) -> "Parameter":
        """The parameter with one more value, which replaces one of the same date.

        A later silence of the regulation doesn't take it away again.
        """
        kept = [
            old
            for old in self.values
            if old.since < value.since or (old.since > value.since and not old.undetermined)
        ]
        values = tuple(sorted([*kept, value], key=lambda each: each.since))
        return Parameter(self.key, self.title, self.unit, self.overlay, self.rows, values)


def frozen(raw: object) -> object:
    """The parsed value with lists as tuples and mappings read-only, all the way down."""
    if isinstance(raw, Mapping):
        return MappingProxyType({str(key): frozen(item) for key, item in raw.items()})
    if isinstance(raw, list | tuple):
        return tuple(frozen(item) for item in raw)
    return raw


def _texts(key: str, raw: object) -> tuple[str, ...]:
    if not isinstance(raw, tuple):
        raise TypeError(f"{key} is not a list of texts: {raw!r}")
    texts = []
    for item in raw:
        if not isinstance(item, str):
            raise TypeError(f"{key} holds something that is not text: {item!r}")
        texts.append(item)
    return tuple(texts)


def _shown(raw: object, unit: str) -> str:
    if raw is None:
        return "待定"
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, tuple):
        return "、".join(_shown(item, "") for item in raw) or "无"
    if isinstance(raw, Mapping):
        return ";".join(f"{key} {_shown(item, '')}" for key, item in raw.items())
    return f"{raw} {unit}".rstrip()
