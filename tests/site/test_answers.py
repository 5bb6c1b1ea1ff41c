"""The sentences that answer first, and what pages of rare cases say."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from site_tree import COUNTY, each_county, planted

from mini.tree import plant
from zhucun.publish import model
from zhucun.publish.page import environment, render
from zhucun.publish.pages.answers import (
    kept_days,
    months_served,
    newest_answer,
    present_of,
    standing,
    today_of,
    today_together,
)
from zhucun.publish.pages.board_figures import figures_of, tables_over
from zhucun.publish.pages.board_totals import totals_of, week_totals
from zhucun.publish.pages.methods import example
from zhucun.publish.pages.month_boards import month_board, months_shown
from zhucun.publish.pages.regions import county_pages
from zhucun.publish.pages.villages import NEWEST_SHOWN
from zhucun.publish.pictures.catalogue import CHARTS
from zhucun.publish.projection.county import project_county
from zhucun.publish.projection.methods import methods_of

WEEK = (*(f"2026-10-{day}" for day in range(26, 32)), "2026-11-01")
NOT_YET = "11月5日这一周还没有登记去向；最近登记的一周（10月26日至11月1日）"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory, root: Path) -> model.County:
    tree = planted(tmp_path_factory.mktemp("answers") / "tree", root)
    return project_county(next(each_county(tree, "2026-11-05")), tree)


def cadre(county: model.County, number: int = 1) -> model.Cadre:
    return next(c for c in county.cadres if c.id == f"990101-00{number}")


def months(cadre: model.Cadre, edit: Callable[[model.Month], model.Month]) -> model.Cadre:
    return replace(cadre, months=tuple(edit(m) for m in cadre.months))


def source_of(county: model.County, path: str, as_of: str = "2026-11-05") -> str:
    """The source of a page of a place or a person."""
    page = next(p for p in county_pages(county, as_of) if p.path == path)
    templates = environment()
    templates.globals["charts"] = CHARTS
    return render(templates, page, model.Site(as_of, "0123abcd", (county,)))


def seen(county: model.County, path: str, as_of: str = "2026-11-05") -> str:
    """What a page says, as text."""
    return unescape(re.sub(r"<[^>]+>|\\n", "", source_of(county, path, as_of)))


# -- today -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "day", "said"),
    [
        ("vvbvvv-", "2026-10-28", "10月28日登记：因公外出"),
        ("vvvvvv-", "2026-10-28", "10月28日登记：在村"),
        ("vv-vvv-", "2026-10-28", "10月28日登记：其他（包括没有登记）"),
        ("vvbvvv-", "2026-11-05",
         f"{NOT_YET}在村 5 天、因公外出 1 天"),
        ("-------", "2026-11-05", f"{NOT_YET}其他（包括没有登记）"),
    ],
)  # fmt: skip
def test_today(county: model.County, marks: str, day: str, said: str) -> None:
    line = model.Board("2026-W44", WEEK, marks)
    assert today_of(replace(cadre(county), board=line), day) == said


def test_today_without_any_board(county: model.County) -> None:
    assert today_of(replace(cadre(county), board=None), "2026-10-28") == "没有登记去向"


def test_today_where_nobody_has_to_say(county: model.County) -> None:
    silent = replace(
        county,
        bases={k: b for k, b in county.bases.items() if k != "whereabouts.daily"},
        cadres=tuple(replace(c, board=None) for c in county.cadres),
    )
    said = "没有登记去向（制度没有要求每天公示）"
    for path in ("region/990101100000/", "region/990101100201/", "cadre/990101-001/"):
        assert said in seen(silent, path)
    assert said not in seen(replace(silent, bases=county.bases), "region/990101100201/")


def test_today_never_speaks_of_leave(county: model.County) -> None:
    for marks in ("-------", "v-b-v--"):
        for day in (*WEEK, "2026-11-05"):
            line = model.Board("2026-W44", WEEK, marks)
            said = today_of(replace(cadre(county), board=line), day)
            assert not re.search("请假|休息|不在|离岗|缺岗", said)


def test_who_is_present_in_a_county(county: model.County) -> None:
    said = present_of("示例县", county.cadres, "2026-10-28")
    assert re.fullmatch(r"10月28日：示例县登记了 4 名驻村干部的去向，\d 人在村。", said)
    assert (
        present_of("示例县", county.cadres, "2026-11-05")
        == "11月5日这一周，示例县还没有登记去向；最近登记的是10月26日至11月1日。"
    )
    silent = [replace(c, board=None) for c in county.cadres]
    assert present_of("示例县", silent, "2026-10-28") == "示例县没有登记去向。"


# -- a month's days ----------------------------------------------------------------------------


def test_the_days_of_a_month(county: model.County) -> None:
    assert (
        kept_days("示例镇", county.cadres, "2026-10")
        == "10月：示例镇 4 名驻村干部，3 人达到每月 20 天的要求，1 人有说明。"
    )
    assert standing(county.cadres, "2025-01") == ""
    assert kept_days("示例镇", county.cadres, "") == ""


def test_a_month_nobody_gives_the_days_of(county: model.County) -> None:
    open_ = [
        months(c, lambda m: replace(m, need=None, state="待定", basis=None)) for c in county.cadres
    ]
    said = standing(open_, "2026-10")
    assert said == "4 名驻村干部，4 人要在村多少天，制度没有写（待定）。"
    page = seen(replace(county, cadres=tuple(open_)), "region/990101100000/")
    assert said in page
    assert "达到每月" not in page


def test_needs_that_differ_are_not_given_as_one(county: model.County) -> None:
    first, second = cadre(county, 1), cadre(county, 2)
    other = months(second, lambda m: replace(m, need=15))
    assert "每月天数的要求" in standing([first, other], "2026-10")
    assert "20" not in standing([first, other], "2026-10")


def test_what_is_not_judged_or_not_registered_is_no_shortfall(county: model.County) -> None:
    partly = months(cadre(county, 1), lambda m: replace(m, state="不计"))
    missing = months(cadre(county, 2), lambda m: replace(m, state="未登记", registered=False))
    said = standing([partly, missing, cadre(county, 3)], "2026-10")
    assert said.startswith("3 名驻村干部，")
    assert "1 人任职不满一个月，不判断，1 人还没有登记。" in said
    assert standing([missing], "2026-10") == "1 名驻村干部都还没有登记。"


def test_a_month_that_is_due_and_missing_is_said_first(county: model.County) -> None:
    missing = [
        months(
            c,
            lambda m: replace(m, state="未登记", registered=False) if m.month == "2026-10" else m,
        )
        for c in county.cadres
    ]
    said = newest_answer("示例镇", missing, "2026-09")
    assert said.startswith("10月还没有登记。9月：示例镇 4 名驻村干部，")


@pytest.mark.parametrize(
    ("since", "until", "served"),
    [
        ("2025-03-01", "2026-11-05", 20),
        ("2025-03-06", "2026-11-05", 19),
        ("2026-11-05", "2026-11-05", 0),
    ],
)
def test_months_served(since: str, until: str, served: int) -> None:
    assert months_served(since, until) == served


def test_a_month_counts_where_it_was_served(county: model.County) -> None:
    """Who moved away counts in the month at the old place, and among those in office at the new."""
    moved = cadre(county, 2)
    away = replace(
        moved, postings=(replace(moved.posting, place="990101100999", place_name="别处"),)
    )
    others = tuple(c for c in county.cadres if c.id != moved.id)
    page = seen(replace(county, cadres=(*others, away)), "region/990101100000/")
    assert "10月：示例镇 4 名驻村干部" in page
    assert "现有驻村干部 3 人" in page
    came = months(moved, lambda m: replace(m, place="990101100999"))
    page = seen(replace(county, cadres=(*others, came)), "region/990101100000/")
    assert "10月：示例镇 3 名驻村干部" in page
    assert "现有驻村干部 4 人" in page
    gone = months(away, lambda m: replace(m, place="990101100999"))
    page = seen(replace(county, cadres=(*others, gone)), "region/990101100000/")
    assert "10月：示例镇 3 名驻村干部" in page


# -- boards ------------------------------------------------------------------------------------


def test_a_board_keeps_its_earlier_months(county: model.County) -> None:
    assert months_shown(county) == ("2026-10", "2026-09")
    board = month_board(county, "2026-09")
    assert board.answer.startswith("9月：示例县 4 名驻村干部，")
    assert {m.month for _, m in board.entries} == {"2026-09"}
    assert [t.name for t, _ in board.townships] == ["示例镇"]


def test_a_month_that_nobody_registered_has_no_board(county: model.County) -> None:
    missing = tuple(
        months(c, lambda m: replace(m, registered=m.month != "2026-10")) for c in county.cadres
    )
    assert months_shown(replace(county, cadres=missing)) == ("2026-09",)


def test_a_village_without_a_secretary_is_not_counted(county: model.County) -> None:
    found = {f.title: f.value for f in figures_of("posting", county.tables_of("posting"))}
    assert found == {
        "在任": "4",
        "有第一书记的村和社区": "2",
        "有驻村干部的村和社区": "2",
        "届满没有交代": "0",
    }


def test_money_is_told_in_ten_thousands(county: model.County) -> None:
    found = {f.title: (f.value, f.unit) for f in figures_of("support", county.tables_of("support"))}
    assert found["工作经费"] == ("2.2", "万元")
    assert found["已支出"] == ("900", "元")


def test_a_figure_of_a_table_without_rows_is_left_out(county: model.County) -> None:
    tables = county.tables_of("economy")
    weak = next(t for t in tables if t.name == "weak_villages")
    titles = [f.title for f in figures_of("economy", tables)]
    assert titles[0] == "列为薄弱村"
    others = tuple(replace(t, rows=()) if t is weak else t for t in tables)
    assert "列为薄弱村" not in [f.title for f in figures_of("economy", others)]
    assert figures_of("attendance", tables) == ()


def test_a_board_of_all_counties_heads_with_their_sums(county: model.County) -> None:
    other = replace(county, code="990102000000", name="别县")
    site = model.Site("2026-11-05", "0123abcd", (county, other))

    def shown(slug: str) -> list[tuple[str, str]]:
        return [(f.title, f.value) for f in totals_of(slug, site)]

    assert shown("projects") == [
        ("按期完成", "0"), ("逾期完成", "0"), ("进行中", "2"), ("已逾期", "0"),
    ]  # fmt: skip
    assert shown("cases") == [("未结", "0"), ("已结", "4"), ("其中公开", "4")]
    assert shown("assessment")[0] == ("应考", "8")
    assert shown("whereabouts") == [("现有驻村干部", "8"), ("登记过去向", "8")]
    assert shown("attendance") == []


def test_a_week_comes_to_days_of_people(county: model.County) -> None:
    line = model.Board("2026-W44", WEEK, "vvb--v-")
    two = [replace(c, board=line) for c in county.cadres[:2]]
    found = {f.title: f.value for f in week_totals([*two, replace(two[0], board=None)])}
    assert found == {"最近一周登记了去向": "2", "合计在村": "6", "合计因公外出": "2"}
    assert week_totals([replace(two[0], board=None)]) == ()


def test_a_week_that_all_share_is_told_once(county: model.County) -> None:
    line = model.Board("2026-W44", WEEK, "vvb--v-")
    one, other = (replace(c, board=line) for c in county.cadres[:2])
    once, each = today_together([one, other], "2026-11-05")
    assert once.startswith("11月5日这一周还没有登记去向，下面是最近登记的一周（")
    assert each == {one.id: "在村 3 天、因公外出 1 天", other.id: "在村 3 天、因公外出 1 天"}
    idle = replace(other, board=replace(line, marks="-------"))
    assert today_together([one, idle], "2026-11-05")[1][idle.id] == "其他（包括没有登记）"
    later = replace(other, board=replace(line, week="2026-W45"))
    silent = replace(other, board=None)
    for apart in ([one, later], [one, silent], [silent, one], []):
        once, each = today_together(apart, "2026-11-05")
        assert not once
        assert each == {c.id: today_of(c, "2026-11-05") for c in apart}
    assert today_together([one, other], WEEK[0])[0] == ""


def test_figures_are_summed_over_counties(county: model.County) -> None:
    once = {f.title: f.value for f in figures_of("work", county.tables_of("work"))}
    twice = {f.title: f.value for f in figures_of("work", county.tables_of("work") * 2)}
    assert once["反映的问题没有办结"] == "2"
    assert twice["反映的问题没有办结"] == "4"


def test_what_a_city_draws_is_counted_once_for_the_city(county: model.County) -> None:
    """Every county of a city lists the same sample, which is the city's."""
    column = model.TableColumn("sample", "抽中", "", "count")
    rows = ((model.TableCell(3, "3"),),)
    drawn = model.Table("spot_checks", "每季度抽查", "", "supervision", False, (column,), rows, ())
    first = replace(county, tables=(drawn,))
    empty = replace(first, code="990100000001", tables=(replace(drawn, rows=()),))
    neighbour = replace(first, code="990102000000")
    far = replace(first, code="980101000000", city_code="980100000000")

    def told(*counties: model.County) -> list[str]:
        return [f.value for f in figures_of("supervision", tables_over(counties, "supervision"))]

    assert told(empty, first, neighbour) == ["3"]
    assert told(first, neighbour, far) == ["6"]


