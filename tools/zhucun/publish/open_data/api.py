"""The public data's promise: its files, their columns and types, apart from what they are made of.

`api_v1.yml` declares them; everything that describes the data (openapi.json, datapackage.json,
the page of data) is made from here, and every value that is written passes `Column.value_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from zhucun.read.strict import parse

FILE: Final = Path(__file__).with_name("api_v1.yml")
#: Where the data files stand, below the top of the site.
FOLDER: Final = "data/v1"
#: What stands between the items of a list in CSV.
SEPARATOR: Final = "；"
UNDETERMINED: Final = "待定"

Scope = Literal["county", "law"]
Value = str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Type:
    """A type of values: its name to readers, its JSON Schema, and its field in a Table Schema."""

    title: str
    json: Mapping[str, Any]
    field: Mapping[str, Any]


def _text(title: str, pattern: str = "", field: str = "string") -> Type:
    schema = {"type": "string", **({"pattern": f"^{pattern}$"} if pattern else {})}
    limits = {"constraints": {"pattern": pattern}} if pattern and field == "string" else {}
    return Type(title, schema, {"type": field, **limits})


def _number(title: str, most: int | None = None, kind: str = "integer", least: int = 0) -> Type:
    top = {} if most is None else {"maximum": most}
    limits = {"minimum": least, **top}
    return Type(title, {"type": kind, **limits}, {"type": kind, "constraints": limits})


_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TYPES: Final[Mapping[str, Type]] = {
    "text": _text("文字"),
    "texts": Type(
        "文字的列表",
        {"type": "array", "items": {"type": "string"}},
        {"type": "list", "delimiter": SEPARATOR, "itemType": "string"},
    ),
    "code": _text("十二位区划代码", "[0-9]{12}"),
    "cadre": _text("干部编号", "[0-9]{6}-[0-9]{3}"),
    "count": _number("整数"),
    "number": _number("数", kind="number"),
    "percent": _number("0 到 100 的整数", 100),
    "year": _number("年份", 2999, least=1900),
    "share": _number("0 到 1 的小数", 1, "number"),
    "yuan": _number("数，单位元", kind="number"),
    "boolean": Type("真或假", {"type": "boolean"}, {"type": "boolean"}),
    "date": Type("日期", {"type": "string", "format": "date"}, {"type": "date"}),
    "month": _text("月份", "[0-9]{4}-[0-9]{2}", "yearmonth"),
    "half": _text("半年", "[0-9]{4}-H[12]"),
    "quarter": _text("季度", "[0-9]{4}-Q[1-4]"),
    "week": _text("周", "[0-9]{4}-W[0-9]{2}"),
    "when": _text("日期或月份", f"({_DAY}|[0-9]{{4}}-[0-9]{{2}})"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `type` names one of TYPES; `words`, if any, are all that it may hold.

    `empty` says what an empty value means; "" where there is none.
    """

    key: str
    title: str
    type: str = "text"
    words: tuple[str, ...] = ()
    empty: str = ""
    description: str = ""

    @property
    def told(self) -> str:
        """What it means, and what an empty value does, in one paragraph."""
        told = self.description + (f"空：{self.empty}。" if self.empty else "")
        return told or f"{self.title}。"

    @property
    def type_told(self) -> str:
        """Its type in words: the words themselves where they are all that it may hold."""
        return "、".join(self.words) or TYPES[self.type].title

    def value_of(self, value: object) -> Value:
        """A value of the site's model as the column's type; what is not known is None."""
        if value is None or value == "":
            return None
        if self.type == "texts":
            return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
        if (
            value == UNDETERMINED
            and value not in self.words
            and (self.words or self.type != "text")
        ):
            return None
        if self.type == "year":
            return int(str(value))
        if isinstance(value, float):
            return int(value) if value.is_integer() else round(value, 4)
        if isinstance(value, str | int):
            return value
        raise TypeError(f"{self.key}: {value!r} is no value of a data file")

    def json_schema(self) -> dict[str, Any]:
        """What a value may be in JSON."""
        schema = dict(TYPES[self.type].json)
        if self.words:
            schema["enum"] = [*self.words, None] if self.empty else list(self.words)
        if self.empty:
            schema["type"] = [schema["type"], "null"]
        return {"title": self.title, "description": self.told, **schema}

    def field(self) -> dict[str, Any]:
        """What a cell may be in CSV, as a field of a Table Schema."""
        kind = dict(TYPES[self.type].field)
        limits = {**kind.pop("constraints", {})}
        # A list without items is an empty cell too.
        if not self.empty and self.type != "texts":
            limits = {"required": True, **limits}
        if self.words:
            limits["enum"] = list(self.words)
        told = {"name": self.key, "title": self.title, "description": self.told, **kind}
        return {**told, "constraints": limits} if limits else told


COUNTY: Final = (
    Column("county", "县", "code", description="县的十二位统计用区划代码。"),
    Column("county_name", "县名", description="县的名称。"),
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of rows. `key` are the columns that tell its rows apart, () for none.

    `scope` is county where there is a file of every county's own; `board` the part of the site
    that it belongs to.
    """

    name: str
    title: str
    board: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    scope: Scope = "county"

    @property
    def anchor(self) -> str:
        """Where the page of data tells of it."""
        return f"data-{self.name}"

    def path(self, form: str, county: str = "") -> str:
        """Where its file of a form (csv, json) stands, for all counties or for one code."""
        return f"{FOLDER}/{county}/{self.name}.{form}" if county else f"{FOLDER}/{self.name}.{form}"

    def row(self, values: Mapping[str, object]) -> tuple[Value, ...]:
        """The values of one row, by column, as its columns' types; none but these are let out."""
        return tuple(column.value_of(values[column.key]) for column in self.columns)

    def json_schema(self) -> dict[str, Any]:
        """What a row may be in JSON."""
        return {
            "title": self.title,
            "description": self.description,
            "type": "object",
            "properties": {c.key: c.json_schema() for c in self.columns},
            "required": [c.key for c in self.columns],
        }


@dataclass(frozen=True, slots=True)
class Release:
    """One version of the promise: when it came and what it changed, in words."""

    version: str
    date: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Api:
    """All that is promised, and its versions, the newest first."""

    version: str
    releases: tuple[Release, ...]
    datasets: tuple[Dataset, ...]

    def of_board(self, board: str) -> tuple[Dataset, ...]:
        """The datasets of one part of the site."""
        return tuple(each for each in self.datasets if each.board == board)


@lru_cache(maxsize=1)
def the_api() -> Api:
    """What `api_v1.yml` declares."""
    parsed = parse(FILE.read_bytes())
    if not isinstance(parsed.value, Mapping):
        raise ValueError(f"{FILE.name} is damaged: {parsed.fault}")
    told = parsed.value
    return Api(
        told["version"],
        tuple(Release(r["version"], r["date"], tuple(r["changes"])) for r in told["changelog"]),
        tuple(_dataset(each) for each in told["datasets"]),
    )


def _dataset(told: Mapping[str, Any]) -> Dataset:
    scope: Scope = "law" if told.get("scope") == "law" else "county"
    columns = tuple(
        Column(**{"key": key, **column, "words": tuple(column.get("words", ()))})
        for key, column in told["columns"].items()
    )
    return Dataset(
        told["name"],
        told["title"],
        told["board"],
        told["description"],
        (*COUNTY, *columns) if scope == "county" else columns,
        tuple(told.get("key", ())),
        scope,
    )
