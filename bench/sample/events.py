"""What happens in the sample beyond the ordinary; all of it in 示例市, which does not exist."""

from bench.sample.cast import (
    Accounted,
    CaseTold,
    Done,
    Graded,
    LateNoted,
    LeaveTaken,
    Looked,
    Misread,
    Story,
    TermEnded,
    Valued,
)

LEAVES = (
    LeaveTaken("990101-002", "2026-04-20", "2026-04-24", "事假"),  # 省直: two more filings
    LeaveTaken("990101-003", "2026-03-12", "2026-03-12", "病假"),
    LeaveTaken("990101-005", "2026-05-11", "2026-05-20", "年休假"),  # exactly 10 days (A7)
    LeaveTaken("990101-010", "2026-06-08", "2026-06-19", "护理假"),  # above 10 days
    LeaveTaken("990101-011", "2026-04-02", "2026-04-03", "事假"),
    LeaveTaken("990102-001", "2026-08-29", "2026-09-01", "年休假"),  # over a month's end
    LeaveTaken("990102-003", "2026-05-12", "2026-05-13", "事假"),  # back to back with the next:
    LeaveTaken(
        "990102-003", "2026-05-14", "2026-05-15", "事假"
    ),  # 4 days in all, approved a level up (A8)
    LeaveTaken("990102-005", "2026-06-23", "2026-06-24", "事假", cancelled_on="2026-06-22"),
    LeaveTaken("990102-008", "2026-07-13", "2026-07-15", "病假"),  # 省直, 3 days
    LeaveTaken("990102-009", "2026-10-12", "2026-10-22", "婚假"),  # 11 days
)

# Who was looked for and not found; the sheet says 缺岗 that day, or why the cadre was away.
LOOKED = (
    Looked(
        "990101-004", "2026-05-19", "县", "明察暗访", "缺岗", "09:40", "村部无人，村干部不知去向。"
    ),
    Looked("990101-008", "2026-03-10", "市", "交叉督查", "缺岗", "10:20", "住处锁门，电话未接。"),
    Looked("990101-008", "2026-07-14", "县", "随机抽查", "缺岗", "15:05", "当日未到村。"),
    Looked("990101-009", "2026-03-17", "市", "随机抽查", "缺岗", "09:15", "村部无人。"),
    Looked("990101-009", "2026-06-09", "县", "明察暗访", "缺岗", "14:30", "已连续半日不在村。"),
    Looked("990101-009", "2026-09-08", "市", "交叉督查", "缺岗", "10:50", "人在县城，未请假。"),
    Looked("990102-002", "2026-04-14", "县", "随机抽查", "缺岗", "10:05", "村部无人。"),
    Looked("990102-002", "2026-08-18", "市", "明察暗访", "缺岗", "16:10", "未在村，未公示去向。"),
    Looked(
        "990102-009", "2026-06-16", "县", "随机抽查", "因公外出", "11:00", "村干部称去县里开会。"
    ),
)

# Days in the village with nothing on the whereabouts board: 缺岗 by article 17.
OFF_POST = {
    "990102-004": ("2026-05-13", "2026-05-14", "2026-05-21"),
    "990102-005": ("2026-03-18",),
}
# Days in the village where the story needs a number.
IN_VILLAGE = {
    ("990101-006", "2026-06"): 18,  # a shortfall, with a case
    ("990102-004", "2026-05"): 22,  # 19 after the three days above, with a case
    ("990102-005", "2026-03"): 22,  # still enough after the one day above
    ("990102-012", "2026-10"): 19,  # not sealed yet, not explained yet
}
MISSED_LOGS = {
    ("990102-005", "2026-W32"): "村里停电断网，下周一并上传。",
    ("990101-011", "2026-W29"): "手机损坏，日志补记在下周。",
}