# -- methods -----------------------------------------------------------------------------------


def test_every_headline_figure_has_its_method(county: model.County) -> None:
    assert [m.slug for m in county.methods] == [
        "attendance", "whereabouts", "logs", "projects", "assessment", "cases",
        "secretaries", "pledges",
    ]  # fmt: skip
    attendance = county.methods[0]
    assert "数出来的天数，够 20 天的是达标。" in attendance.formula
    assert "登记在村、却没有公示去向的那一天，不计入，算缺岗。" in attendance.formula
    assert {g.title for g in attendance.grounds if g.shown == "待定"} == {"月后多少天内封存"}


def formulas(tree: Path, slug: str) -> tuple[str, ...]:
    methods = methods_of(next(each_county(tree, "2026-11-05")))
    return next(m.formula for m in methods if m.slug == slug)


def reads(tree: Path, old: str, new: str) -> None:
    """Another reading of the law than the pack's."""
    pack = tree / "records" / "regulations" / "s0.yml"
    text = pack.read_text(encoding="utf-8")
    assert text.count(old) == 1
    pack.write_text(text.replace(old, new), encoding="utf-8")


def test_a_method_follows_the_law_in_force(tmp_path: Path, root: Path) -> None:
    tree = planted(tmp_path / "tree", root)
    assert "工作日和休息日都数" in formulas(tree, "attendance")[0]
    assert "当月没有任职满整月的，只列天数，不判断，是不计。" in formulas(tree, "attendance")
    assert formulas(tree, "assessment")[0] == (
        "总分 = 日常得分 × 20% + 半年得分 × 30% + 年终得分 × 50%。"
    )
    reads(tree, "value: calendar, display: 自然日, decision: A1", "value: workdays, decision: A1")
    reads(tree, "value: 不计, display: 不作达标判断", "value: prorated, display: 折算")
    changed = formulas(tree, "attendance")
    assert "只数工作日" in changed[0]
    assert "当月只任职一部分日子的，要求按任职的天数折算，不足一天按一天。" in changed


