"""What the site's feeds tell: the column, the negative list, public notices and what changed.

An entry is made from the public model alone and goes when what it tells of goes. Readers keep what
they once fetched, so an entry holds no more than one needs to decide whether to open the page: no
name of a person in a case, no photo, no body of an article. Its id never changes while it stands;
what was published without a name has an id made from what the public reads of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from zhucun.publish.addresses import board_path, changes_path, column_path
from zhucun.publish.model import Case, County, Event, Site
from zhucun.publish.page import cn_date, cn_month, cn_when

#: The feeds of a site stand below here; those of one county in a folder of its code.
FOLDER: Final = "feeds"
NEWEST: Final = 100
SITE_NAME: Final = "驻村工作公开"
_NAMES: Final = UUID("6d9f2c58-0f0e-5d2c-9a52-7a6875637531")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `published` and `updated` are days; `path` is the page that tells the rest."""

    id: str
    title: str
    text: str
    path: str
    published: str
    updated: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A feed that there is of every site and county: its name in addresses, and what it tells.

    `page` is the page of the site that it follows; a county's is in a folder of its code.
    """

    name: str
    title: str
    description: str
    page: str
    entries: Callable[[County], Iterator[Entry]]

    def path(self, form: str, county: str = "") -> str:
        """Where its file of a form (json, atom) stands."""
        return "/".join(part for part in (FOLDER, county, f"{self.name}.{form}") if part)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, the newest entries first; `updated` is a day. `county` is None for the site's."""

    kind: Kind
    county: County | None
    updated: str
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """What the feed is known by, wherever it stands."""
        return lasting_id("feed", self.kind.name, self.county.code if self.county else "")

    @property
    def title(self) -> str:
        """Its title, with the county's name in a county's."""
        return f"{self.kind.title}：{self.county.name}" if self.county else self.kind.title

    @property
    def author(self) -> str:
        """Who publishes it."""
        return f"{self.county.city_name}{self.county.name}" if self.county else SITE_NAME

    @property
    def page(self) -> str:
        """The page that it follows."""
        return f"{self.kind.page}{self.county.code}/" if self.county else self.kind.page

    def path(self, form: str) -> str:
        """Where its file of a form stands."""
        return self.kind.path(form, self.county.code if self.county else "")


def feeds_of(site: Site) -> Iterator[Feed]:
    """Every feed of the site, and every feed of each county."""
    for kind in KINDS:
        found = {county.code: tuple(kind.entries(county)) for county in site.counties}
        yield _feed(kind, None, (e for entries in found.values() for e in entries), site.as_of)
        for county in site.counties:
            yield _feed(kind, county, found[county.code], site.as_of)


def _feed(kind: Kind, county: County | None, entries: Iterable[Entry], as_of: str) -> Feed:
    """Empty feeds are as old as the data."""
    newest = sorted(entries, key=lambda e: (e.updated, e.published, e.id), reverse=True)[:NEWEST]
    return Feed(kind, county, newest[0].updated if newest else as_of, tuple(newest))


def lasting_id(*parts: str) -> str:
    """A URN that the same parts always have, and no others."""
    return uuid5(_NAMES, "\n".join(parts)).urn


# -- what each of them tells ----------------------------------------------------------------------


def _articles(county: County) -> Iterator[Entry]:
    for article in county.articles:
        yield Entry(
            lasting_id("column", article.slug),
            article.title,
            article.summary,
            column_path(article.slug),
            article.approved_on,
            _latest(article.approved_on, article.corrected_on),
            (county.name, cn_month(article.month)),
        )


def _cases(county: County) -> Iterator[Entry]:
    seen: Counter[str] = Counter()
    for case in county.cases:
        own = (case.id,) if case.id else (case.kind, case.found_on, case.statement)
        name = lasting_id("case", county.code, *own)
        seen[name] += 1
        dates = (day for _, day in case.dispositions)
        yield Entry(
            name if seen[name] == 1 else lasting_id(name, str(seen[name])),
            f"{county.name}：{case.kind}",
            _case_text(case),
            board_path("cases", county.code),
            _day(case.published_on),
            _latest(case.published_on, case.closed_on, case.corrected_on, *dates),
            (county.name, case.kind, case.stage),
        )


def _case_text(case: Case) -> str:
    told = "；".join(
        f"{kind}（{cn_when(day)}）" if day else kind for kind, day in case.dispositions
    )
    closed = f"{cn_when(case.closed_on)}办结" if case.closed_on else "没有办结"
    until = f"{case.stage}，到{cn_when(case.notice_until)}" if case.notice_until else case.stage
    return "\n".join(
        (
            case.statement,
            f"发现：{cn_when(case.found_on)}",
            f"处理：{told or '还没有登记'}；{closed}",
            f"公示：{until if case.notice_until else f'{case.stage}，到期待定'}",
        )
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A public notice as the board shows it; `until` is "" where its window is undetermined."""

    id: str
    kind: str
    statement: str
    since: str
    until: str
    stage: str

    @property
    def window(self) -> str:
        """From when until when, in words."""
        return (
            f"{cn_date(self.since)}到{cn_date(self.until)}"
            if self.until
            else (f"{cn_date(self.since)}起，到期待定")
        )


def notices_of(county: County) -> Iterator[Shown]:
    """The notices on the county's board, as its table has them."""
    table = county.table("notices")
    for cells in table.keyed() if table else ():
        row = {key: cell.value for key, cell in cells.items()}
        until = str(row["until"])
        yield Shown(
            str(row["id"]),
            str(row["kind"]),
            str(row["statement"] or ""),
            str(row["since"]),
            until if until[:1].isdigit() else "",
            str(row["stage"]),
        )


def _notices(county: County) -> Iterator[Entry]:
    for notice in notices_of(county):
        over = notice.stage != "公示中" and notice.until
        yield Entry(
            lasting_id("notice", notice.id),
            f"{county.name}：{notice.kind}公示",
            "\n".join(
                part for part in (notice.statement, f"{notice.stage}（{notice.window}）") if part
            ),
            board_path("notices", county.code),
            notice.since,
            _latest(notice.since, notice.until if over else ""),
            (county.name, notice.kind, notice.stage),
        )


def _changes(county: County) -> Iterator[Entry]:
    seen: Counter[Event] = Counter()
    for event in county.events:
        seen[event] += 1
        own = ("event", county.code, event.date, event.kind, event.text, event.path)
        yield Entry(
            lasting_id(*own, str(seen[event])),
            f"{county.name}：{event.text}",
            f"{cn_when(event.date)}，{event.text}",
            event.path or changes_path(county.code),
            _day(event.date),
            _day(event.date),
            (county.name, event.kind),
        )


def _latest(*days: str) -> str:
    """The latest of some days or months; a month stands for its first day."""
    return max(_day(day) for day in days if day)


def _day(when: str) -> str:
    return when if len(when) == len("2026-09-01") else f"{when}-01"


KINDS: Final = (
    Kind("column", "我在乡村振兴第一线", "新刊发的文章。", "column/", _articles),
    Kind(
        "cases",
        "负面清单",
        "决定公开的事项和它的处理、办结；不写姓名。",
        "board/cases/",
        _cases,
    ),
    Kind("notices", "公示", "规划、考核和荣誉的公示。", "board/notices/", _notices),
    Kind("changes", "变动", "登记、更正、公示、刊发和撤下。", "changes/", _changes),
)
