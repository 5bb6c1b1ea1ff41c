"""Plans, events that call for everybody, problems sent upwards, and visits to households."""

from collections.abc import Iterator
from random import Random

from bench.sample import days as d
from bench.sample.cast import DEPUTY, Cadre, City, Plot, Township, Village
from bench.sample.village_files import staffed
from bench.sample.yamlish import Block, Data, document
from zhucun.facts.dates import each_day, month_span

PLANS_HEAD = """规划和计划：一人一个文件。每个事项写清目标、措施、时间节点和责任。"""
EVENTS_HEAD = """五必到：重要会议、重点工作、难点问题、重大纠纷、突发事件。
每名应到干部写到场、请假、因公外出或未到；不写当事人。"""
PROBLEMS_HEAD = """上报的问题：村里自身解决不了、逐级上报协调的问题，写清交给谁、反馈几次。"""
VISITS_HEAD = """入户走访：户用代号（h001），不写姓名；代号与户的对照表不进入本库。"""
GOALS = (
    ("发展订单种植 300 亩", "统一供种，签订收购协议", "第一书记牵头，合作社落实"),
    ("整修村内道路和排水沟", "争取资金，村民议事后实施", "村委会实施，第一书记协调"),
    (
        "规范“三会一课”，培养后备干部 2 名",
        "每月一次组织生活，结对培养",
        "村党支部负责，第一书记指导",
    ),
    ("建起便民代办点", "腾出房间，定人定时代办", "村委会负责，工作队员值班"),
)
EVENTS = (
    ("重要会议", "县里在本镇召开的现场推进会"),
    ("重点工作", "秋季防火和秸秆离田"),
    ("难点问题", "灌溉渠用水分配"),
    ("重大纠纷", "两村地界纠纷调处"),
    ("突发事件", "强降雨避险转移"),
)
PROBLEMS = (
    ("灌溉渠年久失修，村里资金不够", "县水利局", "分管副局长"),
    ("通村路会车段需要加宽", "县交通局", "公路股股长"),
    ("饮水管网冬季冻裂", "县水利局", "供水股股长"),
    ("农网改造后动力电不足", "县发改局", "能源股股长"),
)
INDUSTRIES = ("肉牛养殖", "冷凉蔬菜", "马铃薯良种", "小杂粮加工")


def plan_files(
    plot: Plot, lives: d.Lives, city: City, township: Township, folder: str
) -> Iterator[tuple[str, str]]:
    """What a township keeps by the year, as far as the city's regulation asks for it."""
    year = int(plot.months[-1][:4])
    for number, cadre in enumerate(township.cadres):
        plans = list(_plans(city, township, cadre, year))
        if plans:
            head = "" if number else PLANS_HEAD
            data: dict[str, Data] = {"cadre": cadre.id, "plans": plans}
            yield f"{folder}/plans/{cadre.id}.yml", document(data, head)
    if city.regulation == "s1":
        yield f"{folder}/events/{year}.yml", _events(plot, lives, township, year)
    if city.regulation in ("s0", "s1"):
        yield f"{folder}/problems/{year}.yml", _problems(plot, township, year)
    if city.regulation == "s4":
        visited = _visits(plot, lives, township, year)
        if visited:
            yield f"{folder}/visits/{year}.yml", visited


def _plans(city: City, township: Township, cadre: Cadre, year: int) -> Iterator[Data]:
    """S1: a three-year plan and the year's; S0: one to put the village right."""
    start = cadre.posting.start
    first = int(start[:4])
    place = cadre.posting.place
    if city.regulation == "s1":
        yield _plan(cadre, 1, "三年规划", place, first, first + 2, d.next_workday(start, 25))
        for n, plan_year in enumerate(range(first, year + 1), start=2):
            made = d.next_workday(max(start, f"{plan_year}-01-05"), 20)
            yield _plan(cadre, n, "年度计划", place, plan_year, plan_year, made)
    elif city.regulation == "s0" and _leads(township, cadre):
        last = int(cadre.posting.term_end[:4])
        yield _plan(cadre, 1, "整顿帮扶计划", place, first, last, d.next_workday(start, 40))


def _leads(township: Township, cadre: Cadre) -> bool:
    """Whether the village's plan is his to write: its first secretary, or the only one there."""
    village = township.village(cadre.posting.place)
    return village is not None and staffed(township, village).cadres[:1] == (cadre,)


def _plan(
    cadre: Cadre, number: int, kind: str, place: str, first: int, last: int, made: str
) -> Data:
    rng = Random(f"{cadre.id}/{kind}/{first}")
    items: list[Data] = [
        {
            "goal": goal,
            "measures": measures,
            "due": f"{max(last, int(made[:4]))}-{rng.choice(('10-31', '11-30', '12-20'))}",
            "responsible": responsible,
        }
        for goal, measures, responsible in rng.sample(GOALS, 2)
    ]
    return Block(
        {
            "id": f"p{number:02d}",
            "kind": kind,
            "village": place,
            "from_year": first,
            "to_year": last,
            "date": made,
            "items": items,
        }
    )