SHILI_OD, YANGLI_OD = "shilixian-od", "yanglixian-od"
CANCEL = "取消年度目标(绩效)考核奖励"
CASES = (
    CaseTold(
        "990101-c001",
        "990101-004",
        "无故不在岗",
        "2026-05-19",
        (SHILI_OD, "2026-05-20"),
        "县级暗访时不在村，事先没有请假。",
        absent_on="2026-05-19",
        explanation="当日回城办私事，没有请假。",
        confirmed=(SHILI_OD, "2026-05-25"),
        dispositions=(Done("约谈本人", SHILI_OD, "2026-05-27"),),
    ),
    CaseTold(
        "990101-c002",
        "990101-008",
        "无故不在岗",
        "2026-03-10",
        (SHILI_OD, "2026-03-11"),
        "市级交叉督查时不在村，事先没有请假。",
        absent_on="2026-03-10",
        confirmed=(SHILI_OD, "2026-03-16"),
        dispositions=(Done("约谈本人", SHILI_OD, "2026-03-18"),),
        closed=(SHILI_OD, "2026-04-15", "已整改"),
    ),
    CaseTold(
        "990101-c003",
        "990101-008",
        "无故不在岗",
        "2026-07-14",
        (SHILI_OD, "2026-07-15"),
        "县级抽查时不在村，任职期内第二次。",
        absent_on="2026-07-14",
        confirmed=(SHILI_OD, "2026-07-21"),
        dispositions=(
            Done(CANCEL, SHILI_OD, "2026-07-24"),
            Done("约谈派出单位分管领导", SHILI_OD, "2026-07-27", "派出单位分管领导"),
            Done("抄报上级组织部门", SHILI_OD, "2026-07-29", "市委组织部"),
        ),
        closed=(SHILI_OD, "2026-08-20", "已整改"),
        published=(
            SHILI_OD,
            "2026-08-25",
            False,
            "一名第一书记第二次无故不在岗，已处理并整改。",
        ),
    ),
    CaseTold(
        "990101-c004",
        "990101-009",
        "无故不在岗",
        "2026-03-17",
        (SHILI_OD, "2026-03-18"),
        "市级抽查时不在村，事先没有请假。",
        absent_on="2026-03-17",
        confirmed=(SHILI_OD, "2026-03-23"),
        closed=(SHILI_OD, "2026-04-20", "已整改"),
    ),
    CaseTold(
        "990101-c005",
        "990101-009",
        "无故不在岗",
        "2026-06-09",
        (SHILI_OD, "2026-06-10"),
        "县级暗访时不在村，任职期内第二次。",
        absent_on="2026-06-09",
        confirmed=(SHILI_OD, "2026-06-15"),
        dispositions=(
            Done(CANCEL, SHILI_OD, "2026-06-18"),
            Done("约谈派出单位分管领导", SHILI_OD, "2026-06-22", "派出单位分管领导"),
            Done("抄报上级组织部门", SHILI_OD, "2026-06-23", "市委组织部"),
        ),
        closed=(SHILI_OD, "2026-07-10", "已整改"),
    ),
    CaseTold(
        "990101-c006",
        "990101-009",
        "无故不在岗",
        "2026-09-08",
        (SHILI_OD, "2026-09-09"),
        "市级交叉督查时不在村，任职期内第三次。",
        absent_on="2026-09-08",
        explanation="家中有事，没有来得及请假。",
        confirmed=(SHILI_OD, "2026-09-14"),
        dispositions=(
            Done(CANCEL, SHILI_OD, "2026-09-16"),
            Done("约谈派出单位主要领导", SHILI_OD, "2026-09-17", "派出单位主要领导"),
            Done("召回", SHILI_OD, "2026-09-18"),
        ),
        published=(
            SHILI_OD,
            "2026-09-25",
            True,
            "第三次无故不在岗，已召回，其余处理正在办理。",
        ),
    ),
    CaseTold(
        "990101-c007",
        "990101-006",
        "到岗不足",
        "2026-07-01",
        (SHILI_OD, "2026-07-01"),
        "六月在村 18 天，少 2 天，没有请假。",
        month="2026-06",
        confirmed=(SHILI_OD, "2026-07-06"),
        dispositions=(Done("批评教育", SHILI_OD, "2026-07-08"),),
        closed=(SHILI_OD, "2026-08-05", "已整改"),
    ),
    CaseTold(
        "990101-c008",
        "990101-011",
        "工作不认真",
        "2026-07-22",
        (SHILI_OD, "2026-07-23"),
        "入户台账照抄上月内容。",
        evidence=("六月和七月入户台账",),
        confirmed=(SHILI_OD, "2026-07-27"),
        dispositions=(Done("批评教育", SHILI_OD, "2026-07-28"),),
        closed=(SHILI_OD, "2026-08-28", "已整改"),
    ),
    CaseTold(
        "990102-c001",
        "990102-002",
        "无故不在岗",
        "2026-04-14",
        (YANGLI_OD, "2026-04-15"),
        "县级抽查时不在村，事先没有请假。",
        absent_on="2026-04-14",
        confirmed=(YANGLI_OD, "2026-04-20"),
        closed=(YANGLI_OD, "2026-05-18", "已整改"),
    ),
    CaseTold(
        "990102-c002",
        "990102-002",
        "无故不在岗",
        "2026-08-18",
        (YANGLI_OD, "2026-08-19"),
        "市级暗访时不在村，任职期内第二次。",
        absent_on="2026-08-18",
        confirmed=(YANGLI_OD, "2026-08-25"),
        dispositions=(  # 抄报上级组织部门 is still owed
            Done(CANCEL, YANGLI_OD, "2026-08-28"),
            Done("约谈派出单位分管领导", YANGLI_OD, "2026-09-02", "派出单位分管领导"),
        ),
        published=(
            YANGLI_OD,
            "2026-09-10",
            False,
            "一名第一书记第二次无故不在岗，处理正在办理。",
        ),
    ),
    CaseTold(
        "990102-c003",
        "990102-004",
        "到岗不足",
        "2026-06-01",
        (YANGLI_OD, "2026-06-02"),
        "五月有 3 天没有公示去向，作缺岗处理后为 19 天。",
        month="2026-05",
        explanation="去村民家帮忙，忘了挂牌。",
    ),
    CaseTold(
        "990102-c004",
        "990102-006",
        "与原单位未脱钩",
        "2026-09-22",
        (YANGLI_OD, "2026-09-22"),
        "每周仍为原单位办理业务。",
        evidence=("派出单位值班表", "本人书面说明"),
        confirmed=(YANGLI_OD, "2026-09-28"),
    ),
    CaseTold(
        "990102-c005",
        "990102-009",
        "无故不在岗",
        "2026-06-16",
        (YANGLI_OD, "2026-06-17"),
        "县级抽查时不在村。",
        absent_on="2026-06-16",
        explanation="当日去县里参加培训，有会议通知。",
        withdrawn=(YANGLI_OD, "2026-06-18", "经核实当日因公外出，有会议通知和签到表。"),
    ),
)

