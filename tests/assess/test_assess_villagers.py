"""Village cadres in the miniatures: what is explained of one, what is owed, what stays hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import run
from mini.tree import AS_OF, edit, plant
from zhucun.assess.catalogue import TABLES
from zhucun.assess.due_standing import dues_of
from zhucun.assess.explain_render import evidence_lines, explain_text
from zhucun.assess.explain_villager import explain_villager
from zhucun.assess.naming import named_columns, screen_columns
from zhucun.assess.registry import cells_of
from zhucun.assess.trace import Section, Trace
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_city, load_commons, load_county

REPOSITORY = Path(__file__).parents[2]
TOWN, STREET = "records/shili/shilixian/fanlizhen", "records/shili/shilixian/fanlijie"
FIRST, SECOND, YOUNG = "990101-v001", "990101-v002", "990101-v003"
Change = tuple[str, str, str]
Play = Callable[..., CountyFacts]
EVALUATION, SCORES = f"{TOWN}/competence/2026.yml", f"{STREET}/scores/2025.yml"
LOW: Change = (EVALUATION, "{ballots: 38, competent: 36}", "{ballots: 38, competent: 28}")
LAST_BALLOT = "      镇街党（工）委: {ballots: 9, competent: 8}\n"
REMOVAL = (
    'removals:\n  - village: "990101001202"\n    village_cadre: 990101-v003\n'
    "    proposed: {by: jie-committee, date: 2026-01-16}\n"
)
DECLINED = (
    "    declined: {by: jie-secretary, date: 2026-01-25, reason: 得分逐年上升，换届时再定。}\n"
)


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Facts of the miniature under a regulation, with some texts replaced."""

    def facts(regime: str, *changes: Change) -> CountyFacts:
        root = plant(tmp_path / "root", REPOSITORY, regime)
        edit(root, [{"文件": file, "把": old, "换成": new} for file, old, new in changes])
        city, commons = load_city(root, "shili"), load_commons(root)
        return load_county(root, commons, city, "shilixian", AS_OF).facts

    return facts


def decided(steps: str) -> Change:
    """The second secretary's evaluation with an exit."""
    return EVALUATION, LAST_BALLOT, f"{LAST_BALLOT}    exit: {{{steps}}}\n"


def traces(sections: list[Section], title: str) -> dict[str, Trace]:
    section = next(s for s in sections if s.title == title)
    return {t.figure: t for t in section.traces}


def owed(county: CountyFacts, *starts: str) -> list[tuple[str, str, str]]:
    """(title, subject, state) of what is due under keys that begin so."""
    return [(d.title, d.subject, d.state) for d in dues_of(county) if d.key.startswith(starts)]


# -- explain -----------------------------------------------------------------------------


def test_a_secretary_is_explained_with_arithmetic_article_and_line(play: Play) -> None:
    county = play("s2", LOW)
    sections = explain_villager(county, SECOND, 2026)
    found = traces(sections, "胜任度评价")
    masses = found["2026 年上半年群众代表胜任率"]
    assert (masses.value, masses.how) == ("73.7%", "胜任 28 票 ÷ 收回 38 票。")
    assert {g.cite.article for g in masses.grounds if g.cite} == {"第十二条"}
    assert found["2026 年上半年低的一组"].value == "73.7%"
    assert "合计 82.8%" in found["2026 年上半年低的一组"].how
    assert found["2026 年上半年约谈"].value == "应约谈"
    assert found["2026 年上半年退出"].value == "待研究"
    assert "只作次年调整的参考" in found["2026 年上半年包村干部胜任率"].how
    office = traces(sections, "专业化管理")["连续任职"]
    assert (office.value, "应满 1 年" in office.how) == ("1 年", True)
    assert traces(sections, "专业化管理")["村集体收入"].value == "待定"


def test_every_place_of_an_explanation_is_a_line_of_a_record(play: Play, tmp_path: Path) -> None:
    county = play("s2")
    for id_ in county.village_cadres:
        sections = explain_villager(county, id_, 2026)
        lines = evidence_lines(sections, tmp_path / "root")
        assert all(line.rpartition(":")[2].isdigit() for line in lines.values()), id_
        assert "None" not in explain_text(sections, tmp_path / "root")


