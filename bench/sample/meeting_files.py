"""Meetings of the city, its counties and townships, trainings and hearings among them."""

from collections.abc import Iterator
from datetime import date
from random import Random

from bench.sample import days as d
from bench.sample.cast import DEPUTY, FIRST_SECRETARY, Cadre, City, County, Plot, Township
from bench.sample.villager_meetings import city_trainings
from bench.sample.yamlish import Block, Data, document

HEAD = """会议和培训：一年一个文件，一次会议一条。
主持人写人员编号；应到没有到的干部写进 absent。"""
AGENDA: tuple[Data, ...] = ("工作开展情况", "存在的问题", "下一步工作计划")
DEPARTMENTS: tuple[Data, ...] = (
    "组织部门",
    "发改",
    "财政",
    "民政",
    "人社",
    "水利",
    "农业",
    "扶贫",
    "交通",
)
FORMS = ("专题轮训", "现场观摩", "经验交流")
QUARTERS = ((1, 3), (4, 6), (7, 9))


class _Minutes:
    """Meetings of one file, numbered as they are added."""

    def __init__(self, year: str) -> None:
        self.year = year
        self.found: list[Block] = []

    def add(self, kind: str, day: str, **more: Data) -> None:
        self.found.append(Block({"kind": kind, "date": day, **more}))

    def document(self, head: str) -> str:
        ordered = sorted(self.found, key=lambda line: str(line["date"]))
        lines: list[Data] = [
            Block({"id": f"m{n:02d}", **line}) for n, line in enumerate(ordered, start=1)
        ]
        return document({"year": int(self.year), "meetings": lines}, head)


def meeting_files(
    plot: Plot, lives: d.Lives, city: City, headed: bool = True
) -> Iterator[tuple[str, str]]:
    """A file a year for the city (S0), each county, and each township that meets."""
    year = plot.months[-1][:4]
    if city.regulation == "s0":
        minutes = _Minutes(year)
        for month in (3, 9):
            day = _day(plot, city.slug, year, month)
            minutes.add(
                "联席会议", day, title="驻村工作联席会议", chair=f"{city.slug}-od",
                departments=[*DEPARTMENTS],
            )  # fmt: skip
        minutes.found += city_trainings(city.slug, int(year))
        yield f"{city.slug}/meetings/{year}.yml", minutes.document(HEAD)
    for county in city.counties:
        folder = f"{city.slug}/{county.slug}"
        yield f"{folder}/meetings/{year}.yml", _county(plot, lives, city, county, year)
        for township in county.townships:
            text = _township(plot, lives, city, township, year)
            if text:
                yield f"{folder}/{township.slug}/meetings/{year}.yml", text


def _county(plot: Plot, lives: d.Lives, city: City, county: County, year: str) -> str:
    """The quarterly meeting, a training for everybody, and what each unit heard."""
    minutes = _Minutes(year)
    for _, last in QUARTERS:
        day = _day(plot, county.slug, year, last)
        if city.regulation == "s4":
            present, away = _present(lives, county.cadres, day, FIRST_SECRETARY)
            minutes.add(
                "第一书记会议", day, title="驻村第一书记工作会议", chair=f"{county.slug}-group",
                agenda=["工作进展", "交流经验", "协调解决问题"], cadres=present, **away,
            )  # fmt: skip
            continue
        present, away = _present(lives, county.cadres, day, "")
        chair = f"{county.slug}-team" if city.regulation == "s0" else f"{county.slug}-od"
        minutes.add(
            "调度会", day, title="驻村干部工作调度会", chair=chair, agenda=[*AGENDA],
            cadres=present, **away,
        )  # fmt: skip
    everybody = [c for c in county.cadres if not c.posting.ended and c.posting.start < f"{year}-05"]
    form = FORMS[int(county.prefix) % 3]
    day = _day(plot, f"{county.slug}/training", year, 5)
    ids: list[Data] = [c.id for c in everybody]
    minutes.add("培训", day, title="驻村干部培训班", form=form, cadres=ids)
    if city.regulation == "s0":
        for unit in dict.fromkeys(c.unit.id for c in county.cadres):
            heard: list[Data] = [
                c.id for c in county.cadres if c.unit.id == unit and not c.posting.ended
            ]
            if heard:
                day = _day(plot, f"{county.slug}/{unit}", year, 6)
                minutes.add("听取汇报", day, title="听取驻村工作汇报", unit=unit, cadres=heard)
    if city.regulation == "s4":
        for month in (4, 8):
            day = _day(plot, f"{county.slug}/talk", year, month)
            present, _ = _present(lives, county.cadres, day, "")
            minutes.add("谈心谈话", day, title="与驻村干部谈心谈话", cadres=present)
    if county.slug == "yixian":
        for month in (3, 6, 9):
            day = _day(plot, f"{county.slug}/talk", year, month)
            minutes.add(
                "座谈会", day, title="派驻干部座谈会", chair=f"{county.slug}-od",
                agenda=["督促计划落实", "协调解决困难"],
            )  # fmt: skip
    return minutes.document("")


def _township(plot: Plot, lives: d.Lives, city: City, township: Township, year: str) -> str:
    """The monthly meeting of S0 under the acting deputy; 芳山镇's weekly exchange (S1)."""
    minutes = _Minutes(year)
    deputy = next((c for c in township.cadres if c.posting.role == DEPUTY), None)
    if city.regulation == "s0" and deputy:
        for month in plot.months:
            if (township.slug, month) in plot.story.no_meeting:
                continue
            day = _day(plot, township.slug, month[:4], int(month[5:]))
            present, away = _present(lives, township.cadres, day, "")
            minutes.add(
                "调度会", day, title="乡镇驻村工作调度会", chair=f"{township.slug}-deputy",
                cadres=present, **away,
            )  # fmt: skip
    if township.slug == "fangshan":
        for month in plot.months[-2:]:
            fridays = [x for x in d.working_days(month) if _is_friday(x)]
            for day in fridays:
                present, _ = _present(lives, township.cadres, day, "")
                minutes.add("交流研讨", day, title="工作组每周交流", cadres=present)
    return minutes.document("") if minutes.found else ""


def _is_friday(day: str) -> bool:
    return date.fromisoformat(day).weekday() == 4


def _day(plot: Plot, what: str, year: str, month: int) -> str:
    """A workday in the middle of a month."""
    rng = Random(f"{plot.seed}/{what}/{year}-{month:02d}/meeting")
    return rng.choice(d.working_days(f"{year}-{month:02d}")[5:15])


def _present(
    lives: d.Lives, cadres: tuple[Cadre, ...], day: str, role: str
) -> tuple[list[Data], dict[str, Data]]:
    """Who came; and who should have, with the reason, as `absent`."""
    called = [c for c in cadres if c.posting.covers(day) and (not role or c.posting.role == role)]
    came: list[Data] = []
    absent: list[Data] = []
    for cadre in called:
        if lives.status(cadre.id, day) == d.LEAVE:
            absent.append({"cadre": cadre.id, "reason": "请假"})
        else:
            came.append(cadre.id)
    return came, {"absent": absent} if absent else {}
