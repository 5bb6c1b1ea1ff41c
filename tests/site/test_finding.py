"""Finding: names first and exactly, full text after, without typing, and inside of tables."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bench import finding
from browsing import opened, served
from playwright.sync_api import Browser, Page, expect
from site_tree import built, change, digest, planted

from zhucun.publish.finding import name_index
from zhucun.publish.finding.full_text import coded
from zhucun.publish.finding.name_index import characters, write_name_index
from zhucun.publish.model import Site, Township, Village

pytest_plugins = ["browser_fixture", "site_fixture"]

pytestmark = pytest.mark.browser

COUNTY, OTHER = "990101000000", "990102000000"
HOSTILE = '<img src=x onerror="alert(1)">&amp;村'
FIRST_SEARCH = 200_000  # bytes


def villages(code: str, *names: str) -> tuple[Village, ...]:
    return tuple(
        Village(
            f"{code}{200 + n}", name, "社区" if name.endswith("社区") else "村", "", "", "", "", ""
        )
        for n, name in enumerate(names)
    )


def write_index(site: Site, folder: Path) -> None:
    """The index of names in many buckets, few as the names are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_index, "BUCKET_SIZE", 3)
        write_name_index(site, folder)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, root: Path) -> tuple[Path, Site]:
    """The miniature's site; its index of names knows two counties more than fully stocked ones."""
    folder = tmp_path_factory.mktemp("finding")
    tree = planted(folder / "tree", root)
    file = "records/shili/shilixian/shilizhen/region.yml"
    change(tree, file, lambda d: d.update(name="芳山镇"))
    change(tree, file, lambda d: d["villages"][2].update(name="三台子村"))
    site = built(tree, folder / "top" / "zhucun").site
    county = site.counties[0]
    (town,) = county.townships
    more = (
        town,
        Township(
            "990101101000",
            "柳河乡",
            villages(
                "990101101", "三台子村", "东三台子村", "三台子东村", "𬭊山村", "䶮家村", HOSTILE
            ),
        ),
        Township(
            "990101102000", "三台子镇", villages("990101102", "村上村", "中心村社区", "三台社区")
        ),
    )
    other = replace(
        county,
        code=OTHER,
        name="双河县",
        townships=(
            Township("990102101000", "芳山镇", villages("990102101", "三台子村", "台上村")),
        ),
        cadres=(),
    )
    grown = replace(site, counties=(replace(county, townships=more), other))
    index = folder / "top" / "zhucun" / "find"
    shutil.rmtree(index)
    write_index(grown, index)
    return folder / "top", grown


@pytest.fixture(scope="module")
def found_at(grown: tuple[Path, Site]) -> Iterator[str]:
    with served(grown[0]) as top:
        yield f"{top}zhucun/"


def search(page: Page, query: str) -> None:
    page.get_by_role("searchbox").fill(query)
    status = page.locator("[data-search-status]")
    expect(status).to_contain_text(f"“{query.strip()}”")
    expect(status).not_to_contain_text("正在")


def names(page: Page) -> list[tuple[str, str]]:
    """Names found, in order, each with its note."""
    items = page.locator("[data-results=names] li").all()
    return [(i.locator("a").inner_text(), i.locator("span").inner_text()) for i in items]


def texts(page: Page) -> list[str]:
    return page.locator("[data-results=texts] li a").all_inner_texts()


# -- names ---------------------------------------------------------------------------------------

EXACT = [
    ("村 · 示例县 芳山镇"),
    ("村 · 示例县 柳河乡"),
    ("村 · 双河县 芳山镇"),
]


@pytest.mark.parametrize("width", [375, 1280])
def test_exact_names_come_first_and_homonyms_tell_where(
    browser: Browser, found_at: str, foreign: list[str], width: int
) -> None:
    page = opened(browser, f"{found_at}search/", foreign, width)
    search(page, "三台子村")
    found = names(page)
    assert [note for name, note in found[:3]] == EXACT
    assert {name for name, _ in found[:3]} == {"三台子村"}
    order = [name for name, _ in found[3:]]
    assert order.index("三台子镇") < order.index("东三台子村")  # begins with it, then holds it
    assert not foreign
    page.close()


