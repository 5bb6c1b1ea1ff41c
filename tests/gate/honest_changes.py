"""Honest changes: what clerks, officers and engineers do all year, and the gate must let pass."""

from __future__ import annotations

from typing import Final

from gate.attacks_on_authority import (
    COUNTY_REGION,
    EVENT,
    NOVEMBER,
    TOWN_REGION,
    leave,
    november,
)
from gate.attacks_on_law import OWNERS, PACK, lower, value_of
from gate.attacks_on_records import ARTICLE, BULLETIN, CASE, OCTOBER, OCTOBER_SEAL, SHEET, photo
from gate.cases import honest
from gate.corrections import (
    CORRECTIONS,
    correct_the_sheet,
    correction,
    page,
    write_correction,
)
from gate.forge import COUNTY, NEXT_COUNTY, TOWN, Forge
from gate.signing import registered, require_signatures
from zhucun.gate.codeowners import codeowners

GROUP: Final = "如实的改动"
TAGGER: Final = "录入员 <clerk@example.com> 1793786400 +0800"
SEALED_NOW: Final = "seal: {by: zhen-secretary, date: 2026-11-05}\n"
TWO_DAYS: Final = november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary"))


def without_october(repo: Forge) -> str:
    """October's sheet is not there yet; gives its text without the seal."""
    text = repo.read(OCTOBER).replace(OCTOBER_SEAL, "")
    repo.delete(OCTOBER)
    repo.settle("十月的考勤还没有交")
    return text


@honest("交一个月的考勤表，还没有盖章")
def hand_in_a_sheet(repo: Forge) -> None:
    repo.write(OCTOBER, without_october(repo))
    repo.commit("十月考勤")


@honest("盖章以前改考勤")
def mend_an_unsealed_sheet(repo: Forge) -> None:
    repo.write(OCTOBER, without_october(repo))
    repo.settle()
    repo.edit(OCTOBER, "    在村: 8-31\n    休息: 1-7\n", "    在村: 8-30\n    休息: 1-7, 31\n")
    repo.commit("31 日休息")


@honest("月末以后盖章")
def seal_a_month(repo: Forge) -> None:
    repo.write(OCTOBER, without_october(repo))
    repo.settle()
    repo.append(OCTOBER, SEALED_NOW)
    repo.commit("盖章")


@honest("在村 19 天，如实登记、立案、盖章")
def a_month_of_nineteen_days(repo: Forge) -> None:
    text = without_october(repo)
    enough = "    在村: 5-10, 12-17, 19-24, 26-31\n    休息: 1-4, 11, 18, 25\n"
    assert text.count(enough) == 1
    short = "    在村: 5-10, 12-17, 19-24, 26\n    休息: 1-4, 11, 18, 25, 27-31\n"
    repo.write(OCTOBER, text.replace(enough, short))
    board = f"{TOWN}/whereabouts/2026-W44.yml"
    line = "990101-002: {周一: 在村, 周二: 在村, 周三: 在村, 周四: 在村, 周五: 在村, 周六: 在村}"
    rest = "990101-002: {周一: 在村, 周二: 休息, 周三: 休息, 周四: 休息, 周五: 休息, 周六: 休息}"
    repo.edit(board, line, rest)
    repo.settle("去向牌当时就写着休息")
    repo.write(
        f"{COUNTY}/cases/990101-c002.yml",
        "id: 990101-c002\ncadre: 990101-002\nkind: 到岗不足\nmonth: 2026-10\n"
        "found_on: 2026-11-02\nopened: {by: county-od, date: 2026-11-03}\n"
        "facts: 十月在村 19 天，差 1 天，没有请假。\n",
    )
    repo.append(OCTOBER, SEALED_NOW)
    repo.commit("十月考勤，一人 19 天，已立案")


@honest("事先批准的假")
def an_approved_leave(repo: Forge) -> None:
    repo.write(NOVEMBER, TWO_DAYS)
    repo.commit("请假")


