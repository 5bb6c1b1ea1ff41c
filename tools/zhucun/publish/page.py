"""A page before it is rendered: where it will stand, which template makes it, what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zhucun.publish.addresses import change_anchor, changes_path
from zhucun.publish.model import County, Site, samples_among

TEMPLATES = Path(__file__).resolve().parents[3] / "site_overrides" / "pages"


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is the URL below the site's top, ending in "/" ("" is the home page).

    `searched` says whether the page's head goes into the index of full text, with the `words` that
    it is to be found by; names of places, people and boards are found without it (name_index.py).
    `kind` is what a result calls the page; by it, the county, `township` (its code) and `month`
    (2026-09) results are narrowed down. `counties` are those the page tells about (None for all):
    whether their people are made up stands on it. `redirect` is where a page only leads on to.
    `context` is what the template reads besides `site` and `page`.
    """

    path: str
    template: str
    title: str
    kind: str = ""
    searched: bool = False
    words: tuple[str, ...] = ()
    township: str = ""
    month: str = ""
    counties: tuple[County, ...] | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    redirect: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """What a search may be narrowed down to this page by; none of them is empty."""
        county = self.counties[0].code if self.counties and len(self.counties) == 1 else ""
        found = {
            "kind": self.kind,
            "county": county,
            "township": self.township,
            "month": self.month,
        }
        return {name: value for name, value in found.items() if value}

    @property
    def source(self) -> str:
        """Where its Markdown stands in build/docs."""
        return f"{self.path}index.md"

    def to(self, target: str) -> str:
        """A relative link from this page to another path of the site."""
        return "../" * self.path.count("/") + target or "./"


def environment() -> Environment:
    """The environment of the page templates: everything is escaped, nothing missing passes."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        cn_article=cn_article,
        quoted=quoted,
        cn_date=cn_date,
        cn_day=cn_day,
        cn_when=cn_when,
        cn_month=cn_month,
        short_month=short_month,
        wan=wan,
        plain=plain,
    )
    made.globals.update(shape_of=shape_of)
    made.globals.update(changes_path=changes_path, change_anchor=change_anchor)
    return made


def render(
    templates: Environment, page: Page, site: Site, announced: Mapping[str, Any] | None = None
) -> str:
    """The page's source: a Markdown file that is all front matter, its body finished HTML.

    The theme prints the body as it stands (main.html). Text of records is escaped in it, and
    neither Markdown nor a template of the renderer ever reads it, so it appears as it was typed;
    and the renderers, which would parse it twice over, are done in half the time. The front
    matter is JSON, which is YAML; `announced` is what the page's head says besides.
    """
    html = templates.get_template(page.template).render(
        page=page, site=site, to=page.to, **page.context
    )
    lines = (line.strip() for line in html.splitlines())
    head = {
        "title": page.title,
        "sample": samples_among(site.counties if page.counties is None else page.counties),
        "sheet": sheet_of(site, page),
        "description": description_of(html),
        "section": page.path.partition("/")[0],
        "then": then_of(site),
        "redirect": page.to(page.redirect) if page.redirect else "",
        **(announced or {}),
        "body": "\n".join(line for line in lines if line),
    }
    text = _LINE_BREAKS.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(head, ensure_ascii=False))
    return f"---\n{text}\n---\n"


def then_of(site: Site) -> str:
    """Of which day and version a site is that shows how things stood; "" for one of now."""
    return f"{cn_date(site.then)} 版本 {site.version}" if site.then else ""


def sheet_of(site: Site, page: Page | None = None) -> str:
    """What stands at the head of every printed sheet: the place told about, and as of when."""
    parts = [page.context.get(name) for name in _PLACES] if page else []
    place = "".join(part.name for part in parts if part)
    return f"{place or '驻村工作公开'}　数据截至{cn_date(site.as_of)}"


def description_of(html: str) -> str:
    """The page's answer as plain text, no longer than search engines show; "" where it has none."""
    found = _ANSWER.search(html)
    text = unescape(_TAG.sub("", found[1])) if found else ""
    text = " ".join(text.split())
    return text if len(text) <= _DESCRIBED else f"{text[: _DESCRIBED - 1]}…"


_PLACES = ("county", "township", "village")
_ANSWER = re.compile(r'<p class="answer"[^>]*>(.*?)</p>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_DESCRIBED = 120  # characters

_PARAGRAPH = re.compile("P[0-9]+")
_ITEM = re.compile("([1-9])[.]([1-9][0-9]?)")
_PARTS = "一二三四五六七八九"
# Line breaks to YAML though not to JSON.
_LINE_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


# -- filters -----------------------------------------------------------------------------------


def cn_date(day: str) -> str:
    """2026-10-07 as 2026年10月7日."""
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def cn_day(day: str) -> str:
    """2026-10-07 as 10月7日."""
    return f"{int(day[5:7])}月{int(day[8:10])}日"


def cn_month(month: str) -> str:
    """2026-09 as 2026年9月."""
    return f"{month[:4]}年{int(month[5:7])}月"


def cn_when(when: str) -> str:
    """A day or a month in words."""
    return cn_month(when) if len(when) == len("2026-09") else cn_date(when)


def short_month(month: str) -> str:
    """2026-09 as 9月."""
    return f"{int(month[5:7])}月"


def wan(yuan: float) -> str:
    """12000 as 1.2 万元, 800 as 800 元."""
    return f"{yuan / 10000:g} 万元" if yuan >= 10000 else f"{yuan:g} 元"


_SHAPES = {"达标": "●", "有说明": "◐", "待说明": "○", "缺岗": "■"}
_NAMES = {"●": "met", "◐": "explained", "○": "pending", "■": "off", "—": "none"}


def shape_of(state: str) -> tuple[str, str]:
    """The shape of a state and its class; — for everything the five shapes don't tell apart."""
    shape = _SHAPES.get(state, "—")
    return shape, _NAMES[shape]


def cn_article(article: str) -> str:
    """An article as people cite it: P4, a paragraph of a document without numbers, as 第4段; 1.5,
    the fifth item of the first part, as 一、5.
    """
    item = _ITEM.fullmatch(article)
    if item:
        return f"{_PARTS[int(item[1]) - 1]}、{item[2]}"
    return f"第{article[1:]}段" if _PARAGRAPH.fullmatch(article) else article


def quoted(words: str) -> str:
    """The words of a source in quotation marks; those within them become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def plain(value: object) -> str:
    """A value of the law in words: texts of a list joined, yes and no as 是 and 否."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple | list):
        return "、".join(plain(item) for item in value)
    return str(value)
