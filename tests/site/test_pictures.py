"""Pictures: drawn to measure, from zero, said in words, their numbers in a table beside them."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import (
    STATES,
    cadre,
    county,
    incomes,
    ladder,
    month,
    months,
    project,
    township,
    visits,
    weak,
)

from zhucun.facts.load import LoadedCommons
from zhucun.publish.model import FEW, MOST, SOME, Completeness
from zhucun.publish.pictures.drawing import (
    DASHED,
    FULL,
    OPEN,
    SHADED,
    Bar,
    Figure,
    Picture,
    ems,
    wrapped,
)
from zhucun.publish.pictures.months import calendar, township_year, trend
from zhucun.publish.pictures.places import (
    coverage_of_counties,
    coverage_of_townships,
    income,
    weak_of_counties,
)
from zhucun.publish.pictures.places import incomes as incomes_of
from zhucun.publish.pictures.work import inspections, progress, promises, stages, stairs
from zhucun.publish.projection.ladders import ladder_in_force

AS_OF = "2026-11-05"


def hold(picture: Picture) -> None:
    """Nothing leaves the picture, no two words touch, and it says something in Chinese."""
    for bar in picture.bars:
        assert bar.width >= 0, bar
        assert bar.height >= 0, bar
        assert bar.x >= -1e-6, bar
        assert bar.x + bar.width <= picture.width + 1e-6, bar
        assert bar.y >= -1e-6, bar
        assert bar.y + bar.height <= picture.height + 1e-6, bar
    words = sorted(picture.words, key=lambda w: (round(w.y, 3), w.reach))
    for _, line in groupby(words, key=lambda w: round(w.y, 3)):
        for one, other in pairwise(line):
            assert one.reach[1] <= other.reach[0] + 0.5, (one, other)
    for word in picture.words:
        assert word.reach[0] >= -1.0, word
        assert word.reach[1] <= 101.0, word
        assert 0.6 <= word.y <= picture.height, word
    for name in picture.names:
        assert all(name.room <= w.reach[0] for w in picture.words if w.y == name.y), name
        assert 1 <= name.y <= picture.height - 0.2, name
    assert re.search("[一-龥]", picture.label)


def shown(figure: Figure | None) -> Picture:
    assert figure is not None
    hold(figure.picture)
    return figure.picture


def columns(picture: Picture) -> list[list[Bar]]:
    """The bars right of the row headings, by column."""
    found: dict[float, list[Bar]] = {}
    for bar in picture.bars:
        if bar.x > 21:
            found.setdefault(bar.x, []).append(bar)
    return [found[x] for x in sorted(found)]


# -- months ------------------------------------------------------------------------------------


@settings(deadline=None)
@given(months())
def test_a_calendar_keeps_its_measure(lived: list[tuple[str, str, list[str]]]) -> None:
    own = cadre("990101-001", [month(m, state, levels) for m, state, levels in lived])
    picture = shown(calendar(own))
    boxes = sum(len(levels) + levels.count(SOME) for _, _, levels in lived[-12:])
    assert len(picture.bars) == boxes  # a half box is two
    for one, other in combinations([b for b in picture.bars if b.css != FULL], 2):
        assert one.x != other.x or one.y != other.y


def test_a_calendar_says_weeks_and_no_day() -> None:
    own = cadre("990101-001", [month("2025-12", "达标", [MOST, SOME, FEW, ""]), month("2026-01")])
    picture = shown(calendar(own))
    assert "2025年12月达标，22 天；2026年1月达标，22 天。" in picture.label
    assert "在村 3–4 天的有 1 周" in picture.label
    assert "没有整周登记的有 1 周" in picture.label
    assert not re.search(r"\d日|\d{4}-\d\d-\d\d", picture.label)
    assert {bar.css for bar in picture.bars} == {FULL, OPEN, DASHED}
    assert calendar(cadre("990101-001", [])) is None


def test_a_full_week_is_a_full_box_and_a_short_one_an_open_box() -> None:
    own = cadre("990101-001", [month("2026-01", "达标", [MOST, FEW, "", SOME])])
    boxes = [bar.css for bar in sorted(shown(calendar(own)).bars, key=lambda bar: bar.y)]
    assert boxes == [FULL, OPEN, DASHED, OPEN, FULL]  # of the half box the lower half is full


def test_a_year_that_begins_in_the_last_column_is_named_within_the_picture() -> None:
    lived = [month(f"2025-{n:02}") for n in range(2, 13)] + [month("2026-01")]
    years = [w for w in shown(calendar(cadre("990101-001", lived))).words if "年" in w.text]
    assert [(w.text, w.anchor) for w in years] == [("2025年", "start"), ("2026年", "end")]


def test_an_unregistered_month_has_no_days() -> None:
    own = cadre("990101-001", [month("2026-01"), month("2026-02", "未登记", ["", ""])])
    picture = shown(calendar(own))
    assert "2026年2月还没有登记" in picture.label
    assert [w.text for w in picture.words if w.text == "—"] == ["—", "—"]  # state and days


counted = st.lists(
    st.dictionaries(st.sampled_from(STATES), st.integers(0, 130), min_size=1),
    min_size=1,
    max_size=14,
)


@settings(deadline=None, max_examples=40)
@given(counted)
def test_columns_stand_on_zero_and_add_up(numbers: list[dict[str, int]]) -> None:
    cadres = [
        cadre(
            f"990101-{n:03}", [month(f"2026-{at + 1:02}" if at < 12 else f"2027-{at - 11:02}", s)]
        )
        for at, counts in enumerate(numbers)
        for s, count in counts.items()
        for n in range(count)
    ]
    drawn = [sum(c for s, c in counts.items() if s != "不计") for counts in numbers]
    figure = trend([county(cadres=cadres)])
    if not any(drawn):
        assert figure is None
        return
    picture = shown(figure)
    assert figure
    base = picture.lines[0].y1
    sums = [sum(int(cell) for cell in row[1:-1]) for row in figure.grids[0].rows]
    stacks = columns(picture)
    assert len(stacks) == sum(total > 0 for total in sums)
    for total, stack in zip([s for s in sums if s], stacks, strict=True):
        assert sum(bar.height for bar in stack) == pytest.approx(7.0 * total / max(sums))
        assert max(bar.y + bar.height for bar in stack) == pytest.approx(base)
        for upper, lower in pairwise(sorted(stack, key=lambda bar: bar.y)):
            assert upper.y + upper.height == pytest.approx(lower.y)


def test_who_is_not_registered_is_not_counted_as_met() -> None:
    states = ["达标"] * 3 + ["有说明", "待说明"] + ["未登记"] * 4 + ["不计"]
    cadres = [cadre(f"990101-{n:03}", [month("2026-10", s)]) for n, s in enumerate(states)]
    figure = trend([county(cadres=cadres)])
    picture = shown(figure)
    ((*parts,),) = columns(picture)
    each = 7.0 / 9
    assert [(b.css, round(b.height / each, 6)) for b in parts] == [
        (FULL, 3),
        (SHADED, 1),
        (OPEN, 1),
        (DASHED, 4),
    ]
    assert figure
    assert figure.grids[0].rows == (("2026-10", "3", "1", "1", "4", "1"),)
    assert "没有登记的不算达标，也不算没有达标。" in figure.note
    assert "达标 3 人，有说明 1 人，待说明 1 人，未登记 4 人" in picture.label
    assert "不计" not in picture.label


def test_a_township_shows_only_months_served_there() -> None:
    moved = cadre(
        "990101-002",
        [month("2026-08", "达标", place="990102100201"), month("2026-09", "有说明")],
    )
    other = cadre("990101-001", [month("2026-09", "达标", place="990101100202")])
    found = county(cadres=[other, moved])
    figure = township_year(found, found.townships[0])
    picture = shown(figure)
    assert figure
    assert figure.grids[0].heads == ("驻地", "干部", "2026-09")
    assert figure.grids[0].rows == (
        ("甲村", "示例二", "有说明"),
        ("乙村", "示例一", "达标"),
    )
    assert [w.text for w in picture.words if w.css == "mark"] == ["◐", "●"]
    assert [name.text for name in picture.names] == ["甲村", "乙村"]
    assert township_year(found, township("990101101000", "别镇")) is None


# -- places ------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.integers(1, 60), st.data())
def test_coverage_draws_every_village_once(count: int, data: st.DataObject) -> None:
    covered = data.draw(st.integers(0, count))
    found = county(
        townships=(township(villages=count),),
        cadres=[cadre(f"990101-{n:03}", [], place=f"990101100{201 + n}") for n in range(covered)],
    )
    panel = coverage_of_townships(found)
    assert panel
    ((row),) = panel.rows
    hold(row.picture)
    assert row.cells == (str(count), str(covered), str(count - covered))
    assert sum(b.css == FULL for b in row.picture.bars) == covered
    assert len(row.picture.bars) == count
    whole = coverage_of_counties([found])
    assert whole
    frame, part = whole.rows[0].picture.bars
    hold(whole.rows[0].picture)
    assert part.width == pytest.approx(frame.width * covered / count)


def test_who_left_covers_no_village() -> None:
    gone = cadre("990101-001", [], active=False)
    panel = coverage_of_townships(county(cadres=[gone]))
    assert panel
    assert panel.rows[0].cells == ("3", "0", "3")


@settings(deadline=None)
@given(st.lists(st.integers(0, 2_000_000), min_size=1, max_size=8))
def test_income_stands_on_zero(yuan: list[int]) -> None:
    years = {str(2018 + n): value for n, value in enumerate(yuan)}
    found = county(tables=(incomes({"990101100201": years}),))
    figure = income(found, found.townships[0].villages[0])
    picture = shown(figure)
    base = picture.lines[0].y1
    latest = yuan[-5:]
    assert len(picture.bars) == len(latest)
    for value, bar in zip(latest, picture.bars, strict=True):
        assert bar.y + bar.height == pytest.approx(base)
        assert bar.height == pytest.approx(4.5 * value / max(latest) if max(latest) else 0)
    assert figure
    assert [row[1] for row in figure.grids[0].rows] == [str(value) for value in latest]


def test_villages_are_drawn_to_one_scale_in_the_order_of_codes() -> None:
    table = incomes({"990101100202": {"2025": 10000}, "990101100201": {"2025": 40000}})
    made = incomes_of(county(tables=(table,)))
    assert [village.code for village, _ in made] == ["990101100201", "990101100202"]
    first, second = (figure.picture.bars[0].height for _, figure in made)
    assert first == pytest.approx(4 * second)


def test_the_bands_differ_in_shape_and_word() -> None:
    table = incomes({"990101100201": {"2024": 49999, "2025": 50000}}, edge=50000)
    found = county(tables=(table,))
    figure = income(found, found.townships[0].villages[0])
    assert [b.css for b in shown(figure).bars] == [SHADED, FULL]
    assert figure
    assert {key.words for key in figure.keys} == {"50000 元以下", "50000 元以上"}


def test_listing_and_lifting_stand_at_their_years() -> None:
    found = county(
        tables=(incomes({"990101100201": {"2023": 1000, "2024": 2000, "2025": 3000}}),),
        weak=("2023-12-20", "2025-12-15"),
    )
    picture = shown(income(found, found.townships[0].villages[0]))
    marks = {w.text: w.x for w in picture.words if w.text.startswith("▲")}
    years = {w.text: w.x for w in picture.words if w.text.startswith("20")}
    assert marks == {"▲列入": years["2023"], "▲摘帽": years["2025"]}
    assert "2023年12月20日列为薄弱村，2025年12月15日摘帽。" in picture.label


def test_weak_villages_are_summed_by_county() -> None:
    panel = weak_of_counties([county(tables=(weak("薄弱", "已摘帽", "薄弱"),)), county()])
    assert panel
    ((row),) = panel.rows
    assert row.cells == ("3", "1", "2")
    assert [b.css for b in row.picture.bars] == [OPEN, FULL, OPEN]
    assert weak_of_counties([county()]) is None


# -- work --------------------------------------------------------------------------------------

days = st.dates(date(2025, 1, 1), date(2028, 12, 31)).map(date.isoformat)


@settings(deadline=None)
@given(days, days, days, st.integers(0, 100))
def test_progress_keeps_its_measure(posted: str, due: str, done: str, percent: int) -> None:
    for completed in ("", done):
        made = project(due=due, posted_on=posted, completed_on=completed, percent=percent)
        hold(progress(made, AS_OF))


@pytest.mark.parametrize(
    ("due", "completed", "percent", "shapes"),
    [
        ("2026-12-20", "", 40, [OPEN, FULL]),
        ("2026-12-20", "2026-10-01", 90, [OPEN, FULL]),
        ("2026-06-30", "2026-08-01", 90, [OPEN, FULL, SHADED]),
        ("2026-06-30", "", 40, [OPEN, FULL, DASHED]),
    ],
)
def test_each_state_of_a_promise_has_its_shape(
    due: str, completed: str, percent: int, shapes: list[str]
) -> None:
    made = project(due=due, completed_on=completed, percent=percent)
    picture = progress(made, AS_OF)
    assert [bar.css for bar in picture.bars] == shapes
    frame, full = picture.bars[:2]
    assert full.width == pytest.approx(frame.width * made.percent / 100)
    assert picture.label.startswith(f"{made.state}：做到 {made.percent}%，期限 {due[:4]}年")


def test_the_promises_of_a_county_fill_its_bar() -> None:
    made = [
        project(due="2026-12-20", completed_on="2026-10-01"),
        project(due="2026-12-20", completed_on="2026-10-01"),
        project(due="2026-12-20"),
        project(due="2026-06-30"),
    ]
    picture = promises(county(projects=made), 2026)
    assert picture
    hold(picture)
    whole = sum(bar.width for bar in picture.bars)
    assert [(b.css, round(b.width / whole, 6)) for b in picture.bars] == [
        (FULL, 0.5),
        (OPEN, 0.25),
        (DASHED, 0.25),
    ]
    assert "公开的承诺 4 件。按期完成 2 件；进行中 1 件；已逾期 1 件。" in picture.label
    assert promises(county(projects=made), 2025) is None


@settings(deadline=None)
@given(st.lists(st.text("发现一次的无故不在岗abc12", min_size=1, max_size=30), max_size=7))
def test_stairs_rise(conditions: list[str]) -> None:
    figure = stairs(ladder(*conditions))
    if not 2 <= len(conditions) <= 5:
        assert figure is None
        return
    tops = [bar.y for bar in shown(figure).bars]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == len(tops)


@settings(deadline=None)
@given(st.text("发现一次的ab1", max_size=60), st.integers(3, 20), st.integers(1, 4))
def test_wrapped_lines_fit(text: str, width: int, count: int) -> None:
    lines = wrapped(text, width, count)
    assert len(lines) <= count
    assert all(ems(line) <= width for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join(lines) == text


def test_inspections_are_full_only_where_enough_were_asked_and_made() -> None:
    table = visits(
        ("2026-01", "市", None, 2, None, None, "没有要求"),
        ("2026-01", "县", None, 1, 1, 1, "已完成"),
        ("2026-01", "乡镇", "示例镇", 1, 0, 1, "逾期"),
        ("2026-11", "乡镇", "示例镇", 0, 0, 1, "待办"),
    )
    picture = shown(inspections(county(tables=(table,))))
    assert [b.css for b in picture.bars] == [FULL, OPEN, DASHED]
    assert "市：1 月 2 次；县：1 月 1 次（应有 1 次，计入 1 次）" in picture.label
    assert inspections(county()) is None


@settings(deadline=None)
@given(st.integers(0, 300), st.data())
def test_stages_are_parts_of_all_who_are_assessed(cadres: int, data: st.DataObject) -> None:
    done = [data.draw(st.integers(0, cadres)) for _ in range(5)]
    daily, half_year, year_end, graded, sent = done
    figure = stages(Completeness(2026, cadres, daily, half_year, year_end, graded, sent, 0, 0, 0))
    if not cadres:
        assert figure is None
        return
    bars = shown(figure).bars
    for count, frame, part in zip(done, bars[::2], bars[1::2], strict=True):
        assert part.width == pytest.approx(frame.width * count / cadres)


# -- the ladder in force -----------------------------------------------------------------------


def test_a_ladder_is_said_as_its_regulation_has_it(commons: LoadedCommons) -> None:
    found = ladder_in_force(commons.law.pack("s0"), "absence", AS_OF)
    assert found
    assert [(s.condition, s.cap, len(s.dispositions)) for s in found.steps] == [
        ("发现一次的", "不得评为优秀", 0),
        ("发现两次的", "不得评为优秀", 3),
        ("发现三次的", "评为最低一等", 5),
    ]
    assert [s.basis and s.basis.article for s in found.steps] == ["第十九条"] * 3


def test_a_ladder_without_steps_says_why_and_is_not_drawn(commons: LoadedCommons) -> None:
    found = ladder_in_force(commons.law.pack("s1"), "absence", AS_OF)
    assert found
    assert (found.steps, found.note) == ((), "报道没有按次数递进的处理。")
    assert stairs(found) is None
    assert ladder_in_force(commons.law.pack("s1"), "no.such", AS_OF) is None
    assert ladder_in_force(None, "absence", AS_OF) is None