# parts: 日 daily, 半 half-year, 终 year-end; grades by rank: 1 highest, 4 lowest, 0 not given
GRADED = (
    Graded("990101-001", 2025, "日半终", 91, 1, 1, "2026-01-20"),
    Graded("990101-002", 2025, "日半终", 88, 2, 2, "2026-01-20"),
    Graded("990101-003", 2025, "日半终", 84, 2, 2, "2026-01-20"),
    Graded("990101-004", 2025, "日半终", 86, 2, 2, "2026-01-20"),
    Graded("990101-005", 2025, "日半终", 93, 1, 1, "2026-01-20"),
    Graded("990101-006", 2025, "日半终", 79, 2, 2, "2026-01-20"),
    Graded("990101-007", 2025, "日半终", 87, 2, 2, "2026-01-20"),
    Graded("990101-008", 2025, "日半终", 82, 2, 2, "2026-01-20"),
    Graded("990101-009", 2025, "日半终", 71, 3, 3, "2026-01-20"),
    Graded("990101-010", 2025, "半终", 85),
    Graded("990101-011", 2025, "日终", 80),
    Graded("990102-001", 2025, "日半终", 90, 1, 1, "2026-01-22"),
    Graded("990102-002", 2025, "日半终", 83, 2, 2, "2026-01-22"),
    Graded("990102-003", 2025, "日半终", 86, 2, 2, "2026-01-22"),
    Graded("990102-004", 2025, "日半终", 78, 3, 2, "2026-01-22"),
    Graded("990102-005", 2025, "日半终", 92, 1, 1, "2026-01-22"),
    Graded("990102-006", 2025, "日半", 81),
    Graded("990102-007", 2025, "日半终", 88, 2, 2, "2026-01-22"),
    Graded("990102-008", 2025, "日半终", 89, 2, 2, "2026-01-22"),
    Graded("990102-009", 2025, "终", 84),
    Graded("990101-002", 2026, "半", 90),
    Graded("990101-004", 2026, "半", 81),
    Graded("990101-009", 2026, "半", 66),  # recalled since: the ladder's third step
    Graded("990102-005", 2026, "半", 91),
    Graded("990102-008", 2026, "半", 88),
)