def test_a_young_cadres_pay_is_explained(play: Play) -> None:
    found = traces(explain_villager(play("s2"), YOUNG, 2026), "报酬")
    base = found["2026-01 至 2026-06 起始标准"]
    assert "在 2400 元到 4000 元之间" in base.how
    assert found["2026-01 至 2026-06 按高标准"].value == "4000 元/月"
    subsidy = found["2026-01 至 2026-06 学历补贴"]
    assert (subsidy.value, "市 500、镇 500" in subsidy.how) == ("符合", True)


def test_an_amount_that_the_text_hides_is_open(play: Play) -> None:
    tier = traces(explain_villager(play("s2"), FIRST, 2026), "报酬")["2026-01 至 2026-06 档次标准"]
    assert tier.value == "待定"
    assert any("被星号遮住" in ground.silence for ground in tier.grounds)


def test_a_head_is_told_his_villages_score(play: Play) -> None:
    found = traces(explain_villager(play("s3"), YOUNG, 2025), "千分制考核")
    assert (found["西街村得分"].value, found["西街村得分"].how) == (
        "795 分",
        "2 个村里第 2 名，末位。",
    )
    assert found["诫勉谈话"].value == "已谈话"
    assert found["免职"].value == "不予免职"


def test_nobody_is_explained_in_a_year_without_a_post(play: Play) -> None:
    county = play("s2")
    assert explain_villager(county, "990101-v004", 2024) == []
    with pytest.raises(KeyError):
        explain_villager(county, "990101-v999", 2026)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        ([FIRST], 0, "【胜任度评价】"),
        ([FIRST, "--format", "json"], 0, '"title": "报酬"'),
        ([FIRST, "--year", "2020"], 2, "在 2020 年截至 2026-11-05 没有任职"),
        (["990101-v009"], 2, "相近的有"),
    ],
)
def test_the_command_explains_a_village_cadre(
    play: Play,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    text: str,
) -> None:
    play("s2")
    root = ["--root", str(tmp_path / "root"), "--as-of", AS_OF]
    found, out, err = run(capsys, "explain", *arguments, *root)
    assert (found, text in out + err) == (code, True), out + err


# -- due ---------------------------------------------------------------------------------


def test_a_low_rate_is_owed_a_talk_and_a_decision(play: Play) -> None:
    assert owed(play("s2", LOW), "competence/") == [
        ("研究是否确实不能胜任", SECOND, "待办"),
        ("约谈（胜任度评价）", SECOND, "待办"),
    ]


def test_nothing_is_owed_for_a_good_rate(play: Play) -> None:
    assert owed(play("s2"), "competence/") == []


def test_a_proposal_waits_for_somebody_to_confirm(play: Play) -> None:
    county = play("s2", LOW, decided("proposed: {by: fanli-committee, date: 2026-07-10}"))
    assert ("确认是否退出专业化管理", SECOND, "待办") in owed(county, "competence/")


def test_a_confirmed_exit_is_owed_the_list(play: Play) -> None:
    steps = (
        "proposed: {by: fanli-committee, date: 2026-07-10}, finding: 确实不能胜任。, "
        "confirmed: {by: fanli-secretary, date: 2026-07-20}"
    )
    found = owed(play("s2", LOW, decided(steps)), "competence/")
    assert ("在档案登记退出专业化管理", SECOND, "待办") in found
    assert ("研究是否确实不能胜任", SECOND, "已完成") in found


def left(day: str, more: str = "") -> Change:
    """The second secretary's way off the list, and what came afterwards."""
    income = "    income: {year: 2024, yuan: 210000}\n"
    ended = f"    ended: {{date: {day}, reason: 本人申请, by: fanli-secretary}}\n"
    return f"{TOWN}/village-cadres/{SECOND}.yml", income, f"{income}{ended}{more}"


def test_nobody_decides_on_the_exit_of_somebody_who_left_by_himself(play: Play) -> None:
    assert owed(play("s2", LOW, left("2026-07-31")), "competence/") == [
        ("约谈（胜任度评价）", SECOND, "待办")
    ]


