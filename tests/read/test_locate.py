"""From a JSON pointer to the line and column a clerk has to look at."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings

from read.corpus import Valid, valid_documents
from zhucun.read import locate as module
from zhucun.read import marks
from zhucun.read.locate import locate
from zhucun.read.strict import parse

BLOCK = """\
# 说明
month: 2026-10
sheets:
  210726-017:
    在村: 1-9
    请假: 17-18
a/b: {m~n: 1, 'x y': [甲, 乙]}
list:
- one
-   - two
    - {k: v}
- k: 1
  l:
空:
seal:  {by: fangshan-secretary, date: 2026-11-03}
""".encode()


@pytest.fixture(autouse=True, params=["C", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of PyYAML's two parsers in turn."""
    if request.param == "pure":
        monkeypatch.setattr(marks, "_LOADER", yaml.BaseLoader)
    module._table.cache_clear()


@pytest.mark.parametrize(
    ("pointer", "value", "key"),
    [
        ("", (2, 1), (2, 1)),
        ("/month", (2, 8), (2, 1)),
        ("/sheets", (4, 3), (3, 1)),
        ("/sheets/210726-017", (5, 5), (4, 3)),
        ("/sheets/210726-017/请假", (6, 9), (6, 5)),
        ("/a~1b", (7, 6), (7, 1)),
        ("/a~1b/m~0n", (7, 12), (7, 7)),
        ("/a~1b/x y", (7, 22), (7, 15)),
        ("/a~1b/x y/1", (7, 26), (7, 26)),
        ("/list", (9, 1), (8, 1)),
        ("/list/0", (9, 3), (9, 3)),
        ("/list/1", (10, 5), (10, 5)),
        ("/list/1/0", (10, 7), (10, 7)),
        ("/list/1/1", (11, 7), (11, 7)),
        ("/list/1/1/k", (11, 11), (11, 8)),
        ("/list/2/k", (12, 6), (12, 3)),
        ("/list/2/l", (13, 5), (13, 3)),
        ("/空", (14, 3), (14, 1)),
        ("/seal/date", (15, 39), (15, 33)),
    ],
)
def test_pointer(pointer: str, value: tuple[int, int], key: tuple[int, int]) -> None:
    assert locate(BLOCK, pointer) == value
    assert locate(BLOCK, pointer, key=True) == key


@pytest.mark.parametrize(
    ("pointer", "ancestor"),
    [
        ("/absent", ""),
        ("/sheets/210726-017/休息", "/sheets/210726-017"),
        ("/sheets/210726-018/休息/x", "/sheets"),
        ("/list/3", "/list"),
        ("/list/-", "/list"),
        ("/list/00", "/list"),
        ("/month/0", "/month"),
        ("/a~1b/m~1n", "/a~1b"),
        ("month", ""),
        ("/空/x", "/空"),
    ],
)
def test_what_is_absent_gives_its_nearest_ancestor(pointer: str, ancestor: str) -> None:
    assert locate(BLOCK, pointer) == locate(BLOCK, ancestor)
    assert locate(BLOCK, pointer, key=True) == locate(BLOCK, ancestor, key=True)


def test_front_matter() -> None:
    raw = "---\ntitle: 标题\nlist:\n  - a: 1\n---\n# title: 2\n\n---\nlist: 3\n".encode()
    assert locate(raw, "/title") == (2, 8)
    assert locate(raw, "/list/0/a", key=True) == (4, 5)
    assert locate(raw, "/absent") == (2, 1)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"a: [1\n",
        b"a: 1\nb: 'x\n",
        b"\xff\xfea",
        "a: 张".encode("gbk"),
        b"a: " + b"[" * 5000,
        b"a: 1\n? [x]\n: 1\n",
    ],
)
def test_what_does_not_parse_gives_the_start(raw: bytes) -> None:
    assert locate(raw, "/a") == (1, 1)


def scalars(value: object, pointer: str = "") -> list[str]:
    """The pointers of all scalars of a value."""
    if isinstance(value, dict):
        members = list(value.items())
    elif isinstance(value, list):
        members = list(enumerate(value))
    else:
        return [pointer]
    return [
        found
        for name, child in members
        for found in scalars(child, f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}")
    ]


@settings(deadline=None)
@given(valid_documents())
def test_each_pointer_leads_to_its_scalar(document: Valid) -> None:
    lines = document.text.split("\n")
    assert scalars(parse(document.raw).value) == list(document.tokens)
    for pointer, token in document.tokens.items():
        line, column = locate(document.raw, pointer)
        assert lines[line - 1][column - 1 :].startswith(token)
        assert locate(document.raw, pointer, key=True) <= (line, column)
