"""The index of full text: what searched pages say, cut so that any words of it are found.

Pagefind and a browser cut Chinese into words by different dictionaries, so that a text with 摘帽 or
县委组织部 is not found by those very words. Here every two neighbouring characters become one Latin
word (`coded`), and fulltext.js writes a query alike: what is found is then what stands there.
Pagefind is given these words instead of the pages, a record each. A page is divided where its HTML
has an element with an `id`, so that a result leads to the passage; fulltext.js decodes its text.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path

#: Marks a page, or a part of it, that is searched; one inside it that isn't.
BODY, IGNORED = "data-pagefind-body", "data-pagefind-ignore"
#: What a search may be narrowed down by.
FILTERS = ("kind", "county", "township", "month")
#: Stands between the parts of a record: what it may be narrowed down to, its name, its text.
DIVIDER = "¦"
#: The kind that comes after all others; Pagefind's own filters serve for this one only, because the
#: bytes of more than one are not the same in every run.
LAW = "制度"
_MARK, _FILTER = "zq", "zf"  # no other words begin so
_LETTERS = 4  # base 26, of one character: enough for every plane that has Chinese characters
_HAN = re.compile("[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_BLANKS = re.compile(r"\s+")
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_HEADINGS = {"h2", "h3"}
_INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "small", "span", "strong", "time"}


@dataclass(slots=True)
class Passage:
    """Words of a page from one anchor to the next; `anchor` is "" for its beginning.

    `named` says that its heading has been read; what other headings follow are words.
    """

    anchor: str = ""
    named: bool = False
    heading: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def coded(text: str) -> str:
    """The text with every two neighbouring Chinese characters, and the last, as one Latin word."""
    return _BLANKS.sub(" ", _HAN.sub(lambda m: f" {' '.join(_words(m[0]))} ", text)).strip()


def _words(run: str) -> Iterator[str]:
    letters = [_letters(character) for character in run]
    for at in range(len(run)):
        yield _MARK + "".join(letters[at : at + 2])


def _letters(character: str) -> str:
    number, found = ord(character), ""
    for _ in range(_LETTERS):
        number, digit = divmod(number, 26)
        found = chr(ord("a") + digit) + found
    return found


def index(site: Path, run: Callable[[Path], None]) -> None:
    """Writes a small page for each passage into a folder of its own, which `run` indexes."""
    with tempfile.TemporaryDirectory() as folder:
        for number, record in enumerate(_records(site)):
            (Path(folder) / f"{number}.html").write_text(record, encoding="utf-8")
        run(Path(folder))


def _records(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("index.html")):
        html = path.read_text(encoding="utf-8")
        if BODY in html:
            reader = _Reader()
            reader.feed(html)
            address = path.parent.relative_to(site).as_posix() + "/"
            yield from (_record(address, reader, p) for p in reader.passages if _joined(p.words))


def _record(address: str, page: _Reader, passage: Passage) -> str:
    title, name = _joined(page.title), _joined(passage.heading) or _joined(page.title)
    told = {
        "name": name,
        "url": f"{address}#{passage.anchor}" if passage.anchor else address,
        "where": title if name != title else page.data.get("where", ""),
        "kind": page.data.get("kind", ""),
    }
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in told.items())
    shown = ", ".join(f"{key}[data-{key}]" for key, value in told.items() if value)
    law = ' data-pagefind-filter="law:yes"' if told["kind"] == LAW else ""
    chosen = " ".join(filter_word(key, page.data[key]) for key in FILTERS if page.data.get(key))
    return (
        f'<!doctype html><html lang="zh-CN"><body {BODY}{law}>'
        f'<p {data} data-pagefind-meta="{shown}">{chosen} {DIVIDER}</p>'
        f'<p data-pagefind-weight="7">{escape(coded(name))} {DIVIDER}</p>'
        f"<p>{escape(coded(_joined(passage.words)))}</p></body></html>"
    )


def filter_word(name: str, value: str) -> str:
    """What stands in a record for something it may be narrowed down to, as a Latin word."""
    return f"{_FILTER}{name[0]}{''.join(map(_letters, value))}"


def _joined(words: list[str]) -> str:
    return _BLANKS.sub(" ", "".join(words)).strip()


class _Reader(HTMLParser):
    """Reads what is searched of one page: its passages, its first heading, its data."""

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.data: dict[str, str] = {}
        self.passages = [Passage()]
        self._open: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in _VOID:
            self._open.append((tag, given))
        if not self._searched():
            return
        if "data-words" in given:
            self.data |= {k[5:]: v or "" for k, v in attrs if k.startswith("data-")}
            self.passages[0].words.append(f" {given['data-words'] or ''} ")
        if given.get("id"):
            self.passages.append(Passage(given["id"] or ""))
        if tag not in _INLINE:
            self.passages[-1].words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE and self._searched():
            self.passages[-1].words.append(" ")
            self.passages[-1].named |= tag in _HEADINGS
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._searched():
            return
        tags = {tag for tag, _ in self._open}
        passage = self.passages[-1]
        if "h1" in tags:
            self.title.append(data)
        elif passage.anchor and tags & _HEADINGS and not passage.named:
            passage.heading.append(data)
        else:
            passage.words.append(data)

    def _searched(self) -> bool:
        given = [attrs for _, attrs in self._open]
        return any(BODY in a for a in given) and not any(IGNORED in a for a in given)
