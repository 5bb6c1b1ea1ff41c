"""The village cadres of a county: who they are, read from the tables of villager_plot.py."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.sample.cast import Officer, Village
from bench.sample.staging import invented_villages, rows, stem_name
from zhucun.facts.dates import plus

SECRETARY = "村党组织书记"
AS_SECRETARY, AS_YOUNG = "书记", "年轻干部"
POSTS = {
    "书记": SECRETARY,
    "副书记": "村党组织副书记",
    "委员": "村党组织委员",
    "主任": "村委会主任",
    "副主任": "村委会副主任",
    "村委": "村委会委员",
}
#: Where secretaries come from and how they are chosen, as the tables shorten it.
SOURCES = {
    "现任": "现任村（社区）干部",
    "致富": "致富能手",
    "经纪": "农村经纪人",
    "合作": "农业专业合作组织负责人",
    "企业": "优秀企业经营管理者",
    "退伍": "复员退伍军人",
    "村官": "大学生村官",
    "返乡": "外出务工返乡党员",
}
METHODS = {
    "两推": "两推一选",
    "公推": "公推直选",
    "公选": "面向社会公开选拔",
    "委派": "办事处党委委派",
}
#: The elections of 2022; terms last five years.
ELECTED = "2022-03-01"
TERM_END = "2027-02-28"
#: First days of the two lists of enrolments, with the days that led to each.
LISTS: dict[str, tuple[str, str, str]] = {
    "2025-03-01": ("2025-02-10", "2025-02-18", "2025-02-25"),
    "2026-02-01": ("2026-01-12", "2026-01-20", "2026-01-27"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """One post: `ended` is (day, kind) where it ended before its term, "" for `source` and
    `method` where nothing asks for them.
    """

    village: str
    post: str
    start: str
    ended: tuple[str, str] = ("", "")
    source: str = ""
    method: str = ""

    @property
    def leads(self) -> bool:
        return self.post == SECRETARY

    def covers(self, day: str) -> bool:
        return self.start <= day <= (self.ended[0] or TERM_END)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One enrolment, 书记 or 年轻干部; `rank` (place, of how many) and `income` (yuan) are of the
    year before, `tiers` (first day, tier) in order, `ended` (day, reason).
    """

    kind: str
    start: str
    rank: tuple[int, int] = (0, 0)
    income: int = 0
    tiers: tuple[tuple[str, str], ...] = ()
    ended: tuple[str, str] = ("", "")

    def covers(self, day: str) -> bool:
        return self.start <= day <= (self.ended[0] or TERM_END)

    def meets(self, start: str, end: str) -> bool:
        return self.start <= end and start <= (self.ended[0] or TERM_END)


@dataclass(frozen=True, slots=True)
class Villager:
    """A village cadre; `birth` is a month, `degree` (level, full-time)."""

    id: str
    name: str
    sex: str
    birth: str
    degree: tuple[str, bool]
    posts: tuple[Held, ...]
    enrolments: tuple[Enrolled, ...] = ()

    @property
    def serial(self) -> str:
        """The three digits that tell him apart, as villager_story.py names him."""
        return self.id[-3:]

    def post_on(self, day: str) -> Held | None:
        return next((held for held in self.posts if held.covers(day)), None)

    def posts_in(self, month: str) -> tuple[Held, ...]:
        """The posts held on any day of a month."""
        ends = ((held, held.ended[0] or TERM_END) for held in self.posts)
        return tuple(held for held, end in ends if held.start[:7] <= month <= end[:7])

    def leads(self, day: str) -> bool:
        """Whether he is a village's secretary on a day."""
        held = self.post_on(day)
        return held is not None and held.leads

    def enrolled_on(self, day: str) -> Enrolled | None:
        return next((each for each in self.enrolments if each.covers(day)), None)

    def professional(self, start: str, end: str) -> bool:
        """Whether he is enrolled as secretary on any day of start..end."""
        return any(e.kind == AS_SECRETARY and e.meets(start, end) for e in self.enrolments)


