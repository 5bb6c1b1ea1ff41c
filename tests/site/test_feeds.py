"""Feeds and calendars are valid, tell what the pages tell, and forget what was taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import feedparser
import jsonschema_rs
import pytest
from icalendar import Calendar
from lxml import etree
from site_tree import COUNTY as FOLDER
from site_tree import TOWN, built, change, each_county, planted, write

from zhucun.publish.model import Case, County, Event, Site
from zhucun.publish.model.told import Corrected
from zhucun.publish.open_data import feed_files, sitemap
from zhucun.publish.open_data.announcing import front_matter
from zhucun.publish.open_data.feeds import KINDS, NEWEST, SITE_NAME, Feed, feeds_of
from zhucun.publish.page import Page
from zhucun.publish.projection.county import project_county
from zhucun.publish.rendering import CONFIG

pytest_plugins = ["site_fixture"]

HERE: Final = Path(__file__).parent
CODE: Final = "990101000000"
ADDRESS: Final = "https://zhucun.example/jz/"
ATOM: Final = "{http://www.w3.org/2005/Atom}"
NOTICES: Final = f"{FOLDER}/notices/2026.yml"


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / "atom.rng"))


@pytest.fixture(scope="module")
def json_feed() -> Any:
    schema = json.loads((HERE / "json_feed.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=True)


@pytest.fixture
def tree(tmp_path: Path, root: Path) -> Path:
    return planted(tmp_path / "tree", root)


def county(tree: Path, as_of: str = "2026-11-05") -> County:
    return project_county(next(each_county(tree, as_of)), tree)


def whole(*counties: County, as_of: str = "2026-11-05", address: str = "") -> Site:
    return Site(as_of, "0123abcd", counties, address=address)


def feed(site: Site, name: str, code: str = "") -> Feed:
    return next(
        f
        for f in feeds_of(site)
        if f.kind.name == name and (f.county.code if f.county else "") == code
    )


def files(site: Path, suffix: str) -> list[Path]:
    return sorted((site / "feeds").rglob(f"*{suffix}"))


# -- valid ----------------------------------------------------------------------------------------


def test_there_is_every_feed_for_the_site_and_for_each_county(site: Path) -> None:
    found = {p.relative_to(site / "feeds").as_posix() for p in files(site, ".*")}
    names = {f"{kind.name}.{form}" for kind in KINDS for form in ("atom", "json")}
    names.add("notices.ics")
    assert found == names | {f"{CODE}/{name}" for name in names}


def test_atom_is_valid(site: Path, grammar: etree.RelaxNG) -> None:
    for file in files(site, ".atom"):
        document = etree.parse(file)
        assert grammar.validate(document), (file, grammar.error_log.last_error)
        told = feedparser.parse(file.read_bytes())
        assert not told.bozo, (file, told.get("bozo_exception"))
        assert told.version == "atom10"
        check_as_the_w3c_does(document.getroot(), file)


def check_as_the_w3c_does(root: Any, file: Path) -> None:
    """The rules of RFC 4287 that its grammar can't say, as the W3C's validator holds them."""
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert root.findtext(f"{ATOM}title").strip()
    (itself,) = (link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    target = (file.parent / itself.get("href")).resolve()
    assert target == file.resolve()
    entries = root.findall(f"{ATOM}entry")
    ids = [each.findtext(f"{ATOM}id") for each in (root, *entries)]
    assert len(set(ids)) == len(ids)
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{ATOM}updated") == (moments or ["2026-11-05T00:00:00+08:00"])[0]
    assert all(moment <= "2026-11-05T23" for moment in moments)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title").strip()
        assert entry.findtext(f"{ATOM}content").strip()
        assert entry.findtext(f"{ATOM}published") <= entry.findtext(f"{ATOM}updated")
        alternate = [e for e in entry.findall(f"{ATOM}link") if e.get("rel") == "alternate"]
        assert len(alternate) == 1


def test_json_feeds_are_valid(site: Path, json_feed: Any) -> None:
    for file in files(site, ".json"):
        told = json.loads(file.read_text(encoding="utf-8"))
        json_feed.validate(told)
        assert (file.parent / told["feed_url"]).resolve() == file.resolve()
        ids = [item["id"] for item in told["items"]]
        assert len(set(ids)) == len(ids)


def test_the_schema_of_json_feeds_would_see_a_fault(site: Path, json_feed: Any) -> None:
    told = json.loads((site / "feeds/column.json").read_text(encoding="utf-8"))
    assert told["items"]
    of_feed: list[dict[str, Any]] = [
        {"version": "1"}, {"items": {}}, {"language": "中文"}, {"title": ""},
    ]  # fmt: skip
    assert not any(json_feed.is_valid({**told, **wrong}) for wrong in of_feed)
    item = told["items"][0]
    of_item: list[dict[str, Any]] = [
        {"date_published": "2026-10-28"}, {"id": 1}, {"content_text": ""},
    ]  # fmt: skip
    for wrong in of_item:
        assert not json_feed.is_valid({**told, "items": [{**item, **wrong}]})


def test_the_grammar_of_atom_would_see_a_fault(site: Path, grammar: etree.RelaxNG) -> None:
    text = (site / "feeds/column.atom").read_text(encoding="utf-8")
    for old, new in (
        ("<author>", "<author><name>二</name>"),
        ("<updated>", "<updated>昨天"),
        ("<updated>", "<updated>x</updated><updated>"),
        ("<id>urn:", "<id>无:"),
        ('href="', 'to="'),
    ):
        changed = text.replace(old, new, 1)
        assert changed != text
        assert not grammar.validate(etree.fromstring(changed.encode())), (old, new)


def test_both_forms_tell_the_same(site: Path) -> None:
    for file in files(site, ".atom"):
        told = feedparser.parse(file.read_bytes())
        other = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        assert told.feed.title == other["title"]
        assert [(e.id, e.title, e.updated, e.link) for e in told.entries] == [
            (i["id"], i["title"], i["date_modified"], i["url"]) for i in other["items"]
        ]


def test_every_link_leads_to_a_page(site: Path) -> None:
    seen = 0
    for file in files(site, ".json"):
        told = json.loads(file.read_text(encoding="utf-8"))
        for link in (told["home_page_url"], *(item["url"] for item in told["items"])):
            page = (file.parent / link.partition("#")[0]).resolve() / "index.html"
            assert page.is_file(), (file, link)
            name = link.partition("#")[2]
            assert not name or f'id="{name}"' in page.read_text(encoding="utf-8"), link
            seen += 1
    assert seen > 20


# -- what they tell -------------------------------------------------------------------------------


def test_an_article_is_told_without_its_photo_and_body(site: Path) -> None:
    items = json.loads((site / "feeds/column.json").read_text(encoding="utf-8"))["items"]
    (item,) = (each for each in items if each["title"] == "把冷库建在地头二")
    assert item["content_text"] == "一座小冷库的事。"
    assert item["date_published"] == "2026-10-28T00:00:00+08:00"
    for file in files(site, ".*"):
        text = file.read_text(encoding="utf-8")
        assert "第二段。" not in text
        assert ".jpg" not in text


def test_a_case_names_nobody(site: Path, tree: Path) -> None:
    found = county(tree).cases
    assert any(case.name for case in found)
    for name in ("cases.atom", "cases.json"):
        text = (site / "feeds" / name).read_text(encoding="utf-8")
        assert "一名干部工作不认真" in text
        assert not any(case.name in text for case in found if case.name)


def test_an_id_lasts_while_a_case_goes_on(tree: Path) -> None:
    before = county(tree, "2026-10-01")
    after = county(tree, "2026-11-05")
    ids = [{e.id for e in feed(whole(c), "cases").entries} for c in (before, after)]
    assert ids[0]
    assert ids[0] <= ids[1]


UNNAMED: Final = Case(
    "", "无故不在岗", "", "", "2026-07", (("已处理", ""),), "2026-08", "", "2026-08", "2026-09",
    "已公布", "一名驻村干部无故不在岗。", "", "", "",
)  # fmt: skip


def test_cases_that_look_alike_are_told_apart(tree: Path) -> None:
    other = replace(county(tree), cases=(UNNAMED, UNNAMED, replace(UNNAMED, closed_on="2026-09")))
    entries = feed(whole(other), "cases").entries
    assert len({entry.id for entry in entries}) == 3
    assert {entry.published for entry in entries} == {"2026-08-01"}
    assert {entry.updated for entry in entries} == {"2026-08-01", "2026-09-01"}


def test_an_unnamed_case_is_told_by_months(tree: Path) -> None:
    (entry,) = feed(whole(replace(county(tree), cases=(UNNAMED,))), "cases").entries
    assert "发现：2026年7月\n" in f"{entry.text}\n"
    assert not re.search(r"月[0-9]+日", entry.text)


def test_a_withdrawn_article_leaves_every_feed(tree: Path) -> None:
    assert feed(whole(county(tree)), "column").entries
    assert any("把冷库" in e.text for e in feed(whole(county(tree)), "changes").entries)
    change(tree, f"{FOLDER}/cadres/990101-002.yml", lambda d: d.pop("consents"))
    after = whole(county(tree))
    assert not feed(after, "column").entries
    assert not any("把冷库" in e.text + e.title for f in feeds_of(after) for e in f.entries)


def test_a_withdrawn_notice_leaves_feed_and_calendar(tree: Path, tmp_path: Path) -> None:
    added = {
        "id": "990101-n050",
        "kind": "荣誉",
        "files": ["cadres/990101-001.yml"],
        "statement": "金丝雀拟推荐。",
        "decision": {"by": "county-od", "date": "2026-11-02", "days": 9},
    }
    change(tree, NOTICES, lambda d: d["notices"].append(added))
    feed_files.write(tmp_path / "a", whole(county(tree)))
    before = {
        p.name: p.read_text("utf-8").replace("\r\n ", "") for p in files_below(tmp_path / "a")
    }
    assert {name for name, text in before.items() if "金丝雀" in text} == {
        "notices.atom", "notices.json", "notices.ics", "changes.atom", "changes.json",
    }  # fmt: skip
    gone = {"by": "county-od", "date": "2026-11-04", "reason": "重复。"}
    change(tree, NOTICES, lambda d: d["notices"][-1].update(withdrawn=gone))
    feed_files.write(tmp_path / "b", whole(county(tree)))
    for file in files_below(tmp_path / "b"):
        assert "金丝雀" not in file.read_text("utf-8").replace("\r\n ", ""), file


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def test_only_the_newest_stay(tree: Path) -> None:
    events = tuple(
        Event(f"2026-{m:02}-{d:02}", "登记", f"{m}.{d}") for m in (8, 9) for d in range(1, 31)
    )
    many = tuple(Event(f"2025-{m:02}-01", "登记", f"{m}") for m in range(1, 13)) * 8
    entries = feed(whole(replace(county(tree), events=(*many, *events))), "changes").entries
    assert len(entries) == NEWEST
    assert entries[0].updated == "2026-09-30"
    assert len({entry.id for entry in entries}) == NEWEST


def test_a_month_stands_for_its_first_day(tree: Path) -> None:
    events = (Event("2026-10", "撤下", "撤下 1 件。"),)
    (entry,) = feed(whole(replace(county(tree), events=events)), "changes").entries
    assert (entry.published, entry.path) == ("2026-10-01", f"changes/{CODE}/")
    assert entry.text == "2026年10月，撤下 1 件。"


def test_an_empty_feed_is_as_old_as_the_data(tree: Path, grammar: etree.RelaxNG) -> None:
    empty = feed(whole(replace(county(tree), articles=())), "column")
    assert (empty.updated, empty.entries) == ("2026-11-05", ())
    assert grammar.validate(etree.fromstring(feed_files.atom(empty)))
    assert json.loads(feed_files.json_feed(empty))["items"] == []


def test_a_correction_makes_an_article_newer(tree: Path) -> None:
    found = county(tree)

    first = found.articles[0]
    corrected = Corrected(date="2026-11-03", text="更正了一处。", path="")
    other = replace(first, corrected=(corrected,))
    (before,), (after,) = (
        feed(whole(replace(found, articles=(article,))), "column").entries
        for article in (first, other)
    )
    assert (before.updated, after.updated) == ("2026-10-28", "2026-11-03")
    assert before.id == after.id


@pytest.mark.parametrize("text", ["<b>&amp;</b>]]>", "\x00\x0b\ufffe\ud7ff", "𬭊䶮\u202e", "a\nb"])
def test_text_is_told_as_typed_or_made_readable(tree: Path, text: str) -> None:
    found = county(tree)
    article = replace(found.articles[0], title=text, summary=text)
    made = feed(whole(replace(found, articles=(article,))), "column")
    told = etree.fromstring(feed_files.atom(made)).find(f"{ATOM}entry")
    readable = re.sub("[\x00\x0b\ufffe]", "\ufffd", text)
    assert told is not None
    assert told.findtext(f"{ATOM}content") == readable
    (item,) = json.loads(feed_files.json_feed(made))["items"]
    assert item["content_text"] == text


def test_a_feed_is_of_its_county_alone(tree: Path) -> None:
    first = county(tree)
    second = replace(first, code="990102000000", name="另一县")
    alone, together = whole(first), whole(first, replace(second, cases=()))
    for kind in KINDS:
        assert feed(alone, kind.name, CODE) == feed(together, kind.name, CODE)
    assert feed(together, "column").author == SITE_NAME
    assert feed(together, "column", CODE).title == "我在乡村振兴第一线：示例县"
    assert len(feed(together, "column").entries) == 2 * len(feed(alone, "column").entries)


def test_the_sites_name_is_that_of_its_pages() -> None:
    assert f"site_name: {SITE_NAME}\n" in CONFIG.read_text(encoding="utf-8")


# -- the calendar ---------------------------------------------------------------------------------


def events_of(raw: bytes) -> list[Any]:
    return list(Calendar.from_ical(raw.decode()).walk("VEVENT"))


def with_notices(tree: Path, *notices: dict[str, Any]) -> County:
    write(tree, NOTICES, {"year": 2026, "notices": list(notices)})
    return county(tree)


def notice(serial: int, since: str, **more: Any) -> dict[str, Any]:
    days = more.pop("days", None)
    decision = {"by": "county-od", "date": since, **({"days": days} if days else {})}
    return {
        "id": f"990101-n{serial:03}",
        "kind": "荣誉",
        "files": ["cadres/990101-001.yml"],
        "statement": "拟推荐一名干部；其他，见文件\\附件。",
        "decision": decision,
        **more,
    }


def windows(tree: Path, days: int) -> None:
    change(
        tree,
        "records/shili/region.yml",
        lambda d: d["publication"].update(notice_days={"荣誉": days}),
    )


def test_a_notice_is_an_event_over_its_window(tree: Path) -> None:
    windows(tree, 7)
    found = with_notices(tree, notice(1, "2026-11-02"), notice(2, "2026-10-01"))
    (event,) = events_of(feed_files.calendar((found,), "2026-11-05", "公示"))
    assert event.decoded("dtstart") == date(2026, 11, 2)
    assert event.decoded("dtend") == date(2026, 11, 9)  # the day after the last
    assert str(event["summary"]) == "示例县荣誉公示"
    assert "拟推荐一名干部；其他，见文件\\附件。" in str(event["description"])
    assert "2026年11月2日到2026年11月8日" in str(event["description"])
    assert event["dtstamp"].dt.isoformat() == "2026-11-05T00:00:00+00:00"
    assert re.fullmatch("[0-9a-f-]{36}", str(event["uid"]))


def test_a_window_that_nobody_gives_has_no_end(tree: Path) -> None:
    found = with_notices(tree, notice(1, "2026-11-02"))
    (event,) = events_of(feed_files.calendar((found,), "2026-11-05", "公示"))
    assert event.decoded("dtstart") == date(2026, 11, 2)
    assert event.decoded("dtend") == date(2026, 11, 3)
    assert str(event["summary"]) == "示例县荣誉公示（到期待定）"
    assert "到期待定" in str(event["description"])


def test_the_uid_lasts_when_the_window_becomes_known(tree: Path) -> None:
    uids = []
    for days in (0, 7):
        if days:
            windows(tree, days)
        found = with_notices(tree, notice(1, "2026-11-02"))
        uids += [str(e["uid"]) for e in events_of(feed_files.calendar((found,), "2026-11-05", ""))]
    assert len(uids) == 2
    assert len(set(uids)) == 1


def test_a_calendar_without_notices_is_one_too(tree: Path) -> None:
    found = with_notices(tree, notice(1, "2026-12-02"))
    raw = feed_files.calendar((found,), "2026-11-05", "公示")
    assert events_of(raw) == []
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")


def test_every_line_of_a_calendar_is_short(site: Path) -> None:
    for file in files(site, ".ics"):
        lines = file.read_bytes().split(b"\r\n")
        assert all(len(line) <= 75 for line in lines)
        assert lines[-1] == b""


# -- where they are announced ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("", ["column", "cases", "notices", "changes"]),
        ("column/", ["column"]),
        ("board/cases/", ["cases"]),
        (f"board/cases/{CODE}/", ["cases"]),
        ("board/notices/", ["notices"]),
        ("changes/", ["changes"]),
        (f"changes/{CODE}/", ["changes"]),
        (f"region/{CODE}/", ["column", "cases", "notices", "changes"]),
        ("board/attendance/", []),
        (f"changes/{CODE}/2026-10/", []),
        ("region/990101100201/", []),
    ],
)
def test_a_page_announces_the_feeds_that_follow_it(site: Path, path: str, names: list[str]) -> None:
    head = (site / path / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
    links = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', head)
    targets = [(site / path / href).resolve() for _, href in links]
    assert all(target.is_file() for target in targets)
    assert all((CODE in str(t.parent)) == (CODE in path) for t in targets)
    assert list(dict.fromkeys(target.stem for target in targets)) == names
    media = {target.suffix: kind for (kind, _), target in zip(links, targets, strict=True)}
    for suffix, kind in media.items():
        assert kind == {**feed_files.FORMS, "ics": "text/calendar"}[suffix[1:]]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("board/notices/", ["订阅", "Atom", "JSON Feed", "日历"]),
        (f"changes/{CODE}/", ["订阅", "Atom", "JSON Feed"]),
        ("", []),
        ("board/attendance/", []),
    ],
)
def test_a_page_that_one_feed_follows_offers_it_in_words(
    site: Path, path: str, words: list[str]
) -> None:
    text = (site / path / "index.html").read_text(encoding="utf-8")
    nav = text.partition('<nav aria-label="订阅">')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', nav)
    assert [word for _, word in links] == words
    for href, _ in links[1:]:
        assert (site / path / href).resolve().is_file()


# -- the site's own address -----------------------------------------------------------------------


def test_with_an_address_links_are_whole(tree: Path) -> None:
    site = whole(county(tree), address=ADDRESS)
    told = json.loads(feed_files.json_feed(feed(site, "column", CODE), site.address))
    assert told["feed_url"] == f"{ADDRESS}feeds/{CODE}/column.json"
    assert told["items"][0]["url"].startswith(f"{ADDRESS}column/")
    page = Page("board/cases/", "x", "负面清单")
    told = json.loads(front_matter(page, site)["linked"])
    assert told["@graph"][0]["url"] == f"{ADDRESS}data/#data-cases"


def test_the_address_changes_no_id(tree: Path) -> None:
    found = county(tree)
    atoms = [feed_files.atom(feed(whole(found), "column"), a).decode() for a in ("", ADDRESS)]
    ids = [re.findall("<id>(.*?)</id>", text) for text in atoms]
    assert ids[0] == ids[1]
    assert atoms[0] != atoms[1]


def rendered(folder: Path, *pages: str) -> Path:
    for page in pages:
        (folder / page).mkdir(parents=True, exist_ok=True)
        (folder / page / "index.html").write_text("<html></html>", encoding="utf-8")
    return folder


def test_a_sitemap_lists_pages_that_ask_to_be_found(tree: Path, tmp_path: Path) -> None:
    made = rendered(tmp_path / "made", "", "data", "cadre/990101-001", "cadre/990101-009")
    redirect = '<meta name="robots" content="noindex">'
    (made / "cadre/990101-009/index.html").write_text(redirect, encoding="utf-8")
    sitemap.write(made, whole(county(tree), address=ADDRESS))
    root = etree.parse(made / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    assert [url.findtext(f"{space}loc") for url in root] == [
        ADDRESS, f"{ADDRESS}cadre/990101-001/", f"{ADDRESS}data/",
    ]  # fmt: skip
    assert {url.findtext(f"{space}lastmod") for url in root} == {"2026-11-05"}
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (made / "robots.txt").read_text("utf-8")


def test_a_long_sitemap_is_cut(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    made = rendered(tmp_path / "made", "", "a", "b")
    sitemap.write(made, whole(county(tree), address=ADDRESS))
    root = etree.parse(made / "sitemap.xml").getroot()
    assert root.tag.endswith("}sitemapindex")
    sizes = [len(etree.parse(made / f"sitemap-{n}.xml").getroot()) for n in (1, 2)]
    assert sizes == [2, 1]


def test_without_an_address_there_is_no_sitemap(site: Path, tree: Path, tmp_path: Path) -> None:
    assert not (site / "sitemap.xml").exists()
    sitemap.write(rendered(tmp_path / "made", ""), whole(county(tree)))
    assert not (tmp_path / "made/sitemap.xml").exists()


def test_a_town_named_like_a_tag_breaks_no_feed(tree: Path, tmp_path: Path) -> None:
    change(tree, f"{FOLDER}/region.yml", lambda d: d.update(name="</title><script>"))
    change(tree, f"{TOWN}/profiles/cold-store-two.md", lambda d: d.update(title="{{ 1 + 1 }} &lt;"))
    built(tree, tmp_path / "site")
    told = feedparser.parse((tmp_path / "site/feeds/column.atom").read_bytes())
    assert not told.bozo
    assert (
        etree.parse(tmp_path / "site/feeds" / CODE / "column.atom")
        .getroot()
        .findtext(f"{ATOM}title")
        == "我在乡村振兴第一线：</title><script>"
    )
    assert "{{ 1 + 1 }} &lt;" in (tmp_path / "site/feeds/column.json").read_text("utf-8")