@honest("先报批，后补备案")
def file_a_leave_afterwards(repo: Forge) -> None:
    repo.write(NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-12", "county-od")))
    repo.commit("请假")
    repo.settle()
    repo.append(NOVEMBER, "    filings:\n      - {kind: 备案, to: 市委组织部, date: 2026-11-05}\n")
    repo.commit("备案")


@honest("销假")
def return_from_leave(repo: Forge) -> None:
    repo.write(
        NOVEMBER,
        november(leave("990101-001", "2026-11-02", "2026-11-03", "zhen-secretary", "2026-10-30")),
    )
    repo.settle()
    repo.append(NOVEMBER, "    returned: 2026-11-04\n")
    repo.commit("销假")


@honest("取消还没有休的假")
def cancel_a_leave(repo: Forge) -> None:
    repo.write(NOVEMBER, TWO_DAYS)
    repo.settle()
    repo.append(NOVEMBER, "    cancelled: {by: zhen-secretary, date: 2026-11-05}\n")
    repo.commit("取消")


@honest("按规定更正已封存的考勤")
def correct_a_sealed_sheet(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.commit("更正")


@honest("同一年的第二条更正")
def correct_once_more(repo: Forge) -> None:
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.settle()
    old, new = "1-11, 14-18, 20-25, 28-29", "1-12, 14-18, 20-25, 28-29"
    repo.edit(SHEET, f"    在村: {old}\n", f"    在村: {new}\n")
    repo.edit(
        SHEET,
        "    因公外出: 30\n    休息: 12-13, 19, 26-27\n",
        "    因公外出: 30\n    休息: 13, 19, 26-27\n",
    )
    second = correction(
        changes=[
            {"item": "sheets/990101-004/在村", "old": old, "new": new},
            {"item": "sheets/990101-004/休息", "old": "12-13, 19, 26-27", "new": "13, 19, 26-27"},
        ]
    )
    write_correction(repo, correction(), second)
    repo.commit("再更正")


@honest("盖章日期写错了，由县里批准更正")
def correct_the_day_of_a_seal(repo: Forge) -> None:
    repo.edit(OCTOBER, "date: 2026-11-02", "date: 2026-11-03")
    wrong = {"item": "seal/date", "old": "2026-11-02", "new": "2026-11-03"}
    written = correction(file="shilizhen/attendance/2026-10.yml", changes=[wrong])
    write_correction(repo, written)
    repo.commit("更正")


@honest("补录很久以前的事情，写明为什么")
def explain_a_late_entry(repo: Forge) -> None:
    repo.append(COUNTY_REGION, "gate:\n  late_after_days: 30\n")
    repo.settle()
    repo.append(f"{TOWN}/events/2026.yml", EVENT)
    late = {
        "files": ["shilizhen/events/2026.yml"],
        "reason": "当时的记录在村里的本子上，十月底清点时才找到。",
        "by": "zhen-committee",
        "date": "2026-11-05",
    }
    repo.write(CORRECTIONS, page(late=[late]))
    repo.commit("补录")


@honest("不写补录期限的县补录旧事")
def no_limit_no_explanation(repo: Forge) -> None:
    repo.append(f"{TOWN}/events/2026.yml", EVENT)
    repo.commit("补录")


@honest("新来一名干部，登记任职")
def a_new_cadre(repo: Forge) -> None:
    text = repo.read(f"{COUNTY}/cadres/990101-003.yml")
    for old, new in (
        ("990101-003", "990101-005"),
        ("示例丙", "示例卯"),
        ('"10000000003"', '"10000000005"'),
        ("from: 2025-03-01", "from: 2026-11-02"),
        ("to: 2027-02-28", "to: 2028-11-01"),
        ("date: 2025-02-20", "date: 2026-10-28"),
        ("〔2025〕3 号", "〔2026〕9 号"),
        ("date: 2025-03-05", "date: 2026-11-04"),
        ('village: "990101100201"', 'village: "990101100203"'),
        ("health_checks:\n  - {date: 2026-04-13}\n", ""),
    ):
        assert old in text, old
        text = text.replace(old, new)
    repo.write(f"{COUNTY}/cadres/990101-005.yml", text)
    repo.commit("新干部")


@honest("提前结束一名干部的任职")
def end_a_posting(repo: Forge) -> None:
    repo.edit(
        f"{COUNTY}/cadres/990101-003.yml",
        "    to: 2027-02-28\n    appointment",
        "    to: 2027-02-28\n    ended: {date: 2026-11-05, reason: 工作调动}\n    appointment",
    )
    repo.commit("调动")


@honest("先登记新书记，下一次改动由他批假")
def a_new_officer_then_his_acts(repo: Forge) -> None:
    secretary = "{id: zhen-secretary, name: 示例书记戊, role: 乡镇党委书记, from: 2024-01-01"
    repo.edit(TOWN_REGION, f"{secretary}}}", f"{secretary}, to: 2026-11-03}}")
    new = "  - {id: zhen-new, name: 示例辰, role: 乡镇党委书记, from: 2026-11-04}\n"
    repo.edit(TOWN_REGION, "officers:\n", f"officers:\n{new}")
    repo.commit("换书记")
    assert not repo.judge().blocks
    repo.settle()
    repo.write(NOVEMBER, november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-new")))
    repo.commit("新书记批假")


@honest("落后于主分支的改动，合得起来")
def behind_the_main_branch(repo: Forge) -> None:
    start = repo.base
    repo.write("docs/guide.md", "# 主分支的说明\n")
    main = repo.commit("主分支")
    repo.at(start).write(NOVEMBER, TWO_DAYS)
    repo.commit("请假")
    repo.base = main


@honest("落后于主分支，主分支这期间做过更正")
def behind_a_correction(repo: Forge) -> None:
    start = repo.base
    correct_the_sheet(repo)
    write_correction(repo, correction())
    main = repo.commit("更正")
    repo.at(start).write(NOVEMBER, TWO_DAYS)
    repo.commit("请假")
    repo.base = main


@honest("把主分支合并进来以后再提交")
def main_merged_into_the_branch(repo: Forge) -> None:
    start = repo.base
    correct_the_sheet(repo)
    write_correction(repo, correction())
    main = repo.commit("更正")
    corrected = dict(repo.leaves)
    repo.at(start).write(NOVEMBER, TWO_DAYS)
    branch = repo.commit("请假")
    repo.leaves = {**corrected, NOVEMBER.encode(): repo.leaves[NOVEMBER.encode()]}
    repo.commit("合并主分支", parents=[branch, main])
    repo.base = main


@honest("三个如实的分支用八爪鱼合并")
def octopus_of_honest_branches(repo: Forge) -> None:
    start, files, lines = repo.base, {}, []
    for cadre in ("990101-001", "990101-002", "990101-003"):
        path = f"{TOWN}/logs/2026-11/{cadre}.yml"
        repo.at(start).write(
            path,
            f"cadre: {cadre}\nmonth: 2026-11\nuploads: []\nentries:\n"
            "  - date: 2026-11-04\n    duties: [S0-18]\n    text: 召开支部党员大会。\n",
        )
        files[path.encode()] = repo.leaves[path.encode()]
        lines.append(repo.commit(f"日志 {cadre}"))
    repo.at(start).leaves.update(files)
    repo.commit("合并三人的日志", parents=lines)


@honest("只改说明文字")
def pages_only(repo: Forge) -> None:
    repo.write("docs/guide.md", "# 说明\n\n写得更清楚。\n")
    repo.commit("改说明")


@honest("只改程序")
def tool_only(repo: Forge) -> None:
    repo.append("tools/zhucun/__init__.py", "VERSION = 2\n")
    repo.write("schemas/attendance.json", '{"title": "考勤表"}\n')
    repo.commit("改程序")


@honest("什么也没有改")
def nothing_at_all(repo: Forge) -> None:
    repo.commit("空提交")


@honest("改动与基准是同一个提交")
def the_same_commit(repo: Forge) -> None:
    repo.head = repo.base


@honest("制度单独修订，写明以后的施行日期")
def a_law_of_the_future(repo: Forge) -> None:
    entry = value_of(repo, "attendance.min_days")
    values = entry[entry.index("      - ") :].rstrip()
    since = values[values.index("from: ") + 6 :][:10]
    repo.edit(PACK, entry, f"{entry.rstrip()}\n{values.replace(since, '2027-01-01')}")
    repo.commit("明年起")


@honest("给待定的数值补上规定，从以后施行")
def mend_the_words_of_a_pack(repo: Forge) -> None:
    lower(repo, "attendance.min_days", "title: ", "title: 每月")
    repo.commit("改标题")


@honest("整个新乡镇进来")
def a_new_township(repo: Forge) -> None:
    repo.write(
        f"{COUNTY}/xinzhen/region.yml",
        'level: 乡镇\nname: 新镇\ncode: "990101101000"\nofficers:\n'
        "  - {id: xin-secretary, name: 新镇书记未, role: 乡镇党委书记, from: 2024-01-01}\n"
        'villages:\n  - {code: "990101101201", name: 新村, kind: 村, category: 其他村}\n',
    )
    repo.commit("新镇")


@honest("整个新县进来")
def a_new_county(repo: Forge) -> None:
    for path in (f"{NEXT_COUNTY}/region.yml", f"{NEXT_COUNTY}/linzhen/region.yml"):
        text = repo.read(path).replace("990102", "990103").replace("lin-", "yuan-")
        repo.write(path.replace("linxian", "yuanxian"), text.replace("邻", "远"))
    repo.commit("新县")


@honest("督查发现不在岗，同时立案")
def an_inspection_with_its_case(repo: Forge) -> None:
    repo.write(
        f"{COUNTY}/inspections/2026-11.yml",
        "month: 2026-11\ninspections:\n  - id: 990101-202611-01\n    date: 2026-11-03\n"
        "    level: 县\n    method: 明察暗访\n    announced: false\n"
        "    inspectors: [county-od, county-team]\n    visits:\n"
        '      - {cadre: 990101-002, time: "10:20", found: 不在岗}\n',
    )
    repo.write(
        f"{COUNTY}/cases/990101-c002.yml",
        "id: 990101-c002\ncadre: 990101-002\nkind: 无故不在岗\nfound_on: 2026-11-03\n"
        "opened: {by: county-od, date: 2026-11-04}\ninspections: [990101-202611-01]\n"
        "facts: 督查时不在村。\n",
    )
    repo.commit("督查和立案")


@honest("案件一步一步办下去")
def a_case_goes_on(repo: Forge) -> None:
    an_inspection_with_its_case(repo)
    repo.settle()
    path = CASE.replace("c001", "c002")
    repo.append(path, "explanation: 去县里开会，没有报告。\n")
    repo.append(path, "confirmed: {by: county-od, date: 2026-11-05}\n")
    repo.append(path, "dispositions:\n  - {kind: 批评教育, by: county-od, date: 2026-11-05}\n")
    repo.commit("认定并处理")


@honest("经本人同意的典型文章")
def a_profile_with_consent(repo: Forge) -> None:
    repo.write(f"{TOWN}/profiles/cold-store.md", ARTICLE)
    repo.write(f"{TOWN}/profiles/cold-store.png", photo("white"))
    repo.commit("典型")


@honest("简报先写草稿，改好再刊发，后来撤下")
def a_bulletin_is_issued(repo: Forge) -> None:
    path = f"{COUNTY}/bulletins/2026-09.md"
    issued = "issued: {by: county-od, date: 2026-11-04}\n"
    repo.write(path, BULLETIN.replace(issued, ""))
    repo.settle("草稿")
    repo.edit(path, "本月达标 4 人。\n", "本月达标 4 人，还有 1 人有说明。\n")
    repo.edit(path, "unit: 人}\n", f"unit: 人}}\n{issued}")
    repo.settle("刊发")
    repo.edit(
        path,
        issued,
        f"{issued}withdrawn: {{by: county-od, date: 2026-11-05, reason: 数字要核对。}}\n",
    )
    repo.commit("撤下")


@honest("撤下一篇文章")
def withdraw_a_profile(repo: Forge) -> None:
    a_profile_with_consent(repo)
    repo.settle()
    repo.edit(
        f"{TOWN}/profiles/cold-store.md",
        "approval: {by: county-od, date: 2026-11-04}\n",
        "approval: {by: county-od, date: 2026-11-04}\n"
        "withdrawn: {by: county-od, date: 2026-11-05, reason: 本人要求撤下。}\n",
    )
    repo.commit("撤下")


@honest("主分支上别处早有的问题，不拖住不相干的改动")
def an_old_fault_elsewhere(repo: Forge) -> None:
    repo.edit(
        f"{TOWN}/attendance/2026-09.yml",
        "    休息: 12-13, 19, 26-27\n  990101-002",
        "    休息: 12-13, 26-27\n  990101-002",
    )
    repo.settle("早就有的问题")
    repo.write(NOVEMBER, TWO_DAYS)
    repo.commit("请假")


@honest("改正主分支上早有的毛病，还没有改完")
def mend_one_of_two_faults(repo: Forge) -> None:
    repo.write(NOVEMBER, TWO_DAYS.replace("事假", "私假"))
    repo.write(f"{TOWN}/logs/2026-11/990101-001.yml", "cadre: 990101-001\nmonth: 2026-1\n")
    repo.settle("两处毛病")
    repo.write(NOVEMBER, TWO_DAYS)
    repo.commit("改好一处")


@honest("要求签名的县，批假的提交有书记本人的签名")
def a_signed_approval(repo: Forge) -> None:
    require_signatures(repo)
    repo.write(NOVEMBER, TWO_DAYS)
    repo.commit("请假", key=repo.keys["zhen-secretary"])


@honest("要求签名的县，不含签批的改动由管它的人签名提交")
def a_signed_record_of_no_act(repo: Forge) -> None:
    require_signatures(repo)
    repo.append(f"{TOWN}/events/2026.yml", EVENT)
    repo.commit("补登事件", key=repo.keys["zhen-committee"])


@honest("文书先录入，书记核对后签名提交审批")
def drafted_then_signed(repo: Forge) -> None:
    require_signatures(repo)
    approval = "    approval: {by: zhen-secretary, date: 2026-11-04}\n"
    repo.write(NOVEMBER, TWO_DAYS.replace(approval, ""))
    repo.commit("录入请假", key=repo.keys["cun-registrar"])
    repo.append(NOVEMBER, approval)
    repo.commit("批准", key=repo.keys["zhen-secretary"])


@honest("签名的提交经过合并提交进来")
def a_signed_commit_in_a_merge(repo: Forge) -> None:
    require_signatures(repo)
    repo.write(NOVEMBER, TWO_DAYS)
    signed = repo.commit("请假", key=repo.keys["zhen-secretary"])
    repo.commit("Merge pull request #1", parents=[repo.base, signed])


@honest("本人换钥匙，由上级确认并签名")
def rotate_a_key(repo: Forge) -> None:
    require_signatures(repo)
    old = registered(repo.keys["zhen-secretary"], "county-od")
    new = registered(repo.keys["new"], "county-od", since="2026-11-05")
    ended = registered(repo.keys["zhen-secretary"], "county-od", to="2026-11-05")
    repo.edit(TOWN_REGION, old, f"{ended}, {new}")
    repo.commit("换钥匙", key=repo.keys["county-od"])
    assert not repo.judge().blocks
    repo.settle()
    repo.write(
        NOVEMBER,
        november(leave("990101-001", "2026-11-09", "2026-11-10", "zhen-secretary", "2026-11-05")),
    )
    repo.commit("用新钥匙批假", key=repo.keys["new"])


@honest("钥匙丢了，由上级作废")
def revoke_a_key(repo: Forge) -> None:
    require_signatures(repo)
    old = registered(repo.keys["zhen-secretary"], "county-od")
    gone = registered(repo.keys["zhen-secretary"], "county-od", revoked=("county-od", "2026-11-05"))
    repo.edit(TOWN_REGION, old, gone)
    repo.commit("作废", key=repo.keys["county-od"])


@honest("给已封存的考勤加注释、改排版，数据不变")
def reformat_a_sealed_sheet(repo: Forge) -> None:
    repo.edit(SHEET, "month: 2026-09\n", "# 九月，已封存\nmonth: 2026-09\n")
    repo.edit(SHEET, "    请假: 10-11\n", '    请假: "10-11"   # 事假\n')
    repo.commit("注释")


@honest("调换列表里两条假的先后，数据不变")
def reorder_two_leaves(repo: Forge) -> None:
    path = f"{TOWN}/leave/2026-09.yml"
    text = repo.read(path)
    start = text.index("  - cadre: 990101-001")
    middle = text.index("  - cadre: 990101-002")
    repo.write(path, text[:start] + text[middle:] + text[start:middle])
    repo.commit("排序")


@honest("登记审核账号，CODEOWNERS 一起更新")
def reviewers_with_their_owners(repo: Forge) -> None:
    repo.append(COUNTY_REGION, 'reviewers: ["@shili/zuzhibu"]\n')
    repo.write(OWNERS, codeowners(repo.tree_below(repo.folder.parent / "tree"), OWNERS))
    repo.commit("审核账号")


@honest("到期的任期写上截止日期")
def end_a_term(repo: Forge) -> None:
    mayor = "{id: zhen-mayor, name: 示例镇长辛, role: 乡镇党委, leading: true, from: 2024-01-01"
    repo.edit(TOWN_REGION, f"{mayor}}}", f"{mayor}, to: 2026-11-05}}")
    repo.commit("卸任")


@honest("一周的去向牌")
def this_weeks_board(repo: Forge) -> None:
    days = "周一: 在村, 周二: 在村, 周三: 在村, 周四: 在村"
    lines = "".join(f"  990101-00{n}: {{{days}}}\n" for n in (1, 2, 3, 4))
    repo.write(f"{TOWN}/whereabouts/2026-W45.yml", f"week: 2026-W45\nwhereabouts:\n{lines}")
    repo.commit("去向牌")


@honest("本年的半年考核")
def a_half_years_assessment(repo: Forge) -> None:
    text = repo.read(f"{COUNTY}/assessments/2025/990101-001.yml")
    half = text[text.index("half_year:") : text.index("year_end:")]
    text = "cadre: 990101-001\nyear: 2026\n" + half.replace("2025-07-10", "2026-07-10")
    repo.write(f"{COUNTY}/assessments/2026/990101-001.yml", text)
    repo.commit("半年考核")


@honest("要求签名的县，更正由批准的人签名提交")
def a_signed_correction(repo: Forge) -> None:
    require_signatures(repo)
    correct_the_sheet(repo)
    write_correction(repo, correction())
    repo.commit("更正", key=repo.keys["county-od"])


@honest("没有督查过的日子，盖章以前补写去向牌")
def mend_a_board_before_the_seal(repo: Forge) -> None:
    repo.write(OCTOBER, without_october(repo))
    board = f"{TOWN}/whereabouts/2026-W44.yml"
    old, new = "990101-002: {周一: 在村, 周二: 在村,", "990101-002: {周一: 在村,"
    repo.edit(board, old, new)
    repo.settle("周二漏写")
    repo.edit(board, new, old)
    repo.commit("补写去向")


@honest("基准写成附注标签")
def a_tag_as_base(repo: Forge) -> None:
    tag = f"object {repo.base}\ntype commit\ntag v1\ntagger {TAGGER}\n\n一版\n"
    repo.base = repo.objects.write("tag", tag.encode())
    repo.write(NOVEMBER, TWO_DAYS)
    repo.commit("请假")


@honest("一个县带着以往的记录整个迁进来")
def a_county_moves_in_with_its_past(repo: Forge) -> None:
    for raw in [p for p in repo.leaves if p.startswith(f"{COUNTY}/".encode())]:
        text = repo.read(raw.decode()).replace("990101", "990103")
        for name in ("county-", "zhen-", "cun-"):
            text = text.replace(name, f"qian-{name}")
        text = text.replace("records_from: 2026-09", "records_from: 2026-10")
        path = raw.decode().replace("shilixian", "qianxian").replace("990101", "990103")
        repo.write(path, text)
    repo.commit("迁入")
