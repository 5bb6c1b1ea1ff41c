"""region.yml, units.yml and the cadres' files."""

from collections.abc import Iterator
from random import Random

from bench.sample.cast import (
    DEPUTY,
    FIRST_SECRETARY,
    Cadre,
    City,
    County,
    Officer,
    Posting,
    Story,
    Township,
    Unit,
)
from bench.sample.days import next_workday
from bench.sample.village_files import team_lines, village_lines
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import next_month, plus

# When each city took up its regulation in this system.
ADOPTED = "2023-01-01"
# The figures that the regulations give for accident insurance; s0 gives none.
INSURED = {"s0": 300000, "s1": 500000, "s4": 300000}

MANAGERS: dict[str, tuple[Data, ...]] = {
    "s0": ("县委组织部", "乡镇党委", "派出单位"),
    "s1": ("市委组织部", "县委组织部", "乡镇党委", "派出单位"),
    "s4": ("县委组织部", "乡镇党委", "派出单位"),
}
LODGINGS = {
    "s0": ("村委会", "租赁农房"),
    "s1": ("村委会", "乡镇机关", "改造农房", "教师宿舍"),
    "s4": ("村委会", "租赁农房"),
}
OPINIONS = (
    "政治素质好，做事踏实，能吃苦，会做群众工作。",
    "工作能力强，作风实，善于沟通协调。",
    "有农村工作经历，责任心强，群众基础好。",
)
EXPERTISE = ("党群工作", "经济工作", "社会工作")
BOUND: dict[str, Data] = {
    "责任": "干部考核结果与派出单位主要领导年度考核挂钩",
    "项目": "单位年度帮扶项目由选派干部牵头落地",
    "资金": "单位帮扶资金随项目拨付到村",
}
# Headcount up to, and the teams that S4 asks for; another county of 固原 that is not told of.
TEAMS = ((50, 1), (100, 2), (10**6, 3))
ELSEWHERE = "640402"
BULLETINS = ("2026-07", "2026-08", "2026-09")

Files = Iterator[tuple[str, str]]

CITY_HEAD = """市的基本情况：名称、代码、市级人员、执行的制度、公开设置。
sample: true 表示人员和记录都是虚构的示例。"""
COUNTY_HEAD = """县的基本情况：人员、从哪个月起用本系统记考勤、本地补充的规定。
换人时给原来的人加 to，再添一行新的人，不要改旧的。"""
TOWN_HEAD = """乡镇的基本情况：人员与任期，全部村和社区。
代码十二位，写在引号里；board 是去向牌挂在哪里。"""
UNITS_HEAD = "派出单位名录。干部档案里的 unit 写这里的 id。"
CADRE_HEAD = """干部档案：一人一个文件，文件名就是编号。
电话只在网站上掩码显示；不要填写身份证号和住址。"""


def city_files(city: City) -> Files:
    """The city's region and units."""
    region: dict[str, Data] = {
        "level": "市",
        "name": city.name,
        "code": city.code,
        "source": {"name": city.source[0], "date": city.source[1]},
        "sample": True,
        "officers": officer_lines(city.officers),
        "regulations": [{"regulation": city.regulation, "from": ADOPTED}],
        "publication": {**city.publication},
        **_city_bodies(city),
        "reviewers": [f"@zhucun-{city.slug}/zuzhibu"],
    }
    yield f"{city.slug}/region.yml", document(region, CITY_HEAD)
    units: dict[str, Data] = {"units": [_unit(city, u) for u in city.units]}
    yield f"{city.slug}/units.yml", document(units, UNITS_HEAD)


def county_files(story: Story, city: City, county: County, records_from: str) -> Files:
    """The regions of a county and its townships, and its cadres."""
    folder = f"{city.slug}/{county.slug}"
    region: dict[str, Data] = {
        "level": "县",
        "name": county.name,
        "code": county.code,
        "source": {"name": city.source[0], "date": city.source[1]},
        "records_from": records_from,
        "officers": officer_lines(county.officers),
    }
    region |= _county_bodies(city, county)
    if county.leave_document:
        region["overlays"] = [_leave_levels(city, county)]
    if county.publication:
        region["publication"] = {**county.publication}
    region["reviewers"] = [f"@zhucun-{city.slug}/{county.slug}"]
    yield f"{folder}/region.yml", document(region, COUNTY_HEAD)
    for township in county.townships:
        home = _township(city, township)
        home["reviewers"] = [f"@zhucun-{city.slug}/{county.slug}-{township.slug}"]
        yield f"{folder}/{township.slug}/region.yml", document(home, TOWN_HEAD)
    for number, cadre in enumerate(county.cadres):
        head = "" if number else CADRE_HEAD
        yield f"{folder}/cadres/{cadre.id}.yml", document(_cadre(story, city, cadre), head)