ACCOUNTABILITY = (
    Accounted(
        "990101",
        "2026-09-21",
        "三季度内同一县两人受到处理，其中一人第三次无故不在岗。",
        (
            ("区县党委组织部长", "2026-09-24"),
            ("区县党委组织部分管副部长", "2026-09-24"),
            ("驻村工作队队长", "2026-09-25"),
            ("驻村工作队副队长", "2026-09-25"),
            ("乡镇党委书记", "2026-09-28"),
            ("乡镇党委分管领导", "2026-09-28"),
        ),
    ),
)

VALUED = (
    Valued("990101-001", "2026-03-02", "评选先进", "2025", "中共示例县委组织部（示例）"),
    Valued("990101-005", "2026-03-02", "推荐", "2025", "示例县水务局"),
    Valued("990102-005", "2026-04-15", honour="优秀第一书记", level="省级", year=2025),
    Valued("990102-011", "2025-03-20", "推荐", "期满-1", "样例县农业技术推广站"),
)
TERMS = (TermEnded("990102-011", 1, YANGLI_OD, "2025-03-12", "优秀"),)

# Sealed sheets that were wrong in one day, and a late record that says why it came late.
MISREAD = (
    Misread(
        "990102-006",
        "2026-05-17",
        "在村",
        "17 日周日休息，登记时连着 18 日写成在村；当天的去向牌写的是休息。",
        "yanglizhen-secretary",
        "2026-06-10",
        (YANGLI_OD, "2026-06-12"),
    ),
    Misread(
        "990101-008",
        "2026-10-20",
        "在村",
        "20 日到县里开会，登记时写成在村；当天的去向牌写的是因公外出。",
        "qingxi-committee",
        "2026-11-12",
        (SHILI_OD, "2026-11-13"),
    ),
)
NOTED = (
    LateNoted(
        "yanglixian",
        ("yanglizhen/leave/2026-05.yml",),
        "990102-003 的假条夹在村里的记录本中，六月核对考勤时才找到。",
        "yanglizhen-committee",
        "2026-06-10",
    ),
)

STORY = Story(
    LEAVES,
    LOOKED,
    OFF_POST,
    IN_VILLAGE,
    MISSED_LOGS,
    CASES,
    GRADED,
    ACCOUNTABILITY,
    VALUED,
    TERMS,
    MISREAD,
    NOTED,
    no_meeting=frozenset({("nanpo", "2026-08")}),
    no_comment=frozenset({("990102-003", "2026-Q2")}),
    underpaid={("990102-008", "2026-Q3"): 110},
)