WRITTEN = [
    ("三台子", "三台子村"),
    ("三台子村委会", "三台子村"),
    ("三台子村民委员会", "三台子村"),
    ("双河县三台子", "三台子村"),
    ("双河三台子村", "三台子村"),
    ("双河 三台子", "三台子村"),
    ("芳山镇三台子村", "三台子村"),
    ("山镇三台", "三台子村"),
    ("三台子第一书记", "三台子村"),
    ("三台子镇", "三台子镇"),
    ("三台社区", "三台社区"),
    ("中心村", "中心村社区"),
    ("村上", "村上村"),
    ("𬭊", "𬭊山村"),
    ("𬭊山", "𬭊山村"),
    ("䶮家村", "䶮家村"),
    ("示例甲", "示例甲"),
    ("村书甲某", "村书甲某"),
    ("示例村书记", "示例村"),
    ("990101-001", "示例甲"),
    ("９９０１０１－００1", "示例甲"),
    ("9901011022", "村上村"),
    ("到岗", "到岗"),
    ("示例县到岗", "到岗"),
]


def test_names_are_found_as_people_write_them(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    found = {}
    for query, _ in WRITTEN:
        search(page, query)
        found[query] = names(page)[0]
    assert {query: name for query, (name, _) in found.items()} == dict(WRITTEN)
    assert all(found[q][1] == EXACT[2] for q in found if q.startswith("双河"))
    assert not foreign
    page.close()


def test_a_village_s_secretary_leads_to_the_village(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    search(page, "村书甲某")
    assert names(page) == [("村书甲某", "书记 · 示例县 芳山镇 示例村 村党组织书记")]
    page.get_by_role("link", name="村书甲某").click()
    page.wait_for_url("**/region/990101100201/")
    page.close()


def test_the_box_at_home_suggests_and_hands_over(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, found_at, foreign, 375)
    page.get_by_role("searchbox").fill("三台子")
    expect(page.locator(".find [role=status]")).to_contain_text("名称相符")
    assert page.locator(".find .results a").first.inner_text() == "三台子村"
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("[data-results=names] a").first).to_have_text("三台子村")
    page.locator("[data-results=names] a").first.click()
    expect(page.locator("h1")).to_have_text("三台子村")
    page.go_back()
    expect(page.locator("[data-results=names] a").first).to_have_text("三台子村")
    assert not foreign
    page.close()


def test_what_is_typed_or_recorded_is_never_markup(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    for query in ('<img src=x onerror="alert(1)">', '"><b>x</b>', "' OR 1=1 --", "(.*[+", "zqaaaa"):
        search(page, query)
        assert page.locator("#content img, #content b").count() == 0
    search(page, "img")
    assert names(page)[0][0] == HOSTILE
    page.goto(f"{found_at}search/?q=%3Cb%3E&county=%22%3E%3Cb%3E&kind=x&month=%00")
    expect(page.locator("[data-search-status]")).to_contain_text("“<b>”")
    page.goto(found_at)
    page.get_by_label("县", exact=True).select_option(COUNTY)
    page.get_by_label("乡镇", exact=True).select_option("柳河乡")
    assert HOSTILE in page.get_by_label("村", exact=True).locator("option").all_inner_texts()
    assert not foreign
    page.close()


# -- full text -----------------------------------------------------------------------------------


def test_words_of_an_article_are_found(browser: Browser, found_at: str, foreign: list[str]) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    for query in ("库建在地", "建", "把冷库建在地头二", "冷库 地头", "冷库"):
        search(page, query)
        assert "把冷库建在地头二" in texts(page), query
    line = page.locator("[data-results=texts] li", has_text="把冷库建在地头二")
    assert "zq" not in line.inner_text()
    line.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("把冷库建在地头二")
    assert not foreign
    page.close()


def test_what_is_in_no_page_is_not_found(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    for query in ("嘉峪关", "库冷"):
        search(page, query)
        assert (names(page), texts(page)) == ([], [])
        expect(page.locator("[data-search-status]")).to_contain_text("没有找到")
    page.close()


def test_an_exact_name_waits_to_be_asked_for_the_rest(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    search(page, "到岗")
    assert texts(page) == []
    page.get_by_role("button", name="再找哪里提到“到岗”").click()
    expect(page.locator("[data-search-status]")).to_contain_text("正文提到")
    assert texts(page)
    page.close()


def test_old_browsers_still_find_names(browser: Browser, found_at: str, foreign: list[str]) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    page.route(
        "**/assets/fulltext.js",
        lambda route: route.fulfill(body="import(;", content_type="text/javascript"),
    )
    search(page, "台子")
    assert names(page)
    expect(page.locator("[data-search-status]")).to_contain_text("只查了名称")
    page.close()


def test_bigrams_carry_every_plane() -> None:
    assert coded("摘帽。") == f"{coded('摘帽')}。".replace(" 。", "。") or "。" in coded("摘帽。")
    first, last = coded("𬭊山").split()
    assert first.startswith("zq")
    assert (len(first), len(last)) == (10, 6)
    assert first != coded("䶮山").split()[0]


def test_an_ending_alone_opens_no_bucket() -> None:
    assert characters("三台子村") == ["三", "台", "子"]
    assert characters("村") == ["村"]
    assert characters("中心村社区") == ["中", "心", "村"]
    assert characters("𬭊 山村") == ["𬭊", "山"]


# -- filters and the address ---------------------------------------------------------------------


@pytest.mark.parametrize("width", [375, 1280])
def test_filters_narrow_down_and_stand_in_the_address(
    browser: Browser, found_at: str, foreign: list[str], width: int
) -> None:
    page = opened(browser, f"{found_at}search/", foreign, width)
    search(page, "三台子村")
    page.get_by_label("县", exact=True).first.select_option(COUNTY)
    expect(page.locator("[data-results=names] li").first).to_contain_text("示例县")
    assert all("双河" not in note for _, note in names(page))
    page.get_by_label("乡镇", exact=True).first.select_option("柳河乡")
    expect(page.locator("[data-search-status]")).to_contain_text("名称相符 2 处")
    assert {note for _, note in names(page)} == {EXACT[1]}
    given = parse_qs(urlsplit(page.url).query)
    assert given == {"q": ["三台子村"], "county": [COUNTY], "township": ["990101101000"]}
    shared = page.url
    page.go_back()
    expect(page.locator("[data-search-status]")).not_to_contain_text("名称相符 2 处")
    assert page.get_by_label("乡镇", exact=True).first.input_value() == ""
    other = opened(browser, shared, foreign, width)
    expect(other.locator("[data-search-status]")).to_contain_text("名称相符 2 处")
    assert other.get_by_label("乡镇", exact=True).first.input_value() == "990101101000"
    assert not foreign
    other.close()
    page.close()


def test_kind_and_month_choose_texts(browser: Browser, found_at: str, foreign: list[str]) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 375)
    page.get_by_label("月份").select_option("2026-09")
    expect(page.locator("[data-search-status]")).to_contain_text("名称相符 0 处，正文提到")
    assert "把冷库建在地头二" in texts(page)
    page.get_by_label("看什么").select_option("工作简报")
    expect(page.locator("[data-results=texts] li", has_text="冷库")).to_have_count(0)
    page.get_by_label("看什么").select_option("")
    page.get_by_label("月份").select_option("")
    page.get_by_label("看什么").select_option("承诺与项目")
    search(page, "承诺")
    assert texts(page)
    assert all("承诺与项目" in title for title in texts(page))
    page.get_by_label("看什么").select_option("干部")
    page.get_by_role("searchbox").fill("")
    page.get_by_label("县", exact=True).first.select_option(COUNTY)
    expect(page.locator("[data-search-status]")).to_contain_text("名称相符 4 处")
    assert not foreign
    page.close()


def test_the_keyboard_alone_searches(browser: Browser, found_at: str, foreign: list[str]) -> None:
    page = opened(browser, f"{found_at}search/", foreign, 1280)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("山")
    page.keyboard.press("Enter")
    expect(page.locator("[data-results=names] a").first).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.results') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/region/**")
    page.close()


# -- the finder ----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [375, 1280])
def test_a_village_is_chosen_without_typing(
    browser: Browser, found_at: str, foreign: list[str], width: int
) -> None:
    page = opened(browser, found_at, foreign, width)
    county, town, village = (page.get_by_label(n, exact=True) for n in ("县", "乡镇", "村"))
    go = page.get_by_role("button", name="去看")
    expect(go).to_be_disabled()
    expect(town).to_be_disabled()
    county.focus()
    county.select_option(COUNTY)
    expect(go).to_be_enabled()
    town.select_option("芳山镇")
    village.select_option("三台子村")
    assert urlsplit(page.url).path == urlsplit(found_at).path  # choosing alone goes nowhere
    go.press("Enter")
    expect(page.locator("h1")).to_have_text("三台子村")
    page.goto(found_at)
    assert county.input_value() == ""  # nothing is remembered
    county.select_option(COUNTY)
    town.select_option("芳山镇")
    go.click()
    expect(page.locator("h1")).to_have_text("芳山镇")
    assert not foreign
    page.close()


def test_a_county_without_its_list_is_still_reached(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, found_at, foreign, 375)
    page.route("**/find/990101000000.json", lambda route: route.abort())
    page.get_by_label("县", exact=True).select_option(COUNTY)
    expect(page.locator(".finder [role=status]")).to_contain_text("现在取不到")
    page.get_by_role("button", name="去看").click()
    expect(page.locator("h1")).to_have_text("示例县")
    page.close()


def test_without_scripts_links_lead_to_the_village(browser: Browser, found_at: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(found_at)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_label("乡镇", exact=True)).to_be_hidden()
    page.get_by_role("link", name="示例县", exact=True).first.click()
    page.get_by_role("link", name="芳山镇", exact=True).first.or_(
        page.get_by_text("芳山镇")
    ).first.click()
    page.get_by_role("link", name="三台子村").first.click()
    expect(page.locator("h1")).to_have_text("三台子村")
    context.close()


# -- tables --------------------------------------------------------------------------------------

BOARD = "board/attendance/990101000000/"


def column(page: Page, number: int) -> list[str]:
    rows = page.locator("table.cards-table").first.locator("tbody tr:visible")
    return [row.locator("th, td").nth(number).inner_text() for row in rows.all()]


def test_columns_sort_up_and_down_and_back(
    browser: Browser, found_at: str, foreign: list[str]
) -> None:
    page = opened(browser, found_at + BOARD, foreign, 1280)
    table = page.locator("table.cards-table").first
    head = table.locator("th", has=page.get_by_role("button", name="在村", exact=True))
    number = head.evaluate("th => th.cellIndex")
    before = column(page, number)
    states = []
    for _ in range(3):
        head.get_by_role("button").click()
        states.append((head.get_attribute("aria-sort"), column(page, number)))
    by_number = sorted(before, key=int)
    assert states == [("ascending", by_number), ("descending", by_number[::-1]), ("none", before)]
    head.get_by_role("button").press("Enter")
    page.reload()
    assert column(page, number) == before  # no order but that of codes is kept
    assert not foreign
    page.close()


LONG = """<!doctype html><html lang="zh-CN" class="js"><head><meta charset="utf-8"><title>t</title>
<link rel="stylesheet" href="assets/zhucun.css"><script src="assets/tables.js" defer></script>
</head><body><table class="cards-table"><caption>长表</caption><thead><tr>
<th scope="col">村</th><th scope="col">乡镇</th><th scope="col">结果</th>
<th scope="col">元</th><th scope="col">日期</th></tr></thead><tbody>ROWS</tbody></table>
</body></html>
"""
ROW = """<tr><th scope="row">{}村</th><td data-label="乡镇">{}</td>
<td data-label="结果"><span aria-hidden="true">●</span>{}</td>
<td data-label="元">{}</td><td data-label="日期">{}</td></tr>"""
MONEY = ("1.2 万元", "9,000 元", "—", "300 元", *(f"{n} 元" for n in range(6)))
DAYS = ("2026年10月7日", "2026年9月30日", "", *["2025年1月1日"] * 7)


@pytest.fixture
def long_table(found_at: str, grown: tuple[Path, Site]) -> str:
    rows = "".join(
        ROW.format(
            "&lt;b&gt;" if n == 4 else "甲乙丙丁戊己庚辛壬癸"[n],
            "芳山镇" if n % 2 else "柳河乡",
            "达标" if n % 3 else "有说明",
            MONEY[n],
            DAYS[n],
        )
        for n in range(10)
    )
    page = LONG.replace("ROWS", rows)
    (grown[0] / "zhucun" / "long.html").write_text(page, encoding="utf-8")
    return f"{found_at}long.html"


def test_money_and_dates_sort_by_what_they_mean(
    browser: Browser, long_table: str, foreign: list[str]
) -> None:
    page = opened(browser, long_table, foreign, 1280)
    page.get_by_role("button", name="元", exact=True).click()
    assert column(page, 3)[-3:] == ["9,000 元", "1.2 万元", "—"]  # what isn't there stands last
    page.get_by_role("button", name="日期").click()
    assert column(page, 4)[-3:] == ["2026年9月30日", "2026年10月7日", ""]
    page.get_by_role("button", name="日期").click()
    assert column(page, 4)[0] == "2026年10月7日"
    assert column(page, 4)[-1] == ""
    page.close()


def test_on_a_phone_cards_are_sorted_by_a_list(
    browser: Browser, long_table: str, foreign: list[str]
) -> None:
    page = opened(browser, long_table, foreign, 375)
    before = column(page, 0)
    page.get_by_label("次序", exact=True).select_option("元：从小到大")
    assert column(page, 3)[0].endswith("0 元")
    assert column(page, 0)[0] == "<b>村"
    assert page.get_by_role("button", name="元", exact=True).count() == 0  # hidden with the headers
    page.get_by_label("次序", exact=True).select_option("原来的次序")
    assert column(page, 0) == before
    page.goto(long_table.replace("long.html", BOARD))
    assert page.locator("table.sortable").count() > 0
    assert page.locator(".table-tools").count() == 0  # four rows are seen at a glance
    page.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_long_tables_are_filtered_and_say_how_many(
    browser: Browser, long_table: str, foreign: list[str], width: int
) -> None:
    page = opened(browser, long_table, foreign, width)
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.get_by_label("乡镇", exact=True).select_option("芳山镇")
    expect(status).to_have_text("共 10 条，只列出 5 条：乡镇 芳山镇。")
    page.get_by_label("结果", exact=True).select_option("有说明")
    expect(status).to_contain_text("只列出 2 条")
    page.get_by_label("结果", exact=True).select_option("")
    page.get_by_label("乡镇", exact=True).select_option("")
    page.get_by_label("只看含有").fill("<B> 柳河")
    expect(status).to_have_text("共 10 条，只列出 1 条：含“<B> 柳河”。")
    assert page.locator("body b").count() == 0
    page.emulate_media(media="print")  # paper shows what is shown, and says that it isn't all
    expect(status).to_be_visible()
    expect(page.get_by_label("只看含有")).to_be_hidden()
    assert page.locator("tbody tr:visible").count() == 1
    assert not foreign
    page.close()


# -- files ---------------------------------------------------------------------------------------


def test_every_entry_leads_to_a_page(site: Path) -> None:
    places = json.loads((site / "find" / "places.json").read_text(encoding="utf-8"))
    paths = [f"region/{code}" for code, _, _ in places["areas"]]
    for slug, _, counties in places["boards"]:
        paths += [f"board/{slug}", *(f"board/{slug}/{places['areas'][n][0]}" for n in counties)]
    for number in range(places["buckets"]):
        bucket = site / "find" / f"names-{places['buckets']}" / f"{number}.json"
        for address, *_ in json.loads(bucket.read_text(encoding="utf-8")):
            paths.append(f"{'cadre' if '-' in address else 'region'}/{address}")
    assert len(paths) > 20
    assert [path for path in paths if not (site / path / "index.html").is_file()] == []


def test_the_index_of_names_repeats_byte_for_byte(grown: tuple[Path, Site], tmp_path: Path) -> None:
    write_index(grown[1], tmp_path / "find")
    assert digest(tmp_path / "find") == digest(grown[0] / "zhucun" / "find")


def test_a_first_search_is_light(
    browser: Browser, site: Path, tmp_path: Path, grown: tuple[Path, Site]
) -> None:
    """At 1,000 pages; bench/finding.py measures up to 10,000."""
    big = tmp_path / "site"
    many = finding.grown(grown[1].counties[0], 1000)
    finding.enlarge(site, big, many)
    sizes = {q: finding.first_search(browser, big, q).bytes for q in ("三台子村", "台子", "摘帽")}
    assert sizes["三台子村"] < 20_000
    assert max(sizes.values()) < FIRST_SEARCH * 3 // 4
    for path in big.glob("find/99*.json"):
        assert len(gzip.compress(path.read_bytes(), 6)) < 10_000
    html = (site / "index.html").read_text(encoding="utf-8")
    assert "三台子" not in html  # no village stands in the home page
