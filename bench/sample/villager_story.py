"""What happens in 范例区 beyond the ordinary; villager_plot.py says who is who.

Persons are named by their serials, as `code` makes ids of them. Whatever is not told goes well.
"""

from dataclasses import dataclass

from bench.sample.villager_cast import Villager

CODE = "990103"
#: Halves of a year, with their last days, that are over and told of.
HALVES = {"2025-H1": "2025-06-30", "2025-H2": "2025-12-31", "2026-H1": "2026-06-30"}
MONTHS = tuple(f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13))[:22]


def code(serial: str) -> str:
    """The id of a village cadre."""
    return f"{CODE}-v{serial}"


@dataclass(frozen=True, slots=True)
class Trained:
    """A training: `seat` "" for the city's; `silent` wrote no reflection; `poor` had to make up, as
    (serial, day of the talk, day made up).
    """

    seat: str
    day: str
    days: int
    title: str
    silent: tuple[str, ...] = ()
    poor: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seconded:
    """A secondment to a host of the city (市直) or the township (镇级)."""

    serial: str
    level: str
    host: str
    post: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Voted:
    """An evaluation of competence that was not good in every group: (competent, ballots) by group;
    `exit` (day proposed, how it was decided, on which day, why).
    """

    serial: str
    half: str
    ballots: dict[str, tuple[int, int]]
    talk: str = ""
    exit: tuple[str, str, str, str] = ("", "", "", "")