def test_who_came_back_later_was_taken_off_the_list(play: Play) -> None:
    steps = (
        "proposed: {by: fanli-committee, date: 2026-07-10}, finding: 确实不能胜任。, "
        "confirmed: {by: fanli-secretary, date: 2026-07-20}"
    )
    back = left("2026-07-20", "  - {kind: 书记, from: 2026-10-01}\n")
    found = owed(play("s2", LOW, decided(steps), back), "competence/")
    assert ("在档案登记退出专业化管理", SECOND, "已完成") in found


def test_a_removal_is_owed_a_decision_never_taken(play: Play) -> None:
    undone = (SCORES, f"{REMOVAL}{DECLINED}", "")
    village = "990101001202"
    assert owed(play("s3", undone), "village_scores/removal") == [
        ("研究是否免去主要负责人（千分制考核）", village, "待办")
    ]


def test_a_removal_that_is_proposed_waits(play: Play) -> None:
    found = owed(play("s3", (SCORES, DECLINED, "")), "village_scores/removal")
    assert [(title, state) for title, _, state in found] == [
        ("确认是否免去主要负责人（千分制考核）", "待办")
    ]


def test_talks_of_earlier_years_are_told_only_while_they_are_owed(play: Play) -> None:
    assert len(owed(play("s3"), "village_scores/talk")) == 1


def test_an_earlier_talk_is_still_owed(play: Play) -> None:
    talk = '  - {village: "990101001202", village_cadre: 990101-v003, date: 2024-01-15, '
    change = (f"{STREET}/scores/2023.yml", f"talks:\n{talk}by: jie-secretary}}\n", "")
    states = [state for _, _, state in owed(play("s3", change), "village_scores/talk")]
    assert sorted(states) == ["已完成", "待办"]


def test_a_young_cadre_is_owed_a_place_among_the_reserves(play: Play) -> None:
    change = (f"{TOWN}/reserves.yml", ", village_cadre: 990101-v003", "")
    assert owed(play("s2", change), "young.joins_reserves") == [
        ("列入村党组织书记后备干部库", YOUNG, "待办")
    ]


def test_all_of_it_is_private(play: Play) -> None:
    found = [d for d in dues_of(play("s2", LOW)) if d.key.startswith(("competence/", "young."))]
    assert found
    assert all(due.private and due.cite and due.rows for due in found)


# -- what the public may know ------------------------------------------------------------


def public(county: CountyFacts) -> dict[str, list[dict[str, object]]]:
    """The public cells of every table that village cadres are in."""
    names = (name for name, table in TABLES.items() if table.board in ("secretaries", "pledges"))
    return {
        name: [
            {c.key: row[c.key].value for c in TABLES[name].public_columns}
            for row in cells_of(county, TABLES[name], 2026)
        ]
        for name in names
    }


def test_no_public_figure_moves_with_an_exit_or_a_rate(play: Play, tmp_path: Path) -> None:
    before = public(play("s2"))
    (tmp_path / "root").rename(tmp_path / "before")
    ended = "    ended: {date: 2026-08-31, reason: 胜任度评价, by: fanli-secretary, "
    income = "    income: {year: 2024, yuan: 210000}\n"
    left = (
        f"{TOWN}/village-cadres/{SECOND}.yml",
        income,
        f"{income}{ended}evaluation: 2026/e02}}\n",
    )
    assert before["enrolled_villages"]
    assert public(play("s2", LOW, left)) == before


def test_internal_tables_have_no_public_column() -> None:
    internal = ("enrolments", "competence", "village_pay", "village_scores", "post_allowances")
    assert [name for name in internal if TABLES[name].public_columns] == []


# -- on a screen -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["village_pay", "enrolments", "competence", "village_scores"])
def test_a_screen_leaves_out_what_it_has_no_room_for_and_files_have_it(name: str) -> None:
    table = TABLES[name]
    screen = {column.key for column in screen_columns(table)}
    files = {column.key for column in named_columns(table)}
    aside = {column.key for column in table.columns if column.aside}
    assert len(screen) <= 17
    assert aside <= files
    assert not aside & screen