def test_what_the_law_leaves_open_is_said(tmp_path: Path, root: Path) -> None:
    tree = plant(tmp_path / "tree", root, "s1")
    assert "日常、半年、年终各占多少，制度没有写全，是待定：不算总分。" in formulas(
        tree, "assessment"
    )
    assert "多久上传一次日志，制度没有写，是待定：不算应传几周。" in formulas(tree, "logs")
    assert "每人每年至少 1 个。" in formulas(tree, "projects")
    assert not any("没有公示去向" in line for line in formulas(tree, "attendance"))


def test_no_regulation_no_method(tmp_path: Path, root: Path) -> None:
    from site_tree import change

    tree = planted(tmp_path / "tree", root)
    change(tree, "records/shili/region.yml", lambda d: d.update(regulations=[]))
    assert methods_of(next(each_county(tree, "2026-11-05"))) == ()


def test_an_example_is_nobodys_shortfall(county: model.County) -> None:
    made = example(county, "attendance", "2026-11-05")
    assert made
    assert made.steps[-1].endswith("够了：达标。")
    short = [
        months(c, lambda m: replace(m, counted=3, in_village=3, state="待说明"))
        for c in county.cadres
    ]
    assert example(replace(county, cadres=tuple(short)), "attendance", "2026-11-05") is None


