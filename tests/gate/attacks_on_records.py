"""Attacks on what is final: sealed, approved, found, decided, drawn, carried out."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image

from gate.attacks_on_authority import NOVEMBER, leave, november
from gate.cases import attack
from gate.forge import COUNTY, NEXT_COUNTY, TOWN, Forge

GROUP: Final = "已经定下的记录"
SHEET: Final = f"{TOWN}/attendance/2026-09.yml"
OCTOBER: Final = f"{TOWN}/attendance/2026-10.yml"
LEAVE: Final = f"{TOWN}/leave/2026-09.yml"
CASE: Final = f"{COUNTY}/cases/990101-c001.yml"
DRAW: Final = "records/shili/draws/2026-Q3.yml"
FOUND: Final = f"{COUNTY}/inspections/2026-09.yml"
GRADES: Final = f"{COUNTY}/assessments/2025/990101-001.yml"
NOTICES: Final = f"{COUNTY}/notices/2026.yml"
BOARD: Final = f"{TOWN}/whereabouts/2026-W39.yml"
SEAL: Final = "seal: {by: zhen-secretary, date: 2026-10-02}\n"
OCTOBER_SEAL: Final = "seal: {by: zhen-secretary, date: 2026-11-02}\n"
CORRECTED: Final = "final_record_changes_by_correction"
KEPT: Final = "nothing_final_is_deleted"
ONCE: Final = "a_month_is_sealed_once"
EXCUSED: Final = "late_leave_excuses_no_absence"
#: An inspection of November that found 990101-003 absent.
NOBODY_THERE: Final = """month: 2026-11
inspections:
  - id: 990101-202611-01
    date: 2026-11-03
    level: 县
    method: 明察暗访
    announced: false
    inspectors: [county-od, county-team]
    visits:
      - {cadre: 990101-003, time: "10:20", found: 不在岗}
"""
#: An article with consent and approval, and its photo.
ARTICLE: Final = """---
title: 冷库建成以前
cadre: 990101-001
month: 2026-10
summary: 先谈销路，再谈建设。
deed: 牵头建成 60 立方米冷库。
method: 与三家收购商先签意向，再开工。
experience: 销路在前，投入在后。
photo: {file: cold-store.png, alt: 冷库外景}
approval: {by: county-od, date: 2026-11-04}
---

果子年年烂在地里。
"""


#: A bulletin that was issued.
BULLETIN: Final = """---
title: 示例县 2026 年 9 月驻村工作简报
month: 2026-09
as_of: 2026-11-03
figures:
  - {name: 达标, value: 4, unit: 人}
issued: {by: county-od, date: 2026-11-04}
---

一、本月情况

