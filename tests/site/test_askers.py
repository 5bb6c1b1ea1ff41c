"""People with a question each: answered within two taps of home, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import served
from playwright.sync_api import Browser, BrowserContext, Page
from site_tree import COUNTY, TOWN, built, change, consent, planted

pytestmark = pytest.mark.browser
pytest_plugins = ["browser_fixture"]

WIDTHS = (375, 1280)
SCRIPTS = (True, False)


@dataclass
class Reader:
    """Somebody who begins at home and counts what they tap."""

    page: Page
    taps: int = 0

    def tap(self, name: str, within: str = "main", exact: bool = True) -> None:
        """Taps a link that can be seen."""
        link = self.page.locator(within).get_by_role("link", name=name, exact=exact).first
        assert link.is_visible(), name
        link.click()
        self.page.wait_for_load_state()
        self.taps += 1

    def sees(self, *texts: str) -> None:
        """Each text stands on the page, in view once scrolled to, after two taps at most."""
        for text in texts:
            found = self.page.get_by_text(text).first
            found.wait_for(timeout=5000)
            assert found.is_visible(), text
        assert self.taps <= 2


def the_first_secretary(reader: Reader) -> None:
    reader.tap("示例县")
    reader.tap("芳山镇")
    reader.sees("11月5日这一周还没有登记去向，下面是最近登记的一周（10月26日至11月1日）。")
    reader.sees("第一书记 示例甲：在村 6 天")
    reader.sees("找谁：本人 100****0001", "请到村委会问")


def the_promises(reader: Reader) -> None:
    reader.tap("今年承诺了什么，做到哪里")
    reader.tap("示例县")
    reader.sees("今年公开的承诺 1 件，已经完成 0 件", "示例村果蔬冷库", "75%", "进行中")


def the_village_s_own_secretary(reader: Reader) -> None:
    reader.tap("示例县")
    reader.tap("芳山镇")
    reader.sees("村书甲某，2019年3月1日起任；在今年专业化管理的名单上")


def what_the_secretary_promised(reader: Reader) -> None:
    reader.tap("村书记承诺了什么，办成没有")
    reader.tap("示例县")
    reader.sees("今年公开承诺的实事 4 件，办成 2 件（逾期 1 件）", "建晒谷场", "已逾期")


def the_days(reader: Reader) -> None:
    reader.tap("示例县")
    reader.tap("芳山镇")
    answer = reader.page.locator(".answer").inner_text()
    assert answer.startswith("10月：芳山镇 4 名驻村干部，3 人达到每月 20 天的要求，1 人有说明。")
    reader.sees("第十六条", "每月在村工作时间不得少于20天")


def the_days_of_an_earlier_month(reader: Reader) -> None:
    reader.tap("示例县", within="section[aria-labelledby=month]")
    reader.tap("2026年9月")
    reader.sees("9月：示例县 4 名驻村干部，", "第十六条")


def the_negative_list(reader: Reader) -> None:
    reader.tap("负面清单上有什么，改了没有")
    reader.tap("示例县")
    reader.sees("没有办结的 0 件，已经办结的 2 件", "一名干部工作不认真", "已整改", "改了没有")


def how_it_is_made(reader: Reader) -> None:
    reader.tap("数字怎么算的")
    reader.tap("示例县")
    reader.sees("举例：示例", "要求 20 天，计入", "够了：达标", "待定。", "第十六条")


def what_changed(reader: Reader) -> None:
    reader.tap("最近变了什么")
    assert reader.page.locator("h1").inner_text() == "变动"
    assert reader.taps == 1


def the_data(reader: Reader) -> None:
    reader.tap("数据在哪里")
    assert reader.page.locator("h1").inner_text() == "数据"
    assert reader.page.get_by_role("link", name="CSV").first.is_visible() or (
        reader.page.get_by_role("link", name="attendance.csv").first.is_visible()
    )
    assert reader.taps == 1


ASKERS: tuple[Callable[[Reader], None], ...] = (
    the_first_secretary,
    the_promises,
    the_village_s_own_secretary,
    what_the_secretary_promised,
    the_days,
    the_days_of_an_earlier_month,
    the_negative_list,
    how_it_is_made,
    what_changed,
    the_data,
)


@pytest.fixture(scope="module", params=[(w, s) for w in WIDTHS for s in SCRIPTS], ids=str)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser: its width, and whether it runs scripts."""
    width, scripts = request.param
    made = browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=scripts,
        service_workers="block",
    )
    yield made
    made.close()


@pytest.mark.parametrize("ask", ASKERS, ids=lambda ask: str(ask.__name__))
def test_two_taps_answer(
    context: BrowserContext, address: str, ask: Callable[[Reader], None]
) -> None:
    page = context.new_page()
    page.goto(address)
    ask(Reader(page))
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_three_choices_lead_to_the_village(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, service_workers="block")
    page.goto(address)
    page.get_by_label("县", exact=True).select_option(label="示例县")
    page.get_by_label("乡镇", exact=True).select_option(label="芳山镇")
    page.get_by_label("村", exact=True).select_option(label="示例村")
    page.get_by_role("button", name="去看").click()
    page.wait_for_url("**/region/990101100201/")
    answer = page.locator(".answer").inner_text()
    assert answer.startswith("第一书记是示例甲（示例市农业农村局派出）。")
    assert "10月在村 24 天，达到每月 20 天的要求。" in answer
    page.close()


