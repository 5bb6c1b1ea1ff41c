"""Plain data to the YAML a clerk would type: short maps on one line, quotes only where needed."""

import re

Data = str | int | float | bool | list["Data"] | dict[str, "Data"]

WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z0-9\u3007\u4e00-\u9fff(（《][^:：#&!\\\"'{}\[\],`*|>%@]*")
_NUMBERLIKE = re.compile(r"[0-9][0-9_.]*|[0-9]+[eE][0-9]+")
_WORDS = frozenset(["yes", "no", "on", "off", "y", "n", "true", "false", "null"])
_DAYS = re.compile(r"[0-9]{1,2}(-[0-9]{1,2})?(, [0-9]{1,2}(-[0-9]{1,2})?)*")


class Block(dict[str, Data]):
    """A map that always takes a line for each key."""


class Column(list[Data]):
    """A list that always takes a line for each item."""


class Days(str):
    """A day expression, `1-9, 12`; never quoted in a block."""

    __slots__ = ()


def days(numbers: list[int]) -> Data:
    """Days of a month as ranges; a single day is a number."""
    runs: list[tuple[int, int]] = []
    for day in sorted(numbers):
        if runs and runs[-1][1] == day - 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    parts = [f"{a}" if a == b else f"{a}-{b}" for a, b in runs]
    return int(parts[0]) if parts == [f"{numbers[0]}"] else Days(", ".join(parts))


def text(value: Data) -> str:
    """One scalar."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value}"
    assert isinstance(value, str)
    if isinstance(value, Days) and _DAYS.fullmatch(value):
        return str(value)
    plain = _PLAIN.fullmatch(value) and value == value.strip()
    if plain and not _NUMBERLIKE.fullmatch(value) and value.lower() not in _WORDS:
        return value
    assert "\\" not in value
    return f"'{value}'" if '"' in value else f'"{value}"'


def flow(value: Data) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return text(value)


def _fits(value: Data, indent: int) -> bool:
    if isinstance(value, Block):
        return False
    return len(flow(value)) + indent <= WIDTH


def _lines(data: dict[str, Data], indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, dict) and not _fits(value, indent + len(key)):
            lines.append(f"{pad}{key}:")
            lines += _lines(value, indent + 2)
        elif isinstance(value, Column) or (
            isinstance(value, list) and any(isinstance(v, dict) for v in value)
        ):
            lines.append(f"{pad}{key}:")
            lines += _items(value, indent + 2)
        elif isinstance(value, dict | list):
            lines.append(f"{pad}{key}: {flow(value)}")
        else:
            lines.append(f"{pad}{key}: {text(value)}")
    return lines


def _items(items: list[Data], indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for item in items:
        nested = isinstance(item, dict) and any(isinstance(v, list) for v in item.values())
        short = (nested and _fits(item, indent + 10)) or not nested
        if isinstance(item, dict) and not isinstance(item, Block) and short:
            lines.append(f"{pad}- {flow(item)}")
        elif isinstance(item, dict):
            first, *rest = _lines(item, indent + 2)
            lines += [f"{pad}- {first.strip()}", *rest]
        else:
            lines.append(f"{pad}- {flow(item)}")
    return lines


def document(data: dict[str, Data], head: str = "") -> str:
    """A file: comment lines of `head`, then the data in block style at the top level."""
    comment = [f"# {line}" for line in head.splitlines()]
    return "\n".join([*comment, *_lines(data, 0)]) + "\n"