本月达标 4 人。
"""


def photo(colour: str) -> bytes:
    """A small picture of one colour."""
    picture = BytesIO()
    Image.new("RGB", (640, 480), colour).save(picture, "PNG")
    return picture.getvalue()


def more_days(repo: Forge) -> None:
    """One more day in the village for 990101-003 in a sealed month."""
    repo.edit(
        SHEET,
        "    在村: 1-11, 14-18, 20-25, 28-30\n    休息: 12-13, 19, 26-27",
        "    在村: 1-12, 14-18, 20-25, 28-30\n    休息: 13, 19, 26-27",
    )


@attack("直接改动已盖章的考勤", refused_by=CORRECTED, path=SHEET)
def edit_a_sealed_sheet(repo: Forge) -> None:
    more_days(repo)
    repo.commit("改一天")


@attack("删去已盖章的考勤", refused_by=KEPT, path=SHEET)
def delete_a_sealed_sheet(repo: Forge) -> None:
    repo.delete(SHEET)
    repo.commit("清理")


@attack("先删去已盖章的考勤，再在下一次提交加回改过的", refused_by=CORRECTED, path=SHEET)
def delete_and_add_in_two_commits(repo: Forge) -> None:
    text = repo.read(SHEET)
    repo.delete(SHEET)
    repo.commit("删去")
    repo.write(SHEET, text)
    more_days(repo)
    repo.commit("加回")


@attack("把已盖章的考勤改名到别的月份", refused_by=KEPT, path=SHEET)
def move_a_sealed_sheet_to_another_month(repo: Forge) -> None:
    repo.rename(SHEET, f"{TOWN}/attendance/2026-08.yml")
    repo.edit(f"{TOWN}/attendance/2026-08.yml", "month: 2026-09", "month: 2026-08")
    repo.commit("改名")


@attack("把已盖章的考勤移到别的乡镇", refused_by=KEPT, path=SHEET)
def move_a_sealed_sheet_to_another_township(repo: Forge) -> None:
    repo.rename(SHEET, f"{NEXT_COUNTY}/linzhen/attendance/2026-09.yml")
    repo.commit("移走")


@attack("把整个县的目录改名", refused_by=KEPT, path=SHEET)
def move_the_county(repo: Forge) -> None:
    repo.rename(COUNTY, "records/shili/xinxian")
    repo.commit("改县名")


@attack("用两个县的目录互换记录", refused_by=KEPT, path=SHEET)
def swap_two_counties(repo: Forge) -> None:
    repo.rename(COUNTY, "records/shili/tmp")
    repo.rename(NEXT_COUNTY, COUNTY)
    repo.rename("records/shili/tmp", NEXT_COUNTY)
    repo.commit("互换")


@attack("拆掉考勤的盖章", refused_by=KEPT, path=OCTOBER)
def unseal(repo: Forge) -> None:
    repo.edit(OCTOBER, OCTOBER_SEAL, "")
    repo.commit("拆封")


@attack("拆封、改动、重新盖章，分三次提交", refused_by=ONCE, path=SHEET)
def unseal_edit_and_reseal(repo: Forge) -> None:
    repo.edit(SHEET, SEAL, "")
    repo.commit("拆封")
    more_days(repo)
    repo.commit("改动")
    repo.append(SHEET, "seal: {by: zhen-secretary, date: 2026-11-05}\n")
    repo.commit("重新盖章")


@attack("改盖章的日期", refused_by=ONCE, path=OCTOBER)
def move_the_day_of_a_seal(repo: Forge) -> None:
    repo.edit(OCTOBER, "date: 2026-11-02", "date: 2026-11-05")
    repo.commit("改盖章日期")


@attack("月份没有过完就盖章", refused_by="seal_follows_month_end")
def seal_before_the_months_end(repo: Forge) -> None:
    days = "    在村: 1-5\n"
    sheets = "".join(f"  990101-00{n}:\n{days}" for n in (1, 2, 3, 4))
    repo.write(
        f"{TOWN}/attendance/2026-11.yml",
        f"month: 2026-11\nregistrar: cun-registrar\nsheets:\n{sheets}"
        "seal: {by: zhen-secretary, date: 2026-11-05}\n",
    )
    repo.commit("提前盖章")


@attack("把考勤里一个人的一行换成另一个人的编号", refused_by=CORRECTED, path=SHEET)
def swap_two_lines_of_a_sealed_sheet(repo: Forge) -> None:
    text = repo.read(SHEET)
    swapped = text.replace("990101-001", "@").replace("990101-002", "990101-001")
    repo.write(SHEET, swapped.replace("@", "990101-002"))
    repo.commit("互换两人")


@attack("延长已批准的假", refused_by=CORRECTED, path=LEAVE, secret=("2026-09-13",))
def extend_an_approved_leave(repo: Forge) -> None:
    repo.edit(LEAVE, "    to: 2026-09-11\n", "    to: 2026-09-13\n")
    repo.commit("多请两天")


@attack("删去已批准的假", refused_by=KEPT, path=LEAVE)
def delete_an_approved_leave(repo: Forge) -> None:
    text = repo.read(LEAVE)
    start, end = text.index("  - cadre: 990101-001"), text.index("  - cadre: 990101-002")
    repo.write(LEAVE, text[:start] + text[end:])
    repo.commit("没有请过假")


@attack("换掉已批准的假的审批人", refused_by=CORRECTED, path=LEAVE)
def change_the_approver(repo: Forge) -> None:
    repo.edit(LEAVE, "by: zhen-secretary, date: 2026-09-08", "by: county-od, date: 2026-09-08")
    repo.commit("改审批人")


@attack("把暗访结论从不在岗改成在岗", refused_by=CORRECTED, path=FOUND, secret=("村部无人",))
def soften_a_finding(repo: Forge) -> None:
    repo.edit(FOUND, "found: 不在岗", "found: 在岗")
    repo.commit("改结论")


@attack("盖章以前删去一次督查", refused_by=KEPT)
def delete_an_inspection_before_the_seal(repo: Forge) -> None:
    repo.edit(OCTOBER, OCTOBER_SEAL, "")
    repo.settle("十月还没有盖章")
    repo.delete("records/shili/inspections/2026-10.yml")
    repo.edit("records/shili/circulars/2026.yml", "    inspections: [9901-202610-01]\n", "")
    repo.commit("没有查过")


@attack("给督查加一个事后的到场人", refused_by=CORRECTED, path=FOUND)
def add_an_inspector_afterwards(repo: Forge) -> None:
    repo.edit(FOUND, "[county-od, county-team]", "[county-od, county-team, county-group]")
    repo.commit("补人")


@attack("把定下的等次改高", refused_by=CORRECTED, path=GRADES, secret=("优秀", "称职"))
def raise_a_decided_grade(repo: Forge) -> None:
    repo.edit(GRADES, "year_end: 称职, village_work: 称职", "year_end: 优秀, village_work: 称职")
    repo.commit("调等次")


@attack("改定下的民主测评票数", refused_by=CORRECTED, path=GRADES)
def change_the_ballots(repo: Forge) -> None:
    repo.edit(GRADES, "村民代表: {优秀: 18, 称职: 3", "村民代表: {优秀: 20, 称职: 1")
    repo.commit("改票数")


@attack("更换抽到的人", refused_by=CORRECTED, path=DRAW)
def change_a_drawn_sample(repo: Forge) -> None:
    repo.edit(DRAW, "sample: [990101-004]", "sample: [990101-002]")
    repo.commit("换人")


@attack("换一个种子，抽到想要的人", refused_by=CORRECTED, path=DRAW)
def draw_again_with_another_seed(repo: Forge) -> None:
    repo.edit(DRAW, "第三季度第18期", "第三季度第19期")
    repo.commit("重抽")


@attack("删去已执行的处理", refused_by=KEPT, path=CASE, secret=("批评教育",))
def remove_a_disposition(repo: Forge) -> None:
    repo.edit(CASE, "  - {kind: 批评教育, by: county-od, date: 2026-09-29}\n", "")
    repo.edit(CASE, "dispositions:\n", "")
    repo.commit("不处理了")


@attack("删去一个案件", refused_by=KEPT, path=CASE)
def delete_a_case(repo: Forge) -> None:
    repo.delete(CASE)
    repo.commit("没有这回事")


@attack("把案件改成另一个人的", refused_by=CORRECTED, path=CASE)
def turn_a_case_on_somebody_else(repo: Forge) -> None:
    repo.edit(CASE, "cadre: 990101-001", "cadre: 990101-003")
    repo.commit("换人")


@attack("改案件查明的事实", refused_by=CORRECTED, path=CASE, secret=("暗访时不在村",))
def rewrite_the_facts_of_a_case(repo: Forge) -> None:
    repo.edit(CASE, "facts: 暗访时不在村，未请假。", "facts: 暗访时在村外办事，已口头请假。")
    repo.commit("改事实")


@attack("把干部换个编号重新登记", refused_by=KEPT)
def renumber_a_cadre(repo: Forge) -> None:
    for path in [raw.decode() for raw in repo.leaves if raw.startswith(COUNTY.encode())]:
        text = repo.read(path)
        if "990101-003" in text:
            repo.write(path, text.replace("990101-003", "990101-009"))
        if "/990101-003." in path:
            repo.rename(path, path.replace("990101-003", "990101-009"))
    repo.edit(DRAW, "990101-003", "990101-009")
    repo.commit("换编号")


@attack("同一个编号换成另一个人的姓名", refused_by=CORRECTED, secret=("示例丙", "示例寅"))
def rename_a_cadre(repo: Forge) -> None:
    repo.edit(f"{COUNTY}/cadres/990101-003.yml", "name: 示例丙", "name: 示例寅")
    repo.commit("改名")


@attack("删去一个干部", refused_by=KEPT)
def delete_a_cadre(repo: Forge) -> None:
    repo.delete(f"{COUNTY}/cadres/990101-003.yml")
    repo.commit("查无此人")


@attack("把任职的起始日期推后，避开被查到的日子", refused_by=CORRECTED)
def move_the_start_of_a_posting(repo: Forge) -> None:
    path = f"{COUNTY}/cadres/990101-001.yml"
    repo.edit(
        path,
        '    village: "990101100201"\n    from: 2025-03-01',
        '    village: "990101100201"\n    from: 2026-10-01',
    )
    repo.commit("改任期")


@attack("暗访以后给去向牌补写当天的去向", refused_by=CORRECTED, path=BOARD)
def backfill_the_board_after_an_inspection(repo: Forge) -> None:
    repo.edit(
        BOARD,
        "990101-001: {周一: 在村, 周三: 在村",
        "990101-001: {周一: 在村, 周二: 在村, 周三: 在村",
    )
    repo.commit("补写去向")


@attack("改已经评价过的工作日志", refused_by=CORRECTED)
def rewrite_an_evaluated_log(repo: Forge) -> None:
    path = f"{TOWN}/logs/2026-09/990101-001.yml"
    repo.edit(path, "走访两户，了解秋收用工困难。", "走访二十户，逐户解决用工困难。")
    repo.commit("改日志")


@attack("改已经发放的补助金额", refused_by=CORRECTED)
def change_a_payment_made(repo: Forge) -> None:
    path = f"{COUNTY}/payments/2026-Q4.yml"
    repo.edit(path, "yuan: 1155, date: 2026-10-22", "yuan: 1210, date: 2026-10-22")
    repo.commit("改金额")


@attack("给已盖章的考勤添一个人", refused_by=CORRECTED, path=SHEET)
def add_a_line_to_a_sealed_sheet(repo: Forge) -> None:
    line = "  990101-005:\n    在村: 1-30\n"
    repo.edit(SHEET, "  990101-004:\n", f"{line}  990101-004:\n")
    repo.commit("添一个人")


@attack("加一条编号相同的假，让人比错对象", refused_by=CORRECTED, path=LEAVE)
def add_a_leave_of_the_same_key(repo: Forge) -> None:
    twin = (
        "  - cadre: 990101-001\n    from: 2026-09-10\n    to: 2026-09-13\n    reason_kind: 事假\n"
        "    approval: {by: zhen-secretary, date: 2026-09-08}\n"
    )
    repo.edit(LEAVE, "leaves:\n", f"leaves:\n{twin}")
    repo.commit("再记一遍")


@attack("暗访以后、盖章以前，给去向牌补写当天的去向", refused_by=CORRECTED)
def backfill_the_board_before_the_seal(repo: Forge) -> None:
    repo.edit(OCTOBER, OCTOBER_SEAL, "")
    board = f"{TOWN}/whereabouts/2026-W42.yml"
    repo.edit(
        board,
        "990101-001: {周一: 在村, 周二: 在村, 周三: 在村,",
        "990101-001: {周一: 在村, 周二: 在村,",
    )
    repo.settle("10 月 14 日（周三）督查时没有去向")
    repo.edit(
        board,
        "990101-001: {周一: 在村, 周二: 在村,",
        "990101-001: {周一: 在村, 周二: 在村, 周三: 在村,",
    )
    repo.commit("补写去向")


@attack("文章审核以后换掉照片", refused_by=CORRECTED)
def swap_the_photo_of_an_article(repo: Forge) -> None:
    folder = f"{TOWN}/profiles"
    repo.write(f"{folder}/cold-store.png", photo("white"))
    repo.write(f"{folder}/cold-store.md", ARTICLE)
    repo.settle("典型")
    repo.write(f"{folder}/cold-store.png", photo("black"))
    repo.commit("换照片")


@attack("文章审核以后改正文", refused_by=CORRECTED, path=f"{TOWN}/profiles/cold-store.md")
def rewrite_an_approved_article(repo: Forge) -> None:
    folder = f"{TOWN}/profiles"
    repo.write(f"{folder}/cold-store.png", photo("white"))
    repo.write(f"{folder}/cold-store.md", ARTICLE)
    repo.settle("典型")
    repo.edit(f"{folder}/cold-store.md", "果子年年烂在地里。", "果子年年卖到省城。")
    repo.commit("改正文")


@attack("简报刊发以后改数字", refused_by=CORRECTED, path=f"{COUNTY}/bulletins/2026-09.md")
def alter_a_figure_of_an_issued_bulletin(repo: Forge) -> None:
    repo.write(f"{COUNTY}/bulletins/2026-09.md", BULLETIN)
    repo.settle("简报")
    repo.edit(f"{COUNTY}/bulletins/2026-09.md", "value: 4", "value: 5")
    repo.commit("改数字")


@attack("简报刊发以后改正文", refused_by=CORRECTED, path=f"{COUNTY}/bulletins/2026-09.md")
def rewrite_an_issued_bulletin(repo: Forge) -> None:
    repo.write(f"{COUNTY}/bulletins/2026-09.md", BULLETIN)
    repo.settle("简报")
    repo.edit(f"{COUNTY}/bulletins/2026-09.md", "本月达标 4 人。", "本月全部达标。")
    repo.commit("改正文")


@attack("撤掉办结，重新打开案件", refused_by=KEPT, path=CASE)
def reopen_a_case(repo: Forge) -> None:
    closed = "closed: {by: county-od, date: 2026-10-20, outcome: 已整改}\n"
    repo.edit(CASE, closed, "")
    repo.commit("重新打开")


@attack("把决定不点名的公开改成点名", refused_by=CORRECTED, path=CASE)
def name_whom_the_decision_does_not(repo: Forge) -> None:
    repo.edit(CASE, "show_name: false", "show_name: true")
    repo.commit("点名")


@attack("删去公示期间收到的异议", refused_by=KEPT, path=NOTICES, secret=("反映候选人",))
def delete_an_objection(repo: Forge) -> None:
    text = repo.read(NOTICES)
    start = text.index("    objections:")
    repo.write(NOTICES, text[:start] + text[text.index("    confirmed:", start) :])
    repo.commit("没有异议")


@attack("取消撤回，让撤下的公示复活", refused_by=KEPT, path=NOTICES, secret=("不实",))
def revive_a_withdrawn_notice(repo: Forge) -> None:
    text = repo.read(NOTICES)
    repo.write(NOTICES, text[: text.index("    withdrawn:")])
    repo.commit("不撤了")


@attack("考勤盖章以后，给缺岗的那天补一张假条", refused_by=EXCUSED, path=LEAVE)
def excuse_a_sealed_absence(repo: Forge) -> None:
    repo.append(
        LEAVE,
        "  - cadre: 990101-001\n    from: 2026-09-22\n    to: 2026-09-22\n    reason_kind: 事假\n"
        "    approval: {by: zhen-secretary, date: 2026-09-21}\n    returned: 2026-09-23\n",
    )
    repo.commit("补假条")


@attack("督查不在岗以后，把没有批的假写成事前批准", refused_by=EXCUSED, path=NOVEMBER)
def approve_a_leave_after_the_inspection(repo: Forge) -> None:
    asked = leave("990101-003", "2026-11-03", "2026-11-03", "zhen-secretary", "2026-11-02")
    approved = "    approval: {by: zhen-secretary, date: 2026-11-02}\n"
    repo.write(NOVEMBER, november(asked.replace(approved, "")))
    repo.write(f"{COUNTY}/inspections/2026-11.yml", NOBODY_THERE)
    repo.settle("督查")
    repo.append(NOVEMBER, approved)
    repo.commit("事前批的")