def test_an_example_avoids_days_off_post(county: model.County) -> None:
    first = months(cadre(county, 1), lambda m: replace(m, off_post=1, business=5))
    others = tuple(c for c in county.cadres if c.id != first.id)
    made = example(replace(county, cadres=(first, *others)), "attendance", "2026-11-05")
    assert made
    assert not made.about.startswith(first.name)


def test_an_example_says_what_did_not_count(county: model.County) -> None:
    first = months(
        cadre(county), lambda m: replace(m, in_village=22, counted=22, unpublished=2, off_post=2)
    )
    made = example(replace(county, cadres=(first,)), "attendance", "2026-11-05")
    assert made
    assert made.steps[0] == "登记：在村 24 天，其他 7 天。"
    assert made.steps[1] == "登记在村的日子里，有 2 天没有公示去向，不计入。"
    assert made.steps[2] == "计入的天数 = 在村的 22 天。"


def test_an_example_where_business_counts(county: model.County) -> None:
    first = months(cadre(county), lambda m: replace(m, in_village=20, business=3, counted=23))
    made = example(replace(county, cadres=(first,)), "attendance", "2026-11-05")
    assert made
    assert "计入的天数 = 在村 20 + 因公外出 3 = 23 天。" in made.steps
    workdays = months(cadre(county), lambda m: replace(m, in_village=24, counted=20))
    made = example(replace(county, cadres=(workdays,)), "attendance", "2026-11-05")
    assert made
    assert "其中按上面的办法计入的，是 20 天。" in made.steps


