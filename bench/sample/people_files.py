"""region.yml, units.yml and the cadres' files."""

from collections.abc import Iterator
from random import Random

from bench.sample.cast import DEPUTY, Cadre, City, County, Officer, Posting, Township, Unit
from bench.sample.days import next_workday
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import plus

# When each city took up its regulation in this system.
ADOPTED = "2023-01-01"
# The figures that the regulations give for accident insurance; s0 gives none.
INSURED = {"s0": 300000, "s1": 500000, "s4": 300000}

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
        "officers": _officers(city.officers),
        "regulations": [{"regulation": city.regulation, "from": ADOPTED}],
        "publication": {**city.publication},
    }
    yield f"{city.slug}/region.yml", document(region, CITY_HEAD)
    units: dict[str, Data] = {"units": [_unit(u) for u in city.units]}
    yield f"{city.slug}/units.yml", document(units, UNITS_HEAD)


def county_files(city: City, county: County, records_from: str) -> Files:
    """The regions of a county and its townships, and its cadres."""
    folder = f"{city.slug}/{county.slug}"
    region: dict[str, Data] = {
        "level": "县",
        "name": county.name,
        "code": county.code,
        "source": {"name": city.source[0], "date": city.source[1]},
        "records_from": records_from,
        "officers": _officers(county.officers),
    }
    if county.leave_document:
        region["overlays"] = [_leave_levels(city, county)]
    if county.publication:
        region["publication"] = {**county.publication}
    yield f"{folder}/region.yml", document(region, COUNTY_HEAD)
    for township in county.townships:
        yield f"{folder}/{township.slug}/region.yml", document(_township(city, township), TOWN_HEAD)
    for number, cadre in enumerate(county.cadres):
        head = "" if number else CADRE_HEAD
        yield f"{folder}/cadres/{cadre.id}.yml", document(_cadre(city, county, cadre), head)


def _officers(officers: tuple[Officer, ...]) -> list[Data]:
    found: list[Data] = []
    for o in officers:
        line: dict[str, Data] = {"id": o.id, "name": o.name, "role": o.role, "from": o.start}
        found.append({**line, "to": o.end} if o.end else line)
    return found


def _unit(unit: Unit) -> dict[str, Data]:
    line: dict[str, Data] = {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "level": unit.level,
        "headcount": unit.headcount,
    }
    return line if unit.fiscal else {**line, "fiscal": False}


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
    since = {c.posting.place: c.posting.start for c in reversed(township.cadres)}
    villages: list[Data] = []
    for number, village in enumerate(township.villages):
        line: dict[str, Data] = {"code": village.code, "name": village.name, "kind": village.kind}
        if city.regulation == "s0":
            # Only invented villages are put into a category.
            line["category"] = ("其他村", "贫困村", "软弱涣散村")[number % 3]
        if village.code in since:
            line["board"] = {"location": "村务公开栏", "since": since[village.code]}
        villages.append(line)
    return {
        "level": "乡镇",
        "name": township.name,
        "code": township.code,
        "source": {"name": city.source[0], "date": city.source[1]},
        "officers": _officers(township.officers),
        "villages": villages,
    }


def _cadre(city: City, county: County, cadre: Cadre) -> dict[str, Data]:
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
        "postings": [_posting(city, county, p) for p in cadre.postings],
        "insurance": [_insurance(city, p) for p in cadre.postings],
        "health_checks": _health_checks(rng, first.start),
    }
    if city.regulation == "s4" and data["rank"] == "科级以下":
        data["reserve"] = True
    if cadre.consents:
        data["consents"] = [
            {"scope": scope, "date": next_workday(cadre.posting.start, 30)}
            for scope in cadre.consents
        ]
    return data


def _no_ones_phone(cadre: Cadre) -> str:
    """Eleven digits that no mobile subscriber has: 100 is not a mobile prefix, 1003 no service."""
    return f"1003{int(cadre.id.replace('-', '')) % 10**7:07d}"


def _posting(city: City, county: County, posting: Posting) -> Block:
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
    return data


def _insurance(city: City, posting: Posting) -> dict[str, Data]:
    return {"from": posting.start, "to": posting.term_end, "sum": INSURED[city.regulation]}


def _health_checks(rng: Random, start: str) -> list[Data]:
    """One in each year since the first posting, before November 2026."""
    month = rng.choice(("04", "05", "06", "09"))
    dates = [f"{year}-{month}-{rng.randrange(10, 28)}" for year in range(int(start[:4]), 2027)]
    if dates[0] < start:
        dates[0] = f"{start[:4]}-10-{rng.randrange(10, 28)}"
    if dates[0] < start:
        dates = dates[1:]
    return [{"date": day} for day in dates]
