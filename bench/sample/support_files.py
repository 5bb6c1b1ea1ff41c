"""What is paid: subsidies by the sealed sheets, travel, work funds and what they were spent on."""

from collections.abc import Iterator
from random import Random

from bench.sample import days as d
from bench.sample.cast import Cadre, City, County, Plot, Township, Unit, Village
from bench.sample.village_files import staffed
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import month_span

PAYMENTS_HEAD = """补助和路费：按发放的季度存放；months 是据以发放的月份，须已盖章。"""
FUNDS_HEAD = """工作经费：每个村一条；支出逐笔写明用途和报账单位。"""
QUARTERS = (("01", "02", "03"), ("04", "05", "06"), ("07", "08", "09"))
PER_DAY = {"s0": 55, "s4": 100}
PER_MONTH = 1700
SCHEMES = {"s0": "生活补助", "s1": "工作生活补助", "s4": "伙食补助"}
TRAVELLERS = ("省直", "市直", "县直")
FUND = {"s0": 20000, "s4": 12000}
SPENT = ("笔记本和打印纸", "打印机硒鼓", "宣传资料印制", "办公电话费")


def payment_files(
    plot: Plot, lives: d.Lives, city: City, county: County, folder: str
) -> Iterator[tuple[str, str]]:
    """Each quarter is paid at the beginning of the next."""
    year = plot.months[-1][:4]
    for number, months in enumerate(QUARTERS, start=2):
        day = d.next_workday(month_span(f"{year}-{months[-1]}")[1], 8)
        payments: list[Data] = []
        for township in county.townships:
            for cadre in township.cadres:
                due = _due(plot, lives, city, township, cadre, [f"{year}-{m}" for m in months])
                if due:
                    short = plot.story.underpaid.get((cadre.id, f"{year}-Q{number}"), 0)
                    yuan = sum(due.values()) - short
                    line = _payment(city, county, cadre, len(payments) + 1, [*due], yuan, day)
                    payments.append(line)
        data: dict[str, Data] = {"quarter": f"{year}-Q{number}"}
        if payments:
            data["payments"] = payments
        if city.regulation == "s0":
            data["travel"] = [*_travel(plot, county, year, months, day)]
        if len(data) > 1:
            head = PAYMENTS_HEAD if number == 2 else ""
            yield f"{folder}/payments/{year}-Q{number}.yml", document(data, head)


def _payment(
    city: City, county: County, cadre: Cadre, number: int, months: list[str], yuan: int, day: str
) -> Block:
    payer = county.name + "委组织部" if city.regulation == "s1" else cadre.unit.name
    return Block(
        {
            "id": f"p{number:02d}",
            "cadre": cadre.id,
            "scheme": SCHEMES[city.regulation],
            "months": [*months],
            "yuan": yuan,
            "date": day,
            "payer": payer,
        }
    )


def _due(
    plot: Plot, lives: d.Lives, city: City, township: Township, cadre: Cadre, months: list[str]
) -> dict[str, int]:
    """Yuan by month: by the day in the village (S0, S4), by the whole month served (S1)."""
    if not _is_paid(city, township, cadre):
        return {}
    due = {}
    for month in months:
        first, last = month_span(month)
        marks = lives.marks.get((cadre.id, month), {})
        if city.regulation == "s1":
            yuan = PER_MONTH if cadre.posting.covers(first) and cadre.posting.covers(last) else 0
        else:
            off = plot.story.off_post.get(cadre.id, ())
            here = [day for day, s in marks.items() if s == d.IN_VILLAGE and day not in off]
            yuan = PER_DAY[city.regulation] * len(here)
        if yuan:
            due[month] = yuan
    return due


def _is_paid(city: City, township: Township, cadre: Cadre) -> bool:
    village = township.village(cadre.posting.place)
    if city.regulation == "s1":
        return cadre.unit.level == "市直"
    if city.regulation == "s4":
        in_village = village is not None and village.kind == "村"
        return in_village and cadre.unit.level in ("市直", "县直")
    return True


def _travel(
    plot: Plot, county: County, year: str, months: tuple[str, ...], day: str
) -> Iterator[Data]:
    for cadre in county.cadres:
        for month in months:
            rng = Random(f"{plot.seed}/{cadre.id}/{year}-{month}/travel")
            covered = cadre.posting.covers(month_span(f"{year}-{month}")[1])
            if covered and cadre.unit.level in TRAVELLERS and rng.random() < 0.6:
                trips = rng.choice((1, 2, 2))
                yield {
                    "cadre": cadre.id,
                    "month": f"{year}-{month}",
                    "trips": trips,
                    "kind": "往返路费",
                    "yuan": 64 * trips,
                    "date": day,
                }


def fund_files(plot: Plot, city: City, county: County, folder: str) -> Iterator[tuple[str, str]]:
    """A fund for each village with a first secretary, from the unit that sent him (S0, S4).

    Under S4 secretaries in communities have none.
    """
    year = plot.months[-1][:4]
    if city.regulation not in FUND:
        return
    lines: list[Data] = []
    for township in county.townships:
        for village in township.villages:
            secretary = staffed(township, village).secretary
            left_out = city.regulation == "s4" and village.kind == "社区"
            if secretary and secretary.unit.level != "乡镇" and not left_out:
                lines.append(_fund(plot, city, village, secretary.unit, year, len(lines) + 1))
    data: dict[str, Data] = {"year": int(year), "funds": lines}
    yield f"{folder}/funds/{year}.yml", document(data, FUNDS_HEAD)


def _fund(plot: Plot, city: City, village: Village, unit: Unit, year: str, number: int) -> Data:
    rng = Random(f"{plot.seed}/{village.code}/{year}/fund")
    expenses: list[Data] = [
        {
            "date": rng.choice(d.working_days(f"{year}-{month}")),
            "category": "办公",
            "yuan": rng.randrange(3, 18) * 100,
            "claimed_at": unit.id,
            "note": rng.choice(SPENT),
        }
        for month in ("04", "06", "09")
    ]
    return Block(
        {
            "id": f"f{number:02d}",
            "kind": "工作经费",
            "unit": unit.id,
            "village": village.code,
            "yuan": FUND[city.regulation] + rng.randrange(0, 5) * 1000,
            "date": rng.choice(
                d.working_days(f"{year}-01" if rng.random() < 0.5 else f"{year}-03")
            ),
            "expenses": expenses,
        }
    )
