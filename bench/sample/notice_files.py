"""Public notices: promises a quarter at a time, and one of each kind and state."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.sample import days as d
from bench.sample.cast import City, County, Plot
from bench.sample.project_files import projects_of
from bench.sample.yamlish import Block, Column, Data, document
from zhucun.facts.dates import month_span

HEAD = """公示：公示什么（files）、谁决定、异议与答复、确认公布、撤回。
负面清单的文字写在案件的 publication 里；异议的内容不公开。
撤回的不要删，写明 withdrawn：网站下一次生成时撤下，只留件数。"""
#: Last months of the quarters whose promises are announced together.
QUARTERS = ("03", "06", "09", "12")


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection, and the reply to it if there is one."""

    day: str
    how: str
    matter: str
    replied_on: str = ""
    result: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice of a county; `withdrawn` is the day and the reason."""

    county: str
    kind: str
    file: str
    day: str
    statement: str = ""
    objected: tuple[Objected, ...] = ()
    confirmed: str = ""
    withdrawn: tuple[str, str] = ("", "")


TOLD = (
    Told(
        "990101",
        "考核",
        "assessments/2025/990101-001.yml",
        "2026-01-13",
        "2025 年度第一书记考核，拟评定优秀等次 2 名，名单在各派出单位公示栏张贴。",
        confirmed="2026-01-19",
    ),
    Told(
        "990101",
        "负面清单",
        "cases/990101-c003.yml",
        "2026-08-25",
        objected=(
            Objected(
                "2026-08-27",
                "匿名",
                "认为处理偏轻。",
                "2026-09-02",
                "不成立",
                "处理与制度规定的方式一致。",
            ),
        ),
        confirmed="2026-09-04",
    ),
    Told(
        "990101",
        "负面清单",
        "cases/990101-c006.yml",
        "2026-09-25",
        objected=(
            Objected(
                "2026-09-28",
                "实名",
                "认为第二次当天已经口头请假。",
                "2026-10-12",
                "不成立",
                "没有请假审批，乡镇也没有接到口头请假。",
            ),
        ),
    ),
    Told(
        "990101",
        "荣誉",
        "cadres/990101-001.yml",
        "2026-11-18",
        "拟推荐示例镇一名第一书记为 2026 年度县级优秀第一书记。",
    ),
    Told(
        "990102",
        "荣誉",
        "cadres/990102-005.yml",
        "2026-03-23",
        "拟推荐样例镇一名第一书记为 2025 年度省级优秀第一书记。",
        confirmed="2026-03-31",
    ),
    Told(
        "990102",
        "负面清单",
        "cases/990102-c002.yml",
        "2026-09-10",
        objected=(
            Objected(
                "2026-09-14",
                "实名",
                "公示文字说处理正在办理，其中两项已经办完。",
                "2026-09-18",
                "部分成立",
                "公示文字没有写清已经办完的处理。",
            ),
        ),
        withdrawn=("2026-09-21", "公示文字要改，处理办齐以后重新公示。"),
    ),
    Told(
        "990102",
        "考核",
        "assessments/2026/990102-005.yml",
        "2026-11-16",
        "2026 年第一书记年度考核，拟推荐优秀等次人选 1 名，名单在县委组织部公示栏张贴。",
        objected=(Objected("2026-11-19", "实名", "认为名单没有写明各项得分。"),),
    ),
    Told(
        "210726",
        "荣誉",
        "cadres/210726-002.yml",
        "2026-05-11",
        "拟推荐一名驻村第一书记为 2025 年度市级先进个人。",
        confirmed="2026-05-20",
    ),
    Told(
        "640422",
        "荣誉",
        "cadres/640422-002.yml",
        "2026-10-19",
        "拟推荐一名驻村干部为 2026 年度县级先进个人。",
    ),
)


def notice_files(plot: Plot, city: City, county: County, folder: str) -> Iterator[tuple[str, str]]:
    """The county's notices of the year, numbered in the order of their decisions."""
    year = plot.months[0][:4]
    own = (told for told in TOLD if told.county == county.prefix)
    found = sorted([*_promises(plot, city, county), *own], key=lambda told: told.day)
    notices: list[Data] = [
        _notice(county, number, told, _files(plot, city, county, told))
        for number, told in enumerate(found, start=1)
    ]
    if notices:
        data: dict[str, Data] = {"year": int(year), "notices": notices}
        yield f"{folder}/notices/{year}.yml", document(data, HEAD)


def _promises(plot: Plot, city: City, county: County) -> Iterator[Told]:
    """A notice for each quarter that has promises, shown from the first workday after it.

    Where nobody gives a window the first is confirmed and the others wait for it.
    """
    year = plot.months[0][:4]
    for number, month in enumerate(QUARTERS, start=1):
        last = month_span(f"{year}-{month}")[1]
        if month > plot.months[-1][5:] or not list(_projects(plot, city, county, last)):
            continue
        day = d.next_workday(last)
        statement = f"{year} 年第 {number} 季度在村公示栏公示过的承诺和项目，在网站公示。"
        confirmed = d.next_workday(day, 10) if number == 1 else ""
        yield Told(county.prefix, "规划", last, day, statement, confirmed=confirmed)


def _files(plot: Plot, city: City, county: County, told: Told) -> list[str]:
    if told.kind != "规划":
        return [told.file]
    return list(_projects(plot, city, county, told.file))


def _projects(plot: Plot, city: City, county: County, last: str) -> Iterator[str]:
    """The projects that villages posted in the quarter that ends on a day."""
    first = f"{last[:4]}-{int(last[5:7]) - 2:02d}-01"
    for township in county.townships:
        for id_, data in projects_of(plot, city, township):
            if first <= str(data["posted_on"]) <= last:
                yield f"{township.slug}/projects/{id_}.yml"


def _notice(county: County, number: int, told: Told, files: list[str]) -> Block:
    by, checker = f"{county.slug}-od", f"{county.slug}-od-check"
    listed: Data = Column(files) if len(files) > 1 else [*files]
    notice = Block({"id": f"{county.prefix}-n{number:03d}", "kind": told.kind, "files": listed})
    if told.statement:
        notice["statement"] = told.statement
    notice["decision"] = {"by": by, "date": told.day}
    if told.objected:
        notice["objections"] = [_objection(each, checker) for each in told.objected]
    if told.confirmed:
        notice["confirmed"] = {"by": by, "date": told.confirmed}
    if told.withdrawn[0]:
        day, reason = told.withdrawn
        notice["withdrawn"] = {"by": by, "date": day, "reason": reason}
    return notice


def _objection(told: Objected, by: str) -> Block:
    objection = Block({"date": told.day, "how": told.how, "matter": told.matter})
    if told.replied_on:
        reply: dict[str, Data] = {"by": by, "date": told.replied_on, "result": told.result}
        objection["reply"] = {**reply, "text": told.text}
    return objection