def test_every_page_is_one_tap_from_its_method(browser: Browser, address: str) -> None:
    page = browser.new_page(service_workers="block")
    for path, anchor in (
        ("region/990101100000/", "attendance"),
        ("region/990101100201/", "attendance"),
        ("cadre/990101-001/", "attendance"),
        ("board/attendance/990101000000/2026-09/", "attendance"),
        ("board/whereabouts/990101000000/", "whereabouts"),
        ("board/projects/990101000000/", "projects"),
        ("board/cases/990101000000/", "cases"),
        ("board/support/990101000000/", "support"),
        ("board/secretaries/990101000000/", "secretaries"),
        ("board/pledges/990101000000/", "pledges"),
    ):
        page.goto(address + path)
        page.get_by_role("link", name="怎么算的", exact=True).first.click()
        assert page.url == f"{address}method/990101000000/#{anchor}"
        assert page.locator(f"#{anchor} h2").is_visible()
    page.close()


def test_the_example_is_the_row_of_the_board(browser: Browser, address: str) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{address}method/990101000000/#attendance")
    said = page.locator("#attendance .example").inner_text()
    page.get_by_role("link", name="10月到岗表里的这一行").click()
    row = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert row.locator("th").inner_text().strip() in said
    counted = row.locator("[data-label='计入 / 要求']").inner_text().split("/")[0].strip()
    assert f"计入 {counted} 天" in said
    page.close()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[str]:
    """A site of a week that is registered, with what is seldom: see the tests."""
    folder = tmp_path_factory.mktemp("other")
    tree = planted(folder / "tree", root)
    publication = {"names": "掩码", "phones": "公开"}
    change(tree, "records/shili/region.yml", lambda d: d["publication"].update(publication))
    left = {"date": "2026-10-20", "reason": "工作调动"}
    change(tree, f"{COUNTY}/cadres/990101-002.yml", lambda d: d["postings"][0].update(ended=left))

    agreed = consent("专栏", "照片", "电话")
    change(tree, f"{COUNTY}/cadres/990101-001.yml", lambda d: d.update(consents=agreed))

    def town(data: dict[str, list[dict[str, str]]]) -> None:
        data["villages"][0]["contact"] = "0416-0000001"
        data["villages"][2]["kind"] = "社区"
        data["villages"][2]["contact"] = "0416-0000003"

    change(tree, f"{TOWN}/region.yml", town)
    week = f"{TOWN}/whereabouts/2026-W44.yml"
    change(tree, week, lambda d: d["whereabouts"]["990101-003"].update({"周日": "在村"}))
    (tree / f"{TOWN}/attendance/2026-10.yml").unlink()
    built(tree, folder / "site", "2026-11-01")
    with served(folder / "site") as top:
        yield top


def answer_of(page: Page) -> str:
    return page.locator(".answer").inner_text()


def test_whether_somebody_is_there_today(browser: Browser, other: str) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{other}region/990101100201/")
    assert "11月1日登记：其他（包括没有登记）。" in answer_of(page)  # the board's Sunday is empty
    assert "请假" not in answer_of(page)
    member = page.locator(".facts div", has_text="驻村工作队员")
    assert "今天：11月1日登记：在村" in member.inner_text()
    page.close()


def test_an_unregistered_month_is_said_first(browser: Browser, other: str) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{other}region/990101100000/")
    assert answer_of(page).startswith("10月还没有登记。9月：示例镇")
    page.close()


def test_masked_names_and_full_phones(browser: Browser, other: str) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{other}region/990101100000/")
    row = page.locator(".posts li", has_text="示例村").first.inner_text()
    assert "第一书记 示*" in row
    assert "示例甲" not in page.content()
    assert page.get_by_role("link", name="0416-0000001").get_attribute("href") == "tel:0416-0000001"
    assert page.get_by_role("link", name="10000000001").is_visible()
    page.close()


def test_a_village_whose_cadre_left_names_who_was_there(browser: Browser, other: str) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{other}region/990101100202/")
    told = "这个村现在没有派驻干部。村党组织书记是村*，2019年3月1日起任。"
    assert answer_of(page) == told
    before = page.locator(".facts div", has_text="以前").inner_text()
    assert "第一书记示*，2025年3月1日至2026年10月20日" in before
    page.get_by_role("link", name="示*").first.click()
    assert "已于2026年10月20日离任" in answer_of(page)
    page.close()


def test_a_community_without_a_cadre_says_whom_to_call(browser: Browser, other: str) -> None:
    page = browser.new_page(service_workers="block")
    page.goto(f"{other}region/990101100000/")
    page.get_by_role("link", name="范例村").first.click()
    assert answer_of(page).startswith("这个社区现在没有派驻干部。社区党组织书记是村*，")
    assert "居委会 0416-0000003" in page.locator(".facts").inner_text()
    page.close()