def _city_bodies(city: City) -> dict[str, Data]:
    """The joint conference (S0), and the counties that each leader of S1 takes on."""
    if city.regulation == "s0":
        return {"bodies": [{"kind": "联席会议", "head": f"{city.slug}-od", "from": ADOPTED}]}
    if city.regulation != "s1":
        return {}
    leaders = [o.id for o in city.officers if o.leading]
    taken: list[Data] = []
    for n, leader in enumerate(leaders):
        counties: list[Data] = [c.prefix for c in city.counties[2 * n : 2 * n + 2]]
        taken.append({"officer": leader, "counties": counties, "from": ADOPTED})
    return {"contracts": taken}


def _county_bodies(city: City, county: County) -> dict[str, Data]:
    """The leading group and who is in charge of it day by day (S4); media (S1)."""
    if city.regulation == "s4":
        head = f"{county.slug}-group"
        return {
            "bodies": [{"kind": "驻村工作领导小组", "head": head, "from": ADOPTED}],
            "contacts": [{"officer": f"{county.slug}-od-check", "from": ADOPTED}],
        }
    if city.regulation != "s1":
        return {}
    found: dict[str, Data] = {
        "media": [
            {"kind": kind, "name": f"{county.name}选派干部{kind}（示例）", "from": "2025-03-10"}
            for kind in ("工作简报", "微信公众号", "微信群", "QQ群")
        ],
        "bulletins": [
            {"month": month, "date": next_workday(f"{next_month(month)}-03")} for month in BULLETINS
        ],
    }
    if county.slug == "yixian":
        head = f"{county.slug}-od"
        found["bodies"] = [{"kind": "选派干部工作党工委", "head": head, "from": ADOPTED}]
    return found


def officer_lines(officers: tuple[Officer, ...]) -> list[Data]:
    """The officers of a region, in order."""
    found: list[Data] = []
    for o in officers:
        line: dict[str, Data] = {"id": o.id, "name": o.name, "role": o.role, "from": o.start}
        if o.end:
            line["to"] = o.end
        if o.cadre:
            line["cadre"] = o.cadre
        if o.leading:
            line["leading"] = True
        found.append(line)
    return found


def _unit(city: City, unit: Unit) -> dict[str, Data]:
    line: dict[str, Data] = {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "level": unit.level,
        "headcount": unit.headcount,
    }
    if not unit.fiscal:
        line["fiscal"] = False
    if city.regulation == "s4" and unit.level == "市直":
        return Block({**line, "teams": _teams(city, unit)})
    if city.regulation != "s1":
        return line
    bound: dict[str, Data] = {"year": 2026, "date": "2026-01-16", **BOUND}
    return Block({**line, "bindings": [bound]})


def _teams(city: City, unit: Unit) -> list[Data]:
    """The unit's teams by its headcount: those in the county told of, the others elsewhere."""
    county = city.counties[0]
    here = {
        c.posting.place
        for c in county.cadres
        if c.unit == unit and c.posting.role == FIRST_SECRETARY and not c.posting.ended
    }
    asked = next(n for most, n in TEAMS if unit.headcount <= most)
    teams: list[Data] = [{"county": county.prefix, "count": len(here)}]
    if asked > len(here):
        teams.append({"county": ELSEWHERE, "count": asked - len(here)})
    return teams


def _leave_levels(city: City, county: County) -> Block:
    """What the county's own procedure says where the city's regulation is silent (S1, S4)."""
    return Block(
        {
            "regulation": city.regulation,
            "key": "leave.levels",
            "from": ADOPTED,
            "document": county.leave_document,
            "levels": [
                {"min": 1, "max": 2, "approver": "乡镇党委书记"},
                {"min": 3, "max": 10, "approver": "县委组织部"},
                {"min": 11, "approver": "市委组织部"},
            ],
            "by": f"{county.slug}-od",
        }
    )


def _township(city: City, township: Township) -> dict[str, Data]:
    return {
        "level": "乡镇",
        "name": township.name,
        "code": township.code,
        "source": {"name": city.source[0], "date": city.source[1]},
        "officers": officer_lines(township.officers),
        **team_lines(city, township),
        "villages": village_lines(city, township),
    }


