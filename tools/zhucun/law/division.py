"""How any official text falls into articles: by 第…条, by 一、（一）1., or by paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

INTRODUCTION: Final = "引言"
_NUMERAL: Final = "[〇零一二三四五六七八九十百]+"
_ARTICLE: Final = re.compile(rf"^(第(?:{_NUMERAL}|[0-9]+)条(?:之{_NUMERAL})?)\s*")
_CHAPTER: Final = re.compile(rf"^第(?:{_NUMERAL}|[0-9]+)[编章节](?:\s|$)")
_SECTION: Final = re.compile(rf"^({_NUMERAL})、\s*")
_SUBSECTION: Final = re.compile(rf"^[(（]({_NUMERAL})[)）]\s*")
_ITEM: Final = re.compile(r"^([0-9]{1,2})[.．、](?![0-9])\s*")
_DIGITS: Final = {mark: value for value, mark in enumerate("〇一二三四五六七八九")} | {"零": 0}


@dataclass(frozen=True, slots=True)
class Division:
    """A text's parts as (label, text) in its order; `kind` is how it was divided, in Chinese.

    `gaps` are neighbouring articles between whose numbers others are missing.
    """

    kind: str
    parts: tuple[tuple[str, str], ...]
    gaps: tuple[tuple[str, str], ...] = ()


def divided(text: str) -> Division:
    """A text by its articles, else by its numbered sections, else by its paragraphs.

    Headings of chapters are left out; what comes before the first article or section is 引言; parts
    under one label are joined.
    """
    lines = [line for line in (each.strip() for each in text.splitlines()) if line]
    if any(_ARTICLE.match(line) for line in lines):
        parts = _joined(_by_article(lines))
        return Division("按“第…条”", parts, tuple(_gaps([label for label, _ in parts])))
    if any(_SECTION.match(line) for line in lines):
        return Division("按“一、（一）1.”的层次", _joined(_by_section(lines)))
    paragraphs = tuple((f"P{number}", line) for number, line in enumerate(lines, start=1))
    return Division("按自然段", paragraphs)


def number_of(numeral: str) -> int:
    """The number that a Chinese numeral up to 999, or one in digits, writes."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    total, digit = 0, 0
    for mark in numeral:
        if mark in _DIGITS:
            digit = _DIGITS[mark]
        else:
            total += (digit or 1) * (100 if mark == "百" else 10)
            digit = 0
    return total + digit


def _by_article(lines: list[str]) -> Iterator[tuple[str, str]]:
    label = INTRODUCTION
    for line in lines:
        if _CHAPTER.match(line):
            continue
        if heading := _ARTICLE.match(line):
            label = heading[1]
        yield label, _ARTICLE.sub("", line)


def _by_section(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each line under its section, and under its subsection and its item as well."""
    section = subsection = item = ""
    for line in lines:
        if heading := _SECTION.match(line):
            section, subsection, item = heading[1], "", ""
        elif section and (heading := _SUBSECTION.match(line)):
            subsection, item = f"{section}({heading[1]})", ""
        elif section and (heading := _ITEM.match(line)):
            item = f"{subsection or section}{heading[1]}"
        for label in (section or INTRODUCTION, subsection, item):
            if label:
                yield label, line


def _joined(parts: Iterator[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    texts: dict[str, list[str]] = {}
    for label, text in parts:
        texts.setdefault(label, []).append(text)
    whole = ((label, "".join(lines)) for label, lines in texts.items())
    return tuple((label, text) for label, text in whole if text)


def _gaps(labels: list[str]) -> Iterator[tuple[str, str]]:
    numbered = [(label, re.match(r"^第(.+?)条", label)) for label in labels]
    known = [(label, number_of(found[1])) for label, found in numbered if found]
    for (before, low), (after, high) in pairwise(known):
        if high > low + 1:
            yield before, after
