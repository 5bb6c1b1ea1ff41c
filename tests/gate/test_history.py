"""The rules on what is final, in real histories: what they say, and what they let pass."""

from __future__ import annotations

import re
from typing import Final

import pytest

from gate.changes import finds
from gate.corrections import (
    CHANGES,
    CORRECTIONS,
    SHEET,
    correct_the_sheet,
    correction,
    page,
    write_correction,
)
from gate.forge import COUNTY, NEXT_COUNTY, TOWN, Forge
from zhucun.gate.advice import MOST_TOLD

LEAVE: Final = f"{TOWN}/leave/2026-09.yml"
OCTOBER: Final = f"{TOWN}/attendance/2026-10.yml"
BOARD: Final = f"{TOWN}/whereabouts/2026-W39.yml"
PROFILE: Final = f"{TOWN}/profiles/gu-wu-dao-jia.md"
CITY_FINDINGS: Final = "records/shili/inspections/2026-10.yml"
SEAL: Final = "seal: {by: zhen-secretary, date: 2026-10-02}\n"
CHANGED: Final = "final_record_changes_by_correction"
DELETED: Final = "nothing_final_is_deleted"
ONCE: Final = "a_month_is_sealed_once"
MATCHES: Final = "correction_matches_its_change"


def proposed(repo: Forge, rule: str, by: str, approver: str) -> str:
    """The correction that a finding gives to copy, filled in."""
    (found,) = finds(repo, rule)
    line = re.search(r"- (\{file: .*\}\})", found.message)
    assert line, found.message
    text = line[1].replace("提出人编号", by).replace("批准人编号", approver)
    return f"year: 2026\ncorrections:\n  - {text}\n"