@dataclass(frozen=True, slots=True)
class Seat:
    """A township or sub-district; `office` where it is a sub-district, which follows S3 as well.
    `stars` are those of a village's branch at the end of 2023, 2024 and 2025.
    """

    slug: str
    name: str
    code: str
    villages: tuple[Village, ...]
    officers: tuple[Officer, ...]
    people: tuple[Villager, ...]
    stars: dict[str, tuple[int, ...]]
    office: bool = False

    @property
    def secretary(self) -> str:
        return f"{self.slug}-secretary"

    @property
    def member(self) -> str:
        return f"{self.slug}-committee"

    def village(self, name: str) -> str:
        """The code of a village by its name."""
        return next(v.code for v in self.villages if v.name == name)

    def kind_of(self, person: Villager, day: str) -> str:
        """村 or 社区, where somebody is in post on a day."""
        held = person.post_on(day)
        return next(v.kind for v in self.villages if held and v.code == held.village)

    def serving(self, day: str) -> Iterator[Villager]:
        return (person for person in self.people if person.post_on(day))


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """A seat as its tables have it: stars `village | 2023 2024 2025`, people `serial | village |
    post | sex birth | level [全日制] | since [| source | method | day how it ended]`, enrolled
    `serial | kind | since | rank | 万元 | tiers of each year's list [| day reason]`.
    """

    slug: str
    name: str
    code: str
    surname: str
    stars: str
    people: str
    enrolled: str
    office: bool = False


def seat_of(plan: SeatPlan, officers: tuple[Officer, ...]) -> Seat:
    """The seat that a plan's tables tell of; ids and names follow the serials."""
    stars = {name: tuple(map(int, marks.split())) for name, marks in rows(plan.stars)}
    villages = invented_villages(plan.code[:9], " ".join(stars))
    codes = {village.name: village.code for village in villages}
    enrolments: dict[str, list[Enrolled]] = {}
    for serial, *cells in rows(plan.enrolled):
        enrolments.setdefault(serial, []).append(_enrolled(cells))
    people = tuple(
        _villager(plan, number, serial, codes, cells, tuple(enrolments.get(serial, ())))
        for number, (serial, *cells) in enumerate(rows(plan.people))
    )
    by_code = {codes[name]: marks for name, marks in stars.items()}
    return Seat(plan.slug, plan.name, plan.code, villages, officers, people, by_code, plan.office)


def _villager(
    plan: SeatPlan,
    number: int,
    serial: str,
    codes: dict[str, str],
    cells: list[str],
    enrolments: tuple[Enrolled, ...],
) -> Villager:
    village, post, who, degree, start, *more = cells
    source, method, ended = [*more, "", "", ""][:3]
    sex, birth = who.split()
    level, *full_time = degree.split()
    day, _, kind = ended.partition(" ")
    held = Held(
        codes[village],
        POSTS[post],
        start,
        (day, kind),
        SOURCES.get(source, ""),
        METHODS.get(method, ""),
    )
    posts: tuple[Held, ...] = (held,)
    if start < ELECTED:  # served the term before as well
        before = Held(held.village, held.post, start, (plus(ELECTED, -1), "届满"))
        posts = (before, replace(held, start=ELECTED))
    return Villager(
        f"{plan.code[:6]}-v{serial}",
        f"示例{plan.surname}{stem_name(number)}",
        sex,
        birth,
        (level, bool(full_time)),
        posts,
        enrolments,
    )


def _enrolled(cells: list[str]) -> Enrolled:
    kind, start, rank, income, tiers, *more = cells
    place, total = rank.split("/") if rank else ("0", "0")
    lists = [day for day in LISTS if day >= start]
    day, _, reason = (more[0] if more else "").partition(" ")
    return Enrolled(
        kind,
        start,
        (int(place), int(total)),
        round(float(income or 0) * 10_000),
        tuple(zip(lists, tiers.split(), strict=False)),
        (day, reason),
    )
