"""Honest changes, continued: things that take their course over several changes."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_authority import COUNTY_REGION, NOVEMBER, TOWN_REGION, leave, november
from gate.attacks_on_law import OVERLAY
from gate.attacks_on_notices import (
    CONFIRMED,
    WITHDRAWN,
    case_notice,
    honour_notice,
    reword,
    set_days,
)
from gate.attacks_on_records import CASE, DRAW, FOUND, GRADES, NOBODY_THERE, NOTICES
from gate.cases import honest
from gate.corrections import (
    correct_the_sheet,
    correction,
    correction_by_the_city,
    page,
    write_correction,
)
from gate.forge import COUNTY, TOWN, Forge
from gate.signing import CITY_REGION, HOLDERS, add_keys, registered, require_signatures

GROUP: Final = "如实的改动"
CIRCULARS: Final = "records/shili/circulars/2026.yml"


def take_off(repo: Forge, path: str, *texts: str) -> None:
    """What comes only with the change is not there at BASE."""
    now = repo.read(path)
    for text in texts:
        repo.edit(path, text, "")
    repo.settle("还没有写到这一步")
    repo.write(path, now)


@honest("年终考核以后定等次、归档")
def grade_after_the_years_end(repo: Forge) -> None:
    form = "registration_form: {sent: 2026-01-15, filed: 2026-01-30}\n"
    grades = "grades: {by: county-od, date: 2026-01-10, year_end: 称职, village_work: 称职}\n"
    take_off(repo, GRADES, grades, form)
    repo.commit("等次")


@honest("抽到的人查过以后写结果")
def write_the_results_of_a_draw(repo: Forge) -> None:
    text = repo.read(DRAW)
    take_off(repo, DRAW, text[text.index("results:") :])
    repo.commit("抽查结果")


@honest("督查以后报备")
def file_an_inspection(repo: Forge) -> None:
    take_off(repo, FOUND, "    filed:\n      - {to: 市委组织部, date: 2026-09-25}\n")
    repo.commit("报备")


@honest("通报的问题整改了")
def rectify_a_problem(repo: Forge) -> None:
    text = repo.read(CIRCULARS)
    line = text[text.index("        rectified:") :]
    take_off(repo, CIRCULARS, line)
    repo.commit("整改")


@honest("案件办结，再决定公开")
def close_and_publish_a_case(repo: Forge) -> None:
    text = repo.read(CASE)
    take_off(
        repo,
        CASE,
        text[text.index("publication:") :],
        text[text.index("closed:") : text.index("publication:")],
    )
    repo.commit("办结和公开")


@honest("公示收到异议，答复以后确认公布")
def answer_an_objection(repo: Forge) -> None:
    text = repo.read(NOTICES)
    objections = text[
        text.index("    objections:") : text.index(
            "    confirmed: {by: county-od, date: 2026-09-18}"
        )
    ]
    confirmed = "    confirmed: {by: county-od, date: 2026-09-18}\n"
    take_off(repo, NOTICES, objections, confirmed)
    repo.commit("异议和确认")


def decide_anew(repo: Forge, day: str) -> None:
    """The published case is told in other words, by a decision of its own day."""
    reword(repo)
    repo.edit(CASE, "date: 2026-10-21", f"date: {day}")


@honest("公示撤回以后，改好公开文字，重新公示")
def publish_a_case_again(repo: Forge) -> None:
    repo.append(NOTICES, case_notice(4, "2026-10-21"))
    repo.settle("公示")
    repo.append(NOTICES, WITHDRAWN)
    repo.settle("撤回")
    decide_anew(repo, "2026-11-04")
    repo.append(NOTICES, case_notice(5, "2026-11-05"))
    repo.commit("重新公示")


@honest("一次改动里撤回公示、改文字、重新公示")
def publish_a_case_again_at_once(repo: Forge) -> None:
    repo.append(NOTICES, case_notice(4, "2026-10-21"))
    repo.settle("公示")
    decide_anew(repo, "2026-11-04")
    repo.append(NOTICES, WITHDRAWN + case_notice(5, "2026-11-04"))
    repo.commit("撤回，重新公示")


@honest("县里改长公示天数，早已确认公布的不受影响")
def lengthen_the_notices(repo: Forge) -> None:
    set_days(repo, 15)
    repo.commit("公示天数")


@honest("公示期满以后确认公布")
def confirm_after_the_days(repo: Forge) -> None:
    set_days(repo, 5)
    repo.append(NOTICES, honour_notice("2026-10-30"))
    repo.settle("公示")
    repo.append(NOTICES, CONFIRMED)
    repo.commit("确认")


@honest("按当时的天数公示过，后来才补录")
def record_a_notice_shown_for_the_days_of_then(repo: Forge) -> None:
    set_days(repo, 15)
    repo.settle("公示天数")
    repo.append(NOTICES, honour_notice("2026-10-30", ", days: 5") + CONFIRMED)
    repo.commit("补录")


@honest("跨月的一周，上月已经盖章，补本月的一天")
def fill_in_a_day_after_the_sealed_month(repo: Forge) -> None:
    board = f"{TOWN}/whereabouts/2026-W44.yml"
    days = "  990101-002: {周一: 在村, 周二: 在村, 周三: 在村, 周四: 在村, 周五: 在村, 周六: 在村"
    repo.edit(board, f"{days}}}", f"{days}, 周日: 在村}}")
    repo.commit("11 月 1 日")


@honest("删去还没有批准的请假")
def take_back_a_request(repo: Forge) -> None:
    one = leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary")
    request = "  - {cadre: 990101-002, from: 2026-11-12, to: 2026-11-12, reason_kind: 事假}\n"
    repo.write(NOVEMBER, november(one, request))
    repo.settle("一条批了，一条没有")
    repo.write(NOVEMBER, november(one))
    repo.commit("不请了")


@honest("几周以前的分支，现在才合并")
def a_branch_of_some_weeks_ago(repo: Forge) -> None:
    repo.at(repo.first).write("docs/plan.md", "# 打算\n")
    repo.commit("打算", date="2026-10-20T09:00:00+08:00")


@honest("两台电脑的时钟差几个小时")
def clocks_that_differ(repo: Forge) -> None:
    repo.write("docs/plan.md", "# 打算\n")
    repo.commit("打算", date="2026-11-04T12:00:00+08:00")


@honest("改记录目录的说明")
def the_readme_among_records(repo: Forge) -> None:
    repo.write("records/README.md", "# 记录\n")
    repo.commit("说明")


@honest("登记各人的钥匙，同时开始要求签名")
def begin_to_require_signatures(repo: Forge) -> None:
    for officer, (_, _, above) in HOLDERS.items():
        add_keys(repo, officer, registered(repo.keys[officer], above))
    repo.append(COUNTY_REGION, "gate:\n  signatures: required\n")
    repo.commit("开始要求签名")


@honest("要求签名的县，给新书记登记职责和钥匙，由县里签名")
def a_new_officer_with_a_key(repo: Forge) -> None:
    require_signatures(repo)
    key = registered(repo.keys["new"], "county-od", since="2026-11-05")
    new = (
        f"  - {{id: zhen-new, name: 示例辰, role: 乡镇党委书记, from: 2026-11-05, keys: [{key}]}}\n"
    )
    repo.edit(TOWN_REGION, "officers:\n", f"officers:\n{new}")
    repo.commit("新书记", key=repo.keys["county-od"])


@honest("一次提交里好几个人的签批，各自签名提交")
def several_signed_commits(repo: Forge) -> None:
    require_signatures(repo)
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )
    repo.commit("请假", key=repo.keys["zhen-secretary"])
    meeting = "  - {id: m08, kind: 座谈会, date: 2026-11-04, chair: county-od}\n"
    repo.append(f"{COUNTY}/meetings/2026.yml", meeting)
    repo.commit("县里的会", key=repo.keys["county-od"])


@honest("县里给制度的留白定一个数，从明天起执行")
def fill_a_silence_of_the_regulation(repo: Forge) -> None:
    repo.append(COUNTY_REGION, OVERLAY)
    repo.commit("本地补充")


@honest("要求签名的县，市里的更正由市里批准的人签名提交")
def a_signed_correction_of_the_city(repo: Forge) -> None:
    require_signatures(repo)
    correct_the_sheet(repo)
    repo.write("records/shili/corrections/2026.yml", page(correction_by_the_city()))
    repo.commit("更正", key=repo.keys["city-od"])


@honest("卸任以前签好的，卸任以后几天才合并")
def merge_after_the_signers_term(repo: Forge) -> None:
    start = "id: zhen-secretary, name: 示例书记戊, role: 乡镇党委书记, from: 2024-01-01"
    require_signatures(repo)
    before = repo.base
    repo.edit(TOWN_REGION, start, f"{start}, to: 2026-11-05")
    base = repo.settle("卸任", date="2026-11-10T10:00:00+08:00")
    repo.at(before)
    repo.write(
        NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))
    )
    repo.commit("请假", key=repo.keys["zhen-secretary"])
    repo.base = base


@honest("督查不在岗，假条当时批了没有录，由县里批准更正")
def enter_a_leave_by_correction(repo: Forge) -> None:
    repo.write(f"{COUNTY}/inspections/2026-11.yml", NOBODY_THERE)
    repo.settle("督查")
    asked = leave("990101-003", "2026-11-03", "2026-11-03", "zhen-secretary", "2026-11-02")
    repo.write(NOVEMBER, november(asked))
    entered = {
        "cadre": "990101-003",
        "from": "2026-11-03",
        "to": "2026-11-03",
        "reason_kind": "事假",
        "approval": {"by": "zhen-secretary", "date": "2026-11-02"},
    }
    said = {"item": "leaves/990101-003:2026-11-03", "old": None, "new": entered}
    written = correction(file="shilizhen/leave/2026-11.yml", changes=[said], by="zhen-committee")
    write_correction(repo, written)
    repo.commit("更正")


@honest("督查不在岗的第二天，别人的假照批")
def approve_leave_of_another_day(repo: Forge) -> None:
    repo.write(f"{COUNTY}/inspections/2026-11.yml", NOBODY_THERE)
    repo.settle("督查")
    own = leave("990101-003", "2026-11-06", "2026-11-06", "zhen-secretary", "2026-11-05")
    others = leave("990101-001", "2026-11-03", "2026-11-03", "zhen-secretary", "2026-11-02")
    repo.write(NOVEMBER, november(others, own))
    repo.commit("请假")


@honest("县里要求签名，市里添一个人，由市里另一个人签名")
def a_signed_officer_of_the_city(repo: Forge) -> None:
    require_signatures(repo)
    new = "  - {id: city-new, name: 示例辰, role: 市委组织部, from: 2026-11-05}\n"
    repo.edit(CITY_REGION, "officers:\n", f"officers:\n{new}")
    repo.commit("市里新来的人", key=repo.keys["city-od"])


@honest("县里要求签名，市里不要求：市里的督查不用签名")
def an_unsigned_inspection_of_the_city(repo: Forge) -> None:
    path = "records/shili/inspections/2026-10.yml"
    now = repo.read(path)
    repo.delete(path)
    repo.edit(CIRCULARS, "    inspections: [9901-202610-01]\n", "")
    require_signatures(repo)
    repo.write(path, now)
    repo.commit("市里的督查")


@honest("公示期满以后缩短公示天数")
def shorten_the_days_after_the_notices(repo: Forge) -> None:
    set_days(repo, 7)
    repo.append(NOTICES, honour_notice("2026-10-20"))
    repo.settle("公示七天，已满")
    repo.edit(COUNTY_REGION, "荣誉: 7", "荣誉: 3")
    repo.commit("以后公示三天")