TRAININGS = (
    Trained("", "2025-05-12", 3, "村党组织书记专题培训班"),
    Trained("", "2026-04-13", 3, "村党组织书记专题培训班"),
    Trained("fanlizhen", "2025-04-21", 4, "专业化书记集中培训（春季）"),
    Trained("fanlizhen", "2025-09-15", 3, "专业化书记集中培训（秋季）"),
    Trained(
        "fanlizhen",
        "2026-04-20",
        4,
        "专业化书记集中培训（春季）",
        poor=(("003", "2026-04-28", "2026-05-12"),),
    ),
    Trained("fanlizhen", "2026-09-14", 3, "专业化书记集中培训（秋季）", silent=("004",)),
    Trained("donglingzhen", "2025-04-14", 4, "专业化书记集中培训"),
    Trained("donglingzhen", "2025-10-20", 3, "专业化书记集中培训"),
    Trained("donglingzhen", "2026-05-18", 4, "专业化书记集中培训"),
    Trained("hewanjiedao", "2025-06-09", 4, "村（社区）书记集中培训"),
    Trained("hewanjiedao", "2025-11-03", 3, "村（社区）书记集中培训"),
    Trained("hewanjiedao", "2026-06-08", 4, "村（社区）书记集中培训"),
    Trained("hewanjiedao", "2026-10-19", 3, "村（社区）书记集中培训"),
)
#: Secretaries' forums and the like, which no number is asked of: seat, day, form, title.
EXCHANGES = (
    ("fanlizhen", "2025-07-16", "支书讲坛", "支书讲坛：合作社怎样记账"),
    ("donglingzhen", "2025-08-20", "拜师交友", "新老书记结对"),
    ("hewanjiedao", "2025-09-10", "同行同台竞赛", "村（社区）书记同台述职"),
    ("fanlizhen", "2026-03-18", "拜师交友", "新老书记结对"),
    ("fanlizhen", "2026-07-22", "支书讲坛", "支书讲坛：土地托管怎样谈"),
    ("donglingzhen", "2026-08-12", "支书讲坛", "支书讲坛：矛盾不出村"),
    ("hewanjiedao", "2026-09-09", "同行同台竞赛", "村（社区）书记同台述项目"),
)
NYJ, ZJJ = "示例市农业农村局", "示例市乡村振兴局"
SECONDMENTS = (
    Seconded("001", "市直", NYJ, "种植业管理科跟班", "2025-06-02", "2025-07-04"),
    Seconded("003", "镇级", "范例镇农业综合服务中心", "副主任", "2025-10-09", "2025-11-14"),
    Seconded("002", "市直", ZJJ, "产业科跟班", "2026-03-02", "2026-04-10"),
    Seconded("004", "镇级", "范例镇农业综合服务中心", "副主任", "2026-06-01", "2026-07-03"),
    Seconded("021", "市直", NYJ, "农村合作经济科跟班", "2025-09-01", "2025-10-10"),
    Seconded("022", "镇级", "东岭镇农业综合服务中心", "副主任", "2025-05-06", "2025-06-06"),
    Seconded("023", "市直", NYJ, "畜牧科跟班", "2026-05-11", "2026-05-29"),
    Seconded("021", "镇级", "东岭镇农业综合服务中心", "副主任", "2026-08-03", "2026-09-04"),
    Seconded("048", "镇级", "河湾街道农业服务站", "副站长", "2025-07-01", "2025-08-05"),
    Seconded("041", "市直", NYJ, "农产品质量科跟班", "2026-03-16", "2026-04-24"),
    Seconded("051", "镇级", "河湾街道农业服务站", "副站长", "2026-10-12", ""),
)
VOTES = (
    Voted("027", "2025-H2", {"党员": (30, 34)}, talk="2026-01-16"),
    Voted("003", "2026-H1", {"包村干部": (2, 3), "镇街党（工）委": (6, 9)}),
    Voted("004", "2026-H1", {"党员": (27, 31)}, talk="2026-07-16"),
    Voted("021", "2026-H1", {"党员": (27, 30)}),  # exactly 90 %
    Voted(
        "027",
        "2026-H1",
        {"党员": (22, 31), "群众代表": (27, 35)},
        talk="2026-07-13",
        exit=(
            "2026-07-14",
            "confirmed",
            "2026-08-21",
            "连续两个半年目标没有落实，约谈以后没有改进，确实不能胜任。",
        ),
    ),
    Voted(
        "051",
        "2026-H1",
        {"党员": (25, 32), "群众代表": (31, 34)},
        talk="2026-07-14",
        exit=(
            "2026-07-15",
            "declined",
            "2026-07-28",
            "党员测评低，主要因为停办两家小作坊；工作任务都已完成，不认定为不能胜任。",
        ),
    ),
)
#: Practical tasks not done on time: (serial, year, task) to the day it was done, "" for open.
DELAYED = {
    ("002", 2026, "p1"): "2026-10-18",
    ("022", 2026, "p1"): "",
    ("057", 2026, "p1"): "",
    ("064", 2026, "p1"): "2026-10-09",
}
#: Who did not debrief before the villagers in a half-year.
NOT_BEFORE_VILLAGERS = frozenset({("063", "2026-H1")})
UNCERTIFIED = frozenset({"033"})
#: Secretaries whose last medical check is longer ago than the others'.
LAST_CHECK = {"051": "2023-09-12"}
#: The sub-district's months without a circular.
NO_CIRCULAR = frozenset({"2026-02"})
#: Dispositions: serial, day, ground, kind, what was found.
DISPOSITIONS = (
    ("052", "2026-04-08", "作风不实、履职不到位", "批评教育", "入户登记由别人代填，已重新走访。"),
    ("044", "2026-03-10", "任务完成差、作风不好", "及时调整", "多项年度目标没有完成，群众有意见。"),
    ("066", "2026-06-15", "以权谋私、违法违纪", "严肃处理", "把社区摊位低价租给亲属，已免职。"),
)
#: village | thousand-point scores of 2023, 2024 and 2025
SCORES = """
甲湾村   | 932 941 947
乙湾村   | 884 879 861
丙湾村   | 915 926 938
丁湾村   | 903 911 921
戊湾村   | 896 908 921
己湾村   | 871 866 874
庚湾村   | 792 778 795
东湾社区 | 913 921 934
西湾社区 | 846 800 842
南湾社区 | 838 829 786
"""
#: Talks after a score: year, village, whom, day.
TALKS = (
    (2023, "庚湾村", "060", "2024-01-18"),
    (2024, "庚湾村", "060", "2025-01-16"),
    (2024, "西湾社区", "068", "2025-01-16"),
    (2025, "庚湾村", "061", "2026-01-20"),
    (2025, "南湾社区", "071", "2026-01-20"),
)
#: A removal that three years' scores led to, and why it was not confirmed.
REMOVAL = (2025, "庚湾村", "061", "2026-01-22", "2026-02-05")
REMOVAL_DECLINED = "现任书记 2025 年 4 月才到任，三年中有两年不是他任内的成绩；继续任职，限期一年。"
#: Villages with fewer reserves than asked for: one secretary's, and none who is a woman.
FEW_RESERVES = frozenset({"戊田村"})
NO_WOMAN = frozenset({"己湾村"})
#: Young cadres not yet among the reserves.
NOT_IN_RESERVES = frozenset({"031"})
#: Who came from the reserves: serial to the first day there.
FROM_RESERVES = {"025": "2024-06-01", "045": "2025-07-01"}
#: A secretary sent by a unit, since nobody in the village was fit.
DISPATCHED = {"061": "sl-gtjt"}
#: A young cadre past the age: benefits go on up to five years; days of the two reviews.
EXTENDED = {"011": ("2030-02-28", "2025-12-18", "2025-12-10")}
#: What each young cadre got a month before, where it was more than the base.
PAID_BEFORE = {"031": 3600}
#: Studying: serial, kind, first and last day.
STUDIES = (
    ("005", "在职大学", "2025-09-01", "2028-07-01"),
    ("009", "专科学历", "2026-03-01", "2028-07-01"),
    ("058", "专科学历", "2025-03-01", "2027-07-01"),
)
HONOURS = (
    ("041", "2026-06-30", "优秀党务工作者", "市级"),
    ("001", "2026-06-30", "优秀村党组织书记", "县级"),
)
RECOMMENDED = (("064", "2026-01-08", "人大代表"), ("041", "2026-05-12", "党代表"))
#: Exceptions: serial, condition, reason, approved on, good until.
WAIVERS = (
    (
        "023",
        "enrolment.years",
        "任职两年两个月，不到三年；村集体收入三年增长一倍，东岭镇党委会研究同意纳入。",
        "2025-02-12",
        "2027-02-28",
    ),
    (
        "023",
        "secondment.length",
        "五月底提前进入汛期，镇里要求返村值守，挂职十九天结束。",
        "2026-05-29",
        "2026-12-31",
    ),
    (
        "045",
        "reserve.years",
        "原书记三月调整，村里没有培养满一年的后备人选，经街道党工委研究同意。",
        "2026-03-12",
        "2027-02-28",
    ),
    (
        "061",
        "reserve.years",
        "原书记辞职，村里暂时没有合适人选，经同意从国投集团择优选派。",
        "2025-03-26",
        "2027-02-28",
    ),
)
#: The day up to which everything is told.
TODAY = "2026-11-22"


def exit_evaluation(serial: str) -> str:
    """The evaluation on which a confirmed exit rests, `<year>/<id>`; "" for none."""
    for vote in VOTES:
        if vote.serial == serial and vote.exit[1] == "confirmed":
            return f"{vote.half[:4]}/{evaluation_id(serial, vote.half)}"
    return ""


def appraised(person: Villager) -> bool:
    """Whether an appraisal of 2025 is told of: of everybody who was in post at its end."""
    return person.post_on("2025-12-31") is not None


def evaluation_id(serial: str, half: str) -> str:
    """The id of an evaluation in its year's file: halves first, then persons."""
    return f"h{half[-1]}-{serial}"


#: Heads of the first three villages of 2025 (two share the third place) and two communities.
PRIZES = frozenset({"041", "048", "051", "054", "064", "068"})
