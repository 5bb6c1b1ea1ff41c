"""What a township's region file says of its villages, and of who works with whom."""

from dataclasses import dataclass
from random import Random

from bench.sample.cast import DEPUTY, FIRST_SECRETARY, Cadre, City, Township, Village
from bench.sample.days import next_workday
from bench.sample.yamlish import Block, Data
from zhucun.facts.dates import plus

PROBLEMS = ("党组织软弱涣散", "产业基础薄弱", "矛盾纠纷突出")
IDEAS = ("发展订单杂粮，合作社统一收购", "盘活闲置校舍，建设分拣包装点", "流转荒坡地，种植中药材")
CHANNELS = ("合作社分红每年 2 万元", "厂房租金每年 3 万元", "光伏和土地租金每年 2.6 万元")
#: When the villages whose first secretaries came first were lifted.
LIFTED = "2025-12-15"
POSTS = ("党支部书记", "村委会主任", "委员")
ITEMS: tuple[Data, ...] = ("桌椅", "电脑", "打印机", "饮水机")


@dataclass(frozen=True, slots=True)
class Staffed:
    """A village with the cadres posted there now, the first secretary first."""

    village: Village
    cadres: tuple[Cadre, ...]

    @property
    def secretary(self) -> Cadre | None:
        first = self.cadres[0] if self.cadres else None
        return first if first and first.posting.role == FIRST_SECRETARY else None


def staffed(township: Township, village: Village) -> Staffed:
    """Who serves in a village at the end of the records."""
    found = [c for c in township.cadres if c.posting.place == village.code and not c.posting.ended]
    return Staffed(
        village, tuple(sorted(found, key=lambda c: (c.posting.role != FIRST_SECRETARY, c.id)))
    )


def village_lines(city: City, township: Township) -> list[Data]:
    """Every village and community of a township, in the order of the codes."""
    since = {c.posting.place: c.posting.start for c in reversed(township.cadres)}
    return [
        _village(city, township, number, staffed(township, village), since.get(village.code, ""))
        for number, village in enumerate(township.villages)
    ]


def _village(city: City, township: Township, number: int, of: Staffed, since: str) -> Data:
    village = of.village
    rng = Random(f"{village.code}/village")
    line: dict[str, Data] = {"code": village.code, "name": village.name, "kind": village.kind}
    if city.regulation == "s0":
        # Only invented villages are put into a category.
        line["category"] = ("其他村", "贫困村", "软弱涣散村")[number % 3]
    if since:
        line["board"] = {
            "location": "村委会院内村务公开栏",
            "place": "村务公开栏",
            "photo": f"去向牌照片 {since[:4]}",
            "since": since,
        }
    if not of.cadres:
        return line
    line = Block(line)
    if city.regulation == "s4":
        line["problem"] = PROBLEMS[number % 3] if village.kind == "社区" else PROBLEMS[number % 2]
        line["poor_registered"] = len(of.cadres) > 1
    if of.secretary and village.kind == "村":
        line["team"] = {"leader": of.secretary.id, "from": of.secretary.posting.start}
        line["committee"] = _committee(village, rng)
    if city.regulation == "s4" and village.kind == "社区":
        line["joint_units"] = [c.unit.id for c in of.cadres]
    if city.regulation == "s0":
        line["equipment"] = [*ITEMS]
    if city.regulation == "s1" and village.kind == "村":
        line["weak"] = _weak(township, of, rng)
        line["incomes"] = _incomes(rng)
    return line


def _committee(village: Village, rng: Random) -> list[Data]:
    stem = village.name[0]
    return [{"post": post, "name": f"示例{stem}家{'一二三'[n]}"} for n, post in enumerate(POSTS)]


def _weak(township: Township, of: Staffed, rng: Random) -> Block:
    """Listed before the first secretary came; an idea within a year, income within two."""
    start = of.cadres[0].posting.start
    weak = Block({"listed": f"{int(start[:4]) - 1}-12-20"})
    weak["idea"] = {"date": next_workday(start, rng.randrange(60, 200)), "text": rng.choice(IDEAS)}
    if start < "2026-01-01":
        found = next_workday(start, rng.randrange(300, 460))
        weak["channel"] = {"date": found, "text": rng.choice(CHANNELS)}
    deputy = next((c for c in township.cadres if c.posting.role == DEPUTY), None)
    lifted = LIFTED if start < "2025-01-01" else ""
    sponsored = plus(deputy.posting.start, 30) if deputy else ""
    if deputy and (not lifted or sponsored < lifted):
        weak["sponsors"] = [{"cadre": deputy.id, "from": sponsored}]
    if lifted:
        weak["lifted"] = lifted
    return weak


def _incomes(rng: Random) -> dict[str, Data]:
    income = rng.randrange(12, 30) * 1000
    incomes: dict[str, Data] = {}
    for year in range(2021, 2026):
        incomes[f'"{year}"'] = income
        income += rng.randrange(2, 14) * 1000
    return incomes


def team_lines(city: City, township: Township) -> dict[str, Data]:
    """Pairings and the township's group, which S1 asks for; S4's responsible person."""
    found: dict[str, Data] = {}
    leader = f"{township.slug}-committee"
    serving = [c for c in township.cadres if not c.posting.ended]
    if city.regulation == "s1" and serving:
        found["pairings"] = [
            {"leader": leader, "cadre": c.id, "from": next_workday(c.posting.start, 10)}
            for c in serving
        ]
        head = next((c for c in serving if c.posting.role == DEPUTY), serving[0])
        began = max(c.posting.start for c in serving)
        found["groups"] = [
            Block(
                {
                    "name": f"{township.name}选派干部工作组",
                    "leader": head.id,
                    "members": [c.id for c in serving],
                    "from": next_workday(began, 5),
                }
            )
        ]
    if city.regulation == "s4":
        found["contacts"] = [{"officer": leader, "from": township.officers[0].start}]
    return found
