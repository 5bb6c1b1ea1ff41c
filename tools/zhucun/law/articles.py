"""How the five source texts fall into articles, without the noise of the web pages they came from.

Used only to make fingerprints. A splitter takes the whole text and gives (label, text)
pairs; the labels are those that cites use: 第十六条, P3, 1.4, 三(一)5, 引言. Any other text falls
into articles by law/division.py.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

Parts = list[tuple[str, str]]

CHAPTER = re.compile(r"^第[一二三四五六七八九十]+章\s")
ARTICLE = re.compile(r"^(第[一二三四五六七八九十]+条)\s*")


def s0(text: str) -> Parts:
    """Articles with their sub-items; the repeated title and the page's footer are dropped."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if not line.startswith(("本文2017", "本文链接"))]
    return _by_article(lines, title=lines[0])


def s1(text: str) -> Parts:
    """Paragraphs P2 to P5 by file line; line 1 is a paywall's label, 6 to 8 repeat 3 to 5."""
    lines = [line.strip() for line in text.splitlines()]
    parts: Parts = []
    for number, line in enumerate(lines, start=1):
        repeated = line in (earlier for _, earlier in parts)
        if line and number > 1 and not repeated:
            parts.append((f"P{number}", line))
    return parts


def s2(text: str) -> Parts:
    """Articles; what follows the paywall's gap is the end of 第六条 (inferred from 第七条)."""
    lines = [line.strip() for line in text.splitlines()]
    start = next(index for index, line in enumerate(lines) if line.startswith("为深入"))
    kept = []
    for line in lines[start:]:
        if line.startswith("……("):
            kept.append("第六条 ")
            continue
        kept.append(line.split(" ……(未完")[0])
    return _by_article(kept, title="")


def s3(text: str) -> Parts:
    """Items 1.1 to 1.5 and 2.6; page-preview markers that split words are taken out first."""
    lines = [line.strip() for line in text.splitlines()]
    numbered = [line for line in lines if re.match(r"^\d+、", line)]
    whole = "".join(re.sub(r"^\d+、", "", line) for line in numbered)
    whole = re.sub(r"第\d+页共\d+页", "", whole)
    parts: Parts = []
    chapter, label, begin = 0, "引言", 0
    for mark in re.finditer(r"(?<=。)([一二])、|([1-6])、", whole):
        if mark[1]:
            parts.append((label, whole[begin : mark.start()]))
            chapter += 1
            label, begin = f"{chapter}", mark.end()
        else:
            if not label.isdigit():
                parts.append((label, whole[begin : mark.start()]))
            label, begin = f"{chapter}.{mark[2]}", mark.end()
    parts.append((label, whole[begin:]))
    return parts


def s4(text: str) -> Parts:
    """Sections such as 六(四), and 三 by item too; the footer and the spam are dropped."""
    lines = [line.strip() for line in text.splitlines()]
    end = lines.index("更多")
    parts: dict[str, list[str]] = {}
    chapter, section, label = "", "", "引言"
    for line in lines[:end]:
        if not line or "www.ghpxwh.com" in line:
            continue
        if heading := re.match(r"^([一二三四五六])、", line):
            chapter = section = label = heading[1]
        elif heading := re.match(r"^\(([一二三四])\)", line):
            section = label = f"{chapter}({heading[1]})"
        elif heading := re.match(r"^([1-5])\.", line):
            label = f"{section}{heading[1]}"
        elif line.startswith("中央驻固单位"):
            section = label = f"{chapter}(末段)"
        for each in dict.fromkeys((section or label, label)):
            parts.setdefault(each, []).append(line)
    return [(each, "".join(texts)) for each, texts in parts.items()]


def _by_article(lines: list[str], title: str) -> Parts:
    parts: list[tuple[str, list[str]]] = [("引言", [])]
    for line in lines:
        if CHAPTER.match(line) or (title and line == title and len(parts) > 1):
            continue
        if heading := ARTICLE.match(line):
            parts.append((heading[1], []))
        parts[-1][1].append(ARTICLE.sub("", line))
    return [(label, "".join(texts)) for label, texts in parts if "".join(texts)]


SPLITTERS: Final[Mapping[str, Callable[[str], Parts]]] = {
    "s0": s0,
    "s1": s1,
    "s2": s2,
    "s3": s3,
    "s4": s4,
}