def _events(plot: Plot, lives: d.Lives, township: Township, year: int) -> str:
    """One of each kind in a year; all who serve in the township are there, or excused."""
    lines: list[Data] = []
    for number, (kind, title) in enumerate(EVENTS):
        rng = Random(f"{plot.seed}/{township.slug}/{kind}")
        month = plot.months[min(2 * number, len(plot.months) - 1)]
        first, last = month_span(month)
        days = [x for x in each_day(first, last) if _all_there(lives, township, x)]
        day = rng.choice(days or d.working_days(month))
        there: dict[str, Data] = {
            c.id: _attended(lives, c, day) for c in township.cadres if c.posting.covers(day)
        }
        village = next(v for v in township.villages if staffed(township, v).cadres)
        event = Block(
            {
                "id": f"e{number + 1:02d}",
                "date": day,
                "kind": kind,
                "village": village.code,
                "title": title,
                "cadres": there,
            }
        )
        if kind == "突发事件":
            event["reported"] = {"to": "县委办公室", "date": day, "time": "14:20"}
        lines.append(event)
    lines.sort(key=lambda line: str(line["date"]) if isinstance(line, dict) else "")
    return document({"year": year, "events": lines}, EVENTS_HEAD)


def _all_there(lives: d.Lives, township: Township, day: str) -> bool:
    return all(
        lives.status(c.id, day) in (d.IN_VILLAGE, d.LEAVE, d.BUSINESS)
        for c in township.cadres
        if c.posting.covers(day)
    )


def _attended(lives: d.Lives, cadre: Cadre, day: str) -> str:
    status = lives.status(cadre.id, day)
    return {d.LEAVE: "请假", d.BUSINESS: "因公外出"}.get(status, "到场")


def _problems(plot: Plot, township: Township, year: int) -> str:
    """Two a township: one solved, one waiting with feedback."""
    rng = Random(f"{plot.seed}/{township.slug}/{year}/problems")
    office = f"{township.slug}-committee"
    askers = [c for c in township.cadres if c.posting.role != DEPUTY and not c.posting.ended]
    lines: list[Data] = []
    chosen = rng.sample(PROBLEMS, 2)
    for number, (title, to, owner) in enumerate(chosen, start=1):
        cadre = askers[number % len(askers)]
        month = 3 * number + 1 if cadre.posting.start < f"{year}-03" else 7
        raised = f"{year}-{month:02d}-{rng.randrange(8, 20):02d}"
        sent = d.next_workday(raised, 6)
        problem = Block(
            {
                "id": f"q{number:02d}",
                "village": cadre.posting.place,
                "date": raised,
                "cadre": cadre.id,
                "title": title,
                "escalated": {"date": sent, "by": office, "to": to, "owner": owner},
                "feedback": [
                    {"date": day, "by": office, "text": text}
                    for day, text in (
                        (d.next_workday(sent, 30), "已现场踏勘，列入计划。"),
                        (d.next_workday(sent, 75), "方案已定，等待资金。"),
                    )
                ],
            }
        )
        if number == 1:
            problem["on_site"] = [d.next_workday(sent, 12)]
            problem["pooled_yuan"] = 12000
            closed = d.next_workday(sent, 110)
            problem["closed"] = {"date": closed, "result": "已修好，村民代表验收。"}
        lines.append(problem)
    return document({"year": year, "problems": lines}, PROBLEMS_HEAD)


def _visits(plot: Plot, lives: d.Lives, township: Township, year: int) -> str:
    lines: list[Data] = []
    for village in township.villages:
        here = [
            c
            for c in staffed(township, village).cadres
            if village.kind == "村" and c.posting.role != DEPUTY
        ]
        if here:
            lines.append(_visited(plot, lives, village, here))
    return document({"year": year, "villages": lines}, VISITS_HEAD) if lines else ""


def _visited(plot: Plot, lives: d.Lives, village: Village, cadres: list[Cadre]) -> Data:
    """A few households each month in the village; most of them once by October."""
    rng = Random(f"{plot.seed}/{village.code}/visits")
    houses = [f"h{n:03d}" for n in range(1, rng.randrange(28, 56))]
    left = rng.sample(houses, round(len(houses) * rng.uniform(0.8, 1)))
    visits: list[Data] = []
    for month in plot.months:
        cadre = rng.choice(cadres)
        days = [x for x in d.working_days(month) if lives.status(cadre.id, x) == d.IN_VILLAGE]
        seen = [left.pop() for _ in range(min(len(left), rng.randrange(4, 7)))]
        if days and seen:
            ids: list[Data] = [*sorted(seen)]
            visits.append({"date": rng.choice(days), "cadre": cadre.id, "households": ids})
    return Block(
        {
            "village": village.code,
            "industry": INDUSTRIES[int(village.code[-2:]) % len(INDUSTRIES)],
            "households": [*houses],
            "plans": [*houses],
            "visits": visits,
        }
    )