# -- pages of rare cases -----------------------------------------------------------------------


def test_no_phone_is_said_with_where_to_ask(county: model.County) -> None:
    silent = replace(county, cadres=tuple(replace(c, phone="") for c in county.cadres))
    assert "电话没有公布，请到村委会问" in seen(silent, "region/990101100201/")
    assert "联系电话没有公布" in seen(silent, "cadre/990101-001/")


def test_a_village_tells_its_problems_and_promises(county: model.County) -> None:
    page = seen(county, "region/990101100201/")
    assert "没有办结 1 件，已办结 0 件。" in page
    assert "等县交通局，已 238 天" in page
    assert "今年的承诺示例村果蔬冷库" in page
    assert "已任 20 个月" in page


def test_the_first_secretary_stands_first(county: model.County) -> None:
    member, secretary = cadre(county, 1), cadre(county, 3)
    swapped = (
        replace(member, postings=(replace(member.posting, role="驻村工作队员"),)),
        replace(secretary, postings=(replace(secretary.posting, role="第一书记"),)),
    )
    page = seen(replace(county, cadres=swapped), "region/990101100201/")
    assert "第一书记是示例丙（" in page


def test_who_was_there_before_and_what_was_promised_then(county: model.County) -> None:
    first = cadre(county)
    left = replace(first.posting, active=False, ended=True, until="2026-10-20")
    old = replace(county.projects[0], id="old", title="去年的水渠", year=2025)
    changed = replace(
        county,
        cadres=(replace(first, postings=(left,)), cadre(county, 3)),
        projects=(old, *county.projects),
    )
    page = seen(changed, "region/990101100201/")
    assert "以前第一书记示例甲，2025年3月1日至2026年10月20日" in page
    assert "驻村工作队员是示例丙（" in page
    assert "往年的承诺（1 件）" in page
    assert "去年的水渠" not in page.partition("往年的承诺")[0]
    assert "去年的水渠" not in seen(changed, "region/990101100000/")
    assert "驻村干部 1 人，3 个村和社区" in seen(changed, "region/990101000000/")
    assert "以前" not in seen(county, "region/990101100201/").partition("到岗日历")[0]


def test_a_cadre_with_many_works_keeps_a_short_page(county: model.County) -> None:
    project = county.projects[0]
    many = tuple(
        replace(project, id=f"p{n}", title=f"项目{n}号", year=2000 + n) for n in range(1, 21)
    )
    page = seen(replace(county, projects=many), "cadre/990101-001/")
    assert all(f"项目{n}号" in page for n in range(21 - NEWEST_SHOWN, 21))
    assert "项目1号" not in page
    assert f"另有 {20 - NEWEST_SHOWN} 件" in page


def test_a_cadre_never_has_scores_or_leave(county: model.County) -> None:
    page = seen(county, "cadre/990101-001/")
    allowed = page.replace("个人的考核分数和等次、请假、健康和家庭情况都不公开。", "").replace(
        "其他是休息、请假和不单独公布的天数合计。", ""
    )
    assert not re.search("请假|得分|等次|优秀|体检|保险|补助", allowed)
    assert COUNTY not in page


def test_a_cadre_page_stays_light_after_years(county: model.County) -> None:
    """Twelve kilobytes compressed with ten years of months, postings, projects and articles."""
    first, project, article = cadre(county), county.projects[0], county.articles[0]
    noise = random.Random(7)

    def words(count: int) -> str:
        return "".join(chr(noise.randrange(0x4E00, 0x9FA5)) for _ in range(count))

    many = replace(
        first,
        months=tuple(
            replace(first.months[0], month=f"{year}-{month:02d}", counted=noise.randrange(31))
            for year in range(2017, 2027)
            for month in range(1, 13)
        ),
        postings=first.postings * 5,
    )
    heavy = replace(
        county,
        cadres=(many,),
        projects=tuple(
            replace(project, id=f"p{n}", title=words(20), goal=words(80), measures=words(80))
            for n in range(40)
        ),
        articles=tuple(
            replace(article, cadre=first.id, slug=f"a{n}", title=words(20), summary=words(40))
            for n in range(40)
        ),
    )
    assert len(gzip.compress(source_of(heavy, f"cadre/{first.id}/").encode())) < 12_000