def _cadre(story: Story, city: City, cadre: Cadre) -> dict[str, Data]:
    rng = Random(cadre.id)
    first = cadre.postings[0]
    data: dict[str, Data] = {
        "id": cadre.id,
        "name": cadre.name,
        "gender": rng.choice("男男女"),
        "identity": cadre.identity,
        "political_status": "中共正式党员",
        "unit": cadre.unit.id,
        "rank": "科级" if cadre.posting.role == DEPUTY else rng.choice(("科级", "科级以下")),
        "reserve": rng.random() < 0.4,
        "work_start": f"{rng.randrange(2004, 2017)}-{rng.choice(('03', '07', '08', '09'))}",
        "phone": _no_ones_phone(cadre),
        "expertise": [EXPERTISE[int(cadre.id[-2:]) % 3]],
        "postings": [_posting(city, cadre, p) for p in cadre.postings],
        "insurance": [_insurance(city, p) for p in cadre.postings],
        "health_checks": _health_checks(rng, first.start),
    }
    data |= _valued(story, cadre)
    if city.regulation == "s4" and data["rank"] == "科级以下":
        data["reserve"] = True
    if cadre.consents:
        data["consents"] = [
            {"scope": scope, "date": next_workday(cadre.posting.start, 30)}
            for scope in cadre.consents
        ]
    return data


def _valued(story: Story, cadre: Cadre) -> dict[str, Data]:
    """Honours, and what assessments led to."""
    found: dict[str, list[Data]] = {"honours": [], "outcomes": []}
    for told in story.valued:
        if told.cadre != cadre.id:
            continue
        if told.honour:
            found["honours"].append(
                Block(
                    {
                        "level": told.level,
                        "title": told.honour,
                        "first_secretary": cadre.posting.role == FIRST_SECRETARY,
                        "year": told.year,
                        "date": told.day,
                    }
                )
            )
        else:
            found["outcomes"].append(
                {
                    "kind": told.outcome,
                    "date": told.day,
                    "by": told.by,
                    "assessment": told.assessment,
                }
            )
    return {key: lines for key, lines in found.items() if lines}


def _no_ones_phone(cadre: Cadre) -> str:
    """Eleven digits that no mobile subscriber has: 100 is not a mobile prefix, 1003 no service."""
    return f"1003{int(cadre.id.replace('-', '')) % 10**7:07d}"


def _posting(city: City, cadre: Cadre, posting: Posting) -> Block:
    appointed = plus(posting.start, -5)
    number = int(posting.place[6:9]) % 30 + 1
    data = Block(
        {
            "serial": posting.no,
            "role": posting.role,
            "village": posting.place,
            "from": posting.start,
            "to": posting.term_end,
        }
    )
    if city.regulation == "s1" and posting.role == DEPUTY:
        data["roles"] = ["乡镇党委第一副书记"]
    if posting.ended:
        data["ended"] = {"date": posting.ended, "reason": posting.reason}
    if posting.renewal_of:
        data["renewal_of"] = posting.renewal_of
    data["appointment"] = {
        "issuer": "县委组织部",
        "doc_no": f"示例组任〔{appointed[:4]}〕{number}号",
        "date": appointed,
    }
    data["party_relation"] = {"village": posting.place, "date": next_workday(posting.start, 4)}
    return Block({**data, **_terms(city, cadre, posting)})


def _terms(city: City, cadre: Cadre, posting: Posting) -> dict[str, Data]:
    """How the cadre was chosen, who manages him, where he lives, what he left behind."""
    rng = Random(f"{cadre.id}/{posting.no}/terms")
    pool = "县直以上单位党员干部"
    if cadre.unit.kind != "机关":
        pool = "国有企业事业单位优秀人员"
    elif cadre.unit.level == "乡镇":
        pool = "优秀年轻干部和后备干部"
    selection = Block(
        {
            "organiser": "市委组织部" if cadre.unit.level in ("省直", "市直") else "县委组织部",
            "pool": pool,
            "opinion": rng.choice(OPINIONS),
            "health_certified_on": plus(posting.start, -20),
        }
    )
    if rng.random() < 0.4:
        selection["preferences"] = ["涉农专长"]
    lodging: dict[str, Data] = {
        "kind": rng.choice(LODGINGS[city.regulation]),
        "in_township": True,
        "from": posting.start,
    }
    return {
        "selection": selection,
        "managers": [*MANAGERS[city.regulation]],
        "detached": {"date": posting.start, "unit_signed": True},
        "lodging": lodging,
    }


def _insurance(city: City, posting: Posting) -> dict[str, Data]:
    return {"from": posting.start, "to": posting.term_end, "sum": INSURED[city.regulation]}


def _health_checks(rng: Random, start: str) -> list[Data]:
    """One in each year since the first posting, before November 2026."""
    month = rng.choice(("04", "05", "06", "09"))
    dates = [f"{year}-{month}-{rng.randrange(10, 28)}" for year in range(int(start[:4]), 2027)]
    if dates and dates[0] < start:
        dates[0] = f"{start[:4]}-10-{rng.randrange(10, 28)}"
    if dates and dates[0] < start:
        dates = dates[1:]
    return [{"date": day} for day in dates]
