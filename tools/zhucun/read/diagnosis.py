"""What a clerk typed wrong, and where to mend it, when a parser gives up.

A parser's complaint points at where it gave up; `diagnosis` looks around that place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import yaml

from zhucun.read.marks import Place, mark_place, text_place

_KEY_WORD = r"[^\s:\uff1a\uff0c\u3002\uff1b\u3001,;\"'#\[\]{}]{1,40}"
# A line that should be a key and its value: a wide colon, or an ASCII one without its space.
KEY_LINE = re.compile(
    rf"(?:- +)*(?:{_KEY_WORD}(?P<wide>\uff1a)"
    r"|(?:[^\W\d][\w-]*|\"[^\"\n]*\"|'[^'\n]*')(?P<tight>:)[^\s/])"
)
ODD_SPACES: Final = "\u3000\xa0\u2000-\u200a\u202f\u205f"  # for a class of a pattern
_ODD_INDENT = re.compile(f"^ *[{ODD_SPACES}]|:[{ODD_SPACES}]")
_WIDE_QUOTE = re.compile("[\u201c\u201d\u2018\u2019\uff02\uff07]")
_WIDE_MARK = re.compile("[\uff0c\u3001\uff1b\uff3b\uff3d\uff5b\uff5d\u3010\u3011]")
# What git writes around the two versions of a place that it could not merge.
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
# Words of the parsers' problems that need no look at the text.
_SYNTAX: Final = (
    ("tab character", "tab"),
    ("sequence entries", "list_place"),
    ("quoted scalar", "escape"),
    ("block scalar", "block_mark"),
    ("an alias", "alias"),
    ("an anchor", "anchor"),
    ("a tag", "tag"),
    ("tag handle", "tag"),
    ("directive", "directive"),
    ("incompatible", "directive"),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at a place: the code of the strict reader's sentence and what fills it."""

    code: str
    place: Place
    part: str = ""


def mistyped_colon(found: re.Match[str], line: int, column: int) -> Trouble:
    """The trouble with a colon found in words that start at this place."""
    wide = found.groupdict().get("wide") is not None
    index = found.start("wide" if wide else "tight")
    return Trouble("fullwidth_colon" if wide else "colon_space", (line, column + index))


def diagnosis(error: yaml.YAMLError, text: str, last: Any) -> Trouble:
    """Say in a clerk's words what the parser stumbled over, at the place to mend.

    `last` is the last event before the error; both parsers of PyYAML are understood.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        return Trouble("syntax", (1, 1))
    if conflict := _CONFLICT.search(text):
        return Trouble("conflict", text_place(text, conflict.start()))
    kind = f"{error.context} / {error.problem}"
    problem: Any = error.problem_mark
    start: Any = error.context_mark or problem
    if "quoted scalar" in kind and ("end of stream" in kind or "document" in kind):
        return _open_quote(text, start)
    if "',' or" in kind:
        return _open_bracket(text, start, problem)
    if hint := _mistyped_line(text, last, problem):
        return hint
    if "expected ':'" in kind:
        return Trouble("colon_missing", mark_place(start))
    if "mapping values" in kind:
        return _misplaced_colon(text, last, problem)
    if "cannot start any token" in kind or "mapping keys" in kind:
        character = text[problem.index]
        return Trouble("tab" if character == "\t" else "reserved", mark_place(problem), character)
    for words, code in _SYNTAX:
        if words in kind:
            at = start if code in ("anchor", "alias", "tag", "directive") else problem
            return Trouble(code, mark_place(at))
    return _stray(text, problem)


def _stray(text: str, problem: Any) -> Trouble:
    """Something that stands where nothing or something else is expected."""
    index = problem.index
    before = text[:index].rpartition("\n")[2].rstrip()
    if not text[index:].strip():
        return _unclosed(text)
    if text.startswith(":", index):
        return Trouble("key_type", mark_place(problem), "空值")
    if text[index : index + 1] in ("]", "}", ","):
        code = "bracket_stray"
    elif before:
        code = "quote_stray" if before[-1] in "\"'" else "trailing"
    elif text.startswith("- ", index):
        code = "list_place"
    else:
        ended = re.search(r"^\.\.\.", text[:index], re.MULTILINE)
        code = "documents" if ended else "indent"
    return Trouble(code, mark_place(problem))


def _open_quote(text: str, start: Any) -> Trouble:
    """A quote left open, or closed on its line with one of the Chinese keyboard."""
    end_of_line = text.find("\n", start.index)
    curly = _WIDE_QUOTE.search(text, start.index, end_of_line if end_of_line > 0 else len(text))
    if curly:
        return Trouble("fullwidth_quote", text_place(text, curly.start()))
    return Trouble("quote_open", mark_place(start))


def _open_bracket(text: str, start: Any, problem: Any) -> Trouble:
    """Inside brackets: a wide comma or bracket, a bracket left open, a comma left out."""
    wide = list(_WIDE_MARK.finditer(text, start.index, problem.index))
    if wide:
        is_comma = wide[-1].group() in "\uff0c\u3001\uff1b"
        place = text_place(text, wide[-1].start())
        return Trouble("fullwidth_comma" if is_comma else "fullwidth_bracket", place)
    if problem.line == start.line:
        return Trouble("comma_missing", mark_place(problem))
    closer = "]" if text[start.index] == "[" else "}"
    return Trouble("bracket_open", mark_place(start), closer)


def _unclosed(text: str) -> Trouble:
    """The innermost bracket left open at the end of a file that ends where a value should be."""
    closed = 0
    for index in range(len(text) - 1, -1, -1):
        if text[index] in "]}":
            closed += 1
        elif text[index] in "[{":
            if closed == 0:
                closer = "]" if text[index] == "[" else "}"
                return Trouble("bracket_open", text_place(text, index), closer)
            closed -= 1
    return Trouble("syntax", text_place(text, len(text)))


def _mistyped_line(text: str, last: Any, problem: Any) -> Trouble | None:
    """A line near the error that would be a key and its value but for its colon."""
    is_plain = last.__class__ is yaml.ScalarEvent and not last.style
    first = last.start_mark.line if is_plain else last.end_mark.line
    for number, line in enumerate(text.split("\n")[first : problem.line + 1], first + 1):
        words = line.lstrip(" ")
        if found := KEY_LINE.match(words):
            return mistyped_colon(found, number, len(line) - len(words) + 1)
        if odd := _ODD_INDENT.search(line):
            return Trouble("fullwidth_space", (number, odd.end()))
    return None


def _misplaced_colon(text: str, last: Any, problem: Any) -> Trouble:
    """A second colon on the line, a line above without one, or a line indented under a value."""
    line_start = text.rfind("\n", 0, problem.index) + 1
    line = text[line_start : problem.index]
    if ": " in line:
        return Trouble("colon_extra", mark_place(problem))
    begun: Any = last.start_mark
    if isinstance(last, yaml.ScalarEvent) and begun.line < problem.line:
        above = text[: begun.index].rpartition("\n")[2]
        if not above.strip(" -"):
            return Trouble("colon_missing", mark_place(begun))
    column = len(line) - len(line.lstrip(" ")) + 1
    return Trouble("indent", (problem.line + 1, column))