def test_a_change_of_a_sealed_sheet_is_told_day_by_day(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改一天")
    (found,) = finds(repo, CHANGED)
    assert found.path == SHEET
    assert "990101-003 09-12：休息 → 在村。" in found.message
    assert "990101" not in found.discreet
    assert "2 处" in found.discreet


def test_the_correction_that_the_message_gives_lets_the_change_pass(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改一天")
    text = proposed(repo, CHANGED, "zhen-secretary", "county-od")
    repo.write(CORRECTIONS, text)
    repo.commit("更正")
    assert repo.rules() == set()


def test_so_does_the_one_for_an_item_that_goes(repo: Forge) -> None:
    text = repo.read(LEAVE)
    start, end = text.index("  - cadre: 990101-001"), text.index("  - cadre: 990101-002")
    repo.write(LEAVE, text[:start] + text[end:])
    repo.commit("删假")
    assert finds(repo, CHANGED) == []
    repo.write(CORRECTIONS, proposed(repo, DELETED, "zhen-mayor", "county-od"))
    repo.commit("更正")
    assert finds(repo, DELETED) == finds(repo, MATCHES) == []


def test_so_does_the_one_for_a_seal(repo: Forge) -> None:
    repo.edit(OCTOBER, "date: 2026-11-02", "date: 2026-11-03")
    repo.commit("章上的日期写错了")
    assert finds(repo, CHANGED) == []
    repo.write(CORRECTIONS, proposed(repo, ONCE, "zhen-mayor", "county-od"))
    repo.commit("更正")
    assert repo.rules() == set()


def test_no_correction_takes_off_a_seal(repo: Forge) -> None:
    repo.edit(SHEET, SEAL, "")
    seal = {"by": "zhen-secretary", "date": "2026-10-02"}
    change = {"item": "seal", "old": seal, "new": None}
    write_correction(repo, correction(changes=[change]))
    repo.commit("撤章")
    (found,) = finds(repo, DELETED)
    assert "撤掉" in found.message


def test_a_correction_of_the_whole_line_covers_its_parts(repo: Forge) -> None:
    correct_the_sheet(repo)
    lines = [
        {"在村": days, "休息": rest}
        for days, rest in (
            ("1-11, 14-18, 20-25, 28-30", "12-13, 19, 26-27"),
            ("1-12, 14-18, 20-25, 28-30", "13, 19, 26-27"),
        )
    ]
    whole = {"item": "sheets/990101-003", "old": lines[0], "new": lines[1]}
    write_correction(repo, correction(changes=[whole]))
    repo.commit("更正")
    assert repo.rules() == set()


def test_a_name_that_only_begins_alike_covers_nothing(repo: Forge) -> None:
    correct_the_sheet(repo)
    change = {"item": "sheets/990101-00", "old": None, "new": None}
    write_correction(repo, correction(changes=[change]))
    repo.commit("更正")
    assert len(finds(repo, CHANGED)) == 1
    (found,) = finds(repo, MATCHES)
    assert "没有更正什么" in found.message


def test_two_steps_of_one_change_are_told_from_the_first_to_the_last(repo: Forge) -> None:
    correct_the_sheet(repo)
    days, middle = "sheets/990101-003/在村", "1-10, 14-18, 20-25, 28-30"
    first = [
        {"item": days, "old": "1-11, 14-18, 20-25, 28-30", "new": middle},
        {"item": "sheets/990101-003/休息", "old": "12-13, 19, 26-27", "new": "13, 19, 26-27"},
    ]
    last = [{"item": days, "old": middle, "new": "1-12, 14-18, 20-25, 28-30"}]
    write_correction(repo, correction(changes=first), correction(changes=last))
    repo.commit("更正两次")
    assert repo.rules() == set()


def test_a_correction_of_the_city_reaches_its_own_files(repo: Forge) -> None:
    repo.edit(CITY_FINDINGS, "level: 市", "level: 县")
    repo.commit("改层级")
    assert len(finds(repo, CHANGED)) == 1
    text = proposed(repo, CHANGED, "county-od", "city-od")
    repo.write(CORRECTIONS, text)
    repo.commit("写在县里")
    assert finds(repo, CHANGED)
    repo.delete(CORRECTIONS)
    repo.write("records/shili/corrections/2026.yml", text)
    repo.commit("写在市里")
    assert finds(repo, CHANGED) == finds(repo, MATCHES) == []


def test_a_file_that_moves_is_said_to_have_moved(repo: Forge) -> None:
    to = f"{NEXT_COUNTY}/linzhen/attendance/2026-09.yml"
    repo.rename(SHEET, to)
    repo.write("docs/another.md", "# 不相干的一页\n")
    repo.commit("移走")
    (found,) = finds(repo, DELETED)
    assert (found.path, found.pointer) == (SHEET, "")
    assert to in found.message


def test_a_file_without_anything_final_may_go(repo: Forge) -> None:
    path = f"{TOWN}/leave/2026-11.yml"
    asked = "{cadre: 990101-001, from: 2026-11-09, to: 2026-11-10, reason_kind: 事假}"
    repo.write(path, f"month: 2026-11\nleaves:\n  - {asked}\n")
    repo.settle()
    repo.delete(path)
    repo.commit("不请了")
    assert finds(repo, DELETED) == []


def test_the_words_of_an_approved_profile_are_final(repo: Forge) -> None:
    text = repo.read(PROFILE)
    body = text.rpartition("---\n")[2]
    repo.write(PROFILE, text.replace(body, "\n另一篇文章。\n"))
    repo.commit("换正文")
    (found,) = finds(repo, CHANGED)
    assert "body：" in found.message
    repo.write(CORRECTIONS, proposed(repo, CHANGED, "county-team", "city-od"))
    repo.commit("更正")
    assert repo.rules() == set()


def test_spaces_around_the_words_of_a_profile_are_none_of_them(repo: Forge) -> None:
    repo.append(PROFILE, "\n\n")
    repo.commit("空行")
    assert finds(repo, CHANGED) == []


def test_boards_are_final_with_the_month_that_they_bear_out(repo: Forge) -> None:
    repo.edit(BOARD, "990101-001: {周一: 在村, 周三", "990101-001: {周一: 在村, 周二: 在村, 周三")
    repo.commit("补写去向")
    (found,) = finds(repo, CHANGED)
    assert "whereabouts/990101-001/周二：无 → 在村" in found.message


def test_boards_of_an_open_month_are_not(repo: Forge) -> None:
    repo.edit(SHEET, SEAL, "")
    repo.settle("九月还没有盖章")
    repo.edit(BOARD, "990101-001: {周一: 在村, 周三: 在村", "990101-001: {周一: 在村, 周三: 休息")
    repo.commit("改去向")
    assert finds(repo, CHANGED) == []


def test_of_a_week_over_two_months_the_sealed_days_are(repo: Forge) -> None:
    path = f"{TOWN}/whereabouts/2026-W40.yml"
    repo.edit(OCTOBER, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    repo.settle("十月还没有盖章")
    text = repo.read(path)
    line = next(x for x in text.splitlines() if "990101-002:" in x)
    assert "周四: " in line  # 10-01; 周三 is 09-30
    repo.write(path, text.replace(line, re.sub(r"周四: [^,}]+", "周四: 因公外出", line)))
    repo.commit("改十月一日")
    assert finds(repo, CHANGED) == []
    repo.write(path, text.replace(line, re.sub(r"周三: [^,}]+", "周三: 因公外出", line)))
    repo.commit("改九月三十日")
    assert len(finds(repo, CHANGED)) == 1


def test_a_new_board_for_a_sealed_month_is_an_alteration(repo: Forge) -> None:
    text = repo.read(BOARD)
    repo.delete(BOARD)
    repo.settle("那一周没有公示")
    repo.write(BOARD, text)
    repo.commit("补一周")
    assert len(finds(repo, CHANGED)) == 1


def test_a_day_on_which_a_cadre_was_visited_is_final_before_the_seal(repo: Forge) -> None:
    path = f"{TOWN}/whereabouts/2026-W42.yml"
    repo.edit(OCTOBER, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    repo.settle("十月还没有盖章")
    line = "990101-001: {周一: 在村, 周二: 在村, 周三: 在村,"
    repo.edit(path, line, line.replace("周三: 在村", "周三: 休息"))
    repo.commit("改督查那天")
    assert len(finds(repo, CHANGED)) == 1
    repo.write(
        path,
        repo.read(path)
        .replace("周三: 休息", "周三: 在村")
        .replace(line, line.replace("周二: 在村", "周二: 休息")),
    )
    repo.commit("改前一天")
    assert finds(repo, CHANGED) == []


@pytest.mark.parametrize(("week", "refused"), [("2026-W42", 1), ("2026-W43", 0), ("2026-W40", 1)])
def test_a_line_of_a_week_is_final_with_any_of_its_days(
    repo: Forge, week: str, refused: int
) -> None:
    """Of W42 a day was visited, of W40 three are of sealed September, of W43 none is either."""
    path = f"{TOWN}/whereabouts/{week}.yml"
    repo.edit(OCTOBER, "seal: {by: zhen-secretary, date: 2026-11-02}\n", "")
    text = repo.read(path)
    line = next(x for x in text.splitlines() if "990101-001:" in x)
    repo.write(path, text.replace(f"{line}\n", ""))
    repo.settle("十月还没有盖章，有一人没有公示")
    repo.write(path, text)
    repo.commit("补一行")
    assert len(finds(repo, CHANGED)) == refused


def article(repo: Forge, approval: str, picture: str = "a.png") -> None:
    """Merges an article with a picture."""
    text = repo.read(PROFILE)
    photo = f"photo: {{file: {picture}, alt: 冷库}}\n"
    repo.write(
        PROFILE, text.replace("approval: {by: county-od, date: 2026-10-28}\n", photo + approval)
    )
    repo.write(f"{TOWN}/profiles/a.png", b"1")
    repo.settle("文章")


APPROVED: Final = "approval: {by: county-od, date: 2026-10-28}\n"


def test_the_picture_of_an_approved_article_is_final(repo: Forge) -> None:
    article(repo, APPROVED)
    repo.write(f"{TOWN}/profiles/a.png", b"2")
    repo.commit("换图")
    (found,) = finds(repo, CHANGED)
    assert found.path == f"{TOWN}/profiles/a.png"
    assert PROFILE in found.message
    repo.delete(f"{TOWN}/profiles/a.png")
    repo.commit("删图")
    assert finds(repo, CHANGED) == []
    assert len(finds(repo, DELETED)) == 1


def test_a_picture_that_no_standing_article_shows_is_not(repo: Forge) -> None:
    withdrawn = f"{APPROVED}withdrawn: {{by: county-od, date: 2026-10-30, reason: 本人要求。}}\n"
    for approval, picture in ((APPROVED, "b.png"), (withdrawn, "a.png")):
        start = repo.base
        article(repo, approval, picture)
        repo.write(f"{TOWN}/profiles/a.png", b"2")
        repo.commit("换图")
        assert finds(repo, CHANGED) == []
        repo.at(start)


def test_corrections_are_only_added_to(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.settle()
    other = correction(date="2026-11-05", changes=[{"item": "registrar", "old": 1, "new": 2}])
    write_correction(repo, other, correction())
    repo.commit("加在前面")
    assert finds(repo, CHANGED) == finds(repo, DELETED) == []
    rewritten = {"item": "corrections", "old": None, "new": None}
    write_correction(
        repo,
        correction(reason="换一个理由。"),
        correction(file="corrections/2026.yml", changes=[rewritten]),
    )
    repo.commit("更正一条更正")
    (found,) = finds(repo, CHANGED)
    assert "只增不改" in found.mend


def test_what_base_has_against_its_schema_may_be_mended(repo: Forge) -> None:
    repo.edit(
        LEAVE,
        "    reason_kind: 事假\n    approval: {by: zhen",
        "    reason_kind: 私假\n    approval: {by: zhen",
    )
    repo.settle("写错了类别")
    repo.edit(LEAVE, "reason_kind: 私假", "reason_kind: 事假")
    repo.commit("改正")
    assert finds(repo, CHANGED) == []
    repo.edit(LEAVE, "    to: 2026-09-11\n", "    to: 2026-09-12\n")
    repo.commit("顺手多请一天")
    assert len(finds(repo, CHANGED)) == 1


def test_a_legacy_mode_hides_nothing(repo: Forge) -> None:
    repo.executable(SHEET)
    repo.settle("早年的文件带着可执行的标记")
    correct_the_sheet(repo)
    repo.commit("改一天，顺手去掉标记")
    assert len(finds(repo, CHANGED)) == 1


def test_a_sealed_file_that_becomes_unreadable_is_refused(repo: Forge) -> None:
    repo.write(SHEET, "month: [\n")
    repo.commit("坏文件")
    assert "file_is_readable" in repo.rules()


def test_a_correction_that_fits_nothing_says_what_does_not(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction(file="shilizhen/attendance/2025-09.yml"))
    repo.commit("更正")
    found = finds(repo, MATCHES)
    assert {f.pointer for f in found} == {
        f"/corrections/0/changes/{n}/{side}" for n in (0, 1) for side in ("old", "new")
    }
    assert all("990101" not in f.discreet for f in found)


@pytest.mark.parametrize("file", ["shilizhen/profiles/a.png", "../a.yml", "records", ""])
def test_a_correction_of_what_is_no_record_fits_nothing(repo: Forge, file: str) -> None:
    write_correction(repo, correction(file=file))
    repo.commit("更正")
    assert len(finds(repo, MATCHES)) == 4


@pytest.mark.parametrize(
    "entry",
    [
        "x",
        "[]",
        "{file: a.yml}",
        "{file: a.yml, changes: [x], by: a, date: b, approval: {by: a, date: b}}",
        "{file: a.yml, changes: 3, by: a, date: b, approval: {by: a, date: b}}",
        "{file: a.yml, changes: [{item: a, old: 1, new: 2}], by: a, date: b, approval: c}",
    ],
)
def test_what_is_no_correction_is_for_the_schema(repo: Forge, entry: str) -> None:
    repo.write(CORRECTIONS, f"year: 2026\ncorrections:\n  - {entry}\nlate: {entry}\n")
    repo.commit("更正")
    assert finds(repo, MATCHES) == finds(repo, CHANGED) == []
    assert "record_matches_its_schema" in repo.rules()


def test_a_message_says_whose_act_made_it_final(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改一天")
    (found,) = finds(repo, CHANGED)
    assert "（示例书记戊（zhen-secretary）2026-10-02 盖章）" in found.message
    repo.at(repo.base).edit(
        f"{COUNTY}/payments/2026-Q4.yml",
        "yuan: 1155, date: 2026-10-22",
        "yuan: 1, date: 2026-10-22",
    )
    repo.commit("没有人签字的")
    (found,) = finds(repo, CHANGED)
    assert "认定的内容被直接改动" in found.message


def test_an_act_that_is_altered_is_named_alone(repo: Forge) -> None:
    repo.edit(f"{COUNTY}/cases/990101-c001.yml", "show_name: false", "show_name: true")
    repo.commit("公开姓名")
    (found,) = finds(repo, CHANGED)
    assert "（示例组丙（county-od）2026-10-21 决定公开）" in found.message
    assert "（公开姓名）：false → true" in found.message


def test_a_message_says_how_to_begin_or_go_on_with_the_file(repo: Forge) -> None:
    correct_the_sheet(repo)
    repo.commit("改一天")
    (found,) = finds(repo, CHANGED)
    assert f"新建 {CORRECTIONS}，第一行写 year: 2026，第二行写 corrections:，" in found.message
    repo.write(CORRECTIONS, page())
    repo.commit("空的更正文件")
    (found,) = finds(repo, CHANGED)
    assert f"在 {CORRECTIONS} 末尾写一行 corrections:，" in found.message
    write_correction(repo, correction(file="region.yml"))
    repo.commit("别的更正")
    (found,) = finds(repo, CHANGED)
    assert f"在 {CORRECTIONS} 的 corrections 下加一条：" in found.message


def test_a_correction_that_says_something_else_is_to_be_mended(repo: Forge) -> None:
    correct_the_sheet(repo)
    wrong = [{**each, "old": "1"} for each in CHANGES]
    write_correction(repo, correction(changes=wrong))
    repo.commit("更正")
    (found,) = finds(repo, CHANGED)
    assert "更正写了，但与改动不一致" in found.message
    assert "- {file" not in found.message
    first, second = finds(repo, MATCHES)
    assert "原值写的是“1”，改动以前的记录是“1-11, 14-18, 20-25, 28-30”" in first.message
    assert (first.need, second.need) == (CHANGES[0]["old"], CHANGES[1]["old"])


def test_a_message_thinks_of_what_the_author_may_have_meant(repo: Forge) -> None:
    repo.edit(LEAVE, "    to: 2026-09-11\n", "    to: 2026-09-10\n")
    repo.commit("提前回来")
    (found,) = finds(repo, CHANGED)
    assert "写 returned（销假日期）" in found.message


def test_what_goes_is_named_and_not_quoted(repo: Forge) -> None:
    text = repo.read(LEAVE)
    start, end = text.index("  - cadre: 990101-001"), text.index("  - cadre: 990101-002")
    repo.write(LEAVE, text[:start] + text[end:])
    repo.commit("删假")
    (found,) = finds(repo, DELETED)
    assert "被删去：leaves/990101-001:2026-09-10。不休了的假，写 cancelled。" in found.message


def test_who_deletes_a_cadre_that_left_is_told_how_to_end_a_posting(repo: Forge) -> None:
    repo.delete(f"{COUNTY}/cadres/990101-003.yml")
    repo.commit("人走了")
    (found,) = finds(repo, DELETED)
    assert "在任职里写 ended" in found.mend


def test_a_deleted_file_is_told_once(repo: Forge) -> None:
    repo.delete(SHEET)
    repo.commit("删考勤")
    assert len(finds(repo, DELETED)) == 1
    assert finds(repo, CHANGED) == finds(repo, ONCE) == []


def test_many_places_are_told_in_part_and_written_in_full(repo: Forge) -> None:
    odd = ", ".join(str(day) for day in range(1, 31, 2))
    repo.write(SHEET, re.sub(r"    在村: .*", f'    在村: "{odd}"', repo.read(SHEET)))
    repo.commit("改很多")
    (found,) = finds(repo, CHANGED)
    told = found.message.partition("没有相应的更正")[0]
    assert told.count(" → ") == MOST_TOLD
    assert re.search(r"，等 \d\d 处。$", told)
    assert found.message.count("item: ") == 4


def test_a_county_moved_under_another_name_is_told_file_by_file(repo: Forge) -> None:
    repo.rename(COUNTY, "records/shili/xinxian")
    repo.commit("改县名")
    found = {f.path for f in finds(repo, DELETED)}
    assert {SHEET, f"{COUNTY}/region.yml", f"{COUNTY}/cadres/990101-001.yml"} <= found


def test_an_empty_page_of_corrections_is_none(repo: Forge) -> None:
    repo.write(CORRECTIONS, page())
    repo.commit("空的更正")
    assert finds(repo, MATCHES) == []
