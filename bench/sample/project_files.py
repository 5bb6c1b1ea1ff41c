"""Projects that cadres promise for the year."""

from collections.abc import Iterator
from random import Random

from bench.sample.cast import DEPUTY, Cadre, City, Plot, Township, Village
from bench.sample.texts import COMMUNITY_IDEAS, VILLAGE_IDEAS, Idea
from bench.sample.yamlish import Data, document

# How many of a township's cadres have a project here; S1 asks one of each (s1, paragraph P4).
SHARE = {"s0": 0.7, "s1": 1.0, "s4": 0.7}
STEPS = (
    (15, "方案公示，资金到位。"),
    (40, "开工，已完成前期准备。"),
    (65, "主体完成，正在收尾。"),
    (80, "大部分完成，按计划推进。"),
    (100, "验收完成，结果已在村公示栏公布。"),
)
# Projects that don't suit a village and stand in the 第一书记产业园.
IN_THE_PARK = frozenset({"daxing-2026-02", "toutai-2026-02"})
HEAD = """承诺与项目：写清目标、措施、时间节点和责任，并在村公示栏公示（posted_on）。
有进展就在 progress 添一行；完成后写 completed_on。"""


def project_files(
    plot: Plot, city: City, township: Township, folder: str
) -> Iterator[tuple[str, str]]:
    """A project a file."""
    for number, (id_, data) in enumerate(projects_of(plot, city, township)):
        yield f"{folder}/projects/{id_}.yml", document(data, "" if number else HEAD)


def projects_of(
    plot: Plot, city: City, township: Township
) -> Iterator[tuple[str, dict[str, Data]]]:
    """Id and record of each project: in the cadre's own village, a deputy's in the first one."""
    year = int(plot.months[0][:4])
    number = 0
    for cadre in township.cadres:
        rng = Random(f"{plot.seed}/{cadre.id}/{year}/project")
        if rng.random() >= SHARE[city.regulation]:
            continue
        number += 1
        village = _village(township, cadre)
        ideas = COMMUNITY_IDEAS if village.kind == "社区" else VILLAGE_IDEAS
        id_ = f"{township.slug}-{year}-{number:02d}"
        # Neighbours in a township promise different things.
        idea = ideas[(number + int(township.code[6:9])) % len(ideas)]
        yield id_, _project(rng, id_, cadre, village, idea, year)


def _village(township: Township, cadre: Cadre) -> Village:
    found = township.village(cadre.posting.place)
    if cadre.posting.role == DEPUTY or found is None:
        return township.villages[0]
    return found


def _project(
    rng: Random, id_: str, cadre: Cadre, village: Village, idea: Idea, year: int
) -> dict[str, Data]:
    """Posted in spring, or soon after a later arrival; progress up to October at most."""
    start = cadre.posting.start
    first_month = max(3, int(start[5:7]) + 1) if start[:4] == f"{year}" else 3
    last_month = 10 if not cadre.posting.ended else int(cadre.posting.ended[5:7])
    posted = f"{year}-{first_month:02d}-{rng.randrange(3, 26):02d}"
    months = list(range(first_month + 1, last_month + 1, 2))[: len(STEPS)]
    finished = rng.random() < 0.4 and len(months) >= 3 and not cadre.posting.ended
    steps = [*STEPS[: len(months) - 1], STEPS[-1]] if finished else list(STEPS[: len(months)])
    progress: list[Data] = []
    for month, (percent, text) in zip(months, steps, strict=True):
        day = f"{year}-{month:02d}-{rng.randrange(4, 28):02d}"
        progress.append({"date": day, "percent": percent, "text": text})
    data: dict[str, Data] = {
        "id": id_,
        "title": f"{village.name}{idea.title}",
        "cadre": cadre.id,
        "village": village.code,
        "year": year,
        "goal": idea.goal,
        "measures": idea.measures,
        "due": f"{year}-12-{rng.choice(('10', '15', '20', '25'))}",
        "responsible": idea.responsible,
        "funding": [{"source": idea.funding, "yuan": idea.yuan}],
        "posted_on": posted,
    }
    if id_ in IN_THE_PARK:
        data["location"] = "产业园"
        data["revenue_share"] = {"park": 0.5, "village": 0.5}
    if progress:
        data["progress"] = progress
    if finished:
        last = progress[-1]
        assert isinstance(last, dict)
        data["completed_on"] = last["date"]
    return data
