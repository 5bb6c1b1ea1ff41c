"""Whether a recorded value is one of those that a norm asks for."""

from __future__ import annotations

from collections.abc import Mapping


def value_at(data: object, path: str) -> object:
    """The value at a dotted path; a list on the way gives the list of its items' values.

    None where it isn't recorded; "" is the data themselves.
    """
    value = data
    for name in path.split(".") if path else ():
        if isinstance(value, list | tuple):
            items = [item.get(name) for item in value if isinstance(item, Mapping)]
            value = [item for item in items if item is not None] or None
        elif isinstance(value, Mapping):
            value = value.get(name)
        else:
            return None
    return value


def is_recorded(value: object) -> bool:
    """Whether there is anything: no empty text, list or mapping. False and 0 are something."""
    return value is not None and value not in ("", [], (), {})


def is_one_of(got: object, wanted: tuple[object, ...]) -> bool:
    """Whether a value, or an item of a list, is among those wanted.

    Wanted true asks for what is true or recorded at all, false for what is false or not recorded.
    """
    return any(_is(got, each) for each in wanted)


def _is(got: object, wanted: object) -> bool:
    if isinstance(wanted, bool):
        return (got if isinstance(got, bool) else is_recorded(got)) is wanted
    if isinstance(got, list | tuple):
        return wanted in got
    return got == wanted and not isinstance(got, bool)
